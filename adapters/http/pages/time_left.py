"""Time left or over, as people read it: one unit, and on the last day hours and minutes."""

from __future__ import annotations

from datetime import datetime

from adapters.http.pages.language import Tongue
from adapters.http.remaining import WORDS, Remaining

HOUR = 3600


def say_left(left: Remaining, due_at: datetime, at: datetime, tongue: Tongue) -> str:
    """`剩 4 个工作日`, `超 2 个工作日`, `剩 13 小时 20 分钟`; `4 working days left`."""
    before, after = ("超", "over") if left.is_over else ("剩", "left")
    if left.unit == "hour":
        minutes = int(abs(due_at - at).total_seconds()) % HOUR // 60
        zh = f"{before} {left.amount} 小时" + (f" {minutes} 分钟" if minutes else "")
        return tongue(zh, f"{left.amount} h" + (f" {minutes} min" if minutes else "") + f" {after}")
    zh, en = WORDS[left.unit]
    return tongue(f"{before} {left.amount} {zh}", f"{left.amount} {en}{'' if left.amount == 1 else 's'} {after}")
