"""The tests that the reference names beside the items of OWASP ASVS are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (16\.\d\.\d) \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
ITEMS = ["16.2.1", "16.2.2", "16.3.2", "16.4.1", "16.4.2", "16.4.3", "16.5.3"]


def test_every_item_names_tests_that_are_there():
    rows = ROW.findall((ROOT / "docs/reference/evidence.md").read_text("utf-8"))
    assert [item for item, _ in rows] == ITEMS
    for item, shown in rows:
        named = NAMED.findall(shown)
        assert named, item
        assert [test for file, test in named if f"\ndef {test}(" not in (ROOT / file).read_text("utf-8")] == [], item
