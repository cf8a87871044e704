"""What may be asked of an erasure: propose it, decide it, hold it back."""

from __future__ import annotations

from application.commands.base import Code, Command, Text
from domain.events.erasure import Ground, HoldGround


class ProposeErasure(Command):
    """拟删除个人信息: with the ground, for a second person to decide."""

    erase_because: Ground
    reason: Text


class DeclineErasure(Command):
    """不予删除."""

    reason: Text


class ConfirmErasure(Command):
    """决定删除: final; what the vault holds of the person is gone after it."""


class HoldErasure(Command):
    """暂缓删除: for a court, an inquiry, an audit or an archive, with the number of the paper."""

    hold_for: HoldGround
    document: Code


class ReleaseErasure(Command):
    """解除暂缓."""

    reason: Text
