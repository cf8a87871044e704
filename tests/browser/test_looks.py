"""Every page in a real browser: both languages, both widths, light and dark; nothing overflows, nobody is shut out."""

from __future__ import annotations

import pytest

from tests.browser.conftest import SHOTS
from tests.browser.looking import LOOKS, looked_at, shut_out

PAGES = {
    "sign-in": (None, "/sign-in"),
    "overview": ("efficiency_office", "/overview"),
    "worklist": ("roads.unit_clerk", "/worklist"),
    "case-late": ("roads.unit_clerk", "/cases/{late}"),
    "case-office": ("efficiency_office", "/cases/{returned}"),
    "form-reply": ("roads.unit_clerk", "/cases/{in_hand}/do/submit-reply"),
    "form-return": ("roads.unit_clerk", "/cases/{to_sign}/do/request-return"),
    "new-case": ("intake_clerk", "/new"),
    "search": ("efficiency_office", "/search?q=路灯"),
    "form-material": ("roads.unit_clerk", "/cases/{in_hand}/do/add-material"),
    "case-review": ("discipline_reviewer", "/cases/{late}"),
    "spells": ("discipline_reviewer", "/review"),
    "rulings": ("efficiency_office", "/rulings"),
    "escalations": ("efficiency_office", "/escalations"),
    "findings": ("supervisor", "/findings"),
    "notices": ("roads.unit_clerk", "/notices"),
    "notices-office": ("efficiency_office", "/notices"),
    "erasures": ("efficiency_office", "/erasures"),
    "cases": ("efficiency_office", "/cases"),
    "deadlines": ("efficiency_office", "/deadlines?state=running"),
    "supervisions": ("supervisor", "/supervisions"),
    "accountability": ("supervisor", "/accountability"),
    "consultations": ("efficiency_office", "/consultations"),
    "obligations": ("efficiency_office", "/obligations"),
    "duty": ("efficiency_office", "/duty"),
    "matters": (None, "/matters"),
    "form-reading": ("efficiency_office", "/editions/suzhou-2021/do/revise-reading?reading=R21"),
    "samples": ("efficiency_office", "/samples"),
    "monday": ("efficiency_office", "/monday"),
    "scores": ("efficiency_office", "/scores"),
    "indicators": ("efficiency_office", "/indicators"),
    "limits": ("efficiency_office", "/indicators/limits"),
    "orders": ("efficiency_office", "/indicators/orders?of=closed_in_time&term=2025-11"),
    "rankings": ("efficiency_office", "/rankings"),
    "grants": ("discipline_reviewer", "/grants"),
    "identity-requests": ("efficiency_office", "/identity-requests"),
    "zone": (None, "/zone"),
    "editions": (None, "/editions"),
    "edition": (None, "/editions/suzhou-2021"),
    "what-if": (None, "/what-if?edition=suzhou-2021&clause=suzhou.norm.handle-complaint&start=2025-09-29T16:00"),
    "track": (None, "/track"),
    "track-closed": (None, "/track?{track_closed}"),
    "track-in-hand": (None, "/track?{track_in_hand}"),
}


@pytest.mark.parametrize(("size", "dark", "language"), LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_its_width_and_shuts_nobody_out(place, open_page, name, size, dark, language):
    who, path = PAGES[name]
    path = path.format(**place.cases)
    looked_at(open_page, name, path, who, (size, dark, language))


def test_a_page_of_the_past_is_violet_and_shuts_nobody_out(place, open_page):
    page = open_page(f"/cases/{place.cases['late']}?as_of=60", "efficiency_office")
    page.screenshot(path=SHOTS / "case-as-of-desktop-light-zh.png", full_page=True)
    assert page.locator("html.is-past").count() == 1
    assert shut_out(page) == []
