"""Work done in a real browser, by keyboard and without script too."""

from __future__ import annotations

import re

from tests.browser.conftest import SHOTS


def test_what_is_known_about_a_case_follows_while_it_is_typed_in(place, open_page):
    page = open_page("/new", "intake_clerk")
    page.select_option("#f-kind", "complaint")
    page.fill("#f-title", "路灯不亮了")
    page.locator("#ahead .alike a").first.wait_for()
    assert place.cases["late"] in page.locator("#ahead .alike a").first.get_attribute("href")
    assert "suzhou.norm.handle-complaint" in page.locator("#ahead").inner_html()
    assert page.input_value("#f-title") == "路灯不亮了"
    page.screenshot(path=SHOTS / "new-case-typed-desktop-light-zh.png", full_page=True)


def test_a_unit_clerk_signs_for_a_case_with_the_keyboard_only(place, open_page):
    case = place.cases["to_sign"]
    page = open_page("/worklist", "roads.unit_clerk")
    page.get_by_role("link", name=re.compile("逐件签收")).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{case}/do/sign")
    page.get_by_role("button", name="签收").focus()
    page.keyboard.press("Enter")
    place.application.settle()
    page.wait_for_url(f"**/cases/{case}?after=*")
    assert place.get(f"/api/cases/{case}").json()["status"] == "signed"


def test_a_form_keeps_what_was_typed_without_script(place, open_page):
    case = place.cases["in_hand"]
    page = open_page(f"/cases/{case}/do/submit-reply", "roads.unit_clerk", script=False)
    page.get_by_label("答复", exact=True).fill("已修好，请放心。")
    page.get_by_label("结果").select_option("done")
    page.get_by_role("button", name="提交答复").click()
    assert page.get_by_label("答复", exact=True).input_value() == "已修好，请放心。"
    assert page.get_by_role("alert").is_visible()


def test_the_office_rules_on_a_return_from_its_list(place, open_page):
    case = place.cases["returned"]
    page = open_page("/rulings", "efficiency_office")
    page.get_by_role("main").get_by_role("link", name=re.compile("^裁定")).first.click()
    page.wait_for_url(f"**/cases/{case}/do/rule-on-return")
    page.get_by_label("同意", exact=True).check()
    page.get_by_label("理由").fill("理由成立")
    page.get_by_role("button", name="裁定退单").click()
    place.application.settle()
    page.wait_for_url(f"**/cases/{case}?after=*")
    assert page.get_by_text("退单裁定：同意").count() == 1


def test_counts_follow_the_record_without_a_reload(place, open_page):
    page = open_page("/worklist", "efficiency_office")
    before = page.locator(".head p").inner_text()
    page.wait_for_timeout(1500)
    place.register(title="新来的诉求")
    page.wait_for_function("before => document.querySelector('.head p').innerText !== before", arg=before)
    assert page.get_by_text("新来的诉求").count() == 1


def test_any_page_can_be_seen_as_it_was_known_at_a_minute(place, open_page):
    page = open_page(f"/cases/{place.cases['late']}", "efficiency_office")
    page.locator(".tools .asof-tool summary").click()
    page.locator("#instant-bar").fill("2025-11-03T09:00")
    page.locator(".tools .asof-tool button").click()
    page.wait_for_url("**as_of=*")
    assert page.get_by_role("region", name="当时视图").is_visible()
    assert page.get_by_text("现在能做的").count() == 0
    page.get_by_role("link", name="返回现在").click()
    assert page.get_by_text("现在能做的").count() == 1
