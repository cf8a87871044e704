"""What may be asked about a notice."""

from __future__ import annotations

from application.commands.base import Command


class OpenNotice(Command):
    """打开通知."""
