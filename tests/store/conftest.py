"""Stores to write to, closed when the test is over."""

from __future__ import annotations

from contextlib import closing

import pytest

from adapters.postgres.recorder import store_at


@pytest.fixture
def store(database):
    with closing(store_at(database.url("app"))) as opened:
        yield opened
