"""Until when: what a clause of an edition answers about a start, with its ground and its days."""

from __future__ import annotations

from application.due.answer import Answer, answer
from application.due.question import Question, Unanswerable

__all__ = ["Answer", "Question", "Unanswerable", "answer"]
