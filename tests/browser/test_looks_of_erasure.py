"""What is left of an erased case, and what waits for a second person, held to the same looks as the rest."""

from __future__ import annotations

import pytest

from tests.browser.conftest import place_with
from tests.browser.looking import LOOKS, looked_at
from tests.http.test_erasures import AFTER, code_of
from tests.http.test_publications import closed

PAGES = {
    "erasures-waiting": ("efficiency_office", "/erasures"),
    "form-erasure": ("efficiency_office", "/cases/{waiting}/do/confirm-erasure"),
    "case-erased": ("intake_clerk", "/cases/{erased}"),
    "track-erased": (None, "/track?number={number}&code={code}"),
}


@pytest.fixture(scope="module")
def place(postgres, tmp_path_factory):
    """A place with an erasure at each point."""
    with place_with(history, postgres, tmp_path_factory.mktemp("place")) as city:
        yield city


def history(city):
    city.tokens["archivist"] = city.identities.add("archivist", "archivist", None)
    cases = dict(zip(("erased", "waiting", "held", "declined", "own"), (over(city) for _ in range(5)), strict=True))
    city.advance(AFTER)
    why = {"erase_because": "person_asks", "reason": "当事人书面要求"}
    for name in ("erased", "waiting", "held", "declined"):
        city.do(cases[name], "propose-erasure", "archivist", **why)
    city.do(cases["own"], "propose-erasure", **why)
    city.do(cases["held"], "hold-erasure", "supervisor", hold_for="court_case", document="2027-12")
    city.do(cases["declined"], "decline-erasure", reason="仍在信访")
    city.do(cases["erased"], "confirm-erasure")
    return {**cases, **code_of(city, cases["erased"])}


def over(city):
    case = closed(city)
    city.do(case, "follow-up", way="phone", rating="good", note="满意")
    return case


@pytest.mark.parametrize(("size", "dark", "language"), LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_about_erasing_fits_its_width_and_shuts_nobody_out(place, open_page, name, size, dark, language):
    who, path = PAGES[name]
    looked_at(open_page, name, path.format(**place.cases), who, (size, dark, language))
