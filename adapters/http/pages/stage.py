"""What a form stands on: the case or another subject it acts on, the edition in force, who else there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from adapters.http.needs import Api
from adapters.http.visibility import require_judged, require_party, require_visible
from application.identity import Identity
from application.verbs import Verb
from domain.aggregates.accountability import Accountability
from domain.aggregates.assessment import Assessment
from domain.aggregates.candidacy import Candidacy
from domain.aggregates.complaint import Complaint
from domain.aggregates.consultation import Consultation
from domain.aggregates.escalation import Escalation
from domain.aggregates.identity_request import IdentityRequest
from domain.aggregates.obligation import Obligation
from domain.aggregates.review_grant import ReviewGrant
from domain.aggregates.sample import Sample
from domain.aggregates.shift import Shift
from domain.aggregates.subject import Subject
from domain.aggregates.supervision import Supervision
from domain.calendar import beijing
from domain.errors import NotFound
from domain.regulations.model import Edition
from domain.values import AuthorityId
from projections.case_ledger import CaseLedger
from projections.consultation import OPEN, Consultations
from projections.matter_lists import ListedMatters
from projections.organisation import Authorities, Units

SUBJECTS: dict[str, tuple[type[Subject], str]] = {
    "escalation": (Escalation, "/escalations"),
    "supervision": (Supervision, "/supervisions"),
    "consultation": (Consultation, "/consultations"),
    "file": (Accountability, "/accountability"),
    "assessment": (Assessment, "/assessments"),
    "obligation": (Obligation, "/obligations"),
    "shift": (Shift, "/duty"),
    "candidacy": (Candidacy, "/rankings"),
    "sample": (Sample, "/samples"),
    "grant": (ReviewGrant, "/grants"),
    "identity_request": (IdentityRequest, "/identity-requests"),
}
"""Target of a verb → what it acts on beside the case, and where that is shown."""
LEADS_TO = {
    "assess": "/assessments/{}",
    "publish_scores": "/scores",
    "nominate": "/rankings/{}",
    "request_report": "/obligations/{}",
    "roster_shift": "/duty/{}",
    "draw_sample": "/samples/{}",
    "grant_review": "/grants",
    "end_review": "/grants",
    "request_identity": "/identity-requests",
    "approve_identity": "/identity-requests",
    "deny_identity": "/identity-requests",
}
"""Where what a verb made is shown, where that is not the case."""
HOMES = {
    "nominate": "/rankings",
    "request_report": "/obligations",
    "roster_shift": "/duty",
    "draw_sample": "/samples",
    "grant_review": "/grants",
    "end_review": "/grants",
}
"""Where its list is."""


@dataclass(frozen=True)
class Stage:
    """Where a verb is done."""

    edition: Edition
    authority: str
    units: Sequence[str]
    case: Complaint | None = None
    subject: Subject | None = None
    """The ladder or the supervision it acts on, where it is not the case itself."""
    home: str = ""
    """Where that is shown."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Parts of the command that the page knows."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Other matters it is about, or may be joined to: what names them → what they are called."""
    begins_with: Mapping[str, str] = field(default_factory=dict)
    """What its form is filled in with, to be corrected."""
    proposes: bool = False
    """Whether a ladder is begun here."""
    leads_to: str = ""
    """Where to go afterwards, where no case is concerned."""

    @property
    def version(self) -> int | None:
        """Of what it acts on; sent along so that nobody overwrites what they have not seen."""
        if self.proposes:
            return None
        acted_on = self.subject or self.case
        return acted_on.version if acted_on else None

    def back(self, created: UUID | None) -> str:
        """Where to go afterwards."""
        if self.leads_to:
            return self.leads_to.format(created) if created else self.home or "/scores"
        if self.subject is not None:
            return f"{self.home}/{self.subject.id}"
        if self.proposes and created is not None:
            return f"/escalations/{created}"
        if self.case is not None:
            return f"/cases/{self.case.id}"
        return f"/cases/{created}" if created else "/worklist"


def stage_of(api: Api, who: Identity, verb: Verb, id: UUID | None, authority: str | None = None) -> Stage:
    """The stage of a verb. Raises NotFound, NotYours."""
    store = api.house.desk.store
    case, subject, home = None, None, ""
    if id is not None and verb.target in SUBJECTS:
        kind, home = SUBJECTS[verb.target]
        subject = store.get(kind, id)
        case = store.get(Complaint, subject.case) if subject.case else None
    elif id is not None:
        case = store.get(Complaint, id)
    if isinstance(subject, Consultation):
        require_party(api, who, case.id if case else None, subject.units)
    elif case is not None:
        require_visible(api, who, case.id)
    desk = api.house.desk
    if isinstance(subject, Obligation | Shift | Sample) and subject.basis is not None:
        if isinstance(subject, Obligation):
            require_party(api, who, None, subject.units)
        edition = desk.law_under(subject.basis).edition
        units = sorted({row.unit for row in api.reader.rows(Units, authority=subject.authority)})
        drawn = subject.unchecked if isinstance(subject, Sample) else {}
        beside = {str(place): f"{place} · {number}" for place, number in drawn.items()}
        return Stage(edition, str(subject.authority), units, subject=subject, home=home, beside=beside)
    own = subject.authority if isinstance(subject, Candidacy) else authority or _own_authority(api, who)
    place = case.authority if case else own
    now = desk.clock.now()
    law = desk.law_of(case, case.authority, now) if case else desk.law_for(AuthorityId(place), now)
    units = sorted({row.unit for row in api.reader.rows(Units, authority=place)})
    if case is None and subject is not None:
        leads_to = LEADS_TO.get(verb.name, "")
        return Stage(law.edition, str(place), units, subject=subject, home=home, leads_to=leads_to)
    if case is None:
        return _beginning(verb, law.edition, str(place), units)
    if verb.name == "propose":
        unit = str(who.unit or case.unit or "")
        return Stage(
            law.edition, str(place), units, case, given={"complaint": str(case.id), "unit": unit}, proposes=True
        )
    beside = _open_beside(api, subject) if verb.name == "merge_consultation" else {}
    beside = _listed_beside(api, case) if verb.name == "cite_matter" else beside
    begins = api.house.publications.drafted(case.id) if verb.name == "confirm_publication" else {}
    leads_to = LEADS_TO.get(verb.name, "")
    return Stage(
        law.edition, str(place), units, case, subject, home, beside=beside, begins_with=begins, leads_to=leads_to
    )


def _beginning(verb: Verb, edition: Edition, authority: str, units: Sequence[str]) -> Stage:
    """The stage of a verb that acts on nothing yet."""
    given = {"authority": authority} if "authority" in verb.command.model_fields else {}
    home, leads_to = HOMES.get(verb.name, ""), LEADS_TO.get(verb.name, "")
    return Stage(edition, authority, units, given=given, home=home, leads_to=leads_to)


def stage_of_finding(api: Api, who: Identity, id: UUID) -> Stage:
    """The stage of a ruling on a finding, whatever that is about. Raises NotFound, NotYours."""
    require_judged(api, who, id)
    judged = api.house.desk.store.get(Subject, id)
    established = [each.recorded.basis for each in judged.findings.values() if each.recorded.basis is not None]
    if not established:
        raise NotFound("nothing is established here", remedy="open it from the list of findings")
    edition = api.house.desk.law_under(established[-1]).edition
    if isinstance(judged, Complaint):
        return Stage(edition, str(judged.authority), (), case=judged)
    home = next((home for kind, home in SUBJECTS.values() if isinstance(judged, kind)), "")
    return Stage(edition, "", (), subject=judged, home=home)


def _listed_beside(api: Api, case: Complaint) -> dict[str, str]:
    """What stands on the lists of the units it may be compared with, today."""
    today = beijing(api.house.desk.clock.now()).date()
    where: dict[str, str] = {"unit": case.unit} if case.unit else {}
    rows = [row for row in api.reader.rows(ListedMatters, where=where, order=("unit", "item")) if row.holds_on(today)]
    texts = api.house.desk.texts.read_many([row.title for row in rows]) if rows else {}
    return {row.item: texts.get(row.title, row.item) for row in rows}


def _open_beside(api: Api, subject: Subject | None) -> dict[str, str]:
    """Matters whose consultation is open, the newest first, by their numbers."""
    rows = api.reader.rows(Consultations, where={"state__in": list(OPEN)}, order=("-proposed_at",))
    found = [row for row in rows if subject is None or row.consultation != subject.id]
    cases = api.reader.rows(CaseLedger, where={"case__in": [row.case for row in found]}) if found else []
    numbers = {row.case: row.number for row in cases}
    return {str(row.case): " · ".join(filter(None, (row.number, numbers.get(row.case)))) for row in found}


def _own_authority(api: Api, who: Identity) -> str:
    """The authority of the caller's unit; for the offices the first there is."""
    if who.unit is not None:
        rows = api.reader.rows(Units, unit=who.unit)
    else:
        rows = api.reader.rows(Authorities, order=("authority",))
    return str(rows[0].authority) if rows else ""
