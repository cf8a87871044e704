"""考核: every unit's scorecard in a term, from the record; the same figures under another reading; what moved."""

from __future__ import annotations

from application.scores.scores import Scores
from application.scores.sheet import Difference, Scored, Sheet

__all__ = ["Difference", "Scored", "Scores", "Sheet"]
