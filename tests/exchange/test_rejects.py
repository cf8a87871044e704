import csv

import pytest

from adapters.exchange.rejects import safe, write_rejects
from adapters.exchange.sheet import Reject


def test_every_rejected_row_stands_there_as_it_was_with_its_number_and_reason(tmp_path):
    path = tmp_path / "rejects.csv"
    raw = {"Question": "Is it open,\nor not?", "Answered": None}
    rejects = [
        Reject(3, "17", "time.unreadable", "no time we can read", raw),
        Reject(9, "", "duplicate", "the same as row 4", {"Other": 5}),
    ]
    write_rejects(path, rejects)
    with path.open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["row"], first["code"], first["reason"]) == ("3", "time.unreadable", "no time we can read")
    assert (first["Question"], first["Answered"], first["Other"]) == ("Is it open,\nor not?", "", "")
    assert (second["row"], second["Other"]) == ("9", "5")


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-1", "@sum", "\tx", "\rx"])
def test_no_cell_runs_as_a_formula(cell):
    assert safe(cell) == "'" + cell
