"""`tiji serve` and `tiji token`: the API, and who may call it."""

from __future__ import annotations

import socket
import threading
from contextlib import nullcontext
from typing import Annotated

import typer
import uvicorn

from adapters.cli.rooms import console, tiji
from adapters.http import create_app
from adapters.http.identities import TokenFile, WrongIdentity
from adapters.main import api_of
from adapters.running import Tiji
from adapters.sealing import sealing
from adapters.settings import Settings
from domain.errors import Refused

LOOPBACK = "127.0.0.1"
LIKELY_FREE = 8765


class CannotGiveToken(Refused):
    """No such role, or a unit's role without a unit."""

    code = "token.cannot_be_given"


class CannotListen(Refused):
    """The address is taken, or is none of this machine's."""

    code = "serve.cannot_listen"


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = LOOPBACK,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    following: Annotated[
        bool, typer.Option("--follow/--no-follow", help="Keep views, reactions and the clockwork going here too.")
    ] = True,
    sealed: Annotated[bool, typer.Option("--seal/--no-seal", help="Seal facts into the log here too.")] = True,
) -> None:
    """Serve the API with its offline documentation page.

    Examples:  tiji serve  ·  tiji serve --port 8080 --no-follow --no-seal  (with `tiji follow` and `tiji seal` beside)
    """
    require_address(host, port)
    settings = Settings.read()
    with tiji(to_run=True) as application, sealing(application.url, settings) if sealed else nullcontext():
        listen(application, settings, host=host, port=port, following=following)


def require_address(host: str, port: int) -> None:
    """Refuse before anything is prepared what could not be served afterwards. Raises CannotListen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            attempt.bind((host, port))
    except (OSError, OverflowError) as error:
        raise CannotListen(
            f"cannot listen on {host} port {port}: {getattr(error, 'strerror', None) or error}",
            remedy=f"stop what listens there, or choose another port: --port {LIKELY_FREE}",
        ) from error


def listen(application: Tiji, settings: Settings, *, host: str, port: int, following: bool = True) -> None:
    """Serve until told to stop."""
    stop = threading.Event()
    follower = threading.Thread(target=application.follow, args=[stop], name="follower", daemon=True)
    if following:
        follower.start()
    try:
        app = create_app(api_of(application, tokens_of(settings)))
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
    finally:
        stop.set()
        if following:
            follower.join(timeout=10)


def token(
    role: Annotated[str, typer.Argument(help="unit_clerk, efficiency_office, discipline_reviewer …")],
    unit: Annotated[str | None, typer.Option(help="The unit, for a unit's role.")] = None,
    seat: Annotated[str | None, typer.Option(help="The seat; default: unit.role.")] = None,
) -> None:
    """Give a bearer token to a seat. It is shown once; only its digest is kept.

    Examples:  tiji token efficiency_office  ·  tiji token unit_clerk --unit roads
    """
    named = seat or (f"{unit}.{role}" if unit else role)
    try:
        given = tokens_of(Settings.read()).add(named, role, unit)
    except WrongIdentity as error:
        raise CannotGiveToken(str(error), remedy="tiji token --help lists what a token needs") from error
    console.print(f"token of {named} ({role}):")
    print(given)


def tokens_of(settings: Settings) -> TokenFile:
    """The file of tokens' digests."""
    return TokenFile(settings.data / "tokens.toml")
