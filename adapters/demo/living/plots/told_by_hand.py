"""Matters of the city told by hand: half a point lost, and what became of it."""

from __future__ import annotations

from adapters.demo.living.plots.being_supervised import supervised
from adapters.demo.living.plots.lot import Lot, ending, worked
from adapters.demo.plots import Beat, days, hours, office, reply, unit


def answered_a_day_late(lot: Lot) -> list[Beat]:
    """Looked at next morning, and answered on the working day after it was due: examined, no measure but a talk."""
    looked = unit(days(1), "handle", action="on_site_visit", note="到现场查看，两盏路灯灯头损坏，需订购配件")
    repaired = {**reply(hours(0)).body, "reply": "配件到货后已更换两盏灯头，当晚试灯正常，已请诉求人看过。"}
    reported = supervised(hours(0.3), "feed_back_supervision", "unit_clerk", report="已办结", citizen_told_by="phone")
    return [
        unit(hours(0.9), "sign"),
        looked,
        supervised(days(9) - hours(2), "assign_supervision", citizen_told_by="sms", days=2),
        unit(hours(1.5), "submit_reply", **repaired),
        reported,
        *ending(lot, "good"),
        supervised(hours(4), "review_supervision", sort="random", passed=True),
        supervised(hours(1), "archive_supervision"),
        *_talked_to(),
    ]


def signed_late_for_no_good_reason(lot: Lot) -> list[Beat]:
    """Signed the next morning; contested, and kept."""
    return [
        unit(hours(23), "sign"),
        _contested("经办人当天在外培训，没有看到派单提醒。"),
        _ruled("uphold_finding", "外出应安排替岗；派单提醒当天上午已送达该单位，系统运行正常。维持认定。"),
        *_finished(lot),
    ]


def signed_late_as_nobody_could_sign(lot: Lot) -> list[Beat]:
    """Signed two hours late, since the unit's own key had run out; taken back after the month was made known."""
    return [
        unit(hours(23), "sign"),
        _contested("本单位签收密钥派单当天到期，次日上午报修，下午补发后第一时间签收。"),
        *_finished(lot),
        _ruled(
            "overturn_finding",
            "报修单和补发记录显示，该单位密钥当天失效，期限过后才补发，无法签收。撤销认定。",
        ),
    ]


def left_alone_after_the_news(lot: Lot) -> list[Beat]:
    """In the news, and nothing done until the answer was nearly due."""
    exposed = {"note": "电视曝光后一周仍未到场处理", "evidence": ["节目播出单", "现场照片"]}
    marked = office(days(8), "record_finding", kind="exposed_unhandled", **exposed)
    return [*worked(lot), marked, *_finished(lot)]


def _contested(grounds: str) -> Beat:
    return unit(days(1), "contest_finding", "unit_head", finding="signed_late:1", grounds=grounds)


def _ruled(verb: str, reason: str) -> Beat:
    return office(days(4), verb, finding="signed_late:1", reason=reason)


def _finished(lot: Lot) -> list[Beat]:
    return [reply(hours(5)), *ending(lot, "good")]


def _talked_to() -> list[Beat]:
    """The file that a late answer opens by itself."""

    def said(verb: str, **body: str | bool | list[str]) -> Beat:
        return Beat(days(1), "leading_group", verb, body, on_file=True)

    return [
        said("take_up_file"),
        said("find_fault", grade="ordinary", report="订购配件后未按规定申请延期，逾期一天"),
        said("weigh_tolerance", applies=False, reason="已对照容错情形逐项研判，不属其中任何一种"),
        said("take_measure", measures=["admonishing_talk"], reason="逾期时间短、已自行办结，从轻"),
    ]
