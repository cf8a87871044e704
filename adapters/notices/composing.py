"""A notice in words, as it leaves the house: Chinese, with the case's number and no name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from application.outbox import Letter
from application.tracking import tracking_code
from domain.events.complaint import ComplaintRegistered
from domain.events.notice import NoticeQueued
from projections.sentences import Language, bare
from projections.wordings import MESSAGES, wording


@dataclass(frozen=True)
class Composer:
    """`secret` makes the citizen's code; `names` says codes in words."""

    secret: bytes
    names: Callable[[str], str] = bare
    language: Language = "zh"

    def __call__(self, notice: NoticeQueued, complaint: ComplaintRegistered | None) -> Letter:
        """What a text message or a letter says; of what belongs to no case it names no number."""
        chinese = self.language == "zh"
        said = MESSAGES.get(notice.template)
        if said is not None and notice.case is not None and complaint is not None:
            code = tracking_code(self.secret, notice.case)
            return Letter("", said[0 if chinese else 1].format(number=complaint.number, code=code))
        told = wording(notice.template, notice.values, self.language, self.names)
        if complaint is None:
            return (
                Letter("提级", f"{told}。请登录办理。") if chinese else Letter("Tiji", f"{told}. Sign in to act on it.")
            )
        if chinese:
            return Letter(f"提级：{complaint.number}", f"编号{complaint.number}：{told}。请登录办理。")
        return Letter(f"Tiji: {complaint.number}", f"{complaint.number}: {told}. Sign in to act on it.")
