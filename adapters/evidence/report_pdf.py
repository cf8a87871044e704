"""The report on paper. The same report gives the same bytes: nothing in it knows the time of day or the machine."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from adapters.evidence.report import Report

TEMPLATE = Path(__file__).with_name("report.typ")


def printed(report: Report) -> bytes:
    """As a PDF with its Chinese fonts in it."""
    given = {"report": json.dumps(report.data, ensure_ascii=False)}
    found = typst.compile(TEMPLATE.read_bytes(), format="pdf", sys_inputs=given, font_paths=_fonts())
    assert isinstance(found, bytes)  # noqa: S101  (without an output path it answers with the file)
    return found


@cache
def _fonts() -> typst.Fonts:
    """The fonts that come with the program, and none of the machine's, read once."""
    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])
