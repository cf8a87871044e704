"""The stair of a ladder: as many steps as the text has levels, each higher and deeper in colour than the last."""

from __future__ import annotations

import pytest

from adapters.http.pages.views.escalations import riser


def test_four_levels_stand_as_they_were_drawn():
    assert [riser(nth, 4) for nth in range(4)] == [
        (26, ("--heat-1", "--heat-ink-lo")),
        (62, ("--heat-2", "--heat-ink-lo")),
        (98, ("--heat-4", "--heat-ink-hi")),
        (134, ("--heat-5", "--heat-ink-hi")),
    ]


@pytest.mark.parametrize("levels", [1, 2, 3, 5, 7])
def test_any_number_of_levels_climbs_to_the_top(levels):
    heights = [riser(nth, levels)[0] for nth in range(levels)]
    assert heights == sorted(set(heights))
    assert heights[-1] == 134
    assert riser(levels - 1, levels)[1][0] == "--heat-5"
