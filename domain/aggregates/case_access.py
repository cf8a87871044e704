"""查阅记录: who looked into a case's file, in a stream beside the case's own."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self
from uuid import UUID, uuid5

from domain.aggregates.base import Aggregate
from domain.events.access import BundleExported, CaseViewed, IdentityDisclosed
from domain.events.base import Event

SITTING = timedelta(hours=1)
"""Within which the same seat, shown the same again, looked once: a page is opened again and again."""


def access_stream(case: UUID) -> UUID:
    """The stream beside a case."""
    return uuid5(case, "access")


class CaseAccess(Aggregate):
    """The looks of the last sitting, at least. Only one thing is decided by them: whether a look is a new one."""

    opens_with = (IdentityDisclosed, BundleExported, CaseViewed)

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.last: dict[tuple[str, ...], CaseViewed] = {}
        """The last look of a seat, at a page, in a language."""

    @classmethod
    def blank(cls, case: UUID) -> Self:
        """Before anybody looked."""
        return cls(access_stream(case))

    def disclose(self, disclosed: IdentityDisclosed) -> None:
        """公开诉求人身份. Every time is a time of its own."""
        self.record(disclosed)

    def export(self, exported: BundleExported) -> None:
        """导出证据包. Every time is a time of its own."""
        self.record(exported)

    def view(self, viewed: CaseViewed) -> None:
        """查看案件. Within a sitting, the same shown again is the same look."""
        before = self.last.get(_eyes(viewed))
        if before is not None and _is_same(before, viewed):
            return
        self.record(viewed)

    def apply(self, event: Event) -> None:
        """Keep each seat's last look."""
        if isinstance(event, CaseViewed):
            self.last[_eyes(event)] = event


def is_over(event: Event, at: datetime) -> bool:
    """Whether a look was so long ago that nothing is decided by it, nor by any before it."""
    return event.occurred_at <= at - SITTING


def _eyes(viewed: CaseViewed) -> tuple[str, ...]:
    return viewed.act.actor, viewed.act.role, viewed.page, viewed.language


def _is_same(before: CaseViewed, viewed: CaseViewed) -> bool:
    shown, again = ((each.digest, each.code, each.with_identity) for each in (before, viewed))
    return shown == again and viewed.occurred_at < before.occurred_at + SITTING
