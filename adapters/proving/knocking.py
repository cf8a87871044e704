"""Knocks at every door of the real application, as every role, as nobody, with a wrong token, and as another unit."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from psycopg.conninfo import make_conninfo
from starlette.types import ASGIApp

from adapters.http import create_app
from adapters.http.identities import TokenFile
from adapters.http.outermost import Outermost
from adapters.http.resource import Declared
from adapters.main import api_of, assembled, prepared
from adapters.postgres.embedded import EmbeddedPostgres
from adapters.proving.caller import Caller
from adapters.proving.canaries import BEGINS, Looked, Speaker, founded
from adapters.proving.doors import (
    Answer,
    Door,
    doors,
    is_right,
    is_right_for_a_wrong_token,
    is_right_for_nobody,
    seats,
    tells_nothing,
)
from adapters.settings import Settings
from application.identity import Identity
from domain.values import SeatId, UnitId
from projections.case_ledger import CaseLedger

OTHER = "another-unit"
NOBODYS = "a token that nobody holds"
NAME, TITLE = "Nobody at all", "A lamp that only those concerned know of"
SAID = {"title": TITLE, "content": "It is dark", "name": NAME, "contact": "none", "address": "nowhere"}
PASSWORD = "of the invented city"  # noqa: S105  (nothing real hangs on it)
STRANGER = f"{OTHER}.unit_clerk"


@dataclass(frozen=True)
class Place:
    """An invented city with one case in a unit's hands, and how each seat comes in."""

    app: ASGIApp
    doors: list[Door]
    roles: dict[str, str]
    """Seat → role."""
    tokens: dict[str, str]
    sessions: dict[str, str]
    words: tuple[str, ...]
    """What only those concerned may read of the case: its title, its number, and who complained."""
    actions: dict[tuple[str, str], str]
    """Method and path, as the document spells it → action."""
    head: Callable[[], int]
    """Facts in the store."""
    case: str

    def known_as(self, seat: str, door: Door) -> dict[str, str]:
        """The headers a seat comes to a door with."""
        if door.is_page:
            return {"Cookie": f"session={self.sessions[seat]}"}
        return {"Authorization": f"Bearer {self.tokens[seat]}"}


@contextmanager
def place() -> Iterator[Place]:
    """The real application over a throw-away database. Raises ServerDidNotStart."""
    with tempfile.TemporaryDirectory(prefix="tiji-doors-") as directory:
        server = EmbeddedPostgres(Path(directory) / "server", durable=False)
        settings = Settings(Path(directory) / "data")
        settings.data.mkdir()
        with server as conninfo:
            url = make_conninfo(conninfo, dbname="doors")
            prepared(url, simulation=True)
            with assembled(url, settings, make_key=True) as application:
                application.advance_to(BEGINS)
                yield settled(Speaker(application), TokenFile(settings.data / "tokens.toml"))


def knocked(at: Place, most: int | None, random: Random, report: Callable[[str], object]) -> list[Looked]:
    """How many doors were tried, or so many at random, and how many answered as the table says."""
    report("doors: every route, every role")
    with Caller(at.app) as caller:
        return [_looked(of, _some(tries, most, random)) for of, tries in _tries(at, caller)]


def _tries(at: Place, caller: Caller) -> Iterator[tuple[str, list[Callable[[], bool]]]]:
    """What is tried, each a question that is answered by trying it."""

    def knock(door: Door, headers: dict[str, str]) -> Answer:
        return caller.ask(door.method, door.path, headers, {} if door.method == "POST" and not door.is_page else None)

    def of_role(door: Door, seat: str) -> bool:
        return is_right(door, at.roles[seat], knock(door, at.known_as(seat, door)))

    def of_nobody(door: Door) -> bool:
        return is_right_for_nobody(door, knock(door, {}))

    def of_wrong_token(door: Door) -> bool:
        wrong = {"Authorization": f"Bearer {NOBODYS}", "Cookie": f"session={NOBODYS}"}
        return is_right_for_a_wrong_token(door, knock(door, wrong))

    def of_stranger(door: Door) -> bool:
        answer = knock(door, at.known_as(STRANGER, door))
        return is_right(door, "unit_clerk", answer) and tells_nothing(answer, at.words)

    yield "doors: a role", [partial(of_role, door, seat) for seat in at.roles if seat != STRANGER for door in at.doors]
    yield "doors: nobody signed in", [partial(of_nobody, door) for door in at.doors]
    yield "doors: a token that nobody holds", [partial(of_wrong_token, door) for door in at.doors]
    yield "doors: a unit that is not the case's", [partial(of_stranger, door) for door in at.doors]


def settled(speaker: Speaker, tokens: TokenFile) -> Place:
    """Everybody and everything in it, by real commands."""
    application = speaker.application
    edition = max(application.editions, key=lambda each: each.effective_from)
    how, unit = founded(speaker, edition), edition.id
    stranger = {"seat": STRANGER, "role": "unit_clerk"}
    body = {"unit": OTHER, "authority": how["authority"], "name": OTHER, "name_en": OTHER, "seats": [stranger]}
    speaker.do("administrator", "establish_unit", None, body)
    case = speaker.do("intake_clerk", "register", None, how | SAID)
    speaker.do("intake_clerk", "accept", case, {})
    speaker.do("intake_clerk", "dispatch", case, {"unit": unit})
    roles = seats(unit) | {STRANGER: "unit_clerk"}
    app = create_app(api_of(application, tokens))
    clause = next(iter(edition.clauses))
    return Place(
        app=app,
        doors=doors(_routes(app), str(case), unit, edition.id, clause),
        roles=roles,
        tokens={seat: tokens.add(seat, role, _unit_of(seat)) for seat, role in roles.items()},
        sessions={seat: _session(application.accounts, seat, role) for seat, role in roles.items()},
        words=(TITLE, NAME, *(row.number for row in application.rows(CaseLedger, case=case))),
        actions={
            (method, known.path.replace(":path", "")): action
            for known in _routes(app)
            if isinstance(known, Declared)
            for method, action in known.actions.items()
        },
        head=application.store.head,
        case=str(case),
    )


def _session(accounts: Any, seat: str, role: str) -> str:  # noqa: ANN401
    unit = _unit_of(seat)
    identity = Identity(SeatId(seat), role, UnitId(unit) if unit else None)
    accounts.ensure(seat, PASSWORD, identity, seat, seat, None)
    token, _ = accounts.sign_in(seat, PASSWORD, "nowhere")
    return str(token)


def _routes(app: ASGIApp) -> list[Any]:
    assert isinstance(app, Outermost)  # noqa: S101  (what create_app gives)
    return list(app.app.router.routes)  # type: ignore[attr-defined]


def _some(tries: list[Callable[[], bool]], most: int | None, random: Random) -> list[Callable[[], bool]]:
    return tries if most is None or most >= len(tries) else random.sample(tries, most)


def _looked(of: str, tries: list[Callable[[], bool]]) -> Looked:
    return Looked(of, len(tries), sum(right() for right in tries))


def _unit_of(seat: str) -> str | None:
    return seat.rpartition(".")[0] or None
