"""Both vaults, held to the same sentences."""

from __future__ import annotations

from contextlib import closing

import pytest

from adapters.vault import MasterKey, MemoryVault, PostgresVault


@pytest.fixture
def master():
    return MasterKey.fresh()


@pytest.fixture(params=["memory", "postgres"])
def vault(request, master):
    if request.param == "memory":
        yield MemoryVault(master)
        return
    url = request.getfixturevalue("database").url("vault")
    with closing(PostgresVault(url, master)) as opened:
        yield opened
