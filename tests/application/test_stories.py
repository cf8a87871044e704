"""Every story, through the whole application; some of them on a real PostgreSQL too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters.cli.main import app
from adapters.main import assembled
from adapters.scenarios.runner import Runner
from adapters.scenarios.story import StoryUnreadable, read_story
from adapters.scenarios.worlds import world_of
from adapters.settings import Settings

ROOT = Path(__file__).parents[2]
STORIES = sorted((ROOT / "tests" / "scenarios").glob("*.toml"))
ON_POSTGRES = ("return_in_time", "seat_vacant_from_the_start", "late_entry_overturns", "outage_of_a_week")

BEGINNING = """
title = "A leak"
[setting]
edition = "suzhou-2021"
units = [{ unit = "roads" }]
[[steps]]
at = 2025-11-07T09:00:00+08:00
do = "register"
by = "intake_clerk"
names = "leak"
with = { kind = "complaint", channel = "hotline", title = "t", content = "c", name = "n", contact = "0" }
"""


@pytest.mark.parametrize("file", STORIES, ids=lambda file: file.stem)
def test_a_story_goes_as_it_says(file):
    story = read_story(file)
    assert Runner(story, world_of(story)).run().differences == []


@pytest.mark.parametrize("name", ON_POSTGRES)
def test_a_story_goes_the_same_way_on_postgresql(database, tmp_path, name):
    story = read_story(ROOT / "tests" / "scenarios" / f"{name}.toml")
    with assembled(database.owner, Settings(tmp_path), make_key=True) as application:
        assert Runner(story, application).run().differences == []


def test_there_is_a_story_for_every_clause_a_story_names_and_none_is_told_twice():
    stories = [read_story(file) for file in STORIES]
    assert len(stories) >= 16
    assert len({story.title for story in stories}) == len(stories)
    assert all(story.clauses and story.tells and story.expect for story in stories)


def run(tmp_path, more):
    file = tmp_path / "story.toml"
    beginning = BEGINNING.replace('units = [{ unit = "roads" }]\n', "") if "setting.units" in more else BEGINNING
    file.write_text(beginning + more, "utf-8")
    return CliRunner().invoke(app, ["scenario", "run", str(file)])


def test_what_differs_is_said_with_the_history_of_the_case(tmp_path):
    differs = run(tmp_path, '[[expect.case_ledger]]\non = "leak"\nstatus = "closed"\n')
    assert differs.exit_code == 1
    assert "status=registered" in differs.output
    assert "Registered" in differs.output
    assert "1 of 1 not as told" in differs.output


def test_a_wanted_time_is_said_as_a_story_writes_it(tmp_path):
    wanted = "2025-11-07T10:00:00+08:00"
    differs = run(tmp_path, f'[[expect.case_ledger]]\non = "leak"\nregistered_at = {wanted}\n')
    assert f"wanted a row with on=leak, registered_at={wanted}; there is" in differs.output
    assert "registered_at=2025-11-07T09:00:00+08:00" in differs.output


@pytest.mark.parametrize("count", ["", "count = 0\n"])
def test_a_column_no_view_has_differs_even_where_no_row_is_wanted(tmp_path, count):
    differs = run(tmp_path, f'[[expect.case_ledger]]\non = "leak"\nstatsu = "closed"\n{count}')
    assert differs.exit_code == 1
    assert "no column statsu; it has case, number" in differs.output


def test_a_step_that_is_allowed_where_a_refusal_was_expected_differs(tmp_path):
    step = '[[steps]]\nat = 2025-11-07T09:05:00+08:00\ndo = "accept"\nby = "intake_clerk"\nrefused = "any.code"\n'
    differs = run(tmp_path, step)
    assert differs.exit_code == 1
    assert "was allowed; expected refusal any.code" in differs.output


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('[[expect.weather]]\non = "leak"\n', "no such view"),
        ('[[steps]]\nat = 2025-11-07T10:00:00+08:00\ndo = "bury"\n', "no command 'bury'"),
        (
            '[[steps]]\nat = 2025-11-07T10:00:00+08:00\ndo = "dispatch"\nwith = { to = "roads" }\n',
            "step 2 (dispatch): with.unit: Field required; with.to: Extra inputs are not permitted",
        ),
    ],
)
def test_an_unknown_view_or_command_differs_and_is_named(tmp_path, more, said):
    differs = run(tmp_path, more)
    assert differs.exit_code == 1
    assert said in differs.output


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('[[expect.case_ledger]]\non = "flood"\n', "flood"),
        ('[[steps]]\nat = 2025-11-07T10:00:00+08:00\ndo = "accept"\non = "flood"\n', "flood"),
        ('[[steps]]\nat = 2025-11-07T10:00:00+08:00\ndo = "accept"\nhow = "quickly"\n', "how"),
        (
            '[[steps]]\nat = 2025-11-07T10:00:00+08:00\ndo = "accept"\nwho = "me"\n',
            "steps.2.who: no such key belongs here; there are at, do, by, on, names, with, refused, clause, why",
        ),
        (
            '[[setting.units]]\nunit = "roads"\nclass = "first"\n',
            "setting.units.1.class: no such key belongs here; there are unit, name, unit_class, seats",
        ),
        ("[[steps]]\nat = 2025-11-07T10:00:00\n", "steps.2"),
        ("title =", "title ="),
    ],
)
def test_what_is_no_story_is_refused_by_naming_the_fault(tmp_path, more, said):
    refused = run(tmp_path, more)
    assert isinstance(refused.exception, StoryUnreadable)
    assert said in refused.exception.detail


def test_a_unit_of_a_story_is_scored_in_the_class_it_names(tmp_path):
    classed = 'unit = "roads"\nunit_class = "first"\n'
    told = run(tmp_path, f"[[setting.units]]\n{classed}[[expect.units]]\n{classed}")
    assert told.exit_code == 0, told.output


def test_what_is_established_about_an_office_names_no_unit(tmp_path):
    more = '[[steps]]\nat = 2025-11-08T10:00:00+08:00\ndo = "wait"\n[[expect.findings]]\non = "leak"\ncount = 9\n'
    told = run(tmp_path, more).output
    assert "Established: dispatched_late\n" in told


def test_a_file_that_is_not_there_is_refused():
    with pytest.raises(StoryUnreadable):
        read_story(Path("nowhere.toml"))


def test_the_story_of_the_how_to_page_goes_as_it_says(tmp_path):
    page = (ROOT / "docs" / "how-to" / "write-a-story.md").read_text("utf-8")
    (tmp_path / "page.toml").write_text(re.search(r"```toml\n(.*?)```", page, re.DOTALL)[1], "utf-8")
    told = CliRunner().invoke(app, ["scenario", "run", str(tmp_path), "--history"])
    assert told.exit_code == 0, told.output
    assert "✓" in told.output
    assert "Signed for" in told.output
