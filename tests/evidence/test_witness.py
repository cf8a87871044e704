"""The witness: what it signs, what it refuses, and that it forgets nothing."""

from __future__ import annotations

import threading
from contextlib import closing, contextmanager

import pytest

from adapters.evidence.merkle import EMPTY, NodesInMemory, consistency_proof, leaf_hash, tree_hash
from adapters.evidence.notes import WITNESS, Checkpoint, Signer, opened
from adapters.evidence.refused import LogKeyUnfit
from adapters.evidence.witness import (
    DoesNotContinue,
    LogUnknown,
    NotTheLogs,
    NotWhereItStands,
    Witness,
    WitnessRefuses,
)
from adapters.evidence.witnessing import WitnessAt, WitnessAway, serving

LOG = Signer("tiji/test", b"\1" * 32)
OWN = Signer("witness/test", b"\2" * 32, WITNESS)


def nodes_of(size: int, word: str = "") -> NodesInMemory:
    nodes = NodesInMemory()
    for n in range(size):
        nodes.add(leaf_hash(f"{word}{n}".encode()))
    return nodes


def note_of(nodes: NodesInMemory, size: int, key: Signer = LOG, origin: str = LOG.name) -> str:
    checkpoint = Checkpoint(origin, size, tree_hash(nodes, 0, size))
    return f"{checkpoint}\n{key.sign(str(checkpoint))}"


@pytest.fixture
def witness(tmp_path):
    with closing(Witness(tmp_path, OWN, [LOG.verifier], lambda: 1_700_000_000)) as opened_one:
        yield opened_one


@contextmanager
def served(witness):
    with serving(witness, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield WitnessAt(f"http://127.0.0.1:{server.server_port}", OWN.verifier)
        server.shutdown()
        thread.join()


def test_it_signs_trees_that_continue(witness):
    nodes = nodes_of(9)
    for old, size in ((0, 4), (4, 4), (4, 9)):
        note = note_of(nodes, size)
        line = witness.add(old, consistency_proof(nodes, old, size), note)
        assert opened(note + line, LOG.verifier)[1].signed_by(OWN.verifier)
    assert witness.newest(LOG.name).size == 9


def test_it_says_where_it_stands(witness):
    nodes = nodes_of(9)
    witness.add(0, [], note_of(nodes, 5))
    with pytest.raises(NotWhereItStands) as refused:
        witness.add(3, consistency_proof(nodes, 3, 9), note_of(nodes, 9))
    assert refused.value.size == 5


def test_it_does_not_sign_another_history(witness):
    witness.add(0, [], note_of(nodes_of(5), 5))
    other = nodes_of(9, "other")
    with pytest.raises(DoesNotContinue):
        witness.add(5, consistency_proof(other, 5, 9), note_of(other, 9))
    with pytest.raises(NotWhereItStands):
        witness.add(5, [], note_of(other, 5))
    assert witness.newest(LOG.name).size == 5


def test_it_never_goes_back(witness):
    nodes = nodes_of(9)
    witness.add(0, [], note_of(nodes, 9))
    with pytest.raises(WitnessRefuses):
        witness.add(9, [], note_of(nodes, 5))


def test_it_knows_only_the_logs_it_was_entrusted_with(witness):
    nodes = nodes_of(2)
    with pytest.raises(LogUnknown):
        witness.add(0, [], note_of(nodes, 2, origin="tiji/other"))
    with pytest.raises(NotTheLogs):
        witness.add(0, [], note_of(nodes, 2, key=Signer(LOG.name, b"\7" * 32)))
    with pytest.raises(NotTheLogs):
        witness.add(0, [], "no note")


def test_it_remembers_after_a_restart(tmp_path):
    nodes = nodes_of(9)
    with closing(Witness(tmp_path, OWN, [LOG.verifier])) as first:
        first.add(0, [], note_of(nodes, 5))
        with pytest.raises(LogKeyUnfit, match="another witness"):
            Witness(tmp_path, OWN, [LOG.verifier])
    with closing(Witness(tmp_path, OWN, [LOG.verifier])) as second:
        assert second.newest(LOG.name).size == 5


def test_over_http_it_answers_as_c2sp_says(witness):
    nodes = nodes_of(9)
    with served(witness) as cosigner:
        note = note_of(nodes, 5)
        assert opened(note + cosigner.add(0, [], note), LOG.verifier)[1].signed_by(OWN.verifier)
        with pytest.raises(NotWhereItStands) as refused:
            cosigner.add(0, [], note_of(nodes, 9))
        assert refused.value.size == 5
        other = nodes_of(9, "other")
        with pytest.raises(DoesNotContinue):
            cosigner.add(5, consistency_proof(other, 5, 9), note_of(other, 9))
        with pytest.raises(WitnessRefuses, match="404"):
            cosigner.add(0, [], note_of(nodes, 2, origin="tiji/other"))
        assert opened(cosigner.note(LOG.name), LOG.verifier)[0].size == 5
        with pytest.raises(WitnessRefuses, match="404"):
            cosigner.note("tiji/other")


@pytest.mark.parametrize(
    "body", [b"", b"old 1\n", b"old x\n\nnote", b"new 1\n\nnote", b"old 0\nnot base64\n\nnote", b"old 0\n\n\xff\xfe"]
)
def test_what_is_no_request_is_refused(witness, body):
    with served(witness) as cosigner, pytest.raises(WitnessRefuses, match=r"40[03]"):
        cosigner._asked("add-checkpoint", body)


def test_nobody_there_is_said_to_be_away():
    with pytest.raises(WitnessAway):
        WitnessAt("http://127.0.0.1:9", OWN.verifier).add(0, [], f"{Checkpoint(LOG.name, 0, EMPTY)}\n")
