import pytest

from adapters.exchange.layout import LayoutUnknown, given, recognise, shipped_layouts
from tests.exchange.sheets import BOARD, DESK, DESK_MAP


def test_a_known_layout_is_recognised_by_its_header():
    assert recognise(BOARD).name == "message-board"


def test_columns_that_no_field_needs_do_not_matter():
    assert recognise([*BOARD, "备注"]).name == "message-board"


def test_an_unknown_header_is_refused_with_the_columns_there_are_and_what_to_write():
    with pytest.raises(LayoutUnknown) as refused:
        recognise(DESK)
    assert "Question" in refused.value.detail
    assert "--map submitted_at=" in refused.value.remedy


def test_a_layout_may_be_given_by_hand():
    layout = given(DESK_MAP, DESK)
    assert (layout.name, layout.columns["text"], layout.zone) == ("given", "Question", "Asia/Shanghai")


def test_what_is_given_goes_over_what_is_known():
    layout = given(["text=留言主题"], BOARD, recognise(BOARD))
    assert (layout.columns["text"], layout.columns["reply"], layout.channel) == (
        "留言主题",
        "答复意见",
        "message_board",
    )


@pytest.mark.parametrize(
    ("pairs", "says"),
    [
        (["text"], "field=Column"),
        (["colour=Question"], "source_id"),
        (["text=Nowhere"], "Received"),
        (["text=Question"], "--map"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused_with_what_would_do(pairs, says):
    with pytest.raises(LayoutUnknown) as refused:
        given(pairs, DESK)
    assert says in refused.value.remedy


def test_every_shipped_layout_names_what_a_case_cannot_be_without():
    for layout in shipped_layouts():
        assert {"submitted_at", "text"} <= set(layout.columns), layout.name
