import pytest

from adapters.exchange.layout import given, recognise
from adapters.exchange.sheet import Reject, SheetUnreadable, Taken, count_rows, read_header, read_sheet
from tests.exchange.sheets import BOARD, DESK, DESK_MAP, comma_separated, excel, message
from tests.support.facts import at

LAYOUT = recognise(BOARD)


def read(path):
    return list(read_sheet(path, LAYOUT))


@pytest.fixture
def sheet(tmp_path):
    return lambda *rows: excel(tmp_path / "board.xlsx", rows)


def only(rows, kind):
    (row,) = rows
    assert isinstance(row, kind), row
    return row


def test_a_row_becomes_a_case_with_its_original_times(sheet):
    row = only(read(sheet(message(7))), Taken)
    assert (row.row, row.case.source_id, row.case.channel) == (2, "7", "message_board")
    assert row.case.submitted_at == at("2025-11-05", "09:32:09")
    assert row.case.replied_at == at("2025-11-07", "16:00")
    assert row.case.content == "The lamp at number 7 is dark."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_files_say_the_same_as_excel(sheet, tmp_path, encoding, delimiter):
    rows = [message(1), message(2, 留言详情='Two lines,\n"quoted"; with\tseparators')]
    text = comma_separated(tmp_path / "board.csv", rows, encoding=encoding, delimiter=delimiter)
    assert [row.case for row in read(text)] == [row.case for row in read(sheet(*rows))]


def test_times_without_a_zone_are_said(sheet):
    first, second = read(
        sheet(message(1), message(2, 留言时间="2025-11-05T09:00:00+08:00", 答复时间=None, 答复意见=None))
    )
    assert (first.zone_assumed, second.zone_assumed) == (True, False)


def test_a_case_without_an_answer_is_open(sheet):
    row = only(read(sheet(message(1, 答复意见=None, 答复时间=None))), Taken)
    assert (row.case.replied_at, row.case.reply) == (None, None)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"答复时间": "2025/11/4 10:00:00"}, "closed_before_submitted"),
        ({"留言时间": ""}, "time.missing"),
        ({"留言时间": "some day"}, "time.unreadable"),
        ({"答复时间": "2025/11/31"}, "time.unreadable"),
        ({"留言详情": None, "留言主题": None}, "text.empty"),
        ({"留言详情": "x" * 1_000_001}, "row.too_long"),
        ({"留言编号": "call me at home"}, "source_id.unfit"),
        ({"留言编号": "9" * 65}, "source_id.unfit"),
    ],
)
def test_a_bad_row_is_rejected_with_its_number_and_reason_as_it_was(tmp_path, changed, code):
    rows = [message(1), message(2, **changed), message(3)]
    taken, rejected, after = read(comma_separated(tmp_path / "board.csv", rows))
    assert isinstance(taken, Taken)
    assert isinstance(after, Taken)
    assert isinstance(rejected, Reject)
    assert (rejected.row, rejected.code) == (3, code)
    assert rejected.reason
    assert rejected.raw["留言用户"] == "U0002"


def test_a_kind_in_words_is_rejected_for_it_would_stand_in_the_fact(tmp_path):
    rows = [["1", "2025-11-05", "Is it open?", "", "", kind] for kind in ("consultation", "my neighbour's noise")]
    path = comma_separated(tmp_path / "desk.csv", rows, header=(*DESK, "Kind"))
    taken, rejected = read_sheet(path, given([*DESK_MAP, "kind=Kind"], [*DESK, "Kind"]))
    assert taken.case.kind == "consultation"
    assert rejected.code == "kind.unfit"


def test_a_text_of_a_hundred_pages_is_taken_whole(tmp_path):
    pages = "\n".join(f"Page {n}: " + "the lamp is dark " * 100 for n in range(100)).strip()
    row = only(read(comma_separated(tmp_path / "board.csv", [message(1, 留言详情=pages)])), Taken)
    assert [line.strip() for line in row.case.content.splitlines()] == [line.strip() for line in pages.splitlines()]


def test_a_row_given_twice_is_rejected_the_second_time_and_names_the_first(sheet):
    again = message(1, 留言编号="99")
    _, by_number, by_words = read(sheet(message(1), message(1, 留言详情="Other words."), again[:1] + message(2)[1:]))
    assert (by_number.code, by_number.reason) == ("duplicate", "the same as row 2")
    assert isinstance(by_words, Taken)


def test_without_numbers_the_same_words_of_the_same_person_are_the_same_row(tmp_path):
    row = ["", "2025/11/5 9:00:00", "Is it open?", "", ""]
    path = comma_separated(tmp_path / "desk.csv", [row, row], header=DESK)
    first, second = read_sheet(path, given(DESK_MAP, DESK))
    assert isinstance(first, Taken)
    assert second.code == "duplicate"


def test_empty_rows_are_passed_by_and_keep_the_numbers_of_the_others(sheet):
    row = only(read(sheet([None] * 7, message(1))), Taken)
    assert row.row == 3


def test_a_row_without_a_title_is_titled_by_its_first_words(sheet):
    row = only(read(sheet(message(1, 留言主题=None))), Taken)
    assert row.case.title == row.case.content[:60]


def test_control_characters_go_and_paragraphs_stay(tmp_path):
    path = comma_separated(tmp_path / "board.csv", [message(1, 留言详情="One\x07\n\n\n\nTwo \u3000 three")])
    assert only(read(path), Taken).case.content == "One\n\nTwo three"


def test_a_line_separator_within_a_text_does_not_end_its_row(tmp_path):
    path = comma_separated(tmp_path / "board.csv", [message(1, 留言详情="One\u2028two\x85three")])
    assert only(read(path), Taken).case.content.split() == ["One", "two", "three"]


def test_the_key_of_a_row_changes_with_what_it_says_and_with_nothing_else(sheet):
    key = only(read(sheet(message(1))), Taken).case.row_key
    assert only(read(sheet(message(1, 留言主题="Another title"))), Taken).case.row_key == key
    assert only(read(sheet(message(1, 答复意见="It was not mended."))), Taken).case.row_key != key


def test_header_and_count_are_known_before_the_rows(sheet):
    path = sheet(message(1), message(2))
    assert (read_header(path), count_rows(path)) == (list(BOARD), 2)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.xlsx", None),
        ("sheet.ods", b"x"),
        ("fake.xlsx", b"no zip"),
        ("raw.csv", b"\xff\xff\xff"),
        ("empty.csv", b""),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_with_what_to_do(tmp_path, name, content):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SheetUnreadable) as refused:
        read_header(path)
    assert refused.value.remedy


def test_a_row_cut_in_two_by_a_separator_in_its_text_is_rejected_with_all_of_it(tmp_path):
    path = comma_separated(
        tmp_path / "board.csv", [message(1), [*message(2), "the rest of the answer"], [*message(3), ""]]
    )
    first, rejected, last = read(path)
    assert (type(first), type(last)) == (Taken, Taken)
    assert isinstance(rejected, Reject)
    assert (rejected.code, rejected.row) == ("row.too_wide", 3)
    assert rejected.raw["#8"] == "the rest of the answer"


def test_a_row_that_ends_early_lacks_only_what_stands_at_its_end(tmp_path):
    row = only(read(comma_separated(tmp_path / "board.csv", [message(1)[:5]])), Taken)
    assert (row.case.content, row.case.reply) == ("The lamp at number 1 is dark.", None)


def test_a_text_that_is_never_closed_is_refused_with_its_row_before_it_swallows_the_rest(tmp_path):
    path = comma_separated(tmp_path / "board.csv", [message(1), message(2), message(3)])
    path.write_text(path.read_text("utf-8").replace("Street lamp 2", '"Street lamp 2'), "utf-8")
    with pytest.raises(SheetUnreadable, match="from row 3 on"):
        count_rows(path)


def test_two_columns_of_the_name_that_is_read_are_refused(tmp_path):
    path = comma_separated(tmp_path / "board.csv", [[*message(1), "other"]], header=(*BOARD, "留言详情"))
    with pytest.raises(SheetUnreadable, match="two columns are called"):
        read(path)
