"""Markup as a test compares it, whatever the layout of its template."""

from __future__ import annotations

import re


def one_line(html: str) -> str:
    """A page without the line breaks beside its tags, and with a space for any other."""
    return re.sub(r"\s*\n\s*", " ", re.sub(r"\s*\n\s*(?=<)|(?<=>)\s*\n\s*", "", html))
