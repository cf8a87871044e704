"""How long a time limit runs, in words: `7 个工作日`, `到下一个工作日 12:00`."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import time
from typing import Any

from domain.regulations.spans import Span

Said = tuple[str, str]
WEEKDAYS = tuple(zip("一二三四五六日", calendar.day_name, strict=True))
ON: dict[str, Said] = {
    "start_day": ("当日", "the same day"),
    "start_day_if_working": ("当日，休息日则下一个工作日", "the same day, or the next working day after a day off"),
    "next_working_day": ("下一个工作日", "the next working day"),
}
FIRST_WEEK: dict[str, Said] = {
    "days_1_to_7_rolled": ("每月 1 至 7 日，逢休息日顺延", "days 1 to 7 of the month, on to a working day"),
    "week_of_1st": ("每月 1 日所在的那一周", "the week of the 1st"),
    "first_full_week": ("每月第一个整周", "the first full week of the month"),
}

STARTS: dict[str, Said] = {
    "registered": ("登记", "it is registered"),
    "accepted": ("受理", "it is accepted"),
    "dispatched": ("派单", "it is dispatched"),
    "signed": ("签收", "it is signed for"),
    "refused": ("不予受理", "it is not taken on"),
    "guided": ("首问告知", "the applicant is guided"),
    "contacted": ("联系诉求人", "the applicant is contacted"),
    "answered_directly": ("直接解答", "it is answered on the spot"),
    "transferred": ("移送", "it is handed on"),
    "dispatch_confirmed": ("会议确认分办", "the dispatch is confirmed"),
    "assignment_accepted": ("单位接受", "the unit accepts it"),
    "return_requested": ("申请退回", "its return is asked for"),
    "return_ruled": ("裁定退单", "its return is ruled on"),
    "verified": ("核实", "it is verified"),
    "opinion_filed": ("报备处置意见", "the opinion is filed"),
    "handled": ("办理", "it is worked on"),
    "progress_reported": ("报告进度", "progress is reported"),
    "reply_submitted": ("提交答复", "a reply is submitted"),
    "reply_accepted": ("答复审核通过", "the reply is approved"),
    "sent_back": ("退回重办", "the reply is sent back"),
    "citizen_told": ("告知诉求人", "the applicant is told"),
    "unit_followed_up": ("单位回访", "the unit has asked"),
    "followed_up": ("回访", "the applicant is asked"),
    "rating_verified": ("差评核实", "a bad rating is verified"),
    "reviewed": ("复盘", "it is reviewed"),
    "archived": ("归档", "it is filed away"),
    "cannot_filed": ("不能办报备", "the no is filed"),
    "proposed": ("拟说“不”", "a no is proposed"),
    "raised": ("提级", "it comes to a level"),
    "fed_back": ("反馈服务对象", "the applicant is told of the decision"),
    "missed": ("前一时限逾期", "the time before it is missed"),
    "ordered": ("下达交办单", "it is ordered"),
    "prolonged": ("批准延期", "it is prolonged"),
    "closed": ("办结", "it is closed"),
    "instructed": ("领导批示", "the leader instructs"),
    "submitted_for_study": ("提交研究", "it is submitted for study"),
    "can_do": ("认定能办", "it is found that it can be done"),
    "final_no": ("作出最终决定", "the last no"),
    "supervision_assigned": ("督办交办", "the supervision is assigned"),
    "consultation_task_set": ("交办会商任务", "the task is given"),
    "period_started": ("期初", "the period begins"),
    "period_ended": ("期末", "the period ends"),
    "held": ("会议召开", "it is held"),
    "issued": ("印发", "it is issued"),
    "requested": ("提出需求", "it is asked for"),
    "rostered": ("值班当日", "the day of duty begins"),
    "matter_cited": ("登记", "the case came in"),
    "sample_drawn": ("抽取样本", "the sample is drawn"),
    "started": ("启动", "it begins"),
}
"""Step → what has happened when a limit begins."""


def start_words(step: str) -> Said:
    """From when it runs."""
    zh, en = STARTS.get(step, (step.replace("_", " "),) * 2)
    return f"从{zh}起", f"from when {en}"


def _counted(n: int, zh: str, en: str) -> Said:
    return f"{n} {zh}", f"{n} {en}{'' if n == 1 else 's'}"


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def _working_hours(span: Any) -> Said:  # noqa: ANN401
    zh, en = f"{span.n} 个工作小时", f"{span.n} {'hour' if span.n == 1 else 'hours'} of office time"
    if span.minutes:
        zh, en = f"{zh} {span.minutes} 分钟", f"{en} and {span.minutes} minutes"
    times = [f"{_clock(each.begins)}–{_clock(each.ends)}" for each in span.within]
    return f"{zh}（{'、'.join(times)}）", f"{en} ({', '.join(times)})"


def _working_days(span: Any) -> Said:  # noqa: ANN401  (each form has its own class)
    zh, en = _counted(span.n, "个工作日", "working day")
    return (f"{zh}，到 {_clock(span.ends)}", f"{en}, until {_clock(span.ends)}") if span.ends else (zh, en)


def _natural_days(span: Any) -> Said:  # noqa: ANN401
    zh, en = _counted(span.n, "个自然日", "calendar day")
    return (f"{zh}，逢休息日顺延", f"{en}, on to a working day") if span.roll else (zh, en)


def _clock_time(span: Any) -> Said:  # noqa: ANN401
    zh, en = ON[span.on]
    return f"{zh} {_clock(span.at)}", f"{_clock(span.at)} on {en}"


def _nth(span: Any) -> Said:  # noqa: ANN401
    of = {"quarter": ("季度", "quarter"), "month": ("月", "month")}[span.of]
    return f"每{of[0]}第 {span.n} 个工作日", f"working day {span.n} of the {of[1]}"


def _weekday(span: Any) -> Said:  # noqa: ANN401
    zh, en = WEEKDAYS[span.weekday - 1]
    return f"每周{zh} {_clock(span.at)}", f"{en} {_clock(span.at)}"


def _window(span: Any) -> Said:  # noqa: ANN401
    if span.last is None:
        return f"每月 {span.first} 日至月末", f"day {span.first} to the end of the month"
    return f"每月 {span.first} 日至 {span.last} 日", f"days {span.first} to {span.last} of the month"


def _meeting(span: Any) -> Said:  # noqa: ANN401
    zh, en = WEEKDAYS[span.weekday - 1]
    return (
        (f"下一个周{zh}", f"{en} of the next week") if span.week == "next" else (f"当周的周{zh}", f"{en} of the week")
    )


FORMS: dict[str, Callable[[Any], Said]] = {
    "minutes": lambda span: _counted(span.n, "分钟", "minute"),
    "working_hours": _working_hours,
    "hours": lambda span: _counted(span.n, "小时", "hour"),
    "natural_days": _natural_days,
    "working_days": _working_days,
    "same_day": lambda _: ("当日 24:00", "24:00 the same day"),
    "clock_time": _clock_time,
    "nth_working_day": _nth,
    "week_after": lambda _: ("下一周之内", "within the week after"),
    "weekday_time": _weekday,
    "first_week": lambda span: FIRST_WEEK[span.reckoned],
    "month_window": _window,
    "months": lambda span: _counted(span.n, "个月", "month"),
    "given_days": lambda _: ("随件指定的天数", "the days given with the order"),
    "given_day": lambda _: ("交办时指定的那一天", "the day named with the order"),
    "meeting_day": _meeting,
    "not_set": lambda _: ("未设时限", "no limit set"),
}
"""Form of a span → its words."""


def span_words(span: Span) -> Said:
    """How long it runs."""
    says = FORMS.get(span.form)
    return says(span) if says else (span.form.replace("_", " "),) * 2
