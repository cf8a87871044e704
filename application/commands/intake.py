"""What may be asked at intake: a request comes in, is taken up, refused, answered at once or passed on."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from application.commands.base import Code, Command, LateCommand, Text


class RegisterComplaint(Command):
    """登记: a request from a citizen or an enterprise."""

    authority: Code
    kind: Code
    channel: Code
    title: Text
    content: Text
    name: Text | None = None
    contact: Text | None = None
    address: Text | None = None
    anonymous_because: Code | None = None
    origin: Code | None = None
    repeats: UUID | None = None


class AcceptComplaint(Command):
    """受理."""


class RefuseComplaint(Command):
    """不予受理: on a listed ground (`repeat` needs the truth check), explained and pointed on as the text asks."""

    ground: Code
    explanation: Text | None = None
    referred_to: Code | None = None


class CheckTruth(Command):
    """核查前次答复."""

    earlier: UUID
    same_person: bool
    same_fact: bool
    same_reason: bool
    earlier_answer_true: bool
    note: Text | None = None


class ContactComplainant(LateCommand):
    """联系."""

    way: Code
    note: Text | None = None


class GuideApplicant(LateCommand):
    """首问告知: whose it is, where to go, whom we got in touch with for the applicant."""

    in_scope: bool
    in_charge: Text | None = None
    where_to_go: Text | None = None
    contact_helped: Text | None = None


class AnswerDirectly(Command):
    """直接解答."""

    way: Literal["knowledge_base", "three_way_call", "call_transfer", "guidance", "on_the_spot"]
    answer: Text
    consented: bool = False


class TransferComplaint(Command):
    """转紧急电话: to a number; with a ground to whoever is competent, explained to the applicant."""

    to: Code
    transfer_ground: Code | None = None
    explanation: Text | None = None


class ReclassifyComplaint(Command):
    """改类."""

    kind: Code
    reason: Text
