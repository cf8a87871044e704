"""What stands in a page outside of a phrase said in both languages belongs to neither."""

from __future__ import annotations

import re

import pytest

from adapters.http.pages.templating import HERE

SAID = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
CHINESE_POINTS = re.compile("[，。；：（）！？]")


@pytest.mark.parametrize("template", sorted((HERE / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_no_template_points_english_sentences_in_chinese(template):
    bare = SAID.sub("", template.read_text("utf-8"))
    assert CHINESE_POINTS.findall(bare) == [], "write {{ _('，', ', ') }}"
