"""Each fact of a case in one plain sentence, Chinese and English.

Long because every kind of fact has its line here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
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
    "complaint.refused": ("不予受理，理由：{ground}", "Not taken on ({ground})"),
    "complaint.truth_checked": (
        "核查前次答复：事实{same_fact:相同|不同}，理由{same_reason:相同|不同}，前次答复{earlier_answer_true:属实|不属实}",
        "Earlier reply: {same_fact:same|other} fact, {same_reason:same|other} reason; {earlier_answer_true:true|false}",
    ),
    "complaint.contacted": ("与诉求人联系（{way}）", "Spoke with the complainant ({way})"),
    "reading.revised": (
        "修订读法：自{effective_from}起，{reading}由{instead_of}改为{choice}",
        "Reading {reading} revised from {instead_of} to {choice}, from {effective_from}",
    ),
    "complaint.guided": (
        "首问告知：{in_scope:本单位的事|不是本单位的事}，已告知归谁管、到哪办并帮助联系",
        "Guided: {in_scope:ours|not ours}; told who deals with it and where to go, and helped to get in touch",
    ),
    "complaint.answered_directly": ("当场答复（{way}）", "Answered on the spot ({way})"),
    "complaint.transferred": ("移交{to}", "Handed over to {to}"),
    "complaint.dispatched": ("第{round}次派单给{unit}", "Dispatched to {unit}, round {round}"),
    "complaint.tagged": ("标注类别：{classes}", "Tagged: {classes}"),
    "complaint.dispatch_confirmed": (
        "会商对分办的决定：{decision}",
        "The meeting on the dispatch: {decision}",
    ),
    "complaint.ordered": (
        "制发交办单{number}（{trigger}），交{unit}主要领导领办，{task_force}跟进，{until}前办结",
        "Order {number} ({trigger}) to the head of {unit}, followed by {task_force}, due {until}",
    ),
    "order.numbered": ("交办单编号：{year}年第{number}号", "Order numbered {number} of {year}"),
    "task_force.turn_taken": (
        "{task_force}依次受领，下一轮到{turn_after}",
        "Taken on by {task_force} in its turn; {turn_after} is next",
    ),
    "complaint.verified": ("核实（{means}）", "Verified ({means})"),
    "complaint.opinion_filed": ("报备处置意见（{nature}）", "Opinion filed ({nature})"),
    "complaint.progress_reported": (
        "报告进度，已告知诉求人（{told_by}）",
        "Progress reported; the complainant told ({told_by})",
    ),
    "complaint.submitted_for_study": (
        "提交一事一议，会同{departments}研究",
        "Put up for study by itself, with {departments}",
    ),
    "complaint.procedure_started": (
        "{bad_ratings}次不满意，启动{procedure}",
        "Rated bad {bad_ratings} times; {procedure} started",
    ),
    "complaint.cannot_filed": (
        "不能办报备：{ground}，诉求人{understood:理解|不理解}",
        "Filed that it cannot be done: {ground}; the complainant {understood:understands|does not understand}",
    ),
    "complaint.unit_followed_up": ("单位回访（{way}）：{rating}", "The unit followed up ({way}): {rating}"),
    "complaint.reviewed": ("复盘，认定：{findings}", "Reviewed; found: {findings}"),
    "complaint.signed": ("签收", "Signed for"),
    "complaint.assignment_accepted": (
        "{deemed:退单期满，视同承办单位接受|承办单位接受}",
        "{deemed:Deemed accepted by the unit: the return window passed|Accepted by the unit}",
    ),
    "complaint.return_requested": ("申请退回{late:（逾期）|}", "Return requested{late: (late)|}"),
    "complaint.return_ruled": (
        "退单裁定：{granted:同意|不同意}{improper:，属不当退单|}",
        "Return {granted:granted|not granted}{improper:; it was improper|}",
    ),
    "complaint.instructed": ("领导批示", "A leader gave an instruction"),
    "complaint.instruction_answered": ("反馈批示办理情况", "The instruction was answered"),
    "complaint.material_added": ("补充材料", "Material added"),
    "complaint.material_erased": ("保存期满，销毁材料", "Material erased, its time of keeping being over"),
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
        "差评核实：{reasonable:差评合理|差评不合理}，{unit_at_fault:单位有责|单位无责}",
        "Bad rating verified: {reasonable:reasonable|not reasonable}, unit {unit_at_fault:at fault|not at fault}",
    ),
    "complaint.archived": ("归档", "Archived"),
    "deadline.set": ("{key}时限起算，至{due_at}", "{key}: the time limit runs until {due_at}"),
    "deadline.met": (
        "{key}{late:逾期完成|按时完成}{late_entry:（迟记）|}",
        "{key}: done {late:late|in time}{late_entry: (entered late)|}",
    ),
    "deadline.missed": ("{key}超期，应于{due_at}前", "{key}: missed; it was due by {due_at}"),
    "deadline.extension_requested": ("{key}报备延期{amount}", "{key}: extension by {amount} filed"),
    "deadline.extended": (
        "{key}延期{amount}，由{old_due_at}至{due_at}",
        "{key}: extended by {amount}, from {old_due_at} to {due_at}",
    ),
    "deadline.prolonged": (
        "{key}延至{until}（{grounds}），原至{old_due_at}",
        "{key}: prolonged to {until} ({grounds}), from {old_due_at}",
    ),
    "deadline.miss_explained": ("说明{key}超期原因", "{key}: the miss was explained"),
    "deadline.extension_refused": ("{key}延期不予认可", "{key}: extension refused"),
    "deadline.recomputed": (
        "因{notice}，{key}由{old_due_at}改为{due_at}",
        "{key}: because of {notice} moved from {old_due_at} to {due_at}",
    ),
    "deadline.lapsed": ("{key}时限终止：{because}", "{key}: no longer runs ({because})"),
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
    "complaint.supervised": ("列入督办，第{level}级", "Under supervision, level {level}"),
    "supervision.proposed": ("拟立督办（第{level}级）：{trigger}", "Supervision proposed (level {level}): {trigger}"),
    "supervision.rejected": ("不予立督办：{trigger}", "Supervision not opened: {trigger}"),
    "supervision.issued": (
        "{by_rule:依规自动立督办|立督办}{number}，第{level}级：{trigger}",
        "Supervision {number} opened{by_rule: by rule|}, level {level}: {trigger}",
    ),
    "supervision.raised": (
        "督办由第{from_level}级升至第{to_level}级：{trigger}",
        "Supervision raised from level {from_level} to {to_level}: {trigger}",
    ),
    "supervision.merged": ("并入已立督办：{trigger}", "Joined the open supervision: {trigger}"),
    "supervision.registered": ("督办立项", "Supervision registered"),
    "supervision.assigned": (
        "督办交办，{lead}主办（{way}），已告知诉求人（{citizen_told_by}）",
        "Supervision assigned to {lead} ({way}); the citizen told by {citizen_told_by}",
    ),
    "supervision.reminded": ("督办提醒（{way}）", "Reminded ({way})"),
    "supervision.pledged": ("{by_role}在{medium}公开承诺", "{by_role} committed in public ({medium})"),
    "supervision.talk_held": ("约谈{with_role}", "A talk was held with {with_role}"),
    "supervision.inspected": ("{unannounced:暗访|明查}：{items}", "Inspected{unannounced: unannounced|}: {items}"),
    "supervision.reported": ("呈报督办专报", "A special report was made"),
    "supervision.signed": ("专报获签批", "The special report was signed"),
    "supervision.ordered": ("向{unit}发督办函", "A letter of correction went to {unit}"),
    "supervision.fed_back": (
        "督办反馈，同时告知诉求人（{citizen_told_by}）",
        "Supervision fed back; the citizen told by {citizen_told_by}",
    ),
    "supervision.reviewed": (
        "督办复核（{sort}）：{passed:通过|未通过}",
        "Supervision reviewed ({sort}): {passed:passed|not passed}",
    ),
    "supervision.circulated": ("督办通报（{scope}）", "Circulated ({scope})"),
    "supervision.exposed": ("公开曝光（{medium}）", "Exposed in public ({medium})"),
    "supervision.archived": ("督办归档", "Supervision filed"),
    "supervision.review_needed": ("督办需复核（{because}）", "Supervision to be reviewed ({because})"),
    "consultation.proposed": ("提请会商：{trigger}", "Proposed for a consultation: {trigger}"),
    "consultation.declined": ("不列入会商", "Not taken up for a consultation"),
    "consultation.merged": ("并入另一件会商", "Joined another consultation"),
    "consultation.joined": ("另一件议题并入", "Another topic joined"),
    "consultation.fixed": (
        "确定为{month}会商主题{number}（{form}），{lead}牵头，协办：{assisting}",
        "Topic {number} of {month} ({form}); {lead} leads, assisting: {assisting}",
    ),
    "consultation.held": ("{held_on}召开会商，到会：{attended}", "Held on {held_on}; present: {attended}"),
    "consultation.minuted": (
        "报送会商纪要，{is_agreed:已议定解决方案|未议定解决方案}",
        "Minutes handed in; {is_agreed:a way was agreed|no way was agreed}",
    ),
    "consultation.task_set": (
        "{key}交{unit}，{until}前完成",
        "{key}: given to {unit}, to be done by {until}",
    ),
    "consultation.task_done": ("{key}完成，已报告", "{key}: reported as done"),
    "consultation.explained": ("就会商未决事项作了解释（{told_by}）", "Why no way was found was explained ({told_by})"),
    "consultation.archived": ("会商归档", "Consultation filed"),
    "publication.drafted": ("拟公开，已屏蔽：{masked}", "Drafted for the public zone; masked: {masked}"),
    "publication.confirmed": ("核对后公开（{places}）", "Confirmed and published ({places})"),
    "publication.withholding_requested": ("申请不公开", "Asked to be kept out of the public zone"),
    "publication.withheld": ("同意不公开", "Kept out of the public zone"),
    "publication.withholding_refused": ("不同意不公开", "Not kept out of the public zone"),
    "publication.retracted": ("撤回公开", "Taken back from the public zone"),
    "erasure.proposed": ("拟删除诉求人信息（{ground}）", "Erasing who complained is proposed ({ground})"),
    "erasure.declined": ("不予删除诉求人信息", "Who complained is not erased"),
    "erasure.confirmed": (
        "另一人决定删除诉求人信息（{ground}）",
        "A second person decided to erase who complained ({ground})",
    ),
    "erasure.carried_out": ("诉求人信息已从保密库删净", "Who complained is gone from the vault"),
    "erasure.held": ("暂缓删除（{ground}，{document}）", "Erasing is held back ({ground}, {document})"),
    "erasure.released": ("解除暂缓删除", "Erasing is held back no longer"),
    "accountability.triggered": (
        "启动问责{number}：{finding}（{unit}）",
        "Accountability {number} triggered: {finding} ({unit})",
    ),
    "accountability.taken_up": ("问责立案调查", "The accountability file is being examined"),
    "accountability.fault_found": ("查实：{grade}", "Fault found: {grade}"),
    "accountability.no_fault_found": ("查否，问责终结", "No fault found; the file is closed"),
    "accountability.tolerance_weighed": (
        "容错研判：{applies:适用，终结|不适用}",
        "Tolerance weighed: {applies:it applies, the file is closed|it does not apply}",
    ),
    "accountability.measure_taken": ("问责处理：{measures}", "Measures taken: {measures}"),
    "accountability.referred": ("移送{body}", "Referred to {body}"),
    "accountability.published": ("典型通报（{scope}）", "Published as a typical case ({scope})"),
    "accountability.reviewed": ("问责复核：{stands:维持|撤销}", "File reviewed: it {stands:stands|is dropped}"),
    "accountability.review_needed": ("问责需复核（{because}）", "Accountability to be reviewed ({because})"),
    "identity.disclosed": (
        "向本席位公开诉求人身份（{purpose}）",
        "This seat was shown who complained ({purpose})",
    ),
    "identity.requested": ("申请查看诉求人身份（{purpose}）", "Asked to be shown who complained ({purpose})"),
    "identity.approved": (
        "另一人同意查看诉求人身份，到{until}为止",
        "A second person agreed that who complained is shown, until {until}",
    ),
    "identity.denied": ("不同意查看诉求人身份", "Who complained stays hidden"),
    "bundle.exported": (
        "导出证据包（{purpose}），{with_texts:附文字与附件|不附文字}",
        "Case bundle exported ({purpose}), {with_texts:with texts and files|without texts}",
    ),
    "case.viewed": ("查看案件（{page}）", "Looked at the case ({page})"),
    "review.granted": (
        "授权{seat}复核（{number}），{first_day}至{last_day}",
        "{seat} may review from {first_day} to {last_day} ({number})",
    ),
    "review.ended": ("复核授权终止", "The grant to review was ended"),
    "candidate.nominated": ("{candidate}参评{year}年{ranking}", "{candidate} stands for {ranking} of {year}"),
    "candidate.scored": ("计分：{score}", "Scored {score}"),
    "candidate.rescored": ("得分更正为{score}", "Score corrected to {score}"),
    "candidate.checked": (
        "审核条件：{meets:符合|不符合}",
        "Conditions looked at: {meets:met|not met}",
    ),
    "candidate.withdrawn": ("退出参评", "Withdrawn from the ranking"),
    "obligation.opened": ("{period}起算：{rule}", "{rule} for {period} is now owed"),
    "obligation.requested": ("要求报送：{rule}", "{rule} was asked for"),
    "obligation.fulfilled": ("已报送", "Filed"),
    "complaint.matter_cited": (
        "对照{unit}清单：{item}（{kind}）",
        "About a matter on the list of {unit}: {item} ({kind})",
    ),
    "matter.listed": ("{item}列入清单，自{since}起", "{item} stands on the list from {since}"),
    "matter.amended": ("清单上的{item}自{since}起变更", "{item} reads otherwise from {since}"),
    "matter.withdrawn": ("{item}移出清单，至{last_day}", "{item} is off the list after {last_day}"),
    "matter_list.posted": ("公示{what}（{places}），自{since}起", "{what} is up since {since} ({places})"),
    "sample.drawn": (
        "抽取{month}回访抽查样本：从{size}件中随机抽取",
        "The sample of {month} was drawn at random from {size} cases",
    ),
    "sample.checked": ("抽查核实{number}（{way}）：{result}", "{number} was checked ({way}): {result}"),
    "shift.rostered": (
        "排班{day}：{leader}带班，{officers}值班",
        "Rostered for {day}: {leader} leads, {officers} at the desk",
    ),
    "shift.opened": ("到岗", "The desk is manned"),
    "shift.checked": ("查岗（{check}，{way}）", "The desk was checked ({check}, {way})"),
    "shift.logged": (
        "登记：{sort}{in_order:|，有问题}",
        "Logged: {sort}{in_order:|, not in order}",
    ),
    "shift.relieved": ("{leaving}离岗，{cover}顶岗", "{leaving} left, {cover} took the seat"),
    "shift.inspected": (
        "督查值班：{present:在岗|无人在岗}",
        "Inspected: {present:somebody was there|nobody was there}",
    ),
    "shift.closed": ("交班，登记表已填写", "The shift is over, its log complete"),
    "notice.queued": ("通知{recipient}（{way}）：{template}", "Notice to {recipient} ({way}): {template}"),
    "notice.delivered": ("通知送达", "Notice delivered"),
    "notice.failed": ("通知未送达：{reason}", "Notice not delivered: {reason}"),
    "notice.opened": ("通知已打开", "Notice opened"),
}
"""Topic → sentence in both languages; `{name}` is a value of the fact."""

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


def bare(code: str) -> str:
    """A code without its scope."""
    return code.rpartition("/")[2]


def sentence(row: CaseHistory.Row, language: Language, names: Callable[[str], str] = bare) -> str:
    """A fact of a case in words. `names` says a code in that language; kinds and channels come as `kind/…`."""
    zh, en = SENTENCES[row.topic]
    if row.topic in UNFILLED and not row.details.get(UNFILLED[row.topic][0]):
        _, zh, en = UNFILLED[row.topic]
    template = zh if language == "zh" else en
    values = _Said(row.details, row.unit, language, names)
    for name, zh, en in FURTHER.get(row.topic, ()):
        if row.details.get(name):
            template += zh if language == "zh" else en
    said = _Phrases().vformat(template, (), values)
    if row.is_late_entry:
        said += "（迟记）" if language == "zh" else " (entered late)"
    return said


class _Phrases(Formatter):
    """`{late:逾期|按时}` says the first phrase where it is so, else the second."""

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401  (any value of a fact)
        """A value in words."""
        if isinstance(value, bool):
            so, _, not_so = format_spec.partition("|")
            return so if value else not_so
        return str(value)


class _Said(Mapping[str, Any]):
    """The values of a fact as words; what the fact leaves at its default says so."""

    def __init__(
        self, details: dict[str, Any], unit: str | None, language: Language, names: Callable[[str], str]
    ) -> None:
        self._details, self._unit, self._language, self._names = details, unit, language, names

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401  (words, or whether something is so)
        value = self._details.get(name, DEFAULTS.get(name, self._unit if name == "unit" else None))
        index = 0 if self._language == "zh" else 1
        if isinstance(value, bool):
            return value
        if value is None or value == "":
            return ("未填", "not given")[index]
        if name.endswith("_at") and isinstance(value, str):
            return civil(datetime.fromisoformat(value), self._language)
        if isinstance(value, list | tuple):
            return ("、", ", ")[index].join(self._names(str(each)) for each in value)
        return self._names(f"{name}/{value}" if name in SCOPED else str(value))

    def __iter__(self) -> Any:  # noqa: ANN401  (a mapping's iterator; never used by the formatter)
        return iter(self._details)

    def __len__(self) -> int:
        return len(self._details)


SCOPED = frozenset({"kind", "channel", "recipient", "way", "template", "purpose", "assigned_by", "page", "because"})
"""Fields whose codes have words of their own: a kind and a channel in each edition, the rest in our vocabulary."""

FURTHER: dict[str, tuple[tuple[str, str, str], ...]] = {
    "complaint.dispatched": (("special_law", "，时限依{special_law}", ", its period set by {special_law}"),),
    "complaint.dispatch_confirmed": (
        ("task_force", "，{task_force}跟进", ", followed by {task_force}"),
        ("assigned_by", "（{assigned_by}）", " ({assigned_by})"),
    ),
    "erasure.carried_out": (
        ("messages", "，待发的短信{messages}条也已删去", ", and {messages} messages kept for sending"),
    ),
    "escalation.final_no_decided": (("ground", "（{ground}）", " ({ground})"),),
    "complaint.refused": (("referred_to", "，已指引至{referred_to}", "; pointed to {referred_to}"),),
    "complaint.matter_cited": (("instead_of", "，改正此前的{instead_of}", ", not {instead_of} as said before"),),
}
"""What a fact adds to its sentence where it fills in a field."""

UNFILLED: dict[str, tuple[str, str, str]] = {
    "finding.recorded": ("unit", "认定：{kind}", "Established: {kind}"),
    "escalation.stalled": (
        "vacant",
        "第{at_level}级无人可决：该单位未设此级席位，须先设席",
        "Nobody can decide at level {at_level}: the unit has no seat there, and must be given one",
    ),
}
"""Another sentence for a fact that leaves a field empty."""

DEFAULTS: dict[str, Any] = {
    "in_order": True,
    "deemed": False,
    "late": False,
    "late_entry": False,
    "improper": False,
    "round": 1,
    "from_level": 1,
    "by_rule": False,
    "unannounced": False,
    "way": "system",
    "understood": False,
    "is_agreed": False,
    "with_texts": False,
}
"""Values a fact leaves out when they are the ordinary ones."""
