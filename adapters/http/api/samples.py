"""Random samples: from what and how each was drawn, which cases it holds, what their checks showed."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from adapters.http.api.deadline import DeadlineLine, lines_of
from adapters.http.api.versions import version_of
from adapters.http.parameters import Timed
from adapters.http.question import Asked, Question, Said
from adapters.http.shapes import Shape, Time, TimedShape
from application.access import MAY
from domain.errors import NotFound
from projections.samples import SampledCases, Samples
from projections.timeliness import Timeliness


class OfSample(Timed):
    """Which one."""

    sample: UUID


class SampleLine(Shape):
    """A month's sample."""

    sample: UUID
    authority: str
    month: str
    channels: list[str] = Field(description="Where the cases came in that it was drawn from.")
    read_at: int = Field(description="The position as of which those cases were listed.")
    size: int = Field(description="How many they were.")
    frame: str = Field(description="SHA-256 of their numbers, sorted, each with a line feed after it.")
    seed: str
    drawn: int
    checked: int
    drawn_at: Time
    drawn_by: str
    clause: str
    edition: str


class DrawnLine(Shape):
    """A case that was drawn."""

    place: int = Field(description="In the order of SHA-256 of `seed:number`, from 1.")
    number: str
    drawn: UUID = Field(description="The case.")
    way: str | None
    result: str | None
    checked_at: Time | None
    checked_by: str | None
    note: str | None = Field(description="For who may read texts.")
    deadline: DeadlineLine | None


class SampleAnswer(TimedShape):
    """One sample: all that is needed to draw it again, and whether that gives the same here and now."""

    sample: UUID
    it: SampleLine
    drawn: list[DrawnLine]
    numbers: list[str] = Field(description="What it was drawn from, sorted, listed anew from the record.")
    is_same_frame: bool = Field(description="The digest of these numbers is the one recorded.")
    is_same_seed: bool = Field(description="The seed follows from that digest and the store's secret.")
    is_same_draw: bool = Field(description="These numbers and the seed give the same cases in the same order.")
    version: int


class SamplesAnswer(TimedShape):
    """Every sample, the latest month first."""

    items: list[SampleLine]


def samples(asked: Asked) -> SamplesAnswer:
    """Every sample drawn by then."""
    rows = asked.api.reader.rows(Samples, asked.as_of, order=("-month", "authority"))
    return SamplesAnswer(items=[_line(row) for row in rows])


def sample(asked: Asked) -> Said:
    """One of them, drawn again. Raises NotFound."""
    id, reader = asked.params.sample, asked.api.reader
    rows = reader.rows(Samples, asked.as_of, case=id)
    if not rows:
        raise NotFound(f"no sample {id} was drawn then", remedy="check the id, or ask as of a later position")
    cases = reader.rows(SampledCases, asked.as_of, order=("place",), case=id)
    clocks = reader.rows(Timeliness, asked.as_of, case=id)
    lines = {line.deadline: line for line in lines_of(asked, clocks)}
    handles = [each.note for each in cases if each.note is not None]
    may_read = "texts.read" in MAY[asked.who.role]
    texts = asked.api.house.desk.texts.read_many(handles) if may_read and handles else {}
    names = [name for name in DrawnLine.model_fields if name not in {"note", "deadline"}]
    again = asked.api.house.sampling.draw_again(id)
    body = SampleAnswer(
        sample=id,
        it=_line(rows[0]),
        drawn=[
            DrawnLine.model_validate(
                {name: getattr(each, name) for name in names}
                | {"note": texts.get(each.note), "deadline": lines.get(f"sample_check:{each.place}")}
            )
            for each in cases
        ],
        numbers=list(again.frame),
        is_same_frame=again.is_same_frame,
        is_same_seed=again.is_same_seed,
        is_same_draw=again.is_same_draw,
        version=version_of(asked, id),
    )
    return Said(body, body.version)


def _line(row: Samples.Row) -> SampleLine:
    names = [name for name in SampleLine.model_fields if name != "sample"]
    return SampleLine.model_validate({name: getattr(row, name) for name in names} | {"sample": row.case})


QUESTIONS = (
    Question("/api/samples", "samples.read", "Random samples of follow-ups", Timed, SamplesAnswer, samples),
    Question(
        "/api/samples/{sample}", "samples.read", "A sample, and the same drawn again", OfSample, SampleAnswer, sample
    ),
)
