"""`tiji due` on the command line: the answer first, then why; exit 2 without one; batches never stop."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from adapters.cli.due import answer, app

COMPLAINT = ["suzhou-2021", "suzhou.norm.handle-complaint", "2026-02-13T15:00:00+08:00"]


@pytest.fixture
def tiji():
    def _run(*words, stdin=None):
        return CliRunner().invoke(app, list(words), input=stdin)

    return _run


def test_the_answer_comes_first_then_the_ground_then_the_days(tiji):
    ran = tiji(*COMPLAINT)
    lines = ran.stdout.splitlines()
    assert ran.exit_code == 0
    assert lines[0] == "due 2026-03-02 Mon 24:00 (in time: before)"
    assert lines[1] == "by suzhou.norm.handle-complaint 附件2 四(四) of suzhou-2021"
    assert lines[-1].split() == ["2026-03-02", "Mon", "7", "counts"]


def test_every_day_stands_on_a_line_of_its_own_with_what_it_is_and_which_notice_says_so(tiji):
    lines = tiji(*COMPLAINT).stdout.splitlines()
    days = [line.split() for line in lines[next(n for n, line in enumerate(lines) if line.startswith("day")) + 1 :]]
    assert len(days) == 18
    assert days[1] == ["2026-02-14", "Sat", "1", "make-up", "working", "day", "春节", "国办发明电〔2025〕7号"]


def test_a_narrow_terminal_cuts_nothing_off(tiji, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    assert "春节     国办发明电〔2025〕7号" in tiji(*COMPLAINT).stdout


def test_a_time_of_day_is_said_as_it_is_and_remarks_in_words(tiji):
    lines = tiji("suzhou-2021", "suzhou.norm.dispatch-24h", "2026-12-31T15:00").stdout.splitlines()
    assert lines[0] == "due 2027-01-01 Fri 15:00 (in time: at or before)"
    assert "   the start names no zone and is read as +08:00" in lines
    provisional = tiji("suzhou-2021", "suzhou.norm.handle-complaint", "2026-12-29").stdout
    assert "   provisional: reckoned by weekdays" in provisional
    assert "holiday (provisional)" in provisional


def test_what_else_is_known_is_said_in_words(tiji):
    words = ["suzhou-2021", "suzhou.norm.extension", "2026-02-13T15:00:00+08:00"]
    said = tiji(*words, "--fact", "kind=complaint", "--fact", "requested_wd=7").stdout.splitlines()
    assert "   accepted: yes" in said
    assert "   requires: application, consenting_leader, reason, explanation_to_citizen" in said
    assert "   new due: 2026-03-12 Thu 00:00" in said
    assert "     within last working day:" in said


def test_help_shows_examples(tiji):
    said = tiji("--help").stdout
    assert "--fact days=15" in said
    assert "--batch -" in said


def test_json_holds_due_ground_and_days(tiji, suzhou):
    found = json.loads(tiji(*COMPLAINT, "--json").stdout)
    assert (found["due"], found["in_time"], found["last_day"], found["provisional"]) == (
        "2026-03-03T00:00:00+08:00",
        "before",
        "2026-03-02",
        False,
    )
    assert found["basis"]["hash"] == suzhou.hash
    assert found["basis"]["says"].keys() == {"zh", "en"}
    assert found["derivation"][1] == {
        "day": "2026-02-14",
        "why": "make_up_workday",
        "number": 1,
        "note": "春节",
        "notice": "国办发明电〔2025〕7号",
    }


def test_facts_and_readings_are_options(tiji):
    words = ["suzhou-2021", "suzhou.norm.handle-special", "2026-09-21T09:00:00+08:00", "--json"]
    found = json.loads(tiji(*words, "--fact", "days=15", "--fact", "unit=working_day").stdout)
    assert found["last_day"] == "2026-10-19"
    words = ["suzhou-2021", "suzhou.norm.sign-pm", "2025-10-04T10:00:00+08:00", "--json"]
    assert json.loads(tiji(*words, "--reading", "R15=as_afternoon").stdout)["due"] == "2025-10-09T12:00:00+08:00"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ["atlantis-1", *COMPLAINT[1:]],
            "no edition atlantis-1; there are anqing-2025, fuyang-2022, suzhou-2021, tongbai-2022",
        ),
        (["suzhou-2021", "suzhou.no.such", COMPLAINT[2]], "has no clause suzhou.no.such"),
        (["suzhou-2021", "suzhou.norm.channels", COMPLAINT[2]], "gives no time limit"),
        (["suzhou-2021", "suzhou.norm.handle-complaint", "yesterday"], "'yesterday' is no time"),
        (["suzhou-2021", "suzhou.norm.handle-complaint", "2026-02-30"], "is no time"),
        (["suzhou-2021", "suzhou.norm.handle-complaint", "2026-02"], "starts at a moment"),
        (["suzhou-2021", "suzhou.norm.sign-am", "2026-02-13"], "needs the time of day"),
        (["suzhou-2021", "suzhou.norm.dispatch-24h", "2026-02-13"], "needs the time of day"),
        (["suzhou-2021", "suzhou.norm.sign-am", "2026-02-13T15:00:00+08:00"], "suzhou.norm.sign-pm does"),
        (["suzhou-2021", "suzhou.norm.sign-pm", "2025-10-04T10:00:00+08:00"], "suzhou.norm.sign-am does"),
        (
            ["suzhou-2021", "suzhou.norm.sign-am", "2025-10-04T10:00:00+08:00", "--reading", "R15=as_afternoon"],
            "suzhou.norm.sign-pm does",
        ),
        ([*COMPLAINT, "--fact", "colour=red"], "unknown fact colour"),
        ([*COMPLAINT, "--fact", "kind=songs"], "unknown kind songs"),
        ([*COMPLAINT, "--fact", "days=5"], "says days 7, not 5"),
        ([*COMPLAINT, "--fact", "kind"], "wants NAME=VALUE"),
        ([*COMPLAINT, "--reading", "R99=x"], "no reading R99"),
        ([*COMPLAINT, "--reading", "R15=x"], "no choice 'x'"),
        ([*COMPLAINT, "--fact", "non_working_day=x"], "is no reading of R15"),
        (["suzhou-2021", "suzhou.norm.handle-special", COMPLAINT[2]], "special limit is not set"),
        (["suzhou-2021", "suzhou.sup.monthly", "2025-10"], "gives no figure"),
        (["suzhou-2021", "suzhou.report.monthly-due", "2025Q1"], "reckoned by the month"),
        (["tongbai-2022", "tongbai.report.quarterly-due", "2025-01"], "reckoned by the quarter"),
        (["suzhou-2021", "suzhou.norm.retention", "2024-02-29"], "when was the order closed"),
        (["suzhou-2021", "suzhou.norm.extension", "2024-02-29T09:00:00+08:00"], "which deadline"),
        (["suzhou-2021", "suzhou.norm.extension", "2024-02-29", "--fact", "requested_wd=x"], "no number of days"),
        (["suzhou-2021", "suzhou.norm.handle-complaint", "9999-12-31"], "beyond any calendar"),
        (["suzhou-2021"], "which edition, clause and start?"),
        (["--batch", "no-such-file.jsonl"], "cannot read no-such-file.jsonl"),
    ],
)
def test_a_question_without_an_answer_says_why_and_exits_with_two(tiji, words, says):
    ran = tiji(*words)
    assert ran.exit_code == 2
    assert says in ran.stderr
    assert ran.stderr.splitlines()[-1].startswith("→ "), "it says what to do"
    assert not ran.stdout


def test_a_refusal_as_json_carries_its_code_and_remedy(tiji):
    ran = tiji("suzhou-2021", "suzhou.norm.sign-am", "2026-02-13T15:00:00+08:00", "--json")
    assert ran.exit_code == 2
    refused = json.loads(ran.stdout)
    assert (refused["code"], refused["remedy"]) == ("clause.governed_elsewhere", "ask suzhou.norm.sign-pm")
    assert refused["clause"] == "suzhou.norm.sign-am"


def test_a_batch_answers_every_line_and_stops_at_none(tiji):
    edition, clause, start = COMPLAINT
    asked = [
        json.dumps({"edition": edition, "clause": clause, "start": start}),
        "no json",
        "",
        json.dumps(["a", "list"]),
        json.dumps({"edition": edition, "clause": clause}),
        json.dumps({"edition": edition, "clause": clause, "start": start, "facts": [1]}),
        json.dumps({"edition": edition, "clause": "suzhou.no.such", "start": start}),
        json.dumps(
            {
                "edition": "tongbai-2022",
                "clause": "tongbai.report.quarterly-due",
                "start": "2024Q2",
                "facts": {"n": 5},
                "readings": {"R14": False},
            }
        ),
    ]
    ran = tiji("--batch", "-", stdin="\n".join(asked))
    found = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.exit_code == 0
    assert len(found) == 7
    assert found[0]["due"] == "2026-03-03T00:00:00+08:00"
    assert all("error" in line for line in found[1:6])
    assert found[6]["last_day"] == "2024-07-08"


def test_a_batch_may_be_a_file(tiji, tmp_path):
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps(dict(zip(("edition", "clause", "start"), COMPLAINT, strict=True))), encoding="utf-8")
    assert json.loads(tiji("--batch", str(file)).stdout)["last_day"] == "2026-03-02"


def test_a_start_before_the_text_is_in_force_is_answered_as_hypothetical():
    start = "2020-01-02T09:00:00+08:00"
    assert answer("suzhou-2021", "suzhou.norm.handle-complaint", start)["hypothetical"] is True
    assert "hypothetical" not in answer(*COMPLAINT)


def test_a_time_without_an_offset_is_read_as_civil_time_and_says_so():
    found = answer("suzhou-2021", "suzhou.norm.sign-am", "2025-11-05 09:00")
    assert (found["zone_assumed"], found["start"]) == (True, "2025-11-05T09:00:00+08:00")
    kept = answer("suzhou-2021", "suzhou.norm.retention", "2024-02-29 09:00", {"order_closed": "2020-01-01"})
    assert kept["zone_assumed"] is True
    asked = answer("suzhou-2021", "suzhou.norm.extension", "2025-11-03 09:00", {"limit_wd": 3})
    assert asked["zone_assumed"] is True


def test_a_bare_day_is_enough_where_days_are_counted():
    assert answer("suzhou-2021", "suzhou.norm.handle-complaint", "2026-02-13")["last_day"] == "2026-03-02"


@pytest.mark.parametrize(
    ("clause", "start", "due"),
    [
        ("daily-due", "2025-11-08", "2025-11-09T12:00"),
        ("daily-due", "2025-11-08T23:59:00+08:00", "2025-11-09T12:00"),
        ("daily-due", "2025-11-09T00:00:00+08:00", "2025-11-09T12:00"),
        ("weekly-due", "2025-11-09", "2025-11-11T12:00"),
        ("weekly-due", "2025-11-10T00:00:00+08:00", "2025-11-11T12:00"),
        ("monthly-due", "2025-10", "2025-11-08T00:00"),
        ("monthly-due", "2025-10-31", "2025-11-08T00:00"),
        ("monthly-due", "2025-11-01T00:00:00+08:00", "2025-11-08T00:00"),
    ],
)
def test_a_report_is_due_after_the_period_its_start_names_or_ends(clause, start, due):
    assert answer("suzhou-2021", f"suzhou.report.{clause}", start)["due"] == f"{due}:00+08:00"


@pytest.mark.parametrize("start", ["2024Q2", "2024-07-01", "2024-07-01T00:00:00+08:00", "2024-09-30T23:00:00+08:00"])
def test_a_quarter_is_the_one_that_ended_and_a_time_stands_for_the_one_that_begins(start):
    found = answer("tongbai-2022", "tongbai.report.quarterly-due", start)
    assert found["last_day"] == "2024-07-05"


def test_what_happened_is_told_as_early_or_late():
    facts = {"closed": "2026-03-02T23:59:59+08:00"}
    assert answer(*COMPLAINT, facts)["late"] is False
    facts = {"closed": "2026-03-04T00:00:00+08:00"}
    late = answer(*COMPLAINT, facts)
    assert (late["late"], late["late_seconds"], late["working_days_late"]) == (True, 86400, 2)


def test_an_extension_is_asked_about_from_its_dispatch_and_kind():
    found = answer(
        "suzhou-2021",
        "suzhou.norm.extension",
        "2026-02-13T15:00:00+08:00",
        {"kind": "complaint", "requested_wd": 7},
    )
    assert (found["accepted"], found["latest_filing_day"], found["new_last_day"]) == (True, "2026-02-28", "2026-03-11")


def test_an_extension_of_what_cannot_be_told_is_unanswerable():
    from application.due import Unanswerable

    with pytest.raises(Unanswerable, match="which deadline"):
        answer("suzhou-2021", "suzhou.norm.extension", "2026-02-13T15:00:00+08:00", {"kind": "praise"})


def test_an_extension_long_before_the_text_is_hypothetical():
    found = answer("suzhou-2021", "suzhou.norm.extension", "2020-03-02", {"limit_wd": 7, "filed": "2020-02-28"})
    assert (found["hypothetical"], found["accepted"]) == (True, True)


def test_other_limits_of_the_clause_are_named_until_it_is_told_which_is_meant(tiji):
    told = tiji(*COMPLAINT, "--json").stdout
    assert json.loads(told)["other_limits"] == ["handle-undeclared"]
    assert "   other limits: handle-undeclared" in tiji(*COMPLAINT).stdout
    assert "other_limits" not in json.loads(tiji(*COMPLAINT, "--fact", "kind=complaint", "--json").stdout)
