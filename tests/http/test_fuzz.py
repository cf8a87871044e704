"""Whatever is sent, the API answers as its document says, without a failure of its own, and nothing is half done.

A few requests to each operation, always the same; `tiji prove` sends more.
"""

from __future__ import annotations

import pytest

from adapters.http.identities import TokenFile
from adapters.http.problems import known_problems
from adapters.main import assembled
from adapters.proving.canaries import Speaker
from adapters.proving.fuzzing import fuzzed, is_told
from adapters.proving.knocking import settled
from adapters.settings import Settings
from tests.http.conftest import MONDAY

PROBLEM = "application/problem+json"
NOT_FOUND = {"type": "/api/problems/not_found", "status": 404, "code": "not_found"}


def test_the_api_answers_as_its_document_says_whatever_is_sent(database, tmp_path):
    with assembled(database.owner, Settings(tmp_path), make_key=True) as application:
        application.advance_to(MONDAY)
        found = fuzzed(settled(Speaker(application), TokenFile(tmp_path / "tokens.toml")), 1)
    assert found.sent > found.refused > 100
    assert (found.wrong, found.untold, found.half_done) == ([], [], [])


@pytest.mark.parametrize(
    ("status", "media_type", "said"),
    [
        (409, PROBLEM, NOT_FOUND),
        (404, "application/json", NOT_FOUND),
        (404, PROBLEM, NOT_FOUND | {"code": "of.nobody"}),
        (404, PROBLEM, NOT_FOUND | {"type": "about:blank"}),
        (404, PROBLEM, {}),
    ],
)
def test_a_refusal_that_does_not_say_its_code_with_the_codes_status_would_be_seen(status, media_type, said):
    assert is_told(404, PROBLEM, NOT_FOUND)
    assert not is_told(status, media_type, said)


def test_every_code_a_problem_can_have_is_explained_where_its_type_points(city):
    for code, (status, title) in known_problems().items():
        explained = city.client.get(f"/api/problems/{code}").json()
        assert explained == {"code": code, "status": status, "title": title}
