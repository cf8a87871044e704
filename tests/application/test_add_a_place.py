"""A place nobody programmed: the page that adds one is followed word by word."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from adapters.cli.main import app, main
from adapters.http import create_app
from adapters.http.identities import TokenFile
from adapters.main import api_of, assembled
from adapters.regulations import EditionsUnreadable, at_hand, shipped
from adapters.scenarios.runner import Runner
from adapters.scenarios.story import read_story
from adapters.settings import Settings, WrongSetting
from tests.support.facts import at

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-place.md"
FILE = re.compile(r"^Write `(my-editions/[^`]+)`:\n\n```toml\n(.*?)```", re.DOTALL | re.MULTILINE)
SENT = re.compile(r"POST http://127\.0\.0\.1:8000(\S+) .*?Bearer \$(\w+)\".*?-d '(.*?)'", re.DOTALL)
"""Each command of the page: its path, whose token goes with it, its body."""
STORY = "liuxi-late-and-refused.toml"
CLIMBING = "liuxi-no-climbs.toml"


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The folder as the page has it written, and named to Tiji."""
    for name, body in FILE.findall(PAGE.read_text("utf-8")):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(body, "utf-8")
    monkeypatch.setenv("TIJI_EDITIONS", str(tmp_path / "my-editions"))
    return tmp_path / "my-editions"


def ask(*words):
    return CliRunner().invoke(app, [*map(str, words)])


def test_the_page_gives_every_file_there_must_be(own):
    assert sorted(str(path.relative_to(own)) for path in own.rglob("*.toml")) == [
        "liuxi-late-and-refused.toml",
        "liuxi-no-climbs.toml",
        "liuxi/2024/clauses.toml",
        "liuxi/2024/limits.toml",
        "liuxi/2024/readings.toml",
        "liuxi/2024/regulation.toml",
    ]


def test_what_the_page_checks_asks_and_plays_comes_out_as_it_says(own):
    page = PAGE.read_text("utf-8")
    assert ask("regulation", "check", own).output == "every edition is sound\n"
    assert "2025-10-14" in ask("due", "liuxi-2024", "liuxi.answer", "2025-09-30T16:00").output
    assert "14 October 2025" in page
    assert "limits.toml:1" in ask("regulation", "show", "liuxi-2024", "liuxi.answer", "--lang", "en").output
    for story in (STORY, CLIMBING):
        played = ask("scenario", "run", own / story)
        assert played.exit_code == 0, played.output


def test_a_text_of_ones_own_is_traced_with_the_stories_beside_it(own):
    told = ask("regulation", "trace", "liuxi-2024").output
    (row,) = [line for line in told.splitlines() if line.startswith("| `liuxi.answer` ")]
    assert "`limit.handle` limits.toml:1" in row
    assert "`liuxi-late-and-refused`" in row
    assert str(own / "liuxi/2024") in told
    assert "make check" not in told, "nobody writes a page of one's own text again"
    shown = ask("regulation", "show", "liuxi-2024", "liuxi.answer", "--lang", "en").output
    assert "proved by: liuxi-late-and-refused" in shown


def test_a_ladder_without_seats_stops_and_says_so(own):
    story = own / CLIMBING
    text = story.read_text("utf-8")
    without = re.sub(r"seats = \[.*?\n\]\n", "", text, flags=re.DOTALL)
    assert without != text
    story.write_text(without, "utf-8")
    played = ask("scenario", "run", story)
    assert played.exit_code != 0
    assert "nobody can decide at level 2" in played.output
    assert "the unit has no seat there, and must be given one" in " ".join(played.output.split())


def test_the_mistake_the_page_makes_on_purpose_is_named_as_it_says(own):
    limits = own / "liuxi/2024/limits.toml"
    limits.write_text(limits.read_text("utf-8").replace('owner = "department"', 'owner = "mayor"'), "utf-8")
    said = ask("regulation", "check", own).output.strip()
    assert said in PAGE.read_text("utf-8")
    for words in (["regulation", "show", "liuxi-2024"], ["scenario", "run", own / STORY]):
        assert isinstance(ask(*words).exception, EditionsUnreadable)


def test_its_story_goes_the_same_way_in_a_real_store(own, database, tmp_path):
    with assembled(database.owner, Settings(tmp_path, editions=own), make_key=True) as application:
        assert Runner(read_story(own / STORY), application).run().differences == []


def test_it_is_put_to_use_beside_those_that_ship_with_the_commands_of_the_page(own, database, tmp_path):
    tokens = TokenFile(tmp_path / "tokens.toml")
    by = {"TOKEN": tokens.add("administrator", "administrator", None), "DESK": tokens.add("desk", "intake_clerk", None)}
    said = SENT.findall(PAGE.read_text("utf-8"))
    assert [path for path, _, _ in said][-2:] == ["/api/units", "/api/complaints"]
    with (
        assembled(database.owner, Settings(tmp_path, editions=own), make_key=True) as application,
        TestClient(create_app(replace(api_of(application, tokens)))) as client,
    ):
        application.advance_to(at("2025-11-03"))
        for path, whose, body in said:
            answer = client.post(path, json=json.loads(body), headers={"Authorization": f"Bearer {by[whose]}"})
            assert answer.status_code in {200, 201}, answer.text
        headers = {"Authorization": f"Bearer {by['TOKEN']}"}
        listed = [each["id"] for each in client.get("/api/editions", headers=headers).json()["items"]]
        assert listed == [*(edition.id for edition in shipped()), "liuxi-2024"]


def test_a_folder_that_holds_nothing_or_what_ships_already_is_refused(own, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(EditionsUnreadable, match="holds no edition"):
        at_hand(tmp_path / "empty")
    text = own / "liuxi/2024/regulation.toml"
    text.write_text(text.read_text("utf-8").replace('id = "liuxi-2024"', 'id = "suzhou-2021"'), "utf-8")
    with pytest.raises(EditionsUnreadable, match="suzhou-2021 ships already"):
        at_hand(own)


def test_a_setting_that_names_no_folder_is_said_in_words(monkeypatch, capsys, tmp_path):
    with pytest.raises(WrongSetting, match="TIJI_EDITIONS names"):
        Settings.read({"TIJI_EDITIONS": str(tmp_path / "nowhere")})
    monkeypatch.setenv("TIJI_EDITIONS", str(tmp_path / "nowhere"))
    monkeypatch.setattr("sys.argv", ["tiji", "scenario", "run", str(tmp_path)])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert "is no folder" in capsys.readouterr().err
