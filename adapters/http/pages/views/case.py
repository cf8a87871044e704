"""The case page: what is asked, until when and why, whose hands, what can be done, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, get_args
from uuid import UUID

from adapters.http.api import case as api_case
from adapters.http.api import files as api_files
from adapters.http.api import findings as api_findings
from adapters.http.api import identity as api_identity
from adapters.http.api import notices as api_notices
from adapters.http.api import texts as api_texts
from adapters.http.api.case import CaseAnswer, Hand
from adapters.http.api.deadline import DeadlineLine
from adapters.http.api.notices import CaseNoticesParams, NoticeLine
from adapters.http.api.texts import KeptText
from adapters.http.entitled import approved, holds
from adapters.http.looking import Eyes, Seen, Watched
from adapters.http.needs import Api
from adapters.http.pages.deeds import DEEDS, NEXT
from adapters.http.pages.disputing import disputed
from adapters.http.pages.handover import handover_of
from adapters.http.pages.language import Tongue
from adapters.http.pages.names import names_as_of
from adapters.http.pages.page import Page, Shown, Sight, in_words_of
from adapters.http.pages.reasons import reason
from adapters.http.pages.sampled import draws_of
from adapters.http.pages.strip import strip_of
from adapters.http.pages.timeline import Line, rows_of, timeline
from adapters.http.pages.views.notices import Told, told
from adapters.http.pages.views.worklist import OPEN
from adapters.http.parameters import OfCase
from adapters.http.question import Asked
from adapters.http.visibility import own_unit
from application.access import MAY, OF_IDENTITY, Purpose
from application.calls import Call
from application.editions import EditionUnknown
from application.ids import new_id
from application.possible import Possible, possible
from application.tracking import tracking_code
from domain.aggregates.complaint import Complaint
from domain.events.base import topic_of
from domain.events.erasure import ErasureConfirmed
from projections.ladders import Ladders
from projections.looks import Looks
from projections.organisation import Units

REQUEST = "request_identity"
"""Not offered to whoever holds the case, who needs nobody's consent."""


@dataclass(frozen=True)
class Act:
    """One thing that can be done, or not, and why."""

    verb: str
    says: str
    icon: str
    path: str
    is_next: bool = False
    reason: str = ""
    clause: str | None = None
    edition: str | None = None


def view(sight: Sight) -> Shown:
    """Everything about one case. Raises NotFound, NotYours."""
    asked = sight.asked
    answer = api_case.case(asked).body
    assert isinstance(answer, CaseAnswer)  # noqa: S101  (the question's own answer)
    sight = in_words_of(sight, next((line.edition for line in answer.deadlines), ""))
    readable = "texts.read" in MAY[asked.who.role]
    texts = api_texts.texts(asked).items if readable else []
    main = _main_deadline(answer.deadlines)
    hands = api_case.custody(asked).items
    mine = holds(asked.api, asked.who, answer.case)
    acts = [act for act in ([] if sight.is_past else _acts(sight, answer)) if act.verb != REQUEST or not mine]
    may_export = not sight.is_past and "cases.export" in MAY[asked.who.role]
    rows = rows_of(asked)
    is_erased = any(row.topic == topic_of(ErasureConfirmed) for row in rows)
    findings = api_findings.of_case(asked).items
    return {
        "case": answer,
        "named": sight.named,
        "title": _first(texts, "title") or answer.number,
        "content": _first(texts, "content"),
        "texts": texts,
        "code": _code(sight, answer),
        "identity": (identity := [text for text in texts if text.field in api_texts.IDENTITY]),
        "is_erased": is_erased,
        "purposes": () if is_erased else _purposes(sight, answer, identity),
        "may_export": may_export,
        "handover": handover_of(asked.api.log) if may_export else None,
        "recorded_facts": len(rows),
        "recorded_looks": len(asked.api.reader.rows(Looks, asked.as_of, case=answer.case)) if may_export else 0,
        "export_purposes": get_args(Purpose),
        "disclosures": api_identity.disclosures(asked).items if "disclosures.read" in MAY[asked.who.role] else [],
        "main": main,
        "ended": answer.closed_at if answer.status not in OPEN else None,
        "overdue": [sight.named(line.deadline) for line in answer.deadlines if line.light == "late"],
        "strip": strip_of(main, asked.at, sight.tongue) if main else None,
        "deadlines": answer.deadlines,
        "hands": hands,
        "files": api_files.files(asked).items,
        "spans": _spans(hands, asked.at),
        "timeline": timeline(sight, rows, texts),
        "told": told(sight, _notices(asked)),
        "findings": findings,
        "found": disputed(sight, findings),
        "draws": draws_of(sight, answer.case),
        "ladders": asked.api.reader.rows(Ladders, asked.as_of, order=("escalation",), case=answer.case),
        "open": [act for act in acts if not act.reason],
        "closed": [act for act in acts if act.reason],
        "ground": _ground(asked, main),
    }


def seen(shown: Shown) -> Seen:
    """What of the page is about the case, whatever can be done with it: that is decided on the newest facts."""
    told: Sequence[Told] = shown["told"]
    parts = ("case", "texts", "hands", "files", "findings", "ladders")
    content = {name: shown[name] for name in parts} | {
        "timeline": [_of_line(line) for line in shown["timeline"]],
        "told": [(each.line, each.whom, each.says) for each in told],
    }
    return Seen(content, with_identity=any(text.text for text in shown["identity"]))


def again(api: Api, case: UUID, eyes: Eyes) -> Shown:
    """The page as somebody saw it, without what could be done on it. Raises NotFound, NotYours."""
    at = {"at": eyes.at} if eyes.of_instant else {}
    asked = Asked(api, eyes.who, OfCase(case=case, as_of=eyes.position, **at), eyes.position, eyes.at)
    names = names_as_of(api.editions, api.reader, eyes.position)
    return view(Sight(asked, None, Tongue(eyes.language), names, f"/cases/{case}", {"as_of": eyes.position, **at}))


def _of_line(line: Line) -> dict[str, Any]:
    return {"fact": line.fact, "who": line.who, "derived": [_of_line(each) for each in line.derived]}


def _notices(asked: Asked) -> list[NoticeLine]:
    wanted = CaseNoticesParams(case=asked.params.case)
    return api_notices.of_case(replace(asked, params=wanted)).items if "notices.read" in MAY[asked.who.role] else []


def _purposes(sight: Sight, answer: CaseAnswer, identity: Sequence[KeptText]) -> tuple[str, ...]:
    """What the caller may ask for who complained for; nothing where it is shown already or may not be asked."""
    who = sight.asked.who
    if sight.is_past or "identity.read" not in MAY[who.role] or any(text.text for text in identity):
        return ()
    if holds(sight.asked.api, who, answer.case):
        return get_args(Purpose)
    return tuple(dict.fromkeys(row.purpose for row in approved(sight.asked.api, who, answer.case)))


def _code(sight: Sight, answer: CaseAnswer) -> str | None:
    """What the citizen needs to see the case, for those who speak with the citizen."""
    if sight.asked.who.role not in OF_IDENTITY:
        return None
    return tracking_code(sight.asked.api.house.desk.secret, answer.case)


def _first(texts: Sequence[KeptText], field: str) -> str | None:
    return next((text.text for text in texts if text.field == field), None)


def _main_deadline(lines: Sequence[DeadlineLine]) -> DeadlineLine | None:
    """The one to look at: the unit's that runs or was missed, earliest due; else the citizen's; else one ended late."""
    alive = [line for line in lines if line.is_open and line.breaches]
    others = [line for line in lines if line.state == "running"]
    for found in (alive, others):
        if found:
            return min(found, key=lambda line: (line.state != "running", line.due_at))
    return max(lines, key=lambda line: (line.light == "late", line.breaches, line.due_at), default=None)


def _ground(asked: Asked, main: DeadlineLine | None) -> Any:  # noqa: ANN401  (a clause of an edition, or nothing)
    """The clause in the words of the text it ran under, also where they were changed since."""
    if main is None:
        return None
    with suppress(EditionUnknown):
        return asked.api.house.desk.editions.edition(main.edition, main.edition_hash).clauses.get(main.clause)
    return None


def _spans(hands: Sequence[Hand], at: datetime) -> list[tuple[Hand, float]]:
    """Each holder with the hours it held."""
    return [(hand, max(((hand.until or at) - hand.since).total_seconds() / 3600, 0.1)) for hand in hands]


def _acts(sight: Sight, answer: CaseAnswer) -> list[Act]:
    """What the seat can do now, the next step first; then what it cannot, each with its reason."""
    asked = sight.asked
    own = own_unit(asked.who)
    if own is not None and answer.unit not in {None, own}:
        return []
    store, desk = asked.api.house.desk.store, asked.api.house.desk
    case = store.get(Complaint, answer.case)
    edition = desk.law_of(case, case.authority, desk.clock.now()).edition
    call = Call(asked.who.seat, asked.who.role, new_id(), unit=asked.who.unit)
    units = asked.api.reader.rows(Units, authority=answer.authority)
    tried = possible(asked.api.house, case, edition, call, units[0].unit if units else "any")
    acts = [_act(sight, answer, each) for each in tried]
    if edition.ladder is not None and "escalations.propose" in MAY[asked.who.role]:
        zh, en, icon = DEEDS["propose"]
        acts.append(Act("propose", sight.tongue(zh, en), icon, f"/cases/{answer.case}/propose"))
    following = next(
        (verb for verb in NEXT.get(answer.status, ()) if any(a.verb == verb and not a.reason for a in acts)), ""
    )
    acts = [replace(act, is_next=act.verb == following) for act in acts]
    return sorted(acts, key=lambda act: not act.is_next)


def _act(sight: Sight, answer: CaseAnswer, tried: Possible) -> Act:
    zh, en, icon = DEEDS[tried.verb.name]
    path = f"/cases/{answer.case}/do/{tried.verb.name.replace('_', '-')}"
    says = sight.tongue(zh, en)
    refusal = tried.refusal
    if refusal is not None:
        clause = refusal.basis.clause if refusal.basis else None
        edition = refusal.basis.edition if refusal.basis else None
        why = reason(refusal, sight.tongue.language, sight.named)
        return Act(tried.verb.name, says, icon, path, reason=why, clause=clause, edition=edition)
    if not tried.facts:
        nothing = sight.tongue("没有可办的内容", "there is nothing to do it on")
        return Act(tried.verb.name, says, icon, path, reason=nothing)
    return Act(tried.verb.name, says, icon, path)


PAGE = Page("/cases/{case}", "cases.read", "case.html", view, OfCase, "worklist", Watched("case", seen, again))
