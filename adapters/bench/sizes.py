"""How much is measured: enough for medians to settle, or less in a hurry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """Counts of one run."""

    name: str
    rounds: int
    """Turns each rival takes."""
    saves: int
    """Commands of one caller in a turn."""
    callers: int
    """Callers at once, where many write."""
    saves_of_each: int
    """Commands of each of many callers in a turn."""
    streams: tuple[int, ...]
    """Facts of the aggregates replayed."""
    replays: int
    """Replays of the shortest stream in a turn; longer ones in proportion fewer."""
    facts: int
    """Facts the views are followed and rebuilt from."""
    facts_of_a_year: int
    """Facts a year's scores are reckoned from."""
    cases_of_a_year: int
    """Cases a year's rates are taken over."""
    library_facts: int
    """Events the library's runner follows in a turn; it takes one transaction for each."""
    rebuilds: int
    """Turns of a rebuild and its floor."""
    questions: int
    """Questions about now, and about the past, in a turn."""
    connections: int
    """Connections of the API's callers."""
    requests: int
    """Requests of each connection in a turn."""
    cases: tuple[int, ...]
    """Cases of the cities whose pages are looked at."""
    page_requests: int
    """Times each page is asked for."""


WHOLE = Sizes(
    "whole",
    rounds=7,
    saves=300,
    callers=32,
    saves_of_each=60,
    streams=(10, 100, 1000),
    replays=200,
    facts=100_000,
    facts_of_a_year=1_000_000,
    cases_of_a_year=100_000,
    library_facts=1500,
    rebuilds=3,
    questions=40,
    connections=16,
    requests=25,
    cases=(3_000, 100_000),
    page_requests=25,
)
QUICK = Sizes(
    "quick",
    rounds=3,
    saves=120,
    callers=32,
    saves_of_each=25,
    streams=(10, 100, 1000),
    replays=60,
    facts=20_000,
    facts_of_a_year=60_000,
    cases_of_a_year=2_000,
    library_facts=700,
    rebuilds=2,
    questions=15,
    connections=16,
    requests=6,
    cases=(300,),
    page_requests=10,
)
