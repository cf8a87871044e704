"""`tiji follow` and `tiji advance`: what runs by itself, and the clock of a simulation."""

from __future__ import annotations

import signal
import threading
from datetime import datetime
from typing import Annotated

import typer

from adapters.cli.rooms import console, tiji
from domain.errors import Refused
from domain.values import BEIJING


class NoSuchTime(Refused):
    """The text is no instant, or lies before the clock."""

    code = "clock.no_such_time"


def follow() -> None:
    """Keep the views, the reactions and the clockwork going, until stopped.

    `tiji serve` does this too; run it apart where serving and following are to be separate processes. Several may
    run: one writes, the others stand by.

    Example:  tiji follow
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with tiji(to_run=True, make_key=True) as application:
        console.print(f"following from {application.follower.position():,} (stop with Ctrl-C)")
        application.follow(stop)


def advance(
    to: Annotated[str, typer.Argument(help="2025-10-20T09:00 (read as +08:00 where it names no zone).")],
) -> None:
    """Move a simulation's clock forward; deadlines on the way are settled at their own instants.

    Example:  tiji advance 2025-10-20T09:00
    """
    try:
        instant = datetime.fromisoformat(to)
    except ValueError as error:
        raise NoSuchTime(f"{to!r} is no time", remedy="write it as 2025-10-20T09:00") from error
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=BEIJING)
    with tiji() as application:
        if not application.is_simulation:
            raise NoSuchTime("this is no simulation", remedy="only a simulation's clock can be moved")
        now = application.clock.now()
        if instant < now:
            raise NoSuchTime(f"the clock stands at {now.astimezone(BEIJING).isoformat()}", remedy="name a later time")
        settled = application.advance_through(instant)
        console.print(f"it is {instant.astimezone(BEIJING):%Y-%m-%d %H:%M}; {settled} deadlines settled on the way")
