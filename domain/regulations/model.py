"""What an edition may say: one place's text as data, frozen, with its limits, sections and readings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, PrivateAttr, ValidationError

from domain.regulations import content as raw
from domain.regulations.accountability import Accountability
from domain.regulations.answers import Archive, FollowUp, Reply, Returns, SendBack
from domain.regulations.casework import Cannot, Opinion, Order, Review, Study, Verification
from domain.regulations.clauses import Clause, Contradiction, Gap, Reading
from domain.regulations.consultation import Consultation
from domain.regulations.duty import Duty
from domain.regulations.errors import EditionError
from domain.regulations.findings import Contest, FindingKind
from domain.regulations.former import as_of_today
from domain.regulations.intake import Dispatch, FirstDuty, Intake, Role
from domain.regulations.ladder import Ladder
from domain.regulations.limits import Extension, Limit, OpenExtension
from domain.regulations.matter_list import MatterList
from domain.regulations.obligations import ObligationRule
from domain.regulations.parts import Part, Source, Words
from domain.regulations.publication import Publication
from domain.regulations.rankings import Ranking
from domain.regulations.rates import Rate
from domain.regulations.references import problems
from domain.regulations.scoring import Scoring
from domain.regulations.steps import Step
from domain.regulations.supervision import Supervision
from domain.regulations.task_forces import TaskForces
from domain.regulations.whereabouts import file_of, locate
from domain.regulations.wording import in_words
from domain.values import Citation

__all__ = [
    "Accountability",
    "Archive",
    "Cannot",
    "Clause",
    "Consultation",
    "Contradiction",
    "Dispatch",
    "Duty",
    "Edition",
    "EditionError",
    "Extension",
    "FindingKind",
    "FirstDuty",
    "FollowUp",
    "Gap",
    "Intake",
    "Ladder",
    "Limit",
    "MatterList",
    "ObligationRule",
    "OpenExtension",
    "Opinion",
    "Order",
    "Publication",
    "Ranking",
    "Rate",
    "Reading",
    "Reply",
    "Returns",
    "Review",
    "Role",
    "Scoring",
    "SendBack",
    "Step",
    "Study",
    "Supervision",
    "TaskForces",
    "Verification",
    "Words",
]


ALWAYS = frozenset({"kind", "origin", "law", "special_law", "half_day", "period", "days", "unit", "until"})
"""Facts that are kept with every deadline, whether a limit looks at them or not."""


class Edition(Part):
    """版本: one place's regulations as they stand from a date, in one exact content.

    Sections are None where the text has none. Decisions cite it with `citation`. Made by `Edition.of`.
    """

    id: str
    """`place-year`."""
    place: str
    """Whose text it is; the editions of one authority share a place."""
    title: Words
    """What the paper is called."""
    document: str
    """The paper's number and date as printed, or that it has none."""
    authority_kind: Literal["city", "county", "county_bureau"]
    """Whose house it is: a city's government, a county's or a district's, or one bureau or hall of a county."""
    effective_from: date
    """The first day it is in force."""
    effective_from_source: Source
    """Whether the paper gives that day, or an office set it where it is silent."""
    steps: tuple[Step, ...]
    """What may happen to a matter here."""
    roles: tuple[Role, ...]
    """Whom the text speaks of."""
    clauses: dict[str, Clause]
    """By clause id, in the order of the text."""
    limits: tuple[Limit, ...]
    readings: tuple[Reading, ...] = ()
    gaps: tuple[Gap, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    findings: dict[str, FindingKind] = Field(default_factory=dict)
    """By name."""
    contest: Contest | None = None
    """Without it a finding may be contested at any time."""
    extension: Extension | None = None
    open_extension: OpenExtension | None = None
    intake: Intake | None = None
    first_duty: FirstDuty | None = None
    dispatch: Dispatch | None = None
    returns: Returns | None = None
    reply: Reply | None = None
    send_back: SendBack | None = None
    follow_up: FollowUp | None = None
    archive: Archive | None = None
    ladder: Ladder | None = None
    supervision: Supervision | None = None
    consultation: Consultation | None = None
    publication: Publication | None = None
    accountability: Accountability | None = None
    verification: Verification | None = None
    opinion: Opinion | None = None
    study: Study | None = None
    task_forces: TaskForces | None = None
    order: Order | None = None
    cannot: Cannot | None = None
    review: Review | None = None
    obligations: dict[str, ObligationRule] = Field(default_factory=dict)
    """What comes due with a period, or is asked for, by name."""
    duty: Duty | None = None
    matter_list: MatterList | None = None
    scoring: Scoring | None = None
    rankings: dict[str, Ranking] = Field(default_factory=dict)
    """By what is ranked."""
    rates: dict[str, Rate] = Field(default_factory=dict)
    """Indicators, by name."""
    hash: str
    """SHA-256 of the content, hex."""

    _content: dict[str, Any] = PrivateAttr(default_factory=dict)
    _was_in_use: bool = PrivateAttr(default=False)

    @classmethod
    def of(cls, files: raw.Files, readings: Mapping[str, str] | None = None) -> Edition:
        """The edition these files hold, read as they choose, or as `readings` (id → choice) says.

        Raises EditionError naming file, key and clause of the first fault.
        """
        try:
            return cls._of(raw.apply_readings(raw.merge(files), readings or {}))
        except EditionError as fault:
            raise _in_files(fault, files) from fault

    @classmethod
    def _of(cls, content: dict[str, Any], *, was_in_use: bool = False) -> Edition:
        spelled_out = raw.with_likes(as_of_today(content) if was_in_use else content)
        shaped = raw.shaped(spelled_out) | {"hash": raw.hash_of(content)}
        try:
            edition = cls.model_validate_json(raw.canonical(shaped))
        except ValidationError as error:
            found = [(in_words(each, cls), *locate(shaped, each["loc"])) for each in error.errors(include_url=False)]
            others = tuple(EditionError(says, key=key, clause=clause) for says, key, clause in found[1:])
            says, key, clause = found[0]
            raise EditionError(says, key=key, clause=clause, others=others) from error
        for problem in () if was_in_use else problems(spelled_out):
            raise EditionError(problem.detail, key=".".join(problem.key), clause=problem.clause)
        edition._content, edition._was_in_use = content, was_in_use  # noqa: SLF001  (its own private parts)
        return edition

    @classmethod
    def again(cls, content: str) -> Edition:
        """The edition that had this content once, in whatever shape texts had then (`regulations.former`).

        What is asked of a new text beyond its shape is not asked of one that was in use.
        """
        return cls._of(json.loads(content), was_in_use=True)

    @property
    def content(self) -> str:
        """All it says, as JSON: `Edition.again` reads it."""
        return raw.kept(self._content)

    def with_readings(self, readings: Mapping[str, str]) -> Edition:
        """The same text read otherwise: a derived edition with a hash of its own.

        Raises EditionError for a reading or a choice it does not offer.
        """
        if not readings:
            return self
        return self._of(raw.apply_readings(self._content, readings), was_in_use=self._was_in_use)

    @cached_property
    def looked_at(self) -> frozenset[str]:
        """Names of the facts of a matter that some limit looks at."""
        whens = {name for limit in self.limits for name in limit.when}
        starts = {limit.latest_start.after for limit in self.limits if limit.latest_start != "none"}
        return frozenset({*ALWAYS, *whens, *starts})

    def for_persons(self, about: Literal["case", "unit"]) -> tuple[str, ...]:
        """The kinds of findings a person establishes about a case, or about a unit in an assessment."""
        return tuple(
            name for name, kind in self.findings.items() if kind.established_by == "person" and kind.about == about
        )

    def citation(self, clause_id: str) -> Citation:
        """The ground for a decision under this clause. Raises KeyError if the text has none."""
        return Citation(edition=self.id, hash=self.hash, clause=self.clauses[clause_id].id)

    def limit(self, limit_id: str) -> Limit:
        """The time limit of this id, `sign-am`. Raises KeyError if there is none."""
        for limit in self.limits:
            if limit.id == limit_id:
                return limit
        raise KeyError(limit_id)

    def reading(self, reading_id: str) -> Reading:
        """The reading of this id, `R15`. Raises KeyError if there is none."""
        for reading in self.readings:
            if reading.id == reading_id:
                return reading
        raise KeyError(reading_id)


def _in_files(fault: EditionError, files: raw.Files) -> EditionError:
    """The fault, and each other one, with the file its key stands in."""
    file = fault.file or file_of(files, fault.key)
    others = tuple(_in_files(other, files) for other in fault.others)
    return EditionError(fault.detail, file=file, key=fault.key, clause=fault.clause, others=others)
