import threading

import pytest

from adapters.bench.measuring import in_turn, latencies, percentile, side_by_side


def test_a_percentile_is_a_value_that_was_measured():
    values = [float(value) for value in range(1, 101)]

    assert percentile(values, 0.50) == 50
    assert percentile(values, 0.99) == 99
    assert percentile(values, 1) == 100
    assert percentile([7.0], 0.01) == 7


def test_the_order_of_measuring_does_not_move_a_percentile():
    assert percentile([3.0, 1.0, 2.0], 0.5) == percentile([1.0, 2.0, 3.0], 0.5) == 2


def test_nothing_measured_has_no_percentile():
    with pytest.raises(ValueError, match="measure at least once"):
        percentile([], 0.5)


def test_latencies_are_said_in_milliseconds():
    assert latencies([0.001] * 98 + [0.5, 0.9]) == (1, 500)


def test_rivals_take_turns_and_nobody_always_goes_first():
    order = []
    values = iter(range(100))

    def rival(name):
        def turn():
            order.append(name)
            return next(values)

        return turn

    in_turn({"ours": rival("ours"), "theirs": rival("theirs")}, 4)

    assert order == ["ours", "theirs", "theirs", "ours", "ours", "theirs", "theirs", "ours"]


def test_one_noisy_round_does_not_move_the_median():
    quiet, noisy = iter([10.0, 10.0, 10.0]), iter([20.0, 900.0, 20.0])

    assert in_turn({"a": lambda: next(quiet), "b": lambda: next(noisy)}, 3) == {"a": 10, "b": 20}


def test_callers_act_at_once_and_every_act_is_timed():
    meeting = threading.Barrier(4, timeout=10)

    rate, seconds = side_by_side([meeting.wait] * 4, 3)

    assert len(seconds) == 12
    assert rate > 0


def test_an_error_of_one_caller_reaches_the_one_who_measures():
    def fails():
        raise ConnectionError("gone")

    with pytest.raises(ConnectionError, match="gone"):
        side_by_side([lambda: None, fails], 1)
