"""The transparency log over HTTP: who may watch it, and that what it hands out can be checked by itself."""

from __future__ import annotations

from base64 import b64decode
from contextlib import closing

import psycopg
import pytest

from adapters.evidence.merkle import leaf_hash, require_consistent, root_by_inclusion
from adapters.evidence.notes import Signer, opened
from adapters.evidence.sealer import Sealer
from adapters.postgres.roles import Role, as_role


@pytest.fixture
def seal(city):
    """Seals what there is; the key."""
    url = as_role(city.application.url, Role.SEALER)
    key = Signer(f"tiji/simulation/{store_id(city)}", b"\1" * 32)
    with closing(Sealer(url, key)) as sealer:

        def sealed():
            sealer.turn()
            return key.verifier

        yield sealed


def store_id(city):
    with city.application.pool.connection() as connection:
        return connection.execute("SELECT id FROM store.origin").fetchone()[0]


def test_before_anything_is_sealed_it_says_so(city):
    answer = city.get("/api/log/checkpoint", None)
    assert answer.status_code == 409
    assert answer.json()["code"] == "log.not_sealed_yet"


def test_where_the_key_is_not_at_hand_it_says_whom_to_ask_and_the_page_does_too(city):
    answer = city.get("/api/log/key", None)
    assert answer.status_code == 409
    assert "log.key.pub" in answer.json()["remedy"]
    page = city.page(f"/cases/{city.dispatched()}", "supervisor").text
    assert "公钥不在此处" in page
    assert "log.key.pub</a>" not in page


def test_the_program_that_checks_bundles_is_plain_text_for_everyone(city):
    answer = city.get("/api/log/verify_bundle.py", None)
    assert answer.headers["Content-Type"] == "text/x-python; charset=utf-8"
    assert answer.text.startswith("#!/usr/bin/env python3")


def test_anybody_may_keep_the_checkpoint_and_check_the_hashes(city, seal):
    city.dispatched()
    key = seal()
    checkpoint, _ = opened(city.get("/api/log/checkpoint", None).text, key)
    assert checkpoint.size == city.application.store.head()
    tile = city.get(f"/api/log/tile/0/000.p/{checkpoint.size}", None)
    assert tile.headers["Content-Type"] == "application/octet-stream"
    assert len(tile.content) == 32 * checkpoint.size


def test_a_reviewer_checks_a_fact_with_nothing_but_the_answer(city, seal):
    city.dispatched()
    key = seal()
    answer = city.get("/api/log/inclusion", "discipline_reviewer", position=3).json()
    leaf = leaf_hash(answer["entry"].encode())
    proof = [b64decode(each) for each in answer["proof"]]
    root = root_by_inclusion(leaf, answer["index"], answer["size"], proof)
    checkpoint, _ = opened(city.get("/api/log/checkpoint", None).text, key)
    assert (checkpoint.size, checkpoint.root) == (answer["size"], root)
    assert b64decode(answer["leaf"]) == leaf


def test_whoever_kept_a_checkpoint_sees_that_the_log_only_grew(city, seal):
    city.dispatched()
    key = seal()
    kept, _ = opened(city.get("/api/log/checkpoint", None).text, key)
    city.dispatched()
    seal()
    answer = city.get("/api/log/consistency", None, old=kept.size).json()
    proof = [b64decode(each) for each in answer["proof"]]
    require_consistent(kept.size, kept.root, answer["size"], b64decode(answer["root"]), proof)
    assert answer["size"] > kept.size


def test_entries_are_the_lines_that_were_hashed(city, seal):
    city.dispatched()
    seal()
    size = city.application.store.head()
    bundle = city.get(f"/api/log/tile/entries/000.p/{size}", "discipline_reviewer").content
    hashes = city.get(f"/api/log/tile/0/000.p/{size}", None).content
    for n in range(size):
        length = int.from_bytes(bundle[:2], "big")
        entry, bundle = bundle[2 : 2 + length], bundle[2 + length :]
        assert leaf_hash(entry) == hashes[32 * n : 32 * n + 32]
    assert bundle == b""


def test_facts_are_not_for_everybody(city, seal):
    city.dispatched()
    seal()
    assert city.get("/api/log/tile/entries/000.p/2", None).status_code == 401
    assert city.get("/api/log/tile/entries/000.p/2", "roads.unit_clerk").status_code == 403
    assert city.get("/api/log/inclusion", "roads.unit_clerk", position=1).status_code == 403


@pytest.mark.parametrize(
    "path", ["0/000", "0/001", "1/000", "0/0", "0/000.p/0", "0/000.p/256", "0/000.p/9999", "64/000", "x", "0/x000/000"]
)
def test_a_tile_that_is_not_there_is_not_found(city, seal, path):
    city.dispatched()
    seal()
    answer = city.get(f"/api/log/tile/{path}", None)
    assert answer.status_code == 404
    assert answer.json()["code"] == "log.tile_unknown"


def test_more_than_is_sealed_is_not_shown(city, seal):
    city.dispatched()
    seal()
    size = city.application.store.head()
    for path, query in (
        ("/api/log/inclusion", {"position": size + 1}),
        ("/api/log/inclusion", {"position": 1, "size": size + 1}),
        ("/api/log/consistency", {"old": size + 1}),
    ):
        answer = city.get(path, "discipline_reviewer", **query)
        assert answer.status_code == 409, answer.text


def test_health_says_how_far_facts_are_sealed_and_what_is_wrong(city, seal):
    city.dispatched()
    before = city.get("/health", None).json()["log"]
    assert before["lag"] == city.application.store.head()
    seal()
    after = city.get("/health", None).json()
    assert after["log"]["lag"] == 0
    assert after["log"]["witnessed"] == 0
    assert after["ok"]
    alarm(city, "witness_away")
    assert city.get("/health", None).json()["ok"]
    alarm(city, "witness_ahead")
    worse = city.get("/health", None).json()
    assert not worse["ok"]
    assert worse["log"]["alarm"] == "witness_ahead"


def alarm(city, code):
    with psycopg.connect(as_role(city.application.url, Role.SEALER)) as connection:
        connection.execute("INSERT INTO log.alarms (code, detail) VALUES (%s, 'said')", [code])
