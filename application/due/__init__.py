"""Until when: what a clause of an edition answers about a start, with its ground and its days."""

from __future__ import annotations

from application.due.answer import Question, answer

__all__ = ["Question", "answer"]
