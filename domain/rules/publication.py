"""公开: which cases go into the public zone, and who confirms, keeps back and takes back."""

from __future__ import annotations

from domain.errors import Refused
from domain.regulations.publication import Publication
from domain.rules.law import Law
from domain.rules.requirements import StepNotForeseen


class NoPublication(StepNotForeseen):
    """The edition in force publishes no cases."""

    code = "publication.not_foreseen"


class NotPublic(Refused):
    """This kind of request, or a case that stands like this, is not published."""

    code = "publication.not_public"


class NotMasked(Refused):
    """The text still holds what identifies people; `found` names what."""

    code = "publication.not_masked"

    def __init__(self, found: tuple[str, ...], law: Law) -> None:
        super().__init__(
            f"the text still shows: {', '.join(found)}",
            remedy="take it out and confirm again; nothing was published",
            basis=law.cite(publication_of(law).mask_clause),
        )
        self.found = found


class NotThePublisher(Refused):
    """Another office confirms, agrees or takes back."""

    code = "publication.not_the_publisher"


class NotAtThisPoint(Refused):
    """The publication does not stand where this follows."""

    code = "publication.not_at_this_point"


def publication_of(law: Law) -> Publication:
    """Publication as the edition in force has it. Raises NoPublication."""
    rules = law.edition.publication
    if rules is None:
        raise NoPublication(f"{law.edition.id} publishes no cases", remedy="answer the applicant alone")
    return rules


def require_public(law: Law, kind: str, status: str) -> Publication:
    """Refuse a kind that stays closed, and a case that is not far enough. Raises NotPublic."""
    rules = publication_of(law)
    basis = law.cite(rules.clause)
    kinds = law.edition.intake.kinds if law.edition.intake else ()
    if not any(each.public for each in kinds if each.code == kind):
        public = ", ".join(each.code for each in kinds if each.public)
        raise NotPublic(f"{kind} is not published", remedy=f"only: {public}", basis=basis)
    if status not in rules.after:
        raise NotPublic(
            f"a case that is {status} is not published", remedy=f"it must be {' or '.join(rules.after)}", basis=basis
        )
    return rules


def require_publisher(law: Law, role: str, *, withholds: bool = False) -> None:
    """Refuse a role the edition does not name for it."""
    rules = publication_of(law)
    roles, clause = (rules.withheld_by, rules.withheld_clause) if withholds else (rules.confirmed_by, rules.mask_clause)
    if role not in roles:
        raise NotThePublisher(
            f"{role} does not decide this", remedy=f"this is for: {', '.join(roles)}", basis=law.cite(clause)
        )
