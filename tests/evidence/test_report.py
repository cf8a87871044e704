"""The report of a bundle: one model, on screen and on paper, and nothing written in a case is markup."""

from __future__ import annotations

from dataclasses import replace

from adapters.evidence.report import Held, Limit, Line, Report, Rule, written
from adapters.evidence.report_pdf import printed

SAID = '#panic("ran") $x$ <b>路灯</b>'
REPORT = Report(
    number="20251104-CGJNAK",
    sealed_at="2025-12-01 10:40",
    size=42,
    held=[Held("市政道路处", "2025-11-04 09:00", "—", "3.2 天")],
    limits=[
        Limit("签收", "2025-11-04 17:30", "2025-11-03 17:30", "超期", is_late=True, clause="suzhou-2021 附件2 四(四)")
    ],
    lines=[Line(1, "2025-11-04 09:00", "2025-11-05 09:00:01", SAID, SAID, "受理员", "", is_late=True)],
    rules=[Rule("suzhou-2021", "工作方案", "a" * 64)],
    texts=[SAID],
    checkpoint="tiji/simulation\n42\nabc=\n",
)


def test_the_same_report_gives_the_same_bytes_and_another_gives_others():
    first = printed(REPORT)
    assert first.startswith(b"%PDF-")
    assert printed(REPORT) == first
    assert printed(replace(REPORT, texts=["另一段话"])) != first


def test_what_was_written_in_a_case_is_text_on_the_page_and_on_paper():
    assert b"&lt;b&gt;" in written(REPORT)
    assert len(printed(REPORT)) > 10_000, "a #panic that ran would have stopped it"


def test_the_page_says_who_held_it_what_was_missed_and_by_which_text():
    page = written(REPORT).decode()
    for said in (
        "市政道路处",
        "3.2 天",
        "<td class=late>超期</td>",
        "原 · first 2025-11-03 17:30",
        "工作方案",
        "a" * 64,
    ):
        assert said in page
    assert "不是证据" in page


def test_a_bundle_without_texts_has_no_heading_for_them():
    assert "文字 · Texts" not in written(replace(REPORT, texts=[])).decode()
