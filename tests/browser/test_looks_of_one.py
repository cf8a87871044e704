"""Pages of one subject, each with something on it, held to the same looks as the lists."""

from __future__ import annotations

import pytest

from tests.browser.conftest import place_with
from tests.browser.looking import LOOKS, looked_at
from tests.http.filled import what_was_known

PAGES = {
    "one-review": ("discipline_reviewer", "/review/{case}?nth=4"),
    "one-looks": ("discipline_reviewer", "/review/{case}/looks"),
    "one-screen": ("discipline_reviewer", "/review/{case}/looks/{look}"),
    "one-supervised-case": ("efficiency_office", "/cases/{case}"),
    "one-escalation": ("efficiency_office", "/escalations/{escalation}"),
    "one-supervision": ("supervisor", "/supervisions/{supervision}"),
    "one-consultation": ("efficiency_office", "/consultations/{consultation}"),
    "one-file": ("supervisor", "/accountability/{file}"),
    "one-assessment": ("efficiency_office", "/assessments/{assessment}"),
    "one-obligation": ("efficiency_office", "/obligations/{obligation}"),
    "one-shift": ("efficiency_office", "/duty/{shift}"),
    "one-list": ("permits.unit_section_head", "/matters/permits"),
    "one-sample": ("efficiency_office", "/samples/{sample}"),
    "one-scorecard": ("efficiency_office", "/scores/{unit}"),
    "monday-extended": ("efficiency_office", "/monday"),
}


@pytest.fixture(scope="module")
def place(postgres, tmp_path_factory):
    """A place with one of everything, and more time given in the week."""
    with place_with(history, postgres, tmp_path_factory.mktemp("place")) as city:
        yield city


def history(city):
    known, _ = what_was_known(city)
    case = city.dispatched("roads", title="管道渗漏，影响出行")
    city.do(case, "sign", "roads.unit_clerk")
    asked = {"deadline": "handle:1", "amount": 2, "application": "a", "consented_by": "unit_head", "reason": "r"}
    told = {"explained_to_citizen_at": "2025-11-13T09:00:00+08:00", "explained_by_way_of": "phone"}
    city.do(case, "request-extension", "roads.unit_clerk", **asked, **told)
    return known


@pytest.mark.parametrize(("size", "dark", "language"), LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_one_subject_fits_its_width_and_shuts_nobody_out(place, open_page, name, size, dark, language):
    who, path = PAGES[name]
    looked_at(open_page, name, path.format(**place.cases), who, (size, dark, language))
