"""Says what nobody may read, through real commands, and looks for it wherever bytes come to rest.

Every verb on a case is tried by who may do it, with a word of its own in every text, under every edition at hand: what
is done is done, and what is refused is kept as refused. At last the persons that can be are erased.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg.conninfo import make_conninfo

from adapters.evidence.sealer import Sealer
from adapters.main import assembled, prepared
from adapters.postgres.embedded import EmbeddedPostgres
from adapters.postgres.roles import Role, as_role
from adapters.running import Tiji
from adapters.sealing import log_key
from adapters.settings import Settings
from application.access import MAY
from application.calls import Call
from application.commands import Command
from application.commands.looking import ExportBundle
from application.filled import FILLED, SAID, Known
from application.ids import new_id
from application.verbs import BY_NAME, VERBS
from domain.aggregates.complaint import Complaint
from domain.errors import Refused
from domain.regulations.model import Edition
from domain.values import BEIJING, SeatId, UnitId

WORD, OPEN = "canary", "openword"
FOUND = re.compile(rb"canary\d{5}q")
BEGINS = datetime(2025, 11, 3, 9, tzinfo=BEIJING)
LATER = timedelta(days=800)
"""After every time of keeping."""
ENDS = frozenset({"refuse", "answer_directly", "transfer"})
"""Verbs after which little else can be said of a case."""
PAUSE = 0.1
"""Seconds between two turns of the sealer."""
LONGEST = 1_000_000
"""Characters a free text may have; a code has eighty."""
UNIT_ROLES = ("unit_first_responder", "unit_section_head", "unit_deputy", "unit_head", "unit_clerk")


@dataclass(frozen=True)
class Looked:
    """Where words were looked for: how many were said, and how many were right to be, or not to be, there."""

    of: str
    said: int
    right: int


@dataclass
class Speaker:
    """Says words that stand nowhere else, and does things by name."""

    application: Tiji
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    said: int = 0

    def word(self) -> str:
        """A new one."""
        self.said += 1
        return f"{WORD}{next(self.numbers):05}q"

    def filled_in(self, verb: str, given: dict[str, Any]) -> dict[str, Any]:
        """A form with a word of its own in place of every free text; codes stay."""
        free = _free_texts(BY_NAME[verb].command)
        return {name: self.marked(each) if name in free else each for name, each in given.items()}

    def marked(self, given: Any) -> Any:  # noqa: ANN401  (whatever a command's field holds)
        """The same with a word of its own in place of every text."""
        if isinstance(given, dict):
            return {name: self.marked(each) for name, each in given.items()}
        if isinstance(given, list | tuple):
            return [self.marked(each) for each in given]
        return self.word() if given == SAID else given

    def do(self, by: str, verb: str, target: UUID | str | None, body: Any) -> UUID:  # noqa: ANN401  (any command's)
        """A command by a role, or a `unit.role`. Raises Refused."""
        known, (unit, _, role) = BY_NAME[verb], by.rpartition(".")
        call = Call(SeatId(by), role, new_id(), unit=UnitId(unit) if unit else None)
        id = known.call(self.application.house, target, known.command.model_validate(body), call).id
        self.application.settle()
        return id


def sought(report: Callable[[str], object]) -> list[Looked]:
    """What was found where. Raises ServerDidNotStart."""
    with tempfile.TemporaryDirectory(prefix="tiji-canaries-") as directory:
        server = EmbeddedPostgres(Path(directory) / "server", durable=False)
        settings = Settings(Path(directory) / "data")
        with server as conninfo:
            url = make_conninfo(conninfo, dbname="canaries")
            prepared(url, simulation=True)
            with assembled(url, settings, make_key=True) as application:
                return list(_looked(application, settings, Path(directory), report))


def _looked(
    application: Tiji, settings: Settings, directory: Path, report: Callable[[str], object]
) -> Iterator[Looked]:
    application.advance_to(BEGINS)
    url, speaker = application.url, Speaker(application)
    report("canaries: said")
    cases = [case for edition in application.editions for case in _lives(speaker, edition)]
    report("canaries: looked for")
    tables = _of_tables(url)
    yield _absent("canaries: in no table", speaker, tables)
    yield Looked("canaries: a word that is open is found in the tables", 1, int(OPEN.encode() in tables))
    files = b"\0".join(held(each) for each in directory.rglob("*") if each.is_file())
    yield _absent("canaries: in no file, write-ahead log and server's log included", speaker, files)
    yield Looked("canaries: a word that is open is found in the files", 1, int(OPEN.encode() in files))
    report("canaries: bundled")
    packed = b"\0".join(_packed(application, url, settings, case) for case in cases)
    yield _absent("canaries: in no bundle that leaves without texts", speaker, packed)
    report("canaries: erased")
    yield _after_erasure(speaker, cases)


def _free_texts(command: type[Command]) -> set[str]:
    """Fields of a command that take free text: one, or several."""
    properties = command.model_json_schema()["properties"] if command.model_fields else {}
    return {name for name, known in properties.items() if f'"maxLength": {LONGEST}' in json.dumps(known)}


def _absent(of: str, speaker: Speaker, content: bytes) -> Looked:
    return Looked(of, speaker.said, speaker.said - len(set(FOUND.findall(content))))


def founded(speaker: Speaker, edition: Edition) -> dict[str, str]:
    """One authority under an edition, with one unit, both called as the edition is; how a request comes to it."""
    place = unit = edition.id
    name = {"name": OPEN, "name_en": OPEN}
    speaker.do("administrator", "establish_authority", None, {"authority": place, **name})
    adopted = {"edition": edition.id, "effective_from": edition.effective_from}
    speaker.do("administrator", "adopt_edition", place, adopted)
    seats = [{"seat": f"{unit}.{role}", "role": role} for role in UNIT_ROLES]
    speaker.do("administrator", "establish_unit", None, {"unit": unit, "authority": place, "seats": seats, **name})
    assert edition.intake is not None  # noqa: S101  (every edition takes requests in)
    return {"kind": edition.intake.kinds[0].code, "channel": edition.intake.channels[0].code, "authority": place}


def _lives(speaker: Speaker, edition: Edition) -> list[UUID]:
    """One authority under an edition; a case on which everything is tried in turn, and one that is over at once."""
    how, unit = founded(speaker, edition), edition.id
    who = dict.fromkeys(("title", "content", "name", "contact", "address"), SAID)
    long, short = (
        speaker.do("intake_clerk", "register", None, speaker.filled_in("register", {**how, **who})) for _ in range(2)
    )
    for verb in VERBS:
        if verb.target == "complaint":
            _try(speaker, verb.name, short if verb.name in ENDS else long, edition, unit)
    return [long, short]


def _try(speaker: Speaker, verb: str, case: UUID, edition: Edition, unit: str) -> None:
    """Whoever may do it tries, until one can."""
    desk = speaker.application.house.desk
    for role in (each for each in MAY if BY_NAME[verb].action in MAY[each]):
        known = Known(desk.store.get(Complaint, case), edition, desk.clock.now(), unit)
        body = speaker.filled_in(verb, FILLED[verb](known) if verb in FILLED else {})
        try:
            speaker.do(f"{unit}.{role}" if role in UNIT_ROLES else role, verb, case, body)
        except Refused:
            continue
        return


def _packed(application: Tiji, url: str, settings: Settings, case: UUID) -> bytes:
    """A case bundle without texts, out of its archive."""
    done = threading.Event()
    with closing(Sealer(as_role(url, Role.SEALER), log_key(url, settings))) as sealer:

        def seal() -> None:
            while not done.wait(PAUSE):
                sealer.turn()

        sealing = threading.Thread(target=seal)
        sealing.start()
        try:
            call = Call(SeatId("auditor"), "auditor", new_id())
            _, archive = application.bundles().export(case, ExportBundle(purpose="review_case"), call)
        finally:
            done.set()
            sealing.join()
    application.settle()
    with zipfile.ZipFile(io.BytesIO(archive)) as read:
        return b"\0".join(read.read(name) for name in read.namelist())


def _after_erasure(speaker: Speaker, cases: list[UUID]) -> Looked:
    """Every case that can be by then is erased by two persons; how many of its person's words can still be read."""
    application = speaker.application
    application.advance_through(BEGINS + LATER)
    handles, left = set[Any](), 0
    for case in cases:
        asked: Any = application.store.opening(case)
        try:
            speaker.do("archivist", "propose_erasure", case, {"erase_because": "person_asks", "reason": speaker.word()})
            speaker.do("efficiency_office", "confirm_erasure", case, {})
        except Refused:
            continue
        of_person = {asked.title, asked.content, asked.complainant, asked.contact, asked.address}
        left += len(application.vault.read_many(of_person, person=case))
        handles |= of_person
    return Looked("canaries: unreadable once their person is erased", len(handles), len(handles) - left)


def held(file: Path) -> bytes:
    """What a file of a running server holds; one that the server has written anew meanwhile is gone."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def _of_tables(url: str) -> bytes:
    """Every row of every table, as it is copied out; bytes in hexadecimal are turned back."""
    said = list[bytes]()
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        for (table,) in tables:
            with connection.cursor().copy(f"COPY {table} TO STDOUT".encode()) as copied:
                said += [bytes(row) for row in copied]
        connection.execute("CHECKPOINT")
    rows = b"".join(said)
    turned = (bytes.fromhex(each.decode()) for each in re.findall(rb"\\\\x((?:[0-9a-f]{2})+)", rows))
    return b"\0".join((rows, *turned))
