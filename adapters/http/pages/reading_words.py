"""Readings as people say them: what is asked of a clause, and each way to read it.

Long because it is one table that translators read from top to bottom.
"""

from __future__ import annotations

from domain.regulations.model import Reading

Said = tuple[str, str]

READINGS: dict[str, tuple[Said, dict[str, Said]]] = {
    "R50": (
        ("说“不”后多长时间内反馈", "How soon a final no is told"),
        {
            "not_set": ("文中未定，只提醒", "Not set: it only warns"),
            "three_working_days": ("三个工作日（本地设定）", "Three working days, a local setting"),
        },
    ),
    "R51": (
        ("中间各站认定不能办怎么办", "What a lower stop does that is sure it cannot be done"),
        {
            "goes_up": ("同样上报，由主要负责人定", "Passes it up to the head"),
            "may_refuse": ("自第二站起可以说不", "May refuse from the second stop on"),
        },
    ),
    "R01": (
        ("延期的上限怎么算", "What the cap on extensions covers"),
        {
            "total": ("各次延期合计不超上限", "All extensions together"),
            "each": ("每次延期各不超上限", "Each extension by itself"),
            "absolute": ("连同原时限合计不超上限", "Together with the original limit"),
            "from_last_approval": ("从最近一次批准起算", "Counted from the last approval"),
        },
    ),
    "R02": (
        ("「天」是哪一种天", "Which days are meant"),
        {"natural_day": ("自然日", "Calendar days"), "working_day": ("工作日", "Working days")},
    ),
    "R03": (
        ("末日逢休息日", "When the last day is a day off"),
        {"next_working_day": ("顺延到下一个工作日", "Goes on to the next working day"), "none": ("不顺延", "Stays")},
    ),
    "R04": (
        ("从哪一步起算", "Which step starts it"),
        {
            "earliest_of": ("最早的一步", "The earliest of them"),
            "accepted": ("受理", "Acceptance"),
            "assigned": ("交办", "Assignment"),
            "submitted": ("提出", "Submission"),
        },
    ),
    "R05": (
        ("小时怎么算", "How hours run"),
        {"round_the_clock": ("昼夜连续", "Round the clock"), "office_hours": ("只算上班时间", "In office hours only")},
    ),
    "R06": (
        ("从哪一步起算", "Which step starts it"),
        {
            "transfer_received": ("收到转办", "The transfer is received"),
            "verification_done": ("核实完成", "The verification is done"),
        },
    ),
    "R07": (
        ("由谁分办", "Who dispatches"),
        {
            "provisional_by_coord_then_meeting": (
                "协调组先预分，会商再确认",
                "The coordinators for now, the meeting confirms",
            ),
            "meeting_only": ("只由会商确定", "The meeting alone"),
        },
    ),
    "R08": (
        ("要不要诉求人认可", "Whether the applicant must agree"),
        {
            "recorded_effort_plus_L4_signoff": (
                "有解释记录并经最高一级签批即可",
                "A record of the effort and the last level's signature are enough",
            ),
            "veto": ("诉求人不认可就不能办结", "Without agreement it cannot be closed"),
        },
    ),
    "R09": (
        ("几项理由要不要都有", "How many grounds are needed"),
        {"any": ("有其一即可", "Any one of them"), "all": ("都要具备", "All of them")},
    ),
    "R10": (
        ("周一放假怎么办", "When Monday is a day off"),
        {
            "next_working_day_of_week_else_skip": (
                "当周下一个工作日，没有就不开",
                "The next working day of that week, else none",
            ),
            "skip": ("当周不开", "None that week"),
            "previous": ("提前到上一个工作日", "The working day before"),
        },
    ),
    "R11": (
        ("能不能越级", "Whether a level may be skipped"),
        {"forbidden": ("不能越级", "No"), "with_reason": ("说明理由可以越级", "With a reason")},
    ),
    "R12": (
        ("能不能越级", "Whether a level may be skipped"),
        {"with_reason": ("说明理由可以越级", "With a reason"), "forbidden": ("不能越级", "No")},
    ),
    "R13": (
        ("从哪一步起算", "Which step starts it"),
        {
            "request_registered": ("登记诉求", "The request is registered"),
            "final_decision": ("作出最终决定", "The last decision"),
        },
    ),
    "R14": (
        ("首个工作日算不算第一日", "Whether the first working day is day one"),
        {"true": ("算", "Yes"), "false": ("不算", "No")},
    ),
    "R15": (
        ("休息日派单怎么签收", "Signing for what was dispatched on a day off"),
        {
            "as_next_morning": ("视同下一个工作日上午派单", "As if dispatched the next working morning"),
            "as_afternoon": ("视同下午派单", "As if dispatched in an afternoon"),
        },
    ),
    "R16": (
        ("从哪一步起算", "Which step starts it"),
        {
            "arrival_in_system": ("到达系统", "It arrives in the system"),
            "signed": ("签收", "It is signed for"),
        },
    ),
    "R17": (
        ("一日到几点为止", "When a day ends"),
        {"24:00": ("24:00", "24:00"), "17:30": ("17:30 下班", "17:30, close of office")},
    ),
    "R18": (
        ("从哪一步起算", "Which step starts it"),
        {
            "dispatched": ("派单", "Dispatch"),
            "signed": ("签收", "Signing"),
            "registered": ("登记", "Registration"),
        },
    ),
    "R19": (
        ("没写时限的类型怎么办", "Kinds for which no limit is printed"),
        {
            "seven_days_for_reports_and_help": (
                "举报、求助按投诉时限，表扬不设",
                "Reports and help as complaints, praise without",
            ),
            "declare": ("都不设时限", "No limit for any of them"),
        },
    ),
    "R20": (
        ("最迟哪天申请延期", "The last day to file an extension"),
        {
            "end_of_working_day_before_due_clamped_to_dispatch_day": (
                "到期前一个工作日之前，不早于派单当日",
                "By the working day before it is due, never before dispatch",
            ),
            "exact_day": ("只在到期前一个工作日当天", "On the working day before it is due"),
            "within_last_working_day": ("最后一个工作日之内", "Within the last working day"),
        },
    ),
    "R21": (
        ("延期的上限怎么算", "What the cap on extensions covers"),
        {
            "extension_le_original_cumulative": (
                "各次延期累计不超原时限",
                "All extensions together, the original limit",
            ),
            "per_extension": ("每次延期各不超原时限", "Each extension by itself"),
            "total_le_original": ("连同原时限合计不超", "Together with the original limit"),
        },
    ),
    "R22": (
        ("延期要不要批准", "Whether an extension needs approval"),
        {
            "filing_effective": ("报备即生效", "It takes effect when filed"),
            "approval": ("经批准才生效", "It takes effect when approved"),
        },
    ),
    "R23": (
        ("审核期间计不计时", "Whether the clock stops during review"),
        {"none": ("照常计时", "It runs on"), "pause_during_review": ("审核期间暂停", "It stops")},
    ),
    "R24": (
        ("初次不满意立哪一级", "The level after a first bad rating"),
        {"daily": ("日常督办", "Daily supervision"), "1": ("一级督办", "Level one")},
    ),
    "R25": (
        ("同时符合几级怎么办", "When several levels apply"),
        {"highest": ("只立最高一级", "The highest alone"), "all": ("各级都立", "All of them")},
    ),
    "R26": (
        ("几级督办怎么扣分", "Points where several levels were reached"),
        {"highest": ("一件只计最高一级", "The highest level, once a case"), "sum": ("各级相加", "The levels add up")},
    ),
    "R27": (
        ("和谁比", "Who is compared with whom"),
        {
            "unit_class_and_order_kind": ("同类单位的同类诉求", "Units of a class, requests of a kind"),
            "unit_class": ("同类单位", "Units of a class"),
            "order_kind": ("同类诉求", "Requests of a kind"),
        },
    ),
    "R28": (
        ("拿什么比", "What is compared"),
        {"unit_mean": ("单位平均用时", "The unit's mean"), "every_order": ("每一件的用时", "Every single case")},
    ),
    "R29": (
        ("不满一档扣不扣", "Whether part of a step counts"),
        {"floor": ("每满一档才扣", "Only full steps"), "proportional": ("按比例扣", "In proportion")},
    ),
    "R30": (
        ("同类平均怎么算", "How the class mean is taken"),
        {
            "mean_of_unit_rates": ("各单位满意率的平均", "The mean of the units' rates"),
            "pooled": ("合并后计算", "All cases pooled"),
        },
    ),
    "R31": (
        ("分母是什么", "What it is a share of"),
        {
            "closed_in_period_minus_excluded": (
                "当期办结的，减去不纳入考核的",
                "Closed in the period, less what is excluded",
            ),
            "dispatched": ("派出的", "What was dispatched"),
        },
    ),
    "R32": (
        ("三个月怎么数", "Which three months"),
        {
            "three_monthly_bulletins_of_a_calendar_quarter_within_class": (
                "一个季度内三期月通报都在同类末位",
                "All three monthly bulletins of a quarter, within the class",
            ),
            "quarter_rank": ("看季度排名", "The rank of the quarter"),
            "any_three_months": ("任意三个月", "Any three months"),
            "all_units": ("全部单位一起排", "Among all units"),
        },
    ),
    "R33": (
        ("不满一档扣不扣", "Whether part of a step counts"),
        {
            "full_5_percentage_points": ("每满一档百分点才扣", "Only full steps of percentage points"),
            "proportional": ("按比例扣", "In proportion"),
            "relative_percent": ("按相对变化", "By relative change"),
        },
    ),
    "R34": (
        ("这一部分满分多少", "The full points of the part"),
        {"42": ("42 分，各项相加", "42, the sum of the items"), "44": ("44 分，按印文", "44, as printed")},
    ),
    "R35": (
        ("没印分值扣几分", "The deduction without an amount"),
        {"1": ("1 分，同类各项如此", "1, like its neighbours"), "0": ("不扣", "Costs nothing")},
    ),
    "R36": (
        ("缺项怎么折算", "How missing items are scaled"),
        {
            "daily_to_100_extra_unscaled": (
                "日常按比例折算，附加分不折",
                "Daily points are scaled, extra points are not",
            ),
            "scale_all": ("全部折算", "All are scaled"),
        },
    ),
    "R37": (
        ("哪些是重点单位", "Which are the key units"),
        {
            "third_class_only": ("只有第三类", "The third class alone"),
            "third_class_and_counties": ("第三类和县区", "The third class and the counties"),
        },
    ),
    "R38": (
        ("一事能不能扣两次", "Whether one matter may cost twice"),
        {"allowed": ("可以，分列显示", "It may, shown apart"), "forbidden": ("只扣一次", "Only once")},
    ),
    "R39": (
        ("逾期当日算不算", "Whether the first late day counts"),
        {"counts": ("算一日", "It counts"), "only_full_days": ("满一日才算", "Only full days count")},
    ),
    "R40": (
        ("重复件要不要先核查", "Whether a repeat is checked first"),
        {
            "required": ("先核查前次答复", "The earlier answer is checked first"),
            "not_required": ("不必", "It need not be"),
        },
    ),
    "R41": (
        ("从哪一天起保存", "From when it is kept"),
        {
            "later_of_recorded_and_closed": ("录音和办结中较晚的一天", "The later of recording and closing"),
            "recorded": ("录音当天", "The day of the recording"),
        },
    ),
    "R42": (
        ("到哪天为止", "The last day"),
        {
            "sunday_24_with_target_last_working_day": (
                "周日 24:00，最后一个工作日为目标",
                "Sunday 24:00, the last working day as a target",
            ),
            "friday": ("周五", "Friday"),
        },
    ),
    "R43": (
        ("哪一周是第一周", "Which week is the first"),
        {
            "days_1_to_7_rolled": ("1 至 7 日，逢休息日顺延", "Days 1 to 7, on to a working day"),
            "week_of_1st": ("1 日所在的那一周", "The week of the 1st"),
            "first_full_week": ("第一个整周", "The first full week"),
        },
    ),
    "R44": (
        ("说「在办」以后还要不要再反馈", "Whether feedback goes on after a word of progress"),
        {"true": ("要，同样期限再反馈", "It does, within the same limit"), "false": ("不必", "It need not")},
    ),
    "R45": (
        ("从哪一步起算", "Which step starts it"),
        {
            "submitted_stage2": ("提交研究", "It is submitted for study"),
            "registered": ("登记", "It is registered"),
        },
    ),
    "R46": (
        ("延长以后总共多少", "What the prolonged time comes to"),
        {"15": ("原五日另加十日", "Ten on top of the five"), "10": ("合计十日", "Ten in all")},
    ),
    "R47": (
        ("名次并列怎么办", "A tie at the boundary"),
        {
            "undecided": ("由人决定", "A person decides"),
            "all_in": ("并列的都列入", "All of them are in"),
            "strict_cut": ("严格截断", "Cut at the number"),
        },
    ),
    "R48": (
        ("有人不合条件，后面的递补吗", "Whether the next move up"),
        {"false": ("不递补", "They do not"), "true": ("递补", "They do")},
    ),
    "R49": (
        ("至少有几家才排末位", "How many there must be for a last ten"),
        {"30": ("30 家", "30"), "none": ("不设下限", "Any number")},
    ),
    "R52": (
        ("同名栏指谁", "Whom the field means"),
        {
            "both_fields_print_receiver": ("接收单位", "The unit that receives"),
            "issuer": ("制发单位", "The office that issues"),
        },
    ),
    "R53": (
        ("表格有哪些栏", "Which fields the form has"),
        {"derived": ("由条文推出", "Those the clauses ask for")},
    ),
}
"""Reading → what is asked, and its choices."""


def asked_by(reading: Reading) -> Said:
    """What a reading settles; its code where nobody has put it in words."""
    known = READINGS.get(reading.id)
    return known[0] if known else (_plain(reading.param), _plain(reading.param))


def choice_words(reading: Reading, choice: str) -> Said:
    """One way to read it; its code where nobody has put it in words."""
    known = READINGS.get(reading.id)
    return (known[1] if known else {}).get(choice) or (_plain(choice), _plain(choice))


def _plain(code: str) -> str:
    return code.replace("_", " ")
