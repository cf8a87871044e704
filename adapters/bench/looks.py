"""One more look at a case that was looked at before, and what replaying every look would cost instead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

from adapters.bench.figure import Gate, Measure, Measured, Ratio, Say
from adapters.bench.ground import Ground
from adapters.bench.measuring import Act, in_turn, seconds_of
from adapters.bench.replay import settle
from adapters.bench.sizes import Sizes
from adapters.main import assembled
from adapters.settings import Settings
from application.calls import Call
from application.case_accesses import CaseAccesses
from application.commands.looking import ViewCase
from application.ids import new_id
from domain.aggregates.case_access import CaseAccess, access_stream
from domain.events.access import CaseViewed
from domain.values import Act as Told
from domain.values import SeatId

OF_FEW = Gate("at most", 3)
"""How much dearer a look may be where there were many before it."""


def looks(ground: Ground, sizes: Sizes, say: Say) -> Measured:
    """Looks that are found to be no new ones: what is measured is the decision, not the append."""
    url = ground.store("looks")
    measures: list[Measure] = []
    looking: dict[int, float] = {}
    with assembled(url, Settings(ground.directory), make_key=True) as application:
        accesses, store = application.house.accesses, application.store
        for length in sizes.streams:
            say(f"{length} looks")
            case = new_id()
            access = CaseAccess.blank(case)
            for at in _spread(length):
                access.view(_look(case, at, _seat(length, at)))
            store.save(access)
            settle(url)
            _again(accesses, case)
            acts: dict[str, Act] = {
                "a look": partial(_again, accesses, case),
                "every look replayed": partial(store.get, CaseAccess, access_stream(case)),
            }
            times = sizes.replays
            taken = in_turn({name: partial(_milliseconds, act, times) for name, act in acts.items()}, sizes.rounds)
            looking[length] = taken["a look"]
            measures += [Measure(f"{name}, {length} before", value, "ms") for name, value in taken.items()]
    few, *_, many = looking
    return Measured(
        measures=tuple(measures),
        ratios=(Ratio.against(f"a look: {many:,} before / {few}", looking[many] / looking[few], OF_FEW),),
        notes=(
            "Looks every ten minutes, each of another seat; the one measured is the same again, so nothing is kept.",
        ),
    )


def _again(accesses: CaseAccesses, case: UUID) -> None:
    """The same seat is shown the same."""
    accesses.view(case, _asked(), Call(SeatId("reader"), "efficiency_office", new_id()))


def _spread(length: int) -> Iterator[datetime]:
    """Moments of looks, the last of them just over."""
    last = datetime.now(UTC) - timedelta(minutes=1)
    return (last - timedelta(minutes=10) * number for number in reversed(range(length)))


def _seat(length: int, at: datetime) -> SeatId:
    return SeatId(f"reader.{length}.{at:%d%H%M}")


def _asked() -> ViewCase:
    return ViewCase(page="case", position=1, at=datetime(2026, 1, 5, tzinfo=UTC), digest="0" * 64, code="0" * 16)


def _look(case: UUID, at: datetime, seat: SeatId) -> CaseViewed:
    return CaseViewed(
        **_asked().model_dump(), act=Told(actor=seat, role="efficiency_office", occurred_at=at), case=case
    )


def _milliseconds(act: Act, times: int) -> float:
    """Of one act, on the average of several, after one that is not counted."""
    act()
    return seconds_of(lambda: [act() for _ in range(times)]) / times * 1000
