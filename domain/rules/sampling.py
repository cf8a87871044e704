"""抽签: which cases are drawn, from what, in an order that anybody can reckon again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from domain.errors import Refused
from domain.regulations.answers import Sample
from domain.rules.law import Law


class NothingSampled(Refused):
    """The edition in force draws no sample, or there is nothing to draw from."""

    code = "sample.nothing_to_draw"


class NotTheSampler(Refused):
    """The text has another office draw and check."""

    code = "sample.not_the_sampler"


def sample_of(law: Law, role: str) -> Sample:
    """What the text says about drawing, for a role that may. Raises NothingSampled, NotTheSampler."""
    rule = law.edition.follow_up.sample if law.edition.follow_up else None
    if rule is None:
        raise NothingSampled(f"{law.edition.id} draws no sample", remedy="nothing is drawn here")
    if role not in rule.drawn_by:
        raise NotTheSampler(
            f"{role} does not draw here", remedy=f"it is for: {', '.join(rule.drawn_by)}", basis=law.cite(rule.clause)
        )
    return rule


def frame_digest(numbers: Iterable[str]) -> str:
    """SHA-256 of the numbers drawn from: sorted, each on a line of its own."""
    return hashlib.sha256("".join(f"{number}\n" for number in sorted(numbers)).encode()).hexdigest()


def how_many(rule: Sample, size: int) -> int:
    """The share the edition gives, rounded up, not fewer than its least, and not more than there are."""
    share = -(-size * rule.percent // 100)
    return min(size, max(rule.at_least, share))


def drawn(seed: str, numbers: Iterable[str], count: int) -> Sequence[str]:
    """The first numbers by SHA-256 of `seed:number`."""
    return sorted(numbers, key=lambda number: hashlib.sha256(f"{seed}:{number}".encode()).digest())[:count]
