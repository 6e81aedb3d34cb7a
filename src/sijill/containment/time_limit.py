"""A limit on the processor time of one piece of work whose time no bound on its size holds.

A text of ordinary length may be written so that a regular expression tries the same words in
millions of ways. While it matches, Python looks for signals now and then; the timer's signal then
ends the work. That is a last resort behind bounds on length and repetition: no text that anybody
meant comes near it, so what is read does not depend on the machine.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from sijill.model.errors import SijillError


class TimeLimitError(SijillError):
    """Work took more processor time than it was given."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Within it, work may take so many seconds of the process's own processor time.

    There is no limit in a thread other than the main one, where no signal arrives, and where the
    system has no such timer (Windows). Limits do not nest: the inner one ends the outer one.

    Raises:
        TimeLimitError: where the work takes longer.
    """
    if not _has_timer():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def limit_paused() -> Iterator[None]:
    """Work that a limit around it does not count: what is made once, for whichever text is first.

    Without it the first text of a run would have less time than the same text later. What follows
    has the time that was left; where there is no limit, nothing changes.
    """
    if not _has_timer():
        yield
        return
    left, _ = signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, left)


def _has_timer() -> bool:
    """Whether a limit can be set here: in the main thread, on a system with such a timer."""
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and hasattr(signal, "setitimer")


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    raise TimeLimitError("this took more processor time than it was given")
