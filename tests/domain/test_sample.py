"""A random sample: drawn once a month, in an order anybody can reckon, each drawn case checked once."""

from __future__ import annotations

import hashlib
from uuid import UUID

import pytest

from adapters.regulations import SHIPPED, read_files
from domain.aggregates.sample import CheckUnknown, MonthNotOver, NotDrawn, Sample, sample_stream
from domain.events.deadlines import DeadlineMet, DeadlineSet
from domain.events.sampling import SampleChecked, SampledCase, SampleDrawn
from domain.regulations.answers import Sample as SampleRule
from domain.regulations.model import Edition, EditionError
from domain.rules.sampling import NothingSampled, NotTheSampler, drawn, frame_digest, how_many, sample_of
from domain.values import AuthorityId
from tests.support.facts import TEXT, act, at, law
from tests.support.given import Given

TEXTS = law("anqing-2025")
CLAUSE = "anqing.followup.county"
RULE = sample_of(TEXTS, "efficiency_office")
NUMBERS = [f"20251013-{letter * 6}" for letter in "ABCDEFGHIJ"]


def sample(numbers=NUMBERS[:2], day="2025-11-03", clock="09:00"):
    return SampleDrawn(
        authority=AuthorityId("here"),
        month="2025-10",
        channels=RULE.channels,
        read_at=70,
        size=len(NUMBERS),
        frame=frame_digest(NUMBERS),
        seed="seed",
        drawn=tuple(SampledCase(number, UUID(int=place)) for place, number in enumerate(numbers)),
        basis=TEXTS.cite(CLAUSE),
        act=act(at(day, clock)),
    )


def drawing(**fields):
    return Sample.draw(sample(**fields), TEXTS)


def check(place=1, result="as_recorded", way="phone", day="2025-11-04"):
    number = NUMBERS[place - 1]
    return SampleChecked(place=place, number=number, way=way, result=result, note=TEXT, act=act(at(day)))


def test_each_drawn_case_has_a_clock_of_its_own_and_a_warning_before_it_ends():
    begun = [new.fact for new in drawing().pending if isinstance(new.fact, DeadlineSet)]
    assert [each.key for each in begun] == ["sample_check:1", "sample_check:2"]
    assert {(each.due.due_at, each.warn_at) for each in begun} == {
        (at("2025-11-18", "00:00"), at("2025-11-14", "00:00"))
    }
    assert {(each.owner, each.clock, each.breaches, each.severity) for each in begun} == {
        ("efficiency_office", "office", False, "target")
    }
    assert {each.basis.clause for each in begun} == {CLAUSE}


def test_a_month_is_drawn_when_it_is_over_and_its_stream_is_its_own():
    assert drawing(day="2025-11-01", clock="00:00").id == sample_stream(AuthorityId("here"), "2025-10")
    assert sample_stream(AuthorityId("here"), "2025-11") != sample_stream(AuthorityId("here"), "2025-10")
    with pytest.raises(MonthNotOver) as refused:
        drawing(day="2025-10-31", clock="23:59")
    assert refused.value.basis.clause == CLAUSE


def test_nothing_is_drawn_from_nothing():
    with pytest.raises(NothingSampled, match="no such case was closed in 2025-10"):
        drawing(numbers=[])


def test_a_check_meets_the_clock_of_the_case_it_is_about_and_no_other():
    checked = Given(drawing()).when(Sample.check, check(2), RULE, TEXTS).then(SampleChecked, DeadlineMet)
    assert checked.fact(DeadlineMet).key == "sample_check:2"
    assert checked.aggregate.unchecked == {1: NUMBERS[0]}


def test_a_check_that_comes_late_is_late():
    checked = Given(drawing()).when(Sample.check, check(day="2025-11-18"), RULE, TEXTS)
    assert checked.fact(DeadlineMet).late


def test_what_was_not_drawn_or_was_checked_waits_for_no_check():
    it = drawing()
    with pytest.raises(NotDrawn) as refused:
        it.number_at(3)
    assert refused.value.remedy == f"one of: 1 ({NUMBERS[0]}), 2 ({NUMBERS[1]})"
    it.check(check(1), RULE, TEXTS)
    it.check(check(2), RULE, TEXTS)
    with pytest.raises(NotDrawn) as refused:
        it.number_at(1)
    assert (refused.value.remedy, refused.value.basis.clause) == ("all were checked", CLAUSE)


@pytest.mark.parametrize("wrong", [{"way": "letter"}, {"result": "fine"}])
def test_a_check_says_how_and_what_in_the_words_of_the_edition(wrong):
    refusal = Given(drawing()).when(Sample.check, check(**wrong), RULE, TEXTS).then_refused(CheckUnknown, CLAUSE)
    assert refusal.remedy == ("ways: phone, visit; results: as_recorded, not_as_recorded, never_asked, not_reached")


def test_the_digest_of_the_list_is_what_sorted_lines_give_in_any_shell():
    lines = "".join(f"{number}\n" for number in NUMBERS).encode()
    assert frame_digest(reversed(NUMBERS)) == hashlib.sha256(lines).hexdigest()


def test_the_draw_is_the_first_by_digest_of_seed_and_number_whatever_the_order_of_the_list():
    reckoned = {number: hashlib.sha256(f"s:{number}".encode()).hexdigest() for number in NUMBERS}
    first = sorted(NUMBERS, key=reckoned.get)[:3]
    assert drawn("s", NUMBERS, 3) == drawn("s", reversed(NUMBERS), 3) == first
    assert drawn("other", NUMBERS, 10) != drawn("s", NUMBERS, 10)


@pytest.mark.parametrize(("size", "count"), [(0, 0), (1, 1), (10, 1), (11, 2), (100, 10), (101, 11)])
def test_one_in_ten_is_drawn_rounded_up_and_one_at_least(size, count):
    assert how_many(RULE, size) == count


def test_an_edition_may_want_more_at_the_least():
    few = RULE.model_copy(update={"at_least": 5})
    assert [how_many(few, size) for size in (3, 20, 80)] == [3, 5, 8]


def test_the_text_says_from_where_it_is_drawn_and_by_whom():
    assert RULE.channels == ("county_platform",)
    with pytest.raises(NotTheSampler) as refused:
        sample_of(TEXTS, "supervisor")
    assert (refused.value.remedy, refused.value.basis.clause) == ("it is for: efficiency_office", CLAUSE)
    with pytest.raises(NothingSampled, match="suzhou-2021 draws no sample"):
        sample_of(law("suzhou-2021"), "efficiency_office")
    with pytest.raises(NothingSampled, match="tongbai-2022 draws no sample"):
        sample_of(law("tongbai-2022"), "efficiency_office")


def test_a_share_that_an_office_set_says_who_set_it_and_why():
    said = RULE.model_dump()
    assert SampleRule.model_validate(said | {"source": "clause", "author": "", "reason": ""}).percent == RULE.percent
    for missing in ("author", "reason"):
        with pytest.raises(ValueError, match="it needs author and reason"):
            SampleRule.model_validate(said | {missing: ""})


def test_a_sample_is_drawn_from_channels_there_are():
    files = {name: dict(parsed) for name, parsed in read_files(SHIPPED / "anqing" / "2025").items()}
    rules = files["regulation.toml"]["follow_up"]
    files["regulation.toml"]["follow_up"] = rules | {"sample": rules["sample"] | {"channels": ["county_platfrom"]}}
    with pytest.raises(EditionError, match="did you mean county_platform"):
        Edition.of(files)
