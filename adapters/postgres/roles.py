"""The logins of a store, and how each connects. What each may do stands in the `schema`, beside what it is for."""

from __future__ import annotations

import hashlib
import hmac
from enum import StrEnum

from psycopg.conninfo import conninfo_to_dict, make_conninfo


class Role(StrEnum):
    """A login of the cluster. The owner is whoever migrated, and has none of these names."""

    APP = "tiji_app"
    FOLLOWER = "tiji_follower"
    VAULT = "tiji_vault"
    REVIEWER = "tiji_reviewer"
    SEALER = "tiji_sealer"
    UNIT = "tiji_unit"


def as_role(url: str, role: Role) -> str:
    """The same database as a role. A url or conninfo that already is the role's stays as it is.

    Where the owner has a password, the role's is derived from it, so that one secret opens the house and none of
    the derived ones gives it away.
    """
    known = conninfo_to_dict(url)
    if known.get("user") == role:
        return url
    password = known.get("password")
    derived = {"password": password_of(role, str(password))} if password else {}
    return make_conninfo(url, user=role.value, **derived)


def password_of(role: Role, owners: str) -> str:
    """A role's password, hex, from the owner's."""
    return hmac.new(owners.encode(), role.value.encode(), hashlib.sha256).hexdigest()
