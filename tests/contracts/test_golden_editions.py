"""A text that was in use stays readable: contents as earlier versions of the application kept them are read again.

Where the shape of an edition changes so that one of these is refused, `domain/regulations/former.py` learns to read it.
`python -m tests.support.golden editions` keeps the contents of those that ship, before such a change.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from adapters.regulations import SHIPPED, read_files
from domain.regulations.errors import EditionError
from domain.regulations.model import Edition

KEPT = sorted((Path(__file__).parent / "golden_editions").glob("*.json.gz"))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name.partition(".json")[0])
def test_a_content_that_was_kept_is_read_again_under_its_own_hash(path):
    content = gzip.decompress(path.read_bytes()).decode()
    edition = Edition.again(content)
    assert f"{edition.id}.{edition.hash[:12]}.json.gz" == path.name
    assert edition.content == content, "what it said is kept as it said it"


def test_under_another_reading_too():
    (suzhou,) = [path for path in KEPT if path.name.startswith("suzhou-2021.ab6f76943a35")]
    former = Edition.again(gzip.decompress(suzhou.read_bytes()).decode())
    reading = next(each for each in former.readings if len(each.choices) > 1)
    other = next(choice.id for choice in reading.choices if choice.id != reading.chosen and not choice.not_offered)
    assert former.with_readings({reading.id: other}).hash != former.hash


def test_what_a_former_text_held_nobody_to_holds_nobody_now():
    (tongbai,) = [path for path in KEPT if path.name.startswith("tongbai-2022.c7d2243bf72f")]
    assert Edition.again(gzip.decompress(tongbai.read_bytes()).decode()).ladder.final_no_grounds == ()


def test_a_new_text_is_held_to_todays_shape():
    files = read_files(SHIPPED / "tongbai" / "2022")
    files["regulation.toml"]["ladder"]["final_no_grounds"] = ["law_or_directive"]
    with pytest.raises(EditionError, match="final_no_grounds"):
        Edition.of(files)
