"""Every view: the question it answers, its columns, its key and indexes, the facts it folds."""

from __future__ import annotations

import inspect

from adapters.reference.markdown import code, codes, page, table
from adapters.reference.sources import about, fields_of
from domain.events.base import topics
from projections.base import Projection, known_projections

ABOUT = """
A view is folded from facts and can be built again from them at any time (`tiji rebuild`).
Its table stands in the schema `views` under its name; superseded row versions stand in the same name with `_past`, with
the positions between which they held.
A view that is one row a fact has no past.
""".strip()


def written() -> str:
    """The page."""
    known = sorted(known_projections(), key=lambda projection: projection.name)
    return page("Views", ABOUT, *(_section(projection) for projection in known))


def _section(projection: type[Projection]) -> str:
    question = about(inspect.getmodule(projection))
    columns = fields_of(projection.Row)
    key = projection.Row.key
    folded = "every fact" if set(projection.topics()) == set(topics()) else codes(projection.topics())
    lines = [
        f"## `{projection.name}`",
        f"{question}\n{about(projection)}",
        table(
            ("column", "type", "about"),
            (
                (code(name), code(said.annotation), said.about)
                for name, said in columns.items()
                if not said.annotation.startswith("ClassVar")
            ),
        ),
        f"- Key: {codes(key)}",
        f"- Indexes: {'; '.join(codes(index) for index in projection.indexes) or 'the key alone'}",
        f"- Versions: {'one row a fact, never changed' if projection.is_append_only else 'every row version is kept'}",
        f"- Folds {folded}",
    ]
    return "\n\n".join(lines[:3]) + "\n\n" + "\n".join(lines[3:])
