"""Editions are kept with the facts that cite them: a later application still knows the former content."""

from datetime import date, datetime
from types import SimpleNamespace

import psycopg
import pytest
from psycopg_pool import ConnectionPool

import adapters.main
from adapters.main import assembled
from adapters.postgres.editions import KeptEditions
from adapters.regulations import SHIPPED, read_files, shipped
from adapters.scenarios.runner import Runner
from adapters.scenarios.story import read_story
from adapters.settings import Settings
from application.editions import EditionUnknown, KnownEditions
from domain.events.reading import ReadingRevised
from domain.regulations.book import Book
from domain.regulations.model import Edition
from domain.values import BEIJING, Act
from projections.timeliness import Timeliness

DISPATCHED = """
title = "Handed over, and nothing since"
[setting]
edition = "suzhou-2021"
units = [{ unit = "roads" }]
[[steps]]
at = 2025-11-07T09:00:00+08:00
do = "register"
by = "intake_clerk"
names = "leak"
with = { kind = "complaint", channel = "hotline", title = "t", content = "c", name = "n", contact = "0" }
[[steps]]
at = 2025-11-07T09:01:00+08:00
do = "accept"
by = "intake_clerk"
on = "leak"
[[steps]]
at = 2025-11-07T09:02:00+08:00
do = "dispatch"
by = "intake_clerk"
on = "leak"
with = { unit = "roads" }
"""


@pytest.fixture
def revised():
    """The book of a later version of the application: one edition says something else."""
    files = read_files(SHIPPED / "suzhou" / "2021")
    files["limits.toml"]["limits"]["dispatch"]["span"]["n"] = 48
    changed = Edition.of(files)
    assert changed.hash != shipped().edition(changed.id).hash
    return Book(changed if each.id == changed.id else each for each in shipped())


def test_a_kept_content_is_read_again_as_it_was(database, revised):
    with ConnectionPool(database.url("app"), min_size=1, kwargs={"autocommit": True}) as pool:
        kept = KeptEditions(pool)
        kept.keep(shipped())
        kept.keep(shipped())

        known = KnownEditions(revised, kept=kept)
        before = shipped().edition("suzhou-2021")
        assert known.edition("suzhou-2021") == revised.edition("suzhou-2021")
        again = known.edition("suzhou-2021", before.hash)
        assert (again.hash, again.model_dump()) == (before.hash, before.model_dump())
        with pytest.raises(EditionUnknown):
            known.edition("suzhou-2021", "0" * 64)


class Store:
    """A store that holds one revision of a reading."""

    def stream(self, stream, after=0):
        del stream
        revision = ReadingRevised(
            edition="suzhou-2021",
            reading="R15",
            choice="as_afternoon",
            instead_of="as_next_morning",
            effective_from=date(2025, 11, 1),
            reason="0" * 64,
            act=Act(actor="office", role="efficiency_office", occurred_at=datetime(2025, 10, 1, tzinfo=BEIJING)),
        )
        return [] if after else [(SimpleNamespace(version=1), revision)]


def test_a_way_of_reading_is_kept_as_soon_as_it_is_used(database, revised):
    with ConnectionPool(database.url("app"), min_size=1, kwargs={"autocommit": True}) as pool:
        kept = KeptEditions(pool)
        before = KnownEditions(shipped(), kept=kept, store=Store()).on(date(2025, 11, 7), "suzhou-2021")
        assert before.hash != shipped().edition("suzhou-2021").hash

        later = KnownEditions(revised, kept=kept)
        assert later.edition("suzhou-2021", before.hash).hash == before.hash


def test_a_running_deadline_is_missed_under_the_content_it_began_under(database, revised, tmp_path, monkeypatch):
    (tmp_path / "story.toml").write_text(DISPATCHED, "utf-8")
    story = read_story(tmp_path / "story.toml")
    with assembled(database.owner, Settings(tmp_path), make_key=True) as application:
        assert Runner(story, application).run().differences == []

    monkeypatch.setattr(adapters.main, "at_hand", lambda _: revised)
    with assembled(database.owner, Settings(tmp_path), make_key=True) as application:
        application.advance_through(story.steps[-1].at.replace(day=30))
        missed = {row.name: row.edition_hash for row in application.rows(Timeliness, state="missed")}

    assert missed["sign"] == shipped().edition("suzhou-2021").hash


def test_what_is_kept_cannot_be_changed(database):
    with psycopg.connect(database.url("app"), autocommit=True) as app:
        app.execute("INSERT INTO store.editions (hash, edition, content) VALUES ('h', 'e', '{}')")
        for statement in ("UPDATE store.editions SET content = ''", "DELETE FROM store.editions"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(statement)
    with psycopg.connect(database.owner, autocommit=True) as owner, pytest.raises(psycopg.errors.InsufficientPrivilege):
        owner.execute("DELETE FROM store.editions")
