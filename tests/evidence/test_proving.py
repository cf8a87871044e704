"""What `tiji prove --quick` tries is found, all of it; and its trials can fail."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters.cli import prove
from adapters.cli.main import app
from adapters.proving import canaries, kills
from adapters.proving import run as tried
from adapters.proving.run import QUICK, Figure, run
from adapters.proving.scene import scene
from adapters.proving.tampers import TAMPERS

NAMED = {"bit flip", "time shift", "topic changed", "deleted", "truncated", "forged past the head", "rolled back"}


def test_everything_that_is_tried_is_found_and_nothing_where_nothing_was_done():
    figures = run(QUICK, print)
    assert [figure.of for figure in figures if not figure.is_right] == []
    assert {figure.of for figure in figures} > set(TAMPERS)
    assert len(TAMPERS) == 12
    assert [figure.of for figure in figures if figure.of in NAMED and figure.named != figure.tried] == []


def test_a_trial_that_does_nothing_finds_nothing_and_what_only_the_witness_sees_is_seen_by_it_alone():
    with scene(200) as at:
        assert at.after(lambda _: None) == ()
        with at.connection.transaction(force_rollback=True):
            at.run("UPDATE store.events SET written_by = 'somebody' WHERE notification_id = 9")
            at.make_log_again(at.key)
            assert at.faults(against_witness=False) == ()
            assert at.faults() != ()
        assert at.faults() == ()


def test_a_word_that_does_stand_in_the_open_is_found_in_tables_files_and_bundles(monkeypatch):
    monkeypatch.setattr(canaries, "OPEN", "canary00001q")
    looked = {each.of.partition(", ")[0]: each.said - each.right for each in canaries.sought(print)}
    assert [found for of, found in looked.items() if of.startswith("canaries: in no ")] == [1, 1, 1]


def test_the_command_leaves_with_1_where_anything_was_missed(monkeypatch):
    monkeypatch.setattr(prove, "run", lambda *_: [Figure("bit flip", 4, 3, 3), Figure("clean", 2, 2)])
    done = CliRunner().invoke(app, ["prove", "--quick"])
    assert done.exit_code == 1
    assert "bit flip" in done.output


def test_the_command_leaves_with_2_and_says_what_to_install_where_the_api_could_not_be_fuzzed(monkeypatch):
    monkeypatch.setattr(tried, "find_spec", lambda _: None)
    left_out = list(tried._fuzzed(None, QUICK, print))
    monkeypatch.setattr(prove, "run", lambda *_: [Figure("clean", 2, 2), *left_out])
    done = CliRunner().invoke(app, ["prove"])
    assert done.exit_code == 2
    assert "tiji with its extra [prove]" in " ".join(done.output.split())


def test_nothing_tried_proves_nothing():
    assert not Figure("nothing", 0, 0).is_right


def test_what_was_lost_doubled_or_altered_while_something_was_killed_is_said():
    with kills.house() as killed:
        assert kills.after(killed) == []
        true = list(killed.cases)
        killed.cases = [*true, "00000000-0000-0000-0000-000000000000"]
        assert kills.after(killed) == ["acknowledged and lost: 1"]
        killed.cases = []
        assert kills.after(killed) == ["a retry was done as another command: 1"]


KEPT = """
import time
from adapters.proving import kills
with kills.house() as house:
    print(house.server.pid, *(each.pid for each in house.running.values()), flush=True)
    time.sleep(3600)
"""


@pytest.fixture
def short():
    """A directory of a short name: the socket of a server stands in it, and its address has room for few letters."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
        yield made


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_what_it_started_to_be_killed_ends_with_it_however_it_ends(how, short):
    here = os.environ | {"TMPDIR": short}
    with subprocess.Popen([sys.executable, "-c", KEPT], stdout=subprocess.PIPE, env=here) as proving:
        started = [os.pidfd_open(int(pid)) for pid in proving.stdout.readline().split()]
        assert len(started) == 4
        proving.send_signal(how)
        for process in started:
            assert select.select([process], [], [], 60)[0]
            os.close(process)


ASKED = """
import time
from adapters.cli import prove
from adapters.cli.main import app
from adapters.proving import kills
def held(*_):
    with kills.house() as house:
        print(house.server.pid, *(each.pid for each in house.running.values()), flush=True)
        time.sleep(3600)
prove.run = held
app(["prove"])
"""


def test_a_proof_that_is_asked_to_end_ends_what_it_started_and_leaves_no_data_behind(short):
    here = os.environ | {"TMPDIR": short}
    with subprocess.Popen([sys.executable, "-c", ASKED], stdout=subprocess.PIPE, env=here) as proving:
        printed = next(line for line in proving.stdout if line.strip().replace(b" ", b"").isdigit())
        started = [os.pidfd_open(int(pid)) for pid in printed.split()]
        assert len(started) == 4
        proving.send_signal(signal.SIGTERM)
        for process in started:
            assert select.select([process], [], [], 60)[0]
            os.close(process)
        assert proving.wait(60) != 0
    assert not list(Path(short).iterdir())
