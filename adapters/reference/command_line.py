"""Every command of `tiji`, with its arguments and options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from adapters.reference.markdown import code, page, table

ABOUT = """
`tiji COMMAND --help` says the same on the spot.
A refused command leaves with exit code 2 and says what would make it allowed; success is 0.
Settings come from the environment: `TIJI_DATA` (default `.tiji`), `DATABASE_URL` (default: the embedded server),
`TIJI_MASTER_KEY_FILE`, `TIJI_NOTICES` (`none`, `console` or `file`; default `none`), `TIJI_LOG_KEY_FILE` (default
`log.key` below the data), `TIJI_WITNESS` and `TIJI_WITNESS_KEY` (default: no witness), `TIJI_EDITIONS` (a folder of
editions of your own; default: only those that ship).
""".strip()


class Parameter(Protocol):
    """An argument or an option, as typer keeps it."""

    name: str
    opts: list[str]
    secondary_opts: list[str]
    required: bool
    default: Any
    help: str | None
    hidden: bool
    is_flag: bool


class Command(Protocol):
    """A command, or a group of them, as typer keeps it."""

    help: str | None
    params: list[Any]


def written(root: Any) -> str:  # noqa: ANN401  (typer's own class of a group is private)
    """The page, from the root command."""
    found = dict(commands_of(root))
    return page("Command line", ABOUT, *(_section(name, command) for name, command in sorted(found.items())))


def commands_of(group: Any, above: str = "tiji") -> Iterator[tuple[str, Command]]:  # noqa: ANN401  (as above)
    """Every command that can be called, with the words that call it."""
    below: Mapping[str, Any] = group.commands
    for name, command in below.items():
        words = f"{above} {name}"
        if hasattr(command, "commands"):
            yield from commands_of(command, words)
        elif not command.hidden:
            yield words, command


def _section(name: str, command: Command) -> str:
    about = "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    rows = [_row(each) for each in command.params if not each.hidden and each.name != "help"]
    return "\n\n".join(
        filter(None, [f"## {code(name)}", about, table(("argument or option", "default", "about"), rows)])
    )


def _row(each: Parameter) -> tuple[str, ...]:
    spelled = each.opts[0].upper() if not each.opts[0].startswith("-") else " ".join([*each.opts, *each.secondary_opts])
    return code(spelled), _default(each), each.help or ""


def _default(each: Parameter) -> str:
    if each.required:
        return "needed"
    if isinstance(each.default, bool):
        return "on" if each.default else ""
    return code(each.default) if isinstance(each.default, str | int) and each.default != "" else ""
