from __future__ import annotations

from adapters import pacing
from adapters.pacing import paced


def test_it_is_done_at_once_and_then_only_now_and_then(monkeypatch):
    done, clock = [], iter([100.0, 100.0, 100.5, 159.9, 160.0, 160.0, 161.0])
    monkeypatch.setattr(pacing.time, "monotonic", lambda: next(clock))
    perhaps = paced(lambda: done.append(1), 60)
    counts = []
    for _ in range(5):
        perhaps()
        counts.append(len(done))
    assert counts == [1, 1, 1, 2, 2]
