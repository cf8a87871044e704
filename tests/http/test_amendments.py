"""A text or a reading that is amended in mid-case: said on the case, in the API and on the edition's page."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from adapters.cli.main import app

READ = {"reading": "R18", "choice": "signed", "effective_from": "2025-11-05", "reason": "原意如此"}


@pytest.fixture
def amended(city):
    """A case whose clocks ran when the office read a clause another way."""
    case = city.dispatched("roads")
    answer = city.post("/api/editions/suzhou-2021/revise-reading", READ)
    assert answer.status_code == 200, answer.text
    return case


def test_the_case_says_what_was_amended_and_which_clocks_keep_their_own(city, amended):
    assert city.get(f"/api/cases/{amended}").json()["amendments"] == []
    city.advance("2025-11-05T10:00:00+08:00")
    (told,) = city.get(f"/api/cases/{amended}").json()["amendments"]
    assert (told["what"], told["reading"], told["choice"]) == ("reading", "R18", "signed")
    assert (told["effective_from"], told["instead_of"]) == ("2025-11-05", "dispatched")
    assert "handle:1" in told["kept_by"]
    page = city.page(f"/cases/{amended}").text
    assert "2025-11-05" in page
    assert "R18" in page


def test_what_begins_afterwards_has_nothing_amended(city, amended):
    city.advance("2025-11-05T10:00:00+08:00")
    later = city.dispatched("water")
    assert city.get(f"/api/cases/{later}").json()["amendments"] == []
    kept, taken = (
        next(line for line in city.get(f"/api/cases/{case}").json()["deadlines"] if line["name"] == "sign")
        for case in (amended, later)
    )
    assert kept["edition"] == taken["edition"]
    assert kept["edition_hash"] != taken["edition_hash"]


def test_as_of_before_the_revision_nothing_is_said_of_it(city):
    case = city.dispatched("roads")
    before = city.get(f"/api/cases/{case}").json()["as_of"]
    city.post("/api/editions/suzhou-2021/revise-reading", READ)
    city.advance("2025-11-05T10:00:00+08:00")
    assert city.get(f"/api/cases/{case}", as_of=before).json()["amendments"] == []
    assert city.get("/api/editions/suzhou-2021", as_of=before).json()["revisions"] == []


@pytest.mark.usefixtures("amended")
def test_the_edition_says_who_revised_what_from_when_and_why(city):
    (told,) = city.get("/api/editions/suzhou-2021").json()["revisions"]
    assert (told["actor"], told["role"], told["reason"]) == ("efficiency_office", "efficiency_office", "原意如此")
    page = city.page("/editions/suzhou-2021", None).text
    assert "原意如此" in page
    assert "2025-11-05" in page


@pytest.mark.usefixtures("amended")
def test_the_edition_is_shown_as_it_is_read_on_the_day_asked_about(city):
    def chosen():
        told = city.get("/api/editions/suzhou-2021").json()
        return next(reading["chosen"] for reading in told["readings"] if reading["id"] == "R18"), told["hash"]

    before = chosen()
    city.advance("2025-11-05T10:00:00+08:00")
    after = chosen()
    assert (before[0], after[0]) == ("dispatched", "signed")
    assert before[1] != after[1]


def test_an_edition_adopted_in_mid_case_is_said_too(city):
    case = city.dispatched("roads")
    adopted = {"edition": "anqing-2025", "effective_from": "2025-11-05"}
    assert city.post("/api/authorities/here/adopt-edition", adopted, "administrator").status_code == 200
    city.advance("2025-11-05T10:00:00+08:00")
    (told,) = city.get(f"/api/cases/{case}").json()["amendments"]
    assert (told["what"], told["edition"], told["reading"]) == ("edition", "anqing-2025", None)
    assert "handle:1" in told["kept_by"] or "citizen:1" in told["kept_by"]
    assert "anqing-2025" in city.page(f"/cases/{case}").text


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"reading": "R99"}, "reading.unknown"), ({"effective_from": "2025-10-01"}, "reading.not_retroactive")],
)
def test_a_revision_that_cannot_be_is_refused_with_what_to_do(city, changed, code):
    refused = city.post("/api/editions/suzhou-2021/revise-reading", {**READ, **changed})
    assert refused.json()["code"] == code
    assert refused.json()["remedy"]


@pytest.mark.usefixtures("amended")
def test_the_command_line_shows_who_revised_which_reading(database, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database.owner)
    monkeypatch.setenv("TIJI_DATA", str(tmp_path))
    monkeypatch.setenv("TIJI_MASTER_KEY_FILE", str(tmp_path / "master.key"))
    shown = CliRunner().invoke(app, ["regulation", "show", "suzhou-2021", "suzhou.norm.handle-complaint", "--revised"])
    assert shown.exit_code == 0, shown.output
    assert "R18 dispatched → signed, 2025-11-05, efficiency_office" in shown.output
    assert "原意如此" in shown.output
