"""What the domain's tests share: two editions and a way to write times."""

from __future__ import annotations

from datetime import datetime

import pytest

from adapters.regulations import shipped


@pytest.fixture(scope="session")
def suzhou():
    return shipped().edition("suzhou-2021")


@pytest.fixture(scope="session")
def tongbai():
    return shipped().edition("tongbai-2022")


@pytest.fixture(scope="session")
def instant():
    return datetime.fromisoformat
