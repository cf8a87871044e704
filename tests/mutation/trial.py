"""One change tried: a process of its own runs the tests until the first that notices. Nothing on disk is changed."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import adapters.regulations
from tests.mutation.mutants import Files, Mutant

ROOT = Path(__file__).parents[2]
NOTICING = ("tests/domain", "tests/application/test_stories.py", "tests/reactions")
"""Where a change shows, the quickest first; all without a database."""
WITHOUT_DATABASE = "not postgresql and not test_calendar"
IMPORTED_BEFORE = "ignore::pytest.PytestAssertRewriteWarning"
UNNOTICED, BROKEN = "-", "?"


class TrialBroken(RuntimeError):
    """The tests could not be run, which says nothing about the change."""


class Noticed:
    """Hears which test failed first."""

    def __init__(self) -> None:
        self.by = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember the first failure."""
        if report.failed and not self.by:
            self.by = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot even be read has noticed too."""
        if report.failed and not self.by:
            self.by = report.nodeid


def noticed_by(folder: Path, mutant: Mutant | None) -> str:
    """The first test that fails under the change; `UNNOTICED` where none does. In a process of its own.

    Raises TrialBroken.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with contextlib.suppress(BaseException):
            os.write(writing, _tried(folder, mutant).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        answer = said.read()
    os.waitpid(child, 0)
    if answer in {"", BROKEN}:
        raise TrialBroken(f"the tests did not run to their end under {mutant}")
    return answer


def _tried(folder: Path, mutant: Mutant | None) -> str:
    if mutant is not None:
        _let_it_read_changed(folder, mutant)
    sys.dont_write_bytecode = False
    noticed = Noticed()
    options = ["-x", "-q", "-p", "no:cacheprovider", "-W", IMPORTED_BEFORE, "-k", WITHOUT_DATABASE]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = pytest.main([*options, *(str(ROOT / each) for each in NOTICING)], plugins=[noticed])
    return noticed.by or (UNNOTICED if code is pytest.ExitCode.OK else BROKEN)


def _let_it_read_changed(folder: Path, mutant: Mutant) -> None:
    read: Callable[[Path], Files] = adapters.regulations.read_files

    def changed(asked: Path) -> Files:
        return mutant.applied(read(asked)) if asked == folder else read(asked)

    adapters.regulations.read_files = changed
    adapters.regulations.shipped.cache_clear()
