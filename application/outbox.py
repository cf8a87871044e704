"""发件箱: hands waiting notices to their carriers and records what came of it.

A message is handed over first and recorded after. Whoever is stopped in between hands it over once more: it goes out
at least once, and is recorded once. A carrier that tells messages apart by their key drops the second.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from application.desk import Desk
from application.ports import Addresses, Mail, Message, NoticesToSend, NotSent, Sms
from application.texts import Erased, UnknownHandle
from domain.aggregates.notice import Notice
from domain.errors import VersionConflict
from domain.events.complaint import ComplaintRegistered
from domain.events.notice import NoticeQueued
from domain.values import SYSTEM, Act

OUTBOX_NAMESPACE = UUID("9d4b1b5e-6a0f-5c55-8c0b-0e7a2f4b6c31")
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
"""How long after a failure it is tried again; after the last one it is given up."""
NUMBER = re.compile(r"\+?\d{3,15}")


@dataclass(frozen=True)
class Letter:
    """What a message says."""

    subject: str
    text: str


Compose = Callable[[NoticeQueued, ComplaintRegistered | None], Letter]
"""A notice in words; what it is about is a complaint, or belongs to none."""


@dataclass(frozen=True)
class Post:
    """The ways out of the house. Nothing is queued for a way that is not open."""

    compose: Compose
    sms: Sms | None = None
    mail: Mail | None = None
    addresses: Addresses | None = None


def _nothing(notice: NoticeQueued, complaint: ComplaintRegistered | None) -> Letter:
    del notice, complaint
    return Letter("", "")


NO_POST = Post(_nothing)
"""No way is open: notices stand in the pages only."""


@dataclass(frozen=True)
class Outbox:
    """Works through what waits, whenever it is asked to."""

    desk: Desk
    waiting: NoticesToSend
    post: Post
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def deliver(self) -> int:
        """Hand over everything due by now; how many notices something was recorded of."""
        with self._turn:
            now = self.desk.clock.now()
            return sum(self._deliver(id, now) for id in self.waiting.to_send_by(now))

    def _deliver(self, id: UUID, now: datetime) -> bool:
        """One notice, as it stands now: the views may not have seen yet that it went out."""
        notice = self.desk.store.get(Notice, id)
        queued = notice.queued
        if queued is None or not notice.is_waiting or (notice.retry_at or now) > now:
            return False
        act = Act(actor=SYSTEM, role="system", occurred_at=now)
        try:
            self._hand_over(id, queued)
        except NotSent as failure:
            is_last = failure.is_final or notice.attempts >= len(WAITS)
            notice.fail(failure.reason, None if is_last else now + WAITS[notice.attempts], act)
        else:
            notice.deliver(act)
        try:
            saved = self.desk.store.save(notice, command_id=uuid5(OUTBOX_NAMESPACE, f"{id}:{notice.attempts}"))
        except VersionConflict:
            return False  # somebody else handed it over at this moment
        return not saved.repeated

    def _hand_over(self, id: UUID, queued: NoticeQueued) -> None:
        """Join words and address, and let the carrier have them. Raises NotSent."""
        complaint = self._complaint(queued)
        letter = self.post.compose(queued, complaint)
        if queued.way == "sms":
            if self.post.sms is None:
                raise NotSent("unreachable")
            self.post.sms.send_sms(Message(id, self._number(complaint), letter.text, case=queued.case))
            self._forget_if_erased(self.post.sms, complaint)
        else:
            if self.post.mail is None:
                raise NotSent("unreachable")
            self.post.mail.send_mail(Message(id, self._letter_box(queued), letter.text, letter.subject))

    def _forget_if_erased(self, sms: Sms, complaint: ComplaintRegistered | None) -> None:
        """Whoever was erased while a message went out is in no carrier's file either."""
        try:
            self._number(complaint)
        except NotSent:
            if complaint is not None and complaint.case is not None:
                sms.forget(complaint.case)

    def _complaint(self, queued: NoticeQueued) -> ComplaintRegistered | None:
        first = self.desk.store.opening(queued.case) if queued.case else None
        return first if isinstance(first, ComplaintRegistered) else None

    def _number(self, complaint: ComplaintRegistered | None) -> str:
        """The complainant's number, out of the vault for this moment only."""
        if complaint is None or complaint.contact is None:
            raise NotSent("no_contact", is_final=True)
        try:
            contact = self.desk.texts.read(complaint.contact, person=complaint.case)
        except (Erased, UnknownHandle):
            raise NotSent("no_contact", is_final=True) from None
        number = re.sub(r"[\s()-]", "", contact)
        if not NUMBER.fullmatch(number):
            raise NotSent("no_number", is_final=True)
        return number

    def _letter_box(self, queued: NoticeQueued) -> str:
        found = self.post.addresses.mail_of(queued.seat) if self.post.addresses and queued.seat else None
        if found is None:
            raise NotSent("no_address", is_final=True)
        return found
