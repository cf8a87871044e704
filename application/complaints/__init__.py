"""Use cases of a complaint: each the same verb as its command, its aggregate's method and its URL."""

from __future__ import annotations

from application.complaints.assignment import Assignment
from application.complaints.casework import Casework
from application.complaints.followup import FollowUp
from application.complaints.handling import Handling
from application.complaints.instruction import Instruction
from application.complaints.intake import Intake, case_number
from application.complaints.listed import Listed
from application.complaints.material import Material

__all__ = ["Complaints", "case_number"]


class Complaints(Intake, Assignment, Casework, Handling, FollowUp, Material, Listed, Instruction):
    """The commands of a complaint: each stands with the phase of the aggregate it tells; this is the whole."""
