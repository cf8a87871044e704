"""What every answer shares: times on the civil clock, and the moment an answer is true of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

from domain.calendar import beijing

UNSAID = datetime.min.replace(tzinfo=UTC)


def civil(instant: datetime) -> str:
    """An instant as ISO text with +08:00."""
    return beijing(instant).isoformat()


Time = Annotated[datetime, PlainSerializer(civil), WithJsonSchema({"type": "string", "format": "date-time"})]


class Shape(BaseModel):
    """Base of what is answered."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class TimedShape(Shape):
    """An answer that says what was known, and at which instant."""

    as_of: int = Field(default=0, description="Position: everything up to this fact, and nothing later, was known.")
    at: Time = Field(default=UNSAID, description="The instant due times were compared with.")


class Page(TimedShape):
    """A part of a longer answer."""

    total: int = Field(description="How many there are under the same filters.")
    limit: int
    offset: int
