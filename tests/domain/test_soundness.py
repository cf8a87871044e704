"""An edition may load and still be wrong: each fault that nobody would see is named, with its key and its clause."""

from __future__ import annotations

import pytest

from adapters.regulations import SHIPPED, read_files, shipped
from domain.regulations.model import Edition
from domain.regulations.soundness import overlapping, unsound


def spoilt(folder, spoil):
    files = read_files(SHIPPED / folder)
    spoil(files)
    return Edition.of(files)


def said(edition):
    return [(".".join(problem.key), problem.clause, problem.detail) for problem in unsound(edition)]


@pytest.mark.parametrize("edition", list(shipped()), ids=lambda edition: edition.id)
def test_the_editions_that_ship_are_sound(edition):
    assert said(edition) == []


def test_a_number_that_is_missing_is_a_fault_unless_a_gap_says_so():
    edition = spoilt("tongbai/2022", lambda files: files["readings.toml"]["gaps"].pop(1))
    key, clause, detail = said(edition)[0]
    assert (key, clause) == ("limits.handle.span", "tongbai.first.in-scope")
    assert "no gap says so" in detail


@pytest.mark.parametrize("section", ["gaps", "contradictions"])
def test_what_is_settled_by_a_reading_names_one_there_is(section):
    edition = spoilt("tongbai/2022", lambda files: files["readings.toml"][section][0].update(settled_by="R99"))
    assert [detail for _, _, detail in said(edition)] == ["settled by R99, which is no reading here"]


def test_a_step_that_nothing_leads_to_is_named():
    edition = spoilt("suzhou/2021", lambda files: files["regulation.toml"]["steps"].remove("followed_up"))
    assert said(edition) == [("steps", "", "step rating_verified comes after followed_up, which is not among them")]


def test_a_step_without_the_section_that_lays_it_down_is_named():
    edition = spoilt("tongbai/2022", lambda files: files["regulation.toml"]["steps"].append("sent_back"))
    assert said(edition) == [("steps", "", "step sent_back needs a section send_back")]


def test_a_trigger_that_waits_for_a_finding_nobody_can_make_is_named():
    edition = spoilt(
        "suzhou/2021",
        lambda files: files["supervision.toml"]["supervision"]["triggers"]["overdue"].update(finding="tardy"),
    )
    assert said(edition) == [
        ("supervision.triggers.overdue", "suzhou.sup.scope-overdue", "finding tardy is not declared")
    ]


def test_a_level_that_nothing_calls_for_is_named():
    def spoil(files):
        for trigger in files["supervision.toml"]["supervision"]["triggers"].values():
            trigger["level"] = min(trigger["level"], 2)

    key, clause, detail = said(spoilt("suzhou/2021", spoil))[0]
    assert (key, clause, detail) == ("supervision.levels", "suzhou.sup.l3-how", "no trigger calls for level 3")


def test_steps_that_wait_for_each_other_are_named_at_every_level():
    def spoil(files):
        steps = {step["step"]: step for step in files["supervision.toml"]["supervision"]["steps"]}
        steps["fed_back"]["after"] = ["reviewed"]

    details = [detail for _, _, detail in said(spoilt("suzhou/2021", spoil))]
    assert "step fed_back of level 0 waits for a step that waits for it" in details
    assert "step archived of level 3 waits for a step that waits for it" in details
    assert not any("step assigned" in detail for detail in details)


def test_two_editions_of_a_place_may_not_begin_on_one_day(suzhou, tongbai):
    other = spoilt("suzhou/2021", lambda files: files["regulation.toml"].update(id="suzhou-2022"))
    ((edition, problem),) = overlapping([suzhou, tongbai, other])
    assert edition is other
    assert problem.detail == "suzhou-2022 is in force from 2021-08-31, as suzhou-2021 is"
