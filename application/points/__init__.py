"""How many points: what an edition takes or gives for facts that are named, with its ground. No database is needed."""

from __future__ import annotations

from application.points.answer import Answer, answer
from application.points.question import PointsUnanswerable, Question

__all__ = ["Answer", "PointsUnanswerable", "Question", "answer"]
