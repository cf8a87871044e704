"""What the second net costs: the same statements over the same rows under the policies, and without them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import psycopg

from adapters.bench.figure import Gate, Measure, Measured, Ratio, Say
from adapters.bench.ground import Ground
from adapters.bench.measuring import in_turn, seconds_of
from adapters.bench.replay import settle
from adapters.bench.sizes import Sizes
from adapters.postgres.roles import Role, as_role
from adapters.vault.postgres import HOLDING, PERSON, TEXTS

OF_OPEN = Gate("at most", 2)
"""How much dearer a question may be under the net."""
KINDS = ("name", "contact", "title", "content")
FEW = 20
"""Handles that are read at once, as a list's titles are."""
SOUGHT = 3
"""Bigrams of the words sought."""
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
    """Reading texts by their handles, and searching, with the net and without; and written naively."""
    url = ground.store("nets")
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
        say("asking with and without")
        some = _some(handles)
        words = iter(grams * 1000)
        turns = {
            "texts, under the net": partial(_asked, under, TEXTS, some, sizes.questions),
            "texts, without": partial(_asked, beside, TEXTS, some, sizes.questions),
            "a search, under the net": partial(_asked, under, HOLDING, _sought(words), sizes.questions),
            "a search, without": partial(_asked, beside, HOLDING, _sought(words), sizes.questions),
            "a search, naively under a net": partial(_asked, under, NAIVELY, _sought(words), sizes.questions),
            "a person named": partial(_named, under, sizes.questions),
        }
        taken = in_turn(turns, sizes.rounds)
    return Measured(
        measures=tuple(Measure(name, value * 1000, "ms") for name, value in taken.items()),
        ratios=(
            Ratio.against(
                f"{FEW} texts by handle: under / without",
                taken["texts, under the net"] / taken["texts, without"],
                OF_OPEN,
            ),
            Ratio.against(
                "a search: under / without", taken["a search, under the net"] / taken["a search, without"], OF_OPEN
            ),
            Ratio.against(
                "a search: naively / without", taken["a search, naively under a net"] / taken["a search, without"]
            ),
        ),
        notes=(
            f"{sizes.facts:,} texts of {sizes.facts // len(KINDS):,} persons; without: as the owner, whom none binds.",
        ),
    )


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
