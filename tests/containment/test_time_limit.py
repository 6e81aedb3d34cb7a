"""Work of which no bound on its size holds the time is ended by the processor's clock."""

import re
import signal
import threading
import time

import pytest

from sijill.containment.time_limit import TimeLimitError, limit_paused, time_limit

AMBIGUOUS = re.compile("(?:a|aa)+b")


def test_a_match_that_would_never_end_is_ended() -> None:
    with pytest.raises(TimeLimitError), time_limit(0.05):
        AMBIGUOUS.match("a" * 60)


def test_after_it_no_clock_runs_and_the_signal_is_as_before() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with time_limit(5):
        assert AMBIGUOUS.match("aab")
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGVTALRM) is before


def _work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_what_is_made_once_is_not_counted_and_the_time_left_is_as_it_was() -> None:
    with time_limit(0.2):
        with limit_paused():
            _work(0.4)
        left, _ = signal.getitimer(signal.ITIMER_VIRTUAL)
        assert 0 < left < 0.3  # what the clock of a system rounds up to
    with limit_paused():
        assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_a_limit_goes_on_after_a_pause() -> None:
    with pytest.raises(TimeLimitError), time_limit(0.1):
        _pause_and_work(1)


def _pause_and_work(seconds: float) -> None:
    with limit_paused():
        pass
    _work(seconds)


def test_in_another_thread_there_is_no_limit() -> None:
    read: list[bool] = []

    def work() -> None:
        with time_limit(0.001):
            read.append(AMBIGUOUS.match("aab") is not None)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert read == [True]
