"""From a clause to what runs and what proves it; from a worked example to where it runs."""

from __future__ import annotations

import re
import shutil

import pytest
from typer.testing import CliRunner

from adapters.cli.main import app
from adapters.cli.regulation import NoSuchClause, NoSuchEdition
from adapters.regulations import SHIPPED, load_edition, shipped
from adapters.traceability.ledger import ledger
from adapters.traceability.lines import Lines
from adapters.traceability.proofs import stories, worked

FOLDERS = sorted(path for path in SHIPPED.glob("*/*") if path.is_dir())
an_edition = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: "-".join(folder.parts[-2:]))


def ask(*words):
    return CliRunner().invoke(app, ["regulation", *map(str, words)])


@pytest.fixture
def copied(tmp_path):
    shutil.copytree(SHIPPED, tmp_path / "data")
    return tmp_path / "data"


def change(path, before, after):
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


# -- worked examples ---------------------------------------------------------------------------------------


def test_every_worked_example_runs_or_says_what_it_waits_for():
    nowhere = [entry.id for entry in ledger() if not entry.runs and not entry.waits]
    assert nowhere == [], "name each in an examples.toml, in the `examples` of a story, or under [[waiting]]"


def test_what_runs_waits_for_nothing():
    both = [entry.id for entry in ledger() if entry.runs and entry.waits]
    assert both == [], "take each off [[waiting]] in domain/regulations/data/examples.toml, then make docs"


def test_the_list_has_every_worked_example_once():
    assert [entry.id for entry in ledger()] == [f"S{number:03}" for number in range(1, 182)]
    listed = {entry.id for entry in ledger()}
    assert {id for proof in stories() for id in proof.examples} <= listed
    assert {proof.name for proof in worked() if re.fullmatch(r"S\d+", proof.name)} <= listed


# -- clauses, lines, proofs --------------------------------------------------------------------------------


def test_a_story_puts_only_clauses_to_work_that_its_text_has():
    for story in stories():
        assert story.clauses, story.name
        assert set(story.clauses) <= set(shipped().edition(story.edition).clauses), story.name


@an_edition
def test_a_governed_thing_stands_at_the_line_it_is_said_to(folder):
    lines = Lines(folder)
    for clause in load_edition(folder).clauses.values():
        for target in (*clause.governs, f"clauses.{clause.id}"):
            line = lines.governed(target)
            here = "\n".join((folder / line.file).read_text("utf-8").splitlines()[line.number - 1 :][:2])
            name = target.partition(".")[2] if target.startswith(("clauses.", "limit.")) else target.split(".")[-1]
            assert name in here, (target, line)


def test_what_stands_nowhere_has_no_line():
    assert Lines(FOLDERS[0]).of("roof.colour") is None


def test_the_trace_of_one_edition_names_what_runs_its_line_and_its_proof():
    told = ask("trace", "suzhou-2021").output
    (row,) = [line for line in told.splitlines() if line.startswith("| `suzhou.norm.sign-am` ")]
    assert re.search(r"`limit\.sign-am` limits\.toml:\d+", row)
    assert "`S051`" in row
    assert "`deemed_acceptance`" in row
    assert "tongbai" not in told


# -- check -------------------------------------------------------------------------------------------------


def test_the_editions_that_ship_are_sound():
    checked = ask("check")
    assert (checked.exit_code, checked.output) == (0, "every edition is sound\n")


def test_a_check_names_every_fault_of_every_edition_and_leaves_with_one(copied):
    change(copied / "tongbai/2022/regulation.toml", 'on_miss = "replied_late"', 'on_miss = "tardy"')
    change(copied / "tongbai/2022/regulation.toml", 'owner = "first_asked"', 'owner = "mayor"')
    change(copied / "suzhou/2021/examples.toml", 'clause = "suzhou.norm.sign-am"', 'clause = "suzhou.norm.nothing"')
    checked = ask("check", copied)
    assert checked.exit_code == 1
    said = checked.output
    assert "tongbai/2022/regulation.toml: limits.reply.on_miss: clause tongbai.refuse.reply-3wd: finding tardy" in said
    assert "tongbai/2022/regulation.toml: limits.reply.owner: clause tongbai.refuse.reply-3wd: role mayor" in said
    assert "suzhou/2021/examples.toml: examples.S051: clause suzhou.norm.nothing: suzhou.norm.nothing is not in" in said
    assert len(said.splitlines()) == 3


def test_all_that_keeps_an_edition_from_loading_is_named_at_once(copied):
    change(copied / "tongbai/2022/regulation.toml", 'authority_kind = "county_bureau"', 'authority_kind = "village"')
    change(copied / "tongbai/2022/regulation.toml", "final_no_level = 4", 'final_no_level = "four"')
    change(copied / "tongbai/2022/consultation.toml", "chairs_in_turn = true", 'chairs_in_turn = "yes"')
    said = ask("check", copied).output.splitlines()
    assert [line.partition(": ")[2].partition(":")[0] for line in said] == [
        "authority_kind",
        "ladder.final_no_level",
        "consultation.chairs_in_turn",
    ]
    assert said[2].startswith("tongbai/2022/consultation.toml: ")


def test_a_file_that_is_no_toml_hides_no_other_fault(copied):
    (copied / "suzhou/2021/limits.toml").write_text("id = ", "utf-8")
    change(copied / "tongbai/2022/readings.toml", 'settled_by = "R53"', 'settled_by = "R99"')
    checked = ask("check", copied)
    assert "suzhou/2021/limits.toml: " in checked.output
    assert "tongbai/2022/readings.toml: gaps.forms-missing: settled by R99" in checked.output


def test_an_edition_that_stands_twice_and_overlaps_itself_is_named(copied):
    shutil.copytree(copied / "tongbai/2022", copied / "tongbai/copy")
    assert "tongbai/copy/regulation.toml: id: tongbai-2022 stands in tongbai/2022 too" in ask("check", copied).output
    change(copied / "tongbai/copy/regulation.toml", 'id = "tongbai-2022"', 'id = "tongbai-2023"')
    assert "tongbai/copy/regulation.toml: effective_from: tongbai-2023 is in force" in ask("check", copied).output


def test_an_edition_is_named_after_its_folders(copied):
    (copied / "tongbai").rename(copied / "tongbei")
    said = ask("check", copied).output
    assert 'tongbei/2022/regulation.toml: place: tongbai lies in the folder tongbei; write place = "tongbei"' in said
    assert 'tongbei/2022/regulation.toml: id: tongbai-2022 lies in tongbei/2022; write id = "tongbei-2022"' in said


def test_a_line_that_is_no_toml_is_shown(copied):
    change(copied / "tongbai/2022/readings.toml", 'id = "R13"', "id = R13")
    said = ask("check", copied).output
    assert re.search(r"tongbai/2022/readings\.toml: invalid value \(at line \d+, column \d+\): id = R13\n", said)
    (copied / "tongbai/2022/readings.toml").write_text('readings = [\n  "R1",', "utf-8")
    assert 'the last line is: "R1",' in ask("check", copied).output


def test_a_folder_without_editions_is_not_called_sound(tmp_path):
    checked = ask("check", tmp_path)
    assert checked.exit_code == 1
    assert "holds no edition" in checked.output


# -- show --------------------------------------------------------------------------------------------------


def test_a_clause_is_shown_with_what_it_governs_how_it_is_read_and_what_proves_it():
    shown = ask("show", "suzhou-2021", "suzhou.norm.sign-pm", "--lang", "en").output
    assert load_edition(SHIPPED / "suzhou/2021").clauses["suzhou.norm.sign-pm"].says.en in shown
    assert "limit: sign-pm: clock_time on=next_working_day at=12:00:00, dispatched → signed" in shown
    assert "reading: R15 off_day_rule = as_next_morning (or as_afternoon)" in shown
    assert "gap: " in shown
    assert "proved by: S052" in shown
    assert "proved by: national_day_clock" in shown


def test_a_clause_is_shown_in_chinese_first():
    shown = ask("show", "suzhou-2021", "suzhou.norm.sign-pm").output
    assert "管什么: limit.sign-pm" in shown
    assert "读法: R15" in shown


def test_a_reading_of_another_clause_is_shown_where_it_touches_what_this_one_governs():
    assert "reading: R15" in ask("show", "suzhou-2021", "suzhou.norm.sign-am", "--lang", "en").output


def test_a_contradiction_is_shown_at_its_clause_and_a_clause_that_does_not_run_says_why():
    shown = ask("show", "suzhou-2021", "suzhou.score.sum-error", "--lang", "en").output
    assert "printed 44, used 42; settled by R34" in shown
    assert (
        "not modelled: advice on how to travel"
        in ask("show", "anqing-2025", "anqing.req.eight-rules", "--lang", "en").output
    )


def test_an_edition_is_shown_with_all_its_clauses_and_what_is_open_in_it():
    tongbai = shipped().edition("tongbai-2022")
    shown = ask("show", "tongbai-2022", "--lang", "en").output
    assert all(clause in shown for clause in tongbai.clauses)
    assert tongbai.hash in shown
    assert "reading: R12" in shown
    assert "contradiction: " in shown


@pytest.mark.parametrize(
    ("words", "refusal", "remedy"),
    [
        (("show", "atlantis-1"), NoSuchEdition, "suzhou-2021"),
        (("trace", "atlantis-1"), NoSuchEdition, "suzhou-2021"),
        (("show", "suzhou-2021", "suzhou.norm.sign"), NoSuchClause, "suzhou.norm.sign-am, suzhou.norm.sign-pm"),
        (("show", "suzhou-2021", "suzhou.norm.sing-am"), NoSuchClause, "suzhou.norm.sign-am"),
        (("show", "suzhou-2021", "?"), NoSuchClause, "tiji regulation show suzhou-2021"),
    ],
)
def test_what_is_not_there_is_refused_and_what_is_near_is_named(words, refusal, remedy):
    refused = ask(*words)
    assert isinstance(refused.exception, refusal)
    assert remedy in refused.exception.remedy
