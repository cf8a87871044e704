"""What may be asked of a publication: draft it masked, confirm it, keep it back, take it back."""

from __future__ import annotations

from application.commands.base import Command, Text


class DraftPublication(Command):
    """拟公开: the texts of the case, masked by rule, for a person to look at."""


class ConfirmPublication(Command):
    """公开: the text as the person read and confirmed it."""

    published_title: Text
    published_question: Text
    published_reply: Text


class RequestWithholding(Command):
    """申请不公开."""

    reason: Text


class RuleOnWithholding(Command):
    """审核不公开."""

    granted: bool
    reason: Text


class RetractPublication(Command):
    """撤回公开."""

    reason: Text
