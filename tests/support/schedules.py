"""Holiday schedules that a later notice superseded, and the final ones of an independent collection (holiday-cn)."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from adapters.calendars import NOTICES
from tests.support.facts import at

BESIDE = Path(__file__).parents[3] / "shared" / "data" / "holiday-cn"
HOLIDAY_CN = Path(os.environ.get("HOLIDAY_CN") or BESIDE)
"""A checkout of github.com/NateScarlet/holiday-cn; its tests are skipped without one."""

needs_holiday_cn = pytest.mark.skipif(
    not HOLIDAY_CN.is_dir(), reason=f"{HOLIDAY_CN} is not there; set HOLIDAY_CN to a holiday-cn folder"
)


@dataclass(frozen=True)
class Notice:
    """A later notice that changed one holiday of a year, and what the first notice had said of that holiday."""

    year: int
    number: str
    issued_at: datetime
    holiday: str
    off_before: tuple[str, ...]
    working_before: tuple[str, ...] = ()

    @property
    def superseded(self) -> str:
        """The notice that was known before."""
        return NOTICES[self.year]

    def before(self) -> dict[str, Any]:
        """What an officer entered when the first notice came: the final days of every holiday but this one."""
        final, own = self._days(), (self.off_before, self.working_before)
        off, working = (
            {day: name for day, name in days.items() if name != self.holiday} | dict.fromkeys(was, self.holiday)
            for days, was in zip(final, own, strict=True)
        )
        return {"year": self.year, "notice": self.superseded, "off": off, "working": working}

    def after(self) -> dict[str, Any]:
        """What an officer entered when this one came: the year as it was in the end."""
        off, working = self._days()
        return {"year": self.year, "notice": self.number, "off": off, "working": working}

    def _days(self) -> tuple[dict[str, str], dict[str, str]]:
        """The final days off and the final make-up days, with their holidays."""
        days = json.loads((HOLIDAY_CN / f"{self.year}.json").read_text("utf-8"))["days"]
        return tuple({day["date"]: day["name"] for day in days if day["isOffDay"] is off} for off in (True, False))


LABOUR_DAY_2019 = Notice(2019, "国办发明电〔2019〕3号", at("2019-03-22", "16:00"), "劳动节", off_before=("2019-05-01",))
"""One day off became four; the Sundays 04-28 and 05-05 became working days."""

SPRING_FESTIVAL_2020 = Notice(
    2020,
    "国办发明电〔2020〕1号",
    at("2020-01-27", "08:00"),
    "春节",
    off_before=tuple(date(2020, 1, day).isoformat() for day in range(24, 31)),
    working_before=("2020-01-19", "2020-02-01"),
)
"""The holiday was longer by three days; the Saturday 02-01 was worked no more."""
