"""The file and the console: what they are handed stands there whole, for the service's eyes alone."""

from __future__ import annotations

import json
import os
import stat
import threading
from dataclasses import replace
from uuid import UUID

import pytest

from adapters.http.pages.vocabulary import WORDS
from adapters.notices import Composer, ConsolePost, FilePost
from application.ports import Message, NotSent
from application.tracking import tracking_code
from domain.events.notice import NoticeQueued
from projections.wordings import MESSAGES, WORDINGS, wording
from tests.support.facts import act, at, registered
from tests.support.given import ID

MESSAGE = Message(UUID(int=7), "00000042", "编号一：新派单", "提级")
NOON = at("2025-11-05", "12:00")


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_file_gets_a_line_each_that_only_the_service_can_read(tmp_path):
    path = tmp_path / "notices" / "outgoing.jsonl"
    post = FilePost(path)
    post.send_sms(MESSAGE)
    post.send_mail(MESSAGE)
    key = str(MESSAGE.key)
    assert lines(path) == [
        {"way": "sms", "key": key, "to": "00000042", "text": "编号一：新派单"},
        {"way": "mail", "key": key, "to": "00000042", "subject": "提级", "text": "编号一：新派单"},
    ]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_it_holds_for_somebody_erased_is_taken_out_and_nothing_else(tmp_path):
    path = tmp_path / "outgoing.jsonl"
    post, other = FilePost(path), UUID(int=8)
    assert post.forget(ID) == 0, "there is no file yet"
    for case in (ID, other, ID):
        post.send_sms(replace(MESSAGE, case=case))
    post.send_mail(replace(MESSAGE, case=ID))
    with path.open("ab") as file:
        file.write(b"somebody else's line\n")
    before = path.read_bytes().splitlines()
    assert post.forget(ID) == 2
    assert path.read_bytes().splitlines() == [before[1], before[3], before[4]]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert post.forget(ID) == 0
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_line_that_is_appended_while_others_are_taken_out_is_not_lost(tmp_path):
    path = tmp_path / "outgoing.jsonl"
    gone, stays = [replace(MESSAGE, case=case) for case in (ID, UUID(int=8))]
    writers = [FilePost(path) for _ in range(3)]

    def write(post):
        for _ in range(40):
            post.send_sms(gone)
            post.send_sms(stays)

    threads = [threading.Thread(target=write, args=[post]) for post in writers]
    for thread in threads:
        thread.start()
    taken, eraser = 0, FilePost(path)
    while any(thread.is_alive() for thread in threads):
        taken += eraser.forget(ID)
    taken += eraser.forget(ID)
    assert taken == 120
    assert [line["case"] for line in lines(path)] == [str(UUID(int=8))] * 120


def test_two_at_once_do_not_mix_their_lines(tmp_path):
    path = tmp_path / "outgoing.jsonl"
    posts = [FilePost(path) for _ in range(4)]
    threads = [threading.Thread(target=lambda post=post: [post.send_sms(MESSAGE) for _ in range(50)]) for post in posts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lines(path)) == 200


def test_a_file_that_cannot_be_written_is_a_carrier_that_is_away(tmp_path):
    (tmp_path / "outgoing.jsonl").mkdir()
    with pytest.raises(NotSent) as failure:
        FilePost(tmp_path / "outgoing.jsonl").send_sms(MESSAGE)
    assert (failure.value.reason, failure.value.is_final) == ("unreachable", False)


def test_the_console_says_what_would_go_out(capsys):
    ConsolePost().send_sms(MESSAGE)
    ConsolePost().send_mail(MESSAGE)
    assert capsys.readouterr().out.count("编号一：新派单") == 2


def queued(template, **values):
    return NoticeQueued(
        template=template, way="sms", recipient="complainant", values=values, case=ID, act=act(NOON, "system")
    )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("template", MESSAGES)
def test_a_message_to_the_complainant_has_number_and_code(template, language):
    letter = Composer(b"secret", language=language)(queued(template), registered(NOON))
    assert tracking_code(b"secret", ID) in letter.text
    assert "20251105-AAAAAA" in letter.text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_letter_names_codes_in_words(language):
    compose = Composer(b"secret", {"handled_late": "办理逾期"}.get, language)
    letter = compose(queued("finding_recorded", finding="handled_late"), registered(NOON))
    assert "办理逾期" in letter.text
    assert "20251105-AAAAAA" in letter.subject


def test_times_are_said_as_people_say_them():
    values = {"deadline": "handle:1", "due_at": at("2025-11-14", "00:00").isoformat()}
    assert wording("deadline_missed", values, "zh") == "handle:1超期，应于2025年11月13日 周四 24:00前"
    assert "Thu 13 Nov 2025 24:00" in wording("deadline_missed", values, "en")


def test_every_message_has_a_short_wording_for_the_lists_too():
    assert MESSAGES.keys() <= WORDINGS.keys()


def test_every_notice_has_a_short_name_by_which_a_list_is_narrowed():
    assert [template for template in WORDINGS if f"template/{template}" not in WORDS] == []


def test_a_line_there_was_no_room_for_leaves_nothing_in_the_way_of_the_next(tmp_path, monkeypatch):
    path = tmp_path / "outgoing.jsonl"
    post, write = FilePost(path), os.write
    post.send_sms(MESSAGE)
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda file, line: write(file, line[:9]))
        with pytest.raises(NotSent):
            post.send_sms(MESSAGE)
    post.send_mail(MESSAGE)
    assert [line["way"] for line in lines(path)] == ["sms", "mail"]
