"""Use case of a notice: opened by who it is for."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from application import commands as c
from application.calls import Call, Outcome
from application.desk import Desk
from domain.aggregates.notice import Notice


@dataclass(frozen=True)
class Notices:
    """通知: what was told, and who has opened it."""

    desk: Desk

    def open(self, id: UUID, command: c.OpenNotice, call: Call) -> Outcome:
        """打开. Opening it again records nothing."""

        def tell(notice: Notice) -> None:
            notice.open(self.desk.act(call, command, id))

        return self.desk.change(Notice, id, "notices.open", call, command, tell)
