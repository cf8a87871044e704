"""How each field of a command is asked for: its label, its hint, and what may be chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from application.possible import ON_THE_SPOT
from domain.aggregates.complaint import Complaint
from domain.aggregates.consultation import Consultation
from domain.aggregates.obligation import Obligation
from domain.aggregates.shift import Shift
from domain.aggregates.subject import Subject
from domain.regulations.model import Edition
from domain.regulations.obligations import ObligationRule
from domain.regulations.parts import Named

Widget = Literal["line", "text", "choice", "several", "yes", "number", "time", "files", "lines", "parts"]


@dataclass(frozen=True)
class Surroundings:
    """What choices are made from."""

    edition: Edition
    case: Complaint | None
    units: Sequence[str]
    subject: Subject | None = None
    """What it acts on beside the case."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Other matters it may be joined to, with what they are called."""


Codes = Callable[[Surroundings], Iterable[str]]


@dataclass(frozen=True)
class Field:
    """One field: what it is called in both languages, and how it is filled in."""

    zh: str
    en: str
    widget: Widget = "line"
    codes: Codes | None = None
    hint: tuple[str, str] = ("", "")
    is_free: bool = False
    """Typed where the edition names nothing to choose from."""


def fixed(*codes: str) -> Codes:
    """The same choices everywhere."""
    return lambda _: codes


def _kinds(around: Surroundings) -> Iterable[str]:
    return [kind.code for kind in around.edition.intake.kinds] if around.edition.intake else []


def _channels(around: Surroundings) -> Iterable[str]:
    return [channel.code for channel in around.edition.intake.channels] if around.edition.intake else []


def _grounds(around: Surroundings) -> Iterable[str]:
    intake = around.edition.intake
    return (
        [*(ground.code for ground in intake.refusal_grounds), *(["repeat"] if intake.repeat else [])] if intake else []
    )


def _numbers(around: Surroundings) -> Iterable[str]:
    return around.edition.intake.emergency_numbers if around.edition.intake else []


def _defects(around: Surroundings) -> Iterable[str]:
    return [defect.code for defect in around.edition.send_back.defects] if around.edition.send_back else []


def _rework(around: Surroundings) -> Iterable[str]:
    return [defect.code for defect in around.edition.send_back.rework_defects] if around.edition.send_back else []


def _items(around: Surroundings) -> Iterable[str]:
    return around.edition.reply.requires if around.edition.reply else []


def _filed(around: Surroundings) -> Iterable[str]:
    return [item.code for item in around.edition.archive.items] if around.edition.archive else []


def _ways(around: Surroundings) -> Iterable[str]:
    return [way.code for way in around.edition.follow_up.ways] if around.edition.follow_up else ["phone"]


def _explained(around: Surroundings) -> Iterable[str]:
    return [each.code for each in around.edition.follow_up.bad_without_rework] if around.edition.follow_up else []


def _running(around: Surroundings) -> Iterable[str]:
    names = around.edition.extension.limits if around.edition.extension else ()
    known = around.case.deadlines.by_key.values() if around.case else ()
    return [each.set.key for each in known if each.is_running and each.set.name in names]


def _requested(around: Surroundings) -> Iterable[str]:
    known = around.case.deadlines.by_key.values() if around.case else ()
    return [each.set.key for each in known if each.requested is not None]


def _findings(around: Surroundings) -> Iterable[str]:
    return list(around.case.findings) if around.case else []


def _units(around: Surroundings) -> Iterable[str]:
    return around.units


def _instructions(around: Surroundings) -> Iterable[str]:
    known = around.case.deadlines.unfinished() if around.case else ()
    return [each.set.key for each in known if each.set.name == "instruction"]


def _kept(around: Surroundings) -> Iterable[str]:
    return list(around.case.material) if around.case else []


def _triggers(around: Surroundings) -> Iterable[str]:
    return list(around.edition.supervision.triggers) if around.edition.supervision else []


def _means(around: Surroundings) -> Iterable[str]:
    return [each.code for each in around.edition.supervision.means] if around.edition.supervision else []


def _registered_parts(around: Surroundings) -> Iterable[str]:
    rules = around.edition.supervision
    return next((rule.requires for rule in rules.steps if rule.step == "registered"), ()) if rules else ()


def _for_persons(around: Surroundings) -> Iterable[str]:
    return around.edition.for_persons("case")


def _about_units(around: Surroundings) -> Iterable[str]:
    return around.edition.for_persons("unit")


def _parts_of_marks(around: Surroundings) -> Iterable[str]:
    kinds = [around.edition.findings[name] for name in around.edition.for_persons("unit")]
    return dict.fromkeys(part.code for kind in kinds for part in kind.parts)


def _grades(around: Surroundings) -> Iterable[str]:
    return [grade.code for grade in around.edition.accountability.grades] if around.edition.accountability else []


def _measures(around: Surroundings) -> Iterable[str]:
    rules = around.edition.accountability
    return [measure.code for grade in rules.grades for measure in grade.measures] if rules else []


def _bodies(around: Surroundings) -> Iterable[str]:
    return [body.code for body in around.edition.accountability.referred_to] if around.edition.accountability else []


def _codes(parts: Iterable[Named]) -> list[str]:
    return [part.code for part in parts]


def _classes(around: Surroundings) -> Iterable[str]:
    return _codes(around.edition.intake.classes) if around.edition.intake else []


def _transfers(around: Surroundings) -> Iterable[str]:
    return _codes(around.edition.intake.transfers) if around.edition.intake else []


def _verification_means(around: Surroundings) -> Iterable[str]:
    return _codes(around.edition.verification.means) if around.edition.verification else []


def _natures(around: Surroundings) -> Iterable[str]:
    return _codes(around.edition.opinion.natures) if around.edition.opinion else []


def _order_triggers(around: Surroundings) -> Iterable[str]:
    return _codes(around.edition.order.triggers) if around.edition.order else []


def _open_grounds(around: Surroundings) -> Iterable[str]:
    return _codes(around.edition.open_extension.grounds) if around.edition.open_extension else []


def _cannot(around: Surroundings) -> Iterable[str]:
    return _codes(around.edition.cannot.grounds) if around.edition.cannot else []


def _reviewed(around: Surroundings) -> Iterable[str]:
    return around.edition.review.findings if around.edition.review else []


def _polarities(around: Surroundings) -> Iterable[str]:
    return _codes(around.edition.review.polarities) if around.edition.review else []


def _ratings(around: Surroundings) -> Iterable[str]:
    return _codes(around.edition.follow_up.ratings) if around.edition.follow_up else ["good", "bad"]


def _procedures(around: Surroundings) -> Iterable[str]:
    zone = around.edition.follow_up.zone if around.edition.follow_up else None
    return _codes(zone.procedures) if zone else []


def _ways_on_the_spot(around: Surroundings) -> Iterable[str]:
    foreseen = _codes(around.edition.dispatch.first_triage) if around.edition.dispatch else []
    return [way for way in ON_THE_SPOT if way in foreseen] or ["guidance"]


def _inspected(around: Surroundings) -> Iterable[str]:
    return _codes(around.edition.supervision.items) if around.edition.supervision else []


def _receivers(step: str) -> Codes:
    def receivers(around: Surroundings) -> Iterable[str]:
        rules = around.edition.supervision
        return next((rule.requires for rule in rules.steps if rule.step == step), ()) if rules else ()

    return receivers


def _open_ended(around: Surroundings) -> Iterable[str]:
    names = around.edition.open_extension.limits if around.edition.open_extension else ()
    known = around.case.deadlines.unfinished() if around.case else ()
    return [each.set.key for each in known if each.set.name in names]


def _missed(around: Surroundings) -> Iterable[str]:
    known = around.case.deadlines.by_key.values() if around.case else ()
    return [each.set.key for each in known if each.is_missed and not each.is_explained]


def _pool_triggers(around: Surroundings) -> Iterable[str]:
    rules = around.edition.consultation
    return [code for code, trigger in rules.triggers.items() if trigger.finding is None] if rules else []


def _consultation_forms(around: Surroundings) -> Iterable[str]:
    return _codes(around.edition.consultation.forms) if around.edition.consultation else []


def _chairs(around: Surroundings) -> Iterable[str]:
    return [chair.role for chair in around.edition.consultation.chairs] if around.edition.consultation else []


def _minuted_parts(around: Surroundings) -> Iterable[str]:
    rules = around.edition.consultation
    return (*rules.minutes.requires, *rules.minutes.unresolved_requires) if rules else ()


def _taking_part(around: Surroundings) -> Iterable[str]:
    it = around.subject
    return [unit for unit in (it.lead, *it.assisting) if unit] if isinstance(it, Consultation) else []


def _open_tasks(around: Surroundings) -> Iterable[str]:
    it = around.subject
    return [key for key in it.tasks if key not in it.done] if isinstance(it, Consultation) else []


def _beside(around: Surroundings) -> Iterable[str]:
    return around.beside


def _asked_for(around: Surroundings) -> Iterable[str]:
    edition = around.edition
    return [name for name, rule in edition.obligations.items() if edition.limit(rule.limit).period is None]


def _owed(around: Surroundings) -> ObligationRule | None:
    return around.edition.obligations.get(around.subject.rule) if isinstance(around.subject, Obligation) else None


def _held(around: Surroundings) -> Iterable[str]:
    rule = _owed(around)
    return _codes(rule.holds) if rule else []


def _sent(around: Surroundings) -> Iterable[str]:
    rule = _owed(around)
    return _codes(rule.goes_to) if rule else []


def _checked_by(around: Surroundings) -> Iterable[str]:
    return _codes(around.edition.duty.ways) if around.edition.duty else []


def _entries(around: Surroundings) -> Iterable[str]:
    return _codes(around.edition.duty.entries) if around.edition.duty else []


def _log(around: Surroundings) -> Iterable[str]:
    return _codes(around.edition.duty.log) if around.edition.duty else []


def _at_desk(around: Surroundings) -> Iterable[str]:
    return sorted(around.subject.officers) if isinstance(around.subject, Shift) else []


A_DAY = ("写作 2026-03-20", "Written 2026-03-20")

SIGNERS = fixed("unit_deputy", "unit_head", "unit_section_head")
TOLD_BY = fixed("phone", "written", "visit")
LEADERS = fixed("unit_deputy", "unit_head")
BOTH_TOLD = fixed("phone", "written")

COMMON: dict[str, Field] = {
    "kind": Field("类型", "Kind", "choice", _kinds),
    "channel": Field("渠道", "Channel", "choice", _channels),
    "title": Field("标题", "Title", hint=("一句话说清什么事、在哪里", "In one line: what, where")),
    "content": Field("诉求内容", "What is asked", "text"),
    "name": Field("姓名", "Name", hint=("只存入保密库", "Kept in the vault only")),
    "contact": Field("联系方式", "Contact", hint=("只存入保密库", "Kept in the vault only")),
    "address": Field("地址", "Address", hint=("只存入保密库", "Kept in the vault only")),
    "anonymous_because": Field("匿名理由", "Why anonymous", hint=("未留姓名时填写", "Where no name is given")),
    "origin": Field("交办来源", "Handed down from"),
    "ground": Field("理由", "Ground", "choice", _grounds),
    "explanation": Field("向诉求人的说明", "Explanation to the applicant", "text"),
    "referred_to": Field("指引到", "Pointed on to"),
    "same_fact": Field("事实相同", "Same fact", "yes"),
    "same_reason": Field("理由相同", "Same reason", "yes"),
    "earlier_answer_true": Field("前次答复属实", "The earlier answer was true", "yes"),
    "earlier": Field("前次案件", "Earlier case"),
    "way": Field("方式", "Way", "choice", TOLD_BY),
    "note": Field("说明", "Note", "text"),
    "answer": Field("答复内容", "Answer", "text"),
    "consented": Field("诉求人同意", "The applicant agrees", "yes"),
    "to": Field("转至", "To", "choice", _numbers, is_free=True),
    "reason": Field("理由", "Reason", "text"),
    "unit": Field("主办单位", "Lead unit", "choice", _units),
    "assisting": Field("协办单位", "Assisting units", "several", _units),
    "designated": Field("由效能办指定", "Designated by the office", "yes"),
    "basis": Field("依据", "Basis", "text", hint=("写明文号与条款；没有先例不是依据", "Document and clause")),
    "suggested_unit": Field("建议单位", "Suggested unit", "choice", _units),
    "insist": Field(
        "已过退单期，仍要提出",
        "Insist after the window",
        "yes",
        hint=("会如实记为逾期退单", "Recorded as a late return"),
    ),
    "granted": Field("同意", "Granted", "yes"),
    "improper": Field("属不当退单", "Improper return", "yes"),
    "action": Field(
        "做了什么", "What was done", "choice", fixed("visited", "contacted", "coordinated", "repaired", "inspected")
    ),
    "deadline": Field("哪个时限", "Which deadline", "choice", _running),
    "amount": Field(
        "延长几个单位", "By how many", "number", hint=("以该时限自己的单位计", "In the deadline's own unit")
    ),
    "application": Field("延期申请", "Application", "text"),
    "consented_by": Field("同意的领导", "Consenting leader", "choice", SIGNERS),
    "explained_to_citizen_at": Field("何时向诉求人说明", "When the applicant was told", "time"),
    "explained_by_way_of": Field("说明方式", "Told by", "choice", TOLD_BY),
    "reply": Field("答复", "Reply", "text"),
    "outcome": Field("结果", "Outcome", "choice", fixed("done", "cannot")),
    "approved_by": Field("签批人", "Signed by", "choice", SIGNERS),
    "items": Field("答复已包含", "The reply contains", "several", _items),
    "mode": Field("告知方式", "Told by", "choice", BOTH_TOLD),
    "call_record": Field("通话记录", "Call record", "text"),
    "defects": Field("缺陷", "Defects", "several", _defects),
    "rating": Field("评价", "Rating", "choice", fixed("good", "bad", "default")),
    "reasonable": Field("差评合理", "The bad rating is reasonable", "yes"),
    "unit_at_fault": Field("单位有责任", "The unit is at fault", "yes"),
    "finding": Field("哪项认定", "Which finding", "choice", _findings),
    "grounds": Field("申诉理由", "Grounds", "text"),
    "opinion": Field("本级意见", "This level's opinion", "text"),
    "how_it_could_be_done": Field("怎样才能办成", "How it could be done", "text"),
    "how": Field("怎样办", "How", "text"),
    "to_level": Field("提到第几级", "To level", "number"),
    "skipped_because": Field("越级理由", "Why a level is skipped", "text"),
    "yes_suggestion": Field("说「行」建议", "What would make it a yes", "text"),
    "instruction": Field("批示内容", "Instruction", "text"),
    "days": Field("几天内办结", "Within how many days", "number"),
    "counted_in": Field("按", "Counted in", "choice", fixed("working_day", "natural_day")),
    "key": Field("哪一件批示", "Which instruction", "choice", _instructions),
    "report": Field("办理情况", "What was done", "text"),
    "trigger": Field("情形", "Trigger", "choice", _triggers),
    "means": Field("督办方式", "Means", "several", _means),
    "parts": Field("立项内容", "What is registered", "parts", _registered_parts),
    "lead": Field("主办单位", "Lead unit", "choice", _units),
    "citizen_told_by": Field("告知诉求人的方式", "The citizen is told by", "choice", fixed("sms", "phone", "written")),
    "by_role": Field("由谁承诺", "Whose pledge", "choice", LEADERS),
    "with_role": Field("约谈谁", "With whom", "choice", LEADERS),
    "medium": Field("媒体", "Medium", hint=("报纸、电视台、政府网站……", "Newspaper, television, website …")),
    "pledge": Field("承诺内容", "What is pledged", "text"),
    "findings": Field("发现的问题", "What was found", "text"),
    "unannounced": Field("暗访", "Unannounced", "yes"),
    "order": Field("督办函内容", "What is to be put right", "text"),
    "sort": Field("复核方式", "Sort", "choice", fixed("random", "key")),
    "passed": Field("通过", "Passed", "yes"),
    "scope": Field("通报范围", "Scope"),
    "summary": Field("案例摘要", "Summary", "text", hint=("不写诉求人信息", "Nothing about the applicant")),
    "grade": Field("情节", "How grave", "choice", _grades),
    "measures": Field("处理措施", "Measures", "several", _measures),
    "body": Field("移送到", "Refer to", "choice", _bodies),
    "applies": Field("适用容错", "Tolerance applies", "yes"),
    "stands": Field("问责仍成立", "The file stands", "yes"),
    "evidence": Field("证据", "Evidence", "lines", hint=("一行一项", "One a line")),
    "classes": Field("类别", "Classes", "several", _classes),
    "decision": Field("会商决定", "Decision", "choice", fixed("accept", "not_accept", "defer")),
    "task_force": Field("跟进专班", "Task force"),
    "requirement": Field("工作要求", "Requirement", "text"),
    "course": Field("事发经过", "What happened", "text"),
    "causes": Field("问题原因", "Why", "text"),
    "place": Field("地点", "Place"),
    "persons": Field("人员", "Persons"),
    "visited_at": Field("何时到场", "When", "time"),
    "visitors": Field("到场人数", "How many went", "number"),
    "duplicate": Field("其他平台也有投诉", "Complained about elsewhere too", "yes"),
    "elsewhere": Field("其他平台进展、结果、满意度", "Elsewhere: progress, result, satisfaction", "text"),
    "waived_because": Field("不到现场的理由", "Why nobody went there", "text", hint=("限专班", "Task force only")),
    "nature": Field("问题性质", "Nature", "choice", _natures),
    "to_be_done_by": Field("办理时限", "To be done by", hint=A_DAY),
    "office_opinion": Field("联合办公室意见", "Joint office's opinion", "text"),
    "until": Field("办结期限", "Until", hint=A_DAY),
    "open_grounds": Field("延期情形", "Grounds", "several", _open_grounds),
    "contact_record": Field("与效能办的沟通记录", "Record of the talk with the office", "text"),
    "progress": Field("办理进度", "Progress", "text"),
    "told_by": Field("告知方式", "Told by", "choice", TOLD_BY),
    "next_step": Field("下一步", "Next step", "text"),
    "policy_basis": Field("政策依据", "Basis in policy", "text", hint=("写明文号与条款", "Document and clause")),
    "understood": Field("诉求人理解", "The applicant understands", "yes"),
    "cause": Field("问题成因", "Cause", "text"),
    "responsible": Field("责任单位", "Who answers for it", "several", _units),
    "typical": Field("典型", "Example", "choice", _polarities),
    "why_typical": Field("典型在哪里", "Why an example", "text"),
    "tried": Field("已协调情况", "What was tried", "text"),
    "departments": Field("相关部门", "Departments concerned", "several", _units),
    "procedure": Field("启动什么程序", "Procedure", "choice", _procedures),
    "why": Field("为何必要", "Why it is necessary", "text"),
    "transfer_ground": Field("移交情形", "Ground", "choice", _transfers),
    "theme": Field("会商主题", "Topic", hint=("一句话说清要议什么", "In one line: what is to be decided")),
    "problem": Field("问题难在哪里", "Where it is stuck", "text"),
    "coordination": Field("协调经过", "What was tried to agree", "text"),
    "suggestion": Field("可行性建议", "How it could be done", "text"),
    "signed_by": Field("签批人", "Signed by", "choice", SIGNERS),
    "form": Field("会商形式", "Form", "choice", _consultation_forms),
    "month": Field("列入哪个月", "Month", hint=("写作 2026-03；不填为本月", "Written 2026-03; this month where empty")),
    "into": Field("并入哪一件", "Which one it joins", "choice", _beside),
    "held_on": Field("哪天召开", "Held on", hint=A_DAY),
    "attended": Field("到会单位", "Present", "several", _taking_part),
    "chaired_by": Field("主持人", "In the chair", "choice", _chairs),
    "is_agreed": Field("已议定解决方案", "A way was agreed", "yes"),
    "task": Field("做什么", "What is to be done", "text"),
    "task_key": Field("哪项任务", "Which task", "choice", _open_tasks),
    "published_title": Field("公开的标题", "Title as published"),
    "published_question": Field("公开的诉求", "What was asked, as published", "text"),
    "published_reply": Field(
        "公开的答复",
        "The answer, as published",
        "text",
        hint=("逐字核对：姓名、电话、地址、经办人都不能留", "Read every word: no name, number, address or handler"),
    ),
    "day": Field("日期", "Day", hint=A_DAY),
    "leader": Field("带班领导席位", "Seat that leads"),
    "officers": Field("值班席位", "Seats at the desk", "lines", hint=("一行一个", "One a line")),
    "in_order": Field("没有问题", "In order", "yes"),
    "matter": Field("受理的案卷", "The case taken in", hint=("案卷标识，选填", "Its id, where one was taken in")),
    "handed_to": Field("交给哪个单位", "Handed to", "choice", _units),
    "leaving": Field("谁离岗", "Who leaves", "choice", _at_desk),
    "cover": Field("谁顶岗", "Who takes the seat"),
    "present": Field("有人在岗", "Somebody is there", "yes"),
    "rule": Field("报送什么", "What", "choice", _asked_for),
    "since": Field("从哪天起算", "Runs from", hint=A_DAY),
    "request": Field("要求", "What is asked", "text"),
    "sent_to": Field("已送", "Sent to", "several", _sent),
    "on_paper": Field("另送了书面件", "On paper too", "yes"),
    "document": Field("文件摘要", "Digest of the document", hint=("SHA-256，六十四位", "SHA-256, 64 digits")),
    "in_scope": Field("是本单位的事", "It is ours", "yes"),
    "in_charge": Field("归谁管", "Who deals with it"),
    "where_to_go": Field("到哪办", "Where to go", "text"),
    "contact_helped": Field("帮助联系了谁", "With whom we got in touch", "text"),
    "with_units": Field("还涉及哪些单位", "Other units it concerns", "several", _units),
    "entry": Field("从哪里进入", "Entry", "choice", fixed("proposal", "consultation")),
}
"""Field → how it is asked for, wherever it occurs."""

OWN: dict[tuple[str, str], Field] = {
    ("answer_directly", "way"): Field("方式", "Way", "choice", _ways_on_the_spot),
    ("submit_special_report", "to"): Field("呈报", "Goes to", "several", _receivers("reported")),
    ("order_correction", "to"): Field("同时送", "Goes to besides", "several", _receivers("ordered")),
    ("follow_up", "way"): Field("方式", "Way", "choice", _ways),
    ("unit_follow_up", "way"): Field("方式", "Way", "choice", _ways),
    ("unit_follow_up", "rating"): Field("评价", "Rating", "choice", fixed("good", "understood", "bad")),
    ("follow_up", "rating"): Field("评价", "Rating", "choice", _ratings),
    ("prolong", "deadline"): Field("哪个时限", "Which deadline", "choice", _open_ended),
    ("explain_miss", "deadline"): Field("哪个时限", "Which deadline", "choice", _missed),
    ("file_cannot", "ground"): Field("情形", "Ground", "choice", _cannot),
    ("rule_on_extension", "deadline"): Field("哪个时限", "Which deadline", "choice", _requested),
    ("close", "outcome"): Field("结果", "Outcome", "choice", fixed("done", "cannot_with_reply")),
    ("verify_rating", "ground"): Field("不重办的理由", "Why not done again", "choice", _explained),
    ("verify_rating", "defects"): Field("退回的缺陷", "Defects", "several", _rework),
    ("add_material", "files"): Field(
        "文件",
        "Files",
        "files",
        hint=("照片、录音、PDF，每个不超过 10 MB，最多 10 个", "Pictures, sound, PDF; 10 MB each, 10 at most"),
    ),
    ("erase_material", "files"): Field("哪些文件", "Which files", "several", _kept),
    ("verify", "means"): Field("核实方式", "How it was found out", "several", _verification_means),
    ("file_opinion", "measures"): Field("具体举措", "Measures", "text"),
    ("issue_order", "trigger"): Field("事项来源", "Source", "choice", _order_triggers),
    ("issue_order", "summary"): Field("事项情况摘要", "Summary", "text"),
    ("review", "findings"): Field("认定", "Findings", "several", _reviewed),
    ("record_finding", "kind"): Field("认定什么", "What is established", "choice", _for_persons),
    ("assess", "unit"): Field("被考核单位", "Unit assessed", "choice", _units),
    ("assess", "term"): Field("考核期", "Term", hint=("如 2025、2025Q3 或 2025-08", "2025, 2025Q3 or 2025-08")),
    ("assess", "kind"): Field("认定什么", "What is established", "choice", _about_units),
    ("assess", "part"): Field("其中哪一项", "Which one of them", "choice", _parts_of_marks),
    ("assess", "amount"): Field(
        "数量",
        "How much",
        hint=("有计量的才填：天数、百分比、分值或件数", "Where it is measured: days, percent, points, how many"),
    ),
    ("assess", "note"): Field("认定事实", "What is established, in words", "text"),
    ("contest_mark", "finding"): Field("哪项认定", "Which finding"),
    ("uphold_mark", "finding"): Field("哪项认定", "Which finding"),
    ("overturn_mark", "finding"): Field("哪项认定", "Which finding"),
    ("publish_scores", "term"): Field("考核期", "Term", hint=("如 2025、2025Q3 或 2025-08", "2025, 2025Q3 or 2025-08")),
    ("record_finding", "note"): Field("认定事实", "What is established, in words", "text"),
    ("inspect", "items"): Field("检查内容", "What was looked at", "several", _inspected, is_free=True),
    ("assign_supervision", "way"): Field("交办方式", "Way", "choice", fixed("system", "phone", "document", "meeting")),
    ("assign_supervision", "reason"): Field("不经系统交办的理由", "Why not through the system", "text"),
    ("find_fault", "report"): Field("调查结论", "What was found", "text"),
    ("find_no_fault", "report"): Field("调查结论", "What was found", "text"),
    ("remind", "way"): Field("方式", "Way", "choice", fixed("system", "phone", "sms")),
    ("submit_special_report", "report"): Field("专报内容", "The report", "text"),
    ("propose_consultation", "trigger"): Field("情形", "Trigger", "choice", _pool_triggers),
    ("propose_consultation", "lead"): Field("建议牵头单位", "Suggested lead", "choice", _units),
    ("propose_consultation", "assisting"): Field("建议协办单位", "Suggested to assist", "several", _units),
    ("fix_consultation", "lead"): Field("牵头责任单位", "Lead unit", "choice", _units),
    ("fix_consultation", "assisting"): Field("协办责任单位", "Assisting units", "several", _units),
    ("submit_minutes", "parts"): Field("纪要内容", "What the minutes say", "parts", _minuted_parts),
    ("set_task", "unit"): Field("交给哪个单位", "For which unit", "choice", _taking_part),
    ("set_task", "until"): Field("完成期限", "By", hint=A_DAY),
    ("explain_consultation", "explanation"): Field("怎样解释的", "What was explained", "text"),
    ("check_shift", "way"): Field("查岗方式", "Way", "choice", _checked_by),
    ("log_entry", "sort"): Field("登记什么", "Sort", "choice", _entries),
    ("log_entry", "entry"): Field("登记内容", "Entry", "text"),
    ("log_entry", "place"): Field("窗口", "Window"),
    ("close_shift", "parts"): Field("登记表", "The log", "parts", _log),
    ("request_report", "unit"): Field("由哪个单位报送", "Which unit owes it", "choice", _units),
    ("file_report", "report"): Field("报送内容", "The report", "text"),
    ("file_report", "items"): Field("已写明", "It holds", "several", _held),
    ("archive", "items"): Field("归档材料", "Filed", "several", _filed),
}
"""Fields that one verb asks for in its own way."""

LEFT_TO_OTHERS = frozenset({"late", "media", "complaint", "repeats", "authority", "shown_by"})
"""Not asked for in a verb's form: what the page knows already, and what is given elsewhere."""
LEFT_OUT: dict[str, frozenset[str]] = {"propose": frozenset({"unit"}), "publish_scores": frozenset({"authority"})}
"""Fields that one verb's page knows."""


def field_of(verb: str, name: str) -> Field:
    """How a verb's field is asked for."""
    return OWN.get((verb, name)) or COMMON[name]


def asked_for(verb: str, names: Iterable[str]) -> list[str]:
    """The fields of a verb's form, in order."""
    return [name for name in names if name not in LEFT_TO_OTHERS | LEFT_OUT.get(verb, frozenset())]
