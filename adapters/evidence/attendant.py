"""A witness that lives as long as whoever started it: `python -m adapters.evidence.attendant DIRECTORY NAME LOG_KEY`.

It says its port and its public key on one line, and ends when its input does, however its starter ended.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from adapters.evidence.keys import key_in
from adapters.evidence.notes import WITNESS, Verifier
from adapters.evidence.witness import Witness
from adapters.evidence.witnessing import serving

LOOPBACK = "127.0.0.1"


def attend(directory: Path, name: str, log: str) -> None:
    """Witness one log until the input ends."""
    signer = key_in(directory / "witness.key", name, WITNESS)
    witness = Witness(directory, signer, [Verifier.read(log)])
    with serving(witness, LOOPBACK, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdout.write(f"{server.server_port} {signer.verifier}\n")
        sys.stdout.flush()
        sys.stdin.read()
        server.shutdown()
    witness.close()


if __name__ == "__main__":
    attend(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
