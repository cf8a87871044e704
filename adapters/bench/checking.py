"""A whole store held against its log by `tiji verify`, in a process of its own, against only reading its rows."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial

import psycopg

from adapters.bench.figure import Measure, Measured, Ratio, Say
from adapters.bench.ground import Ground
from adapters.bench.history import fill, repeated
from adapters.bench.measuring import in_turn, seconds_of
from adapters.bench.replay import settle
from adapters.bench.sizes import Sizes
from adapters.evidence.sealer import Sealer
from adapters.evidence.verifying import ROWS
from adapters.postgres.roles import Role, as_role
from adapters.sealing import log_key
from adapters.settings import Settings

BATCH = 5_000
"""Rows read at a time, as the check does."""
COMMANDS = """
INSERT INTO store.commands (command_id, digest, first_position, last_position, recorded_at)
SELECT command_id, '', notification_id, notification_id, recorded_at FROM store.events"""


class NotAsSealed(RuntimeError):
    """The store that was just sealed is said to be altered."""


def verify(ground: Ground, sizes: Sizes, say: Say) -> Measured:
    """Facts a second, and the most memory the process held."""
    url, settings = ground.store("verify"), Settings(ground.directory)
    say("filling a store")
    head = fill(url, repeated(sizes.facts_of_a_year), each_its_own_command=True)
    with psycopg.connect(url) as owner:
        owner.execute(COMMANDS)
    settle(url)
    say("sealing it")
    sealer = Sealer(as_role(url, Role.SEALER), log_key(url, settings))
    sealed_in = seconds_of(sealer.turn)
    sealer.close()
    say("checking it")
    held: list[int] = []
    turns = {
        "tiji verify": partial(seconds_of, partial(_verified, url, settings, held)),
        "its rows, read": partial(seconds_of, partial(_read, url)),
    }
    taken = in_turn(turns, 1 if head > sizes.facts else sizes.rounds)
    check, read = taken.values()
    return Measured(
        measures=(
            Measure("facts checked", head / check, "/s"),
            Measure("facts sealed at once", head / sealed_in, "/s"),
            Measure("rows only read", head / read, "/s"),
            Measure("most memory held", max(held) / 1024, "MB"),
        ),
        ratios=(
            Ratio.against(f"tiji verify of {head:,} facts / reading their rows", check / read),
            Ratio.against(f"tiji verify of {head:,} facts", check, unit="s"),
        ),
        notes=("A process of its own, from its start to its word; sealing hashes every fact and signs once.",),
    )


def _verified(url: str, settings: Settings, held: list[int]) -> None:
    """Run the command. Raises NotAsSealed."""
    environment = {**os.environ, "DATABASE_URL": url, "TIJI_DATA": str(settings.data)}
    command = [sys.executable, "-m", "adapters.cli.main", "verify"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:  # noqa: S603  (ourselves)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise NotAsSealed(f"tiji verify left with {process.returncode}; what it found stands above")
    held.append(usage.ru_maxrss)


def _read(url: str) -> None:
    with psycopg.connect(as_role(url, Role.REVIEWER)) as connection:
        last = 0
        while rows := connection.execute(ROWS, [last, BATCH]).fetchall():
            last = rows[-1][0]
