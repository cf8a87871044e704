"""A case through a notice that moved a holiday, over the API: what was held before stays to be had, and why."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from adapters.calendars import announced
from adapters.http import create_app
from adapters.http.identities import TokenFile
from adapters.main import api_of, assembled
from adapters.regulations import SHIPPED
from adapters.settings import Settings
from tests.http.conftest import TEXT, City
from tests.support.accounts import TrustingAccounts
from tests.support.facts import at
from tests.support.schedules import LABOUR_DAY_2019, SPRING_FESTIVAL_2020, needs_holiday_cn

pytestmark = needs_holiday_cn

CLERK, OFFICER = "permits.unit_clerk", "administrator"
EDITION = "tongbai-2018"
BOTH = [
    pytest.param(
        LABOUR_DAY_2019,
        32,
        at("2019-03-18"),
        at("2019-05-05", "10:00"),
        (at("2019-05-04", "00:00"), ("2019-04-28", "weekend"), ("2019-05-01", "holiday")),
        (at("2019-05-06", "00:00"), ("2019-04-28", "make_up_workday"), ("2019-05-02", "holiday")),
        id="2019-03-22",
    ),
    pytest.param(
        SPRING_FESTIVAL_2020,
        7,
        at("2020-01-17"),
        at("2020-02-04", "10:00"),
        (at("2020-02-02", "00:00"), ("2020-01-31", "counted"), ("2020-02-01", "make_up_workday")),
        (at("2020-02-05", "00:00"), ("2020-01-31", "holiday"), ("2020-02-01", "holiday")),
        id="2020-01-27",
    ),
]


def editions_of_then(folder, days):
    """A folder with an invented text older than the notices: so many working days to reply."""
    own = folder / "editions" / "tongbai" / "2018"
    shutil.copytree(SHIPPED / "tongbai/2022", own)
    (own / "examples.toml").unlink()
    text, changed = own / "regulation.toml", (own / "regulation.toml").read_text("utf-8")
    changed = changed.replace('id = "tongbai-2022"', f'id = "{EDITION}"')
    changed = changed.replace("effective_from = 2022-05-23", "effective_from = 2018-01-01")
    before, limit, after = changed.partition("[limits.reply]\n")
    text.write_text(before + limit + after.replace("n = 3", f"n = {days}", 1), "utf-8")
    return folder / "editions"


@contextmanager
def place_before(notice, days, database, folder):
    """A place that knows the year's first notice only, behind the API."""
    settings = Settings(folder, editions=editions_of_then(folder, days))
    known = announced(notice.year - 1)
    with assembled(database.owner, settings, make_key=True, calendar=known) as application:
        application.advance_to(at(f"{notice.year - 1}-12-10"))
        file, accounts = TokenFile(folder / "tokens.toml"), TrustingAccounts()
        seats = {OFFICER: None, "intake_clerk": None, "efficiency_office": None, CLERK: "permits"}
        tokens = {seat: file.add(seat, seat.rpartition(".")[2], unit) for seat, unit in seats.items()}
        api = replace(api_of(application, file), accounts=accounts)
        with TestClient(create_app(api), raise_server_exceptions=False) as client:
            place = City(application, client, tokens, accounts, file)
            adopted = {"edition": EDITION, "effective_from": "2018-01-01"}
            unit = {"unit": "permits", "authority": "here", "name": "P", "name_en": "P"}
            clerk = [{"seat": CLERK, "role": "unit_clerk"}]
            done(place, "/api/authorities", {"authority": "here", "name": "H", "name_en": "H"})
            done(place, "/api/authorities/here/adopt-edition", adopted)
            done(place, "/api/units", unit | {"seats": clerk})
            done(place, "/api/schedules", notice.before())
            yield place


def done(place, path, body):
    """A command of the officer that must succeed."""
    answer = place.post(path, body, OFFICER)
    assert answer.status_code in {200, 201}, answer.text


def reply(place, case, **moment):
    """The deadline of the reply, as known at a moment."""
    found = place.get(f"/api/cases/{case}", **moment)
    assert found.status_code == 200, found.text
    return next(line for line in found.json()["deadlines"] if line["deadline"] == "reply:1")


@pytest.mark.parametrize(("notice", "days", "registered", "told", "held_before", "held_after"), BOTH)
def test_both_verdicts_are_to_be_had_over_the_api_each_by_the_notice_known_then(
    notice, days, registered, told, held_before, held_after, database, tmp_path
):
    with place_before(notice, days, database, tmp_path) as place:
        place.advance(registered.isoformat())
        case = place.register(**TEXT | {"kind": "licence", "channel": "office"})
        place.do(case, "accept", "intake_clerk")
        before = place.get("/api/cases").headers["X-Position"]
        assert reply(place, case)["due_at"] == held_before[0].isoformat()

        place.advance(notice.issued_at.isoformat())
        done(place, "/api/schedules", notice.after())
        place.advance(told.isoformat())
        place.do(case, "dispatch", "intake_clerk", unit="permits")
        place.do(case, "tell-citizen", CLERK, way="written")

        then, now = reply(place, case, as_of=before, at=told.isoformat()), reply(place, case)
        assert reply(place, case, as_of=registered.isoformat(), at=told.isoformat()) == then
        assert (then["state"], then["light"], then["recomputed_by"]) == ("running", "late", None)
        assert (now["state"], now["light"], now["recomputed_by"]) == ("met", "ok", notice.number)
        assert now["first_due_at"] == then["due_at"]
        for held, (due, *explained), known in (
            (then, held_before, notice.superseded),
            (now, held_after, notice.number),
        ):
            assert held["due_at"] == due.isoformat()
            steps = {step["day"]: step["why"] for step in held["derivation"]}
            assert [(day, steps[day]) for day, _ in explained] == explained
            named = {step.get("notice") for step in held["derivation"]} & {notice.superseded, notice.number}
            assert named == {known}
