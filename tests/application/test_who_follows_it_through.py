"""What a meeting decided reads with who follows the matter through, where somebody does."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from adapters.http.pages.names import Names
from adapters.regulations import shipped
from projections.case_history import CaseHistory
from projections.sentences import sentence

AT = datetime(2025, 10, 20, 2, tzinfo=UTC)
NAMES = Names([shipped().edition("anqing-2025")], {})


def said(language, **details):
    row = CaseHistory.Row(
        case=UUID(int=1),
        position=1,
        stream=UUID(int=1),
        topic="complaint.dispatch_confirmed",
        occurred_at=AT,
        recorded_at=AT,
        actor="leading_group",
        role="leading_group",
        details=details,
    )
    return sentence(row, language, lambda code: NAMES.say(code, language))


@pytest.mark.parametrize(
    ("by", "zh", "en"),
    [("area", "按区域", "by area"), ("turn", "依次", "in turn"), ("named", "会商指定", "named by the meeting")],
)
def test_it_says_which_task_force_and_by_what(by, zh, en):
    details = {"decision": "accept", "task_force": "force_two", "assigned_by": by}
    assert said("zh", **details) == f"会商对分办的决定：受理，第二专班跟进（{zh}）"
    assert said("en", **details) == f"The meeting on the dispatch: Take it up, followed by second task force ({en})"


def test_an_older_fact_names_the_task_force_alone():
    assert said("zh", decision="accept", task_force="force_two") == "会商对分办的决定：受理，第二专班跟进"


def test_where_nobody_follows_it_nothing_is_added():
    assert said("zh", decision="defer") == "会商对分办的决定：暂缓"
