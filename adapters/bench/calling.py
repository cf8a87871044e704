"""Callers of an API: so many connections kept alive, each asking as soon as it was answered."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from adapters.bench.serving import LOOPBACK

LENGTH = b"content-length:"
GIVE_UP = 30.0
"""Seconds a server may take to come up or to stop."""


class BadAnswer(RuntimeError):
    """A server answered something else than 200."""


@contextmanager
def served(kind: str, url: str, directory: Path) -> Iterator[int]:
    """A server in a process of its own; its port. Raises BadAnswer if it does not come up."""
    command = [sys.executable, "-m", "adapters.bench.serving", kind, url, str(directory)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603  (our own)
        assert process.stdin is not None  # noqa: S101  (they are pipes)
        assert process.stdout is not None  # noqa: S101
        said = process.stdout.readline()
        try:
            if not said.strip().isdigit():
                raise BadAnswer(f"the {kind} server did not come up; its own words stand above")
            yield int(said)
        finally:
            process.stdin.close()
            process.wait(GIVE_UP)


def ask(port: int, paths: Sequence[str], token: str, connections: int, requests: int) -> tuple[float, list[float]]:
    """Requests a second and the seconds of each, over so many connections at once. Raises BadAnswer."""
    return asyncio.run(_ask(port, paths, token, connections, requests))


async def _ask(
    port: int, paths: Sequence[str], token: str, connections: int, requests: int
) -> tuple[float, list[float]]:
    began = time.perf_counter()
    taken = await asyncio.gather(*(_caller(port, paths, token, first, requests) for first in range(connections)))
    elapsed = time.perf_counter() - began
    return connections * requests / elapsed, [each for seconds in taken for each in seconds]


async def _caller(port: int, paths: Sequence[str], token: str, first: int, requests: int) -> list[float]:
    reader, writer = await asyncio.open_connection(LOOPBACK, port)
    taken = []
    for number in range(requests):
        path = paths[(first * requests + number) % len(paths)]
        began = time.perf_counter()
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {LOOPBACK}\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        length = next((int(line[len(LENGTH) :]) for line in lines if line.startswith(LENGTH)), 0)
        body = await reader.readexactly(length)
        taken.append(time.perf_counter() - began)
        if b" 200 " not in lines[0] + b" ":
            raise BadAnswer(f"GET {path}: {lines[0].decode()} {body[:300].decode(errors='replace')}")
    writer.close()
    await writer.wait_closed()
    return taken
