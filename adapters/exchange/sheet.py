"""Rows of a sheet: each a case to take over, or a reject that says why."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.exchange.layout import Field, Layout
from adapters.exchange.times import read_time
from application.imports import ImportedCase
from domain.errors import Refused

LONGEST = 1_000_000
"""Characters of one text: some 500 pages."""
ENCODINGS = ("utf-8-sig", "gb18030")
NUMBER = re.compile(r"\S{1,64}")
"""A case's number in the other system. It stands in the fact as it is, so nothing a person wrote may pass for one."""
KIND = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""A kind of case as editions write it."""
END = "\x1d"
"""Stands alone in a line after the last one, unless a text that was never closed has swallowed it."""
TITLE = 60
"""Characters of a title made from a text that has none."""


class SheetUnreadable(Refused):
    """The file is no sheet we can read."""

    code = "import.sheet_unreadable"


class Bad(ValueError):
    """A row that cannot be taken over, with its permanent code."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True)
class Reject:
    """A row that was not taken over. Nothing of it is lost: it goes to the rejects file as it was."""

    row: int
    source_id: str
    code: str
    reason: str
    raw: Mapping[str, object]


@dataclass(frozen=True)
class Taken:
    """A row to take over; `zone_assumed` where its times named no zone."""

    row: int
    case: ImportedCase
    zone_assumed: bool
    raw: Mapping[str, object]


def read_header(path: Path) -> list[str]:
    """Names of the columns. Raises SheetUnreadable."""
    for _, header in _rows(path):
        return header
    raise SheetUnreadable(f"{path.name} is empty", remedy="give a sheet with the names of its columns in the first row")


def count_rows(path: Path) -> int:
    """Rows below the header."""
    return sum(1 for _ in _rows(path)) - 1


def read_sheet(path: Path, layout: Layout) -> Iterator[Taken | Reject]:
    """Every row in order, as a case or as a reject. A row given twice is rejected the second time, and said.

    Raises SheetUnreadable.
    """
    rows = _rows(path)
    _, header = next(rows)
    for column in layout.columns.values():
        if header.count(column) > 1:
            raise SheetUnreadable(f"two columns are called {column!r}", remedy="give one of them another name")
    zone = ZoneInfo(layout.zone)
    seen: dict[str, int] = {}
    for number, values in rows:
        raw = _raw(header, values)
        if not any(str(value).strip() for value in raw.values() if value is not None):
            continue
        fields: dict[Field, object] = {field: raw.get(column) for field, column in layout.columns.items()}
        source_id = _text(fields.get("source_id"))
        try:
            _require_no_wider(header, raw)
            taken = _taken(number, fields, layout, zone, raw)
            _require_new(taken, seen)
        except Bad as bad:
            yield Reject(number, source_id, bad.code, str(bad), raw)
        else:
            yield taken


def _raw(header: list[str], values: list[str]) -> dict[str, object]:
    """The cells by their columns; one beyond the last column under its number."""
    names = [*header, *(f"#{number}" for number in range(len(header) + 1, len(values) + 1))]
    return dict(zip(names, values, strict=False))  # a row may end early: what it lacks is empty


def _require_no_wider(header: list[str], raw: Mapping[str, object]) -> None:
    """Refuse a row with something beyond the last column: a text with a separator in it, cut in two."""
    beyond = [name for name in raw if name not in header and str(raw[name] or "").strip()]
    if beyond:
        raise Bad("row.too_wide", f"there is something beyond the last column, in {beyond[0]}; quote texts")


def _require_new(taken: Taken, seen: dict[str, int]) -> None:
    """Refuse a row whose number or content came before; remember it otherwise."""
    source_id = taken.case.source_id
    keys = [taken.case.row_key, *([f"id:{source_id}"] if source_id else [])]
    for key in keys:
        if key in seen:
            raise Bad("duplicate", f"the same as row {seen[key]}")
        seen[key] = taken.row


def _taken(
    number: int, fields: Mapping[Field, object], layout: Layout, zone: ZoneInfo, raw: Mapping[str, object]
) -> Taken:
    submitted, assumed = _time("submitted_at", fields.get("submitted_at"), zone)
    replied: datetime | None = None
    if _text(fields.get("replied_at")):
        replied, also = _time("replied_at", fields.get("replied_at"), zone)
        assumed = assumed or also
    text = _text(fields.get("text")) or _text(fields.get("title"))
    if not text:
        raise Bad("text.empty", "there is no message")
    reply = _text(fields.get("reply"))
    if max(len(text), len(reply)) > LONGEST:
        raise Bad("row.too_long", f"a text has more than {LONGEST:,} characters")
    if replied is not None and replied < submitted:
        raise Bad("closed_before_submitted", f"answered {replied.isoformat()}, before it came {submitted.isoformat()}")
    source_id = _text(fields.get("source_id"))
    if source_id and not NUMBER.fullmatch(source_id):
        raise Bad(
            "source_id.unfit", "the number has spaces or more than 64 characters; map another column to source_id"
        )
    kind = _text(fields.get("kind")) or layout.kind
    if not KIND.fullmatch(kind):
        raise Bad("kind.unfit", "the kind is no code as editions write them (complaint, suggestion …)")
    said = "\x1f".join((layout.name, source_id, submitted.isoformat(), _text(fields.get("name")), text, reply))
    case = ImportedCase(
        source_id=source_id,
        row_key=hashlib.sha256(said.encode()).hexdigest(),
        kind=kind,
        channel=layout.channel,
        title=_text(fields.get("title")) or text[:TITLE],
        content=text,
        submitted_at=submitted,
        replied_at=replied,
        reply=reply or None,
        name=_text(fields.get("name")) or None,
        contact=_text(fields.get("contact")) or None,
        address=_text(fields.get("address")) or None,
    )
    return Taken(number, case, assumed, raw)


def _time(field: str, value: object, zone: ZoneInfo) -> tuple[datetime, bool]:
    if value is None or not str(value).strip():
        raise Bad("time.missing", f"{field} is empty")
    try:
        return read_time(value, zone)
    except ValueError as error:
        raise Bad("time.unreadable", f"{field}: {error}") from error


def _text(value: object) -> str:
    """A cell as text: trimmed, control characters out, paragraphs kept."""
    if value is None:
        return ""
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", str(value))
    lines = [re.sub(r"[ \t\u3000]+", " ", line).strip() for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers, the header first."""
    if not path.is_file():
        raise SheetUnreadable(f"there is no file {path}", remedy="give an .xlsx or .csv file")
    if path.suffix.lower() == ".xlsx":
        yield from _excel(path)
    elif path.suffix.lower() == ".csv":
        yield from _csv(path)
    else:
        raise SheetUnreadable(f"{path.name} is neither .xlsx nor .csv", remedy="save it as one of these")


def _excel(path: Path) -> Iterator[tuple[int, list[str]]]:
    import zipfile  # noqa: PLC0415  (only for the error it raises)

    from openpyxl import load_workbook  # noqa: PLC0415  (slow to import)

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise SheetUnreadable(f"{path.name} is no Excel sheet: {error}", remedy="save it as .xlsx again") from error
    try:
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
            values: list[object] = list(row)
            yield number, ([str(value or "") for value in values] if number == 1 else values)  # type: ignore[misc]
    finally:
        book.close()


def _csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    raw = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise SheetUnreadable(f"{path.name} is in no encoding we read", remedy="save it as UTF-8")
    csv.field_size_limit(16 * 1024 * 1024)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    lines = io.StringIO("\n".join(filter(None, (text.rstrip(), END))), newline="")
    for number, row in enumerate(csv.reader(lines, delimiter=delimiter), 1):
        if row == [END]:
            return
        if row and row[-1].endswith(END):
            raise SheetUnreadable(
                f"from row {number} on a quotation mark is open to the end of {path.name}",
                remedy='close it, or write "" for a quotation mark inside a text',
            )
        yield number, row
