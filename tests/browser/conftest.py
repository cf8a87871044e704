"""A real browser before a real server: headless Chromium, a place with some history, one port on loopback."""

from __future__ import annotations

import os
import shutil
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
import uvicorn
from playwright.sync_api import sync_playwright
from starlette.testclient import TestClient

from adapters.http import create_app
from adapters.http.identities import TokenFile
from adapters.main import api_of, assembled
from adapters.settings import Settings
from application.tracking import tracking_code
from tests.http.conftest import MONDAY, ROLES, City, establish
from tests.support.accounts import TrustingAccounts

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SHOTS = Path(os.environ.get("TIJI_SHOTS", "build/screenshots"))
"""Where pictures of the pages are left, to be looked at."""
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def place(postgres, tmp_path_factory):
    """A place with cases at every turn, and the address of its pages."""
    with place_with(history, postgres, tmp_path_factory.mktemp("place")) as city:
        yield city


@contextmanager
def place_with(history, postgres, folder):
    """A place with a history of its own, `city.cases` being what it told, and the address of its pages."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (apt install chromium)")
    with (
        postgres.clone(simulation=True) as fresh,
        assembled(fresh.owner, Settings(folder), make_key=True) as application,
    ):
        application.advance_to(MONDAY)
        file, accounts = TokenFile(folder / "tokens.toml"), TrustingAccounts()
        named = {f"{unit}.{role}" if unit else role: (role, unit) for role, unit in ROLES}
        tokens = {seat: file.add(seat, role, unit) for seat, (role, unit) in named.items()}
        app = create_app(replace(api_of(application, file), accounts=accounts))
        with TestClient(app) as client:
            city = City(application, client, tokens, accounts, file)
            establish(city)
            city.cases = history(city)
        stop = threading.Event()
        following = threading.Thread(target=application.follow, args=[stop], daemon=True)
        following.start()
        with served(app) as address:
            city.address = address
            yield city
        stop.set()
        following.join(timeout=10)


def history(city):
    """Some cases: one new, one to be signed for, one in hand, one returned, one answered, one overdue."""
    cases = {"late": city.dispatched("roads", title="路灯不亮"), "returned": city.dispatched("roads", title="井盖松动")}
    city.do(cases["late"], "sign", "roads.unit_clerk")
    city.do(
        cases["returned"],
        "request-return",
        "roads.unit_clerk",
        reason="属供水管理",
        basis="职责清单第四项",
        suggested_unit="water",
    )
    city.advance("2025-11-14T08:30:00+08:00")
    cases["in_hand"] = city.dispatched("roads", title="人行道被占用")
    city.do(cases["in_hand"], "sign", "roads.unit_clerk")
    city.do(cases["in_hand"], "handle", "roads.unit_clerk", action="visited", note="现场已核实")
    cases["answered"] = city.dispatched("roads", title="护栏破损")
    city.do(cases["answered"], "sign", "roads.unit_clerk")
    items = ["point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact"]
    reply = {"reply": "护栏已更换", "outcome": "done", "approved_by": "unit_deputy", "items": items}
    city.do(cases["answered"], "submit-reply", "roads.unit_clerk", **reply)
    cases["to_sign"] = city.dispatched("roads", title="路面塌陷存在隐患")
    closed = city.dispatched("roads", title="垃圾桶满溢")
    city.do(closed, "sign", "roads.unit_clerk")
    city.do(closed, "submit-reply", "roads.unit_clerk", **reply)
    city.do(closed, "accept-reply")
    city.do(closed, "tell-citizen", way="phone", call_record="已告知")
    city.do(closed, "close", outcome="done")
    secret = city.application.house.desk.secret
    for name, case in {"closed": closed, "in_hand": cases["in_hand"]}.items():
        number = city.get(f"/api/cases/{case}").json()["number"]
        cases[f"track_{name}"] = f"number={number}&code={tracking_code(secret, UUID(case))}"
    cases["new"] = city.register(title="公交站牌信息错误")
    return cases


class served:  # noqa: N801  (reads as a sentence where it is used)
    """An application on a free port of loopback."""

    def __init__(self, app):
        self.server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def __enter__(self):
        self.thread.start()
        give_up = time.monotonic() + 20
        while not self.server.started:
            assert time.monotonic() < give_up
            time.sleep(0.02)
        port = self.server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def __exit__(self, *_):
        self.server.should_exit = True
        self.thread.join(timeout=10)


@pytest.fixture(scope="module")
def chromium(place):
    """One browser for all pages."""
    del place
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def is_complaint(message):
    """An error that the page caused; a refused form is answered with 4xx, and the browser remarks on it."""
    return message.type == "error" and "the server responded with a status of 4" not in message.text


@pytest.fixture
def open_page(place, chromium):
    """Open a page as a seat sees it; whatever the browser complains about fails the test."""
    complaints, contexts = [], []

    def opened(path, who=None, *, size="desktop", dark=False, script=True):
        width, height = SIZES[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        contexts.append(context)
        if who is not None:
            place.accounts.live.add(who)
            context.add_cookies([{"name": "session", "value": who, "url": place.address}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
        page.on("requestfailed", lambda request: complaints.append(request.url) if "/live" not in request.url else None)
        page.goto(place.address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
