"""The store's whole suite again, on the oldest server we support."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DEBIANS_15

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def test_the_store_keeps_its_promises_on_postgresql_15(postgres15):
    with postgres15.clone(simulation=True) as database:
        assert database.url("owner")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/store", "--postgres-binaries", DEBIANS_15],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-5000:]
