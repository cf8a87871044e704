"""`tiji score` over a real store: a card, everybody's, another reading, and what is refused."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from adapters.cli.main import app
from domain.calendar.terms import TermUnreadable
from domain.errors import NotFound


@pytest.fixture
def ask(city, database, tmp_path, monkeypatch):
    """Run the command on the store of a place where one order was signed a day late."""
    case = city.dispatched("roads")
    city.advance("2025-11-04T15:00:00+08:00")
    city.do(case, "sign", "roads.unit_clerk")
    monkeypatch.setenv("DATABASE_URL", database.owner)
    monkeypatch.setenv("TIJI_DATA", str(tmp_path))

    def run(*words):
        done = CliRunner().invoke(app, ["score", *words])
        if done.exception:
            raise done.exception
        return done.stdout

    return run


def test_a_card_is_told_with_what_took_each_point(ask):
    told = " ".join(ask("roads", "2025-11").split())
    assert "signed_late:1" in told
    assert "suzhou.score.sign" in told


def test_everybody_is_told_class_by_class_and_as_json(ask):
    assert "water" in ask("--all", "2025-11")
    told = json.loads(ask("roads", "2025-11", "--reading", "R26=sum", "--json"))
    assert (told["total"], told["conduct_held_constant"], told["moved"]) == ("99.38", True, [])


def test_whom_nobody_knows_and_what_is_no_term_is_refused(ask):
    with pytest.raises(NotFound):
        ask("nobody", "2025-11")
    with pytest.raises(TermUnreadable):
        ask("roads", "November")
