"""What may be asked of a unit's list of matters: listed, amended, withdrawn, put up; and cited in a case."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from application.commands.base import Code, Command, Text

Item = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
"""A matter's code on its unit's list: `road-permit`."""


class ListMatter(Command):
    """列入清单."""

    item: Item
    kind: Code
    title: Text
    since: date
    days: Annotated[int, Field(ge=1, le=3650)] | None = None
    """The working days the unit gives itself."""
    way_up: Text | None = None


class AmendMatter(ListMatter):
    """清单变更: it reads so from a day on."""


class WithdrawMatter(Command):
    """移出清单."""

    item: Item
    last_day: date


class PostList(Command):
    """公示."""

    what: Code
    places: Annotated[tuple[Code, ...], Field(min_length=1)]
    since: date


class CiteMatter(Command):
    """对照清单: the matter on a unit's list that a case is about."""

    unit: Code
    item: Item
    instead_because: Text | None = None
    """Why it is this one, where another was cited before."""
