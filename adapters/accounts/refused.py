"""What accounts refuse."""

from __future__ import annotations

from domain.errors import Refused


class SignInRefused(Refused):
    """No such account, another password, or an account that was disabled; nobody is told which."""

    code = "access.sign_in_refused"


class TooManyAttempts(Refused):
    """Too many wrong passwords lately for this account or from this address."""

    code = "access.too_many_attempts"

    def __init__(self, retry_after: int) -> None:
        super().__init__("too many wrong attempts lately", remedy=f"try again in {retry_after} seconds")
        self.retry_after = retry_after
        """Seconds."""


class PasswordTooShort(Refused):
    """The password has too few characters."""

    code = "account.password_too_short"


class WrongAccount(Refused):
    """No such role, or a unit's role without a unit."""

    code = "account.wrong_role"


class AccountUnknown(Refused):
    """There is no account of this login."""

    code = "account.unknown"
