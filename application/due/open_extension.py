"""Whether a deadline may be prolonged to a day that is named, and until when it then runs."""

from __future__ import annotations

from typing import Any

from application.due.question import Question, read_day, read_instant
from application.due.running import running
from application.due.shapes import basis_of, civil, due_fields
from domain.calendar import Calendar, Due
from domain.errors import Refused
from domain.regulations.model import Edition
from domain.rules.open_extensions import OpenRequest, open_extension_allowed


def open_extension_answer(
    edition: Edition, calendar: Calendar, question: Question, facts: dict[str, str]
) -> dict[str, Any]:
    """From the start of a deadline: the day it gets, or why it gets none."""
    rule = edition.open_extension
    assert rule is not None  # noqa: S101  (the clause asked about is this rule's)
    deadline = running(edition, calendar, question, rule.limits, facts)[-1]
    request = OpenRequest(
        classes=_codes(facts, "tags", {each.code: each.words.zh for each in edition.intake.classes})
        if edition.intake
        else (),
        grounds=_codes(facts, "grounds", {each.code: each.words.zh for each in rule.grounds}),
        until=read_day(facts["until"], "until") if "until" in facts else None,
        filed_at=read_instant(facts["filed"], "filed")[0] if "filed" in facts else deadline.start,
        parts=("contact_record",) if facts.get("contact_recorded") == "true" else (),
    )
    due: Due = deadline.due
    ruled: dict[str, Any]
    try:
        due = open_extension_allowed(edition, calendar, deadline, request).due
        ruled = {"accepted": True}
    except Refused as refused:
        ruled = {"accepted": False, "reason": refused.detail, "code": refused.code, "remedy": refused.remedy}
    return {
        "edition": edition.id,
        "clause": question.clause,
        "start": civil(deadline.start),
        **due_fields(due),
        "requires": list(rule.requires),
        **ruled,
        "basis": basis_of(edition, rule.clause),
    }


def _codes(facts: dict[str, str], name: str, words: dict[str, str]) -> tuple[str, ...]:
    """What is told, by code; words in Chinese are read as well."""
    code_of = {zh: code for code, zh in words.items()}
    return tuple(code_of.get(told.strip(), told.strip()) for told in facts.get(name, "").split(",") if told.strip())
