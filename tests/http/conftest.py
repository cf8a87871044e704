"""A small place behind the API: one authority, two units, a token for each seat, a clock in the hand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from adapters.http import create_app
from adapters.http.identities import TokenFile
from adapters.main import api_of, assembled
from adapters.running import Tiji
from adapters.settings import Settings
from tests.support.accounts import TrustingAccounts

MONDAY = datetime.fromisoformat("2025-11-03T09:00:00+08:00")
TEXT = {
    "authority": "here",
    "kind": "complaint",
    "channel": "hotline",
    "title": "Water in the road",
    "content": "A pipe leaks before number four.",
    "name": "Invented Person",
    "contact": "0000-0000",
}
ROLES = (
    ("administrator", None),
    ("efficiency_office", None),
    ("intake_clerk", None),
    ("discipline_reviewer", None),
    ("supervisor", None),
    ("unit_clerk", "roads"),
    ("unit_clerk", "water"),
)


@dataclass
class City:
    """The application, and whoever calls it."""

    application: Tiji
    client: TestClient
    tokens: dict[str, str]
    accounts: TrustingAccounts
    identities: TokenFile
    follows: bool = True
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, who: str | None = "efficiency_office", **query: Any) -> Any:
        """Ask; a look at a case is a fact, so the views follow."""
        answer = self.client.get(path, params=query, headers=self._as(who))
        self._follow()
        return answer

    def post(self, path: str, body: Any = None, who: str | None = "efficiency_office", **headers: str) -> Any:
        """Command, and let the views and the reactions follow."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.client.post(path, json=body or {}, headers=self._as(who) | named)
        self._follow()
        return answer

    def do(self, case: str, verb: str, who: str = "efficiency_office", **body: Any) -> dict[str, Any]:
        """A command on a case that must succeed."""
        answer = self.post(f"/api/complaints/{case}/{verb}", body, who)
        assert answer.status_code == 200, answer.text
        done: dict[str, Any] = answer.json()
        return done

    def dispute(self, subject: str, verb: str, who: str = "efficiency_office", **body: Any) -> dict[str, Any]:
        """A command on a finding, whatever it is about, that must succeed."""
        answer = self.post(f"/api/findings/{subject}/{verb}-finding", body, who)
        assert answer.status_code == 200, answer.text
        done: dict[str, Any] = answer.json()
        return done

    def register(self, **body: Any) -> str:
        """A new case; its id."""
        answer = self.post("/api/complaints", TEXT | body, "intake_clerk")
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def dispatched(self, unit: str = "roads", **body: Any) -> str:
        """A new case with a unit."""
        case = self.register(**body)
        self.do(case, "accept", "intake_clerk")
        self.do(case, "dispatch", "intake_clerk", unit=unit)
        return case

    def advance(self, to: str) -> None:
        """Move the clock."""
        answer = self.post("/api/clock/advance", {"to": to}, "administrator")
        assert answer.status_code == 200, answer.text

    def page(self, path: str, who: str | None = "efficiency_office", **query: Any) -> Any:
        """A page as a seat sees it."""
        answer = self.client.get(path, params=query, headers=self._signed(who), follow_redirects=False)
        self._follow()
        return answer

    def send(self, path: str, who: str, /, **typed: Any) -> Any:
        """A form filled in on its page and sent from there."""
        shown = self.page(path, who)
        assert shown.status_code == 200, shown.text
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', shown.text))
        answer = self.client.post(path, data=hidden | typed, headers=self._signed(who), follow_redirects=False)
        self.application.settle()
        return answer

    def _follow(self) -> None:
        if self.follows:
            self.application.settle()

    def _signed(self, who: str | None) -> dict[str, str]:
        if who is None:
            return {}
        self.accounts.live.add(who)
        return {"Cookie": f"session={who}"}

    def _as(self, who: str | None) -> dict[str, str]:
        return {} if who is None else {"Authorization": f"Bearer {self.tokens[who]}"}


@pytest.fixture
def city(database, tmp_path):
    """A place that began on a Monday morning."""
    settings = Settings(tmp_path)
    with assembled(database.owner, settings, make_key=True) as application:
        application.advance_to(MONDAY)
        file = TokenFile(tmp_path / "tokens.toml")
        tokens = {}
        for role, unit in ROLES:
            seat = f"{unit}.{role}" if unit else role
            tokens[seat] = file.add(seat, role, unit)
        accounts = TrustingAccounts()
        api = replace(api_of(application, file), accounts=accounts)
        with TestClient(create_app(api), raise_server_exceptions=False) as client:
            here = City(application, client, tokens, accounts, file)
            establish(here)
            yield here


REVIEWERS = ("discipline_reviewer", "supervisor", "auditor")


def let_review(city: City, *seats: str, **only: Any) -> list[str]:
    """Grants to review every case, or some; the leading group gives them."""
    city.tokens.setdefault("leading_group", city.identities.add("leading_group", "leading_group", None))
    days = {"first_day": "2025-11-01", "last_day": "2027-12-31", "number": "2025-7"}
    given = [city.post("/api/grants", {"seat": seat} | days | only, "leading_group") for seat in seats]
    assert all(each.status_code == 201 for each in given), [each.text for each in given]
    return [each.json()["id"] for each in given]


def establish(city: City) -> None:
    """The authority, its edition, its units: through the API like everything else."""
    authority = {"authority": "here", "name": "此地", "name_en": "Here"}
    edition = {"edition": "suzhou-2021", "effective_from": "2021-08-31"}
    assert city.post("/api/authorities", authority, "administrator").status_code == 201
    assert city.post("/api/authorities/here/adopt-edition", edition, "administrator").status_code == 200
    for unit in ("roads", "water"):
        seats = [{"seat": f"{unit}.unit_clerk", "role": "unit_clerk"}]
        body = {"unit": unit, "authority": "here", "name": unit, "name_en": unit, "seats": seats}
        assert city.post("/api/units", body, "administrator").status_code == 201
    let_review(city, *REVIEWERS)
