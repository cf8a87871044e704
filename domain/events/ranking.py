"""Facts of who stands for a ranking: nominated, scored, scored anew, looked at for its conditions."""

from __future__ import annotations

from domain.events.base import Event
from domain.values import AuthorityId, Handle, UnitId


class CandidateNominated(Event, frozen=True, tag="candidate.nominated"):
    """提名参评: a post or a station stands for a ranking of a year."""

    authority: AuthorityId
    ranking: str
    year: str
    candidate: str
    """The post or the station by its code; never whoever holds it."""
    unit: UnitId


class CandidateScored(Event, frozen=True, tag="candidate.scored"):
    """计分: what the votes and marks came to; the sheet they were counted on is the evidence."""

    score: str
    """Exact, as text."""
    note: Handle


class CandidateRescored(Event, frozen=True, tag="candidate.rescored"):
    """更正计分: the score was wrong; `corrects` names the fact, which stays."""

    score: str
    reason: Handle


class CandidateChecked(Event, frozen=True, tag="candidate.checked"):
    """审核条件: whether a candidate meets what a place asks for beside the score. A later one holds."""

    meets: bool
    note: Handle
