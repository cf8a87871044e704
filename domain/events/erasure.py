"""Facts of an erasure: what says who complained goes, by two persons; the facts of the case stay as they are."""

from __future__ import annotations

from typing import Literal

from domain.events.base import Event
from domain.values import FileHandle, Handle

Ground = Literal["person_asks", "no_longer_needed", "should_not_be_held"]
"""Why it should go: the person asks, nobody needs it any more, or it should never have been taken."""
HoldGround = Literal["court_case", "discipline_inquiry", "audit", "archive_duty"]
"""Why it must stay for now."""


class ErasureProposed(Event, frozen=True, tag="erasure.proposed"):
    """拟删除个人信息: one person proposes; nothing is gone yet."""

    ground: Ground
    reason: Handle


class ErasureDeclined(Event, frozen=True, tag="erasure.declined"):
    """不予删除: another person decides that it stays."""

    reason: Handle


class ErasureConfirmed(Event, frozen=True, tag="erasure.confirmed"):
    """决定删除: another person confirmed. From here on the vault owes the deletion, whatever interrupts it."""

    ground: Ground
    texts: tuple[str, ...] = ()
    """Handles of what officers wrote that says who complained; the person's own texts go with their key."""
    files: tuple[FileHandle, ...] = ()
    """What the person added, and every recording: they go too."""


class ErasureCarriedOut(Event, frozen=True, tag="erasure.carried_out"):
    """删除完毕: key and rows are gone from the vault, and nothing waits to be sent."""

    told = False
    messages: int = 0
    """Messages to the person that a carrier of ours still kept, and dropped."""


class ErasureHeld(Event, frozen=True, tag="erasure.held"):
    """暂缓删除: a matter elsewhere needs the case whole; while this stands nobody may erase."""

    ground: HoldGround
    document: str
    """Number of the paper that asks for it."""


class ErasureReleased(Event, frozen=True, tag="erasure.released"):
    """解除暂缓: whoever held it needs it no more."""

    reason: Handle
