"""Where a clause stands in its text, so that an edition reads from its first part to its last annex."""

from __future__ import annotations

import re

DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))
NUMBER = re.compile(r"\d+|[一二三四五六七八九十]+")


def standing(at: str) -> tuple[int, ...]:
    """A place in the text to sort by: `附件2 四(四)` → 1, 2, 4, 4; what is in no annex comes first."""
    place = _unremarked(at)
    numbers = [_number(each) for each in NUMBER.findall(place)]
    return (int(place.startswith("附件")), *numbers)


def part_of(at: str) -> str:
    """The annex or the chapter a place is in, as the text calls it."""
    first, _, _ = _unremarked(at).partition(" ")
    if first.startswith("附件"):
        return first
    number = NUMBER.match(first)
    return number[0] if number else first


def part_words(part: str) -> tuple[str, str]:
    """An annex or a chapter in words."""
    if part.startswith("附件"):
        return f"附件 {part.removeprefix('附件')}", f"Annex {part.removeprefix('附件')}"
    return (f"第{part}部分", f"Part {_number(part)}") if NUMBER.fullmatch(part) else (part, part)


def _unremarked(at: str) -> str:
    return at.partition("（")[0]


def _number(written: str) -> int:
    """`十一` or `11`."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)
