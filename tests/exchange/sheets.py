"""Small invented sheets, written as other systems write them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

BOARD = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间")
DESK = ("Number", "Received", "Question", "Answered", "Answer")
DESK_MAP = ("source_id=Number", "submitted_at=Received", "text=Question", "replied_at=Answered", "reply=Answer")


def message(number: int, **changed: Any) -> list[Any]:
    """One message of the board: asked on a Wednesday, answered two working days later."""
    row = {
        "留言编号": str(number),
        "留言用户": f"U{number:04d}",
        "留言主题": f"Street lamp {number}",
        "留言时间": "2025/11/5 9:32:09",
        "留言详情": f"The lamp at number {number} is dark.",
        "答复意见": "It was mended.",
        "答复时间": "2025/11/7 16:00:00",
    }
    return list({**row, **changed}.values())


def excel(path: Path, rows: Iterable[Sequence[Any]], header: Sequence[str] = BOARD) -> Path:
    """An .xlsx with one sheet."""
    book = Workbook()
    for row in (header, *rows):
        book.active.append(list(row))
    book.save(path)
    book.close()
    return path


def comma_separated(
    path: Path,
    rows: Iterable[Sequence[Any]],
    header: Sequence[str] = BOARD,
    encoding: str = "utf-8",
    delimiter: str = ",",
) -> Path:
    """A .csv in an encoding."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([header, *rows])
    return path
