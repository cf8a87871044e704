"""Every key of an edition's files: what may stand there, what holds where it is left out, and what it means."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from adapters.reference.markdown import code, codes, page, table
from adapters.reference.sources import about, fields_of
from domain.regulations.keys import bare, parts_of
from domain.regulations.model import Edition
from domain.regulations.parts import CLAUSE_ID, Part
from domain.regulations.soundness import COMES_AFTER, LAID_DOWN_IN
from domain.regulations.steps import Step

ABOUT = """
An edition is a folder of TOML files; how they are split is free, and what may stand in them is told here.
It is read strictly: an unknown key, a text where a number belongs or a word that is not listed is an error, and
`tiji regulation check` names it.
[Add a place](../how-to/add-a-place.md) goes through the files one by one.

`NAME` stands for a name of your own, `[]` for each entry of a list.
A *code* is a name of your own too: small letters, figures and `_`, beginning with a letter.
A *clause id* is `place.section.rule`: small letters, figures and hyphens, parted by dots; it is one of your `clauses`.
A *day* is written `2024-01-02`, a *time* `17:30:00`, both without quotes.
A condition `when` is a plain match, `{ kind = ["complaint"], channel = ["hotline"] }`: every fact named must be known
of the matter and have one of the values.
""".strip()

HEAD = ("key", "what may stand there", "where left out", "meaning")

PLAIN: Mapping[object, str] = {
    str: "text",
    int: "whole number",
    bool: "`true` or `false`",
    Decimal: "number",
    date: "day",
    time: "time",
    Any: "anything",
}

COMMON = {
    "clause": "The clause that says it.",
    "words": "What it is called.",
    "code": "Its name in the data.",
    "form": "Which of the forms it is.",
    "source": "Whether the text gives it, or an office set it where the text is silent.",
    "author": "Who set it, where an office did.",
    "reason": "Why, where an office set it.",
    "points": "How many points.",
}
"""Keys that mean the same wherever they stand and nothing more is said."""

NOT_WRITTEN = {"Edition": {"hash"}, "Limit": {"id"}, "FindingKind": {"name"}}
"""Part → what it knows by itself: its digest, or the name it stands under."""

WRITTEN_AS = {"clauses": "clauses[]", "limits": "limits.NAME"}
"""What the files write as a list and the model keeps by id, and the other way round."""

LIKE = (
    code("like"),
    "name of another limit",
    "nothing",
    "Takes over that limit's clause, `when` and span, unless it says otherwise.",
)


def written() -> str:
    """The page."""
    stands: dict[type[Part], list[str]] = {}
    _walk(Edition, "", stands)
    return page("Keys of an edition", ABOUT, *(_section(part, where) for part, where in stands.items()), _steps())


def _walk(part: type[Part], path: str, stands: dict[type[Part], list[str]]) -> None:
    """Every part below one, in the order of the model, with the places it may stand at."""
    known = part in stands
    stands.setdefault(part, []).append(path)
    if known:
        return
    for name, field in part.model_fields.items():
        for inner in dict.fromkeys(parts_of(field.annotation)):
            _walk(inner, _place(path, name, field.annotation), stands)


def _place(path: str, name: str, annotation: Any) -> str:  # noqa: ANN401  (any annotation)
    kept = get_origin(bare(annotation))
    written_so = f"{name}[]" if kept is tuple else f"{name}.NAME" if kept is dict else name
    return f"{path}.{written_so}" if path else WRITTEN_AS.get(name, written_so)


def _section(part: type[Part], where: list[str]) -> str:
    places = [place for place in dict.fromkeys(where) if place]
    shown = codes(places[:3]) + (" and elsewhere" if len(places) > 3 else "")  # noqa: PLR2004  (enough to see it)
    rows = list(_rows(part))
    if part.__name__ == "Limit":
        rows.insert(0, LIKE)
    lines = [f"## {part.__name__}", about(part), f"Stands at {shown}." if shown else "", table(HEAD, rows)]
    return "\n\n".join(filter(None, lines))


def _rows(part: type[Part]) -> Iterator[tuple[str, ...]]:
    kinds = [kind for kind in reversed(part.__mro__) if issubclass(kind, Part) and kind is not Part]
    said = {name: told.about for kind in kinds for name, told in fields_of(kind).items()}
    for name, field in part.model_fields.items():
        if name not in NOT_WRITTEN.get(part.__name__, ()):
            yield code(name), _holds_at(part, name, field), _default(field), said.get(name) or _usual(name, field)


def _usual(name: str, field: FieldInfo) -> str:
    if name.endswith("_clause"):
        return "The clause that says so."
    parts = tuple(parts_of(field.annotation))
    return COMMON.get(name) or (about(parts[0]) if len(parts) == 1 else "")


def _holds_at(part: type[Part], name: str, field: FieldInfo) -> str:
    if part is Edition and name in WRITTEN_AS:
        (inner,) = parts_of(field.annotation)
        return f"{'list' if WRITTEN_AS[name].endswith('[]') else 'table'} of {_link(inner)}"
    return _holds(field.annotation, tuple(field.metadata))


def _holds(annotation: Any, told: tuple[Any, ...] = ()) -> str:  # noqa: ANN401  (any annotation)
    """What may stand at a key, in words."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _holds(inner[0], (*told, *(one for each in inner[1:] for one in _told(each))))
    if origin in HOLDS:
        return HOLDS[origin](inner)
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return _link(annotation)
    return _spelt(told) or " ".join([PLAIN[annotation], *_bounds(told)])


def _any_of(inner: tuple[Any, ...]) -> str:
    filled = [each for each in inner if each is not type(None)]
    forms = all(isinstance(each, type) and issubclass(each, Part) for each in filled) and len(filled) > 1
    words = [_holds(each) for each in filled]
    return f"one of the forms {', '.join(words)}" if forms else " or ".join(words)


def _word(inner: tuple[Any, ...]) -> str:
    if inner == get_args(Step):
        return "[step](#steps)"
    words = codes(f'"{word}"' for word in inner)
    return words if len(inner) == 1 else f"one of {words}"


def _list(inner: tuple[Any, ...]) -> str:
    return f"list of {_holds(inner[0]).replace('one of ', '', 1)}"


def _table(inner: tuple[Any, ...]) -> str:
    by = "name" if inner[0] is str else _holds(inner[0])
    return f"table of {_holds(inner[1])}, by {by}"


HOLDS: Mapping[object, Callable[[tuple[Any, ...]], str]] = {
    Union: _any_of,
    types.UnionType: _any_of,
    Literal: _word,
    tuple: _list,
    dict: _table,
}
"""What an annotation is built of → its words."""


def _told(each: Any) -> tuple[Any, ...]:  # noqa: ANN401  (whatever an annotation carries)
    return tuple(each.metadata) if isinstance(each, FieldInfo) else (each,)


def _spelt(told: tuple[Any, ...]) -> str:
    patterns = [pattern for each in told if (pattern := getattr(each, "pattern", None))]
    return ("clause id" if CLAUSE_ID in patterns else "code") if patterns else ""


def _bounds(told: tuple[Any, ...]) -> Iterator[str]:
    for name, sign in (("ge", "≥"), ("gt", ">"), ("le", "≤")):
        yield from (f"{sign} {getattr(each, name)}" for each in told if hasattr(each, name))


def _link(part: type[Part]) -> str:
    return f"[{part.__name__}](#{part.__name__.lower()})"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**needed**"
    match field.default:
        case bool():
            return code(str(field.default).lower())
        case str() if field.default:
            return code(f'"{field.default}"')
        case int():
            return code(field.default)
        case tuple() if field.default:
            return codes(f'"{each}"' for each in field.default)
    return "nothing"


def _steps() -> str:
    rows = (
        (code(step), code(COMES_AFTER[step]) if step in COMES_AFTER else "", _laid_down(step))
        for step in get_args(Step)
    )
    about_steps = "What may happen to a matter, in Tiji's own words; an edition lists those it has and invents none."
    return "\n\n".join(["## Steps", about_steps, table(("step", "needs the step", "needs the section"), rows)])


def _laid_down(step: Step) -> str:
    return code(LAID_DOWN_IN[step]) if step in LAID_DOWN_IN else ""
