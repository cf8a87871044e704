"""查阅记录: who looked into a case's file, in a stream beside the case's own."""

from __future__ import annotations

from typing import Self
from uuid import UUID, uuid5

from domain.aggregates.base import Aggregate
from domain.events.access import BundleExported, IdentityDisclosed
from domain.events.base import Event


def access_stream(case: UUID) -> UUID:
    """The stream beside a case."""
    return uuid5(case, "access")


class CaseAccess(Aggregate):
    """Every look so far; nothing is decided by them."""

    opens_with = (IdentityDisclosed, BundleExported)

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

    def apply(self, event: Event) -> None:
        """Nothing is kept: no command asks."""
