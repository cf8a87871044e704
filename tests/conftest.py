"""What every test may ask for. freezegun must not stop the clocks that real connections wait by."""

from __future__ import annotations

from pathlib import Path

import freezegun
import pytest

from tests.support.postgres import cluster

DEBIANS_15 = Path("/usr/lib/postgresql/15/bin")

freezegun.configure(extend_ignore_list=["psycopg_pool", "psycopg", "adapters.postgres"])


def pytest_addoption(parser):
    parser.addoption(
        "--postgres-binaries", type=Path, help="bin directory of another PostgreSQL to test with (default: embedded)"
    )


@pytest.fixture(scope="session")
def postgres(request):
    """A server of our own, one per worker process."""
    with cluster(request.config.getoption("--postgres-binaries")) as running:
        yield running


@pytest.fixture
def database(postgres):
    """A fresh simulation store."""
    with postgres.clone(simulation=True) as fresh:
        yield fresh


@pytest.fixture
def real_database(postgres):
    """A fresh real store."""
    with postgres.clone(simulation=False) as fresh:
        yield fresh


@pytest.fixture(scope="session")
def postgres15():
    """The oldest server we support."""
    if not (DEBIANS_15 / "postgres").exists():
        pytest.skip(f"PostgreSQL 15 is not installed in {DEBIANS_15}")
    with cluster(DEBIANS_15) as running:
        yield running
