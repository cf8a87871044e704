"""Proof that the figures run: change one in the text's data and a worked case of its clause no longer holds."""

from __future__ import annotations

import tomllib
from datetime import time

import pytest

from adapters.calendars import announced
from adapters.regulations import EXAMPLES, SHIPPED
from application.due import Question, answer
from domain.errors import Refused
from domain.regulations.book import Book
from domain.regulations.model import Edition

OTHER = {"n": lambda n: n + 1, "at": lambda _: time(11, 11), "weekday": lambda day: day + 1, "first": lambda n: n + 1}
"""A figure's key and how it is changed."""


def _folder(folder):
    return {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.toml")}


def _figures():
    for folder in sorted(SHIPPED.glob("*/*")):
        files = _folder(folder)
        read = str(files["readings.toml"])
        for name, parsed in files.items():
            for limit_id, limit in parsed.get("limits", {}).items():
                if limit.get("source") == "local_setting" or f"limits.{limit_id}.span'" in read:
                    continue
                for key in sorted(OTHER.keys() & limit["span"].keys()):
                    yield pytest.param(folder, name, limit_id, key, id=f"{folder.parent.name}-{limit_id}-{key}")


@pytest.mark.parametrize(("folder", "file", "limit", "key"), list(_figures()))
def test_a_changed_figure_breaks_a_worked_case_of_its_clause(folder, file, limit, key):
    files = _folder(folder)
    cases = files.pop(EXAMPLES)["examples"]
    span = files[file]["limits"][limit]["span"]
    span[key] = OTHER[key](span[key])
    changed = Edition.of(files)
    clause = changed.limit(limit).clause
    assert any(not _holds(Book([changed]), changed.id, case) for case in cases if case["clause"] == clause)


def _holds(book, edition, case):
    question = Question(edition, case["clause"], case["start"], case.get("facts", {}))
    expected = {key: value for key, value in case["expect"].items() if key != "alternatives"}
    try:
        found = answer(book, announced(), question)
    except Refused:
        return False
    return {key: found.get(key) for key in expected} == expected
