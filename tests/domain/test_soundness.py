"""An edition may load and still be wrong: each fault that nobody would see is named, with its key and its clause."""

from __future__ import annotations

import pytest

from adapters.regulations import SHIPPED, read_files, shipped
from domain.regulations.model import Edition, EditionError
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


def test_a_role_that_is_declared_twice_is_named():
    def spoil(files):
        roles = files["regulation.toml"]["roles"]
        roles.append(roles[1] | {"clause": "tongbai.approve.head"})

    detail = "role section_head is declared twice; leave one of them out"
    assert said(spoilt("tongbai/2022", spoil)) == [("roles", "tongbai.approve.head", detail)]


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


def in_main(section, **said):
    return lambda files: files["regulation.toml"][section].update(said)


@pytest.mark.parametrize(
    ("folder", "spoil", "key", "detail"),
    [
        (
            "suzhou/2021",
            in_main("extension", limits=["handel"]),
            "extension.limits",
            "no limit has the name handel; did you mean handle?",
        ),
        (
            "anqing/2025",
            in_main("extension", when={"kind": ["complx"]}),
            "extension.when",
            "kind complx is not declared; did you mean complex?",
        ),
        (
            "anqing/2025",
            lambda files: files["limits.toml"]["limits"]["contact"].update(when={"channel": ["hotlin"]}),
            "limits.contact.when",
            "channel hotlin is not declared; did you mean hotline?",
        ),
        (
            "tongbai/2022",
            lambda files: files["regulation.toml"]["ladder"].pop("feedback_clause"),
            "ladder.feedback_role",
            "nobody is held to first_asked without the clause that says so; add feedback_clause, or leave it out",
        ),
        (
            "tongbai/2022",
            lambda files: (
                files["regulation.toml"]["ladder"].pop("feedback_role"),
                [
                    clause.update(governs=[name for name in clause["governs"] if name != "ladder.feedback_role"])
                    for clause in files["clauses.toml"]["clauses"]
                    if "governs" in clause
                ],
            ),
            "ladder.feedback_clause",
            "names nobody; add feedback_role, a role on the ladder",
        ),
    ],
)
def test_what_would_never_work_is_named(folder, spoil, key, detail):
    assert (key, detail) in [(where, what) for where, _, what in said(spoilt(folder, spoil))]


def test_where_nothing_comes_in_its_steps_are_named_and_nothing_is_matched(tongbai):
    details = [detail for _, _, detail in said(tongbai.model_copy(update={"intake": None}))]
    assert details == ["step registered needs a section intake"]


def step_of_supervision(name, **said):
    def spoil(files):
        steps = files["supervision.toml"]["supervision"]["steps"]
        next(step for step in steps if step["step"] == name).update(said)

    return spoil


@pytest.mark.parametrize(
    ("spoil", "key", "detail"),
    [
        (
            step_of_supervision("assigned", requires=["way_or_raeson"]),
            "supervision.steps",
            "step assigned cannot hold a part way_or_raeson; did you mean way_or_reason?",
        ),
        (
            step_of_supervision("fed_back", requires=["report"]),
            "supervision.steps",
            "step fed_back cannot hold a part report; leave requires out",
        ),
        (
            in_main("reply", requires=["point_by_pont"]),
            "reply.requires",
            "point_by_pont is no usual part; did you mean point_by_point?",
        ),
    ],
)
def test_a_part_that_nobody_could_give_is_named(spoil, key, detail):
    assert (key, detail) in [(where, what) for where, _, what in said(spoilt("suzhou/2021", spoil))]


def test_a_part_of_ones_own_may_be_asked_for_where_it_is_named_freely():
    assert said(spoilt("suzhou/2021", in_main("reply", requires=["photograph"]))) == []
    assert said(spoilt("suzhou/2021", step_of_supervision("registered", requires=["seal"]))) == []


def test_who_tells_of_a_no_is_declared():
    def spoil(files):
        ladder = files["regulation.toml"]["ladder"]
        ladder["feedback_role"] = "frist_asked"
        ladder.pop("feedback_clause")

    details = [detail for _, _, detail in said(spoilt("tongbai/2022", spoil))]
    assert "role frist_asked is not declared; did you mean first_asked?" in details


def test_a_role_of_the_ladder_that_stands_on_no_level_is_named():
    def spoil(files):
        ladder = files["regulation.toml"]["ladder"]
        ladder["levels"].pop(1)
        for number, rung in enumerate(ladder["levels"], 1):
            rung["no"] = number
        ladder["final_no_level"] = 3

    key, clause, detail = said(spoilt("anqing/2025", lambda files: (spoil(files), lower(files))))[0]
    assert (key, clause) == ("ladder.levels", "anqing.escalate.chain")
    assert detail.startswith("role unit_section_head stands in a clause of the ladder and on no level")


def lower(files):
    """An order and an entry that named the highest level name the one that is left."""
    files["regulation.toml"]["ladder"]["entry"] = []
    files["regulation.toml"]["order"]["level"] = 3


def test_a_role_stands_on_one_level():
    edition = spoilt(
        "tongbai/2022", lambda files: files["regulation.toml"]["ladder"]["levels"][1].update(role="unit_head")
    )
    assert "role unit_head stands on two levels; it can hold one" in [detail for _, _, detail in said(edition)]


def test_a_reading_that_is_not_chosen_must_be_one_that_could_be():
    def spoil(files):
        reading = files["readings.toml"]["readings"][0]
        (other,) = [each for each in reading["choices"] if each["id"] != reading["chosen"]][:1]
        other.update(sets={"limits.replay.start": "accepted"})

    key, _, detail = said(spoilt("tongbai/2022", spoil))[0]
    assert key.startswith("readings.R")
    assert "cannot be taken: sets limits.replay.start, which the edition does not have" in detail


def test_two_editions_of_a_place_may_not_begin_on_one_day(suzhou, tongbai):
    other = spoilt("suzhou/2021", lambda files: files["regulation.toml"].update(id="suzhou-2022"))
    ((edition, problem),) = overlapping([suzhou, tongbai, other])
    assert edition is other
    assert problem.detail == "suzhou-2022 is in force from 2021-08-31, as suzhou-2021 is"


def more_limits(**limits):
    """Further limits of the text of a city, each with what is special about it."""

    def spoil(files):
        files["regulation.toml"]["steps"].append("missed")
        ordinary = {"stops": ["reply_accepted"], "owner": "unit", "clock": "unit", "clause": "suzhou.norm.sign-am"}
        span = {"form": "working_days", "n": 9}
        for name, limit in limits.items():
            files["limits.toml"]["limits"][name] = {"name": name, "span": span, **ordinary, **limit}

    return spoil


def test_two_limits_of_one_kind_that_would_run_beside_each_other_are_named():
    spoil = more_limits(other={"name": "sign", "start": "dispatched"})
    found = said(spoilt("suzhou/2021", spoil))
    assert {key for key, _, _ in found} == {"limits.other.when"}
    assert [detail.split(";")[0] for _, _, detail in found] == [
        "would run beside sign-am, which is a sign from dispatched too",
        "would run beside sign-pm, which is a sign from dispatched too",
    ]


def test_limits_that_leave_each_others_matters_out_run_beside_nobody():
    apart = {"name": "look", "start": "signed"}
    spoil = more_limits(
        one={**apart, "when": {"kind": ["complaint"]}}, other={**apart, "when": {"kind": ["help", "report"]}}
    )
    assert said(spoilt("suzhou/2021", spoil)) == []


@pytest.mark.parametrize(
    ("limit", "key", "detail"),
    [
        (
            {"start": "supervision_fed_back"},
            "limits.more.start",
            "no time begins with supervision_fed_back; name the step before it",
        ),
        (
            {"start": "missed"},
            "limits.more.when",
            'write when = { missed = ["…"] } with the names of the other limits whose miss begins it',
        ),
        (
            {"start": "missed", "when": {"missed": ["handel"]}},
            "limits.more.when",
            "no limit of the name handel can be missed; did you mean handle?",
        ),
        (
            {"start": "missed", "when": {"missed": ["return"]}},
            "limits.more.when",
            "no limit of the name return can be missed",
        ),
    ],
)
def test_a_limit_that_nothing_would_begin_is_named(limit, key, detail):
    assert said(spoilt("suzhou/2021", more_limits(more=limit))) == [(key, "suzhou.norm.sign-am", detail)]


def test_an_item_that_begins_full_says_what_it_can_lose():
    with pytest.raises(EditionError, match=r"part handling begins full: say with points = … .* lose: signing"):
        spoilt("suzhou/2021", lambda files: files["scores.toml"]["scoring"]["items"]["signing"].pop("points"))
