"""The glossary and the code name the same things, both ways."""

from __future__ import annotations

import inspect
import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

import application
import domain
import projections
from adapters.http.pages.vocabulary import WORDS
from adapters.regulations import shipped
from application.access import MAY
from application.verbs import VERBS
from domain.events.base import topics
from projections.base import known_projections

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
CODE = re.compile(r"`([^`]+)`")
ALSO = re.compile(r"(\w+) `([^`]+)`")
SPELLED_IN_CHINESE = re.compile(r"^([^\x00-\x7f][^:]*): ")


def rows() -> list[list[str]]:
    lines = [line for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def types() -> set[str]:
    found = set()
    for room in (domain, application, projections):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            loaded = import_module(module.name)
            found |= {name for name, thing in vars(loaded).items() if inspect.isclass(thing)}
            found |= {name for name, thing in vars(loaded).items() if type(thing).__name__ == "NewType"}
    return found


KNOWN = {
    "fact": set(topics()),
    "command": {verb.name for verb in VERBS},
    "deadline": {limit.name for edition in shipped() for limit in edition.limits},
    "finding": {name for edition in shipped() for name in edition.findings},
    "role": set(MAY),
    "view": {projection.name for projection in known_projections()},
}


def named(kind: str) -> list[str]:
    column = {"fact": 2, "command": 3}.get(kind)
    if column is not None:
        return [name for row in rows() for name in CODE.findall(row[column])]
    return [name for row in rows() for said, name in ALSO.findall(row[4]) if said == kind]


@pytest.mark.parametrize("kind", KNOWN)
def test_what_the_code_knows_stands_in_the_glossary_once(kind):
    assert sorted(named(kind)) == sorted(KNOWN[kind])


def test_a_type_in_the_glossary_exists():
    assert set(named("type")) <= types()


def test_the_last_column_says_only_kinds_the_test_knows():
    said = {kind for row in rows() for kind, _ in ALSO.findall(row[4])}
    assert said == {*KNOWN, "type"} - {"fact", "command"}


def test_the_chinese_of_a_fact_is_what_its_class_says():
    by_topic = {topic: row[0] for row in rows() for topic in CODE.findall(row[2])}
    spelled = {topic: SPELLED_IN_CHINESE.match(inspect.getdoc(kind) or "") for topic, kind in topics().items()}
    assert {topic: said[1] for topic, said in spelled.items() if said} == {
        topic: by_topic[topic] for topic, said in spelled.items() if said
    }


def test_a_role_is_called_what_the_pages_call_it():
    glossary = {role: row[0] for row in rows() for kind, role in ALSO.findall(row[4]) if kind == "role"}
    assert glossary == {role: WORDS.get(f"role/{role}", WORDS.get(role))[0] for role in MAY}


def test_no_term_stands_in_the_glossary_twice():
    terms = [row[0] for row in rows()]
    assert len(terms) == len(set(terms))


def test_every_row_has_every_column():
    assert {len(row) for row in rows()} == {6}
