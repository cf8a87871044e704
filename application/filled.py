"""What a form would ask for, filled in: enough for a verb to be rehearsed, with texts that say nothing.

A verb that asks for nothing is not in the table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from domain.aggregates.complaint import Complaint
from domain.regulations.model import Edition

SAID = "·"
"""Stands for any text."""

ON_THE_SPOT = ("guidance", "on_the_spot", "knowledge_base", "three_way_call", "call_transfer")
"""Ways to answer a request without an order."""


@dataclass(frozen=True)
class Known:
    """What a filled-in form is made from."""

    case: Complaint
    edition: Edition
    now: datetime
    unit: str
    """Some unit of the authority."""
    listed: str = "none"
    """A matter on the list of the unit it is about, where there is one."""


def _first(codes: Any, otherwise: str = "other") -> str:  # noqa: ANN401  (any part of an edition that has codes)
    return next((each.code for each in codes), otherwise)


def _refuse(known: Known) -> dict[str, Any]:
    intake = known.edition.intake
    return {
        "ground": _first(intake.refusal_grounds) if intake else "other",
        "explanation": SAID,
        "referred_to": SAID,
    }


def _transfer(known: Known) -> dict[str, Any]:
    intake = known.edition.intake
    return {"to": next(iter(intake.emergency_numbers), "-") if intake else "-"}


def _reclassify(known: Known) -> dict[str, Any]:
    intake = known.edition.intake
    others = [kind for kind in intake.kinds if kind.code != known.case.kind] if intake else []
    return {"kind": _first(others), "reason": SAID}


def _extension(known: Known) -> dict[str, Any]:
    return {
        "deadline": _extendable(known),
        "amount": 1,
        "application": SAID,
        "consented_by": "unit_head",
        "reason": SAID,
        "explained_to_citizen_at": known.now,
        "explained_by_way_of": "phone",
    }


def _extendable(known: Known) -> str:
    """The key of the running deadline an extension would be for; else the first such name."""
    names = known.edition.extension.limits if known.edition.extension else ()
    running = [
        each.set.key for each in known.case.deadlines.by_key.values() if each.is_running and each.set.name in names
    ]
    return next(iter(running), f"{next(iter(names), 'handle')}:1")


def _awaiting(known: Known) -> dict[str, Any]:
    filed = [each.set.key for each in known.case.deadlines.by_key.values() if each.requested is not None]
    return {"deadline": next(iter(filed), _extendable(known)), "granted": True, "reason": SAID}


def _order(known: Known) -> dict[str, Any]:
    order = known.edition.order
    return {
        "trigger": _first(order.triggers) if order else "other",
        "unit": known.case.unit or known.unit,
        "summary": SAID,
        "office_opinion": SAID,
        "until": known.now.date() + timedelta(days=7),
        "task_force": _first(known.edition.task_forces.forces) if known.edition.task_forces else SAID,
    }


def _verification(known: Known) -> dict[str, Any]:
    rule = known.edition.verification
    going = [each for each in rule.means if each.on_site] if rule else []
    said = dict.fromkeys(("course", "causes", "place", "persons", "elsewhere"), SAID)
    return {"means": [_first(going)], "duplicate": False, **said}


def _opinion(known: Known) -> dict[str, Any]:
    opinion = known.edition.opinion
    return {"opinion": SAID, "nature": _first(opinion.natures) if opinion else "other", "measures": SAID}


def _prolonging(known: Known) -> dict[str, Any]:
    rule = known.edition.open_extension
    names = rule.limits if rule else ()
    running = [each for each in known.case.deadlines.unfinished() if each.set.name in names]
    return {
        "deadline": running[0].set.key if running else f"{next(iter(names), 'handle')}:1",
        "until": (running[0].due.last_day if running else known.now.date()) + timedelta(days=30),
        "open_grounds": [ground.code for ground in rule.grounds] if rule else ["other"],
        "contact_record": SAID,
    }


def _missed(known: Known) -> str:
    missed = [each for each in known.case.deadlines.by_key.values() if each.is_missed and not each.is_explained]
    return next((each.set.key for each in missed), next(iter(known.case.deadlines.by_key), "none:1"))


def _reply(known: Known) -> dict[str, Any]:
    reply = known.edition.reply
    return {
        "reply": SAID,
        "outcome": "done",
        "approved_by": "unit_head",
        "items": list(reply.requires) if reply else [],
        "mode": "phone",
        "call_record": SAID,
    }


def _send_back(known: Known) -> dict[str, Any]:
    send_back = known.edition.send_back
    return {"defects": [_first(send_back.defects)] if send_back else ["other"]}


def _follow_up(known: Known) -> dict[str, Any]:
    follow_up = known.edition.follow_up
    return {"way": _first(follow_up.ways, "phone") if follow_up else "phone", "rating": "good"}


def _archive(known: Known) -> dict[str, Any]:
    archive = known.edition.archive
    return {"items": [item.code for item in archive.items] if archive else []}


def _instruction(known: Known) -> str:
    open_ = [each.set.key for each in known.case.deadlines.unfinished() if each.set.name == "instruction"]
    return next(iter(open_), "instruction:1")


def _procedure(known: Known) -> dict[str, Any]:
    zone = known.edition.follow_up.zone if known.edition.follow_up else None
    return {"procedure": _first(zone.procedures if zone else ()), "why": SAID}


def _rating(known: Known) -> dict[str, Any]:
    """Left on a ground the edition names; handed on where it names none."""
    asked = known.edition.follow_up
    ground = _first(asked.bad_without_rework if asked else (), "")
    return {"reasonable": False, "ground": ground} if ground else {"reasonable": True}


def _on_the_spot(known: Known) -> dict[str, Any]:
    ways = known.edition.dispatch.first_triage if known.edition.dispatch else ()
    way = next((each.code for each in ways if each.code in ON_THE_SPOT), "guidance")
    return {"way": way, "answer": SAID, "consented": True}


def _finding(known: Known) -> str:
    return next(iter(known.case.findings), "none:1")


def _for_a_person(known: Known) -> dict[str, Any]:
    kinds = known.edition.for_persons("case")
    return {"kind": next(iter(kinds), "other"), "note": SAID, "evidence": [SAID]}


def _trigger(known: Known) -> dict[str, Any]:
    """A trigger that asks nothing of the matter, and that only a person can tell or what is established shows."""
    rules = known.edition.supervision
    plain = {code: each.finding for code, each in rules.triggers.items() if not each.when} if rules else {}
    fitting = [code for code, finding in plain.items() if not finding or finding in known.case.established]
    return {"trigger": next(iter(fitting), "other")}


def _topic(known: Known) -> dict[str, Any]:
    """A trigger that asks nothing of the matter and leaves it to a person."""
    rules = known.edition.consultation
    fitting = [code for code, each in rules.triggers.items() if not each.when and not each.finding] if rules else []
    signers = [role for code in fitting[:1] for role in rules.triggers[code].signed_by] if rules else []
    return {
        "trigger": next(iter(fitting), "other"),
        **dict.fromkeys(("theme", "problem", "coordination", "suggestion"), SAID),
        "lead": known.case.unit or known.unit,
        "assisting": ["another"],
        "signed_by": next(iter(signers), None),
    }


FILLED: dict[str, Callable[[Known], dict[str, Any]]] = {
    "refuse": _refuse,
    "check_truth": lambda known: {
        "same_person": True,
        "earlier": known.case.repeats or known.case.id,
        "same_fact": True,
        "same_reason": True,
        "earlier_answer_true": True,
    },
    "contact": lambda _: {"way": "phone"},
    "answer_directly": _on_the_spot,
    "guide": lambda _: {"in_scope": True, "in_charge": SAID, "where_to_go": SAID, "contact_helped": SAID},
    "transfer": _transfer,
    "reclassify": _reclassify,
    "tag": lambda known: {"classes": [_first(known.edition.intake.classes)] if known.edition.intake else ["other"]},
    "dispatch": lambda known: {"unit": known.unit},
    "cite_matter": lambda known: {"unit": known.case.unit or known.unit, "item": known.listed, "instead_because": SAID},
    "confirm_dispatch": lambda _: {"decision": "accept"},
    "issue_order": _order,
    "verify": _verification,
    "file_opinion": _opinion,
    "request_return": lambda _: {"reason": SAID, "basis": SAID},
    "rule_on_return": lambda _: {"granted": True, "reason": SAID},
    "handle": lambda _: {"action": "visited"},
    "request_extension": _extension,
    "rule_on_extension": _awaiting,
    "prolong": _prolonging,
    "submit_for_study": lambda known: {"tried": SAID, "departments": [known.unit]},
    "start_procedure": _procedure,
    "report_progress": lambda _: {"progress": SAID, "told_by": "phone"},
    "explain_miss": lambda known: {"deadline": _missed(known), "reason": SAID},
    "submit_reply": _reply,
    "send_back": _send_back,
    "tell_citizen": lambda _: {"way": "phone", "call_record": SAID},
    "close": lambda _: {"outcome": "done"},
    "unit_follow_up": lambda _: {"way": "phone", "rating": "good"},
    "follow_up": _follow_up,
    "verify_rating": _rating,
    "review": lambda known: {"cause": SAID, "responsible": [known.unit]},
    "archive": _archive,
    "instruct": lambda _: {"instruction": SAID, "days": 3},
    "answer_instruction": lambda known: {"key": _instruction(known), "report": SAID},
    "add_material": lambda _: {"note": SAID},
    "erase_material": lambda known: {"files": list(known.case.material) or ["none"]},
    "record_finding": _for_a_person,
    "propose_supervision": _trigger,
    "issue_supervision": _trigger,
    "propose_consultation": _topic,
    "confirm_publication": lambda _: dict.fromkeys(("published_title", "published_question", "published_reply"), SAID),
    "request_withholding": lambda _: {"reason": SAID},
    "rule_on_withholding": lambda _: {"granted": True, "reason": SAID},
    "retract_publication": lambda _: {"reason": SAID},
    "propose_erasure": lambda _: {"erase_because": "person_asks", "reason": SAID},
    "decline_erasure": lambda _: {"reason": SAID},
    "hold_erasure": lambda _: {"hold_for": "court_case", "document": "1"},
    "release_erasure": lambda _: {"reason": SAID},
    "request_identity": lambda _: {"purpose": "verify_facts", "reason": SAID},
    "trigger_accountability": lambda known: {"finding": _finding(known)},
}
"""Verb → what a complete form would say."""
