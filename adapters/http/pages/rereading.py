"""What would change where a clause is read another way, and what would keep the reading it began under."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.http.needs import Api
from adapters.http.pages.language import Tongue
from adapters.http.pages.reading_words import asked_by, choice_words
from domain.regulations.clauses import Reading
from domain.regulations.model import Edition
from projections.timeliness import Timeliness


@dataclass(frozen=True)
class Change:
    """One key of the edition as it stands and as it would."""

    key: str
    before: str
    after: str


@dataclass(frozen=True)
class Way:
    """Another way to read it."""

    says: str
    changes: Sequence[Change]


@dataclass(frozen=True)
class Rereading:
    """A reading, how it is read now, the other ways, and how many running deadlines keep what they began under."""

    asks: str
    now: str
    clause: str
    ways: Sequence[Way]
    kept: int


def rereading(api: Api, edition: Edition, given: Mapping[str, str], tongue: Tongue) -> Rereading | None:
    """Of the reading a form is about; None where it names none."""
    reading = next((each for each in edition.readings if each.id == given.get("reading")), None)
    if reading is None:
        return None
    running = api.reader.rows(Timeliness, state="running", edition=edition.id)
    return Rereading(
        asks=tongue(*asked_by(reading)),
        now=tongue(*choice_words(reading, reading.chosen)),
        clause=reading.clause,
        ways=[
            Way(tongue(*choice_words(reading, choice.id)), _changes(edition, reading, choice.sets))
            for choice in reading.alternatives
        ],
        kept=sum(row.clause == reading.clause or _is_touched(edition, reading, row.name) for row in running),
    )


def _changes(edition: Edition, reading: Reading, sets: Mapping[str, Any]) -> list[Change]:
    now = next(choice.sets for choice in reading.choices if choice.id == reading.chosen)
    keys = dict.fromkeys([*now, *sets])
    held = {key: now[key] if key in now else _held(edition, key) for key in keys}
    return [Change(key, _said(held[key]), _said(sets.get(key, held[key]))) for key in keys]


def _held(edition: Edition, key: str) -> Any:  # noqa: ANN401  (whatever stands there)
    """What stands at a key that the reading in force does not set."""
    here: Any = edition.model_dump(mode="json")
    here["limits"] = {limit["id"]: limit for limit in here["limits"]}
    for step in key.split("."):
        if not isinstance(here, dict) or step not in here:
            return None
        here = here[step]
    return here


def _is_touched(edition: Edition, reading: Reading, name: str) -> bool:
    return any(limit.name == name and reading.touches(f"limits.{limit.id}") for limit in edition.limits)


def _said(value: Any) -> str:  # noqa: ANN401  (whatever TOML holds)
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_said(each)}" for name, each in value.items())
    return ", ".join(map(_said, value)) if isinstance(value, list | tuple) else str(value)
