"""What makes a request a repeat, part by part, as the text counts them."""

from __future__ import annotations

from uuid import UUID

import pytest

from domain.events.complaint import ComplaintTruthChecked
from domain.rules.intake import RefusalGroundUnknown, RepeatNotEstablished, TruthCheckRequired, check_repeat_refusal
from tests.support.facts import act, at, law

EARLIER = UUID("00000000-0000-4000-8000-000000000009")


def checked(**otherwise):
    """What a check showed: the same in everything, and rightly answered, but for what is said otherwise."""
    same = dict.fromkeys(("same_person", "same_fact", "same_reason", "earlier_answer_true"), True)
    return ComplaintTruthChecked(earlier=EARLIER, act=act(at("2025-11-17")), **same | otherwise)


def test_the_same_again_after_a_true_answer_is_a_repeat():
    assert check_repeat_refusal(law(), checked()) == "suzhou.norm.repeat-refuse"


@pytest.mark.parametrize("part", ["same_person", "same_fact", "same_reason", "earlier_answer_true"])
def test_where_one_of_them_differs_it_is_none(part):
    with pytest.raises(RepeatNotEstablished) as refused:
        check_repeat_refusal(law(), checked(**{part: False}))
    assert refused.value.basis.clause == "suzhou.norm.repeat-refuse"
    assert part.removeprefix("same_").replace("earlier_answer_true", "earlier answer") in refused.value.detail


def test_a_part_the_text_does_not_count_may_differ():
    here = law()
    repeat = here.edition.intake.repeat.model_copy(update={"same": ("fact", "reason")})
    intake = here.edition.intake.model_copy(update={"repeat": repeat})
    other = type(here)(here.edition.model_copy(update={"intake": intake}), here.calendar)
    assert check_repeat_refusal(other, checked(same_person=False))


def test_nobody_refuses_it_before_somebody_has_checked():
    with pytest.raises(TruthCheckRequired):
        check_repeat_refusal(law(), None)


def test_a_text_that_knows_no_repeats_refuses_none():
    with pytest.raises(RefusalGroundUnknown):
        check_repeat_refusal(law("tongbai-2022"), checked())
