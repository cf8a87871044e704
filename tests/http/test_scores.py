"""Scores over HTTP and on their pages: from the total to the fact, as known then, by another reading, seat by seat."""

from __future__ import annotations

import re

import pytest

from tests.support.markup import one_line

NOVEMBER = {"term": "2025-11"}
MARK = {"unit": "roads", "term": "2025-11", "kind": "posts_missing", "part": "staff", "note": "n"}


@pytest.fixture
def late(city):
    """A case signed a day late, on Tuesday."""
    case = city.dispatched("roads")
    city.advance("2025-11-04T15:00:00+08:00")
    city.do(case, "sign", "roads.unit_clerk")
    return case


def signing(card):
    items = [item for section in card["sections"] for part in section["parts"] for item in part["items"]]
    return next(item for item in items if item["item"] == "signing")


@pytest.mark.usefixtures("late")
def test_the_league_has_every_unit_with_its_place_and_the_mean_of_its_class(city):
    league = city.get("/api/scores", **NOVEMBER).json()
    lines = {line["unit"]: line for line in league["units"]}
    assert {unit: line["place"] for unit, line in lines.items()} == {"water": 1, "roads": 2}
    assert lines["roads"]["mean"] == lines["water"]["mean"]
    assert (league["edition"], league["conduct_held_constant"]) == ("suzhou-2021", False)


@pytest.mark.usefixtures("late")
def test_a_card_opens_from_the_total_to_the_fact(city):
    card = city.get("/api/scores/roads", **NOVEMBER).json()
    (entry,) = signing(card)["entries"]
    assert (entry["finding"], entry["counted"], entry["clause"]) == ("signed_late:1", "0.5", "suzhou.score.sign")
    (found,) = city.application.store.facts(entry["position"] - 1, 1)
    assert found[1].key == "signed_late:1"


def test_a_former_figure_stays_to_be_seen_as_of_then(city, late):
    then = city.get("/api/scores/roads", **NOVEMBER).json()
    city.dispute(late, "contest", "roads.unit_clerk", finding="signed_late:1", grounds="the system was down")
    contested = city.get("/api/scores/roads", **NOVEMBER).json()
    assert contested["total"] == then["total"]
    assert contested["if_contests_succeed"] != then["total"]
    city.dispute(late, "overturn", finding="signed_late:1", reason="so it was")
    assert signing(city.get("/api/scores/roads", **NOVEMBER).json())["entries"] == []
    again = city.get("/api/scores/roads", as_of=then["as_of"], **NOVEMBER).json()
    assert again["total"] == then["total"]


def test_the_league_says_what_waits_to_be_ruled_on_where_it_moves_the_term_and_where_not(city, late):
    assert "条待定" not in city.page("/scores", **NOVEMBER).text
    city.dispute(late, "contest", "roads.unit_clerk", finding="signed_late:1", grounds="g")
    assert {line["unit"]: line["contested"] for line in city.get("/api/scores", **NOVEMBER).json()["units"]} == {
        "roads": 1,
        "water": 0,
    }
    assert re.search(r"今年有 1 条待定<br><small>都撤销则本期 100<", one_line(city.page("/scores", **NOVEMBER).text))
    city.advance("2025-12-02T09:00:00+08:00")
    assert re.search(r"今年有 1 条待定<br><small>本期总分不变<", one_line(city.page("/scores", term="2025-12").text))


def test_an_overturned_finding_stays_on_the_card_struck_through_with_its_ruling(city, late):
    opened = {"part": "handling", "item": "signing", **NOVEMBER}
    city.dispute(late, "contest", "roads.unit_clerk", finding="signed_late:1", grounds="the system was down")
    city.dispute(late, "overturn", finding="signed_late:1", reason="the log says so")
    item = signing(city.get("/api/scores/roads", **NOVEMBER).json())
    assert (item["entries"], item["score"]) == ([], item["points"])
    assert [(each["status"], each["counted"]) for each in item["overturned"]] == [("overturned", "0")]
    card = one_line(city.page("/scores/roads", "roads.unit_clerk", **opened).text)
    assert re.search(r"<s>[\w-]+</s></span><span></span><span>0</span>", card)
    assert re.search(r"撤销（申诉成立）</b><br>「the log says so」<br><small.*?> · 效能办</small>", card), (
        "who ruled, and why"
    )
    (before,) = re.findall(r"item=signing&amp;as_of=(\d+)", card)
    (entry,) = signing(city.get("/api/scores/roads", as_of=before, **NOVEMBER).json())["entries"]
    assert entry["status"] == "contested", "the card before that"
    for words in ("已撤销，不扣分", "撤销（申诉成立）", "the system was down", "the log says so"):
        assert words in card
    assert "do/contest-finding" not in card
    assert signing(city.get("/api/scores/roads", term="2025-12").json())["overturned"] == []


def test_an_upheld_finding_says_so_and_is_not_contested_again_from_the_card(city, late):
    opened = {"part": "handling", "item": "signing", **NOVEMBER}
    city.dispute(late, "contest", "roads.unit_clerk", finding="signed_late:1", grounds="the system was down")
    city.dispute(late, "uphold", finding="signed_late:1", reason="it was up")
    (entry,) = signing(city.get("/api/scores/roads", **NOVEMBER).json())["entries"]
    assert (entry["status"], entry["counted"]) == ("upheld", "0.5")
    card = city.page("/scores/roads", "roads.unit_clerk", **opened).text
    assert "申诉后维持" in card
    assert "it was up" in card
    assert "do/contest-finding" not in card


@pytest.mark.usefixtures("late")
def test_a_finding_shows_since_when_its_clock_ran_until_when_and_when_it_was_done(city):
    card = city.page("/scores/roads", part="handling", item="signing", lang="en", **NOVEMBER).text
    column = card[card.index("<em>4</em>") : card.index("<em>5</em>")]
    for words in (
        "<dt>From</dt>",
        "from when it is dispatched",
        "<dt>Due</dt>",
        "suzhou.norm.sign",
        "1 working day over",
    ):
        assert words in column, words
    assert "An order of the morning is signed for the same afternoon" in column
    assert "Return window" not in column, "what other clocks say is no ground of it"


@pytest.mark.usefixtures("late")
def test_another_reading_is_labelled_and_says_what_moved(city):
    read = city.get("/api/scores/roads", reading="R15=as_afternoon", **NOVEMBER).json()
    assert read["conduct_held_constant"]
    assert read["moved"] == []
    refused = city.get("/api/scores/roads", reading="R15", **NOVEMBER)
    assert (refused.status_code, refused.json()["code"]) == (409, "scores.reading_unreadable")


@pytest.mark.parametrize(
    ("path", "query", "code"),
    [
        ("/api/scores", {"term": "last month"}, "term.unreadable"),
        ("/api/scores", {"authority": "nowhere"}, "not_found"),
        ("/api/scores/nobody", {}, "not_found"),
        ("/api/scores", {"edition": "tongbai-2022"}, "scoring.not_foreseen"),
        ("/api/scores", {"edition": "atlantis-1"}, "edition.unknown"),
    ],
)
def test_what_cannot_be_scored_is_refused_in_words(city, path, query, code):
    refused = city.get(path, **query)
    assert refused.status_code in {404, 409, 422}
    assert refused.json()["code"] == code


@pytest.mark.usefixtures("late")
def test_a_unit_sees_the_league_and_its_own_card_only(city):
    assert city.get("/api/scores", "roads.unit_clerk", **NOVEMBER).status_code == 200
    assert city.get("/api/scores/roads", "roads.unit_clerk", **NOVEMBER).status_code == 200
    assert city.get("/api/scores/roads", "water.unit_clerk", **NOVEMBER).status_code == 403


def test_the_pages_show_where_each_point_went_and_let_the_unit_contest_it(city, late):
    league = city.page("/scores", **NOVEMBER).text
    assert "/scores/roads?term=2025-11" in league
    assert "已收入的其他办法都不记分" in league
    card = city.page("/scores/roads", "roads.unit_clerk", part="handling", item="signing", **NOVEMBER).text
    assert "超时签收" in card
    assert f"/findings/{late}/do/contest-finding?finding=signed_late:1" in card
    assert "44" in card, "the heading that does not add up is shown"
    assert city.page("/scores/water", "roads.unit_clerk", **NOVEMBER).status_code == 403


@pytest.mark.usefixtures("late")
def test_the_pages_try_another_reading_and_say_so(city):
    assert "试算" in city.page("/scores/roads", reading="R26=sum", **NOVEMBER).text
    assert "What if" in city.page("/scores", reading="R26=sum", lang="en", **NOVEMBER).text


def test_where_nobody_is_scored_the_page_says_why(city):
    assert "这里不记分" in city.page("/scores", term="1999-01").text


def assessed(city):
    body = {
        "unit": "roads",
        "term": "2025-11",
        "kind": "posts_missing",
        "part": "staff",
        "note": "n",
        "evidence": ["e"],
    }
    answer = city.post("/api/assessments", body)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def test_a_mark_is_made_contested_and_ruled_on_from_the_pages(city):
    sent = city.send("/assess", "efficiency_office", **MARK, evidence="e")
    assert sent.status_code == 303, sent.text
    home = sent.headers["Location"].partition("?")[0]
    assert "人员配置缺项" in city.page(home, "roads.unit_clerk").text
    assert city.page(home, "water.unit_clerk").status_code == 403
    disputed = home.replace("/assessments/", "/findings/")
    grounds = {"finding": "posts_missing:1", "grounds": "The roster names somebody"}
    contested = city.send(f"{disputed}/do/contest-finding", "roads.unit_clerk", **grounds)
    assert contested.status_code == 303, contested.text
    card = city.page("/scores/roads", "roads.unit_clerk", part="organisation", item="posts", **NOVEMBER).text
    assert "The roster names somebody" in card, "the card says how it was contested"
    assert home in city.page("/scores", **NOVEMBER).text
    ruled = city.send(f"{disputed}/do/overturn-finding", "efficiency_office", finding="posts_missing:1", reason="r")
    assert ruled.status_code == 303, ruled.text
    assert "posts_missing" in city.get("/api/findings", status="overturned").text


def test_a_mark_shows_what_was_written_and_the_papers_it_rests_on_to_who_may_read_texts(city):
    mark = assessed(city)
    (line,) = city.get(f"/api/assessments/{mark}").json()["items"]
    assert (line["note"], line["evidence"], line["is_withheld"]) == ("n", ["e"], False)
    opened = {"part": "organisation", "item": "posts", **NOVEMBER}
    for page, asked in ((f"/assessments/{mark}", {}), ("/scores/roads", opened)):
        shown = city.page(page, "roads.unit_clerk", **asked).text
        assert "「n」" in shown
        assert re.search(r"#i-clip.{0,20}</svg>\s*e\s*</", shown, re.DOTALL), page


def test_a_reviewer_reads_why_it_was_contested_and_how_it_was_ruled_on_only_under_a_grant(city, late):
    city.dispute(late, "contest", "roads.unit_clerk", finding="signed_late:1", grounds="the system was down")
    opened = {"part": "handling", "item": "signing", **NOVEMBER}
    reads = {seat: city.page("/scores/roads", seat, **opened).text for seat in ("discipline_reviewer", "administrator")}
    assert "the system was down" in reads["discipline_reviewer"]
    assert "the system was down" not in reads["administrator"]
    assert "此席位不能看" in reads["administrator"]
    for grant in city.get("/api/grants", "discipline_reviewer").json()["items"]:
        assert city.post(f"/api/grants/{grant['grant']}/end-review", {}, "leading_group").status_code == 200
    assert "the system was down" not in city.page("/scores/roads", "discipline_reviewer", **opened).text


def test_a_mark_about_another_unit_is_not_contested(city):
    mark = assessed(city)
    body = {"finding": "posts_missing:1", "grounds": "g"}
    assert city.post(f"/api/findings/{mark}/contest-finding", body, "water.unit_clerk").status_code == 403
    assert city.post(f"/api/findings/{mark}/contest-finding", body, "roads.unit_clerk").status_code == 200


def test_scores_are_published_and_shown_beside_the_score_of_now(city):
    mark = assessed(city)
    city.advance("2025-12-01T09:00:00+08:00")
    sent = city.send("/publish-scores", "efficiency_office", term="2025-11")
    assert (sent.status_code, sent.headers["Location"].partition("?")[0]) == (303, "/scores")
    (line,) = [
        each for each in city.get("/api/scores/published", **NOVEMBER).json()["items"] if each["unit"] == "roads"
    ]
    assert line["total"] == "98.75"
    city.post(f"/api/findings/{mark}/overturn-finding", {"finding": "posts_missing:1", "reason": "r"})
    shown = city.page("/scores/roads", "roads.unit_clerk", **NOVEMBER).text
    assert "98.75" in shown
    as_of = int(re.search(r"as_of=(\d+)\">公布时的样子", shown)[1])
    assert as_of > line["reckoned_at"], "as of then it was made known"
    assert re.search(r"2025-11\s*<b>98.75</b>", shown), "each term with what was made known of it"
    assert "公布时 98.75" in one_line(city.page("/scores", **NOVEMBER).text)
    then = city.page("/scores/roads", term="2025-11", as_of=as_of).text
    assert "98.75" in then
    for path in ("/scores", "/scores/roads"):
        assert "本期还没有公布" not in city.page(path, **NOVEMBER).text
        assert "本期还没有公布" in city.page(path, term="2025-12").text, "what stands there is of the term before"


@pytest.mark.usefixtures("late")
def test_indicators_are_answered_and_shown_with_what_they_are_taken_over(city):
    city.advance("2025-11-20T09:00:00+08:00")
    found = city.get("/api/indicators", **NOVEMBER).json()
    whole, *units = found["items"]
    assert (whole["unit"], {each["unit"] for each in units}) == (None, {"roads", "water"})
    closed = next(line for line in whole["rates"] if line["rate"] == "closed_in_time")
    assert (closed["percent"], closed["of"], closed["counted"]) == ("0.00", 1, 0)
    own = city.get("/api/indicators", "water.unit_clerk", **NOVEMBER).json()
    assert [each["unit"] for each in own["items"]] == [None, "water"]
    page = city.page("/indicators", **NOVEMBER).text
    assert "按时办结率" in page
    assert "<svg" in page
    assert "本办法没有指标" in city.page("/indicators", term="1999-01").text


def test_the_league_prints_what_was_earned_under_its_points_and_says_why_it_is_scaled(city):
    assessed(city)
    line = next(each for each in city.get("/api/scores", **NOVEMBER).json()["units"] if each["unit"] == "roads")
    assert (line["earned"]["daily"], line["sections"]["daily"]) == ("79", "98.75")
    shown = one_line(city.page("/scores", **NOVEMBER).text)
    assert re.search(
        r"日常工作考核<br><small>得分 / 80</small>.*折算后计入总分<br><small>日常工作考核 / 100</small>", shown
    )
    assert re.search(r'>79 <span class="faint">/ 80</span></td><td class="num">98.75</td>', shown)
    assert "得分 ÷ 80 × 100" in shown
    assert "#suzhou.score.total" in shown
    assert "what is earned ÷ 80 × 100" in city.page("/scores", lang="en", **NOVEMBER).text


def test_the_league_begins_with_the_class_of_whoever_asks(city):
    for unit, unit_class in (("east", "county"), ("bureau", "third")):
        body = {"unit": unit, "authority": "here", "name": unit, "name_en": unit, "seats": [], "unit_class": unit_class}
        assert city.post("/api/units", body, "administrator").status_code == 201
    city.accounts.live.add("bureau.unit_clerk")
    first = {seat: city.page("/scores", seat, **NOVEMBER).text for seat in ("efficiency_office", "bureau.unit_clerk")}
    titles = {seat: re.findall(r"<h2>\s*(.*?) \d 家", shown) for seat, shown in first.items()}
    assert titles["efficiency_office"] == ["未分类", "县区", "三类单位"]
    assert titles["bureau.unit_clerk"] == ["三类单位", "未分类", "县区"]


def test_a_card_begins_with_the_items_that_moved_it(city, late):
    praised = {**MARK, "kind": "recognised_by_leader", "evidence": ["e"]}
    del praised["part"]
    assert city.post("/api/assessments", praised).status_code == 201
    shown = re.findall(r"part=(\w+)&amp;item=(\w+)#drill\"[^>]*>\s*\S+\s+(\S+)\s*</a>", chips_of(city))
    assert shown == [("handling", "signing", "−0.5"), ("bonus", "recognised", "+1")]
    city.dispute(late, "contest", "roads.unit_clerk", finding="signed_late:1", grounds="g")
    city.dispute(late, "overturn", finding="signed_late:1", reason="r")
    assert "按时签收 撤销 1 条" in one_line(chips_of(city))


def chips_of(city):
    card = city.page("/scores/roads", **NOVEMBER).text
    return card[card.index('class="chips noprint" style') : card.index('class="miller"')]


def test_a_card_lists_the_tasks_that_are_not_recorded_as_done(city):
    body = {"unit": "bureau", "authority": "here", "name": "b", "name_en": "b", "seats": [], "unit_class": "third"}
    assert city.post("/api/units", body, "administrator").status_code == 201
    done = {**MARK, "unit": "bureau", "kind": "transition_done", "part": "staff", "evidence": ["e"]}
    assert city.post("/api/assessments", done).status_code == 201
    card = one_line(city.page("/scores/bureau", part="hotlines", item="transition", **NOVEMBER).text)
    left = card[card.index("还没有记录完成") :]
    assert "业务系统衔接 1" in left[:400]
    assert "话务人员衔接" not in left[: left.index("</p>")]


def test_the_pages_open_on_the_last_finished_month_once_something_was_recorded_in_it(city):
    assert '记分 <span class="muted">2025-11</span>' in city.page("/scores").text, "nothing lies before it"
    assessed(city)
    city.advance("2025-12-03T09:00:00+08:00")
    league, card = city.page("/scores").text, city.page("/scores/roads", "roads.unit_clerk").text
    assert '记分 <span class="muted">2025-11</span>' in league
    assert "<p>2025-11 ·<a " in one_line(card)
    assert 'href="/scores?term=2025-12"' in league
    assert city.get("/api/scores").json()["term"] == "2025-12", "a question means the month it is asked in"


def test_every_term_with_anything_recorded_is_a_chip_away(city):
    city.post("/api/assessments", {**MARK, "term": "2025-10", "evidence": ["e"]})
    city.dispatched("roads")
    city.advance("2026-01-05T09:00:00+08:00")
    assert chips(city, term="2025-10") == [
        *("2025-10", "2025-11", "2025-12", "2026-01"),
        *("2025Q4", "2025", "2026"),
    ]
    assert chips(city) == chips(city, term="2025-10"), "it opens on December"
    assert chips(city, term="2026") == ["2026-01", "2026Q1", "2025", "2026"]


def chips(city, **query):
    return re.findall(r'class="chip" href="/scores\?term=([\w-]+)"', one_line(city.page("/scores", **query).text))


@pytest.mark.usefixtures("late")
def test_the_pages_say_readings_in_words(city):
    league = one_line(city.page("/scores", reading="R26=sum", **NOVEMBER).text)
    assert "几级督办怎么扣分：<b>各级相加</b>" in league
    assert '<option value="R26=highest"' not in league, "what is in force is no other reading"
    assert "几级督办怎么扣分：各级相加</option>" in league
    card = one_line(city.page("/scores/roads", part="handling", item="efficiency", lang="en", **NOVEMBER).text)
    assert "Whether part of a step counts: Only full steps</summary>" in card
    assert "try In proportion</a>" in card
    for page in (league, card):
        assert not {"unit_class_and_order_kind", "R26 ·", ">suzhou-2021<"} & set(
            re.findall(r"unit_\w+_kind|R26 ·|>suzhou-2021<", page)
        )


@pytest.mark.usefixtures("late")
def test_indicators_open_on_the_last_month_that_is_over_once_there_is_one(city):
    def opened_on(path):
        return re.search(r'aria-current="true">\s*(2025-\d\d)', city.page(path).text)[1]

    assert {opened_on(path) for path in ("/indicators", "/indicators/limits")} == {"2025-11"}
    city.advance("2025-12-02T09:00:00+08:00")
    assert {opened_on(path) for path in ("/indicators", "/indicators/limits")} == {"2025-11"}
    assert "2025-12" in city.page("/indicators", term="2025-12").text
