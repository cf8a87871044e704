"""Whether the database lets each role do what it should and nothing else: PostgreSQL is asked, not the schema's text.

A grant made in a hurry, a restored backup or a role made superuser would otherwise go unnoticed until it is used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import Connection

from adapters.postgres.fault import Fault
from adapters.postgres.follower import NAME
from adapters.postgres.nets import OF_VAULT, torn
from adapters.postgres.roles import Role
from adapters.postgres.view_nets import of_views
from domain.errors import Refused

SCHEMAS = ("store", "views", "app", "access", "log", "vault")
FACTS = ("store.events", "store.commands", "store.origin", "store.tracking", "store.simulated_clock")
KEPT = ("store.refusals", "store.editions")
VIEWS = ("views.*", "views.registry", "views.parked")
LOG = ("log.leaves", "log.nodes", "log.checkpoints", "log.alarms", "log.heads")
SAID = 5
"""Faults that a refusal names; `tiji roles` names all."""


def _using(*schemas: str) -> dict[str, str]:
    return {f"SCHEMA {schema}": "USAGE" for schema in schemas}


MAY: Mapping[Role, Mapping[str, str]] = {
    Role.APP: {
        **_using("store", "views", "app", "access", "log"),
        **dict.fromkeys((*FACTS, *VIEWS, *LOG), "SELECT"),
        **dict.fromkeys((*KEPT, "access.log", "log.heads_wanted"), "SELECT INSERT"),
        **dict.fromkeys(("app.progress", "access.accounts"), "SELECT INSERT UPDATE"),
        "access.sessions": "SELECT INSERT UPDATE DELETE",
        "FUNCTION store.append": "EXECUTE",
        "FUNCTION store.clock": "EXECUTE",
        "FUNCTION store.position_at": "EXECUTE",
        "FUNCTION store.advance_clock": "EXECUTE",
    },
    Role.FOLLOWER: {
        **_using("store"),
        **dict.fromkeys((*FACTS, "app.progress"), "SELECT"),
        **dict.fromkeys(VIEWS, "SELECT INSERT UPDATE DELETE"),
        "SCHEMA views": "USAGE CREATE",
        "store.tracking": "SELECT INSERT UPDATE",
        "views.*": "SELECT INSERT UPDATE DELETE TRUNCATE REFERENCES TRIGGER OWNER",
        "FUNCTION store.position_at": "EXECUTE",
    },
    Role.VAULT: {
        **_using("vault"),
        **dict.fromkeys(("vault.master", "vault.owners"), "SELECT INSERT UPDATE"),
        "vault.texts": "SELECT INSERT DELETE",
        "vault.grams": "SELECT INSERT",
        "vault.erased": "SELECT INSERT",
        "vault.files": "SELECT INSERT UPDATE DELETE",
    },
    Role.REVIEWER: {
        **_using("store", "views", "app", "log"),
        **dict.fromkeys((*FACTS, *KEPT, *VIEWS, *LOG, "log.heads_wanted", "app.progress"), "SELECT"),
        "FUNCTION store.position_at": "EXECUTE",
    },
    Role.UNIT: {**_using("views"), "views.*": "SELECT"},
    Role.SEALER: {
        **_using("store", "log"),
        **dict.fromkeys(("store.events", "store.commands", "store.origin", "log.heads_wanted"), "SELECT"),
        **dict.fromkeys(LOG, "SELECT INSERT"),
    },
}
"""What each role may do, and on what. An object that stands nowhere is nobody's; `views.*` is every other view."""

ATTRIBUTES = {"rolsuper": "SUPERUSER", "rolbypassrls": "BYPASSRLS", "rolcreaterole": "CREATEROLE"}

ASKED = """
WITH role AS (
    SELECT oid, rolname AS name FROM pg_roles WHERE rolname = ANY (%(roles)s)
), space AS (
    SELECT oid, nspname AS name FROM pg_namespace WHERE nspname = ANY (%(schemas)s)
)
SELECT role.name, format('SCHEMA %%I', space.name), asked.privilege,
       has_schema_privilege(role.oid, space.oid, asked.privilege)
FROM role, space, unnest(ARRAY['USAGE', 'CREATE']) AS asked(privilege)
UNION ALL
SELECT role.name, format('%%I.%%I', space.name, c.relname), asked.privilege,
       CASE WHEN asked.privilege = 'OWNER' THEN c.relowner = role.oid
            WHEN asked.privilege IN ('DELETE', 'TRUNCATE', 'TRIGGER')
            THEN has_table_privilege(role.oid, c.oid, asked.privilege)
            ELSE has_any_column_privilege(role.oid, c.oid, asked.privilege) END
FROM role, pg_class c JOIN space ON space.oid = c.relnamespace,
     unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'OWNER'])
         AS asked(privilege)
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
UNION ALL
SELECT role.name, format('FUNCTION %%I.%%I', space.name, f.proname), 'EXECUTE',
       has_function_privilege(role.oid, f.oid, 'EXECUTE')
FROM role, pg_proc f JOIN space ON space.oid = f.pronamespace
WHERE space.name <> 'views' OR f.prosecdef
"""
"""Every role × object × privilege, and whether it holds, by whatever way it came. A view's function lends no rights."""


class RolesDoNotHold(Refused):
    """A role of the database may do more or less than it should."""

    code = "database.roles_do_not_hold"


@dataclass(frozen=True)
class Right:
    """That a role may do something on an object, named as GRANT names it."""

    role: Role
    object: str
    privilege: str

    @property
    def known_as(self) -> str:
        """How `MAY` calls the object."""
        is_view = self.object.startswith("views.") and self.object not in VIEWS
        return "views.*" if is_view else self.object

    @property
    def is_meant(self) -> bool:
        """Whether the role should have it."""
        return self.privilege in MAY[self.role].get(self.known_as, "").split()

    def is_amiss(self, *, held: bool) -> bool:
        """Whether it is held and should not be, or the other way round. A view being built lacks some yet."""
        return held is not self.is_meant and (held or self.known_as == self.object)


def rights(connection: Connection[Any]) -> dict[Right, bool]:
    """Every right a role could have here, and whether it has it."""
    asked = {"roles": list(Role), "schemas": list(SCHEMAS)}
    return {
        Right(Role(role), thing, privilege): bool(held)
        for role, thing, privilege, held in connection.execute(ASKED, asked)
    }


def faults(connection: Connection[Any]) -> list[Fault]:
    """Where the roles and the second net do not hold.

    Of a role that is more than a login only that is said, for it explains the rest. Nobody swaps views meanwhile: a
    table that is new and policies that are old would look like a net that is torn.
    """
    with connection.transaction():
        connection.execute("SELECT FROM store.tracking WHERE application_name = %s FOR SHARE", [NAME])
        return _faults(connection)


def _faults(connection: Connection[Any]) -> list[Fault]:
    beyond = {role: list(_beyond_a_login(connection, role)) for role in Role}
    amiss: defaultdict[tuple[Role, str], list[Right]] = defaultdict(list)
    for right, held in rights(connection).items():
        if not beyond[right.role] and right.is_amiss(held=held):
            amiss[right.role, right.object].append(right)
    found = [fault for role in Role for fault in beyond[role]]
    for (role, thing), wrong in sorted(amiss.items()):
        found.extend(_on_an_object(role, thing, wrong))
    return found if any(beyond.values()) else [*found, *torn(connection, [*OF_VAULT, *of_views(connection)])]


def require_roles(url: str) -> None:
    """Refuse to run over a database whose roles do not hold. Raises RolesDoNotHold."""
    with psycopg.connect(url) as connection:
        found = faults(connection)
    if not found:
        return
    more = f"; and {len(found) - SAID} more, see tiji roles" if len(found) > SAID else ""
    raise RolesDoNotHold(
        "; ".join(fault.says for fault in found[:SAID]) + more,
        remedy=f"as the database's owner: {'; '.join(fault.statement for fault in found[:SAID])};"
        " then look again with tiji roles",
    )


def _on_an_object(role: Role, thing: str, wrong: list[Right]) -> Iterator[Fault]:
    """What a role has or lacks on one object. Who owns it has every right on it: then only that is said."""
    meant = MAY[role].get(wrong[0].known_as, "").split()
    excess = sorted(right.privilege for right in wrong if not right.is_meant)
    missing = sorted(right.privilege for right in wrong if right.is_meant)
    if "OWNER" in excess:
        back = f"; GRANT {', '.join(meant)} ON {thing} TO {role}" if meant else ""
        yield Fault(f"{role} owns {thing}", f"ALTER TABLE {thing} OWNER TO CURRENT_USER{back}")
        return
    if excess:
        what = f"{', '.join(excess)} ON {thing}"
        yield Fault(f"{role} has {what}", f"REVOKE {what} FROM {role}, PUBLIC")
    if missing:
        what = f"{', '.join(missing)} ON {thing}"
        yield Fault(f"{role} lacks {what}", f"GRANT {what} TO {role}")


def _beyond_a_login(connection: Connection[Any], role: Role) -> Iterator[Fault]:
    """What makes a role something else than a plain login: its attributes, and roles it may slip into."""
    held = connection.execute(f"SELECT {', '.join(ATTRIBUTES)} FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    if held is None:
        yield Fault(f"there is no role {role}", f"CREATE ROLE {role} LOGIN")
        return
    for attribute, has in zip(ATTRIBUTES.values(), held, strict=True):
        if has:
            yield Fault(f"{role} is {attribute}", f"ALTER ROLE {role} NO{attribute}")
    slips = "SELECT quote_ident(g.rolname) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
    for (group,) in connection.execute(f"{slips} JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = %s", [role]):
        yield Fault(f"{role} is a member of {group}", f"REVOKE {group} FROM {role}")
