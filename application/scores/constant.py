"""What was derived again under another text and what was held constant, each with the reason."""

from __future__ import annotations

from typing import NamedTuple

from application.scores.otherwise import Again
from domain.regulations.parts import Words

SORTS: dict[str, tuple[Words, Words]] = {
    "deadlines": (
        Words(zh="时限和超期认定", en="Deadlines and the findings of their misses"),
        Words(
            zh="按新办法的期限、日历重新计算；新办法没有这一期限的不再认定，算不出日子的照原记录",
            en="reckoned anew by this text's limits and calendar, extensions granted included; where it has no such "
            "limit no miss is found, where no day can be reckoned the record stays",
        ),
    ),
    "prolonged": (
        Words(zh="延至定日的时限", en="Deadlines prolonged to a named day"),
        Words(zh="日子是人定的，不是规则算的", en="a person named the day, no rule reckoned it"),
    ),
    "of_another_year": (
        Words(zh="上年起算的时限的认定", en="Misses of deadlines that began before the year"),
        Words(zh="只重算本年起算的时限", en="only deadlines that began in the year are reckoned anew"),
    ),
    "return": (
        Words(zh="退单是否逾期", en="Whether a return came late"),
        Words(zh="按新办法的退单期重新判断", en="held against this text's window for returns"),
    ),
    "improper_return": (
        Words(zh="不当退单", en="Improper returns"),
        Words(
            zh="裁定、再派是人做的，认定依新办法",
            en="people ruled or sent it on; what follows, this text says",
        ),
    ),
    "sent_back": (
        Words(zh="连续退回重办", en="Answers sent back in a row"),
        Words(zh="退回由人作出，几次成认定依新办法", en="people sent back; how often makes a finding, this text says"),
    ),
    "bad_rating": (
        Words(zh="差评属实", en="Bad ratings that were right"),
        Words(zh="评价是诉求人说的，认定依新办法", en="the applicant rated; what that establishes, this text says"),
    ),
    "bad_again": (
        Words(zh="再次差评", en="Rated bad again"),
        Words(zh="评价是诉求人说的，认定依新办法", en="the applicant rated; what that establishes, this text says"),
    ),
    "by_person": (
        Words(zh="人作的认定", en="Findings by people"),
        Words(
            zh="由人认定，照旧；新办法没有的认定不计",
            en="people established them; kinds this text does not know count for nothing",
        ),
    ),
    "supervision": (
        Words(zh="督办及其级别", en="Supervision and its levels"),
        Words(
            zh="依规则立的按新的认定重新推出，由人立、升、归档的照旧；认定和情形都没变的照原记录",
            en="what rules opened follows from the findings anew, what people opened, raised and filed stays; "
            "where neither findings nor triggers differ, the record stays",
        ),
    ),
}
"""Code → what it is, and why it was done so; in the order they are told in."""

ALWAYS_HELD: dict[str, tuple[Words, Words]] = {
    "orders": (
        Words(zh="派单、办结、评价", en="Dispatches, closings, ratings"),
        Words(zh="是人做的事；用时和满意率由此按新办法计", en="people did these; times and ratings follow"),
    ),
    "overturned": (
        Words(zh="由人撤销的认定", en="Findings overturned by a person"),
        Words(zh="由人撤销，在哪个办法下都不再计", en="a person overturned them; they count under no text"),
    ),
    "ladder": (
        Words(zh="提级的每一步", en="Steps of the ladder"),
        Words(
            zh="越级当场不予受理，不成认定；各级的时限已在上面重算",
            en="a step out of turn is refused and establishes nothing; the deadlines of each level are above",
        ),
    ),
    "consequences": (
        Words(zh="问责、会商", en="Accountability and consultations"),
        Words(zh="记分不看", en="no points are reckoned from them"),
    ),
}
"""What no text derives, or scoring does not read."""


class Line(NamedTuple):
    """One sort of derived facts."""

    what: str
    words: Words
    because: Words
    derived: int
    held: int
    dropped: int


def lines(again: Again) -> list[Line]:
    """Every sort there was something of, then what is always held."""
    counted = again.counted
    found = [
        Line(what, words, because, counted[what, "derived"], counted[what, "held"], counted[what, "dropped"])
        for what, (words, because) in SORTS.items()
    ]
    shown = [line for line in found if line.derived or line.held or line.dropped]
    return [*shown, *(Line(what, words, because, 0, 0, 0) for what, (words, because) in ALWAYS_HELD.items())]
