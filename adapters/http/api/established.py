"""What a person wrote on establishing, contesting or ruling on a finding, for who may read texts or reviews it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from adapters.http.granted import NoGrant, OwnCase, covers_all, grants_of, require_granted
from adapters.http.question import Asked
from application.access import MAY
from domain.events.findings import FindingContested, FindingOverturned, FindingRecorded, FindingUpheld
from domain.values import Handle


@dataclass(frozen=True)
class Written:
    """The words, and the papers they rest on."""

    words: str | None
    evidence: tuple[str, ...] = ()
    is_withheld: bool = False
    """Whether something was written that the seat may not read."""


def written_with(asked: Asked, position: int, case: UUID | None) -> Written | None:
    """What was written with the fact at a position, about a case or, without one, a unit; None where nothing was."""
    ((_, fact),) = asked.api.house.desk.store.facts(position - 1, 1)
    said: Handle | None
    match fact:
        case FindingRecorded():
            said = fact.note
        case FindingContested():
            said = fact.grounds
        case FindingUpheld() | FindingOverturned():
            said = fact.reason
        case _:
            return None
    evidence = fact.act.evidence
    if said is None and not evidence:
        return None
    if not _may_read(asked, case):
        return Written(None, is_withheld=True)
    texts = asked.api.house.desk.texts.read_many({each for each in (said, *evidence) if each is not None})
    return Written(texts.get(said) if said else None, tuple(texts[each] for each in evidence if each in texts))


def _may_read(asked: Asked, case: UUID | None) -> bool:
    """Whoever reviews reads it under a grant that covers the case: a review asks whether it was right."""
    if "texts.read" in MAY[asked.who.role] or "cases.review" not in MAY[asked.who.role]:
        return "texts.read" in MAY[asked.who.role]
    if case is None:
        return any(map(covers_all, grants_of(asked.api, asked.who)))
    try:
        require_granted(asked.api, asked.who, case)
    except (NoGrant, OwnCase):
        return False
    return True
