"""会商: the board from the pool to the archive, and one consultation with its tasks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from adapters.http.api import consultations as api
from adapters.http.api.consultations import (
    ConsultationAnswer,
    ConsultationLine,
    ConsultationsParams,
    OfConsultation,
    TasksParams,
)
from adapters.http.pages.began_under import text_of
from adapters.http.pages.deeds import DEEDS
from adapters.http.pages.disputing import found_about
from adapters.http.pages.page import Page, Shown, Sight, in_words_of
from adapters.http.pages.titles import titles_of
from adapters.http.visibility import own_unit
from application.access import MAY
from application.verbs import BY_NAME
from domain.regulations.consultation import Consultation
from projections.case_history import CaseHistory
from projections.case_ledger import CaseLedger
from projections.sentences import sentence

EVERY = 1_000_000
"""Topics and tasks that are looked at: what is open stands on the board however much is newer."""
SHOWN, CLOSED = 200, 8
"""Topics of a column, and of what is over; the rest is counted, and stays on the list of the API."""
COLUMNS: dict[str, tuple[tuple[str, str], tuple[str, ...]]] = {
    "pool": (("议题库", "Pool"), ("proposed",)),
    "fixed": (("已定主题", "Fixed"), ("fixed",)),
    "held": (("已召开", "Held"), ("held",)),
    "tasks": (("落实任务", "Tasks running"), ("agreed", "unresolved")),
    "closed": (("已结束", "Closed"), ("archived", "merged", "declined")),
}
"""Column → its title and the states that stand in it."""
NEXT: dict[str, tuple[str, ...]] = {
    "proposed": ("fix_consultation", "merge_consultation", "decline_consultation"),
    "fixed": ("hold_consultation", "fix_consultation", "merge_consultation", "decline_consultation"),
    "held": ("submit_minutes", "hold_consultation"),
    "agreed": ("set_task", "finish_task", "archive_consultation"),
    "unresolved": ("explain_consultation", "hold_consultation", "set_task", "finish_task", "archive_consultation"),
}
"""State → what may come next, the first first."""
OF_POOL = frozenset({"fix_consultation", "merge_consultation", "decline_consultation", "archive_consultation"})
OF_LEAD = frozenset({"hold_consultation", "submit_minutes", "set_task", "explain_consultation"})


@dataclass(frozen=True)
class Deed:
    """One thing the caller can do now."""

    says: str
    icon: str
    path: str


@dataclass(frozen=True)
class Card:
    """One topic on the board."""

    line: ConsultationLine
    title: str
    deeds: Sequence[Deed]


@dataclass(frozen=True)
class Column:
    """One stage of the way."""

    key: str
    title: str
    cards: Sequence[Card]
    total: int


def board(sight: Sight) -> Shown:
    """The topics by where they stand; what this seat can do stands on each."""
    asked = sight.asked
    every = api.consultations(replace(asked, params=asked.params.model_copy(update={"limit": EVERY}))).items
    busy = _with_own_tasks(sight)
    return {
        "columns": [_column(sight, key, every, busy) for key in COLUMNS],
        "months": sorted({line.month for line in every if line.month}, reverse=True),
        "chosen": asked.params,
    }


def consultation(sight: Sight) -> Shown:
    """One consultation: what it is about, where it stands, its minutes and tasks. Raises NotFound, NotYours."""
    asked = sight.asked
    answer = api.consultation(asked).body
    assert isinstance(answer, ConsultationAnswer)  # noqa: S101  (the question's own answer)
    line, rules = answer.line, text_of(asked.api, answer.line.consultation).consultation
    sight = in_words_of(sight, line.edition)
    rows = asked.api.reader.rows(
        CaseHistory, asked.as_of, order=("position",), case=line.case, stream=line.consultation
    )
    matters = [line.case, *line.joined]
    numbers = asked.api.reader.rows(CaseLedger, asked.as_of, where={"case__in": matters})
    return {
        "named": sight.named,
        "it": answer,
        "line": line,
        "title": _titles(sight, [line])[line.consultation],
        "texts": api.texts(asked).items if "texts.read" in MAY[asked.who.role] else {},
        "matters": [(row.case, row.number) for row in numbers],
        "absent": [unit for unit in (line.lead, *line.assisting) if line.times_held and unit not in answer.attended],
        "deeds": _deeds(sight, rules, line, _with_own_tasks(sight)),
        "mine": own_unit(asked.who),
        "findings": found_about(sight, line.consultation, line.case),
        "facts": [(row, sentence(row, sight.tongue.language, sight.named)) for row in rows],
        "rules": rules,
    }


def _column(sight: Sight, key: str, every: Sequence[ConsultationLine], busy: Collection[UUID]) -> Column:
    """What stands in a column, the newest first."""
    title, states = COLUMNS[key]
    found = [line for line in every if line.state in states]
    shown = found[: CLOSED if key == "closed" else SHOWN]
    titles = _titles(sight, shown)
    deeds = [_deeds(sight, _rules(sight, line.edition), line, busy)[:2] for line in shown]
    cards = [Card(line, titles[line.consultation], own) for line, own in zip(shown, deeds, strict=True)]
    return Column(key, sight.tongue(*title), cards, len(found))


def _deeds(sight: Sight, rules: Consultation | None, line: ConsultationLine, busy: Collection[UUID]) -> list[Deed]:
    """What the seat can do: as the access table, the edition and the seat's unit allow."""
    if sight.is_past or rules is None:
        return []
    found = []
    for verb in NEXT.get(line.state, ()):
        if BY_NAME[verb].action in MAY[sight.asked.who.role] and _is_for(sight, rules, verb, line, busy):
            zh, en, icon = DEEDS[verb]
            path = f"/consultations/{line.consultation}/do/{verb.replace('_', '-')}"
            found.append(Deed(sight.tongue(zh, en), icon, path))
    return found


def _is_for(sight: Sight, rules: Consultation, verb: str, line: ConsultationLine, busy: Collection[UUID]) -> bool:
    who = sight.asked.who
    explains = line.state == "unresolved" and rules.minutes.explain_unresolved and line.explained_at is None
    if verb == "archive_consultation" and (line.tasks_done < line.tasks or explains):
        return False
    if verb == "explain_consultation" and not explains:
        return False
    if verb in OF_POOL:
        return who.role in rules.fixed_by
    if verb in OF_LEAD:
        return who.role in rules.held_by or (who.unit is not None and who.unit == line.lead)
    return line.consultation in busy


def _with_own_tasks(sight: Sight) -> frozenset[UUID]:
    """Consultations in which the seat's unit has something to do."""
    if own_unit(sight.asked.who) is None:
        return frozenset()
    found = api.tasks(replace(sight.asked, params=TasksParams().model_copy(update={"limit": EVERY})))
    return frozenset(task.consultation for task in found.items)


def _titles(sight: Sight, lines: Sequence[ConsultationLine]) -> Mapping[UUID, str]:
    """The topic in words for who may read it; else its trigger's, which the edition gives."""
    known: dict[str, str] = {}
    if "texts.read" in MAY[sight.asked.who.role]:
        known = api.readable(sight.asked, [line.theme for line in lines])
    unsaid = titles_of(sight, [line.case for line in lines if line.theme is None and own_unit(sight.asked.who) is None])
    return {
        line.consultation: known.get(line.theme or "") or unsaid.get(line.case) or sight.named(line.trigger)
        for line in lines
    }


def _rules(sight: Sight, edition: str) -> Consultation | None:
    return next((known.consultation for known in sight.asked.api.editions if known.id == edition), None)


BOARD = Page("/consultations", "consultations.read", "consultations.html", board, ConsultationsParams, "consultations")
ONE = Page(
    "/consultations/{consultation}",
    "consultations.read",
    "consultation.html",
    consultation,
    OfConsultation,
    "consultations",
)
