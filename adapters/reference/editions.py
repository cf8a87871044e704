"""Every clause of the editions that ship: where it stands, what it says, and what it governs."""

from __future__ import annotations

from adapters.reference.markdown import code, codes, page, table
from adapters.regulations import shipped
from domain.regulations.clauses import Clause
from domain.regulations.model import Edition

ABOUT = """
An edition is one place's text as data, known by its id and the digest of its content.
Each clause is restated here in our own words; the official text is the one that counts.
A clause either governs something that runs or says why it is not modelled.
""".strip()


def written() -> str:
    """The page."""
    return page("Editions", ABOUT, *(_section(edition) for edition in sorted(shipped(), key=lambda known: known.id)))


def _section(edition: Edition) -> str:
    running = sum(bool(clause.governs) for clause in edition.clauses.values())
    facts = [
        f"- Text: {edition.title.zh} · {edition.title.en}",
        f"- Document: {edition.document}",
        f"- In force from {edition.effective_from} ({edition.effective_from_source.replace('_', ' ')})",
        f"- Content: {code(edition.hash)}",
        f"- Clauses: {len(edition.clauses)}, of which {running} govern something that runs",
        f"- Readings: {len(edition.readings)}; gaps: {len(edition.gaps)}",
        f"- Contradictions: {len(edition.contradictions)}",
    ]
    clauses = table(
        ("clause", "section", "kind", "says", "governs"),
        (
            (code(clause.id), clause.at, clause.kind, clause.says.en, _governs(clause))
            for clause in edition.clauses.values()
        ),
    )
    return "\n\n".join([f"## `{edition.id}`", "\n".join(facts), clauses, _open(edition)]).rstrip()


def _governs(clause: Clause) -> str:
    return codes(clause.governs) or f"not modelled: {clause.not_modelled}"


def _open(edition: Edition) -> str:
    readings = table(
        ("reading", "clause", "chosen", "others", "why"),
        (
            (code(r.id), code(r.clause), r.chosen, ", ".join(choice.id for choice in r.alternatives), r.why.en)
            for r in edition.readings
        ),
    )
    gaps = table(
        ("gap", "clause", "left open", "settled by"),
        ((code(gap.id), code(gap.clause), gap.says.en, gap.settled_by) for gap in edition.gaps),
    )
    against = table(
        ("contradiction", "clauses", "what", "printed", "used"),
        (
            (code(each.id), codes(each.clauses), each.says.en, each.printed, each.used)
            for each in edition.contradictions
        ),
    )
    parts = (("Readings", readings), ("Gaps", gaps), ("Contradictions", against))
    return "\n\n".join(f"### {title} of {edition.id}\n\n{body}" for title, body in parts if body)
