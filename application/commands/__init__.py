"""What may be asked of the application: one model a command, named as its use case and its URL."""

from __future__ import annotations

from application.commands.assignment import (
    AcceptAssignment,
    DispatchComplaint,
    RequestReturn,
    RuleOnReturn,
    SignComplaint,
)
from application.commands.base import Code, Command, Late, LateCommand, Text
from application.commands.escalations import DecideFinalNo, FeedBack, FindCanDo, ProposeNo, RaiseEscalation
from application.commands.extensions import RequestExtension, RuleOnExtension
from application.commands.findings import ContestFinding, OverturnFinding, UpholdFinding
from application.commands.followup import ArchiveComplaint, FollowUpComplaint, VerifyRating
from application.commands.handling import (
    AcceptReply,
    CloseComplaint,
    HandleComplaint,
    SendBackReply,
    SubmitReply,
    TellCitizen,
)
from application.commands.instruction import AnswerInstruction, Instruct
from application.commands.intake import (
    AcceptComplaint,
    AnswerDirectly,
    CheckTruth,
    ContactComplainant,
    ReclassifyComplaint,
    RefuseComplaint,
    RegisterComplaint,
    TransferComplaint,
)
from application.commands.material import AddMaterial, EraseMaterial
from application.commands.organisation import (
    AdoptEdition,
    AnnounceSchedule,
    EstablishAuthority,
    EstablishUnit,
    FillSeat,
    SeatOf,
    VacateSeat,
)

__all__ = [
    "AcceptAssignment",
    "AcceptComplaint",
    "AcceptReply",
    "AddMaterial",
    "AdoptEdition",
    "AnnounceSchedule",
    "AnswerDirectly",
    "AnswerInstruction",
    "ArchiveComplaint",
    "CheckTruth",
    "CloseComplaint",
    "Code",
    "Command",
    "ContactComplainant",
    "ContestFinding",
    "DecideFinalNo",
    "DispatchComplaint",
    "EraseMaterial",
    "EstablishAuthority",
    "EstablishUnit",
    "FeedBack",
    "FillSeat",
    "FindCanDo",
    "FollowUpComplaint",
    "HandleComplaint",
    "Instruct",
    "Late",
    "LateCommand",
    "OverturnFinding",
    "ProposeNo",
    "RaiseEscalation",
    "ReclassifyComplaint",
    "RefuseComplaint",
    "RegisterComplaint",
    "RequestExtension",
    "RequestReturn",
    "RuleOnExtension",
    "RuleOnReturn",
    "SeatOf",
    "SendBackReply",
    "SignComplaint",
    "SubmitReply",
    "TellCitizen",
    "Text",
    "TransferComplaint",
    "UpholdFinding",
    "VacateSeat",
    "VerifyRating",
]
