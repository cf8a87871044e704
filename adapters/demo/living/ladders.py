"""What may happen to a matter of the bureau: answered, or a no on its way up."""

from __future__ import annotations

from collections.abc import Mapping

from adapters.demo.living.plots import Lot, Plot
from adapters.demo.plots import Beat, days, hours, unit

SAID = {"opinion": "现有材料不足", "basis": "办法第八条", "how_it_could_be_done": "补齐后可办"}
YES = {"yes_suggestion": "变更用途后可重新申请"}
CLIMBERS = ("unit_section_head", "unit_deputy")
"""Who raises it further, below the last level."""


def answered(lot: Lot) -> list[Beat]:
    """Answered within three working days."""
    return [unit(lot.days(0.2, 1.6), "tell_citizen", "unit_first_responder", way="written")]


def answered_too_late(lot: Lot) -> list[Beat]:
    """Answered late."""
    return [unit(lot.days(6, 14), "tell_citizen", "unit_first_responder", way="written")]


def never_answered(lot: Lot) -> list[Beat]:
    """Not answered at all."""
    del lot
    return []


def written_in_a_book(lot: Lot) -> list[Beat]:
    """补录: answered in time while the system was down, entered a week later; the finding is overturned."""
    del lot
    told = {"way": "written"}
    return [Beat(days(8), "unit_head", "tell_citizen", told, by_unit=True, late_by=days(7))]


def climbing(lot: Lot) -> list[Beat]:
    """A no on its way up: to a can-do on the way, to the end, or not there yet."""
    beats = [unit(lot.hours(2, 12), "propose", "unit_first_responder", **SAID)]
    for role in CLIMBERS:
        if lot.random.random() < 0.3:
            return [*beats, _can_do(lot, role), _fed_back(lot)]
        beats.append(_up(lot, role, "raise", SAID))
    if lot.random.random() < 0.3:
        return [*beats, _can_do(lot, "unit_head"), _fed_back(lot)]
    final = {
        "ground": "law_or_directive",
        "reason": "法律不允许",
        "basis": "条例第二十一条",
        "yes_suggestion": "变更用途后可重新申请",
    }
    beats.append(_up(lot, "unit_head", "decide_final_no", final))
    return [*beats, *([_fed_back(lot)] if lot.random.random() < 0.9 else [])]


def leaving(lot: Lot) -> list[Beat]:
    """空缺: the deputy leaves while holding it; whoever stands in decides, and the seat is filled again."""
    last = _up(lot, "unit_section_head", "raise", SAID)
    can = _can_do(lot, "unit_head")
    return [
        unit(lot.hours(2, 8), "propose", "unit_first_responder", **SAID),
        _up(lot, "unit_section_head", "raise", SAID),
        _seat("vacate_seat", "unit_deputy"),
        last,
        _seat("fill_seat", "unit_deputy"),
        can,
        _fed_back(lot),
    ]


def empty_chairs(lot: Lot) -> list[Beat]:
    """空缺: the deputy and who stands in for it both leave; the ladder stands, an alarm with it."""
    return [
        unit(lot.hours(1, 3), "propose", "unit_first_responder", **SAID),
        _up(lot, "unit_section_head", "raise", SAID),
        _seat("vacate_seat", "unit_deputy"),
        _seat("vacate_seat", "unit_section_head"),
    ]


def chairs_filled(lot: Lot) -> list[Beat]:
    """The same, and a week later the deputy's seat is filled: the ladder goes on."""
    later = Beat(days(7), "administrator", "fill_seat", {"seat": "unit_deputy"}, on_unit=True)
    head = Beat(hours(1), "administrator", "fill_seat", {"seat": "unit_section_head"}, on_unit=True)
    return [*empty_chairs(lot), later, head, _can_do(lot, "unit_deputy"), _fed_back(lot)]


def stood_in_for(beat: Beat, vacant: Mapping[str, str]) -> Beat:
    """An act on the ladder, done by whoever stands in where a seat is vacant: role → role of its deputy."""
    if not beat.on_escalation or beat.role not in vacant:
        return beat
    return Beat(beat.after, vacant[beat.role], beat.verb, beat.body, by_unit=True, on_escalation=True)


def _up(lot: Lot, role: str, verb: str, body: dict[str, str]) -> Beat:
    return Beat(lot.hours(2, 26), role, verb, dict(body), by_unit=True, on_escalation=True)


def _can_do(lot: Lot, role: str) -> Beat:
    return _up(
        lot, role, "find_can_do", {"opinion": "可以办理", "how": lot.one_of("协调后补证", "容缺受理", "告知承诺")}
    )


def _fed_back(lot: Lot) -> Beat:
    told = {"mode": "phone", "call_record": "已电话说明原因与办法"}
    return Beat(lot.hours(1, 30), "unit_first_responder", "feed_back", told, by_unit=True, on_escalation=True)


def _seat(verb: str, role: str) -> Beat:
    return Beat(hours(2), "administrator", verb, {"seat": role}, on_unit=True)


BUREAU: tuple[tuple[Plot, float], ...] = (
    (answered, 52),
    (answered_too_late, 9),
    (never_answered, 2),
    (written_in_a_book, 2),
    (climbing, 35),
)
"""What happens to a matter of the bureau, by weight. What empties seats is staged, not thrown."""
