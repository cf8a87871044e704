"""Everything the application can do, put together once by the composition root."""

from __future__ import annotations

from dataclasses import dataclass, field

import application.reactions as reactions  # noqa: F401, PLR0402  (importing registers them)
from application.accountability import AccountabilityFiles
from application.assessments import Assessments
from application.case_accesses import CaseAccesses
from application.clockwork import Clockwork
from application.complaints import Complaints
from application.consultations import Consultations
from application.desk import Desk
from application.erasures import Erasures
from application.escalations import Escalations
from application.extensions import Extensions
from application.findings import Findings
from application.identity_requests import IdentityRequests
from application.imports import Imports
from application.matter_lists import MatterLists
from application.notices import Notices
from application.obligations import Obligations
from application.orders import Orders
from application.organisation import Organisation
from application.outbox import NO_POST, Outbox, Post
from application.ports import (
    CountsOf,
    FindingsOf,
    NoticesToSend,
    Obliged,
    OpenDeadlines,
    Progress,
    StalledEscalations,
)
from application.publications import Publications
from application.rankings import Rankings
from application.reactions.base import Surroundings
from application.reactions.reactor import Reactor
from application.readings import ReadingsOfEditions
from application.reminding import Reminding
from application.reviewing import Reviewing
from application.sampling import Sampling
from application.scores import Scores
from application.shifts import Shifts
from application.supervisions import Supervisions


@dataclass(frozen=True)
class House:
    """The use cases, and what runs by itself: reactions, the clockwork, reminders and the outbox."""

    desk: Desk
    deadlines: OpenDeadlines
    stalled: StalledEscalations
    waiting: NoticesToSend
    obliged: Obliged
    progress: Progress
    found: FindingsOf
    counted: CountsOf
    post: Post = NO_POST
    complaints: Complaints = field(init=False)
    extensions: Extensions = field(init=False)
    escalations: Escalations = field(init=False)
    orders: Orders = field(init=False)
    findings: Findings = field(init=False)
    organisation: Organisation = field(init=False)
    readings: ReadingsOfEditions = field(init=False)
    notices: Notices = field(init=False)
    imports: Imports = field(init=False)
    supervisions: Supervisions = field(init=False)
    consultations: Consultations = field(init=False)
    publications: Publications = field(init=False)
    erasures: Erasures = field(init=False)
    accountability: AccountabilityFiles = field(init=False)
    assessments: Assessments = field(init=False)
    scores: Scores = field(init=False)
    rankings: Rankings = field(init=False)
    obligations: Obligations = field(init=False)
    shifts: Shifts = field(init=False)
    sampling: Sampling = field(init=False)
    matter_lists: MatterLists = field(init=False)
    reviewing: Reviewing = field(init=False)
    reactor: Reactor = field(init=False)
    clockwork: Clockwork = field(init=False)
    reminding: Reminding = field(init=False)
    outbox: Outbox = field(init=False)
    accesses: CaseAccesses = field(init=False)
    identity_requests: IdentityRequests = field(init=False)

    def __post_init__(self) -> None:
        """Every use case works at the same desk."""
        surroundings = Surroundings(self.desk, self.deadlines, self.stalled, self.post)
        made = {
            "complaints": Complaints(self.desk),
            "extensions": Extensions(self.desk),
            "escalations": Escalations(self.desk),
            "orders": Orders(self.desk),
            "findings": Findings(self.desk),
            "organisation": Organisation(self.desk),
            "readings": ReadingsOfEditions(self.desk),
            "notices": Notices(self.desk),
            "imports": Imports(self.desk),
            "supervisions": Supervisions(self.desk),
            "consultations": Consultations(self.desk),
            "publications": Publications(self.desk),
            "erasures": Erasures(self.desk, self.deadlines, self.post),
            "accountability": AccountabilityFiles(self.desk),
            "assessments": Assessments(self.desk),
            "scores": Scores(self.desk, self.found, self.counted),
            "rankings": Rankings(self.desk),
            "accesses": CaseAccesses(self.desk),
            "identity_requests": IdentityRequests(self.desk),
            "obligations": Obligations(self.desk),
            "shifts": Shifts(self.desk),
            "matter_lists": MatterLists(self.desk),
            "sampling": Sampling(self.desk, self.counted),
            "reviewing": Reviewing(self.desk),
            "reactor": Reactor(surroundings, self.progress),
            "clockwork": Clockwork(self.desk, self.deadlines, self.obliged),
            "reminding": Reminding(surroundings),
            "outbox": Outbox(self.desk, self.waiting, self.post),
        }
        for name, part in made.items():
            object.__setattr__(self, name, part)
