from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from adapters.exchange.times import read_time
from tests.support.facts import at

HERE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    "written",
    [
        "2025/11/5 9:32:09",
        "2025-11-05 09:32:09",
        "2025-11-05T09:32:09",
        "11/05/2025 09:32:09 AM",
        "2025年11月5日 9:32:09",
        "2025/11/5   9:32:09",
        datetime(2025, 11, 5, 9, 32, 9),  # noqa: DTZ001  (as a sheet holds it)
    ],
)
def test_a_time_is_read_as_sheets_write_it_and_its_zone_is_said_to_be_assumed(written):
    assert read_time(written, HERE) == (at("2025-11-05", "09:32:09"), True)


def test_a_day_alone_begins_at_midnight():
    assert read_time("2025/11/5", HERE)[0] == at("2025-11-05", "00:00")


def test_a_number_is_the_sheets_count_of_days():
    found, assumed = read_time(45966.5, HERE)
    assert (found, assumed) == (at("2025-11-05", "12:00"), True)


def test_a_time_with_its_own_zone_keeps_it():
    assert read_time("2025-11-05T01:32:09+00:00", HERE) == (datetime(2025, 11, 5, 1, 32, 9, tzinfo=UTC), False)


def test_another_citys_zone_is_that_citys():
    found, _ = read_time("07/04/2025 12:00:00 AM", ZoneInfo("America/New_York"))
    assert found.utcoffset() == timedelta(hours=-4)


@pytest.mark.parametrize("written", ["yesterday", "2025/13/5", "2025-11-05 25:00:00", "0", True, 10**9])
def test_what_is_no_time_is_said_to_be_none(written):
    with pytest.raises(ValueError, match="no time we can read"):
        read_time(written, HERE)
