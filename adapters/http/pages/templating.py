"""Jinja, set up once: escaping always on, a misspelt name is an error."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

HERE = Path(__file__).parent
STATIC = HERE / "static"
STATIC_PATH = "/static"
STYLE = "app.css"
"""The style sheet; its parts stand in a folder, one a subject, in their order."""
PARTS = STATIC / "style"
INDENTED = re.compile(r"^[ \t]+", re.MULTILINE)


class Outdented(FileSystemLoader):
    """Templates are indented for those who read them; what is sent is not."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        """A template without its indentation, line by line as it stands in the file."""
        source, path, is_current = super().get_source(environment, template)
        return INDENTED.sub("", source), path, is_current


@cache
def environment() -> Environment:
    """The templates."""
    made = Environment(
        loader=Outdented(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["static"] = static
    made.filters["marked"] = marked
    return made


@cache
def content(name: str) -> bytes | None:
    """A file of ours; None where there is no such."""
    if name == STYLE:
        return b"".join(part.read_bytes() for part in sorted(PARTS.glob("*.css")))
    return next((path.read_bytes() for path in STATIC.iterdir() if path.name == name and path.is_file()), None)


@cache
def static(name: str) -> str:
    """The address of a file of ours; it changes with its content, so it may be kept for ever."""
    return f"{STATIC_PATH}/{hashlib.sha256(content(name) or b'').hexdigest()[:12]}/{name}"


def marked(text: str, query: str) -> Markup:
    """A text with the words of a query marked where they stand."""
    words = "|".join(re.escape(word) for word in query.split())
    parts = re.split(f"({words})", text, flags=re.IGNORECASE) if words else [text]
    return Markup().join(
        Markup("<mark>{}</mark>").format(part) if number % 2 else escape(part) for number, part in enumerate(parts)
    )


def rendered(template: str, context: dict[str, Any]) -> str:
    """A template with its values."""
    return environment().get_template(template).render(context)
