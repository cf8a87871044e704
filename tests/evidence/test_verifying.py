"""What a check of the whole store finds, and by which position it names it."""

from __future__ import annotations

import psycopg
import pytest
from typer.testing import CliRunner

from adapters.cli.main import app
from adapters.evidence.keys import key_in, public_of
from adapters.evidence.refused import CheckpointUnfit
from adapters.evidence.verifying import Verification
from adapters.evidence.witness import named
from tests.evidence.conftest import Cosigns

ALTER = "UPDATE store.events SET {} WHERE notification_id = {}"
BIT = "state = set_byte(state, 9, get_byte(state, 9) # 1)"


@pytest.fixture
def sealed(sealing):
    """Nine facts under three checkpoints, all signed by the witness."""
    for _ in range(3):
        sealing.record(3)
        sealing.seal(Cosigns(sealing.witness))
    return sealing


def verdict_of(sealing, begin=None, **known):
    known = {"witness": sealing.witness.signer.verifier} | known
    if "kept" not in known:
        known["kept"] = [last_of(sealing)]
    with psycopg.connect(sealing.database.url("reviewer")) as connection:
        return Verification(connection, sealing.key.verifier, **known).run(begin)


def last_of(sealing) -> str:
    return (sealing.witness._directory / named(sealing.key.name) / "checkpoint").read_text("utf-8")


def codes(verdict) -> list[tuple[int, str]]:
    return [(fault.position, fault.code) for fault in verdict.faults]


def test_a_store_as_it_was_sealed_has_no_fault(sealed):
    verdict = verdict_of(sealed)
    assert verdict.faults == ()
    assert (verdict.first, verdict.facts, verdict.sealed, verdict.witnessed) == (1, 9, 9, 9)


def test_facts_not_sealed_yet_are_no_fault(sealed):
    sealed.record(2)
    verdict = verdict_of(sealed)
    assert (verdict.faults, verdict.facts, verdict.sealed) == ((), 11, 9)


@pytest.mark.parametrize(
    "change",
    [
        BIT,
        "topic = 'unit.closed'",
        "recorded_at = recorded_at + interval '1 microsecond'",
        "written_by = 'postgres'",
        "command_id = gen_random_uuid()",
        "originator_id = gen_random_uuid()",
    ],
)
def test_a_fact_altered_in_any_column_is_named(sealed, change):
    sealed.as_superuser(ALTER.format(change, 5))
    assert (5, "fact_altered") in codes(verdict_of(sealed))


def test_a_deleted_fact_is_named(sealed):
    sealed.as_superuser("DELETE FROM store.events WHERE notification_id = 4")
    assert codes(verdict_of(sealed))[0] == (4, "fact_missing")


def test_facts_cut_off_at_the_end_are_missed(sealed):
    sealed.as_superuser("DELETE FROM store.events WHERE notification_id > 7")
    assert codes(verdict_of(sealed))[0] == (8, "facts_missing")


def test_a_store_and_log_rolled_back_together_are_held_to_the_witness(sealed):
    sealed.as_superuser(
        "DELETE FROM store.events WHERE notification_id > 6",
        "DELETE FROM log.leaves WHERE last > 6",
        "DELETE FROM log.checkpoints WHERE size > 6",
    )
    assert codes(verdict_of(sealed)) == [(7, "facts_missing")]
    assert verdict_of(sealed, kept=[]).faults == ()


def test_a_log_made_again_with_its_own_key_is_held_to_the_witness(sealed):
    sealed.as_superuser(
        ALTER.format(BIT, 2), "DELETE FROM log.leaves", "DELETE FROM log.nodes", "DELETE FROM log.checkpoints"
    )
    sealed.seal()
    assert verdict_of(sealed, kept=[]).faults == ()
    assert [code for _, code in codes(verdict_of(sealed))] == ["history_altered"]


def test_a_fact_put_in_past_the_log_was_written_by_no_command(sealed):
    sealed.as_superuser(
        "INSERT INTO store.events SELECT gen_random_uuid(), 1, topic, state, 10, recorded_at, gen_random_uuid(),"
        " written_by FROM store.events WHERE notification_id = 9"
    )
    assert codes(verdict_of(sealed)) == [(10, "fact_forged")]


def test_a_hash_altered_in_the_log_is_told_from_an_altered_fact(sealed):
    sealed.as_superuser("UPDATE log.leaves SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) WHERE last = 6")
    assert codes(verdict_of(sealed)) == [(4, "log_altered")]


def test_a_checkpoint_whose_signature_does_not_fit_is_named(sealed):
    sealed.as_superuser("UPDATE log.checkpoints SET note = replace(note, E'\\n6\\n', E'\\n7\\n') WHERE size = 6")
    assert codes(verdict_of(sealed)) == [(6, "checkpoint_altered")]


def test_a_checkpoint_that_lost_the_witness_line_is_named(sealed):
    sealed.as_superuser(
        r"UPDATE log.checkpoints SET note = regexp_replace(note, E'\n[^\n]*witness[^\n]*\n$', E'\n') WHERE size = 6"
    )
    assert codes(verdict_of(sealed)) == [(6, "checkpoint_altered")]


def test_a_hash_above_the_tiles_is_looked_at_too(sealing):
    sealing.record(300)
    sealing.seal()
    assert verdict_of(sealing, kept=[]).faults == ()
    sealing.as_superuser("UPDATE log.nodes SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1)")
    assert codes(verdict_of(sealing, kept=[])) == [(256, "log_altered")]


# -- from a checkpoint on ------------------------------------------------------------------------------


def test_a_check_may_begin_at_a_kept_checkpoint(sealed):
    kept = sealed.tables.checkpoints()[1].note
    sealed.as_superuser(ALTER.format(BIT, 2))
    verdict = verdict_of(sealed, kept)
    assert (verdict.first, verdict.faults) == (7, ())
    sealed.as_superuser(ALTER.format(BIT, 8))
    assert codes(verdict_of(sealed, kept)) == [(8, "fact_altered")]


def test_a_check_does_not_begin_at_what_is_no_checkpoint_of_this_log(sealed):
    kept = sealed.tables.checkpoints()[1].note
    for bad in (kept.replace("\n6\n", "\n5\n"), "nothing", kept[:-1]):
        with pytest.raises(CheckpointUnfit):
            verdict_of(sealed, bad)
    sealed.as_superuser("UPDATE log.leaves SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) WHERE last = 3")
    with pytest.raises(CheckpointUnfit, match="does not lead"):
        verdict_of(sealed, kept)


# -- as a command --------------------------------------------------------------------------------------


@pytest.fixture
def typed(sealing, tmp_path, monkeypatch):
    """The command over the store, and the place of its key."""
    monkeypatch.setenv("DATABASE_URL", sealing.database.url("owner"))
    monkeypatch.setenv("TIJI_DATA", str(tmp_path))
    sealing.key = key_in(tmp_path / "log.key", sealing.key.name)
    sealing.record(3)
    sealing.seal()
    return lambda *words: CliRunner().invoke(app, ["verify", *words])


def test_the_command_leaves_with_0_where_all_is_well(typed):
    done = typed()
    assert (done.exit_code, "as it was sealed" in done.output) == (0, True), done.output


def test_the_command_leaves_with_1_and_names_the_fact(typed, sealing):
    sealing.as_superuser(ALTER.format(BIT, 2))
    done = typed()
    assert done.exit_code == 1
    assert "2 fact_altered" in done.output


def test_the_command_takes_checkpoints_out_of_files(typed, sealing, tmp_path):
    kept = tmp_path / "kept.checkpoint"
    kept.write_text(sealing.tables.newest().note, encoding="utf-8")
    key = str(public_of(tmp_path / "log.key"))
    assert typed("--from", str(kept), "--key", key, "--kept", str(kept)).exit_code == 0
    sealing.as_superuser(
        "DELETE FROM store.events WHERE notification_id = 3", "DELETE FROM log.leaves", "DELETE FROM log.checkpoints"
    )
    done = typed("--kept", str(kept))
    assert (done.exit_code, "facts_missing" in done.output) == (1, True), done.output


def test_without_a_key_nothing_is_checked(typed, tmp_path):
    public_of(tmp_path / "log.key").unlink()
    done = typed()
    assert type(done.exception).__name__ == "LogKeyUnfit"
