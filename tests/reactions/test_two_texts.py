"""A supervision keeps the text it began under, whatever a later finding stands on."""

from datetime import date

from adapters.regulations import SHIPPED, read_files, shipped
from adapters.scenarios.worlds import MemoryWorld
from domain.events.findings import FindingRecorded
from domain.events.supervision import SupervisionIssued, SupervisionRaised
from domain.regulations.book import Book
from domain.regulations.model import Edition
from tests.support.facts import at
from tests.support.town import AUTHORITY, UNIT, Town

OFFICE = "efficiency_office"


def renumbered():
    """An invented later text of the same place, in which the clause about doing nothing has another place."""
    files = read_files(SHIPPED / "suzhou/2021")
    files["regulation.toml"] |= {"id": "suzhou-2025", "effective_from": date(2025, 11, 4)}
    (moved,) = [each for each in files["clauses-sup.toml"]["clauses"] if each["id"] == "suzhou.sup.l1-not-handled"]
    moved["id"] = "suzhou.sup.l1-idle"
    files["supervision.toml"]["supervision"]["triggers"]["nothing_done"]["clause"] = moved["id"]
    return Edition.of(files)


def test_a_finding_under_a_later_text_raises_a_supervision_as_its_own_text_says():
    town = Town("suzhou-2021", world=MemoryWorld(books=Book([*shipped(), renumbered()])))
    case = town.register(at("2025-11-03"), kind="complaint", channel="hotline")
    town.do(at("2025-11-03", "10:00"), OFFICE, "issue_supervision", case, trigger="as_the_office_sees")
    adopted = {"edition": "suzhou-2025", "effective_from": "2025-11-04"}
    town.do(at("2025-11-03", "11:00"), "administrator", "adopt_edition", AUTHORITY, **adopted)
    town.do(at("2025-11-04"), "intake_clerk", "dispatch", case, unit=UNIT)
    town.tick(at("2025-12-10"))
    (late,) = [fact for fact in town.facts(FindingRecorded) if fact.kind == "handled_late"]
    (issued,), (raised,) = town.facts(SupervisionIssued), town.facts(SupervisionRaised)
    assert (late.basis.edition, issued.basis.edition) == ("suzhou-2025", "suzhou-2021")
    assert (raised.to_level, raised.basis.hash) == (1, issued.basis.hash)
    assert raised.basis.clause == "suzhou.sup.l1-not-handled"
