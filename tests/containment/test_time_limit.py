"""Work of which no bound on its size holds the time is ended by the processor's clock."""

import re
import signal
import threading

import pytest

from sijill.containment.time_limit import TimeLimitError, time_limit

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


def test_in_another_thread_there_is_no_limit() -> None:
    read: list[bool] = []

    def work() -> None:
        with time_limit(0.001):
            read.append(AMBIGUOUS.match("aab") is not None)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert read == [True]
