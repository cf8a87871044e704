"""How a matter that one unit cannot solve is talked over by several."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from adapters.demo.living.plots.lot import Lot, answered, ending, worked
from adapters.demo.plots import Beat

THEMES = (
    ("一段路两家管，谁来修", "路面归一家、管线归另一家，各说各的"),
    ("老小区没有物业，公共部位谁出钱", "维修资金早已用完，业主意见不一"),
    ("过期临时用地如何收回", "当年批文不全，现行办法没有规定"),
    ("跨街道污水排口整治", "上游下游分属两家，检测结果不同"),
)
MINUTES = {
    "theme": "本次会商主题",
    "participants": "牵头和协办单位分管负责人",
    "course": "逐家说明情况，现场看图纸",
    "agreed_matters": "先应急处置，再统一施工",
    "division_of_duty": "牵头单位组织，协办单位各负其责",
    "time_limits": "按任务清单所列日期",
}
IDEAS = {"ideas": "提请上级明确政策，先作过渡安排"}


def at_the_table(after: timedelta, verb: str, role: str = "efficiency_office", as_unit: str = "", **body: Any) -> Beat:  # noqa: ANN401  (a command's fields)
    """An act on the matter's consultation."""
    return Beat(after, role, verb, body, by_unit=role.startswith("unit_"), on_consultation=True, as_unit=as_unit)


def talked_over(lot: Lot) -> list[Beat]:
    """Proposed, and left; or fixed, held, minuted and carried out, here and there with no way found or a task late."""
    theme, problem = lot.random.choice(THEMES)
    other = lot.one_of(*lot.others)
    asked = {"trigger": "hard_problem", "theme": theme, "problem": problem, "assisting": [other]}
    proposed = Beat(lot.days(0.2, 1.5), "unit_clerk", "propose_consultation", asked, by_unit=True)
    finished = [answered(lot, 0.1, 0.4), *ending(lot)]
    if lot.random.random() < 0.2:
        left = at_the_table(lot.days(1, 4), "decline_consultation", reason="一家单位可以办成，由主办单位办理")
        return [*worked(lot), proposed, left, *finished]
    fixed = at_the_table(lot.days(1, 5), "fix_consultation", form="one_plus_x", assisting=[other])
    held = at_the_table(lot.days(2, 7), "hold_consultation", "unit_deputy", attended=[other])
    return [*worked(lot), proposed, fixed, *finished, held, *_minuted(lot, other)]


def _minuted(lot: Lot, other: str) -> list[Beat]:
    is_agreed = lot.random.random() < 0.85
    parts = MINUTES if is_agreed else MINUTES | IDEAS
    minutes = at_the_table(lot.days(1, 8), "submit_minutes", "unit_deputy", parts=parts, is_agreed=is_agreed)
    if not is_agreed:
        told = at_the_table(
            lot.days(1, 3), "explain_consultation", "unit_clerk", explanation="已说明现阶段难处和打算", told_by="phone"
        )
        return [minutes, told, at_the_table(lot.days(1, 3), "archive_consultation")]
    within = lot.random.randint(3, 12)
    tasks = [
        at_the_table(lot.hours(0.1, 1), "set_task", "unit_deputy", task="组织施工，完成后复查", days=within),
        at_the_table(
            lot.hours(0.1, 1), "set_task", "unit_deputy", unit=other, task="移交图纸并配合断水断电", days=within
        ),
    ]
    reported = [
        at_the_table(lot.days(0.3, within), "finish_task", "unit_clerk", task_key="task:1", report="已完成并复查"),
        at_the_table(lot.days(0.2, 5), "finish_task", "unit_clerk", other, task_key="task:2", report="已配合完成"),
    ]
    return [minutes, *tasks, *reported, at_the_table(lot.days(1, 4), "archive_consultation")]
