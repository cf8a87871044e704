"""Whoever writes an edition finds every key, what may stand there and what it means, on one page."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from adapters.reference.edition_keys import written
from adapters.regulations import SHIPPED, read_files
from domain.regulations.keys import allowed, inside
from domain.regulations.ladder import Ladder, Rung
from domain.regulations.limits import Limit
from domain.regulations.model import Edition
from domain.regulations.spans import WorkingDays

PAGE = written()
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE))
HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-place.md"
FOLDERS = sorted(path for path in SHIPPED.glob("*/*") if path.is_dir())


def keys_of(value):
    """Every key of a table whose keys are the model's: a list of names, or names of one's own, tell nothing."""
    if isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_of(inner)


def test_every_link_leads_to_a_section():
    headings = {name.lower() for name in SECTIONS}
    assert set(re.findall(r"\(#(\w+)\)", PAGE)) <= headings


def test_every_key_has_its_meaning():
    rows = [line for name, body in SECTIONS.items() if name != "Steps" for line in body.splitlines()]
    assert [row for row in rows if row.endswith("|  |")] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: "-".join(folder.parts[-2:]))
def test_the_sections_of_the_editions_that_ship_stand_there(folder):
    for parsed in read_files(folder).values():
        for key in parsed:
            assert f"| `{key}` |" in SECTIONS["Edition"], key


def test_every_key_the_how_to_writes_stands_there():
    bodies = re.findall(
        r"^Write `my-editions/liuxi/[^`]+`:\n\n```toml\n(.*?)```", HOW_TO.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    own = {"handle", "handled_late", "kind", "phone", "written", "limits.handle.start"}
    used = {key for body in bodies for key in keys_of(tomllib.loads(body))} - own
    assert len(used) > 50
    assert [key for key in sorted(used) if f"| `{key}` |" not in PAGE] == []


def test_a_key_says_what_may_stand_there_and_what_holds_where_it_is_left_out():
    assert '| `skip` | one of `"forbidden"`, `"with_reason"` | **needed** |' in SECTIONS["Ladder"]
    assert "| `levels` | list of [Rung](#rung) | **needed** |" in SECTIONS["Ladder"]
    assert "| `breaches` | `true` or `false` | `true` |" in SECTIONS["Limit"]
    assert "| `n` | whole number ≥ 1 | **needed** |" in SECTIONS["WorkingDays"]
    assert "| `reply_submitted` |  | `reply` |" in SECTIONS["Steps"]


def test_what_a_part_knows_by_itself_is_not_to_be_written():
    assert "| `hash` |" not in SECTIONS["Edition"]
    assert "| `id` |" not in SECTIONS["Limit"]


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        ((), (Edition,)),
        (("ladder",), (Ladder,)),
        (("ladder", "levels", 1), (Rung,)),
        (("limits", 0), (Limit,)),
        (("limits", 0, "span", "working_days"), (WorkingDays,)),
    ],
)
def test_the_part_at_a_place_is_known(place, parts):
    assert inside(Edition, place) == parts


def test_a_vocabulary_is_read_off_the_model():
    assert allowed(Edition.model_fields["authority_kind"].annotation) == ("city", "county", "county_bureau")
    assert allowed(str) == ()
