"""kill -9 of server, sealer, follower and database in the middle of their work, and what must hold after each."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import psycopg
from psycopg.conninfo import make_conninfo

from adapters.http.identities import TokenFile
from adapters.main import assembled, prepared
from adapters.postgres import launch
from adapters.postgres.embedded import EmbeddedPostgres
from adapters.postgres.follower import position_of
from adapters.postgres.rebuild import rebuild
from adapters.proving.canaries import Speaker, founded
from adapters.proving.survival import broken, rows_of_views, sealed
from adapters.sealing import log_key
from adapters.settings import Settings
from domain.values import BEIJING
from projections.base import KNOWN

DATABASE = "database"
PROGRAMS: dict[str, tuple[str, ...]] = {
    "server": ("serve", "--no-follow", "--no-seal", "--port"),
    "sealer": ("seal",),
    "follower": ("follow",),
}
TIED = (sys.executable, "-I", "-S", launch.__file__)
VICTIMS = (*PROGRAMS, DATABASE)
CALLERS, CASES = 4, 12
"""Who calls side by side, and how many cases they register and accept while something is killed."""
LONGEST = 0.8
"""Seconds into the work at which the kill comes at the latest."""
PATIENCE = 120.0
"""Seconds anything may take to be there again."""
PAUSE = 0.05
SAID = {"title": "A lamp", "content": "It is dark", "name": "Nobody", "contact": "none", "address": "nowhere"}
WRONG_REQUEST, BROKEN = 400, 500


class DidNotRecover(Exception):
    """What was killed did not come back, or what was asked of it stayed undone."""


def _free_port() -> int:
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        return int(there.getsockname()[1])


@dataclass
class House:
    """The whole of it as processes, and everything it has acknowledged."""

    server: EmbeddedPostgres
    settings: Settings
    url: str
    token: str
    how: dict[str, str]
    port: int = field(default_factory=_free_port)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    cases: list[str] = field(default_factory=list)
    """Cases whose registration and acceptance were both answered."""

    def start(self, program: str) -> None:
        """Start one of its programs, its words kept beside the data. It ends with us, even if we are killed."""
        arguments = [*PROGRAMS[program], *([str(self.port)] if program == "server" else [])]
        known = {"TIJI_DATA": str(self.settings.data), "DATABASE_URL": self.url}
        known["TIJI_MASTER_KEY_FILE"] = str(self.settings.data / "master.key")
        with (self.settings.data / f"{program}.log").open("ab") as words:
            self.running[program] = subprocess.Popen(  # noqa: S603  (ourselves)
                [*TIED, str(os.getpid()), sys.executable, "-m", "adapters.cli.main", *arguments],
                env={**_without_ours(), **known},
                stdout=words,
                stderr=words,
            )

    def kill(self, victim: str) -> None:
        """Kill -9, and start it again at once."""
        if victim == DATABASE:
            if self.server.pid is not None:
                os.kill(self.server.pid, signal.SIGKILL)
            self.server.close()
            self.server.start()
            return
        self.running[victim].kill()
        self.running[victim].wait()
        self.start(victim)

    def close(self) -> None:
        """End every program."""
        for process in self.running.values():
            process.kill()
            process.wait()

    def register_and_accept(self, _: int) -> None:
        """A case, asked for under the same key until it is answered, however often that takes."""
        case = self._done("/api/complaints", self.how | SAID)
        self._done(f"/api/complaints/{case}/accept", {})
        self.cases.append(case)

    def _done(self, path: str, body: dict[str, str]) -> str:
        key, patient_until = str(uuid4()), time.monotonic() + PATIENCE
        while time.monotonic() < patient_until:
            try:
                status, said = self.call("POST", path, body, key)
            except (OSError, http.client.HTTPException):
                status, said = BROKEN, None
            if status < WRONG_REQUEST:
                return str(said["id"])
            if status < BROKEN:
                raise DidNotRecover(f"{path} answered {status}: {said}")
            time.sleep(PAUSE)
        raise DidNotRecover(f"{path} was not answered")

    def call(self, method: str, path: str, body: dict[str, str] | None = None, key: str = "") -> tuple[int, Any]:
        """One request, over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
            connection.request(method, path, json.dumps(body), headers | ({"Idempotency-Key": key} if key else {}))
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()


def tried(rounds: int, random: Random, report: Callable[[str], object]) -> dict[str, list[list[str]]]:
    """What was killed, and after each time what did not hold. Raises ServerDidNotStart."""
    found: dict[str, list[list[str]]] = {victim: [] for victim in VICTIMS}
    with house() as killed:
        for number in range(rounds):
            for victim in VICTIMS:
                report(f"kill -9 of the {victim}, {number + 1} of {rounds}")
                found[victim].append(round_of(killed, victim, random))
    return found


def round_of(killed: House, victim: str, random: Random) -> list[str]:
    """Kill something while cases come in; what does not hold once all is up again."""
    with ThreadPoolExecutor(CALLERS) as callers:
        working = [callers.submit(killed.register_and_accept, number) for number in range(CASES)]
        time.sleep(random.uniform(0, LONGEST))
        killed.kill(victim)
        failed = [str(each.exception()) for each in working if each.exception()]
    return failed or after(killed)


def after(killed: House) -> list[str]:
    """What does not hold: facts, log and views, each against what it must be."""
    key = log_key(killed.url, killed.settings).verifier
    with psycopg.connect(killed.url, autocommit=True) as owner:
        if not _reached(owner, lambda: position_of(owner)):
            return ["the follower did not come back"]
        if not _reached(owner, lambda: sealed(owner)):
            return ["the sealer did not come back"]
        wrong = broken(owner, killed.cases, key)
        while True:
            before, followed = _head(owner), rows_of_views(owner)
            rebuild(killed.url, list(KNOWN.values()))
            again = rows_of_views(owner)
            if _head(owner) == before:  # else facts came in between, and the two are of different moments
                return wrong + [
                    f"the view {name} is not what the facts say" for name in again if again[name] != followed[name]
                ]
            if not _reached(owner, lambda: position_of(owner)):
                return ["the follower did not come back"]


@contextmanager
def house() -> Iterator[House]:
    """A durable database, for it is going to be killed, with a place in it, and every program running."""
    with tempfile.TemporaryDirectory(prefix="tiji-kills-") as directory, ExitStack() as ending:
        server = EmbeddedPostgres(Path(directory) / "server")
        url = make_conninfo(server.start(), dbname="killed")
        ending.callback(server.close)
        prepared(url, simulation=False)
        settings = Settings(Path(directory) / "data")
        settings.data.mkdir(exist_ok=True)
        with assembled(url, settings, make_key=True) as application:
            today = datetime.now(BEIJING).date()
            edition = next(each for each in application.editions if each.effective_from <= today)
            how = founded(Speaker(application, count(1)), edition)
        token = TokenFile(settings.data / "tokens.toml").add("intake_clerk", "intake_clerk")
        begun = House(server, settings, url, token, how)
        ending.callback(begun.close)
        for program in PROGRAMS:
            begun.start(program)
        begun.register_and_accept(0)
        yield begun


def _reached(owner: psycopg.Connection[Any], where: Callable[[], int]) -> bool:
    patient_until = time.monotonic() + PATIENCE
    while where() < _head(owner):
        if time.monotonic() > patient_until:
            return False
        time.sleep(PAUSE)
    return True


def _head(owner: psycopg.Connection[Any]) -> int:
    found: Sequence[Any] | None = owner.execute("SELECT max(notification_id) FROM store.events").fetchone()
    return int(found[0]) if found else 0


def _without_ours() -> dict[str, str]:
    """The environment, without what would lead to the data of whoever runs this."""
    return {name: value for name, value in os.environ.items() if not name.startswith("TIJI_")}
