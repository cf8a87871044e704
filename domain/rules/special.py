"""法定特别期限: a law that sets another period is named with its article, and only where the text yields to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from domain.errors import Refused
from domain.rules.law import Law
from domain.rules.requirements import present, require


class NoSpecialPeriod(Refused):
    """The edition's text yields to no other law's period."""

    code = "deadline.no_special_period"


@dataclass(frozen=True)
class Special:
    """What a law or regulation sets instead of the usual period."""

    law: str
    """With its article."""
    days: int
    unit: Literal["working_day", "natural_day"]

    @property
    def facts(self) -> dict[str, str]:
        """What a time limit's plain match and its span look at."""
        return {"special_law": self.law, "days": str(self.days), "unit": self.unit}


def check_special(
    law: Law, named: str | None, days: int | None, unit: Literal["working_day", "natural_day"]
) -> Special | None:
    """The special period of a matter; none where none was named. Raises NoSpecialPeriod, PartsMissing."""
    if named is None and days is None:
        return None
    yielding = next((limit for limit in law.edition.limits if "special" in limit.when.get("law", ())), None)
    if yielding is None:
        raise NoSpecialPeriod(
            f"{law.edition.id} yields to no other law's period", remedy="dispatch it under the usual period"
        )
    given = present(special_law=named, special_days=days)
    require("the special period", ("special_law", "special_days"), given, law.cite(yielding.clause))
    return Special(named or "", days or 0, unit)
