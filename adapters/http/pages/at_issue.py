"""What a decision is about, beside its form: the words that somebody must have read before ruling on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.http.needs import Api
from adapters.http.pages.stage import Stage
from application.access import MAY
from application.contests import contestable_until
from application.erasures import erasure_of
from application.identity import Identity
from domain.aggregates.complaint import Complaint
from domain.aggregates.deadlines import Deadline
from domain.aggregates.erasure import Erasure
from domain.aggregates.identity_request import IdentityRequest
from domain.aggregates.judged import Finding
from domain.events.identifying import IdentityRequested
from domain.values import Handle


@dataclass(frozen=True)
class Point:
    """One thing that was said: in somebody's words, or by a code."""

    zh: str
    en: str
    handle: Handle | None = None
    code: str | None = None
    at: datetime | None = None
    text: str = ""
    """What stands behind the handle, for who may read it."""


def _return(case: Complaint) -> Iterator[Point]:
    asked = case.return_request
    if asked is not None:
        yield Point("退回理由", "Why it is sent back", asked.reason)
        yield Point("依据", "Basis", asked.basis_document)
        yield Point("建议转至", "Suggested instead", code=asked.suggested_unit)


def _extension(case: Complaint) -> Iterator[Point]:
    for deadline in case.deadlines.by_key.values():
        if deadline.requested is not None:
            yield Point("申请延期的时限", "More time for", code=deadline.set.key)
            yield Point("理由", "Reason", deadline.requested.reason)
            yield Point("延期申请", "Application", deadline.requested.application)
            yield Point("同意的领导", "Consented to by", code=deadline.requested.consented_by)


def _reply(case: Complaint) -> Iterator[Point]:
    if case.reply is not None:
        yield Point("答复", "Reply", case.reply.reply)
        yield Point("结果", "Outcome", code=case.reply.outcome)
        yield Point("签批人", "Signed by", code=case.reply.approved_by)


def _erasure(erasure: Erasure) -> Iterator[Point]:
    if erasure.proposed is not None:
        yield Point("为什么删除", "Why it should go", code=erasure.proposed.ground)
        yield Point("理由", "Reason", erasure.proposed.reason)
        yield Point("谁提出", "Proposed by", code=erasure.proposed.act.actor)


AT_ISSUE: Mapping[str, Callable[[Complaint], Iterable[Point]]] = {
    "rule_on_return": _return,
    "rule_on_extension": _extension,
    "accept_reply": _reply,
    "send_back": _reply,
    "tell_citizen": _reply,
}
"""Verb → what it decides on, or passes on."""
OF_ERASURE = frozenset({"confirm_erasure", "decline_erasure"})
"""Verbs that decide on what stands beside the case."""
OF_FINDING = frozenset({"contest_finding", "uphold_finding", "overturn_finding"})
"""Verbs about one finding."""


def _finding(finding: Finding, deadline: Deadline | None) -> Iterator[Point]:
    recorded, contested = finding.recorded, finding.contested
    yield Point("认定", "Finding", code=recorded.kind)
    yield Point("关于", "About", code=recorded.unit)
    if deadline is not None:
        yield Point("哪个时限", "Time limit", code=deadline.set.key)
        yield Point("到期", "Due", at=deadline.due.due_at)
        yield Point("完成", "Done", at=deadline.met_at)
    yield Point("认定事实", "What was established", recorded.note)
    if contested is not None:
        yield Point("申诉人", "Contested by", code=contested.act.actor)
        yield Point("申诉理由", "Grounds of the contest", contested.grounds)


def _identity(asked: IdentityRequested) -> Iterator[Point]:
    yield Point("作何用途", "What for", code=f"purpose/{asked.purpose}")
    yield Point("理由", "Reason", asked.reason)
    yield Point("谁申请", "Asked by", code=asked.act.actor)


def at_issue(api: Api, who: Identity, verb: str, stage: Stage, finding: str = "") -> list[Point]:
    """The points a decision is about; none for a verb that decides on nothing that was said.

    `finding` is the key of the one a form is about, once it is chosen.
    """
    case, subject = stage.case, stage.subject
    points = list(AT_ISSUE[verb](case)) if case is not None and verb in AT_ISSUE else []
    if case is not None and verb in OF_ERASURE:
        points = list(_erasure(erasure_of(api.house.desk.store, case.id)))
    if isinstance(subject, IdentityRequest) and subject.asked is not None:
        points = list(_identity(subject.asked))
    judged = subject or case
    if verb in OF_FINDING and judged is not None and finding in judged.findings:
        found = judged.findings[finding]
        points = list(_finding(found, judged.deadlines.by_key.get(found.recorded.deadline or "")))
        until = contestable_until(api.house.desk, judged, finding) if verb == "contest_finding" else None
        if until is not None:
            points.append(Point("申诉截止", "May be contested until", at=until.due.due_at))
    handles = [point.handle for point in points if point.handle is not None]
    texts = api.house.desk.texts.read_many(handles) if handles and "texts.read" in MAY[who.role] else {}
    read = [replace(point, text=texts.get(point.handle, "")) if point.handle else point for point in points]
    return [point for point in read if point.text or point.code or point.at]
