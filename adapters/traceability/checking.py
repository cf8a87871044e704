"""Everything wrong with the editions of a folder, each with its file and its key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from adapters.regulations import EXAMPLES, read_files
from adapters.traceability.proofs import worked_cases
from domain.regulations import content as raw
from domain.regulations.errors import EditionError
from domain.regulations.model import Edition
from domain.regulations.references import Problem, problems
from domain.regulations.soundness import overlapping, unsound
from domain.regulations.whereabouts import file_of


class Fault(NamedTuple):
    """Something wrong, told so that an officer can find it."""

    file: str
    """Below the folder that was checked."""
    key: str
    clause: str
    detail: str


def faults(root: Path) -> list[Fault]:
    """What is wrong with the editions under a folder, `<place>/<edition>/*.toml`; a fault in one hides no other."""
    found: list[Fault] = []
    loaded: dict[str, tuple[Path, Edition]] = {}
    for folder in sorted(path for path in root.glob("*/*") if path.is_dir()):
        try:
            edition = Edition.of(read_files(folder))
        except EditionError as error:
            found += _of_unloadable(root, folder, error)
            continue
        found += _named_otherwise(root, folder, edition)
        if edition.id in loaded:
            also = loaded[edition.id][0].relative_to(root)
            found.append(_fault(root, folder, Problem(("id",), "", f"{edition.id} stands in {also} too")))
        loaded[edition.id] = folder, edition
        found += (_fault(root, folder, problem) for problem in unsound(edition))
        found += _of_examples(root, folder, edition)
    for edition, problem in overlapping(edition for _, edition in loaded.values()):
        found.append(_fault(root, loaded[edition.id][0], problem))
    return found


def _named_otherwise(root: Path, folder: Path, edition: Edition) -> Iterator[Fault]:
    """An edition is known by its place and its year, as its folders are."""
    place, year = folder.parent.name, folder.name
    if edition.place != place:
        detail = f'{edition.place} lies in the folder {place}; write place = "{place}", or name the folder after it'
        yield _fault(root, folder, Problem(("place",), "", detail))
    if edition.id != f"{place}-{year}":
        detail = f'{edition.id} lies in {place}/{year}; write id = "{place}-{year}", or name the folders after it'
        yield _fault(root, folder, Problem(("id",), "", detail))


def _of_unloadable(root: Path, folder: Path, error: EditionError) -> list[Fault]:
    """All that kept it from loading, and every name in it that nothing declares."""
    found = [_told(root, folder, fault) for fault in (error, *error.others)]
    try:
        content = raw.with_likes(raw.apply_readings(raw.merge(read_files(folder)), {}))
        named = [_fault(root, folder, problem) for problem in problems(content)]
    except (EditionError, KeyError, TypeError, AttributeError):
        return found  # too broken to look further
    return found + [fault for fault in named if fault not in found]


def _told(root: Path, folder: Path, error: EditionError) -> Fault:
    file = error.file if error.file.endswith(".toml") else ""
    where = f"{folder.relative_to(root)}/{file}".rstrip("/")
    return Fault(where, error.key, error.clause, error.detail)


def _of_examples(root: Path, folder: Path, edition: Edition) -> Iterator[Fault]:
    path = folder / EXAMPLES
    if not path.is_file():
        return
    for case in worked_cases(path):
        if case["clause"] not in edition.clauses:
            here = str(path.relative_to(root))
            yield Fault(here, f"examples.{case['id']}", case["clause"], f"{case['clause']} is not in the text")


def _fault(root: Path, folder: Path, problem: Problem) -> Fault:
    key = ".".join(problem.key)
    return Fault(f"{folder.relative_to(root)}/{file_of(read_files(folder), key)}", key, problem.clause, problem.detail)
