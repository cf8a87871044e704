"""`tiji account`: who may sign in to the pages."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from adapters.cli.rooms import console, tiji
from application.identity import Identity
from domain.values import SeatId, UnitId

account = typer.Typer(help="Who may sign in to the pages.", no_args_is_help=True)

Login = Annotated[str, typer.Argument(help="What is typed to sign in.", show_default=False)]
FromFile = Annotated[Path | None, typer.Option(help="A file with the password; asked for where there is none.")]
Generate = Annotated[bool, typer.Option("--generate", help="Make a password and show it once.")]


@account.command()
def add(
    login: Login,
    role: Annotated[str, typer.Argument(help="unit_clerk, efficiency_office, city_leader …", show_default=False)],
    unit: Annotated[str | None, typer.Option(help="The unit, for a unit's role.")] = None,
    seat: Annotated[str | None, typer.Option(help="The seat; default: unit.role.")] = None,
    authority: Annotated[str | None, typer.Option(help="The authority, for an office's role.")] = None,
    name: Annotated[str | None, typer.Option(help="What the seat is called, never a person's name.")] = None,
    name_en: Annotated[str | None, typer.Option(help="The same in English.")] = None,
    mail: Annotated[str | None, typer.Option(help="A letter box for copies of its notices.")] = None,
    password_file: FromFile = None,
    generate: Generate = False,
) -> None:
    """Let a seat sign in. An account of the same login is changed, and its sessions end.

    Examples:  tiji account add office efficiency_office --authority city --generate  ·
    tiji account add roads-1 unit_clerk --unit roads
    """
    named = seat or (f"{unit}.{role}" if unit else role)
    identity = Identity(SeatId(named), role, UnitId(unit) if unit else None)
    with tiji() as application:
        password = _password(password_file, generate=generate)
        application.accounts.ensure(login, password, identity, name or named, name_en or name or named, authority)
        if mail is not None:
            application.accounts.set_mail(login, mail)
    console.print(f"{login} signs in as {named} ({role})")


@account.command("list")
def list_() -> None:
    """Every account, and whether it is disabled."""
    shown = Table("login", "role", "unit", "", box=None)
    with tiji() as application:
        for login, role, unit, is_disabled in application.accounts.known():
            shown.add_row(login, role, unit or "", "disabled" if is_disabled else "")
    console.print(shown)


@account.command("password")
def password_(login: Login, password_file: FromFile = None, generate: Generate = False) -> None:
    """Change a password. Sessions of the account end."""
    with tiji() as application:
        application.accounts.change_password(login, _password(password_file, generate=generate))
    console.print(f"the password of {login} is changed")


@account.command("mail")
def mail_(
    login: Login,
    letter_box: Annotated[str | None, typer.Argument(help="desk@office.example; left out: none any more.")] = None,
) -> None:
    """Send copies of a seat's notices to a letter box. Sessions of the account end.

    Example:  tiji account mail roads-1 roads@office.example
    """
    with tiji() as application:
        application.accounts.set_mail(login, letter_box)
    console.print(f"{login} gets letters at {letter_box}" if letter_box else f"{login} gets no letters any more")


@account.command()
def disable(login: Login) -> None:
    """Let nobody in by an account any more. Its sessions end at once."""
    with tiji() as application:
        application.accounts.disable(login)
    console.print(f"{login} is disabled")


def _password(file: Path | None, *, generate: bool) -> str:
    if generate:
        made = secrets.token_urlsafe(12)
        console.print(f"password, shown this once: {made}")
        return made
    if file is not None:
        return file.read_text(encoding="utf-8").strip()
    return str(typer.prompt("password", hide_input=True, confirmation_prompt=True))
