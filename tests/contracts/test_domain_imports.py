"""The domain knows the standard library, msgspec, the library's contracts, and pydantic for editions alone."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import domain

ROOT = Path(domain.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
EVENTSOURCING = {"eventsourcing.domain", "eventsourcing.utils"}


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names.add(node.module or "")
    return names


def allowed(name: str, path: Path) -> bool:
    top = name.partition(".")[0]
    if top in {"domain", "msgspec"} or top in sys.stdlib_module_names:
        return True
    return name in EVENTSOURCING or (top == "pydantic" and (ROOT / "regulations") in path.parents)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_of_the_domain_imports_only_what_the_domain_may_know(path):
    assert not {name for name in imported(path) if not allowed(name, path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_of_the_domain_reads_a_clock(path):
    reads = {"now", "today", "utcnow"}
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not called & reads


def test_no_place_is_named_in_any_module():
    from adapters.regulations import shipped

    root = ROOT.parent
    places = {edition.place for edition in shipped()}
    for layer in ("domain", "application", "projections", "adapters"):
        for path in (root / layer).rglob("*.py"):
            text = path.read_text(encoding="utf-8").lower()
            assert not {place for place in places if place in text}, path
