"""Each fact of a case in one plain sentence, Chinese and English."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from string import Formatter
from typing import Any, Literal

from domain.values import BEIJING
from projections.case_history import CaseHistory

Language = Literal["zh", "en"]

SENTENCES: dict[str, tuple[str, str]] = {
    "complaint.registered": (
        "登记：{kind}，来自{channel}，编号{number}",
        "Registered: {kind} through {channel}, number {number}",
    ),
    "complaint.reclassified": ("更正类型为{kind}", "Reclassified as {kind}"),
    "complaint.accepted": ("受理", "Taken on by the office"),
    "complaint.refused": (
        "不予受理，理由：{ground}，已指引至{referred_to}",
        "Not taken on ({ground}); pointed to {referred_to}",
    ),
    "complaint.truth_checked": (
        "核查前次答复：同一事实{same_fact}，同一理由{same_reason}，前次答复属实{earlier_answer_true}",
        "Earlier answer checked: same fact {same_fact}, reason {same_reason}, true {earlier_answer_true}",
    ),
    "complaint.contacted": ("与诉求人联系（{way}）", "Spoke with the complainant ({way})"),
    "complaint.answered_directly": ("当场答复（{way}）", "Answered on the spot ({way})"),
    "complaint.transferred": ("转{to}紧急电话", "Handed over to {to}"),
    "complaint.dispatched": ("第{round}次派单给{unit}", "Dispatched to {unit}, round {round}"),
    "complaint.signed": ("签收", "Signed for"),
    "complaint.assignment_accepted": (
        "承办单位接受（视同接受：{deemed}）",
        "Held to be the unit's own (deemed: {deemed})",
    ),
    "complaint.return_requested": ("申请退回（逾期：{late}）", "Return requested (late: {late})"),
    "complaint.return_ruled": (
        "退单裁定：同意{granted}，不当退回{improper}",
        "Return ruled on: granted {granted}, improper {improper}",
    ),
    "complaint.handled": ("办理：{action}", "Worked on: {action}"),
    "complaint.reply_submitted": (
        "提交第{round}次答复，{approved_by}签批",
        "Reply {round} submitted, signed by {approved_by}",
    ),
    "complaint.reply_sent_back": (
        "答复退回重办：{defects}（连续第{in_a_row}次）",
        "Reply sent back: {defects} ({in_a_row} in a row)",
    ),
    "complaint.reply_accepted": ("答复审核通过", "Reply approved"),
    "complaint.reply_imported": ("导入的官方答复，{replied_at}", "Official reply imported, {replied_at}"),
    "complaint.citizen_told": ("已告知诉求人（{way}）", "The complainant has been told ({way})"),
    "complaint.closed": ("办结：{outcome}", "Closed: {outcome}"),
    "complaint.followed_up": ("第{round}次回访（{way}）：{rating}", "Follow-up {round} ({way}): {rating}"),
    "complaint.rating_verified": (
        "差评核实：合理{reasonable}，单位有责{unit_at_fault}",
        "Bad rating verified: reasonable {reasonable}, unit at fault {unit_at_fault}",
    ),
    "complaint.archived": ("归档", "Archived"),
    "deadline.set": ("时限{key}起算，至{last_day}（{due_at}）", "Deadline {key} runs until {due_at}"),
    "deadline.met": (
        "时限{key}已完成（逾期：{late}，补录：{late_entry}）",
        "Deadline {key} met (late: {late}, late entry: {late_entry})",
    ),
    "deadline.missed": ("时限{key}超期，应于{due_at}前", "Deadline {key} missed; it was due by {due_at}"),
    "deadline.extension_requested": ("时限{key}申请延期{amount}", "Extension of {key} by {amount} filed"),
    "deadline.extended": (
        "时限{key}延期{amount}，由{old_due_at}至{due_at}",
        "Deadline {key} extended by {amount}: from {old_due_at} to {due_at}",
    ),
    "deadline.extension_refused": ("时限{key}延期不予认可", "Extension of {key} refused"),
    "deadline.recomputed": (
        "因{notice}，时限{key}由{old_due_at}改为{due_at}",
        "Because of {notice}, deadline {key} moved from {old_due_at} to {due_at}",
    ),
    "deadline.lapsed": ("时限{key}终止（{because}）", "Deadline {key} no longer runs ({because})"),
    "finding.recorded": ("认定：{kind}（{unit}）", "Established: {kind} ({unit})"),
    "finding.contested": ("对认定{key}提出申诉", "Finding {key} contested"),
    "finding.upheld": ("认定{key}维持", "Finding {key} upheld"),
    "finding.overturned": ("认定{key}撤销（{because}）", "Finding {key} overturned ({because})"),
    "escalation.proposed": ("拟说「不」，提级研判", "A no is proposed; it must climb"),
    "escalation.raised": (
        "由第{from_level}级提至第{to_level}级，{holder}",
        "Raised from level {from_level} to {to_level}, to {holder}",
    ),
    "escalation.stalled": (
        "第{at_level}级无人可决：{vacant}空缺",
        "Nobody can decide at level {at_level}: {vacant} vacant",
    ),
    "escalation.resumed": ("第{to_level}级恢复，{holder}", "Resumed at level {to_level}, with {holder}"),
    "escalation.can_do_decided": ("第{level}级认为能办", "Level {level} finds it can be done"),
    "escalation.final_no_decided": (
        "第{level}级最终认定不能办",
        "Level {level} decides finally that it cannot be done",
    ),
    "escalation.fed_back": (
        "已向服务对象反馈：{outcome}（{mode}）",
        "The applicant was told: {outcome} ({mode})",
    ),
    "accountability.triggered": (
        "启动问责{number}：{finding}（{unit}）",
        "Accountability {number} triggered: {finding} ({unit})",
    ),
    "accountability.review_needed": ("问责需复核（{because}）", "Accountability to be reviewed ({because})"),
}
"""Topic → sentence in both languages; `{name}` is a value of the fact."""

WORDS: dict[bool, tuple[str, str]] = {True: ("是", "yes"), False: ("否", "no")}
WEEKDAYS = "一二三四五六日"


def civil(instant: datetime, language: Language) -> str:
    """An instant as people say it: the day that ends at midnight, not the next day's 0:00."""
    local = instant.astimezone(BEIJING)
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        day, clock = local.date() - timedelta(days=1), "24:00"
    else:
        day, clock = local.date(), f"{local:%H:%M}"
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]} {clock}"
    return f"{day:%a} {day.day} {day:%b %Y} {clock}"


def sentence(row: CaseHistory.Row, language: Language, names: Callable[[str], str] = lambda code: code) -> str:
    """A fact of a case in words. `names` says a code (a unit, a kind, a channel) in that language."""
    zh, en = SENTENCES[row.topic]
    template = zh if language == "zh" else en
    values = _Said(row.details, row.unit, language, names)
    said = Formatter().vformat(template, (), values)
    if row.is_late_entry:
        said += "（迟记）" if language == "zh" else " (entered late)"
    return said


class _Said(Mapping[str, str]):
    """The values of a fact as words; what the fact leaves at its default says so."""

    def __init__(
        self, details: dict[str, Any], unit: str | None, language: Language, names: Callable[[str], str]
    ) -> None:
        self._details, self._unit, self._language, self._names = details, unit, language, names

    def __getitem__(self, name: str) -> str:
        value = self._details.get(name, DEFAULTS.get(name, self._unit if name == "unit" else None))
        index = 0 if self._language == "zh" else 1
        if isinstance(value, bool):
            return WORDS[value][index]
        if value is None or value == "":
            return ("未填", "not given")[index]
        if name.endswith("_at") and isinstance(value, str):
            return civil(datetime.fromisoformat(value), self._language)
        if name == "last_day" and isinstance(value, str):
            return str(date.fromisoformat(value))
        if isinstance(value, list | tuple):
            return ("、", ", ")[index].join(self._names(str(each)) for each in value)
        return self._names(str(value))

    def __iter__(self) -> Any:  # noqa: ANN401  (a mapping's iterator; never used by the formatter)
        return iter(self._details)

    def __len__(self) -> int:
        return len(self._details)


DEFAULTS: dict[str, Any] = {
    "deemed": False,
    "late": False,
    "late_entry": False,
    "improper": False,
    "round": 1,
    "from_level": 1,
}
"""Values a fact leaves out when they are the ordinary ones."""
