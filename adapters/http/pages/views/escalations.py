"""The ladders: which matters climb, and one of them as a stair, level by level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.http.api import escalations as api
from adapters.http.api import texts as api_texts
from adapters.http.api.escalations import EscalationAnswer, EscalationsParams, OfEscalation
from adapters.http.api.texts import KeptText
from adapters.http.pages.began_under import text_of
from adapters.http.pages.deeds import DEEDS
from adapters.http.pages.disputing import found_about
from adapters.http.pages.page import Page, Shown, Sight, in_words_of
from adapters.http.pages.titles import titles_of
from adapters.http.parameters import OfCase
from application.access import MAY
from domain.regulations.ladder import Ladder
from domain.regulations.model import Edition
from projections.case_history import CaseHistory

LOWEST, HIGHEST = 26, 134
"""Of the risers, in pixels."""
HEATS = 5
SAID_AT = {
    "escalation.proposed": "level",
    "escalation.raised": "from_level",
    "escalation.can_do_decided": "level",
    "escalation.final_no_decided": "level",
}
"""Topic → the value that says which level spoke."""
VERDICTS: dict[str, tuple[str, str, str]] = {
    "escalation.proposed": ("办不了，提级", "cannot here: raised", "up"),
    "escalation.raised": ("仍办不了，提级", "still cannot: raised", "up"),
    "escalation.can_do_decided": ("能办", "can be done", "check"),
    "escalation.final_no_decided": ("最终不能办", "final no", "lock"),
}


@dataclass(frozen=True)
class Step:
    """One level of the stair."""

    no: int
    role: str
    height: int
    tone: tuple[str, str]
    verdict: str = ""
    icon: str = ""
    who: str = ""
    at: datetime | None = None
    texts: Sequence[KeptText] = ()
    clause: str = ""
    is_current: bool = False


def listed(sight: Sight) -> Shown:
    """Matters on the ladder, newest first."""
    asked = sight.asked
    found = api.escalations(asked)
    return {"found": found, "titles": titles_of(sight, [line.case for line in found.items]), "chosen": asked.params}


def one(sight: Sight) -> Shown:
    """One matter: who said what at which level. Raises NotFound, NotYours."""
    asked = sight.asked
    ladder = api.escalation(asked).body
    assert isinstance(ladder, EscalationAnswer)  # noqa: S101  (the question's own answer)
    sight = in_words_of(sight, ladder.edition)
    texts = _texts(sight, ladder)
    edition = text_of(asked.api, ladder.escalation)
    return {
        "named": sight.named,
        "ladder": ladder,
        "title": titles_of(sight, [ladder.case]).get(ladder.case, ""),
        "steps": _stair(sight, ladder, edition, texts),
        "needs": _needs(edition.ladder),
        "rules": edition.ladder,
        "edition": edition,
        "findings": found_about(sight, ladder.escalation, ladder.case),
        "acts": [] if sight.is_past else _acts(sight, ladder, edition),
    }


def _texts(sight: Sight, ladder: EscalationAnswer) -> list[KeptText]:
    if "texts.read" not in MAY[sight.asked.who.role]:
        return []
    of_case = OfCase(case=ladder.case, as_of=sight.asked.as_of)
    return api_texts.texts(replace(sight.asked, params=of_case)).items


def _stair(sight: Sight, ladder: EscalationAnswer, edition: Edition, texts: Sequence[KeptText]) -> list[Step]:
    rows = sight.asked.api.reader.rows(
        CaseHistory, sight.asked.as_of, order=("position",), case=ladder.case, stream=ladder.escalation
    )
    said: dict[int, CaseHistory.Row] = {}
    spoken: dict[int, list[int]] = {}
    for row in (row for row in rows if row.topic in SAID_AT):
        level = row.details.get(SAID_AT[row.topic], 1)
        said[level] = row
        spoken.setdefault(level, []).append(row.position)
    levels = edition.ladder.levels if edition.ladder else ()
    steps = []
    for nth, rung in enumerate(levels):
        height, tone = riser(nth, len(levels))
        role = sight.tongue(rung.words.zh, rung.words.en)
        is_current = ladder.level == rung.no and ladder.decided_at is None
        row = said.get(rung.no)
        if row is None:
            steps.append(Step(rung.no, role, height, tone, clause=rung.clause, is_current=is_current))
            continue
        zh, en, icon = VERDICTS[row.topic]
        ground = row.details.get("ground")
        steps.append(
            Step(
                no=rung.no,
                role=role,
                height=height,
                tone=tone,
                verdict=sight.tongue(zh, en) + (sight.tongue("：", ": ") + sight.named(ground) if ground else ""),
                icon=icon,
                who=sight.named(row.role),
                at=row.occurred_at,
                texts=[text for text in texts if text.position in spoken[rung.no]],
                clause=row.clause or rung.clause,
                is_current=is_current,
            )
        )
    return steps


def riser(nth: int, of: int) -> tuple[int, tuple[str, str]]:
    """How high a level stands, and its colour with that of the words on it, whatever the number of levels."""
    climbed = nth / (of - 1) if of > 1 else 1
    heat = 1 + round((HEATS - 1) * climbed)
    ink = "--heat-ink-lo" if heat <= HEATS // 2 + 1 else "--heat-ink-hi"
    return round(LOWEST + (HIGHEST - LOWEST) * climbed), (f"--heat-{heat}", ink)


def _needs(ladder: Ladder | None) -> Sequence[str]:
    return ladder.final_no_requires if ladder else ()


def _acts(sight: Sight, ladder: EscalationAnswer, edition: Edition) -> list[tuple[str, str, str]]:
    """What the seat that holds it can do: says, icon, address."""
    may = MAY[sight.asked.who.role]
    if ladder.decided_at is not None:
        files = ["file_cannot"] if edition.cannot and ladder.outcome == "final_no" else []
        verbs = [*files, "feed_back"] if ladder.fed_back_at is None else []
    else:
        verbs = ["find_can_do", "raise", "decide_final_no"] if ladder.holder == sight.asked.who.seat else []
    shown = []
    for verb in verbs:
        if f"escalations.{verb}" in may:
            zh, en, icon = DEEDS[verb]
            shown.append((sight.tongue(zh, en), icon, f"/escalations/{ladder.escalation}/do/{verb.replace('_', '-')}"))
    return shown


LIST = Page("/escalations", "escalations.read", "escalations.html", listed, EscalationsParams, "escalations")
ONE = Page("/escalations/{escalation}", "escalations.read", "escalation.html", one, OfEscalation, "escalations")
