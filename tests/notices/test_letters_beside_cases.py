"""A report owed belongs to no case; whoever has a letter box hears of it there too."""

from __future__ import annotations

from domain.values import SeatId
from projections.notices import Notices
from tests.support.facts import at
from tests.support.town import AUTHORITY, UNIT, Town, seat


def test_a_report_that_is_owed_is_written_to_the_letter_boxes_of_the_unit_that_owes_it():
    town = Town("tongbai-2022")
    clerk = SeatId(seat("unit_clerk"))
    town.world.post.letter_boxes = {clerk: ("clerk@office.example", UNIT, "unit_clerk")}
    town.do(at("2025-09-20"), "efficiency_office", "begin_obligations", AUTHORITY, since="2025-09-21")
    town.tick(at("2025-10-02"))
    (row,) = [row for row in town.world.rows(Notices, template="report_owed") if row.way == "mail"]
    assert (row.status, row.reason) == ("delivered", None)
    (letter,) = town.world.post.letters
    assert letter.to == "clerk@office.example"
    assert "2025Q3" in letter.text
    assert letter.subject
