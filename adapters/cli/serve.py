"""`tiji serve` and `tiji token`: the API, and who may call it."""

from __future__ import annotations

import threading
from typing import Annotated

import typer
import uvicorn

from adapters.cli.rooms import console, tiji
from adapters.http import create_app
from adapters.http.identities import TokenFile, WrongIdentity
from adapters.main import Tiji, api_of
from adapters.settings import Settings
from domain.errors import Refused

LOOPBACK = "127.0.0.1"


class CannotGiveToken(Refused):
    """No such role, or a unit's role without a unit."""

    code = "token.cannot_be_given"


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = LOOPBACK,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    following: Annotated[
        bool, typer.Option("--follow/--no-follow", help="Keep views, reactions and the clockwork going here too.")
    ] = True,
) -> None:
    """Serve the API with its offline documentation page.

    Examples:  tiji serve  ·  tiji serve --port 8080 --no-follow  (with `tiji follow` beside it)
    """
    with tiji() as application:
        listen(application, Settings.read(), host=host, port=port, following=following)


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
