"""The second net: policies by which the database itself gives a login some rows of a table and not others.

What they should be stands here; whether they are so PostgreSQL is asked, by making the same beside them and comparing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from psycopg import Connection

from adapters.postgres.fault import Fault
from adapters.postgres.roles import Role

PERSON = "(SELECT current_setting('tiji.person', true))"
"""The person a transaction is about, or nobody."""
UNIT = "(SELECT current_setting('tiji.unit', true))"
"""The unit whose seat asks, or none."""


@dataclass(frozen=True)
class Policy:
    """Which rows a role may do something with."""

    table: str
    name: str
    command: Literal["SELECT", "INSERT", "DELETE"]
    role: Role
    rows: str
    """The condition: of what is there, or for what comes in, of what is to be."""
    is_forced: bool = True
    """It binds the table's owner too. Not where the owner is who writes it, by ways that no policy lets through."""

    @property
    def statement(self) -> str:
        """What makes it."""
        return self.made_on(self.table)

    def made_on(self, table: str) -> str:
        """The same on a table."""
        clause = "WITH CHECK" if self.command == "INSERT" else "USING"
        return f"CREATE POLICY {self.name} ON {table} FOR {self.command} TO {self.role} {clause} ({self.rows})"


OF_VAULT = (
    Policy("vault.texts", "forgetting", "DELETE", Role.VAULT, "true"),
    Policy("vault.texts", "keeping", "INSERT", Role.VAULT, "true"),
    Policy(
        "vault.texts",
        "reading",
        "SELECT",
        Role.VAULT,
        f"kind <> ALL ('{{name,contact,address}}') OR owner::text = {PERSON} OR '*' = {PERSON}",
    ),
)
"""Who complained is read only where a transaction names the person, or says that it searches among all of them."""

STANDS = "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::text::regclass"
POLICIES = """
SELECT polname, polpermissive, polcmd, ARRAY(SELECT rolname::text FROM pg_roles WHERE oid = ANY (polroles) ORDER BY 1),
       coalesce(pg_get_expr(polqual, polrelid), ''), coalesce(pg_get_expr(polwithcheck, polrelid), '')
FROM pg_policy WHERE polrelid = %s::text::regclass ORDER BY polname"""


def torn(connection: Connection[Any], policies: Iterable[Policy] = OF_VAULT) -> Iterator[Fault]:
    """Where a net hangs loose or is another than it should be. Leaves the database as it was."""
    by_table: dict[str, list[Policy]] = {}
    for policy in policies:
        by_table.setdefault(policy.table, []).append(policy)
    for table, meant in by_table.items():
        yield from _loose(connection, table, is_forced=meant[0].is_forced)
        found, wanted = _found(connection, table), _wanted(connection, table, meant)
        for name in sorted(found.keys() - wanted.keys()):
            yield Fault(f"{table} has a policy {name}", f'DROP POLICY "{name}" ON {table}')
        for policy in meant:
            if found.get(policy.name) != wanted[policy.name]:
                again = f"DROP POLICY IF EXISTS {policy.name} ON {table}; {policy.statement}"
                yield Fault(f"policy {policy.name} on {table} is not as it should be", again)


def _loose(connection: Connection[Any], table: str, *, is_forced: bool) -> Iterator[Fault]:
    stands = connection.execute(STANDS, [table]).fetchone() or (False, False)
    if not stands[0] or (is_forced and not stands[1]):
        forced = ", FORCE ROW LEVEL SECURITY" if is_forced else ""
        says = f"row level security hangs loose on {table}"
        yield Fault(says, f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY{forced}")


def _found(connection: Connection[Any], table: str) -> dict[str, tuple[Any, ...]]:
    """The policies of a table, each as PostgreSQL says it."""
    return {str(name): tuple(rest) for name, *rest in connection.execute(POLICIES, [table]).fetchall()}


def _wanted(connection: Connection[Any], table: str, meant: Sequence[Policy]) -> dict[str, tuple[Any, ...]]:
    """The same of a table that is made for it and gone again, so that both are said by the same server.

    It has the other's name and the columns that policies speak of.
    """
    beside = f"pg_temp.{table.partition('.')[2]}"
    with connection.transaction(force_rollback=True):
        connection.execute(f'CREATE TABLE {beside} ("case" uuid, unit text, kind text, owner uuid)')
        for policy in meant:
            connection.execute(policy.made_on(beside).encode())
        return _found(connection, beside)
