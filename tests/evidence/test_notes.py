"""Signed notes against the published example, and every bit of one."""

from __future__ import annotations

import pytest

from adapters.evidence.keys import key_in, public_of, secret_key, spelled
from adapters.evidence.merkle import EMPTY
from adapters.evidence.notes import WITNESS, Checkpoint, Note, NoteWrong, Signer, Verifier, opened
from adapters.evidence.refused import LogKeyUnfit

SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"  # noqa: S105  (published as an example)
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
LINE = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
"""The example that the format itself is published with."""

LOG = Signer("tiji/test", b"\1" * 32)
WITNESSING = Signer("witness/test", b"\2" * 32, WITNESS)
CHECKPOINT = Checkpoint("tiji/test", 7, EMPTY)
NOTE = f"{CHECKPOINT}\n{LOG.sign(str(CHECKPOINT))}{WITNESSING.cosign(str(CHECKPOINT), 1_700_000_000)}"


def test_the_published_example_is_signed_and_read_alike():
    signer = secret_key(SECRET)
    assert str(signer.verifier) == PUBLIC
    assert spelled(signer) == SECRET
    assert signer.sign(TEXT) == LINE
    assert Note.read(f"{TEXT}\n{LINE}").signed_by(Verifier.read(PUBLIC))


def test_a_witness_signs_the_time_with_the_checkpoint():
    checkpoint, note = opened(NOTE, LOG.verifier)
    line = note.signed_by(WITNESSING.verifier)
    assert checkpoint == CHECKPOINT
    assert line
    assert int.from_bytes(line.value[:8], "big") == 1_700_000_000
    assert len(line.value) == 8 + 64


def test_a_key_of_one_kind_does_not_pass_for_the_other():
    same = Signer("witness/test", b"\2" * 32)
    assert same.verifier.id != WITNESSING.verifier.id
    assert Note.read(NOTE).signed_by(same.verifier) is None


def test_no_single_bit_of_a_checkpoint_can_be_turned():
    raw = NOTE.encode()
    for place in range(len(raw) * 8):
        turned = bytearray(raw)
        turned[place // 8] ^= 1 << place % 8
        with pytest.raises((NoteWrong, UnicodeDecodeError)):
            require_both(turned.decode())


def require_both(note: str) -> None:
    """Both signed it."""
    _, read = opened(note, LOG.verifier)
    if read.signed_by(WITNESSING.verifier) is None:
        raise NoteWrong("the witness did not sign")


@pytest.mark.parametrize(
    "text",
    [
        "tiji/test\n07\n{root}\n",
        "tiji/test\n-7\n{root}\n",
        "tiji/test\n7\n{root}\nmore\n",
        "tiji/test\n7\n{root}",
        "ti ji\n7\n{root}\n",
        "tiji/test\n7\nAAAA\n",
        "tiji/test\n7\n{root}=\n",
        "tiji/test\n٧\n{root}\n",
    ],
)
def test_what_only_looks_like_a_checkpoint_is_none(text):
    root = str(CHECKPOINT).split("\n")[2]
    with pytest.raises(NoteWrong):
        Checkpoint.read(text.format(root=root))


def test_a_checkpoint_of_another_log_is_not_ours():
    other = Checkpoint("tiji/other", 7, EMPTY)
    with pytest.raises(NoteWrong, match="tiji/other"):
        opened(f"{other}\n{LOG.sign(str(other))}", LOG.verifier)


@pytest.mark.parametrize("key", ["", "a", "a+b+c", PUBLIC.replace("c74f20a3", "c74f20a4"), PUBLIC[:-4]])
def test_a_key_that_is_none_is_said_to_be_none(key):
    with pytest.raises(NoteWrong):
        Verifier.read(key)


def test_a_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    file = tmp_path / "log.key"
    made = key_in(file, "tiji/test")
    assert key_in(file, "tiji/test") == made
    assert file.stat().st_mode & 0o077 == 0
    assert public_of(file).read_text("utf-8") == f"{made.verifier}\n"
    secret = spelled(made).split("+", 4)[-1]
    assert len(secret) > 40
    assert secret not in repr(made)
    file.chmod(0o644)
    with pytest.raises(LogKeyUnfit, match="others may open"):
        key_in(file, "tiji/test")


def test_the_key_of_another_log_is_refused(tmp_path):
    key_in(tmp_path / "log.key", "tiji/test")
    with pytest.raises(LogKeyUnfit, match="tiji/test"):
        key_in(tmp_path / "log.key", "tiji/other")


def test_a_file_that_holds_no_key_is_refused_without_being_shown(tmp_path):
    file = tmp_path / "log.key"
    file.write_text("PRIVATE+KEY+secret words\n", encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(LogKeyUnfit) as refused:
        key_in(file, "tiji/test")
    assert "secret words" not in str(refused.value)
