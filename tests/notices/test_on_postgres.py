"""Notices in PostgreSQL: the follow process delivers them, into a file in a simulation, else as it is told."""

from __future__ import annotations

import json
import threading

import pytest

from adapters.accounts.refused import AccountUnknown, WrongAccount
from adapters.main import OUTBOX, assembled
from adapters.notices import ConsolePost, FilePost
from adapters.settings import Settings, WrongSetting
from application.identity import Identity
from domain.events.notice import NoticeQueued
from domain.values import SeatId, UnitId
from projections.notices import Notices
from tests.notices.test_outbox import ITEMS, NOON
from tests.support.town import UNIT, Town, seat

CLERK = seat("unit_clerk")


@pytest.fixture
def application(database, tmp_path):
    with assembled(database.owner, Settings(tmp_path), make_key=True) as here:
        yield here


def close(town):
    case = town.register(NOON, kind="complaint", channel="hotline", contact="0000-0042")
    town.do(NOON, "intake_clerk", "dispatch", case, unit=UNIT)
    town.do(NOON, CLERK, "sign", case)
    said = {"reply": "done", "outcome": "done", "approved_by": "unit_deputy", "items": ITEMS}
    town.do(NOON, CLERK, "submit_reply", case, **said)
    town.do(NOON, "efficiency_office", "accept_reply", case)
    town.do(NOON, CLERK, "tell_citizen", case, way="phone", call_record="told")
    return case


def outgoing(folder):
    path = folder / OUTBOX
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def test_the_follow_process_delivers_what_waits(application, tmp_path):
    town = Town("suzhou-2021", application)
    town.follows = False
    case = close(town)
    stop, done = threading.Event(), threading.Event()

    def look():
        rows = application.rows(Notices, case=case, way="sms")
        if rows and rows[0].status == "delivered":
            done.set()

    following = threading.Thread(target=application.follow, args=[stop, look], daemon=True)
    following.start()
    assert done.wait(60)
    stop.set()
    following.join(timeout=30)
    assert not following.is_alive()
    assert [line["to"] for line in outgoing(tmp_path)] == ["00000042"]
    (told,) = application.rows(Notices, case=case, template="order_dispatched")
    assert (told.seat, told.status) == (CLERK, "delivered")


def test_views_built_again_say_the_same(application):
    close(Town("suzhou-2021", application))
    followed = application.rows(Notices)
    assert {row.way for row in followed} == {"in_app", "sms"}
    from adapters.memory_views import MemoryViews

    folded = MemoryViews([Notices])
    folded.follow(application.store.facts(0, 100_000))
    key = lambda row: row.notice  # noqa: E731
    assert sorted(folded.rows(Notices), key=key) == sorted(followed, key=key)


def test_a_seat_with_a_letter_box_gets_letters_until_it_has_none(application, tmp_path):
    accounts = application.accounts
    accounts.ensure("clerk", "a long password", Identity(SeatId(CLERK), "unit_clerk", UnitId(UNIT)), "n", "n", None)
    accounts.set_mail("clerk", "clerk@office.example")
    assert accounts.mailed(seat=SeatId(CLERK)) == accounts.mailed(unit=UnitId(UNIT)) == [CLERK]
    assert accounts.mailed(role="unit_clerk") == [CLERK]
    assert accounts.mailed(role="unit_head") == accounts.mailed() == []
    town = Town("suzhou-2021", application)
    close(town)
    assert next((line["to"], line["way"]) for line in outgoing(tmp_path)) == ("clerk@office.example", "mail")
    accounts.set_mail("clerk", None)
    close(town)
    assert [line["way"] for line in outgoing(tmp_path)].count("mail") == 1


def test_what_is_no_letter_box_is_refused(application):
    identity = Identity(SeatId(CLERK), "unit_clerk", UnitId(UNIT))
    application.accounts.ensure("clerk", "a long password", identity, "n", "n", None)
    for wrong in ("clerk", "a b@office.example", "a@b\nBcc: c@d.example", ""):
        with pytest.raises(WrongAccount):
            application.accounts.set_mail("clerk", wrong)
    with pytest.raises(AccountUnknown):
        application.accounts.set_mail("nobody", "clerk@office.example")


@pytest.mark.parametrize(("way", "carrier"), [("file", FilePost), ("console", ConsolePost), ("none", type(None))])
def test_a_real_store_sends_as_it_is_told_and_nothing_by_itself(real_database, tmp_path, way, carrier):
    settings = Settings.read({"TIJI_DATA": str(tmp_path), "TIJI_NOTICES": way})
    with assembled(real_database.owner, settings, make_key=True) as application:
        assert type(application.house.post.sms) is carrier
    assert Settings.read({}).notices == "none"


def test_a_store_that_nobody_followed_yet_has_nothing_to_send(application):
    application.settle()
    assert application.house.outbox.deliver() == 0


@pytest.mark.parametrize("way", ["console", "none", "file"])
def test_out_of_a_simulation_nothing_leaves_but_into_its_file(database, tmp_path, way):
    settings = Settings.read({"TIJI_DATA": str(tmp_path), "TIJI_NOTICES": way})
    with assembled(database.owner, settings, make_key=True) as application:
        carrier = application.house.post.sms
        assert isinstance(carrier, FilePost)
        assert carrier.path == tmp_path / OUTBOX


def test_another_way_is_refused_by_naming_those_there_are():
    with pytest.raises(WrongSetting, match="file, console, none"):
        Settings.read({"TIJI_NOTICES": "pigeon"})


def test_a_notice_is_queued_once_however_many_follow(application):
    town = Town("suzhou-2021", application)
    close(town)
    before = len(town.facts(NoticeQueued))
    application.settle()
    application.settle()
    assert len(town.facts(NoticeQueued)) == before
