"""Who may sign in, for how long, and what is left on record of it."""

from __future__ import annotations

from uuid import uuid4

import psycopg
import pytest
from psycopg_pool import ConnectionPool

from adapters.accounts import (
    AccountUnknown,
    PasswordTooShort,
    PostgresAccounts,
    SignInRefused,
    TooManyAttempts,
    WrongAccount,
)
from adapters.accounts.passwords import hashed
from application.identity import Identity
from domain.values import SeatId, UnitId

PASSWORD = "an invented password"  # noqa: S105  (invented)
CLERK = Identity(SeatId("roads.unit_clerk"), "unit_clerk", UnitId("roads"))


@pytest.fixture
def accounts(real_database):
    with ConnectionPool(real_database.url("app"), min_size=1, max_size=4, kwargs={"autocommit": True}) as pool:
        made = PostgresAccounts(pool)
        made.ensure("clerk", PASSWORD, CLERK, "道路处承办人", "Roads clerk", None)
        yield made


@pytest.fixture
def age(real_database):
    """Let what is in a table have happened earlier."""

    def aged(statement):
        with psycopg.connect(real_database.owner, autocommit=True) as connection:
            connection.execute(statement)

    return aged


def what(accounts, **of):
    return [line[1] for line in accounts.log(**of)]


def test_a_session_is_its_seats_until_it_signs_out(accounts):
    token, session = accounts.sign_in("clerk", PASSWORD, "192.0.2.1")
    assert session.identity == CLERK
    assert accounts.find(token) == session
    accounts.sign_out(token)
    accounts.sign_out(token)
    assert accounts.find(token) is None
    assert what(accounts, login="clerk") == ["signed_out", "signed_in", "account_set"]


def test_nobody_is_told_whether_login_or_password_was_wrong(accounts):
    with pytest.raises(SignInRefused) as unknown:
        accounts.sign_in("nobody", PASSWORD, "192.0.2.1")
    with pytest.raises(SignInRefused) as wrong:
        accounts.sign_in("clerk", "another password", "192.0.2.1")
    assert (unknown.value.detail, unknown.value.remedy) == (wrong.value.detail, wrong.value.remedy)
    assert what(accounts, login="nobody") == ["refused"]


def test_neither_passwords_nor_tokens_rest_in_the_database(accounts, real_database):
    token, session = accounts.sign_in("clerk", PASSWORD, "192.0.2.1")
    with psycopg.connect(real_database.owner) as connection:
        tables = [f"access.{name}" for name in ("accounts", "sessions", "log")]
        kept = "".join(str(row) for table in tables for row in connection.execute(f"SELECT t::text FROM {table} t"))
    for secret in (PASSWORD, token, token.encode().hex(), session.csrf):
        assert secret not in kept


@pytest.mark.parametrize(
    "aged",
    [
        "UPDATE access.sessions SET seen_at = seen_at - interval '61 minutes'",
        "UPDATE access.sessions SET began_at = began_at - interval '12 hours 1 minute'",
    ],
)
def test_a_session_ends_by_itself(accounts, age, aged):
    token, _ = accounts.sign_in("clerk", PASSWORD, "192.0.2.1")
    age(aged)
    assert accounts.find(token) is None


def test_a_page_keeps_a_session_alive(accounts, age):
    token, _ = accounts.sign_in("clerk", PASSWORD, "192.0.2.1")
    for _ in range(3):
        age("UPDATE access.sessions SET seen_at = seen_at - interval '59 minutes'")
        assert accounts.find(token) is not None


def test_disabling_an_account_or_changing_its_password_ends_its_sessions_at_once(accounts):
    token, _ = accounts.sign_in("clerk", PASSWORD, "192.0.2.1")
    accounts.change_password("clerk", "another invented one")
    assert accounts.find(token) is None
    token, _ = accounts.sign_in("clerk", "another invented one", "192.0.2.1")
    accounts.disable("clerk")
    assert accounts.find(token) is None
    with pytest.raises(SignInRefused):
        accounts.sign_in("clerk", "another invented one", "192.0.2.1")


def test_guessing_a_password_is_slowed_down_and_success_forgives(accounts, age):
    for _ in range(4):
        with pytest.raises(SignInRefused):
            accounts.sign_in("clerk", "a wrong password", "192.0.2.1")
    accounts.sign_in("clerk", PASSWORD, "192.0.2.1")
    for _ in range(5):
        with pytest.raises(SignInRefused):
            accounts.sign_in("clerk", "a wrong password", "192.0.2.1")
    with pytest.raises(TooManyAttempts) as throttled:
        accounts.sign_in("clerk", PASSWORD, "198.51.100.7")
    assert 0 < throttled.value.retry_after <= 30
    age("UPDATE access.log SET at = at - interval '31 seconds'")
    accounts.sign_in("clerk", PASSWORD, "192.0.2.1")


def test_an_address_that_guesses_many_logins_is_slowed_down(accounts, age):
    age(
        "INSERT INTO access.log (what, login, origin)"
        " SELECT 'refused', 'guess' || n, '192.0.2.9' FROM generate_series(1, 20) n"
    )
    with pytest.raises(TooManyAttempts):
        accounts.sign_in("clerk", PASSWORD, "192.0.2.9")
    accounts.sign_in("clerk", PASSWORD, "192.0.2.1")


def test_forms_of_two_sessions_differ(accounts):
    (_, one), (_, other) = (accounts.sign_in("clerk", PASSWORD, "192.0.2.1") for _ in range(2))
    assert one.csrf != other.csrf


def test_an_account_must_be_one_the_access_table_knows(accounts):
    with pytest.raises(WrongAccount):
        accounts.ensure("x", PASSWORD, Identity(SeatId("x"), "emperor"), "x", "x", None)
    with pytest.raises(WrongAccount):
        accounts.ensure("x", PASSWORD, Identity(SeatId("x"), "unit_clerk"), "x", "x", None)
    with pytest.raises(PasswordTooShort):
        accounts.ensure("x", "short", CLERK, "x", "x", None)
    with pytest.raises(AccountUnknown):
        accounts.disable("x")


def test_a_hash_of_older_parameters_is_made_anew_when_its_password_is_next_seen(accounts, age, monkeypatch):
    monkeypatch.setattr("adapters.accounts.passwords.COST", 2**14)
    older = hashed(PASSWORD)
    monkeypatch.undo()
    age(f"UPDATE access.accounts SET password = '{older}'")
    accounts.sign_in("clerk", PASSWORD, "192.0.2.1")
    accounts.sign_in("clerk", PASSWORD, "192.0.2.1")


def test_whom_an_identity_was_shown_to_and_what_for_stays_on_record(accounts):
    case = uuid4()
    accounts.disclosed("clerk", case, "to call the applicant back")
    (line,) = accounts.log(case=case)
    assert line[1:] == ("identity_disclosed", "clerk", "", case, "to call the applicant back")


def test_a_login_that_no_keyboard_sends_is_nobodys_and_stays_on_record(accounts):
    with pytest.raises(SignInRefused):
        accounts.sign_in("\0clerk", PASSWORD, "192.0.2.1")
    assert what(accounts, login="\ufffdclerk") == ["refused"]


def test_what_a_page_left_open_asks_by_itself_keeps_no_session_alive(accounts, age):
    token, _ = accounts.sign_in("clerk", PASSWORD, "192.0.2.1")
    forty = "UPDATE access.sessions SET seen_at = seen_at - interval '40 minutes'"
    age(forty)
    assert accounts.find(token, by_hand=False) is not None
    age(forty)
    assert accounts.find(token, by_hand=False) is None
