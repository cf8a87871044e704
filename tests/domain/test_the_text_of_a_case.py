"""The edition written from a case in the press: its day, its steps and what a no takes, each as the text has it."""

from __future__ import annotations

import pytest

from adapters.regulations import shipped


@pytest.fixture(scope="module")
def edition():
    return shipped().edition("tongling-2022")


def test_a_matter_goes_by_its_subject_then_to_whoever_was_asked_and_its_reply_to_the_citizen(edition):
    assert edition.dispatch.route == ("subject", "first_receiver")
    assert edition.reply.to == ("citizen",)
    assert edition.intake.refusal_requires == ("explanation", "referred_to")


def test_a_no_is_a_verdict_of_the_ladder(edition):
    assert edition.ladder.verdicts == ("can_do", "unsure", "final_no")


def test_supervision_ends_with_its_report(edition):
    assert "supervision_fed_back" in edition.steps
