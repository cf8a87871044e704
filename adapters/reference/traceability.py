"""Clause by clause: what runs because of it, the line of its data, and what proves it."""

from __future__ import annotations

from pathlib import Path

from adapters.reference.markdown import code, codes, page, table
from adapters.regulations import SHIPPED, folders_of, load_edition
from adapters.traceability.lines import Lines
from adapters.traceability.proofs import proofs_of
from domain.regulations.clauses import Clause
from domain.regulations.model import Edition

ABOUT = """
From a clause of a text to what it governs here, to the line of its data, to what proves it: a worked case beside
the text, or a [story](../../tests/scenarios/) of a whole case.
The tests run both through the code the application uses; where neither is named, unit tests alone hold the clause.
`tiji regulation show EDITION CLAUSE` says more about one clause, `tiji regulation check` what is wrong with the data.
""".strip()


def written(only: str = "", further: Path | None = None) -> str:
    """The page of every edition, or the section of one; `further` is a folder of editions of one's own."""
    sections = []
    for folder in folders_of(further):
        edition = load_edition(folder)
        if only in {"", edition.id}:
            sections.append(_section(edition, Lines(folder), folder, further))
    return "\n\n".join(sections) + "\n" if only else page("Traceability", ABOUT, *sections)


def _section(edition: Edition, lines: Lines, folder: Path, further: Path | None) -> str:
    governed = [clause for clause in edition.clauses.values() if clause.governs]
    proved = sum(bool(proofs_of(clause.id, further)) for clause in governed)
    facts = [
        f"- Data: {_where(folder)}",
        f"- Clauses: {len(edition.clauses)}, of which {len(governed)} govern something that runs",
        f"- Of those, {proved} are proved by a worked case or a story",
    ]
    rows = (
        (f"{code(clause.id)} {clause.at}", _runs(clause, lines), _proofs(clause, further))
        for clause in edition.clauses.values()
    )
    return "\n\n".join([f"## {code(edition.id)}", "\n".join(facts), table(("clause", "what runs", "proved by"), rows)])


def _runs(clause: Clause, lines: Lines) -> str:
    if clause.not_modelled:
        return f"not modelled: {clause.not_modelled}"
    return ", ".join(f"{code(target)} {lines.governed(target)}" for target in clause.governs)


def _proofs(clause: Clause, further: Path | None) -> str:
    return codes(proof.name for proof in proofs_of(clause.id, further))


def _where(folder: Path) -> str:
    """A link for what ships, a path for what is one's own."""
    if not folder.is_relative_to(SHIPPED):
        return code(folder)
    inside = f"domain/regulations/data/{folder.relative_to(SHIPPED)}"
    return f"[{code(inside)}](../../{inside}/)"
