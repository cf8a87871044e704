"""A file is short enough to be read at once, or says why it is not."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

LINES = 300
ROOMS = ("domain", "application", "projections", "adapters")
LONG = [
    path
    for room in ROOMS
    for path in sorted((Path(__file__).parents[2] / room).rglob("*.py"))
    if len(path.read_text(encoding="utf-8").splitlines()) > LINES
]


@pytest.mark.parametrize("path", LONG, ids=lambda path: path.name)
def test_a_long_file_says_why(path):
    assert "Long because" in (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "")


@pytest.mark.parametrize(
    ("kind", "most"), [("templates/*.html", 240), ("static/style/*.css", 120), ("static/*.js", 120)]
)
def test_what_browsers_get_is_laid_out_to_be_read(kind, most):
    pages = Path(__file__).parents[2] / "adapters" / "http" / "pages"
    files = sorted(pages.glob(kind))
    assert files
    lines = [(path.name, no, line) for path in files for no, line in enumerate(path.read_text("utf-8").split("\n"), 1)]
    assert [(name, no) for name, no, line in lines if len(line) > most] == []
