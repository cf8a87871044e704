"""彩排: decide a command as it would be decided now, and keep nothing of it.

The same use cases, rules and aggregates answer; only the desk differs: it hears the facts instead of storing them
and gives texts a handle that stands for nothing. So a preview can never disagree with the act.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from application.access import require_role
from application.attachments import media_type_of
from application.calls import Call, Outcome
from application.commands import Command
from application.desk import Desk
from application.house import House
from domain.aggregates.base import Aggregate
from domain.events.base import Event, topic_of
from domain.values import Attached, FileHandle, Handle

NOTHING = Handle("-" * 43)
"""The handle of every text in a rehearsal."""


NO_FILE = FileHandle("-" * 43)


class Unkept:
    """Texts that are only rehearsed: none is kept, none can be read."""

    def keep(self, owner: UUID, kind: str, text: str, *, seed: str = "") -> Handle:
        """Take a text, keep nothing."""
        del owner, kind, text, seed
        return NOTHING

    def read(self, handle: Handle, *, person: UUID | None = None) -> str:
        """Nothing was kept."""
        del handle, person
        return ""

    def read_many(self, handles: Collection[Handle], *, person: UUID | None = None) -> Mapping[Handle, str]:
        """Nothing was kept."""
        del handles, person
        return {}

    def keep_file(self, owner: UUID, content: bytes) -> Attached:
        """Take a file, keep nothing."""
        del owner
        return Attached(NO_FILE, media_type_of(content), len(content))

    def name_file(self, owners: Collection[UUID], file: FileHandle) -> Attached:
        """Any file will do."""
        del owners
        return Attached(file, "application/pdf", 1)

    def read_file(self, file: FileHandle) -> bytes:
        """Nothing was kept."""
        del file
        return b""

    def erase_files(self, files: Collection[FileHandle]) -> int:
        """There is nothing to erase."""
        del files
        return 0

    def naming(self, owner: UUID, words: Collection[str]) -> Collection[Handle]:
        """There is nothing to look in."""
        del owner, words
        return ()

    def erase_texts(self, handles: Collection[str]) -> int:
        """There is nothing to erase."""
        del handles
        return 0

    def erase(self, owner: UUID) -> int:
        """There is nothing to erase."""
        del owner
        return 0


@dataclass(frozen=True)
class RehearsalDesk(Desk):
    """A desk that hears what would be recorded."""

    heard: list[Event] = field(default_factory=list)

    def perform(
        self,
        action: str,
        call: Call,
        command: Command,
        decide: Callable[[], tuple[Aggregate, ...]],
        target: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Decide once. Raises what the command would be refused with."""
        del command, target
        require_role(call.role, action)
        aggregates = decide()
        facts = [new.fact for touched in aggregates for new in touched.pending]
        self.heard.extend(facts)
        first = aggregates[0]
        return Outcome(first.id, first.version, 0, tuple(topic_of(fact) for fact in facts))


def rehearse(house: House, do: Callable[[House], object]) -> list[Event]:
    """The facts a command would record now. Raises Refused as the command would."""
    desk = house.desk
    stage = RehearsalDesk(
        store=desk.store,
        clock=desk.clock,
        editions=desk.editions,
        calendars=desk.calendars,
        texts=Unkept(),
        secret=desk.secret,
    )
    do(
        House(
            stage,
            deadlines=house.deadlines,
            stalled=house.stalled,
            waiting=house.waiting,
            obliged=house.obliged,
            progress=house.progress,
            found=house.found,
            counted=house.counted,
        )
    )
    return stage.heard
