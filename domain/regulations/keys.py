"""What keys the model of an edition has, read off the model itself: for messages and for the reference."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from domain.regulations.parts import Part

BY_NAME = frozenset({"limits", "findings"})
"""Sections whose entries stand under a name of their own in the files."""


def parts_of(annotation: Any) -> Iterator[type[Part]]:  # noqa: ANN401  (any annotation)
    """Every part that a value of this annotation may be or hold."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    else:
        for inner in get_args(annotation):
            yield from parts_of(inner)


def allowed(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401  (any annotation)
    """The words of a closed vocabulary; nothing where the annotation is open."""
    if get_origin(annotation) is Literal:
        return tuple(str(word) for word in get_args(annotation))
    return tuple(word for inner in get_args(annotation) for word in allowed(inner))


def inside(root: type[Part], loc: tuple[int | str, ...]) -> tuple[type[Part], ...]:
    """The parts that may stand at a place in a part: several where a form decides which."""
    here: Any = root
    for step in loc:
        fields = [part.model_fields[str(step)] for part in _here(here) if str(step) in part.model_fields]
        if fields:
            here = fields[0].annotation
        else:
            tagged = [part for part in parts_of(here) if step in _tags(part)]
            here = tagged[0] if tagged else _entry(here)
    return tuple(dict.fromkeys(parts_of(here)))


def bare(annotation: Any) -> Any:  # noqa: ANN401  (any annotation)
    """An annotation without its constraints, and without the None of what may be left out."""
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, types.UnionType}:
        filled = [inner for inner in get_args(annotation) if inner is not type(None)]
        return bare(filled[0]) if len(filled) == 1 else annotation
    return annotation


def _here(annotation: Any) -> tuple[type[Part], ...]:  # noqa: ANN401
    """The parts an annotation names itself, and not as entries of a list or a table."""
    plain = bare(annotation)
    return () if get_origin(plain) in {tuple, dict} else tuple(parts_of(plain))


def _entry(annotation: Any) -> Any:  # noqa: ANN401
    """What a list or a table holds; the annotation itself where it is neither."""
    plain = bare(annotation)
    inner = get_args(plain)
    if get_origin(plain) is tuple and inner:
        return inner[0]
    return inner[1] if get_origin(plain) is dict and inner else annotation


def _tags(part: type[Part]) -> tuple[str, ...]:
    return allowed(part.model_fields["form"].annotation) if "form" in part.model_fields else ()
