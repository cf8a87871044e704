"""Cases through two notices that moved a holiday: what was held before, what is held since, by which notice."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import freezegun
import pytest

from adapters.calendars import announced
from adapters.memory import ManualClock
from adapters.regulations import SHIPPED, read_files
from adapters.scenarios.worlds import MemoryWorld
from application.due import Question, answer
from domain.events.deadlines import DeadlineMissed
from domain.regulations.book import Book
from domain.regulations.model import Edition
from domain.values import BEIJING
from projections.derivations import Derivations
from projections.findings import FindingsView
from projections.timeliness import Timeliness, light
from tests.support.facts import at
from tests.support.schedules import LABOUR_DAY_2019, SPRING_FESTIVAL_2020, needs_holiday_cn
from tests.support.town import Town

pytestmark = needs_holiday_cn

CLERK, OFFICER = "permits.unit_clerk", "administrator"
CLAUSE = "tongbai.refuse.reply-3wd"
OLD, NEW = "the first notice", "the later one"


def text(days):
    """An invented text of the same place, older than the notices: so many working days to reply."""
    files = read_files(SHIPPED / "tongbai/2022")
    changed = files["regulation.toml"]
    changed |= {"id": "tongbai-2018", "effective_from": date(2018, 1, 1)}
    changed["limits"]["reply"]["span"]["n"] = days
    return Edition.of(files)


class WallClock(ManualClock):
    """The machine's own time, which freezegun holds."""

    def __init__(self, frozen):
        super().__init__()
        self.frozen = frozen

    def now(self):
        return datetime.now(BEIJING)

    def advance_to(self, instant):
        self.frozen.move_to(instant)


def in_the_hand():
    return contextmanager(lambda: iter([None]))()


@contextmanager
def on_the_wall():
    with freezegun.freeze_time("2018-12-01T08:00:00+08:00") as frozen:
        yield WallClock(frozen)


@contextmanager
def in_the_hand_while_the_wall_is_wrong():
    with freezegun.freeze_time("2031-01-01"):
        yield None


@pytest.fixture(params=[in_the_hand, on_the_wall, in_the_hand_while_the_wall_is_wrong], ids=lambda way: way.__name__)
def clock(request):
    """Whether a clock in the hand or the frozen machine tells the time, every answer is the same."""
    with request.param() as known:
        yield known


def town_before(notice, days, clock):
    """A town that knows the year's first notice only."""
    world = MemoryWorld(announced(notice.year - 1), Book([text(days)]), clock)
    town = Town("tongbai-2018", world, at(f"{notice.year - 1}-12-10"))
    town.do(at(f"{notice.year - 1}-12-11"), OFFICER, "announce_schedule", **notice.before())
    return town


def reply(town, as_of=None):
    (row,) = town.world.rows(Timeliness, as_of=as_of, name="reply")
    return row


def derivation(town, as_of=None):
    """The days of the reply's deadline, as they were reckoned then."""
    (row,) = (row for row in town.world.rows(Derivations, as_of=as_of) if row.deadline == "reply:1")
    return row.days


def explained(steps, *days):
    """What each of these days did in a derivation, and by which notice; None where no notice had to say so."""
    steps = {step["day"]: (step["why"], step.get("notice")) for step in steps}
    return [steps.get(day) for day in days]


def notices(steps):
    """Every notice a derivation rests on."""
    return {step.get("notice") for step in steps} - {None}


def asked(town, days, start, as_of):
    """The same question put to the clause itself, with the calendar as known at a position."""
    known = town.house.desk.calendars.known(as_of)
    return answer(Book([text(days)]), known, Question("tongbai-2018", CLAUSE, start.isoformat()))


STORIES = [
    pytest.param(
        SimpleNamespace(
            notice=LABOUR_DAY_2019,
            registered=at("2019-03-18"),
            days=32,
            told=at("2019-05-05", "10:00"),
            due_before=at("2019-05-04", "00:00"),
            due_after=at("2019-05-06", "00:00"),
            days_then={
                "2019-04-28": ("weekend", None),
                "2019-05-01": ("holiday", OLD),
                "2019-05-02": ("counted", None),
            },
            days_now={
                "2019-04-28": ("make_up_workday", NEW),
                "2019-05-02": ("holiday", NEW),
                "2019-05-05": ("make_up_workday", NEW),
            },
            light_before="late",
            state_after="met",
        ),
        id="an answer on a Sunday that became a working day is in time only by the later notice of 2019",
    ),
    pytest.param(
        SimpleNamespace(
            notice=LABOUR_DAY_2019,
            registered=at("2019-03-18"),
            days=30,
            told=at("2019-04-30", "10:00"),
            due_before=at("2019-05-01", "00:00"),
            due_after=at("2019-04-30", "00:00"),
            days_then={"2019-04-28": ("weekend", None), "2019-04-30": ("counted", None)},
            days_now={"2019-04-28": ("make_up_workday", NEW), "2019-04-29": ("counted", None)},
            light_before="soon",
            state_after="met_late",
        ),
        id="an answer on the last day of April is late only by the later notice of 2019",
    ),
    pytest.param(
        SimpleNamespace(
            notice=SPRING_FESTIVAL_2020,
            registered=at("2020-01-17"),
            days=7,
            told=at("2020-02-04", "10:00"),
            due_before=at("2020-02-02", "00:00"),
            due_after=at("2020-02-05", "00:00"),
            days_then={
                "2020-01-24": ("holiday", OLD),
                "2020-01-31": ("counted", None),
                "2020-02-01": ("make_up_workday", OLD),
            },
            days_now={"2020-01-24": ("holiday", NEW), "2020-01-31": ("holiday", NEW), "2020-02-01": ("holiday", NEW)},
            light_before="late",
            state_after="met",
        ),
        id="an answer after the longer festival is in time only by the later notice of 2020",
    ),
]


@pytest.mark.parametrize("story", STORIES)
def test_both_verdicts_stay_and_each_is_explained_by_the_notice_known_then(story, clock):
    notice = story.notice
    town = town_before(notice, story.days, clock)
    town.register(story.registered)
    before = town.store.head()
    assert reply(town).due_at == story.due_before
    town.do(notice.issued_at, OFFICER, "announce_schedule", **notice.after())
    assert (reply(town).due_at, reply(town).recomputed_by) == (story.due_after, notice.number)
    town.tick(story.told)
    (case,) = {row.case for row in town.world.rows(Timeliness)}
    town.do(story.told, CLERK, "tell_citizen", case, way="written")

    held_then, held_now = reply(town, before), reply(town)
    assert (held_then.due_at, light(held_then, story.told)) == (story.due_before, story.light_before)
    assert held_then.recomputed_by is None
    assert (held_now.due_at, held_now.state) == (story.due_after, story.state_after)
    assert held_now.first_due_at == story.due_before
    by = {OLD: notice.superseded, NEW: notice.number, None: None}
    for held, days in ((derivation(town, before), story.days_then), (derivation(town), story.days_now)):
        assert explained(held, *days) == [(why, by[spoke]) for why, spoke in days.values()]


@pytest.mark.parametrize("story", STORIES)
def test_each_verdict_names_the_notice_it_rests_on(story, clock):
    town = town_before(story.notice, story.days, clock)
    town.register(story.registered)
    before = town.store.head()
    town.do(story.notice.issued_at, OFFICER, "announce_schedule", **story.notice.after())
    for as_of, due, wanted, other in (
        (before, story.due_before, story.notice.superseded, story.notice.number),
        (None, story.due_after, story.notice.number, story.notice.superseded),
    ):
        named = notices(derivation(town, as_of))
        assert wanted in named
        assert other not in named
        told = asked(town, story.days, story.registered, as_of)
        assert told["due"] == due.isoformat()
        assert notices(told["derivation"]) == named


def test_before_the_notice_of_2019_there_was_one_day_off_and_two_ordinary_sundays(clock):
    town = town_before(LABOUR_DAY_2019, 32, clock)
    first = town.store.head()
    town.do(LABOUR_DAY_2019.issued_at, OFFICER, "announce_schedule", **LABOUR_DAY_2019.after())
    then, now = town.house.desk.calendars.known(first), town.house.desk.calendars.known()
    days = [date(2019, 4, 28) + timedelta(days=n) for n in range(8)]
    assert [day.day for day in days if not then.is_working(day)] == [28, 1, 4, 5]
    assert [day.day for day in days if not now.is_working(day)] == [1, 2, 3, 4]
    assert {then.day(day).why for day in (days[0], days[-1])} == {"weekend"}
    assert {now.day(day).why for day in (days[0], days[-1])} == {"make_up_workday"}


def test_a_notice_entered_after_the_miss_overturns_the_finding_and_the_miss_stays_on_record(clock):
    notice = SPRING_FESTIVAL_2020
    town = town_before(notice, 7, clock)
    case = town.register(at("2020-01-17"))
    town.tick(at("2020-02-02", "00:00") + timedelta(seconds=1))
    town.do(at("2020-02-04", "10:00"), CLERK, "tell_citizen", case, way="written")
    believed = town.store.head()
    town.do(at("2020-02-06"), OFFICER, "announce_schedule", **notice.after())

    assert (reply(town, believed).state, reply(town).due_at) == ("met_late", at("2020-02-05", "00:00"))
    assert reply(town).recomputed_by == notice.number
    assert reply(town).missed_at == at("2020-02-02", "00:00")
    (then,) = town.world.rows(FindingsView, as_of=believed, kind="replied_late")
    (now,) = town.world.rows(FindingsView, kind="replied_late")
    assert (then.status, now.status) == ("recorded", "overturned")
    assert len(town.facts(DeadlineMissed)) == 1
