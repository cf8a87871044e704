"""Every question the API answers: its path, who may ask it, its parameters."""

from __future__ import annotations

from itertools import groupby

from adapters.http.api import QUESTIONS
from adapters.http.parameters import Paged, Timed
from adapters.http.question import Question
from adapters.reference.markdown import code, codes, page, table
from adapters.reference.schemas import definitions_of, rows_of

ABOUT = f"""
Questions are GETs; commands are on [their own page](commands.md), and `/api/docs` serves both with every schema.
A *timed* question also takes {codes(Timed.model_fields)}; a *paged* one takes those and {codes(["limit", "offset"])}.
""".strip()
HEAD = ("parameter", "holds", "needed", "about")


def written() -> str:
    """The page."""
    sections = []
    for resource, questions in groupby(QUESTIONS, key=lambda question: question.resource):
        sections.append(f"## {resource.capitalize()}")
        sections.extend(_section(question) for question in questions)
    return page("Questions", ABOUT, *sections)


def _section(question: Question) -> str:
    asked_by = "for everyone" if question.is_public else "for [these roles](access.md)"
    schema = question.params.model_json_schema()
    shared = Paged if issubclass(question.params, Paged) else Timed if issubclass(question.params, Timed) else None
    mark = {Paged: "Paged. ", Timed: "Timed. ", None: ""}[shared]
    left_out = {code(name) for name in shared.model_fields} if shared else set()
    rows = [row for row in rows_of(schema, definitions_of(schema), {}) if row[0] not in left_out]
    lines = [
        f"### {code(f'GET {question.path}')}",
        f"{question.summary}.\n{mark}Action {code(question.action)}, {asked_by}.",
        table(HEAD, rows),
    ]
    return "\n\n".join(filter(None, lines))
