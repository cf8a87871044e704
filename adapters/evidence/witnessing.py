"""How a log and its witness speak: C2SP tlog-witness, in plain requests."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol

from adapters.evidence.notes import NoteWrong, Verifier, unbase64
from adapters.evidence.witness import (
    DoesNotContinue,
    NotWhereItStands,
    Witness,
    WitnessRefuses,
    named,
)

PATIENCE = 5.0
"""Seconds a sealer waits for its witness."""
LONGEST = 16_384
"""Bytes of the largest request a witness reads."""
MOST = 63
"""Hashes of the longest proof."""
SIZES = "text/x.tlog.size"


class WitnessAway(Exception):
    """The witness did not answer, or not as a witness."""


class Cosigner(Protocol):
    """Who cosigns checkpoints, wherever it sits."""

    @property
    def verifier(self) -> Verifier:
        """Its public key."""

    def add(self, old: int, proof: Sequence[bytes], note: str) -> str:
        """The line that cosigns. Raises WitnessRefuses, WitnessAway."""


@dataclass(frozen=True)
class WitnessAt:
    """A witness behind a URL, known by its public key."""

    url: str
    verifier: Verifier

    def add(self, old: int, proof: Sequence[bytes], note: str) -> str:
        """The line that cosigns, checked. Raises WitnessRefuses, WitnessAway."""
        hashes = "".join(f"{base64.b64encode(each).decode()}\n" for each in proof)
        return self._asked("add-checkpoint", f"old {old}\n{hashes}\n{note}".encode())

    def note(self, origin: str) -> str:
        """The last note it signed of a log. Raises WitnessRefuses, WitnessAway."""
        return self._asked(f"checkpoint/{named(origin)}")

    def _asked(self, path: str, body: bytes | None = None) -> str:
        request = urllib.request.Request(f"{self.url.rstrip('/')}/{path}", data=body)  # noqa: S310  (from the settings)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310  (as above)
                return str(answer.read(LONGEST).decode())
        except urllib.error.HTTPError as error:
            with error:
                said = error.read(LONGEST).decode(errors="replace").strip()
            if error.code == NotWhereItStands.status and said.isdecimal():
                raise NotWhereItStands(int(said)) from None
            if error.code == DoesNotContinue.status:
                raise DoesNotContinue(said) from None
            raise WitnessRefuses(f"{error.code}: {said}") from None
        except (OSError, UnicodeDecodeError, ValueError) as error:
            raise WitnessAway(f"{type(error).__name__}: {error}") from None


def read_request(body: bytes) -> tuple[int, list[bytes], str]:
    """Old size, proof and note of a request. Raises WitnessRefuses."""
    try:
        head, gap, note = body.decode().partition("\n\n")
        first, *hashes = head.split("\n")
        size = first.removeprefix("old ")
        if not gap or not first.startswith("old ") or not size.isdecimal() or len(hashes) > MOST:
            raise WitnessRefuses("this is no request to add a checkpoint")
        return int(size), [unbase64(each) for each in hashes], note
    except (UnicodeDecodeError, NoteWrong) as error:
        raise WitnessRefuses(str(error)) from error


def serving(
    witness: Witness, host: str, port: int, report: Callable[[str], None] = lambda _: None
) -> ThreadingHTTPServer:
    """A server that answers for a witness; the caller runs it."""

    class Answers(BaseHTTPRequestHandler):
        server_version, sys_version = "witness", ""
        timeout = PATIENCE

        def do_POST(self) -> None:
            length = self.headers.get("content-length", "")
            if self.path != "/add-checkpoint" or not length.isdecimal() or int(length) > LONGEST:
                self._say(404 if self.path != "/add-checkpoint" else 400, "POST /add-checkpoint\n")
                return
            try:
                self._say(200, witness.add(*read_request(self.rfile.read(int(length)))))
            except NotWhereItStands as refused:
                self._say(refused.status, f"{refused.size}\n", SIZES)
            except WitnessRefuses as refused:
                self._say(refused.status, f"{refused}\n")

        def do_GET(self) -> None:
            note = witness.note(self.path.removeprefix("/checkpoint/"))
            if self.path == "/key":
                note = f"{witness.signer.verifier}\n"
            self._say(200 if note else 404, note or "GET /checkpoint/<sha-256 of the log's name>, or /key\n")

        def _say(self, status: int, text: str, kind: str = "text/plain; charset=utf-8") -> None:
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            report(json.dumps(format % args))

    return ThreadingHTTPServer((host, port), Answers)
