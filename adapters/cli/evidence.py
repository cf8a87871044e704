"""`tiji seal` and `tiji witness`: the transparency log, and whoever watches over it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from adapters.cli.rooms import PATIENCE, TRIES, console
from adapters.cli.serve import LOOPBACK, require_address
from adapters.evidence.keys import key_in, public_of
from adapters.evidence.notes import WITNESS, NoteWrong, Signer, Verifier
from adapters.evidence.refused import LogKeyUnfit
from adapters.evidence.witness import Witness
from adapters.evidence.witnessing import serving
from adapters.main import database, prepared
from adapters.postgres.privileges import require_roles
from adapters.postgres.reaching import entered
from adapters.sealing import sealing
from adapters.settings import Settings

WITNESS_PORT = 8010


def seal() -> None:
    """Seal facts into the transparency log, until stopped.

    `tiji serve` does this too; run it apart, under another account and with TIJI_LOG_KEY_FILE, where the key is to
    be out of the application's reach. Several may run: one seals, the others stand by.

    Example:  tiji seal
    """
    settings, stop = Settings.read(), _until_stopped()
    with ExitStack() as stack:
        key = entered(stack, partial(_sealing, settings), TRIES)
        console.print(f"sealing as [bold]{key.verifier}[/]", soft_wrap=True, highlight=False)
        console.print("give this key to the witness and to whoever checks (stop with Ctrl-C)")
        stop.wait()


@contextmanager
def _sealing(settings: Settings) -> Iterator[Signer]:
    """A sealer over the configured database, which waits for it."""
    with database(settings, PATIENCE) as url:
        prepared(url)
        require_roles(url)
        with sealing(url, settings) as key:
            yield key


def witness(
    log: Annotated[str, typer.Option(help="Public key of the log, or the file it stands in.")],
    data: Annotated[Path, typer.Option(help="Where the witness keeps its key and what it signed.")] = Path("witness"),
    name: Annotated[str, typer.Option(help="What the witness is called; chosen once.")] = "witness",
    host: Annotated[str, typer.Option(help="Address to listen on.")] = LOOPBACK,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = WITNESS_PORT,
) -> None:
    """Cosign checkpoints of a log that only grows, until stopped.

    Run it where whoever runs the log cannot reach: that is its whole use. Then start the log with TIJI_WITNESS and
    TIJI_WITNESS_KEY.

    Example:  tiji witness --log log.key.pub --data /srv/witness --name discipline-office
    """
    stop = _until_stopped()
    require_address(host, port)
    verifier = public_key(log)
    signer = key_in(data / "witness.key", name, WITNESS)
    watching = Witness(data, signer, [verifier])
    with serving(watching, host, port) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        console.print(
            f"witness of [bold]{verifier.name}[/], which it knows up to {watching.newest(verifier.name).size:,}"
        )
        console.print(f"export TIJI_WITNESS=http://{host}:{port}", highlight=False, soft_wrap=True)
        console.print(f"export TIJI_WITNESS_KEY={signer.verifier}", highlight=False, soft_wrap=True)
        console.print(f"its public key also stands in {public_of(data / 'witness.key')} (stop with Ctrl-C)")
        stop.wait()
        server.shutdown()
    watching.close()


def public_key(given: str) -> Verifier:
    """A public key, as it is or out of a file. Raises LogKeyUnfit."""
    try:
        file = Path(given)
        text = file.read_text("utf-8") if "+" not in given or file.is_file() else given
        return Verifier.read(text)
    except (OSError, UnicodeDecodeError, NoteWrong) as error:
        raise LogKeyUnfit(
            f"{given!r} is no public key of a log: {error}", remedy="name the file log.key.pub beside the log's key"
        ) from error


def _until_stopped() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop
