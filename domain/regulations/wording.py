"""What the validator found, said so that whoever writes an edition knows what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from domain.regulations.keys import inside
from domain.regulations.parts import CLAUSE_ID, Part
from domain.regulations.spelling import FEW, meant

Error = Mapping[str, Any]
"""One error as the validator tells it: its type, the place, what was given, and what belongs to the type."""

PAGE = "docs/reference/edition-keys.md"
CODE = "a code: small letters, figures and _, beginning with a letter"

WANTED = {
    "string_type": 'a text in quotes, "…"',
    "int_type": "a whole number without quotes",
    "int_from_float": "a whole number",
    "bool_type": "true or false, without quotes",
    "tuple_type": "a list, [ … ]",
    "dict_type": "a table, { name = value }",
    "model_type": "a table, { name = value }",
    "date_type": "a day without quotes, 2024-01-02",
    "date_parsing": "a day without quotes, 2024-01-02",
    "date_from_datetime_parsing": "a day without quotes, 2024-01-02",
    "date_from_datetime_inexact": "a day without a time, 2024-01-02",
    "time_type": "a time of day without quotes, 17:30:00",
    "time_parsing": "a time of day without quotes, 17:30:00",
}
"""Kind of error → what must stand there."""

BOUNDS = {
    "greater_than_equal": ("at least", "ge"),
    "greater_than": ("more than", "gt"),
    "less_than_equal": ("at most", "le"),
    "less_than": ("less than", "lt"),
}


def in_words(error: Error, root: type[Part]) -> str:
    """One error of the validator, in words."""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if kind in SAID:
        return SAID[kind](error, root)
    if kind in WANTED:
        return f"must be {WANTED[kind]}, and is {_shown(given)}"
    if kind in BOUNDS:
        words, bound = BOUNDS[kind]
        return f"must be {words} {context[bound]}, and is {given}"
    return f"{error['msg'][:1].lower()}{error['msg'][1:]}, and is {_shown(given)}"


def _missing(error: Error, _: type[Part]) -> str:
    return f"is missing; write {error['loc'][-1]} = … ({PAGE} says what may stand there)"


def _unknown_key(error: Error, root: type[Part]) -> str:
    known = [name for part in inside(root, error["loc"][:-1]) for name in part.model_fields]
    return f"no key {error['loc'][-1]} belongs here{meant(error['loc'][-1], known)}"


def _unknown_word(error: Error, _: type[Part]) -> str:
    return _none_of(error["input"], error["ctx"]["expected"])


def _unknown_form(error: Error, _: type[Part]) -> str:
    return _none_of(error["input"]["form"], error["ctx"]["expected_tags"])


def _no_form(_: Error, __: type[Part]) -> str:
    return f"names no form; write form = … ({PAGE} lists the forms)"


def _spelt(error: Error, _: type[Part]) -> str:
    of_clause = error["ctx"]["pattern"] == CLAUSE_ID
    so = "place.section.rule: small letters, figures and hyphens, parted by dots" if of_clause else CODE
    return f"{error['input']} may not be written so; write {so}"


def _nothing_listed(_: Error, __: type[Part]) -> str:
    return "must list at least one"


def _own_words(error: Error, _: type[Part]) -> str:
    return str(error["ctx"]["error"])


SAID: Mapping[str, Callable[[Error, type[Part]], str]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "literal_error": _unknown_word,
    "union_tag_invalid": _unknown_form,
    "union_tag_not_found": _no_form,
    "string_pattern_mismatch": _spelt,
    "too_short": _nothing_listed,
    "value_error": _own_words,
}
"""Kind of error → what is said of it."""


def _none_of(given: Any, expected: str) -> str:  # noqa: ANN401  (whatever was written)
    known = expected.replace(" or ", ", ").replace("'", "").split(", ")
    more = f" ({PAGE} lists all)" if len(known) > FEW else ""
    return f"{_shown(given)} is not among what may stand here{meant(given, known)}{more}"


def _shown(given: Any) -> str:  # noqa: ANN401  (whatever was written)
    match given:
        case str():
            return f'"{given}"'
        case bool():
            return str(given).lower()
        case dict():
            return "a table"
        case list():
            return "a list"
    return str(given)
