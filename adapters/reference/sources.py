"""What the source says beside the code: the sentence under a class, the one under each of its fields."""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache
from typing import NamedTuple


class Said(NamedTuple):
    """A field as the source spells it."""

    annotation: str
    about: str


def about(thing: object) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())


@cache
def fields_of(kind: type) -> dict[str, Said]:
    """Field → annotation and docstring, for the fields a class declares itself."""
    body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    assert isinstance(body, ast.ClassDef)  # noqa: S101  (the source of a class is a class)
    found = {}
    for node, below in zip(body.body, [*body.body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = Said(ast.unparse(node.annotation), _text_of(below))
    return found


def _text_of(node: ast.stmt | None) -> str:
    match node:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return " ".join(text.split())
    return ""
