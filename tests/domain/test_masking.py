"""屏蔽: what identifies people is found by how it looks, or because the case knows it."""

from __future__ import annotations

import pytest

from domain.rules.masking import MASK, masked

ALL = ("complainant", "id_number", "phone", "mail", "address", "handler")
KNOWN = {"complainant": "欧阳小甲", "contact": "0557-1234567", "address": "假想路八弄"}


@pytest.mark.parametrize(
    ("text", "mask", "gone"),
    [
        ("请打 13800000000 找我", "phone", "13800000000"),
        ("请打138 0000 0000找我", "phone", "138 0000 0000"),
        ("座机0557-7654321", "phone", "7654321"),
        ("座机 7654321 有人接", "phone", "7654321"),
        ("身份证34130019900101123X已核", "id_number", "34130019900101123X"),
        ("回信到 someone.else@example.org 即可", "mail", "someone.else@example.org"),
        ("住3号楼2单元501室", "address", "501"),
        ("经办人：张三丰，随时可问", "handler", "张三丰"),
        ("联系人为李四", "handler", "李四"),
        ("Handler: Invented Person will call", "handler", "Invented Person"),
        ("赵先生反映路灯不亮", "complainant", "赵"),
        ("欧阳小甲说路灯不亮", "complainant", "欧阳小甲"),
        ("回电0557-1234567", "phone", "1234567"),
        ("就在假想路八弄口", "address", "假想路八弄"),
    ],
)
def test_what_identifies_people_is_masked_and_named(text, mask, gone):
    said = masked(text, ALL, KNOWN)
    assert gone not in said.text
    assert MASK in said.text
    assert mask in said.found


@pytest.mark.parametrize(
    "text",
    [
        "2025年11月7日到现场查看，投入1200元，修复路面35平方米。",
        "依据《办法》第12条，已在7个工作日内办结。",
        "经办人员到场后当日修复。",
        "A lamp was mended on 7 November.",
    ],
)
def test_dates_sums_and_clauses_stay_as_they_are(text):
    assert masked(text, ALL, KNOWN).text == text
    assert masked(text, ALL, KNOWN).found == ()


def test_only_what_the_edition_names_is_masked():
    assert masked("经办人：张三丰，13800000000", ("handler",), {}).text.endswith("13800000000")


def test_what_was_masked_once_is_found_no_more():
    once = masked("欧阳小甲，13800000000，经办人：张三丰，住3号楼501室", ALL, KNOWN)
    assert masked(once.text, ALL, KNOWN).found == ()


def test_a_single_character_is_no_known_text():
    assert masked("王在路上", ("complainant",), {"complainant": "王"}).text == "王在路上"
