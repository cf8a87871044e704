"""考核: what an edition scores, from the total down to the rule that takes or gives a point."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from domain.regulations.parts import ClauseId, Code, Named, Part, Words
from domain.regulations.score_rules import Points, Rule

Direction = Literal["deduct", "add", "minus"]
"""deduct: begins full and loses; add: begins empty and earns; minus: takes from the total, down to its part's floor."""


class ScoreSection(Part):
    """One of the scores that make the total."""

    words: Words
    clause: ClauseId
    points: Points
    parts: tuple[Code, ...]
    """Its headings, in the order of the text."""
    classes: tuple[Code, ...] = ()
    """Classes of units it is for; empty for all. For the others the rest is scaled up to the whole."""
    extra: bool = False
    """Beside the hundred: it may go either way, and is not scaled."""


class ScorePart(Part):
    """A heading of a section, with the points its items share."""

    words: Words
    clause: ClauseId
    points: Points
    items: tuple[Code, ...]
    """In the order of the text."""
    printed: Points | None = None
    """What the text prints, where its items sum to something else."""
    direction: Direction = "deduct"
    """Whether it begins full and loses, begins empty and earns, or takes from the total."""


class Item(Part):
    """What is scored by itself: so many points, so many rules."""

    words: Words
    clause: ClauseId
    points: Points | None = None
    """The most it can lose or earn; None where its part adds or takes away, and only the part has a limit."""
    needs: Code | None = None
    """The finding about the unit without which it does not apply, `expert_seats_needed`."""
    rules: dict[str, Rule]
    """By name."""


class Scoring(Part):
    """考核 as a text has it."""

    clause: ClauseId
    total: Points
    """What a full score is."""
    decimals: Annotated[int, Field(ge=0)] = 2
    """To which the total is rounded, half up, and only at the end."""
    prorate: Literal["without_extra", "all"] = "without_extra"
    """What is scaled up where a section does not apply."""
    one_cause: Literal["every_item", "gravest_only"] = "every_item"
    """Whether what happened to one case may cost in several items."""
    year_from_month: Annotated[int, Field(ge=1, le=12)] = 1
    """A year's scores may be published from this month of it."""
    classes: tuple[Named, ...]
    """Classes of units: averages and ranks are taken within one."""
    order: tuple[Code, ...]
    """Its sections, in the order of the text."""
    sections: dict[str, ScoreSection]
    parts: dict[str, ScorePart]
    items: dict[str, Item]

    @model_validator(mode="after")
    def _everything_is_placed_once(self) -> Scoring:
        placed: dict[str, tuple[list[str], Mapping[str, Part]]] = {
            "sections": (list(self.order), self.sections),
            "parts": ([code for section in self.sections.values() for code in section.parts], self.parts),
            "items": ([code for part in self.parts.values() for code in part.items], self.items),
        }
        for name, (listed, known) in placed.items():
            if sorted(listed) != sorted(known):
                wrong = sorted(set(listed) ^ set(known)) or sorted({code for code in listed if listed.count(code) > 1})
                raise ValueError(f"{name} that are not placed exactly once: {', '.join(wrong)}")
        return self

    @model_validator(mode="after")
    def _everything_adds_up(self) -> Scoring:
        for code, part in self.parts.items():
            known = [self.items[item].points for item in part.items]
            if part.direction == "deduct" and None in known:
                silent = ", ".join(item for item in part.items if self.items[item].points is None)
                raise ValueError(f"part {code} begins full: say with points = … what each item can lose: {silent}")
            total = sum((points for points in known if points is not None), Decimal(0))
            if None not in known and total != part.points:
                raise ValueError(f"part {code} has {part.points} points, its items sum to {total}")
        for code, section in self.sections.items():
            total = sum((self.parts[part].points for part in section.parts), Decimal(0))
            if not section.extra and total != section.points:
                raise ValueError(f"section {code} has {section.points} points, its parts sum to {total}")
        return self

    @cached_property
    def item_parts(self) -> dict[str, ScorePart]:
        """The part of each item, in the order of the text."""
        ordered = (self.parts[part] for section in self.order for part in self.sections[section].parts)
        return {item: part for part in ordered for item in part.items}

    @cached_property
    def directions(self) -> dict[str, Direction]:
        """How each item moves: as its part does, but tasks are always earned."""
        return {
            code: "add" if any(rule.form == "done" for rule in self.items[code].rules.values()) else part.direction
            for code, part in self.item_parts.items()
        }

    def looks_at(self, item: str) -> frozenset[str]:
        """The kinds of findings an item looks at."""
        return frozenset(kind for rule in self.items[item].rules.values() for kind in rule.kinds)
