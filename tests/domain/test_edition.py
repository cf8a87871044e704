"""Editions: everything the texts say is there, and a fault says where it is."""

from __future__ import annotations

import re
import tomllib

import pytest

from adapters.regulations import EXAMPLES, SHIPPED, load_edition, shipped
from domain.regulations.errors import EditionError
from domain.regulations.model import Edition
from domain.regulations.spelling import meant


def _files(folder):
    return {
        path.name: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in (SHIPPED / folder).glob("*.toml")
        if path.name != EXAMPLES
    }


@pytest.fixture
def files():
    return _files("tongbai/2022")


def test_every_clause_of_the_two_texts_stands_in_its_edition(suzhou, tongbai):
    assert (len(suzhou.clauses), len(tongbai.clauses)) == (221, 34)


@pytest.mark.parametrize("edition", list(shipped()), ids=lambda edition: edition.id)
def test_every_clause_is_restated_in_both_languages_and_runs_or_says_why_not(edition):
    for clause in edition.clauses.values():
        assert re.search(r"[\u4e00-\u9fff]", clause.says.zh), clause.id
        assert re.fullmatch(r"[ -~–—“”]+", clause.says.en), clause.id
        assert bool(clause.governs) != bool(clause.not_modelled), clause.id


@pytest.mark.parametrize("edition", list(shipped()), ids=lambda edition: edition.id)
def test_every_limit_and_finding_is_governed_by_the_clause_it_cites(edition):
    for limit in edition.limits:
        if limit.clock != "citizen" or limit.source == "clause":
            assert any(f"limit.{limit.id}" in clause.governs for clause in edition.clauses.values()), limit.id
    for name in edition.findings:
        cited = [clause for clause in edition.clauses.values() if f"finding.{name}" in clause.governs]
        assert cited or name == "dispatched_late" or edition.findings[name].clause in edition.clauses, name


def test_every_clause_of_kind_deadline_has_its_limit(suzhou, tongbai):
    for edition in (suzhou, tongbai):
        limited = {limit.clause for limit in edition.limits} | {edition.extension.clause if edition.extension else ""}
        deadlines = {clause.id for clause in edition.clauses.values() if clause.kind == "deadline"}
        assert deadlines <= limited


def test_a_citation_names_the_exact_text(suzhou):
    cited = suzhou.citation("suzhou.norm.sign-am")
    assert (cited.edition, cited.hash, cited.clause) == ("suzhou-2021", suzhou.hash, "suzhou.norm.sign-am")
    assert re.fullmatch(r"[0-9a-f]{64}", cited.hash)


def test_the_same_files_have_the_same_hash_and_any_change_another(files):
    before = Edition.of(files)
    assert Edition.of(_files("tongbai/2022")).hash == before.hash == load_edition(SHIPPED / "tongbai/2022").hash
    files["regulation.toml"]["limits"]["reply"]["span"]["n"] = 4
    assert Edition.of(files).hash != before.hash


def test_worked_cases_are_no_part_of_the_text(suzhou):
    assert Edition.of(_files("suzhou/2021")).hash == suzhou.hash


def test_a_number_the_text_does_not_give_loads_as_not_set(tongbai):
    assert tongbai.limit("handle").span.form == "not_set"
    assert not tongbai.limit("handle").breaches


def test_what_an_office_set_says_who_and_why(files):
    files["regulation.toml"]["limits"]["feedback"]["author"] = ""
    with pytest.raises(EditionError, match="needs author and reason"):
        Edition.of(files)


@pytest.mark.parametrize(
    ("spoil", "file", "key", "clause", "detail"),
    [
        (
            lambda f: f["regulation.toml"]["limits"]["reply"]["span"].update(n="3"),
            "regulation.toml",
            "limits.reply.span.n",
            "tongbai.refuse.reply-3wd",
            'must be a whole number without quotes, and is "3"',
        ),
        (
            lambda f: f["regulation.toml"]["limits"]["reply"].update(colour="red"),
            "regulation.toml",
            "limits.reply.colour",
            "tongbai.refuse.reply-3wd",
            "no key colour belongs here",
        ),
        (
            lambda f: f["regulation.toml"]["limits"]["reply"].update(clause="tongbai.no.such"),
            "regulation.toml",
            "limits.reply.clause",
            "tongbai.no.such",
            "not in the text",
        ),
        (
            lambda f: f["regulation.toml"]["limits"]["reply"].update(on_miss="late"),
            "regulation.toml",
            "limits.reply.on_miss",
            "tongbai.refuse.reply-3wd",
            "finding late is not declared",
        ),
        (
            lambda f: f["regulation.toml"]["limits"]["reply"].update(owner="mayor"),
            "regulation.toml",
            "limits.reply.owner",
            "tongbai.refuse.reply-3wd",
            "role mayor is not declared",
        ),
        (
            lambda f: f["regulation.toml"]["limits"]["reply"].update(when={"kind": ["praise"]}),
            "regulation.toml",
            "limits.reply.when",
            "tongbai.refuse.reply-3wd",
            "kind praise is not declared",
        ),
        (
            lambda f: f["regulation.toml"]["limits"]["reply"].update(stops=["dispatched"]),
            "regulation.toml",
            "limits.reply",
            "tongbai.refuse.reply-3wd",
            "step dispatched is not among",
        ),
        (
            lambda f: f["regulation.toml"]["limits"]["reply"].update(like="nothing"),
            "regulation.toml",
            "limits.reply",
            "",
            "which is no limit",
        ),
        (
            lambda f: f["clauses.toml"]["clauses"][0].update(governs=["limit.nothing"]),
            "clauses.toml",
            "clauses.tongbai.scope.definition",
            "tongbai.scope.definition",
            "governs limit.nothing",
        ),
        (
            lambda f: f["clauses.toml"]["clauses"][0].update(governs=["ladder.colour"]),
            "clauses.toml",
            "clauses.tongbai.scope.definition",
            "tongbai.scope.definition",
            "governs ladder.colour",
        ),
        (
            lambda f: f["clauses.toml"]["clauses"][0].update(governs=[]),
            "clauses.toml",
            "clauses.tongbai.scope.definition",
            "tongbai.scope.definition",
            "either governs something",
        ),
        (
            lambda f: f["clauses.toml"]["clauses"].append(f["clauses.toml"]["clauses"][0]),
            "clauses.toml",
            "clauses",
            "tongbai.scope.definition",
            "declared twice",
        ),
        (
            lambda f: f["readings.toml"]["readings"][0].update(chosen="perhaps"),
            "readings.toml",
            "readings.R12",
            "tongbai.scope.definition",
            "no choice 'perhaps'",
        ),
        (
            lambda f: f["readings.toml"]["readings"][0]["choices"][0].update(sets={"roof.colour": 1}),
            "readings.toml",
            "readings.R12",
            "tongbai.scope.definition",
            "sets roof.colour",
        ),
        (
            lambda f: f["readings.toml"].update(id="other"),
            "regulation.toml",
            "id",
            "",
            "said in two files",
        ),
        (
            lambda f: f["regulation.toml"]["ladder"]["levels"][1].update(no=3),
            "regulation.toml",
            "ladder",
            "tongbai.escalate.chain",
            "numbered 1, 2, 3",
        ),
        (
            lambda f: f["regulation.toml"]["ladder"].update(final_no_level=5),
            "regulation.toml",
            "ladder",
            "tongbai.escalate.chain",
            "a level it does not have",
        ),
        (
            lambda f: f["regulation.toml"]["ladder"]["levels"][1].update(role="mayor"),
            "regulation.toml",
            "ladder.levels",
            "tongbai.approve.section-head",
            "role mayor is not declared",
        ),
        (
            lambda f: f["regulation.toml"].update(authority_kind="village"),
            "regulation.toml",
            "authority_kind",
            "",
            '"village" is not among what may stand here; there are city, county, county_bureau',
        ),
        (
            lambda f: f["regulation.toml"].pop("effective_from"),
            "regulation.toml",
            "effective_from",
            "",
            "is missing; write effective_from = …",
        ),
    ],
)
def test_a_fault_names_its_file_its_key_and_its_clause(files, spoil, file, key, clause, detail):
    spoil(files)
    with pytest.raises(EditionError, match=re.escape(detail)) as fault:
        Edition.of(files)
    assert (fault.value.key, fault.value.clause) == (key, clause)
    assert file in fault.value.file
    assert all(part in str(fault.value) for part in (file, key, clause))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda f: f["limits"]["reply"].update(cloc="unit"), "no key cloc belongs here; did you mean clock?"),
        (lambda f: f["limits"]["reply"]["span"].update(m=3), "no key m belongs here; there are ends, form, n"),
        (lambda f: f["limits"]["reply"]["span"].update(form="workingdays"), "did you mean working_days?"),
        (lambda f: f["limits"]["reply"]["span"].pop("form"), "names no form; write form = …"),
        (lambda f: f["limits"]["reply"]["span"].update(n=0), "must be at least 1, and is 0"),
        (lambda f: f["limits"]["reply"].update(repeats="yes"), 'must be true or false, without quotes, and is "yes"'),
        (lambda f: f["limits"]["reply"].update(owner="Head"), "Head may not be written so; write a code"),
        (lambda f: f["limits"]["reply"].update(clause="Head"), "Head may not be written so; write place.section.rule"),
        (lambda f: f["limits"]["reply"].update(owner="unit_haed"), "role unit_haed is not declared; did you mean"),
        (lambda f: f["limits"]["reply"].update(judged_by=True), "true is not among what may stand here"),
        (lambda f: f["intake"].update(kinds={}), "must be a list, [ … ], and is a table"),
        (lambda f: f["intake"].update(kinds=5), "must be a list, [ … ], and is 5"),
        (lambda f: f.update(effective_from=[]), "must be a day without quotes, 2024-01-02, and is a list"),
        (
            lambda f: f["steps"].__setitem__(1, "registerd"),
            'steps.2: "registerd" is not among what may stand here; did',
        ),
        (lambda f: f["steps"].__setitem__(1, "xyz"), '"xyz" is not among what may stand here (docs/reference/edition'),
        (lambda f: f["ladder"].update(proposal_requires=["opinon"]), "did you mean opinion?"),
        (
            lambda f: f["limits"]["reply"].update(stops=["hndled"]),
            "is not among what may stand here; did you mean handled",
        ),
    ],
)
def test_a_mistake_is_said_in_words_with_what_to_write_instead(files, spoil, said):
    spoil(files["regulation.toml"])
    with pytest.raises(EditionError, match=re.escape(said)):
        Edition.of(files)


def test_a_choice_of_two_shapes_names_the_key_of_the_one_that_was_meant(files):
    latest = {"after": "registered", "hours": 3, "hour": 3}
    files["regulation.toml"]["limits"]["reply"]["latest_start"] = latest
    with pytest.raises(
        EditionError, match=r"limits\.reply\.latest_start\.hour: .*no key hour belongs here; did you mean"
    ):
        Edition.of(files)


@pytest.mark.parametrize(
    ("file", "section", "key", "value", "said"),
    [
        (
            "publication.toml",
            "publication",
            "masks",
            [],
            "publication.masks: clause suzhou.disclose.default: must list at least one",
        ),
        ("scores.toml", "scoring", "total", "many", 'input should be a valid decimal, and is "many"'),
        ("scores.toml", "scoring", "total", 1001, "must be at most 1000, and is 1001"),
    ],
)
def test_a_figure_or_a_list_that_cannot_be_is_said(file, section, key, value, said):
    files = _files("suzhou/2021")
    files[file][section][key] = value
    with pytest.raises(EditionError, match=re.escape(said)):
        Edition.of(files)


def test_where_nothing_is_declared_that_is_said():
    assert meant("x", ()) == "; none is declared"


def test_a_finding_a_section_names_must_be_declared():
    files = _files("suzhou/2021")
    files["regulation.toml"]["returns"]["late_finding"] = "tardy"
    with pytest.raises(EditionError, match=r"regulation\.toml: returns\.late_finding: finding tardy"):
        Edition.of(files)


def test_a_table_may_stand_in_several_files_and_an_entry_in_one(files):
    whole = Edition.of(files)
    moved = {"limits": {"reply": files["regulation.toml"]["limits"].pop("reply")}}
    assert Edition.of({**files, "more.toml": moved}).hash == whole.hash
    files["regulation.toml"]["limits"]["reply"] = moved["limits"]["reply"]
    with pytest.raises(EditionError, match="said in two files"):
        Edition.of({**files, "more.toml": moved})


def test_a_file_that_is_no_toml_is_named(tmp_path):
    (tmp_path / "regulation.toml").write_text("id = ", encoding="utf-8")
    with pytest.raises(EditionError, match=r"regulation\.toml"):
        load_edition(tmp_path)


def test_a_folder_without_files_is_no_edition(tmp_path):
    with pytest.raises(EditionError, match="no TOML files"):
        load_edition(tmp_path)


def test_the_book_tells_which_edition_is_in_force(tongbai):
    from datetime import date

    assert shipped().in_force("tongbai", date(2022, 5, 22)) is None
    assert shipped().in_force("tongbai", date(2022, 5, 23)) is tongbai
    assert "suzhou-2021" in shipped()
    with pytest.raises(KeyError, match="there are anqing-2025, fuyang-2022, suzhou-2021, tongbai-2022"):
        shipped().edition("atlantis-1")


def test_what_is_not_there_is_a_key_error(suzhou):
    for ask in (suzhou.limit, suzhou.reading, suzhou.citation):
        with pytest.raises(KeyError):
            ask("nothing")
    assert suzhou.intake.kind("nothing") is None
    assert suzhou.intake.ground("nothing") is None


def test_kinds_grounds_levels_and_readings_are_found_by_their_code(suzhou, tongbai):
    assert suzhou.intake.kind("sudden").words.zh == "突发"
    assert suzhou.intake.ground("petition").clause == "suzhou.norm.refuse"
    assert tongbai.ladder.level(4).role == "unit_head"
    assert suzhou.reading("R15").chosen == "as_next_morning"
    with pytest.raises(KeyError):
        tongbai.ladder.level(5)
