"""Accounts and sessions in PostgreSQL. Everything here runs by the database's real clock, never a simulation's."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg_pool import ConnectionPool

from adapters.accounts import passwords
from adapters.accounts.refused import AccountUnknown, SignInRefused, TooManyAttempts, WrongAccount
from application.access import MAY, OF_OWN_UNIT
from application.identity import Identity, SignedIn
from domain.values import SeatId, UnitId

IDLE, LONGEST = "60 minutes", "12 hours"
"""A session ends after so long without a page, and after so long in any case."""
WINDOW, FREE, WAIT = "15 minutes", 5, 30
"""So many wrong attempts within the window are free; then each costs seconds more: 30, 60, 90 …"""
LETTER_BOX = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;]{1,190}")
COLUMNS = "login, seat, role, unit, authority, name, name_en"


class PostgresAccounts:
    """The accounts of a store."""

    def __init__(self, pool: ConnectionPool[Any]) -> None:
        self._pool = pool

    # -- signing in ------------------------------------------------------------------------------------

    def sign_in(self, login: str, password: str, origin: str) -> tuple[str, SignedIn]:
        """A new session and its secret token. Raises SignInRefused, TooManyAttempts."""
        login = login.replace("\0", "\ufffd")  # which the database takes, and which is nobody's either
        with self._pool.connection() as connection:
            if wait := _wait(connection, login, origin):
                _log(connection, "throttled", login, origin)
                raise TooManyAttempts(wait)
            row = connection.execute(
                "SELECT password FROM access.accounts WHERE login = %s AND NOT disabled", [login]
            ).fetchone()
        if not passwords.fits(password, row[0] if row else passwords.NOBODYS) or row is None:
            with self._pool.connection() as connection:
                _log(connection, "refused", login, origin)
            raise SignInRefused("no such account, or another password", remedy="check both; ask whoever runs this")
        token = secrets.token_urlsafe(32)
        with self._pool.connection() as connection, connection.transaction():
            if passwords.is_outdated(row[0]):
                statement = "UPDATE access.accounts SET password = %s WHERE login = %s"
                connection.execute(statement, [passwords.hashed(password), login])
            connection.execute(
                "INSERT INTO access.sessions (token_digest, login, form_secret) VALUES (%s, %s, %s)",
                [_digest(token), login, secrets.token_bytes(32)],
            )
            _log(connection, "signed_in", login, origin)
        session = self.find(token)
        if session is None:
            raise SignInRefused("the account was disabled just now", remedy="ask whoever runs this")
        return token, session

    def find(self, token: str, *, by_hand: bool = True) -> SignedIn | None:
        """The live session of a token; None where it ended, idled out, or never was.

        What a page asks by itself, not `by_hand`, keeps no session alive.
        """
        with self._pool.connection() as connection:
            row = connection.execute(
                f"""
                SELECT {COLUMNS}, form_secret, seen_at < clock_timestamp() - interval '1 minute'
                FROM access.sessions JOIN access.accounts USING (login)
                WHERE token_digest = %s AND NOT disabled
                AND seen_at > clock_timestamp() - %s::interval AND began_at > clock_timestamp() - %s::interval
                """,  # noqa: S608  (our own names)
                [_digest(token), IDLE, LONGEST],
            ).fetchone()
            if row is None:
                return None
            if row[-1] and by_hand:
                statement = "UPDATE access.sessions SET seen_at = clock_timestamp() WHERE token_digest = %s"
                connection.execute(statement, [_digest(token)])
        login, seat, role, unit, authority, name, name_en, form_secret, _ = row
        identity = Identity(SeatId(seat), role, UnitId(unit) if unit else None)
        form_token = hmac.new(form_secret, token.encode(), hashlib.sha256).hexdigest()
        return SignedIn(login, name, name_en, identity, authority, form_token)

    def sign_out(self, token: str) -> None:
        """End a session. Ending it twice is ending it once."""
        with self._pool.connection() as connection, connection.transaction():
            ended = connection.execute(
                "DELETE FROM access.sessions WHERE token_digest = %s RETURNING login", [_digest(token)]
            ).fetchone()
            if ended:
                _log(connection, "signed_out", ended[0], "")

    # -- keeping accounts ------------------------------------------------------------------------------

    def ensure(
        self, login: str, password: str, identity: Identity, name: str, name_en: str, authority: str | None
    ) -> None:
        """Let an account be as it is described; its sessions end. Raises WrongAccount, PasswordTooShort."""
        if identity.role not in MAY or identity.role in {"system", "public"}:
            known = ", ".join(sorted(set(MAY) - {"system", "public"}))
            raise WrongAccount(f"there is no role {identity.role!r} to sign in with", remedy=f"one of: {known}")
        if identity.role in OF_OWN_UNIT and not identity.unit:
            raise WrongAccount(f"{identity.role} belongs to a unit", remedy="name the unit")
        secret = passwords.hashed(password)
        values = [login, identity.seat, identity.role, identity.unit, authority, name, name_en, secret]
        with self._pool.connection() as connection, connection.transaction():
            connection.execute(
                f"""
                INSERT INTO access.accounts ({COLUMNS}, password) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
                ON CONFLICT (login) DO UPDATE
                SET (seat, role, unit, authority, name, name_en, password, disabled, changed_at)
                = (excluded.seat, excluded.role, excluded.unit, excluded.authority, excluded.name, excluded.name_en,
                   excluded.password, false, clock_timestamp())
                """,  # noqa: S608  (our own names)
                values,
            )
            self._end_sessions(connection, login)
            _log(connection, "account_set", login, "")

    def change_password(self, login: str, password: str) -> None:
        """Another password; its sessions end. Raises AccountUnknown, PasswordTooShort."""
        self._change(login, "password_changed", "password = %s", [passwords.hashed(password)])

    def disable(self, login: str) -> None:
        """Let nobody in by it any more; its sessions end at once. Raises AccountUnknown."""
        self._change(login, "account_disabled", "disabled = true", [])

    def known(self) -> list[tuple[str, str, str | None, bool]]:
        """Every account: login, role, unit, whether it is disabled."""
        with self._pool.connection() as connection:
            found = connection.execute("SELECT login, role, unit, disabled FROM access.accounts ORDER BY login")
            return list(found.fetchall())

    # -- where seats get their letters -------------------------------------------------------------------

    def set_mail(self, login: str, mail: str | None) -> None:
        """Another letter box, or none. Raises AccountUnknown, WrongAccount."""
        if mail is not None and not LETTER_BOX.fullmatch(mail):
            raise WrongAccount(f"{mail!r} is no letter box", remedy="write it as desk@office.example")
        self._change(login, "mail_changed", "mail = %s", [mail])

    def mailed(
        self, *, seat: SeatId | None = None, unit: UnitId | None = None, role: str | None = None
    ) -> list[SeatId]:
        """The seats with a letter box: this seat, those of a unit, or those in a role."""
        with self._pool.connection() as connection:
            found = connection.execute(
                "SELECT DISTINCT seat FROM access.accounts WHERE mail IS NOT NULL AND NOT disabled"
                " AND (seat = %s OR unit = %s OR role = %s) ORDER BY seat",
                [seat, unit, role],
            )
            return [SeatId(each) for (each,) in found]

    def mail_of(self, seat: SeatId) -> str | None:
        """A seat's letter box; of several accounts the one changed last."""
        with self._pool.connection() as connection:
            found = connection.execute(
                "SELECT mail FROM access.accounts WHERE seat = %s AND mail IS NOT NULL AND NOT disabled"
                " ORDER BY changed_at DESC LIMIT 1",
                [seat],
            ).fetchone()
        return str(found[0]) if found else None

    # -- what is looked at afterwards ------------------------------------------------------------------

    def disclosed(self, who: str, case: UUID, purpose: str) -> None:
        """Put on record that somebody, an account or a seat, was shown who complained, and what for."""
        with self._pool.connection() as connection:
            _log(connection, "identity_disclosed", who, "", case, purpose)

    def disclosures(self, case: UUID) -> list[tuple[datetime, str, str]]:
        """When, to whom and what for it was shown who complained in a case: newest first."""
        with self._pool.connection() as connection:
            found = connection.execute(
                "SELECT at, login, purpose FROM access.log WHERE case_id = %s AND what = 'identity_disclosed'"
                " ORDER BY number DESC",
                [case],
            )
            return list(found.fetchall())

    def log(self, *, login: str | None = None, case: UUID | None = None, limit: int = 200) -> list[tuple[Any, ...]]:
        """What was done, newest first: when, what, login, origin, case, purpose."""
        with self._pool.connection() as connection:
            found = connection.execute(
                "SELECT at, what, login, origin, case_id, purpose FROM access.log"
                " WHERE (%s::text IS NULL OR login = %s) AND (%s::uuid IS NULL OR case_id = %s)"
                " ORDER BY number DESC LIMIT %s",
                [login, login, case, case, limit],
            )
            return list(found.fetchall())

    def _change(self, login: str, what: str, change: str, values: list[str | None]) -> None:
        statement = f"UPDATE access.accounts SET {change}, changed_at = clock_timestamp() WHERE login = %s"  # noqa: S608  (ours)
        with self._pool.connection() as connection, connection.transaction():
            if not connection.execute(statement, [*values, login]).rowcount:
                raise AccountUnknown(f"there is no account {login!r}", remedy="tiji account list")
            self._end_sessions(connection, login)
            _log(connection, what, login, "")

    @staticmethod
    def _end_sessions(connection: Connection[Any], login: str) -> None:
        connection.execute("DELETE FROM access.sessions WHERE login = %s", [login])


def _wait(connection: Connection[Any], login: str, origin: str) -> int:
    """Seconds until the next attempt is taken: of this account since its last success, or from this address."""
    row = connection.execute(
        """
        WITH recent AS (
            SELECT at, login, origin FROM access.log
            WHERE what = 'refused' AND at > clock_timestamp() - %(window)s::interval
        ),
        of_login AS (
            SELECT count(*) AS n, max(at) AS last FROM recent WHERE login = %(login)s AND at > coalesce(
                (SELECT max(at) FROM access.log WHERE login = %(login)s AND what = 'signed_in'), '-infinity')
        ),
        of_origin AS (SELECT count(*) AS n, max(at) AS last FROM recent WHERE origin = %(origin)s)
        SELECT greatest(
            (SELECT extract(epoch FROM last - clock_timestamp()) + %(wait)s * (n - %(free)s + 1)
             FROM of_login WHERE n >= %(free)s),
            (SELECT extract(epoch FROM last - clock_timestamp()) + %(wait)s * (n / %(free)s - 3)
             FROM of_origin WHERE n >= 4 * %(free)s),
            0)
        """,
        {"window": WINDOW, "login": login, "origin": origin, "wait": WAIT, "free": FREE},
    ).fetchone()
    return -int(-row[0] // 1) if row and row[0] > 0 else 0


def _log(
    connection: Connection[Any], what: str, login: str, origin: str, case: UUID | None = None, purpose: str = ""
) -> None:
    connection.execute(
        "INSERT INTO access.log (what, login, origin, case_id, purpose) VALUES (%s, %s, %s, %s, %s)",
        [what, login[:200], origin, case, purpose],
    )


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
