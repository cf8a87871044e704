"""What a name that nothing declares may have been meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

FEW = 12
"""So many names may be listed in a message; of more only the nearest is told."""


def meant(name: object, known: Iterable[str]) -> str:
    """What to write instead, as the end of a sentence; nothing where no name is near and there are many."""
    names = sorted(set(known))
    near = get_close_matches(str(name), names, n=1)
    if near:
        return f"; did you mean {near[0]}?"
    if not names:
        return "; none is declared"
    return f"; there are {', '.join(names)}" if len(names) <= FEW else ""
