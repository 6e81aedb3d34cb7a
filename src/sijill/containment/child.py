"""A parser run in a process of its own, with limits on memory and time.

A library that aborts, loops or swallows all memory takes only the child with it. What the child
could not do is a value with a reason; the caller knows the file and makes the sentence.

A child starts without the current folder on its path (``-P``): in a folder of evidence, a file
called ``json.py`` is evidence, not a module. So every process of ours is started by
``module_command``.
"""

import json
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class ChildFailure(StrEnum):
    """Why a child gave no answer."""

    OUT_OF_TIME = "out_of_time"
    STOPPED = "stopped"
    """It ended early: out of memory, out of processor time, or aborted by the library."""
    TOO_LONG = "too_long"
    """It printed more than was allowed."""


@dataclass(frozen=True, slots=True)
class ChildLimits:
    """What a child may use: address space, and seconds of processor time.

    By the clock it may take ``patience`` seconds for each of these: a busy machine is slow, and
    must not change what is read. ``most_answer_bytes`` is how much it may print; more is not taken
    into memory.
    """

    memory_bytes: int
    seconds: int
    most_answer_bytes: int = 2_000_000_000
    patience: int = 30


def module_command(module: str, arguments: Sequence[str]) -> list[str]:
    """The command that runs a module of ours, from wherever it is run."""
    return [sys.executable, "-P", "-m", module, *arguments]


def ask_child(
    module: str, arguments: Sequence[str], limits: ChildLimits
) -> dict[str, object] | ChildFailure:
    """Run ``python -m MODULE ARGUMENTS`` and return the JSON object that it prints."""
    with subprocess.Popen(  # noqa: S603  our own module, no shell
        module_command(module, arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        preexec_fn=lambda: _limit(limits),  # noqa: PLW1509  it sets limits alone, takes no lock
    ) as child:
        late = threading.Event()
        timer = threading.Timer(limits.patience * limits.seconds, _stop, (child, late))
        timer.start()
        try:
            printed = child.stdout.read(limits.most_answer_bytes + 1) if child.stdout else b""
            if len(printed) > limits.most_answer_bytes:
                child.kill()
            child.wait()
        finally:
            timer.cancel()
            child.kill()
    if len(printed) > limits.most_answer_bytes:
        return ChildFailure.TOO_LONG
    if late.is_set() or child.returncode == -signal.SIGXCPU:
        return ChildFailure.OUT_OF_TIME
    if child.returncode != 0:
        return ChildFailure.STOPPED
    answer: dict[str, object] = json.loads(printed)
    return answer


def _stop(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def _limit(limits: ChildLimits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
