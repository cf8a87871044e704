"""What every page shows around its own: who, where to, which moment, how far the record goes."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from adapters.http.api.notices import unopened
from adapters.http.pages.dates import Saying, day_and_clock
from adapters.http.pages.names import place_of
from adapters.http.pages.page import Sight
from adapters.http.pages.time_left import say_left
from adapters.http.remaining import Remaining
from application.access import MAY
from domain.calendar import beijing

ROOMS: tuple[tuple[str, str, str, str, str], ...] = (
    ("overview", "/overview", "总览", "Overview", "timeliness.read"),
    ("worklist", "/worklist", "工单", "Cases", "cases.read"),
    ("new", "/new", "登记", "New case", "complaints.register"),
    ("rulings", "/rulings", "裁定", "Rulings", "complaints.rule_on_return"),
    ("escalations", "/escalations", "提级", "Escalation", "escalations.read"),
    ("supervisions", "/supervisions", "督办", "Supervision", "supervisions.read"),
    ("consultations", "/consultations", "会商", "Consultation", "consultations.read"),
    ("obligations", "/obligations", "报送", "Reports", "obligations.read"),
    ("monday", "/monday", "周会", "Monday pack", "cases.read"),
    ("duty", "/duty", "值班", "Duty", "shifts.read"),
    ("samples", "/samples", "抽查", "Samples", "samples.read"),
    ("findings", "/findings", "认定", "Findings", "cases.read"),
    ("scores", "/scores", "记分", "Scores", "scores.read"),
    ("indicators", "/indicators", "指标", "Indicators", "scores.read"),
    ("rankings", "/rankings", "排名", "Rankings", "rankings.read"),
    ("accountability", "/accountability", "问责", "Accountability", "accountability.read"),
    ("erasures", "/erasures", "删除", "Erasure", "erasures.read"),
    ("identity-requests", "/identity-requests", "身份", "Identity", "identity.follow"),
    ("review", "/review", "还原", "Review", "cases.review"),
    ("grants", "/grants", "授权", "Grants", "reviews.read"),
    ("matters", "/matters", "清单", "Matters", "published.read"),
    ("editions", "/editions", "规则", "Rules", "editions.read"),
    ("what-if", "/what-if", "试算", "What if", "due.reckon"),
)
"""Entry, path, words, and the action that must be allowed to see it."""
DOING = frozenset({"new"})
"""Entries that only do something: a moment that has passed has none of them."""


OF_ONE_CASE = ("/cases/", "/review/", "/escalations/")
"""Pages that show an earlier instant by what is known now; lists and counts show all that is known."""


def around(sight: Sight, room: str, position: int) -> dict[str, Any]:
    """The context of the base template."""
    language, asked = sight.tongue.language, sight.asked
    role = asked.who.role
    may = MAY.get(role, frozenset())
    dates = Saying(language, asked.calendar)
    return {
        "_": sight.tongue,
        "language": language,
        "named": sight.named,
        "titled": lambda code, scope="": _titled(sight.named(code, scope)),
        "say": lambda instant: dates.instant(_instant(instant)),
        "say_whole": lambda instant: dates.whole_instant(_instant(instant)),
        "say_day": lambda instant: dates.day(day_and_clock(_instant(instant))[0]),
        "say_left": lambda left, due_at: _left(sight, left, due_at),
        "clause_at": partial(place_of, asked.api.editions),
        "session": sight.session,
        "role": role,
        "room": room,
        "rooms": [
            (key, path, sight.tongue(zh, en))
            for key, path, zh, en, action in ROOMS
            if action in may and not (sight.is_past and key in DOING)
        ],
        "may": may,
        "unopened": 0 if sight.is_past or "notices.read" not in may else unopened(asked),
        "is_past": sight.is_past,
        "is_simulation": asked.api.simulation,
        "as_of": asked.as_of,
        "at": asked.at,
        "position": position,
        "recorded": "" if sight.is_past else sight.query.get("after", ""),
        "here": sight.path,
        "other_language": _with(sight, lang="en" if language == "zh" else "zh"),
        "now_here": _without_time(sight),
        "is_held_now": "at" in sight.query,
        "is_of_one_case": sight.path.startswith(OF_ONE_CASE),
        "held_now": _held_now(sight) if sight.is_past else "",
        "known_then": _address("/then", {"instant": _second(asked.at), "page": _without_time(sight)}),
        "link": lambda path, **query: _link(sight, path, query),
        "moment": [(name, sight.query[name]) for name in ("as_of", "at") if name in sight.query],
        "minute": beijing(asked.at).strftime("%Y-%m-%dT%H:%M"),
    }


def _held_now(sight: Sight) -> str:
    """This page at its moment, by all that is known now; a position says what that is, so it stays the same page."""
    return _with(sight, as_of=str(sight.asked.api.reader.position()), at=_second(sight.asked.at))


def _second(instant: datetime) -> str:
    return beijing(instant).isoformat(timespec="seconds")


def _instant(given: datetime | str) -> datetime:
    return datetime.fromisoformat(given) if isinstance(given, str) else given


def _titled(said: str) -> str:
    """Words that stand by themselves begin with a capital, where the script has them."""
    return said[:1].upper() + said[1:]


def _left(sight: Sight, left: Remaining, due_at: datetime | str) -> str:
    return say_left(left, _instant(due_at), sight.asked.at, sight.tongue)


def _link(sight: Sight, path: str, query: dict[str, Any]) -> str:
    """A link that keeps the moment."""
    kept = {name: sight.query[name] for name in ("as_of", "at") if name in sight.query}
    return _address(path, {**kept, **query})


def _with(sight: Sight, **changed: str | None) -> str:
    return _address(sight.path, {**sight.query, **changed})


def _without_time(sight: Sight) -> str:
    return _address(sight.path, {name: value for name, value in sight.query.items() if name not in {"as_of", "at"}})


def _address(path: str, query: dict[str, Any]) -> str:
    pairs = [
        (name, each)
        for name, value in query.items()
        if value is not None and value != ""
        for each in (value if isinstance(value, list | tuple) else [value])
    ]
    return f"{path}?{urlencode(pairs)}" if pairs else path
