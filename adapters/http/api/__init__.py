"""Questions the API answers: one module per resource, each with its `QUESTIONS`."""

from __future__ import annotations

from adapters.http.api import (
    accountability,
    case,
    cases,
    consultations,
    due,
    editions,
    escalations,
    facts,
    files,
    findings,
    health,
    identity,
    indicators,
    log,
    notices,
    organisation,
    problem_codes,
    published,
    refusals,
    scores,
    search,
    supervisions,
    texts,
    timeliness,
)
from adapters.http.question import Question

QUESTIONS: tuple[Question, ...] = (
    *cases.QUESTIONS,
    *case.QUESTIONS,
    *facts.QUESTIONS,
    *texts.QUESTIONS,
    *files.QUESTIONS,
    *identity.QUESTIONS,
    *search.QUESTIONS,
    *timeliness.QUESTIONS,
    *escalations.QUESTIONS,
    *supervisions.QUESTIONS,
    *consultations.QUESTIONS,
    *published.QUESTIONS,
    *findings.QUESTIONS,
    *accountability.QUESTIONS,
    *scores.QUESTIONS,
    *indicators.QUESTIONS,
    *notices.QUESTIONS,
    *organisation.QUESTIONS,
    *refusals.QUESTIONS,
    *log.QUESTIONS,
    *editions.QUESTIONS,
    *due.QUESTIONS,
    *problem_codes.QUESTIONS,
    *health.QUESTIONS,
)
"""Every question, in the order the documentation lists them."""
