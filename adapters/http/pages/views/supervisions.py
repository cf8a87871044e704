"""督办: the inbox of what is proposed and what is open, and one supervision step by step."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from adapters.http.api import supervisions as api
from adapters.http.api.supervisions import OfSupervision, SupervisionAnswer, SupervisionsParams
from adapters.http.pages.began_under import text_of
from adapters.http.pages.deeds import DEEDS
from adapters.http.pages.page import Page, Shown, Sight, in_words_of
from adapters.http.pages.paging import pages_of
from adapters.http.pages.titles import titles_of
from application.access import MAY
from application.verbs import BY_NAME
from domain.regulations.supervision import StepRule, Supervision
from projections.case_history import CaseHistory
from projections.sentences import sentence

VERB_OF = {
    "registered": "register_supervision",
    "assigned": "assign_supervision",
    "reminded": "remind",
    "pledged": "pledge",
    "talk_held": "hold_talk",
    "inspected": "inspect",
    "reported": "submit_special_report",
    "signed": "sign_special_report",
    "ordered": "order_correction",
    "fed_back": "feed_back_supervision",
    "reviewed": "review_supervision",
    "circulated": "circulate",
    "exposed": "expose",
    "archived": "archive_supervision",
}
"""Step → the verb that takes it."""


@dataclass(frozen=True)
class Step:
    """One step of a supervision as it is shown: taken, open, or waiting for another."""

    says: str
    icon: str
    clause: str
    is_taken: bool
    path: str = ""
    """Where it is taken; empty where the caller may not, or not yet."""
    waits_for: Sequence[str] = ()
    parts: Sequence[str] = ()


def inbox(sight: Sight) -> Shown:
    """What waits to be decided, whatever page of the others is read, and what is open."""
    asked = sight.asked
    first_ones = replace(asked, params=asked.params.model_copy(update={"offset": 0}))
    waiting, found = api.proposals(first_ones), api.supervisions(asked)
    cases = {line.case for line in waiting.items} | {line.case for line in found.items}
    return {
        "waiting": waiting,
        "found": found,
        "pages": pages_of(sight, found),
        "chosen": asked.params,
        "titles": titles_of(sight, sorted(cases)),
        "level_of": lambda edition, no: _level_words(sight, edition, no),
        "may_issue": "supervisions.issue" in MAY[asked.who.role] and not sight.is_past,
    }


def supervision(sight: Sight) -> Shown:
    """One supervision: where it stands, what can be done, what was done. Raises NotFound, NotYours."""
    asked = sight.asked
    answer = api.supervision(asked).body
    assert isinstance(answer, SupervisionAnswer)  # noqa: S101  (the question's own answer)
    known = (answer.opened or answer.proposals[0]).edition
    level = answer.opened.level if answer.opened else max(line.level for line in answer.proposals)
    sight, rules = in_words_of(sight, known), text_of(asked.api, answer.supervision).supervision
    rows = asked.api.reader.rows(
        CaseHistory, asked.as_of, order=("position",), case=answer.case, stream=answer.supervision
    )
    return {
        "named": sight.named,
        "it": answer,
        "edition": known,
        "level": level,
        "level_words": _words_of(sight, rules, level),
        "body": rules.level(level).body if rules else None,
        "steps": _steps(sight, rules, level, answer) if rules else [],
        "facts": [(row, sentence(row, sight.tongue.language, sight.named)) for row in rows],
        "title": titles_of(sight, [answer.case]).get(answer.case, ""),
        "may_issue": "supervisions.issue" in MAY[asked.who.role] and not sight.is_past,
    }


def _steps(sight: Sight, rules: Supervision, level: int, answer: SupervisionAnswer) -> list[Step]:
    taken = {"issued", *answer.opened.steps} if answer.opened else set()
    is_open = answer.opened is not None and answer.opened.archived_at is None and not sight.is_past
    return [
        _step(sight, rules, rule, level, taken, answer, is_open=is_open)
        for rule in rules.steps
        if rule.belongs_to(level)
    ]


def _step(
    sight: Sight,
    rules: Supervision,
    rule: StepRule,
    level: int,
    taken: Collection[str],
    answer: SupervisionAnswer,
    *,
    is_open: bool,
) -> Step:
    verb = VERB_OF[rule.step]
    zh, en, icon = DEEDS[verb]
    missing = [before for before in rule.after if before not in taken and (rules.step(before, level) or not taken)]
    may = BY_NAME[verb].action in MAY[sight.asked.who.role]
    path = f"/supervisions/{answer.supervision}/do/{verb.replace('_', '-')}"
    return Step(
        says=sight.tongue(zh, en),
        icon=icon,
        clause=rule.clause,
        is_taken=rule.step in taken,
        path=path if is_open and may and not missing else "",
        waits_for=[sight.tongue(*DEEDS[VERB_OF[before]][:2]) for before in missing if before in VERB_OF],
        parts=rule.requires,
    )


def _level_words(sight: Sight, edition: str, no: int) -> str:
    rules = next((known.supervision for known in sight.asked.api.editions if known.id == edition), None)
    return _words_of(sight, rules, no)


def _words_of(sight: Sight, rules: Supervision | None, no: int) -> str:
    words = next((level.words for level in rules.levels if level.no == no), None) if rules else None
    return sight.tongue(words.zh, words.en) if words else str(no)


LIST = Page("/supervisions", "supervisions.read", "supervisions.html", inbox, SupervisionsParams, "supervisions")
ONE = Page(
    "/supervisions/{supervision}", "supervisions.read", "supervision.html", supervision, OfSupervision, "supervisions"
)
