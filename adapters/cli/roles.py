"""`tiji roles`: what each role of the database may do, and whether that is what it should."""

from __future__ import annotations

import psycopg
from rich.table import Table

from adapters.cli.database import DatabaseUnfit
from adapters.cli.rooms import console
from adapters.main import database, kind_of
from adapters.postgres.privileges import Right, require_roles, rights
from adapters.settings import Settings

IN_ORDER = (
    "USAGE",
    "CREATE",
    "EXECUTE",
    "SELECT",
    "INSERT",
    "UPDATE",
    "DELETE",
    "TRUNCATE",
    "REFERENCES",
    "TRIGGER",
    "OWNER",
)


def roles() -> None:
    """Show what each role of the database may do; leave with 2 where one may do more or less than it should.

    `tiji serve`, `follow`, `seal` and `demo` look at the same before they start, and do not start where it does not
    hold. `views.*` is every view but the two named.

    Example:  tiji roles
    """
    with database(Settings.read()) as url:
        if kind_of(url) is None:
            raise DatabaseUnfit("there is no store in this database", remedy="tiji migrate")
        with psycopg.connect(url) as connection:
            console.print(_table([right for right, held in rights(connection).items() if held]))
        require_roles(url)
    console.print("every role holds: each may do what it should, and nothing else")


def _table(held: list[Right]) -> Table:
    """A line for each role and each set of privileges it has, with the objects it has them on."""
    privileges: dict[tuple[str, str], dict[str, None]] = {}
    for right in held:
        privileges.setdefault((right.role, right.known_as), {})[right.privilege] = None
    lines: dict[tuple[str, str], list[str]] = {}
    for (role, thing), words in privileges.items():
        lines.setdefault((role, " ".join(sorted(words, key=IN_ORDER.index))), []).append(
            thing.removeprefix("SCHEMA ").removeprefix("FUNCTION ")
        )
    table = Table("role", "may", "on", box=None, pad_edge=False)
    for (role, may), things in sorted(lines.items()):
        table.add_row(role, may, ", ".join(sorted(things)))
    return table
