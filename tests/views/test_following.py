import threading
from datetime import UTC, datetime
from operator import attrgetter

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters import read_side
from adapters.demo.scenes import SCENES
from adapters.memory_views import MemoryViews
from adapters.postgres import folding
from adapters.postgres import follower as module
from adapters.postgres.follower import Follower, position_of
from adapters.postgres.rebuild import RebuildDue, rebuild, require_current_views, views_due
from adapters.postgres.view_reader import NotYetKnown, UnknownColumn
from adapters.proving.survival import rows_of_views
from adapters.read_side import BY_DUE_TIME, ReadSide
from projections.base import known_projections
from projections.case_ledger import CaseLedger
from projections.timeliness import Timeliness
from tests.views.conftest import facts_of, played, put

POSITIONS = st.integers(min_value=0, max_value=700)


def canonical(rows):
    """Rows without the accidents of zone and order."""
    return sorted(str([_plain(getattr(row, name)) for name in row.__struct_fields__]) for row in rows)


def _plain(value):
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, dict):
        return sorted((key, _plain(each)) for key, each in value.items())
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def tables(url):
    """Every row of every view's tables."""
    with psycopg.connect(url) as owner:
        return rows_of_views(owner)


def test_the_views_in_postgresql_answer_like_those_in_memory_at_every_position(follower, reader, city):
    follower.catch_up()
    for projection in known_projections():
        for position in (None, 1, 2, 64, 333, 600, city.store.head()):
            assert canonical(reader.rows(projection, position)) == canonical(city.views.rows(projection, position))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(position=POSITIONS)
def test_as_of_a_position_equals_folding_only_the_facts_up_to_it(position):
    world = played()
    only = MemoryViews()
    only.follow(fact for fact in world.store.facts(0, position) if fact[0].position <= position)
    for projection in known_projections():
        assert canonical(world.views.rows(projection, position)) == canonical(only.rows(projection))


@pytest.mark.parametrize("size", [1, 7])
def test_every_version_is_kept_whatever_the_size_of_the_batches(postgres, city, monkeypatch, size):
    kept = []
    for batch in (1000, size):
        monkeypatch.setattr(module, "BATCH", batch)
        with postgres.clone(simulation=True) as database:
            put(database.owner, city.store._commands.rows(0, 400))
            follower = Follower(database.owner)
            follower.catch_up()
            follower.close()
            kept.append(tables(database.owner))
    assert kept[0] == kept[1]


def test_a_case_forgotten_by_a_full_memory_is_read_again_before_its_next_fact(follower, full, monkeypatch):
    monkeypatch.setattr(folding, "REMEMBERED_CASES", 3)
    monkeypatch.setattr(module, "BATCH", 5)
    follower.catch_up()
    followed = tables(full.owner)
    assert len(follower.folding.cases) <= 5
    rebuild(full.owner, known_projections())
    assert tables(full.owner) == followed


def test_a_rebuilt_view_equals_the_one_that_was_followed(follower, full):
    follower.catch_up()
    followed = tables(full.owner)
    folded = rebuild(full.owner, known_projections())
    assert folded > 0
    assert tables(full.owner) == followed


def test_a_rebuild_while_facts_come_in_loses_none(database, city):
    rows = city.store._commands.rows(0, 1_000_000)
    put(database.url("owner"), rows[:500])
    follower = Follower(database.owner)
    follower.catch_up()

    def meanwhile(at, head):
        if at == head:
            put(database.url("owner"), rows[500:])
            follower.catch_up()

    rebuild(database.owner, known_projections(), meanwhile)
    follower.catch_up()
    follower.close()
    after = tables(database.owner)
    rebuild(database.owner, known_projections())
    assert tables(database.owner) == after


def test_a_changed_fold_makes_a_rebuild_due(follower, full, monkeypatch):
    follower.catch_up()
    assert views_due(full.owner) == []
    monkeypatch.setattr(CaseLedger, "version", 99)
    assert views_due(full.owner) == ["case_ledger"]
    with pytest.raises(RebuildDue, match="case_ledger"):
        require_current_views(full.owner)
    rebuild(full.owner, [CaseLedger])
    require_current_views(full.owner)


def test_no_view_is_due_in_a_store_that_nobody_followed_yet(database):
    require_current_views(database.owner)


def test_a_poison_fact_stops_only_its_own_case_and_is_named(reader, full, monkeypatch):
    poisoned = {}

    def fails(_self, event, rows):
        if not poisoned or rows.case == poisoned["case"]:
            poisoned["case"] = rows.case
            raise ZeroDivisionError("this fold is broken")
        rows.change(rows.case, unit=event.unit)

    monkeypatch.setattr(CaseLedger, "dispatched", _like(CaseLedger.dispatched, fails))
    again = Follower(full.owner)
    assert again.catch_up() == again.position() > 500
    again.close()
    with psycopg.connect(full.owner) as owner:
        parked = owner.execute("SELECT case_id, reason FROM views.parked ORDER BY position").fetchall()
    assert {case for case, _ in parked} == {poisoned["case"]}
    assert "this fold is broken" in parked[0][1]
    assert parked[1][1] == "behind a parked fact"
    assert len(reader.rows(CaseLedger)) == 48 + len(SCENES)


def test_a_reason_no_table_can_hold_is_noted_as_far_as_it_can_be(full, monkeypatch):
    def fails(_self, _event, _rows):
        raise ValueError("what \0 was \ud800 written")

    monkeypatch.setattr(CaseLedger, "closed", _like(CaseLedger.closed, fails))
    again = Follower(full.owner)
    assert again.catch_up() == again.position() > 500
    again.close()
    with psycopg.connect(full.owner) as owner:
        (reason,) = owner.execute("SELECT reason FROM views.parked ORDER BY position").fetchone()
    assert reason == "ValueError: what \\x00 was \\ud800 written"


def _like(original, replacement):
    replacement.__dict__.update(original.__dict__)
    return replacement


def test_a_repaired_fold_takes_the_parked_facts_on_the_next_rebuild(follower, full, city, monkeypatch):
    def fails(_self, _event, _rows):
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(CaseLedger, "closed", _like(CaseLedger.closed, fails))
        first = Follower(full.owner)
        first.catch_up()
        first.close()
    rebuild(full.owner, known_projections())
    with psycopg.connect(full.owner) as owner:
        assert owner.execute("SELECT count(*) FROM views.parked").fetchone() == (0,)
    follower.catch_up()
    assert follower.position() == city.store.head()


def test_a_second_follower_waits_and_takes_over_when_the_first_is_gone(full):
    first, second = Follower(full.owner), Follower(full.owner)
    first.catch_up(until=100)
    with psycopg.connect(full.owner, autocommit=True) as owner:
        owner.execute("SELECT 1")
        assert owner.execute("SELECT pg_try_advisory_lock(%s)", [module.LOCK]).fetchone() == (False,)
    first.close()
    assert second.catch_up() > 100
    second.close()


def test_a_follower_that_lost_the_pen_begins_anew_and_repeats_nothing(follower, full):
    follower.catch_up(until=50)
    with psycopg.connect(full.owner) as owner:
        owner.execute("UPDATE store.tracking SET notification_id = 40 WHERE application_name = 'views'")
    assert follower.position() == 40
    follower.catch_up()
    assert follower.position() > 600


def test_what_was_remembered_of_tables_that_a_rebuild_swapped_meanwhile_is_not_written(follower, full, monkeypatch):
    follower.catch_up(until=50)
    remember = follower.folding.remember

    def and_swap(*given):
        remember(*given)
        rebuild(full.owner, known_projections())

    monkeypatch.setattr(follower.folding, "remember", and_swap)
    with pytest.raises(module.LostThePen):
        follower.catch_up()
    assert follower.position() == 50
    follower.catch_up()
    assert follower.position() > 600


def test_whatever_connection_is_cut_following_goes_on_and_folds_nothing_twice(database, city, monkeypatch):
    follower = Follower(database.owner)
    monkeypatch.setattr(module, "POLL", 0.01)
    rows, stop = facts_of(city), threading.Event()
    following = threading.Thread(target=follower.run, args=[stop])
    following.start()
    try:
        with psycopg.connect(database.url("owner"), autocommit=True) as owner:
            for begin in range(0, len(rows), 100):
                put(database.url("owner"), rows[begin : begin + 100])
                cut = owner.execute(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                ).fetchone()[0]
                assert cut
                while position_of(owner) < min(begin + 50, len(rows)):
                    assert following.is_alive()
    finally:
        stop.set()
        following.join()
        follower.close()
    again = Follower(database.owner)
    again.catch_up()
    again.close()
    followed = tables(database.owner)
    rebuild(database.owner, known_projections())
    assert tables(database.owner) == followed


def test_a_position_beyond_the_newest_fact_is_not_answered(follower, reader):
    follower.catch_up()
    with pytest.raises(NotYetKnown):
        reader.wait_for(10_000_000, patience=0.05)


def test_an_unknown_column_is_refused_by_name(follower, reader):
    follower.catch_up()
    with pytest.raises(UnknownColumn, match="colour"):
        reader.rows(CaseLedger, colour="red")


def test_what_has_passed_is_asked_for_page_by_page_and_nothing_of_it_is_left_out(follower, reader, city, monkeypatch):
    follower.catch_up()
    running = reader.rows(Timeliness, state="running")
    instant = max(row.due_at for row in running)
    expected = sorted(attrgetter(*BY_DUE_TIME)(row) for row in running if row.has_consequence)
    for views in (reader, city.views):
        for page in (1, 3, len(expected), 1000):
            monkeypatch.setattr(read_side, "PAGE", page)
            found = list(ReadSide(views, reader.position).passed_by(instant))
            assert [(each.due_at, each.subject, each.key) for each in found] == [
                (due_at, subject, deadline) for due_at, _, subject, deadline in expected
            ]
    assert len(expected) > 3
    earlier = expected[0][0]
    assert all(each.due_at <= earlier for each in ReadSide(reader, reader.position).passed_by(earlier))


def test_counts_add_up_to_the_rows(follower, reader):
    follower.catch_up()
    counted = reader.count(Timeliness, by=["state"])
    assert sum(counted.values()) == len(reader.rows(Timeliness))
    running = reader.rows(Timeliness, state="running", order=["-due_at"], limit=3)
    assert [row.due_at for row in running] == sorted((row.due_at for row in running), reverse=True)


def test_a_batch_whose_commit_was_lost_with_the_connection_is_folded_again_whole(follower, full, monkeypatch):
    follower.catch_up(until=100)
    with monkeypatch.context() as broken:
        broken.setattr(follower, "_commit", _connection_lost)
        with pytest.raises(psycopg.OperationalError):
            follower.catch_up()
    follower.catch_up()
    followed = tables(full.owner)
    rebuild(full.owner, known_projections())
    assert tables(full.owner) == followed


def _connection_lost(*_):
    raise psycopg.OperationalError("the server closed the connection unexpectedly")


def test_a_view_rebuilt_alone_leaves_the_parked_facts_of_the_others_parked(full, monkeypatch):
    def fails(_self, _event, _rows):
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(CaseLedger, "closed", _like(CaseLedger.closed, fails))
        first = Follower(full.owner)
        first.catch_up()
        first.close()
    rebuild(full.owner, [Timeliness])
    with psycopg.connect(full.owner) as owner:
        assert owner.execute("SELECT count(*) FROM views.parked").fetchone() > (0,)


def test_following_goes_on_when_the_database_dropped_every_connection_and_was_away(full, city, monkeypatch):
    follower, stop, turns, refusals = Follower(full.owner), threading.Event(), [], []
    connect = psycopg.connect

    def at_the_second_try(*given, **named):
        if not refusals:
            refusals.append(given)
            raise psycopg.OperationalError("connection refused")
        return connect(*given, **named)

    def after():
        turns.append(follower.position())
        if len(turns) == 1:
            with psycopg.connect(full.owner, autocommit=True) as owner:
                owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'tiji_follower'")
            monkeypatch.setattr(module.psycopg, "connect", at_the_second_try)
        else:
            stop.set()

    monkeypatch.setattr(module, "POLL", 0.01)
    follower.run(stop, after)
    follower.close()
    assert turns == [city.store.head()] * 2
    assert refusals
