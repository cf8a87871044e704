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


@cache
def environment() -> Environment:
    """The templates."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["static"] = static
    made.filters["marked"] = marked
    return made


@cache
def static(name: str) -> str:
    """The address of a file of ours; it changes with its content, so it may be kept for ever."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"{STATIC_PATH}/{digest}/{name}"


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
