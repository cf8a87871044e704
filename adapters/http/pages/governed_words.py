"""What runs because of a clause, what settles a gap, and what a clause still waits for, as people say it.

Long because it is one table that translators read from top to bottom.
"""

from __future__ import annotations

Said = tuple[str, str]

GOVERNED: dict[str, Said] = {
    "limit": ("时限", "Deadline"),
    "finding": ("认定", "Finding"),
    "reading": ("读法", "Reading"),
    "role": ("职责", "Role"),
    "obligation": ("报送", "What is owed"),
    "obligations": ("报送", "What is owed"),
    "duty": ("值班", "Duty"),
    "duty.checks": ("查岗", "Checks of the desk"),
    "duty.log": ("值班登记表", "The duty log"),
    "duty.entries": ("登记事项", "Entries of the log"),
    "steps": ("办理步骤", "Steps"),
    "task_forces.forces": ("各专班及其区域", "The task forces and their areas"),
    "task_forces.assigned_at": ("专班何时领办", "When a task force takes a matter on"),
    "task_forces.assigned_by": ("按什么分给专班", "By what a matter goes to a task force"),
    "archive": ("归档", "Archive"),
    "archive.items": ("归档材料", "What is archived"),
    "archive.retention": ("保存期限", "How long it is kept"),
    "archive.requires": ("归档前提", "Before archiving"),
    "archive.guards": ("归档前提", "Before archiving"),
    "contest": ("申诉", "Contest"),
    "contest.within": ("申诉期限", "Until when one may contest"),
    "first_duty": ("首问责任", "First responder's duty"),
    "task_forces": ("办理专班", "Task forces"),
    "extension.times": ("延期次数", "How often"),
    "extension.cap_days": ("至多延几天", "How many days at most"),
    "extension.filing_days": ("提前几个工作日申请", "How many working days before"),
    "follow_up.reworks": ("差评退回几次", "How often a bad rating sends it back"),
    "first_duty.requires": ("首问要告知什么", "What the first person asked must tell"),
    "first_duty.stays": ("首问责任到底", "The first responder stays answerable"),
    "ladder.scope": ("哪些事项才提级", "Which matters climb"),
    "ladder.scope.classes": ("提级的三类事项", "The classes of matters that climb"),
    "dispatch": ("派单", "Dispatch"),
    "dispatch.designate_when": ("指定承办", "Designating a unit"),
    "dispatch.first_triage": ("初分", "First triage"),
    "dispatch.route": ("派给谁", "Where it goes"),
    "extension": ("延期", "Extension"),
    "extension.cap": ("延期上限", "Cap on extensions"),
    "extension.latest_filing": ("最迟申请日", "Last day to file"),
    "extension.mode": ("延期方式", "How it takes effect"),
    "extension.requires": ("延期材料", "What it must state"),
    "follow_up": ("回访", "Follow-up"),
    "follow_up.bad_without_rework": ("差评不重办的情形", "Bad ratings without rework"),
    "follow_up.ratings": ("评价", "Ratings"),
    "follow_up.rounds": ("回访次数", "Rounds"),
    "follow_up.ways": ("回访方式", "Ways of asking"),
    "intake": ("受理", "Intake"),
    "intake.channels": ("受理渠道", "Channels"),
    "intake.emergency_numbers": ("紧急电话", "Emergency numbers"),
    "intake.kinds": ("诉求类型", "Kinds"),
    "intake.refusal_grounds": ("不予受理情形", "Grounds of refusal"),
    "intake.refusal_requires": ("不予受理要写明", "What a refusal states"),
    "intake.repeat": ("重复诉求", "Repeats"),
    "intake.required": ("登记必填", "What is registered"),
    "ladder": ("提级", "Ladder"),
    "ladder.entry": ("从哪级起", "Where it enters"),
    "ladder.feedback_role": ("由谁反馈", "Who tells the applicant"),
    "ladder.final_no_level": ("谁可以最终说不", "Who may say the last no"),
    "ladder.final_no_grounds": ("凭什么情形才可最终说不", "On what alone a last no may rest"),
    "ladder.final_no_requires": ("最终说不要具备", "What a last no needs"),
    "ladder.levels": ("层级", "Levels"),
    "ladder.proposal_requires": ("提级要写明", "What a proposal states"),
    "ladder.reply_modes": ("告知方式", "Ways to tell"),
    "ladder.skip": ("越级", "Skipping a level"),
    "ladder.verdicts": ("每级的结论", "Verdicts"),
    "reply": ("答复", "Reply"),
    "reply.approved_by": ("答复由谁签批", "Who approves the reply"),
    "reply.mode_requires": ("告知方式要具备", "What a way of telling needs"),
    "reply.requires": ("答复要写明", "What a reply states"),
    "reply.to": ("答复给谁", "To whom"),
    "returns": ("退单", "Return"),
    "returns.improper_clause": ("不当退单", "Improper return"),
    "returns.late_clause": ("逾期退单", "Late return"),
    "returns.requires": ("退单要写明", "What a return states"),
    "send_back": ("退回重办", "Sending back"),
    "send_back.accountability_after": ("几次退回后问责", "When it calls for accountability"),
    "send_back.defects": ("退回理由", "Grounds to send back"),
    "send_back.rework_defects": ("须重办的理由", "Grounds to do it again"),
    "supervision": ("督办", "Supervision"),
    "supervision.levels": ("督办级别", "Levels"),
    "supervision.means": ("督办方式", "Means"),
    "supervision.precedence": ("几级并存", "When several apply"),
    "supervision.steps": ("督办步骤", "Steps"),
    "supervision.triggers": ("督办情形", "Trigger"),
    "accountability": ("问责", "Accountability"),
    "accountability.grades": ("情节与处理", "Grades and measures"),
    "accountability.examined_by": ("由谁倒查", "Who examines"),
    "accountability.referred_to": ("移送哪些机关", "To whom files are referred"),
    "verification": ("核实", "Verification"),
    "review": ("复核", "Review"),
    "order": ("交办单", "Order"),
    "opinion": ("意见", "Opinion"),
    "open_extension": ("难办延期", "Open extension"),
    "cannot": ("不能办", "Cannot be done"),
    "scoring": ("考核计分", "Scoring"),
    "scoring.items": ("计分项", "Score item"),
    "scoring.parts": ("考核部分", "Part of the score"),
    "scoring.sections": ("考核大类", "Section of the score"),
    "scoring.classes": ("单位分类", "Classes of units"),
    "scoring.order": ("考核大类的次序", "Order of the sections"),
    "scoring.year_from_month": ("考核年度从几月起", "Where the year of the score begins"),
    "rates": ("比率", "Rate"),
    "rankings": ("排名", "Ranking"),
    "reports": ("报表", "Report"),
    "publication": ("公开", "Publication"),
    "publication.after": ("办到哪一步公开", "When it is published"),
    "publication.places": ("在哪里公开", "Where it is published"),
    "publication.masks": ("屏蔽什么", "What is masked"),
    "publication.withheld_by": ("由谁同意不公开", "Who agrees to keep it out"),
    "consultation": ("会商", "Consultation"),
    "consultation.chairs": ("由谁主持", "Who chairs"),
    "consultation.fixed_by": ("由谁确定", "Who fixes it"),
    "consultation.forms": ("会商形式", "Forms of a consultation"),
    "consultation.held_by": ("由谁召集", "Who holds it"),
    "consultation.minutes": ("会商纪要", "Minutes"),
    "consultation.triggers": ("会商情形", "What calls for a consultation"),
    "study": ("提交研究", "Study"),
    "supervision.items": ("督办内容", "What is supervised"),
    "matter_list": ("事项清单", "The list of matters"),
    "matter_list.kinds": ("清单列什么", "What the list holds"),
    "matter_list.postings": ("公示什么", "What is put up"),
    "follow_up.sample": ("回访随机抽查", "The random sample of follow-ups"),
    "follow_up.zone": ("不满意专区", "The zone of the dissatisfied"),
    "reply.closes": ("答复即办结", "A reply closes it"),
    "intake.clause": ("受理", "Intake"),
    "kind": ("诉求类型", "Kind"),
    "document": ("文号", "Document"),
    "effective_from": ("施行日期", "In force from"),
}
"""What an edition calls it, or its first part → words. A limit, a finding, a role and a trigger add their own name."""

OWN_NAME = ("limit", "finding", "reading", "role", "obligation", "supervision.triggers")
"""Prefixes whose rest is a name."""

WAITS: dict[str, Said] = {
    "the text gives no points: nothing can be reckoned": (
        "文中没有分值，无从计分",
        "the text gives no points: nothing can be reckoned",
    ),
    "the text gives neither period nor weights: three columns could be shown, no ranking reckoned": (
        "文中没有周期和权重，可以分列三项，不能合成排名",
        "the text gives neither period nor weights: three columns could be shown, no ranking reckoned",
    ),
    "a meeting of people: the ranking is put before it, what it decides is its own": (
        "由会议研究，排名供其参考，怎样定由会议",
        "a meeting of people: the ranking is put before it, what it decides is its own",
    ),
    "the text gives neither points nor how many are praised: the leading group decides": (
        "文中没有分值和名额，由领导小组定",
        "the text gives neither points nor how many are praised: the leading group decides",
    ),
    "four assessments of other offices: the text gives no weights": (
        "归别的部门的四项考核，文中没有权重",
        "four assessments of other offices: the text gives no weights",
    ),
    "the guide and the flow chart are named, their text is not in hand": (
        "工作指引和流程图只有名称，没有文本",
        "the guide and the flow chart are named, their text is not in hand",
    ),
    "a draft binds nobody; once issued it is an edition of its own": (
        "草案没有约束力；印发后另作一版",
        "a draft binds nobody; once issued it is an edition of its own",
    ),
    "names sister systems that have rules of their own; nothing runs on it": (
        "只点名配套制度，各有规定，没有可运行的内容",
        "names sister systems that have rules of their own; nothing runs on it",
    ),
    "says how offices are organised; nothing runs on it": (
        "只规定机构怎样设置，没有可执行的内容",
        "says how offices are organised; nothing runs on it",
    ),
    "says how reports are to be taken; nothing runs on it": (
        "只要求重视报告，没有可执行的内容",
        "says how reports are to be taken; nothing runs on it",
    ),
    "every request of the store is counted; there is nothing to choose": (
        "全部诉求都计入，没有可选的内容",
        "every request is counted; there is nothing to choose",
    ),
    "optional; attachments are not checked": ("可选，不检查附件", "optional; attachments are not checked"),
    "an example of the text, which binds nobody; a story tells it": (
        "文中的例子，不作约束",
        "an example of the text, which binds nobody; a story tells it",
    ),
    "a wish to hear of faults of the plan itself, apart from any case and without a form or a time": (
        "只希望听到方案本身的问题，与案件无关，没有形式和时间",
        "a wish to hear of faults of the plan itself, apart from any case and without a form or a time",
    ),
    "the target assessment belongs to another office; published scores can be handed over to it as data": (
        "目标考核归别的部门，已公布的得分可以作为数据移交",
        "the target assessment belongs to another office; published scores can be handed over to it as data",
    ),
    "the text gives no weight: rates are shown, no points are given": (
        "文中没有权重，只显示比率，不计分",
        "the text gives no weight: rates are shown, no points are given",
    ),
    "no items hold the other two points, and the parts would make 82": (
        "另外两分没有对应的项，各部分会合成 82 分",
        "no items hold the other two points, and the parts would make 82",
    ),
    "one mean over kinds with unlike limits has no limit to compare with": (
        "各类时限不同，合起来的平均无从比较",
        "one mean over kinds with unlike limits has no limit to compare with",
    ),
    "single orders beyond their limit are red cards already": (
        "单件超时已经亮红牌",
        "single orders beyond their limit are red cards already",
    ),
    "units are ranked by the month, not by the quarter": (
        "单位按月排名，不按季",
        "units are ranked by the month, not by the quarter",
    ),
    "no running deadline pauses in any edition": ("目前没有会暂停的时限", "no running deadline pauses in any edition"),
    "says how offices keep each other informed; nothing runs on it": (
        "只规定机构之间怎样通气，没有可执行的内容",
        "says how offices keep each other informed; nothing runs on it",
    ),
    "advice on how to travel; the number of visitors may be recorded, nothing runs on it": (
        "只是出行建议，可记录人数，没有可执行的内容",
        "advice on how to travel; the number of visitors may be recorded, nothing runs on it",
    ),
    "an end reckoned from the day of approval would depend on how fast the office rules": (
        "从批准之日起算，到期日就取决于审批快慢",
        "an end reckoned from the day of approval would depend on how fast the office rules",
    ),
    "the text prints no office hours to count in": (
        "文中没有写明上班时间，无从计算",
        "the text prints no office hours to count in",
    ),
    "a pledge and an exposure each name their medium; the column itself is the newsroom's": (
        "承诺和曝光都记明媒体；专栏本身由媒体开设",
        "a pledge and an exposure each name their medium; the column itself is the newsroom's",
    ),
    "no measure of urgent or easy is given; the worklist puts what falls due first first": (
        "文中没有急缓难易的标准；工作台把先到期的排在前面",
        "no measure of urgent or easy is given; the worklist puts what falls due first first",
    ),
    "lists and indicators go out as tables; nothing drafts the words of a report": (
        "各清单和指标可导出为表格；报告的文字不自动起草",
        "lists and indicators go out as tables; nothing drafts the words of a report",
    ),
}
"""Why nothing runs on a clause, or a reading is not offered."""

SETTLED: dict[str, Said] = {
    "local setting: the same day as a target": ("本地设定：以当日为目标", "Local setting: the same day as a target"),
    "one level, three offices": ("只设一级，三家机构都可立", "One level, three offices"),
    "one office": ("同一机构", "One office"),
    "nothing": ("尚无定论", "Nothing yet"),
    "local setting: effective_from 2021-08-31": ("本地设定施行日期", "Local setting: the day it took effect"),
    "local setting: the warnings of the limits": (
        "本地设定：各时限的预警",
        "Local setting: the warnings of the limits",
    ),
    "local setting: taken with a reason, outside satisfaction": (
        "本地设定：说明理由可受理，不计满意率",
        "Local setting: taken with a reason, outside satisfaction",
    ),
    "local setting: one working day as a target": (
        "本地设定：以一个工作日为目标",
        "Local setting: one working day as a target",
    ),
    "the days a unit gives itself on its list": ("按单位清单上自定的天数", "The days a unit gives itself on its list"),
    "as a red card, in whose paragraph it stands": (
        "按所在段落的红牌计",
        "As a red card, in whose paragraph it stands",
    ),
    "local setting: one in ten a month, at least one": (
        "本地设定：每月一成，不少于一件",
        "Local setting: one in ten a month, at least one",
    ),
    "local setting: dispatch.route": (
        "本地设定：派单顺序",
        "Local setting: the order of dispatch",
    ),
    "union of both lists": ("两份清单合并", "Both lists together"),
    "ladder.entry": ("提级从哪级起", "Where the ladder is entered"),
    "territory, then subject, then first receiver": (
        "先属地，再属事，再首接",
        "territory, then subject, then first receiver",
    ),
    "consultation enters at level 3": ("会商从第 3 级进入", "consultation enters at level 3"),
    "daily": ("日常督办", "daily"),
    "属地和属事 / 首接负责、属地优先": (
        "属地和属事 / 首接负责、属地优先",
        "territory and subject / first receiver, territory first",
    ),
    "24 h / Monday": ("二十四小时 / 周一", "24 hours / Monday"),
    "provisional dispatch, confirmed on Monday": ("先预分，周一确认", "provisional dispatch, confirmed on Monday"),
    "intake.classes": ("受理的类别", "The classes taken in"),
    "clauses.at": ("引用时注明原文印错", "The misprint is named wherever it is cited"),
    "六 for the second": ("后一处作「六」", "六 for the second"),
    "order.requires": ("交办单要写明的各项", "What an order states"),
    "issued by the one, opinion of the other": ("一个制发，一个签意见", "issued by the one, opinion of the other"),
    "five channels to be named": ("预留五个待定渠道", "five channels to be named"),
    "local setting: seven calendar days as a target": (
        "本地设定：以七个自然日为目标",
        "Local setting: seven calendar days as a target",
    ),
    "once more by itself, then the weekly meeting": (
        "先自行再办一次，再上周会商",
        "once more by itself, then the weekly meeting",
    ),
    "the task force, or the office": ("专班，或者办公室", "the task force, or the office"),
    "the seven days of the simple ones": ("按简单事项的七天", "the seven days of the simple ones"),
    "the last level, after filing": ("报备后由最高一级决定", "the last level, after filing"),
    "a person decides": ("由人决定", "a person decides"),
    "local setting: fifth working day of the next quarter as a target": (
        "本地设定：以下季度第五个工作日为目标",
        "Local setting: the fifth working day of the next quarter as a target",
    ),
    "kept, nothing is erased": ("保留，不销毁", "kept, nothing is erased"),
    "in force from the day of that notice; the year of its printed day is taken to be 2022": (
        "自该通知之日起施行，所印日期的年份按 2022 年",
        "in force from the day of that notice; the year of its printed day is taken to be 2022",
    ),
    "praise or not satisfied, the two words the text uses": (
        "「表扬」或「不满意」，文中只用这两个词",
        "praise or not satisfied, the two words the text uses",
    ),
    "a person judges it, from the second bad rating on": (
        "第二次不满意起由人判断",
        "a person judges it, from the second bad rating on",
    ),
    "the task force grants it, asked for before the due time, with a reason": (
        "到期前说明理由申请，由专班批准",
        "the task force grants it, asked for before the due time, with a reason",
    ),
    "one signature suffices; each is recorded": ("一人签字即可，逐一留痕", "one signature suffices; each is recorded"),
    "two rates, each with its own numerator": ("两个比率，各有分子", "two rates, each with its own numerator"),
    "before the case can be closed": ("办结之前", "before the case can be closed"),
}
"""What was done about a gap or a contradiction, and what is printed or used."""


def governed_words(name: str) -> tuple[Said, str]:
    """What a governed thing is called, and the code of its own name where it has one."""
    prefix = next((each for each in OWN_NAME if name.startswith(f"{each}.")), "")
    if prefix:
        return GOVERNED[prefix], name.removeprefix(f"{prefix}.")
    parts = name.split(".")
    stems = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((GOVERNED[stem] for stem in stems if stem in GOVERNED), (name, name)), ""


def waits_words(reason: str) -> Said:
    """Why nothing runs, in the page's words; as the edition says it where nobody has."""
    return WAITS.get(reason, (reason, reason))


def settled_words(said: str) -> Said:
    """What settled it, in the page's words; as the edition says it where nobody has."""
    return SETTLED.get(said, (said, said))
