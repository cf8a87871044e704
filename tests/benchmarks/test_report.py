import io
import json

import msgspec
import pytest
from rich.console import Console
from typer.testing import CliRunner

from adapters.bench import run as module
from adapters.bench.figure import Gate, Measure, Measured, Ratio, Result
from adapters.bench.run import FIGURES, Figure, Report, run
from adapters.bench.sizes import QUICK
from adapters.bench.tables import measure_lines, number, ratio_table
from adapters.cli import bench as command
from adapters.cli.main import app
from domain.errors import Refused


class NoServer:
    def settings(self):
        return {"fsync": "on"}


def report(*figures):
    return Report(sizes="quick", machine={"cores": "2"}, figures=figures)


def shown(what):
    console = Console(width=160, record=True, file=io.StringIO())
    console.print(ratio_table(what))
    return console.export_text()


def fails(*_):
    raise ConnectionRefusedError("no server there")


def measures(*_):
    return Measured(
        measures=(Measure("ours", 10.0, "/s"), Measure("theirs", 5.0, "/s")),
        ratios=(Ratio.against("theirs", 2.0, Gate("at least", 3)),),
    )


@pytest.mark.parametrize(
    ("gate", "value", "reached"),
    [
        (Gate("at least", 1.2), 1.2, True),
        (Gate("at least", 1.2), 1.19, False),
        (Gate("at most", 8), 8.0, True),
        (Gate("at most", 8), 8.1, False),
    ],
)
def test_a_gate_is_reached_by_what_stands_on_it(gate, value, reached):
    assert Ratio.against("INSERT", value, gate).is_reached is reached


def test_a_ratio_without_a_gate_is_neither_reached_nor_missed():
    assert Ratio.against("rows", 0.5).is_reached is None
    assert " yes " not in shown(report(Result(name="x", about="", ratios=(Ratio.against("rows", 0.5),))))


def test_the_table_shows_value_gate_aim_and_whether_it_was_reached():
    ratios = (
        Ratio.against("INSERT", 1.31, Gate("at least", 1.2, 1.5)),
        Ratio.against("p99 of a save", 9.5, Gate("at most", 8, 5), "ms"),
    )

    lines = shown(report(Result(name="append-many", about="", ratios=ratios))).splitlines()

    insert = next(line for line in lines if "INSERT" in line)
    slowest = next(line for line in lines if "p99" in line)
    assert all(word in insert for word in ("append-many", "1.31×", "≥ 1.2×", "1.5×", "yes"))
    assert all(word in slowest for word in ("9.50 ms", "≤ 8 ms", "5 ms", "no"))


def test_a_figure_that_fails_is_named_with_its_error_and_hides_no_other(monkeypatch):
    monkeypatch.setattr(module, "FIGURES", {"broken": Figure("b", fails), "sound": Figure("s", measures)})

    said = run(NoServer(), QUICK, ["broken", "sound"])

    assert said.failed == ("broken",)
    assert "no server there" in said.figures[0].error
    assert "tiji bench broken" in said.figures[0].error
    assert said.figures[1].ratios[0].value == 2
    assert "ConnectionRefusedError" in shown(said)
    assert any(line.startswith("[bold]broken[/] not measured") for line in measure_lines(said))


def test_numbers_keep_three_figures_that_matter():
    assert [number(value) for value in (12345.6, 99.96, 9.996, 0.1234)] == ["12,346", "100.0", "10.00", "0.123"]


def test_json_is_one_object_that_reads_back_as_the_same_report(monkeypatch):
    told = report(Result(name="x", about="a", ratios=(Ratio.against("rows", 0.5, Gate("at least", 0.4)),)))
    monkeypatch.setattr(command, "_measured", lambda *_, **__: told)

    printed = CliRunner().invoke(app, ["bench", "--json"]).stdout

    assert set(json.loads(printed)) == {"sizes", "machine", "figures"}
    assert set(json.loads(printed)["figures"][0]) == {"name", "about", "measures", "ratios", "notes", "error"}
    assert msgspec.json.decode(printed, type=Report) == told


def test_a_run_with_a_failed_figure_leaves_with_1_and_still_prints_everything(monkeypatch):
    told = report(Result(name="x", about="a", error="gone"))
    monkeypatch.setattr(command, "_measured", lambda *_, **__: told)

    left = CliRunner().invoke(app, ["bench", "--json"])

    assert left.exit_code == 1
    assert json.loads(left.stdout)["figures"][0]["error"] == "gone"


def test_an_unknown_figure_is_refused_with_those_that_exist():
    with pytest.raises(Refused, match="no figure speed") as refused:
        CliRunner().invoke(app, ["bench", "speed"], catch_exceptions=False)

    assert all(name in refused.value.remedy for name in FIGURES)
