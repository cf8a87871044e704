"""Which column holds what: given by hand, or recognised by the header."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from domain.errors import Refused

SHIPPED = Path(__file__).parent / "layouts"

Field = Literal[
    "source_id", "title", "text", "submitted_at", "reply", "replied_at", "name", "contact", "address", "kind"
]
REQUIRED: tuple[Field, ...] = ("submitted_at", "text")


class LayoutUnknown(Refused):
    """No known layout fits the header, or a mapping names what is not there."""

    code = "import.layout_unknown"


class Layout(BaseModel):
    """Where each field stands, and what holds for the whole sheet."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = "given"
    columns: dict[Field, str]
    kind: str = "complaint"
    channel: str = "hotline"
    zone: str = "Asia/Shanghai"

    def fits(self, header: Collection[str]) -> bool:
        """Whether every column stands in the header."""
        return all(column in header for column in self.columns.values())


def shipped_layouts() -> list[Layout]:
    """The layouts we know."""
    return [Layout.model_validate(tomllib.loads(path.read_text("utf-8"))) for path in sorted(SHIPPED.glob("*.toml"))]


def recognise(header: Collection[str]) -> Layout:
    """The known layout that fits a header. Raises LayoutUnknown naming the columns there are."""
    for layout in shipped_layouts():
        if layout.fits(header):
            return layout
    raise LayoutUnknown(
        f"no known layout has these columns: {', '.join(header)}",
        remedy="say which is which: --map submitted_at=… --map text=… --map title=… --map reply=… --map replied_at=…",
    )


def given(pairs: Iterable[str], header: Collection[str], base: Layout | None = None) -> Layout:
    """A layout from `field=Column` pairs, over a known one where it fits. Raises LayoutUnknown."""
    columns: dict[str, str] = {str(field): column for field, column in base.columns.items()} if base else {}
    fields = get_args(Field)
    for pair in pairs:
        field, separator, column = pair.partition("=")
        if not separator or field not in fields:
            raise LayoutUnknown(
                f"cannot read --map {pair}", remedy=f"write field=Column with one of {', '.join(fields)}"
            )
        if column not in header:
            raise LayoutUnknown(f"there is no column {column!r}", remedy=f"there are: {', '.join(header)}")
        columns[field] = column
    missing = [field for field in REQUIRED if field not in columns]
    if missing:
        raise LayoutUnknown(f"nothing is mapped to {', '.join(missing)}", remedy="add --map for each")
    rest = base.model_dump(exclude={"columns"}) if base else {}
    return Layout.model_validate({**rest, "columns": columns})
