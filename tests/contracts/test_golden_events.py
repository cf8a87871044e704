"""What was ever stored reads the same for ever."""

from __future__ import annotations

import pytest

from application.mapper import FactMapper
from domain.events.base import topics
from tests.support.golden import GOLDEN, examples_of, missing, stored

FILES = sorted(GOLDEN.glob("*.json"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_stored_fact_reads_and_is_stored_again_to_the_same_byte(file):
    topic = file.stem.rpartition(".")[0]
    state = file.read_bytes()
    assert stored(FactMapper().fact(topic, state)) == state


@pytest.mark.parametrize("topic", sorted(topics()))
def test_every_field_of_every_fact_stands_in_an_example(topic):
    """Write the missing ones with `python -m tests.support.golden`."""
    assert examples_of(topic)
    assert missing(topic, topics()[topic]) == set()
