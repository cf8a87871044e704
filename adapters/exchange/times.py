"""Times as sheets write them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  (a sheet's days have no zone until one is given)
SERIALS = range(1, 200_000)
FORMS = (
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d",
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y",
    "%Y年%m月%d日 %H:%M:%S",
    "%Y年%m月%d日",
)


def read_time(value: object, zone: ZoneInfo) -> tuple[datetime, bool]:
    """An instant, and whether its zone had to be assumed. Raises ValueError for what is no time."""
    if isinstance(value, datetime):
        found = value
    elif isinstance(value, int | float) and not isinstance(value, bool) and int(value) in SERIALS:
        found = SERIAL_ZERO + timedelta(days=value)
    else:
        found = _parsed(str(value).strip())
    if found.tzinfo is not None:
        return found, False
    return found.replace(tzinfo=zone), True


def _parsed(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    squeezed = re.sub(r"\s+", " ", text)
    for form in FORMS:
        try:
            return datetime.strptime(squeezed, form)  # noqa: DTZ007  (the zone is given by the caller)
        except ValueError:
            continue
    raise ValueError(f"{text!r} is no time we can read")
