"""How a matter goes well."""

from __future__ import annotations

from datetime import timedelta

from adapters.demo.living.plots.lot import LONGEST, Lot, answered, ending, signed, worked
from adapters.demo.plots import Beat, desk, unit


def ordinary(lot: Lot) -> list[Beat]:
    """Handled in time."""
    return [*worked(lot), answered(lot), *ending(lot)]


def in_good_time(lot: Lot) -> list[Beat]:
    """Handled with nothing left to chance: what is due within days is answered at once."""
    return ordinary(lot) if lot.allowed == LONGEST else [*signed(lot), answered(lot, 0.02, 0.1), *ending(lot)]


def accepted_expressly(lot: Lot) -> list[Beat]:
    """The unit says that it is its own, without waiting for the window to pass."""
    return [*signed(lot), unit(lot.hours(0.2, 3), "accept_assignment"), answered(lot), *ending(lot)]


def well_informed(lot: Lot) -> list[Beat]:
    """The unit calls back first, and the citizen adds something."""
    called = unit(lot.hours(0.5, 4), "contact", way="phone", note="已与诉求人核对情况")
    added = desk(lot.hours(0.5, 5), "add_material", note="补充：晚上七点以后最明显。")
    return [*signed(lot), called, added, answered(lot), *ending(lot)]


def reclassified(lot: Lot) -> list[Beat]:
    """What sounded like one thing is another."""
    kind = "help" if lot.kind == "complaint" else "complaint"
    return [desk(lot.hours(0.1, 0.5), "reclassify", kind=kind, reason="核实后属另一类诉求"), *ordinary(lot)]


def instructed(lot: Lot) -> list[Beat]:
    """A leader asks about it; answered in time, late, or not yet."""
    given = lot.random.randint(2, 5)
    asked = Beat(lot.hours(2, 20), "city_leader", "instruct", {"instruction": "请专人盯办，限期反馈。", "days": given})
    told = unit(
        lot.days(0.5, given * 1.7), "answer_instruction", "unit_head", key="instruction:1", report="已办结，情况属实。"
    )
    return [*signed(lot), asked, *([told] if lot.random.random() < 0.75 else []), answered(lot, 0.2, 0.5), *ending(lot)]


def extended(lot: Lot) -> list[Beat]:
    """More time asked for in time, and used."""
    asked = more_time(lot, lot.share(0.05, 0.4), lot.random.randint(1, max(1, int(lot.allowed) - 2)))
    return [*worked(lot), asked, answered(lot, 0.3, 0.9), *ending(lot)]


def more_time(lot: Lot, after: timedelta, amount: int) -> Beat:
    """An extension asked for with every part it needs."""
    why = lot.one_of("需多部门会商", "待专家鉴定", "施工材料未到", "涉及多户需逐户协商")
    told = {"explained_to_citizen_at": "2025-09-01T09:00:00+08:00", "explained_by_way_of": "phone"}
    return unit(
        after,
        "request_extension",
        deadline="handle:1",
        amount=amount,
        application="延期申请",
        consented_by="unit_head",
        reason=why,
        **told,
    )
