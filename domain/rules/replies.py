"""答复: what an answer must hold, who signs it, and when send-backs have consequences."""

from __future__ import annotations

from collections.abc import Collection

from domain.errors import Refused
from domain.rules.law import Law
from domain.rules.requirements import present, require
from domain.values import Citation


class ApprovalTooLow(Refused):
    """The answer was not signed at the level the clause asks for."""

    code = "reply.approval_too_low"


class DefectUnknown(Refused):
    """An answer is sent back only for a defect the edition names."""

    code = "reply.defect_unknown"


class RefusalNeedsLadder(Refused):
    """A "no" is an answer only when it has climbed the ladder to its final level."""

    code = "reply.no_without_escalation"


def check_reply(law: Law, *, items: Collection[str], approved_by: str, supervised: bool) -> Citation | None:
    """Refuse an answer that lacks a required item or the right signature; the clause it satisfies."""
    reply = law.edition.reply
    if reply is None:
        return None
    basis = law.cite(reply.clause)
    require("the reply", reply.requires, items, basis)
    approval = reply.approved_by.get("supervised" if supervised else "normal")
    if approval is not None and approved_by not in {approval.role, "unit_head"}:
        raise ApprovalTooLow(
            f"signed by {approved_by or 'nobody'}",
            remedy=f"it must be signed by {approval.role}",
            basis=law.cite(approval.clause),
        )
    return basis


def check_mode(law: Law, mode: str | None, *, call_record: str | None) -> None:
    """Refuse an answer given by phone without the record its clause asks for."""
    reply = law.edition.reply
    if reply is None or mode is None or reply.mode_clause is None:
        return
    needed = next((parts for known, parts in reply.mode_requires.items() if known == mode), ())
    require(f"an answer by {mode}", needed, present(call_record=call_record), law.cite(reply.mode_clause))


def check_defects(law: Law, defects: tuple[str, ...], *, after_rating: bool) -> Citation:
    """Refuse a send-back without a known defect; the clause it rests on."""
    send_back, follow_up = law.edition.send_back, law.edition.follow_up
    if send_back is None and after_rating and follow_up is not None and not defects:
        return law.cite(follow_up.verify_clause)
    if send_back is None:
        raise DefectUnknown(f"{law.edition.id} knows no send-backs", remedy="accept the reply, or contact the unit")
    basis = law.cite(send_back.clause)
    known = [named.code for named in (send_back.rework_defects if after_rating else send_back.defects)]
    if not defects or any(defect not in known for defect in defects):
        raise DefectUnknown(
            f"no such defect among {', '.join(defects) or 'none given'}",
            remedy=f"name one of: {', '.join(known)}",
            basis=basis,
        )
    return basis


def sent_back_finding(law: Law, in_a_row: int) -> str | None:
    """连续退回重办: the finding that so many send-backs in a row establish, if this one does."""
    send_back = law.edition.send_back
    if send_back is None or in_a_row != send_back.accountability_after:
        return None
    return send_back.accountability_finding
