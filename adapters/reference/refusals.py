"""Every refusal: its permanent code, the status it is answered with, what it means."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

import adapters
import application
import domain
from adapters.http.problems import status_of, title_of
from adapters.reference.markdown import code, page, table
from domain.errors import Refused

ROOMS = (domain, application, adapters)

ABOUT = """
A command that the rules do not allow is refused, and nothing is recorded.
The answer is a problem document (RFC 9457) with the code, the clause that speaks against it where one does, and a
remedy: what would make it allowed.
On the command line a refusal leaves with exit code 2.
A code is permanent; one code may be raised in several places, which are then all named.
Failures that are no refusals (a busy store, a lost connection) are spelled out in `adapters/http/problems.py`.
""".strip()


def written() -> str:
    """The page."""
    rows = []
    for known, kinds in sorted(by_code().items()):
        first = kinds[0]
        named = ", ".join(f"{code(kind.__name__)} in {code(kind.__module__)}" for kind in kinds)
        rows.append((code(known), str(status_of(first)), f"{title_of(first)}.", named))
    return page("Refusals", ABOUT, table(("code", "status", "means", "raised as"), rows))


def by_code() -> dict[str, list[type[Refused]]]:
    """Code → the classes that carry it, wherever in the project they are declared."""
    for room in ROOMS:
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            import_module(module.name)
    names = tuple(f"{room.__name__}." for room in ROOMS)
    found: dict[str, list[type[Refused]]] = {}
    for kind in sorted(set(_below(Refused)), key=lambda kind: (kind.__module__, kind.__name__)):
        if kind.__module__.startswith(names) and "code" in vars(kind):
            found.setdefault(kind.code, []).append(kind)
    return found


def _below(kind: type[Refused]) -> Iterator[type[Refused]]:
    for below in kind.__subclasses__():
        yield below
        yield from _below(below)
