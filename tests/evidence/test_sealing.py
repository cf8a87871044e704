"""The sealer: what it seals, where it goes on, and when it will not."""

from __future__ import annotations

from contextlib import closing

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from adapters.evidence.log import LogTables
from adapters.evidence.merkle import Frontier, inclusion_proof, root_by_inclusion
from adapters.evidence.notes import WITNESS, Signer, opened
from adapters.evidence.refused import LogKeyUnfit
from adapters.evidence.sealer import Sealer, Wrong
from adapters.evidence.witness import Witness
from adapters.evidence.witnessing import WitnessAway
from tests.evidence.conftest import Cosigns

HASHED_ONLY = "DELETE FROM log.checkpoints WHERE size > 3"


def rebuilt(sealing) -> bytes:
    """The root over the facts as they are, from nothing else."""
    edge = Frontier()
    while entries := sealing.tables.entries(edge.size):
        for entry in entries:
            edge.add(entry.leaf())
    return edge.root()


def test_every_fact_is_sealed_under_its_position(sealing):
    sealing.record(5)
    assert sealing.seal() == 5
    newest = sealing.tables.newest()
    checkpoint, _ = opened(newest.note, sealing.key.verifier)
    assert (checkpoint.size, checkpoint.root) == (5, rebuilt(sealing))
    for entry in sealing.tables.entries(0):
        proof = inclusion_proof(sealing.tables, entry.position - 1, 5)
        assert root_by_inclusion(entry.leaf(), entry.position - 1, 5, proof) == checkpoint.root


def test_nothing_new_makes_no_new_checkpoint(sealing):
    sealing.record(2)
    sealing.seal()
    sealing.seal()
    assert [each.size for each in sealing.tables.checkpoints()] == [2]


def test_an_empty_store_has_no_checkpoint(sealing):
    assert sealing.seal() == 0
    assert sealing.tables.newest() is None


def test_many_restarts_reach_the_tree_of_one_run(sealing):
    for facts in (1, 3, 250, 10):
        sealing.record(facts)
        sealing.seal()
    assert sealing.tables.newest().root == rebuilt(sealing)
    assert len(list(sealing.tables.nodes())) == 264 // 256


def test_a_sealer_killed_before_it_signed_goes_on_with_the_same_tree(sealing):
    sealing.record(3)
    sealing.seal()
    sealing.record(4)
    sealing.seal()
    sealed = sealing.tables.newest()
    sealing.as_superuser(HASHED_ONLY)
    assert sealing.tables.newest().size == 3
    sealing.record(2)
    assert sealing.seal() == 9
    assert sealing.tables.newest().root == rebuilt(sealing)
    assert sealed.size == 7


def test_a_fact_altered_between_hashing_and_signing_is_not_signed(sealing):
    sealing.record(3)
    sealing.seal()
    sealing.record(2)
    sealing.seal()
    sealing.as_superuser(HASHED_ONLY, "UPDATE store.events SET topic = 'unit.closed' WHERE notification_id = 4")
    with pytest.raises(Wrong, match="the fact at 4"):
        sealing.seal()
    assert sealing.tables.newest().size == 3
    assert sealing.tables.alarm().code == "fact_altered"


def test_a_store_restored_from_an_older_backup_is_not_sealed_over(sealing):
    sealing.record(3)
    sealing.seal()
    sealing.as_superuser("DELETE FROM store.events WHERE notification_id = 3")
    with pytest.raises(Wrong, match="backup"):
        sealing.seal()
    assert sealing.tables.alarm().code == "facts_missing"


def test_a_hash_altered_in_the_log_is_noticed_at_the_next_start(sealing):
    sealing.record(3)
    sealing.seal()
    sealing.as_superuser("UPDATE log.leaves SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)")
    with pytest.raises(Wrong, match="root"):
        sealing.seal()


def test_the_log_goes_on_under_its_own_key_only(sealing):
    sealing.record()
    sealing.seal()
    with sealing.sealer(Signer(sealing.key.name, b"\7" * 32)) as other, pytest.raises(LogKeyUnfit):
        other.turn()
    with sealing.sealer(Signer("tiji/other", b"\7" * 32)) as other, pytest.raises(LogKeyUnfit):
        other.turn()


def test_one_seals_and_the_others_stand_by(sealing):
    sealing.record()
    with sealing.sealer() as first, sealing.sealer() as second:
        assert first.turn() == 1
        sealing.record()
        assert second.turn() == 0
        assert first.turn() == 2
        first.close()
        sealing.record()
        assert second.turn() == 3


# -- the witness ---------------------------------------------------------------------------------------


def test_the_witness_signs_what_continues(sealing):
    for facts in (2, 3):
        sealing.record(facts)
        sealing.seal(Cosigns(sealing.witness))
    newest = sealing.tables.newest()
    assert newest.is_witnessed
    _, note = opened(newest.note, sealing.key.verifier)
    assert note.signed_by(sealing.witness.signer.verifier)
    assert sealing.witness.newest(sealing.key.name).size == 5


class Away:
    """A witness nobody reaches."""

    def __init__(self, witness: Witness) -> None:
        self.verifier = witness.signer.verifier

    def add(self, *asked):
        del asked
        raise WitnessAway("no route")


def test_while_the_witness_is_away_facts_are_sealed_and_it_signs_later(sealing):
    sealing.record(2)
    sealing.seal(Cosigns(sealing.witness))
    sealing.record(2)
    sealing.seal(Away(sealing.witness))
    assert sealing.tables.alarm().code == "witness_away"
    assert not sealing.tables.newest().is_witnessed
    sealing.seal(Cosigns(sealing.witness))
    assert sealing.tables.newest().is_witnessed
    assert sealing.tables.newest(witnessed=True).size == 4
    assert sealing.tables.alarm() is None


def test_a_witness_ahead_of_the_log_is_an_alarm(sealing):
    sealing.record(3)
    sealing.seal(Cosigns(sealing.witness))
    sealing.as_superuser(
        "DELETE FROM store.events WHERE notification_id = 3", "DELETE FROM log.leaves", "DELETE FROM log.checkpoints"
    )
    with pytest.raises(Wrong, match="the witness signed 3 facts, the store holds 2"):
        sealing.seal(Cosigns(sealing.witness))
    assert sealing.tables.alarm().code == "witness_ahead"


def test_a_log_made_again_with_its_stolen_key_is_not_cosigned(sealing):
    sealing.record(3)
    sealing.seal(Cosigns(sealing.witness))
    sealing.as_superuser(
        "UPDATE store.events SET topic = 'unit.closed' WHERE notification_id = 2",
        "DELETE FROM log.leaves",
        "DELETE FROM log.checkpoints",
    )
    with pytest.raises(Wrong) as wrong:
        sealing.seal(Cosigns(sealing.witness))
    assert wrong.value.code == "witness_disagrees"
    assert sealing.tables.newest() is None


def test_an_alarm_that_lasts_is_raised_once(sealing):
    sealing.record(2)
    sealing.seal()
    sealing.as_superuser("DELETE FROM store.events WHERE notification_id = 2")
    for _ in range(3):
        with pytest.raises(Wrong):
            sealing.seal()
    with psycopg.connect(sealing.database.url("reviewer")) as connection:
        assert connection.execute("SELECT count(*) FROM log.alarms").fetchone() == (1,)


def test_what_answers_with_another_key_is_not_the_witness(sealing, tmp_path):
    sealing.record()
    another = Signer("witness/test", b"\3" * 32, WITNESS)
    with closing(Witness(tmp_path / "another", another, [sealing.key.verifier])) as impostor:
        cosigns = Cosigns(impostor)
        cosigns.verifier = sealing.witness.signer.verifier
        sealing.seal(cosigns)
    assert not sealing.tables.newest().is_witnessed
    assert sealing.tables.alarm().code == "witness_away"


# -- who may -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["app", "follower", "vault", "reviewer"])
@pytest.mark.parametrize("table", ["leaves", "nodes", "checkpoints", "alarms"])
def test_only_the_sealer_adds_to_the_log(database, role, table):
    with psycopg.connect(database.url(role)) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(f"INSERT INTO log.{table} DEFAULT VALUES")


@pytest.mark.parametrize("table", ["leaves", "nodes", "checkpoints", "alarms"])
@pytest.mark.parametrize("change", ["DELETE FROM log.{}", "TRUNCATE log.{}"])
@pytest.mark.parametrize("role", ["sealer", "owner"])
def test_what_is_in_the_log_stays(database, role, table, change):
    with psycopg.connect(database.url(role)) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(change.format(table))


def test_the_sealer_writes_no_fact(database):
    with psycopg.connect(database.url("sealer")) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute("INSERT INTO store.events SELECT * FROM store.events")


def test_a_part_of_the_log_that_is_not_there_is_not_made_up(sealing):
    sealing.record(3)
    sealing.seal()
    tables: LogTables = sealing.tables
    assert len(tables.hashes(0, 1, 2)) == 2
    with pytest.raises(LookupError):
        tables.hashes(0, 1, 3)
    with pytest.raises(LookupError):
        tables.hashes(1, 0, 1)


def test_a_sealer_goes_on_after_its_connection_broke(sealing):
    sealing.record()
    with closing(Sealer(sealing.database.url("sealer"), sealing.key)) as sealer:
        assert sealer.turn() == 1
        sealing.as_superuser("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'tiji_sealer'")
        with pytest.raises(psycopg.OperationalError):
            sealer.turn()
        sealing.record()
        assert sealer.turn() == 2
