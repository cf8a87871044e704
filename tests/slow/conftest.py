"""Writer processes that do not outlive their test."""

from __future__ import annotations

import pytest

from tests.slow.load import WriterProcess


@pytest.fixture
def writers(tmp_path):
    """Starts so many writers of a store."""
    started = []

    def start(url, number):
        started.extend(WriterProcess(url, tmp_path / f"diary-{n}").start() for n in range(number))
        return started

    yield start
    for writer in started:
        writer.kill()
