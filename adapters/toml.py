"""TOML that cannot be read, told with its line: whoever wrote it sees what to put right."""

from __future__ import annotations

import re
import tomllib
from typing import Any

AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


class Unreadable(ValueError):
    """What is wrong with the text, and the line it stands in."""


def read(text: str) -> dict[str, Any]:
    """The parsed text. Raises Unreadable."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = f"{str(error)[:1].lower()}{str(error)[1:]}"
        at = AT_LINE.search(said)
        lines = text.splitlines()
        if at and int(at[1]) <= len(lines):
            said += f": {lines[int(at[1]) - 1].strip()}"
        elif lines:
            said += f"; the last line is: {lines[-1].strip()}"
        raise Unreadable(said) from error
