"""Why something cannot be done, in the reader's language; the rules' own English where nothing is said here."""

from __future__ import annotations

from collections.abc import Callable

from adapters.http.pages.language import Language
from domain.errors import Refused

Say = Callable[[str], str]

ZH: dict[str, str] = {
    "access.not_allowed": "本席位无此权限",
    "access.not_yours": "不是本单位的工单",
    "access.form_expired": "表单已失效，请重新打开页面再提交",
    "access.sign_in_refused": "账号或密码不对",
    "access.too_many_attempts": "尝试次数过多，请稍后再试",
    "complaint.already_closed": "已经终结；如仍有诉求，请另行登记并注明原编号",
    "complaint.already_signed": "已经签收",
    "complaint.return_window_passed": "退单期已过，视同接受",
    "complaint.returns_unknown": "本办法没有退单；办不了的逐级提级",
    "complaint.not_held_by_unit": "工单不在本单位手上",
    "complaint.no_reply_pending": "没有待审核的答复",
    "complaint.citizen_not_told": "还没有告知诉求人",
    "complaint.consent_missing": "须先征得诉求人同意",
    "complaint.not_an_emergency_number": "本办法未列紧急电话",
    "deadline.ended": "这个时限已经结束",
    "deadline.no_extension_pending": "没有待裁定的延期",
    "deadline.unknown": "没有这样的时限",
    "extension.too_late": "已过最迟报备时间",
    "extension.too_early": "还没到报备时间",
    "extension.exceeds_cap": "超过可延的上限",
    "extension.missing_parts": "报备材料不齐",
    "extension.used_up": "延期次数已用完",
    "extension.not_for_this_matter": "这类事项不能这样延期",
    "extension.no_ground": "不具备延期情形",
    "extension.not_later": "新期限须晚于现有期限",
    "extension.not_foreseen": "这个时限不能延",
    "casework.code_unknown": "请从本办法列出的项目中选",
    "verification.not_on_site": "只打电话、发文件不算核实，须到现场或当面",
    "order.not_issued": "这类事项须先制发交办单",
    "order.without_unit": "请写明交给哪个单位",
    "cannot.not_filed": "须先报备不能办的情形、依据和说明",
    "cannot.not_understood": "须先征得诉求人理解",
    "dispatch.needs_meeting": "须由会商决定交办",
    "dispatch.nothing_to_confirm": "没有待会商确认的分办",
    "deadline.no_miss_to_explain": "没有要说明的超期",
    "follow_up.not_the_asker": "这个渠道的回访由别的机构负责",
    "follow_up.unit_first": "单位先告知并回访，再由专班回访",
    "follow_up.rounds_used_up": "回访次数已满",
    "parts.missing": "必填内容不齐",
    "finding.unknown": "本案没有可申诉或裁定的认定",
    "follow_up.unknown": "本办法没有回访这一步",
    "archive.items_missing": "归档材料不齐",
    "reply.approval_too_low": "签批级别不够",
    "reply.no_without_escalation": "不能直接说「不」，须逐级提级到最后一级",
    "reply.defect_unknown": "请选明退回的缺陷",
    "finding.not_for_persons": "这一认定由规则作出，不由人认定",
    "assessment.own_unit": "不得认定本单位",
    "assessment.amount_unreadable": "这一项须填数量",
    "assessment.part_unknown": "请写明是其中哪一项",
    "scores.term_not_over": "考核期还没有到可以公布的时候",
    "scores.already_published": "同样的得分已经公布",
    "scores.reading_unreadable": "读法要写明选择",
    "scoring.not_foreseen": "本办法不记分",
    "term.unreadable": "考核期写作 2025、2025Q3 或 2025-08",
    "reading.unknown": "本办法没有这种读法",
    "reading.not_retroactive": "读法只能自今日或以后的日子起改",
    "reading.unchanged": "那一天已经是这样读",
    "escalation.everyday_matter": "日常业务不再上报：先标注类别，或由本级办",
    "escalation.one_unit_alone": "会商只用于涉及多个单位的事项",
    "escalation.not_signed_here": "须由规定的一级签报",
    "escalation.not_the_teller": "最终不能办须由规定的人向申请人反馈",
    "intake.somebody_else_asked_first": "首问责任不转给别人，仍由首问的人告知",
    "supervision.not_foreseen": "本办法没有这一级督办的这一步",
    "supervision.trigger_unknown": "事项不符合这一督办情形",
    "supervision.not_the_supervisor": "这一级督办由别的机构立",
    "supervision.step_out_of_turn": "前面的步骤还没有做",
    "supervision.not_open": "督办尚未立，或已经归档",
    "supervision.nothing_proposed": "没有待决定的提议",
    "supervision.only_the_lead": "须由主办单位或该领导本人来做",
    "consultation.not_foreseen": "本办法没有会商",
    "consultation.trigger_unknown": "事项不符合这一会商情形，或没有这种会商形式",
    "consultation.not_for_this_role": "这一步由别的席位做，或没有按要求签批、主持",
    "consultation.wrong_units": "单位不符合会商形式的要求",
    "consultation.not_at_this_point": "会商还没到这一步，或已经结束",
    "consultation.task_unknown": "没有这项未完成的任务",
    "consultation.task_not_yours": "任务不是本单位的，或该单位不参加会商",
    "consultation.not_followed_through": "任务没有全部完成，或还没有向当事人解释",
    "consultation.held_in_future": "会商日期还没有到",
    "publication.not_foreseen": "本办法没有公开专区",
    "publication.not_public": "这类诉求不公开，或还没有办结",
    "publication.not_masked": "内容里还有能认出人的信息，请先去掉",
    "publication.not_the_publisher": "公开与否由别的席位决定",
    "publication.not_at_this_point": "公开还没到这一步，或已经结束",
    "accountability.unknown": "本办法没有这样的问责方式，或不由本席位调查",
    "accountability.conflict_of_interest": "与本单位或本人认定有利害关系，须回避",
    "accountability.not_at_this_point": "问责还没到这一步，或已有案卷",
    "accountability.tolerance_not_weighed": "处理之前须先作容错研判",
    "shift.not_a_duty_day": "服务专区当天不开放，或已经过去",
    "shift.not_today": "不是当天的班",
    "shift.not_on_duty": "值班表上不是本席位",
    "shift.not_open": "还没有到岗，或已经交班",
    "shift.no_cover": "须由不在班的席位顶岗",
    "shift.no_duty_desk": "本办法没有值班",
    "shift.code_unknown": "请从本办法列出的项目中选",
    "shift.already_rostered": "这一天已经排班；有人不能来请用顶岗",
    "obligation.unknown": "本办法没有这项可要求报送的职责",
    "obligation.not_the_asker": "这项报送由别的机构要求",
    "obligation.already_fulfilled": "已经报送",
    "obligation.too_early": "还没到可以报送的日子",
    "obligation.not_owed_by_you": "这项报送由别的单位负责",
    "obligation.without_unit": "请写明由哪个单位报送；机关自报的不写单位",
    "authority.obligations_not_begun": "定期职责已经启用，或启用日已过",
    "not_found": "没有找到",
    "request.invalid": "有内容不对，请看标红处",
    "file.too_large": "文件超过 10 MB",
    "file.type_not_allowed": "不收这种文件；请用照片、录音、MP4 或 PDF",
    "file.unknown": "没有这个文件",
    "instruction.none_open": "没有待反馈的批示",
    "instruction.unknown": "本办法没有设批示的期限",
    "material.must_be_kept": "保存期未满，不能销毁",
    "material.nothing_added": "请选文件或写说明",
    "material.unknown": "本案没有这个文件",
    "search.word_too_short": "每个词至少两个字",
    "version.moved_on": "别人先一步办了，请重新查看后再定",
    "version.conflict": "别人先一步办了，请重新查看后再定",
    "as_of.not_yet_known": "那一刻还没有记录",
    "clock.only_forward": "时钟只能向前",
    "due.unanswerable": "还缺条件，算不出到哪一天；请补充诉求类型等情况",
    "due.fact_unknown": "这一条用不上所给的情况",
    "due.start_unreadable": "起点看不懂；请写成 2025-09-29T16:00、2025-09-29、2025Q3 或 2025-10",
    "clause.unknown": "这一版办法里没有这一条",
    "deadline.not_set": "文中没有写明期限，也没有本地设定，所以只提醒、不算违规",
    "clause.no_limit": "这一条没有设时限",
    "clause.governed_elsewhere": "这种情形由另一条规定",
}
"""Code → why, in Chinese."""


def reason(refused: Refused, language: Language, named: Say) -> str:
    """Why, in one sentence."""
    if language == "en":
        return refused.detail
    status = getattr(refused, "status", None)
    allowed = getattr(refused, "allowed", None)
    if isinstance(status, str) and isinstance(allowed, tuple):
        before = "、".join(named(each) for each in allowed)
        return f"现在是「{named(status)}」；须在「{before}」时办"
    return ZH.get(refused.code, refused.detail)


def remedy(refused: Refused, language: Language) -> str:
    """What would make it allowed; in Chinese the reason says it already."""
    return refused.remedy if language == "en" else ""
