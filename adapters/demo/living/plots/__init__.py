"""What may happen to a request in the living city: how it goes well, and every way it does not."""

from __future__ import annotations

from adapters.demo.living.plots.being_supervised import late_and_followed, nothing_done
from adapters.demo.living.plots.found_wanting import contested, sent_back, sent_back_twice, unsatisfied
from adapters.demo.living.plots.going_well import (
    accepted_expressly,
    extended,
    in_good_time,
    instructed,
    ordinary,
    reclassified,
    well_informed,
)
from adapters.demo.living.plots.losing_time import (
    entered_late,
    extension_late,
    extension_refused,
    late,
    signed_late,
    slow,
    unanswered,
    unsigned,
)
from adapters.demo.living.plots.lot import Lot, Plot
from adapters.demo.living.plots.returned import return_pending, returned, returned_improperly, returned_late
from adapters.demo.living.plots.talked_over import talked_over
from adapters.demo.living.plots.told_by_hand import (
    answered_a_day_late,
    left_alone_after_the_news,
    signed_late_as_nobody_could_sign,
    signed_late_for_no_good_reason,
)

__all__ = ["BY_HAND", "COMMON", "TROUBLE", "Lot", "Plot", "in_good_time", "ordinary"]

COMMON: tuple[tuple[Plot, float], ...] = (
    (ordinary, 42),
    (accepted_expressly, 8),
    (well_informed, 6),
    (extended, 5),
    (reclassified, 1.5),
    (instructed, 2),
    (returned, 6),
    (sent_back, 4),
    (talked_over, 1.2),
)
"""What happens everywhere, by weight."""

TROUBLE: tuple[tuple[Plot, float], ...] = (
    (slow, 3),
    (late, 3),
    (signed_late, 2.5),
    (unanswered, 2),
    (late_and_followed, 2),
    (nothing_done, 1.5),
    (unsigned, 1.2),
    (extension_refused, 1),
    (extension_late, 1),
    (entered_late, 0.8),
    (returned_improperly, 1.5),
    (returned_late, 1.5),
    (return_pending, 0.8),
    (sent_back_twice, 1.2),
    (unsatisfied, 3.5),
    (contested, 0.8),
)
"""What happens where time is kept badly; the weight is taken times the unit's slack."""

BY_HAND: dict[str, Plot] = {
    plot.__name__: plot
    for plot in (
        answered_a_day_late,
        signed_late_for_no_good_reason,
        signed_late_as_nobody_could_sign,
        left_alone_after_the_news,
    )
}
"""What is told by hand, by name."""
