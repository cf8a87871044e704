"""排名: a county's posts and stations, nominated, scored, one count put right, one withdrawn, a tie left at a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from adapters.demo import city
from adapters.demo.city import Part
from adapters.demo.living.office import OfficeAct
from domain.aggregates.candidacy import candidacy_stream
from domain.values import AuthorityId

BETWEEN = timedelta(minutes=1)
A_DAY_LATER = timedelta(days=1)


class RankedField(Part):
    """Who stands for a ranking, and what becomes of some of them; places are those of the scores as thrown."""

    ranking: str
    post: str
    posts: int
    best: Decimal
    step: Decimal
    tied: int
    """At this place, with the score of the next one."""
    corrected: int = 0
    """At this place; first it got the score of the best."""
    checked: int = 0
    """So many of the best are looked at for the conditions."""
    unfit: tuple[int, ...] = ()
    withdrawn: int = 0

    def score(self, place: int) -> Decimal:
        """What a place comes to; the one at a tie as much as the one behind it."""
        return self.best - self.step * (place if place == self.tied else place - 1)


class Ranked(Part):
    """A county that ranks, with its units and its fields."""

    year: str
    nominated_at: datetime
    scored_at: datetime
    authority: city.Authority
    units: tuple[city.Unit, ...]
    fields: tuple[RankedField, ...]

    def acts(self, seed: int) -> list[OfficeAct]:
        """All that the office does, in the order of time; the same seed gives the same places."""
        random = Random(seed)
        found = [act for field in self.fields for act in self._acts_of(field, random)]
        return sorted(found, key=lambda act: act.at)

    def _acts_of(self, field: RankedField, random: Random) -> Iterator[OfficeAct]:
        posts = [(f"{unit.unit}.{field.post}-{no}", unit) for unit in self.units for no in range(1, field.posts + 1)]
        random.shuffle(posts)
        about = {"authority": self.authority.authority, "ranking": field.ranking, "year": self.year}
        for place, (post, unit) in enumerate(posts, 1):
            target = candidacy_stream(AuthorityId(self.authority.authority), field.ranking, self.year, post)
            named = {**about, "candidate": post, "unit": unit.unit, "evidence": [f"推荐表 {post}"]}
            turn = BETWEEN * place
            yield OfficeAct(self.nominated_at + turn, f"{target}:nominate", "nominate", None, named)
            for days, verb, body in _counted(field, place):
                at = self.scored_at + turn + A_DAY_LATER * days
                yield OfficeAct(at, f"{target}:{verb}", verb, target, body)


def _counted(field: RankedField, place: int) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """What is done about one place: how many days after the count, and what is said."""
    first = field.best if place == field.corrected else field.score(place)
    sheet = [f"计票表 {field.post}-{place:03}"]
    yield 0, "score_candidate", {"score": str(first), "note": "测评票与检查得分合计", "evidence": sheet}
    if place <= field.checked:
        meets = place not in field.unfit
        note = "符合资格条件" if meets else "任现职未满规定年限"
        yield 1, "check_conditions", {"meets": meets, "note": note, "evidence": ["资格审核表"]}
    if place == field.corrected:
        why = "误记了另一岗位的票数，重新计票后更正"
        yield (
            4,
            "correct_score",
            {"score": str(field.score(place)), "reason": why, "evidence": [*sheet, "重新计票记录"]},
        )
    if place == field.withdrawn:
        why = "站所并入邻镇，不再单独参评"
        yield 5, "withdraw_candidate", {"reason": why, "evidence": ["机构调整通知"]}
