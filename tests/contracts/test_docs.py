"""The documentation says nothing that is not so: links lead somewhere, commands and paths exist, pages are fresh."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from adapters.cli.main import app
from adapters.http.advancing import PATH
from adapters.http.api import QUESTIONS
from adapters.http.exporting import PATH as BUNDLE
from adapters.http.log_files import FILES
from adapters.reference.command_line import commands_of
from adapters.reference.pages import pages, stale, write
from application.verbs import VERBS

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
GENERATED = ROOT / "docs" / "reference"
WRITTEN = [page for page in PAGES if GENERATED not in page.parents]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`([^`\n]+)`")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
TIJI = re.compile(r"^(?:\$ )?(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?(tiji(?: .*)?)$")
API = re.compile(r"(?<![\w/])/(?:api|health)[\w/{}$.-]*")
VOLATILE = {"id", "case", "position", "number", "as_of", "version", "command_id", "edition_hash"}

a_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
a_written_page = pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(ROOT)))


def fences(page: Path, *kinds: str) -> list[str]:
    return [body for kind, body in FENCE.findall(page.read_text("utf-8")) if not kinds or kind in kinds]


def anchors(page: Path) -> set[str]:
    words = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(page.read_text("utf-8")))
    return {word.strip().replace(" ", "-") for word in words}


def command_lines(page: Path) -> Iterator[str]:
    text = page.read_text("utf-8")
    lines = [line for body in fences(page, "sh", "console") for line in body.replace("\\\n", " ").splitlines()]
    for line in [*lines, *INLINE.findall(FENCE.sub("", text))]:
        found = TIJI.match(line.strip())
        if found:
            yield found[1]


def said_of(root: object, words: list[str]) -> str:
    """What is wrong with a command line, or nothing."""
    known = dict(commands_of(root))
    for length in (2, 1):
        name = " ".join(["tiji", *words[:length]])
        if name in known:
            given = [word for word in words[length:] if word not in {"--help", "-h"}]
            if given:
                known[name].make_context(name, given)
            return ""
    group = any(name.startswith(" ".join(["tiji", *words]) + " ") for name in known)
    return "" if group or words[:1] == ["--version"] else f"there is no command {' '.join(words)}"


def path_pattern(path: str) -> str:
    return re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path))


@a_page
def test_a_link_leads_somewhere(page):
    for link in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        target, _, anchor = link.partition("#")
        if "://" in target:
            continue
        found = (page.parent / target).resolve() if target else page
        assert found.exists(), link
        assert not anchor or anchor in anchors(found), link


@a_written_page
def test_a_command_line_in_the_documentation_can_be_typed(page):
    root = get_command(app)
    for line in command_lines(page):
        words = shlex.split(re.split(r" [|>&;#·]|…| \(", line)[0], comments=True)[1:]
        assert not words or not said_of(root, words), line


@a_written_page
def test_a_path_of_the_api_in_the_documentation_exists(page):
    known = [
        *(f"/api{verb.path}" for verb in VERBS),
        *(question.path for question in QUESTIONS),
        PATH,
        "/api/docs",
        *FILES,
        "/api/log/tile",
        "/api/log/tile/entries",
        BUNDLE,
    ]
    patterns = [re.compile(path_pattern(path)) for path in known]
    for path in API.findall(page.read_text("utf-8")):
        assert any(pattern.fullmatch(path.rstrip("/.")) for pattern in patterns), path


def test_the_generated_reference_is_fresh():
    assert stale(GENERATED, pages(get_command(app))) == []


def test_a_stale_page_is_named_and_leaves_with_one(tmp_path):
    known = pages(get_command(app))
    write(tmp_path, known)
    (tmp_path / "events.md").write_text("out of date", encoding="utf-8")
    (tmp_path / "views.md").unlink()
    checked = CliRunner().invoke(app, ["reference", "check", str(tmp_path)])
    assert checked.exit_code == 1
    assert "events.md, views.md" in checked.output
    assert write(tmp_path, known) == ["events.md", "views.md"]
    assert CliRunner().invoke(app, ["reference", "check", str(tmp_path)]).exit_code == 0


def test_the_reference_is_the_same_whatever_was_imported_before():
    code = (
        "from typer.main import get_command; from adapters.cli.main import app; import json\n"
        "from adapters.reference.pages import pages; print(json.dumps(pages(get_command(app))))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert json.loads(found.stdout) == pages(get_command(app))


def said_lines(text: str) -> set[str]:
    """The members of JSON that do not change from run to run."""
    members = re.findall(r'"(\w+)": ("(?:[^"\\]|\\.)*"|[\d.]+|true|false|null)', text)
    return {f"{name}: {value}" for name, value in members if name not in VOLATILE}


@pytest.mark.slow
def test_the_tutorial_runs_as_it_is_written(tmp_path):
    tutorial = ROOT / "docs" / "tutorial" / "first-case.md"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    tiji = shutil.which("tiji", path=Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    environment = {name: value for name, value in environment.items() if name not in {"TIJI_DATA", "DATABASE_URL"}}
    with (tmp_path / "demo.log").open("w") as log:
        words = [tiji, "demo", "--city", "story", "--port", str(port)]
        demo = subprocess.Popen(words, cwd=tmp_path, env=environment, stdout=log)
    try:
        until = time.monotonic() + 120
        while not listens(port):
            assert demo.poll() is None
            assert time.monotonic() < until
            time.sleep(0.2)
        script = "\n".join(["set -eo pipefail", *fences(tutorial, "sh")]).replace(":8000", f":{port}")
        told = subprocess.run(
            ["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
    finally:
        demo.send_signal(signal.SIGTERM)
        demo.wait(30)
    promised = said_lines("\n".join(fences(tutorial, "json")))
    assert promised
    assert promised - said_lines(told.stdout) == set()
    assert told.stdout.rstrip().endswith("the same answer, byte for byte")


def listens(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0
