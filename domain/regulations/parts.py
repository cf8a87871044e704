"""What every part of an edition has in common: it is closed, frozen and read strictly."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

CLAUSE_ID = r"^[a-z]+(\.[a-z0-9-]+)+$"

ClauseId = Annotated[str, StringConstraints(pattern=CLAUSE_ID)]
"""A clause's permanent id, `place.section.rule`."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]*$")]
"""A permanent code of ours, in lower case."""

Source = Literal["clause", "local_setting"]
"""Whether the text itself gives a figure, or an office set it where the text is silent."""


class Part(BaseModel):
    """Base of every section: unknown keys are errors, values are never coerced, nothing changes later."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Words(Part):
    """The same short text in both languages of the interface."""

    zh: str
    """In Chinese."""
    en: str
    """In English."""


class Named(Part):
    """A code with its words and the clause it stands in."""

    code: Code
    words: Words
    clause: ClauseId
