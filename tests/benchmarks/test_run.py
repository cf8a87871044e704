from dataclasses import replace
from itertools import pairwise

import pytest

from adapters.bench.ground import fresh_ground
from adapters.bench.history import performance, repeated
from adapters.bench.run import FIGURES, run
from adapters.bench.sizes import QUICK
from adapters.bench.subject import (
    StockCases,
    complaint,
    complaint_with,
    stock_case_with,
    stock_note,
    stored_talk,
    talk,
)
from application.mapper import FactMapper

TINY = replace(
    QUICK,
    rounds=1,
    saves=5,
    callers=3,
    saves_of_each=5,
    streams=(10, 100),
    replays=2,
    facts=2000,
    facts_of_a_year=6000,
    cases_of_a_year=300,
    library_facts=50,
    rebuilds=1,
    questions=2,
    connections=3,
    requests=3,
    cases=(120,),
    page_requests=2,
)


def test_the_measured_command_records_one_fact_however_often_it_is_repeated():
    about = complaint()
    before = len(about.pending)

    for _ in range(3):
        talk(about)

    assert len(about.pending) == before + 3


def test_the_stock_librarys_event_is_as_long_as_our_fact():
    cases = StockCases({})
    note = stock_note(cases)
    stored = cases.mapper.to_stored_event(stock_case_with(2, note).collect_events()[1])

    assert len(stored.state) == len(stored_talk().state)


def test_a_complaint_has_as_many_facts_as_are_replayed():
    assert len(complaint_with(40).pending) == 40


def test_a_repeated_history_is_dense_in_order_and_of_cases_of_its_own():
    rows = list(repeated(5000))

    assert [row.position for row in rows] == list(range(1, 5001))
    assert all(first.recorded_at <= then.recorded_at for first, then in pairwise(rows))
    assert len({(row.stream, row.version) for row in rows}) == 5000
    assert len({row.stream for row in rows}) > len({row.stream for row in performance()})


def test_every_fact_of_a_repeated_history_belongs_to_a_case_of_that_history():
    mapper, registered = FactMapper(), set()
    for row in repeated(5000):
        fact = mapper.fact(row.topic, row.state)
        if row.topic == "complaint.registered":
            registered.add(fact.case)
        assert fact.case is None or fact.case in registered


@pytest.mark.slow
def test_every_figure_can_be_measured_on_a_server_that_flushes_to_disk():
    with fresh_ground() as ground:
        report = run(ground, TINY, FIGURES)

    assert report.machine["fsync"] == "on"
    assert [result.error for result in report.figures] == [None] * len(FIGURES)
    assert all(measure.value > 0 for result in report.figures for measure in result.measures)
    gated = {result.name for result in report.figures if any(ratio.gate is not None for ratio in result.ratios)}
    assert set(FIGURES) - gated == {"verify", "api"}, "the design sets no gate for these, and one for every other"
    assert not ground.directory.exists()
