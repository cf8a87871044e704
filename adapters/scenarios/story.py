"""What a story says: where it plays, what is done when and by whom, and what must then be true."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from adapters import toml
from domain.errors import Refused


class StoryUnreadable(Refused):
    """The file is no story: it says which key is wrong."""

    code = "scenario.unreadable"


class Part(BaseModel):
    """Base: a misspelt key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Seat(Part):
    """A post in a unit; its id is `unit.role` unless given."""

    role: str
    level: int | None = None
    deputy: str | None = None
    seat: str | None = None


class Unit(Part):
    """A unit with its seats."""

    unit: str
    name: str = ""
    unit_class: str = ""
    """The class it is scored in, one of the edition's."""
    seats: tuple[Seat, ...] = ()


class Setting(Part):
    """Where it plays: one authority, the edition it has in force, its units."""

    authority: str = "here"
    edition: str
    effective_from: str | None = None
    units: tuple[Unit, ...] = ()
    calendar_until: int | None = None
    """The last year whose schedule is known at the beginning; None for all that ship."""


class Step(Part):
    """One thing done at an instant. `by` is a role, or `unit.role`; `do` a command, or wait, outage, recover."""

    at: AwareDatetime
    do: str
    by: str = "efficiency_office"
    on: str | None = None
    """The name of what it acts on; the last case where none is given."""
    names: str | None = None
    """A name for what it creates."""
    with_: Annotated[dict[str, Any], Field(alias="with")] = {}
    refused: str | None = None
    """The code it must be refused with; the story fails if it is allowed."""
    clause: str | None = None
    """The clause the refusal must cite."""
    why: str = ""
    """For the reader."""


class Story(Part):
    """A whole story."""

    title: str
    tells: str = ""
    """What it shows, in a sentence or two."""
    clauses: tuple[str, ...] = ()
    """Clauses it puts to work."""
    examples: tuple[str, ...] = ()
    """Worked examples it tells, `S028`."""
    setting: Setting
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    expect: dict[str, tuple[dict[str, Any], ...]] = {}
    """View → rows that must be there, by the values given. `on` names the case; `as_of` an instant;
    `count` how many rows match; `light` and `at` ask for the light a deadline shows."""


def read_story(path: Path) -> Story:
    """The story in a TOML file. Raises StoryUnreadable naming the file and the key."""
    try:
        return Story.model_validate(toml.read(path.read_text("utf-8")))
    except (OSError, toml.Unreadable) as error:
        raise StoryUnreadable(f"{path}: {error}", remedy="give a TOML file") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part + 1 if isinstance(part, int) else part) for part in first["loc"])
        raise StoryUnreadable(f"{path}: {key}: {_wrong(first)}", remedy="see docs/how-to/write-a-story.md") from error


def _wrong(error: ErrorDetails) -> str:
    """What is wrong with a key: where no such key belongs, those that do."""
    if error["type"] != "extra_forbidden":
        return error["msg"]
    part: Any = Story
    for name in error["loc"][:-1]:
        part = part if isinstance(name, int) else _inside(part, name)
    known = [field.alias or name for name, field in part.model_fields.items()]
    return f"no such key belongs here; there are {', '.join(known)}"


def _inside(part: type[Part], name: str) -> type[Part]:
    """The part that stands at a key: alone, or many times in a list."""
    stands: Any = next(field.annotation for key, field in part.model_fields.items() if name in {key, field.alias})
    return stands if isinstance(stands, type) and issubclass(stands, Part) else get_args(stands)[0]
