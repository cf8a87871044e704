"""What happened, as it is told to the citizen: no internal names, what it means for the waiting; returns are shown."""

from __future__ import annotations

PLAIN: dict[str, tuple[str, str, str]] = {
    "complaint.registered": ("收到您的诉求", "We received your request", "done"),
    "complaint.accepted": ("已经受理", "It was accepted", "done"),
    "complaint.refused": (
        "不属于受理范围，已说明原因和去处",
        "It is outside what we take; we told you why and where to turn",
        "done",
    ),
    "complaint.answered_directly": ("当场答复", "Answered on the spot", "done"),
    "complaint.transferred": ("已移交有关方面处理", "Handed over to whoever deals with it", "done"),
    "complaint.dispatched": ("交给{unit}办理", "Given to {unit}", "done"),
    "complaint.return_requested": (
        "{unit}认为不归他们管，正在重新确定由谁来办；您的等待时间照常计算",
        "{unit} says it is not theirs; we are deciding who it is. Your waiting time runs on",
        "back",
    ),
    "complaint.return_ruled": ("已经确定由谁来办", "It was decided who handles it", "done"),
    "complaint.contacted": ("与您联系", "We spoke with you", "done"),
    "complaint.guided": ("告诉您归谁管、到哪办", "You were told who deals with it and where to go", "done"),
    "complaint.handled": ("正在办理", "Work is under way", "done"),
    "complaint.verified": ("到现场核实", "It was looked into on the spot", "done"),
    "complaint.opinion_filed": ("已拿出处置意见", "There is a plan of what to do", "done"),
    "complaint.ordered": ("已交单位主要领导领办", "The head of the unit leads it now", "done"),
    "complaint.progress_reported": ("报告办理进度", "You were told how far it is", "done"),
    "complaint.submitted_for_study": ("已提交专题研究", "Your matter is studied by itself", "done"),
    "complaint.unit_followed_up": ("办理单位回访", "The unit asked whether you are satisfied", "done"),
    "deadline.prolonged": ("办理时间延长，新的日期见上方", "More time was needed; the new date is above", "back"),
    "complaint.material_added": ("收到补充材料", "Material was added", "done"),
    "complaint.reply_submitted": ("办理单位已经答复，正在审核", "There is an answer; it is being checked", "done"),
    "complaint.reply_sent_back": (
        "答复没有说清楚，已要求重新答复",
        "The answer was not good enough; a new one was asked for",
        "back",
    ),
    "complaint.reply_accepted": ("答复通过审核", "The answer was approved", "done"),
    "complaint.reply_imported": ("已有正式答复", "There is an official answer", "done"),
    "complaint.citizen_told": ("已把结果告诉您", "You were told the outcome", "done"),
    "complaint.closed": ("办结", "Closed", "done"),
    "complaint.followed_up": ("回访", "We asked whether you are satisfied", "done"),
    "deadline.extended": ("办理时间延长，新的日期见上方", "More time was needed; the new date is above", "back"),
    "escalation.proposed": (
        "办理中遇到困难，已交上一级研究怎样办成",
        "There was a difficulty; it goes one level up to see how it can be done",
        "back",
    ),
    "escalation.raised": ("继续交上一级研究", "It goes another level up", "back"),
    "escalation.can_do_decided": ("上级认为可以办，正在落实", "It can be done, and is being done", "done"),
    "escalation.final_no_decided": (
        "确实不能办，将书面说明理由和可走的路",
        "It cannot be done; the reasons and what could be done instead will be explained",
        "back",
    ),
}
"""Topic → Chinese, English, and whether it was a step on or back. What is not here is not told."""
