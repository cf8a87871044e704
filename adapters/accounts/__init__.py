"""Accounts: who may sign in to the pages, and who is signed in."""

from __future__ import annotations

from adapters.accounts.accounts import PostgresAccounts
from adapters.accounts.refused import AccountUnknown, PasswordTooShort, SignInRefused, TooManyAttempts, WrongAccount

__all__ = [
    "AccountUnknown",
    "PasswordTooShort",
    "PostgresAccounts",
    "SignInRefused",
    "TooManyAttempts",
    "WrongAccount",
]
