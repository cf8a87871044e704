"""What a notice says, in both languages; `projections.sentences` says what happened to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from projections.sentences import Language, bare, civil

WORDINGS: dict[str, tuple[str, str]] = {
    "order_dispatched": ("新派单，请签收", "A new order to sign for"),
    "reply_sent_back": ("答复退回重办，时限照走", "The reply came back to be reworked; its clock runs on"),
    "return_granted": ("同意退单", "The return was granted"),
    "return_refused": ("不同意退单，请继续办理", "The return was refused; go on handling it"),
    "matter_raised": ("提级到第{level}级，由您研究决定", "Raised to level {level}: yours to decide"),
    "deadline_near": ("{deadline}将到期，应于{due_at}前", "{deadline}: due by {due_at}"),
    "deadline_missed": ("{deadline}超期，应于{due_at}前", "{deadline}: missed; it was due by {due_at}"),
    "instruction_given": ("领导有批示，请办理并反馈", "A leader gave an instruction: act on it and report"),
    "finding_recorded": ("认定：{finding}，可以申诉", "Established: {finding}; it may be contested"),
    "finding_contested": (
        "{unit}对认定申诉：{finding}，请裁定",
        "{unit} contests {finding}: to be ruled on",
    ),
    "finding_upheld": ("申诉未成立，认定维持：{finding}", "The contest does not hold: {finding} stands"),
    "finding_overturned": ("认定已撤销：{finding}（{because}）", "Overturned: {finding} ({because})"),
    "supervision_issued": ("列入督办，第{level}级", "Under supervision, level {level}"),
    "consultation_proposed": ("新议题入库：{trigger}，请研究是否列入", "A new topic in the pool: {trigger}"),
    "consultation_fixed": ("列为{month}会商主题，{lead}牵头", "A topic of {month}; {lead} leads"),
    "consultation_declined": ("议题未列入会商", "The topic was not taken up"),
    "consultation_merged": ("议题并入另一件会商", "The topic joined another consultation"),
    "consultation_task": ("会商任务，{until}前完成并报告", "A consultation’s task: do it and report by {until}"),
    "report_owed": ("应报送：{rule}（{period}）", "To be filed: {rule} ({period})"),
    "report_requested": ("要求报送：{rule}", "Asked for: {rule}"),
    "citizen_told": ("告知结果后的确认短信", "Confirms that the result was told"),
    "case_closed": ("已办结，请查看并评价", "Closed: look at it and rate it"),
}
"""Template → Chinese, English; `{name}` is a value of the notice."""

MESSAGES: dict[str, tuple[str, str]] = {
    "citizen_told": (
        "您反映的事项（编号{number}）登记为已向您告知办理结果。如没有人告知您，请凭编号和查询码{code}在网上说明。",
        (
            "You are on record as having been told the result of your matter {number}."
            " If nobody told you, say so online with the number and the code {code}."
        ),
    ),
    "case_closed": (
        "您反映的事项（编号{number}）已办结。可凭编号和查询码{code}在网上查看经过、作出评价。",
        "Your matter {number} is closed. See what was done and rate it online with the number and the code {code}.",
    ),
}
"""What goes to the complainant: no name, nothing of what was written."""


def wording(template: str, values: Mapping[str, str], language: Language, names: Callable[[str], str] = bare) -> str:
    """A notice in one sentence. `names` says a code in that language."""
    said = {name: _said(name, value, language, names) for name, value in values.items()}
    return WORDINGS[template][0 if language == "zh" else 1].format_map(said)


def _said(name: str, value: str, language: Language, names: Callable[[str], str]) -> str:
    return civil(datetime.fromisoformat(value), language) if name.endswith("_at") else names(value)
