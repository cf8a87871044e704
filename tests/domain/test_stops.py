"""Ladders that ask more: whom upper levels are for, who signs, who tells; and the duty of whoever is asked first."""

from __future__ import annotations

import pytest

from adapters.regulations import SHIPPED, read_files, shipped
from domain.regulations.errors import EditionError
from domain.regulations.ladder import Entry
from domain.regulations.model import Edition
from domain.rules.intake import SomebodyElseWasAskedFirst, check_first_duty, check_first_words
from domain.rules.ladder import (
    EverydayMatter,
    NotSignedHere,
    NotTheTeller,
    OneUnitAlone,
    Seat,
    ladder_of,
    require_class,
    require_entry,
    require_teller,
)
from domain.rules.requirements import PartsMissing, StepNotForeseen
from domain.values import Level, SeatId, UnitId
from tests.support.facts import law

LAW = law("tongling-2022")
JOINT = {"units": {UnitId("roads"), UnitId("water")}, "signed_by": Level(4), "given": {"coordination"}}


def joint() -> Entry:
    entry = ladder_of(LAW).entry_for("consultation")
    assert entry is not None
    return entry


@pytest.mark.parametrize("known", ["legacy", "across_departments", "new_ground"])
def test_a_matter_of_any_of_the_three_classes_climbs(known):
    require_class(LAW, Level(2), Level(3), [known])


def test_everyday_business_may_be_asked_about_once_and_climbs_no_higher():
    require_class(LAW, Level(1), Level(2), [])
    with pytest.raises(EverydayMatter) as refusal:
        require_class(LAW, Level(2), Level(3), [])
    assert refusal.value.basis.clause == "tongling.scope.hard-only"


def test_a_text_that_says_nothing_of_classes_lets_everything_climb():
    require_class(law("tongbai-2022"), Level(3), Level(4), [])


def test_a_joint_matter_of_two_units_signed_by_the_head_goes_to_the_fifth_level():
    require_entry(LAW, joint(), **JOINT)
    assert joint().level == 5


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"units": {UnitId("roads")}}, OneUnitAlone),
        ({"given": ()}, PartsMissing),
        ({"signed_by": Level(3)}, NotSignedHere),
        ({"signed_by": None}, NotSignedHere),
    ],
)
def test_a_joint_matter_that_lacks_anything_is_refused_with_its_clause(change, refusal):
    with pytest.raises(refusal) as refused:
        require_entry(LAW, joint(), **(JOINT | change))
    assert refused.value.basis.clause == "tongling.consult.multi"


def seats(**vacant):
    return [
        Seat(SeatId("head"), "unit_head", Level(4), SeatId("deputy"), is_vacant=vacant.get("head", False)),
        Seat(SeatId("deputy"), "unit_deputy", Level(3), None, is_vacant=vacant.get("deputy", False)),
    ]


def test_the_head_tells_the_applicant_of_a_final_no_and_nobody_else():
    require_teller(LAW, SeatId("head"), seats())
    with pytest.raises(NotTheTeller) as refusal:
        require_teller(LAW, SeatId("deputy"), seats())
    assert refusal.value.basis.clause == "tongling.refuse.feedback"


def test_the_deputy_tells_where_the_heads_seat_is_vacant_and_anybody_where_both_are():
    require_teller(LAW, SeatId("deputy"), seats(head=True))
    require_teller(LAW, SeatId("clerk"), seats(head=True, deputy=True))


def test_a_text_that_does_not_say_who_tells_leaves_it_open():
    require_teller(law("anqing-2025"), SeatId("deputy"), seats())


@pytest.mark.parametrize("left_out", ["in_charge", "where_to_go", "contact_helped"])
def test_each_of_the_three_things_owed_to_the_applicant_is_asked_for(left_out):
    given = {"in_charge", "where_to_go", "contact_helped"} - {left_out}
    with pytest.raises(PartsMissing) as refusal:
        check_first_words(LAW, given)
    assert refusal.value.missing == (left_out,)


def test_the_duty_of_whoever_was_asked_first_does_not_pass_on():
    check_first_duty(LAW, seat=SeatId("counter"), first_asked=None)
    check_first_duty(LAW, seat=SeatId("counter"), first_asked=SeatId("counter"))
    with pytest.raises(SomebodyElseWasAskedFirst):
        check_first_duty(LAW, seat=SeatId("head"), first_asked=SeatId("counter"))


def test_a_text_without_that_duty_knows_no_such_step():
    with pytest.raises(StepNotForeseen):
        check_first_words(law("suzhou-2021"), ())


@pytest.mark.parametrize(("choice", "level"), [("goes_up", 4), ("may_refuse", 2)])
def test_a_reading_says_which_stop_that_is_sure_may_say_no(choice, level):
    read = shipped().read("tongling-2022", {"R51": choice})
    assert read.ladder is not None
    assert read.ladder.final_no_level == level


def test_three_working_days_are_the_offices_own_setting_with_author_and_reason():
    limit = shipped().read("tongling-2022", {"R50": "three_working_days"}).limit("feedback")
    assert (limit.span.form, limit.span.n, limit.source) == ("working_days", 3, "local_setting")
    assert limit.author
    assert limit.reason
    assert law("tongling-2022").edition.limit("feedback").span.form == "not_set"


def spoilt(change):
    files = read_files(SHIPPED / "tongling/2022")
    change(files["regulation.toml"]["ladder"])
    return files


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda ladder: ladder["entry"][0].update(signed_at=6), "a level it does not have"),
        (lambda ladder: ladder["scope"].update(above=6), "a level it does not have"),
        (lambda ladder: ladder.update(feedback_role="window_officer"), "stands on no level"),
        (lambda ladder: ladder["scope"].update(classes=["grave"]), "class grave is not declared"),
    ],
)
def test_a_ladder_that_names_what_is_not_there_is_refused_at_loading(change, said):
    with pytest.raises(EditionError, match=said):
        Edition.of(spoilt(change))
