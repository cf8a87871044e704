"""Former shapes of an edition's content, read as today's: a text that was in use once stays readable for ever.

Its hash is taken over what it said; only what the model is made from is put into today's shape. A text that anybody
writes now is held to today's shape alone. `tests/contracts/golden_editions` keeps contents of every shape there was.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

Content = dict[str, Any]


def _ground_of_returns_that_none_used(content: Content) -> None:
    """Until November 2026 the rules about returns named a finding that only people establish; nothing read it."""
    content.get("returns", {}).pop("groundless_finding", None)


def _grounds_of_a_no_that_bound_nobody(content: Content) -> None:
    """Until November 2026 they stood as codes without words, and nobody was held to them: they bind nobody now."""
    ladder = content.get("ladder", {})
    if any(isinstance(ground, str) for ground in ladder.get("final_no_grounds", ())):
        ladder["final_no_grounds"] = []


FORMER: tuple[Callable[[Content], None], ...] = (
    _ground_of_returns_that_none_used,
    _grounds_of_a_no_that_bound_nobody,
)


def as_of_today(content: Mapping[str, Any]) -> Content:
    """The content in today's shape; one that has it already is as it was."""
    shaped = copy.deepcopy(dict(content))
    for change in FORMER:
        change(shaped)
    return shaped
