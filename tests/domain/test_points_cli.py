"""`tiji points`: asked with facts, answered with points, clause and other readings."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from adapters.cli.main import app


def ask(*words):
    return CliRunner().invoke(app, ["points", *words])


def test_points_are_told_with_their_clause_and_what_another_reading_gives():
    told = ask("suzhou-2021", "supervision_levels", "--fact", "supervised=[[1,2],[1],[3]]").output
    assert "suzhou.score.sup-levels" in told
    assert '{"sum": "7"}' in told


def test_an_answer_can_be_had_as_json_and_read_otherwise():
    words = ("suzhou-2021", "signing", "--fact", "signed_late=3", "--json")
    assert json.loads(ask(*words).output)["moved"] == "1.5"
    read = (
        "suzhou-2021",
        "total",
        "--fact",
        "class=second",
        "--fact",
        "extra=4",
        "--reading",
        "R36=scale_all",
        "--json",
    )
    assert json.loads(ask(*read, "--json").output)["total"] == "5"


def test_what_has_no_answer_says_why_and_leaves_with_two():
    refused = ask("suzhou-2021", "charm", "--json")
    assert refused.exit_code == 2
    assert json.loads(refused.output)["code"] == "points.unanswerable"
    assert "points.unanswerable" in ask("suzhou-2021", "charm").stderr


def test_the_total_may_be_asked_of_findings_too():
    words = ("suzhou-2021", "total", "--fact", "signed_late=3", "--fact", "class=second", "--json")
    assert json.loads(ask(*words).output)["total"] == "98.13"


def test_a_fact_that_no_total_looks_at_is_refused_by_name():
    refused = ask("suzhou-2021", "total", "--fact", "signed_lat=3", "--json")
    assert refused.exit_code == 2
    assert "nothing looks at signed_lat" in refused.output + refused.stderr
