"""屏蔽: what identifies people is taken out of a text before anyone outside may read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MASK = "***"
PATTERNS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "id_number": (re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])"),),
    "phone": (
        re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"),
        re.compile(r"(?<!\d)(?:0\d{2,3}[- ]?)?\d{7,8}(?!\d)"),
        re.compile(r"(?<!\d)\d{4}-\d{4}(?!\d)"),
    ),
    "mail": (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),),
    "address": (re.compile(r"(?:\d+|[一二三四五六七八九十百]+)\s*(?=号楼|栋|幢|单元|室)"),),
    "handler": (
        re.compile(r"(?<=经办人|承办人|联系人|办理人|责任人|负责人)\s*(?:[:：]|为|是)\s*[\u4e00-\u9fff]{2,4}"),
        re.compile(r"(?<=handler|contact)\s*(?::|is)\s*[A-Z][\w'-]+(?: [A-Z][\w'-]+)?", re.IGNORECASE),
    ),
    "complainant": (re.compile(r"(?:(?<=[\s，。、：:；])|^)[\u4e00-\u9fff]{1,4}(?=先生|女士)"),),
}
"""What is found by how it looks; names that look like nothing are known from the case, or seen by the person."""
SHORTEST = 2
"""Characters a known text must have: a single one stands everywhere."""


@dataclass(frozen=True)
class Masked:
    """A text without what was masked, and what was."""

    text: str
    found: tuple[str, ...]


def masked(text: str, masks: Iterable[str], known: Mapping[str, str]) -> Masked:
    """A text with what the edition names masked. `known` says what this very case holds: the name, the number."""
    found = []
    for mask in masks:
        after = text
        for value in _values(mask, known):
            after = after.replace(value, MASK)
        for pattern in PATTERNS.get(mask, ()):
            after = pattern.sub(MASK, after)
        if after != text:
            found.append(mask)
        text = after
    return Masked(text, tuple(found))


def _values(mask: str, known: Mapping[str, str]) -> list[str]:
    """What the case knows under a mask, the longest first."""
    names = {"phone": ("contact",), "complainant": ("complainant",), "address": ("address",)}.get(mask, ())
    values = {known[name].strip() for name in names if name in known}
    return sorted((value for value in values if len(value) >= SHORTEST), key=len, reverse=True)
