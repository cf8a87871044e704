"""What the second net costs: the same statements over the same rows under the policies, and without them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import count, cycle
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg_pool import ConnectionPool

from adapters.bench.figure import Gate, Measure, Measured, Ratio, Say
from adapters.bench.ground import Ground
from adapters.bench.history import fill, repeated
from adapters.bench.measuring import in_turn, seconds_of
from adapters.bench.replay import settle
from adapters.bench.sizes import Sizes
from adapters.postgres.follower import Follower
from adapters.postgres.roles import Role, as_role
from adapters.postgres.view_reader import UnitReader, ViewReader
from adapters.vault.postgres import HOLDING, PERSON, TEXTS
from domain.values import UnitId
from projections.case_history import CaseHistory
from projections.case_ledger import CaseLedger
from projections.custody import Custody
from projections.timeliness import Timeliness

OF_OPEN = Gate("at most", 2)
"""How much dearer it may be to read texts and to search under the net."""
MOST_TIME = Gate("at most", 19, 7)
"""Milliseconds that a question of a unit takes, as such policies did in the design's measurement over 50,000 rows."""
KINDS = ("name", "contact", "title", "content")
FEW = 20
"""Handles that are read at once, as a list's titles are."""
SOUGHT = 3
"""Bigrams of the words sought."""
ASKED = {
    "a case": 'SELECT * FROM {ledger} WHERE "case" = %s',
    "its history": 'SELECT * FROM {history} WHERE "case" = %s ORDER BY position',
    "the unit's newest cases": "SELECT * FROM {ledger} WHERE unit = %s ORDER BY registered_at DESC LIMIT 50",
    "its deadlines counted": "SELECT state, count(*) FROM {deadlines} WHERE unit = %s GROUP BY state",
}
"""What a unit's pages come down to."""
MOST = (
    'SELECT unit, count(DISTINCT "case") FROM {custody} c WHERE unit IS NOT NULL GROUP BY unit ORDER BY 2 DESC LIMIT 1'
)
HELD = 'SELECT DISTINCT "case" FROM {custody} c WHERE unit = %s LIMIT 2000'
FILL = """
INSERT INTO vault.owners (owner) SELECT gen_random_uuid() FROM generate_series(1, %(persons)s);
INSERT INTO vault.texts (handle, owner, kind, content)
SELECT md5(owner::text || kind), owner, kind, sha256(owner::text::bytea)
FROM vault.owners, unnest(%(kinds)s::text[]) AS kind;
INSERT INTO vault.grams (handle, grams, sketch)
SELECT handle, ARRAY(SELECT (random() * 20000)::integer FROM generate_series(1, 30) WHERE handle <> ''), '{}'
FROM vault.texts"""
AT_ITS_TEXTS = """
CREATE TABLE vault.naive (LIKE vault.texts);
ALTER TABLE vault.naive ADD PRIMARY KEY (handle), ADD COLUMN grams integer[];
INSERT INTO vault.naive SELECT t.*, g.grams FROM vault.texts t JOIN vault.grams g USING (handle);
CREATE INDEX ON vault.naive USING gin (grams);
GRANT SELECT ON vault.naive TO tiji_vault;
ALTER TABLE vault.naive ENABLE ROW LEVEL SECURITY;
CREATE POLICY naive ON vault.naive TO tiji_vault USING (
    kind <> ALL ('{name,contact,address}') OR owner::text = current_setting('tiji.person', true))"""
NAIVELY = "SELECT handle, owner, kind, content FROM vault.naive WHERE grams @> %s::integer[] LIMIT %s"


def nets(ground: Ground, sizes: Sizes, say: Say) -> Measured:
    """Texts and views, with the net and without."""
    texts, of_texts = _texts(ground, sizes, say)
    views, of_views = _views(ground, sizes, say)
    return Measured(
        measures=tuple(Measure(name, value * 1000, "ms") for name, value in (texts | views).items()),
        ratios=(
            _under(f"{FEW} texts by handle", texts),
            _under("a search", texts),
            Ratio.against("a search: naively / without", texts["a search, naively"] / texts["a search, without"]),
            *(_under(name, views, None) for name in ASKED),
            Ratio.against(
                "the dearest of them, under", max(views[f"{name}, under"] for name in ASKED) * 1000, MOST_TIME, "ms"
            ),
        ),
        notes=(of_texts, of_views),
    )


def _under(what: str, taken: dict[str, float], gate: Gate | None = OF_OPEN) -> Ratio:
    ratio = taken[f"{what}, under"] / taken[f"{what}, without"]
    return Ratio.against(f"{what}: under / without", ratio, gate)


def _texts(ground: Ground, sizes: Sizes, say: Say) -> tuple[dict[str, float], str]:
    """Reading texts by their handles, and searching, with the net and without; and written naively."""
    url = ground.store("nets_of_texts")
    say("filling a vault")
    with psycopg.connect(url, autocommit=True) as owner:
        for statement in FILL.split(";"):
            owner.execute(statement.encode(), {"persons": sizes.facts // len(KINDS), "kinds": list(KINDS)})
        for statement in AT_ITS_TEXTS.split(";"):
            owner.execute(statement.encode())
        settle(url)
        handles = [handle for (handle,) in owner.execute("SELECT handle FROM vault.texts ORDER BY 1 LIMIT 2000")]
        grams = [found for (found,) in owner.execute("SELECT grams[:3] FROM vault.grams ORDER BY handle LIMIT 2000")]
    with (
        psycopg.connect(as_role(url, Role.VAULT), autocommit=True) as under,
        psycopg.connect(url, autocommit=True) as beside,
    ):
        say("reading and searching texts")
        some, words, times = _some(handles), iter(grams * 1000), sizes.questions
        turns = {
            f"{FEW} texts by handle, under": partial(_asked, under, TEXTS, some, times),
            f"{FEW} texts by handle, without": partial(_asked, beside, TEXTS, some, times),
            "a search, under": partial(_asked, under, HOLDING, _sought(words), times),
            "a search, without": partial(_asked, beside, HOLDING, _sought(words), times),
            "a search, naively": partial(_asked, under, NAIVELY, _sought(words), times),
            "a person named": partial(_named, under, times),
        }
        taken = in_turn(turns, sizes.rounds)
    persons = sizes.facts // len(KINDS)
    return taken, f"{sizes.facts:,} texts of {persons:,} persons; without: as the owner, whom no policy binds."


def _views(ground: Ground, sizes: Sizes, say: Say) -> tuple[dict[str, float], str]:
    """What a unit's seats ask, by the unit's login and by the application's."""
    url = ground.store("nets_of_views")
    say("filling a store")
    fill(url, repeated(sizes.facts))
    with closing(Follower(url)) as follower:
        follower.catch_up()
    settle(url)
    with (
        ConnectionPool(as_role(url, Role.APP), min_size=1, kwargs={"autocommit": True}) as app,
        ConnectionPool(as_role(url, Role.UNIT), min_size=1, kwargs={"autocommit": True}) as of_unit,
    ):
        reader = ViewReader(app)
        (unit, held), *_ = reader.query(MOST, None, [], custody=Custody)
        cases = [case for (case,) in reader.query(HELD, None, [unit], custody=Custody)]
        say("asking views")
        readers = {"under": UnitReader(of_unit, reader, UnitId(unit)), "without": reader}
        turns = {
            f"{name}, {how}": partial(_viewed, asking, text, _given(text, unit, cases), sizes.questions)
            for name, text in ASKED.items()
            for how, asking in readers.items()
        }
        taken = in_turn(turns, sizes.rounds)
    return taken, f"A unit with {held:,} cases in {sizes.facts:,} facts; without: by the application's login."


def _given(text: str, unit: str, cases: list[UUID]) -> Iterator[list[Any]]:
    """What fills a question: the unit, or one of its cases after the other."""
    return ([unit] for _ in count()) if "unit" in text else ([case] for case in cycle(cases))


def _viewed(reader: ViewReader, text: str, given: Iterator[list[Any]], times: int) -> float:
    """Seconds of one question, on the average of several."""
    asked = [next(given) for _ in range(times)]
    views = {"ledger": CaseLedger, "deadlines": Timeliness, "history": CaseHistory}
    return seconds_of(lambda: [reader.query(text, None, each, **views) for each in asked]) / times


def _some(handles: list[str]) -> Iterator[list[Any]]:
    """Again and again a few of them, never twice the same in a row."""
    while True:
        for first in range(0, len(handles) - FEW, FEW):
            yield [handles[first : first + FEW]]


def _sought(words: Iterator[list[int]]) -> Iterator[list[Any]]:
    return ([found[:SOUGHT], 1001] for found in words)


def _asked(connection: psycopg.Connection[Any], statement: str, given: Iterator[list[Any]], times: int) -> float:
    """Seconds of one question, on the average of several."""
    asked = [next(given) for _ in range(times)]
    return seconds_of(lambda: [connection.execute(statement.encode(), each).fetchall() for each in asked]) / times


def _named(connection: psycopg.Connection[Any], times: int) -> float:
    """Seconds of naming a person before a question."""
    persons: list[UUID] = [uuid4() for _ in range(times)]
    return seconds_of(lambda: [connection.execute(PERSON, [str(each)]) for each in persons]) / times
