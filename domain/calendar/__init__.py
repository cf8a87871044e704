"""Working days, make-up days, unannounced years, and due times that explain themselves day by day.

`days` knows the calendar, `due` says what a reckoned due time looks like, and one module per family of due
forms reckons it: `spans` (from a moment), `periods` (in a week, month or quarter). `turns` says when periods begin.
"""

from __future__ import annotations

from domain.calendar.days import Calendar, Day, Schedule, beijing, midnight
from domain.calendar.due import DayStep, Due

__all__ = ["Calendar", "Day", "DayStep", "Due", "Schedule", "beijing", "midnight"]
