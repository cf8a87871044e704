"""`tiji import` from the command line into a real database."""

import csv

import pytest
from typer.testing import CliRunner

from adapters.cli.imports import EditionDiffers
from adapters.cli.main import app
from adapters.exchange.layout import LayoutUnknown
from tests.exchange.sheets import DESK, DESK_MAP, comma_separated, excel, message

MAP = [part for pair in DESK_MAP for part in ("--map", pair)]


@pytest.fixture
def tiji_import(database, tmp_path, monkeypatch):
    """Run the command; its output, with the table's columns one space apart."""
    monkeypatch.setenv("DATABASE_URL", database.owner)
    monkeypatch.setenv("TIJI_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("TIJI_MASTER_KEY", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()

    def run(path, *options, edition="suzhou-2021"):
        done = CliRunner().invoke(app, ["import", str(path), "--edition", edition, *options])
        if done.exception:
            raise done.exception
        return " ".join(done.stdout.replace("│", " ").split())

    return run


def test_a_board_is_taken_over_and_reckoned_with_the_real_calendar(tiji_import, tmp_path):
    late = message(2, 答复时间="2025/11/20 10:00:00")
    unanswered = message(3, 答复意见=None, 答复时间=None)
    said = tiji_import(excel(tmp_path / "board.xlsx", [message(1), late, unanswered]))
    for line in (
        "rows taken over now 3",
        "received 3",
        "replied 2",
        "within the limit 1 (50.0%)",
        "working days, median 6.5",
        "read in Asia/Shanghai 3",
    ):
        assert line in said


def test_bad_rows_go_to_the_rejects_file_and_the_others_in(tiji_import, tmp_path):
    rows = [message(1), message(2, 答复时间="2024/11/5"), message(3), message(3)]
    said = tiji_import(excel(tmp_path / "board.xlsx", rows))
    assert "rows taken over now 2" in said
    assert "2 rows were not taken over; see board.rejects.csv" in said
    with (tmp_path / "board.rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        rejected = list(csv.DictReader(file))
    assert [(row["row"], row["code"], row["留言编号"]) for row in rejected] == [
        ("3", "closed_before_submitted", "2"),
        ("5", "duplicate", "3"),
    ]


def test_a_second_run_adds_nothing_and_a_longer_sheet_only_what_is_new(tiji_import, tmp_path):
    board = [message(number) for number in range(1, 4)]
    tiji_import(excel(tmp_path / "board.xlsx", board))
    again = tiji_import(tmp_path / "board.xlsx")
    assert "rows taken over now 0 rows there already 3" in again
    longer = tiji_import(excel(tmp_path / "board.xlsx", [*board, message(4)]))
    assert "rows taken over now 1 rows there already 3" in longer
    assert "received 4" in longer


def test_the_figures_are_those_of_the_sheet_whatever_else_the_authority_has(tiji_import, tmp_path):
    tiji_import(excel(tmp_path / "board.xlsx", [message(1), message(2, 答复意见=None, 答复时间=None)]))
    said = tiji_import(excel(tmp_path / "more.xlsx", [message(3), message(4, 答复时间="2024/11/5")]))
    assert "more.xlsx into imported" in said
    assert "received 1 replied 1 within the limit 1 (100.0%)" in said
    assert "1 row was not taken over; see more.rejects.csv" in said


def test_cases_older_than_the_edition_are_rejected_until_they_may_be_hypothetical(tiji_import, tmp_path):
    old = message(1, 留言时间="2019/4/25 9:32:09", 答复时间="2019/4/28 10:00:00")
    path = excel(tmp_path / "board.xlsx", [old])
    refused = tiji_import(path)
    assert "rows taken over now 0" in refused
    assert "authority.no_edition_in_force" in (tmp_path / "board.rejects.csv").read_text("utf-8-sig")
    assert "rows taken over now 1" in tiji_import(path, "--hypothetical")


def test_an_unknown_header_is_imported_once_it_is_mapped(tiji_import, tmp_path):
    row = ["1", "2025-11-05 09:00", "Is it open?", "2025-11-06 10:00", "Yes."]
    path = comma_separated(tmp_path / "desk.csv", [row], header=DESK)
    with pytest.raises(LayoutUnknown):
        tiji_import(path)
    assert "rows taken over now 1" in tiji_import(path, *MAP)


def test_an_authority_keeps_its_edition_and_another_needs_another(tiji_import, tmp_path):
    path = excel(tmp_path / "board.xlsx", [message(1)])
    tiji_import(path)
    with pytest.raises(EditionDiffers) as refused:
        tiji_import(path, edition="tongbai-2022")
    assert "--authority" in refused.value.remedy
    assert "rows taken over now 1" in tiji_import(path, "--authority", "bureau", edition="tongbai-2022")
