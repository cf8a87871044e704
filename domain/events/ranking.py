"""Facts of who stands for a ranking: nominated, scored, scored anew, looked at for its conditions, withdrawn."""

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


class CandidateWithdrawn(Event, frozen=True, tag="candidate.withdrawn"):
    """退出参评: stands no more, and counts in no ranking from here on; what was scored stays on record.

    The texts that rank say nothing of it, so it cites no clause: the reason and the paper carry it.
    """

    reason: Handle
