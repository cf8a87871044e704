"""One change tried: processes of their own run the tests until the first that notices. Nothing on disk is changed."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import hypothesis  # noqa: F401  (as the next line: what pytest loads for every trial, once)
import pytest
import schemathesis  # noqa: F401

import adapters.regulations
from tests.mutation.mutants import Files, Mutant

ROOT = Path(__file__).parents[2]
STORIES = "tests/application/test_stories.py"
ONE_STORY = STORIES + "::test_a_story_goes_as_it_says"
WORKED_CASES = ("tests/domain/test_due_examples.py", "tests/domain/test_points_examples.py")
SAID_AGAIN = tuple(sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("tests/domain/test_the_text_of_*.py")))
UNIT_TESTS = ("tests/domain", "tests/application", "tests/reactions")
SEES_THE_DISK = ("test_the_same_files_have_the_same_hash", "test_worked_cases_are_no_part_of_the_text")
"""They hold what was read to the files on disk, and so fail at any change, whatever it does: they prove nothing."""
ASKED = " and not ".join(("not postgresql", "test_calendar", *SEES_THE_DISK))
"""Without a database."""
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


def kind_of(test: str) -> str:
    """What kind of test noticed. What is only said again is held to its text; nothing shows what it does."""
    if test == UNNOTICED:
        return "unnoticed"
    kinds = {STORIES: "by a story", WORKED_CASES: "by a worked case", SAID_AGAIN: "only said again"}
    return next((kind for files, kind in kinds.items() if test.startswith(files)), "by another test")


def noticed_by(folder: Path, mutant: Mutant | None) -> str:
    """The first test that fails under the change; `UNNOTICED` where none does.

    The stories of the place come first, then its worked cases, then all that is left, and last what only says the text
    again: the quickest first, and whoever notices by what happens before whoever notices by comparing.
    Raises TrialBroken.
    """
    return next((by for tests in _in_turn(folder) if (by := _run(folder, mutant, tests)) != UNNOTICED), UNNOTICED)


def _in_turn(folder: Path) -> Iterator[Sequence[str]]:
    edition = "-".join(folder.parts[-2:])
    told = sorted(ROOT.glob("tests/scenarios/*.toml"))
    if own := [f"{ONE_STORY}[{each.stem}]" for each in told if f'"{edition}"' in each.read_text("utf-8")]:
        yield own
    yield WORKED_CASES
    seen = (STORIES, *WORKED_CASES, *SAID_AGAIN)
    yield (*UNIT_TESTS, *(f"--ignore={ROOT / each}" for each in seen))
    yield (STORIES, *SAID_AGAIN)


def _run(folder: Path, mutant: Mutant | None, tests: Sequence[str]) -> str:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with contextlib.suppress(BaseException):
            os.write(writing, _tried(folder, mutant, tests).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        answer = said.read()
    os.waitpid(child, 0)
    if answer in {"", BROKEN}:
        raise TrialBroken(f"the tests did not run to their end under {mutant}")
    return answer


def _tried(folder: Path, mutant: Mutant | None, tests: Sequence[str]) -> str:
    if mutant is not None:
        _let_it_read_changed(folder, mutant)
    sys.dont_write_bytecode = False
    noticed = Noticed()
    options = ["-x", "-q", "-p", "no:cacheprovider", "-W", IMPORTED_BEFORE, "-k", ASKED]
    os.chdir(ROOT)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = pytest.main([*options, *tests], plugins=[noticed])
    return noticed.by or (UNNOTICED if code is pytest.ExitCode.OK else BROKEN)


def _let_it_read_changed(folder: Path, mutant: Mutant) -> None:
    read: Callable[[Path], Files] = adapters.regulations.read_files

    def changed(asked: Path) -> Files:
        return mutant.applied(read(asked)) if asked == folder else read(asked)

    adapters.regulations.read_files = changed
    adapters.regulations.shipped.cache_clear()
