"""A parser run in a process of its own, with limits on memory and time.

A library that aborts, loops or swallows all memory takes only the child with it. What the child
could not do is a value with a reason; the caller knows the file and makes the sentence.

A child starts without the current folder on its path (``-P``): in a folder of evidence, a file
called ``json.py`` is evidence, not a module. So every process of ours is started by
``module_command``.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class ChildFailure(StrEnum):
    """Why a child gave no answer."""

    OUT_OF_TIME = "out_of_time"
    STOPPED = "stopped"
    """It ended early: out of memory, out of processor time, or aborted by the library."""


@dataclass(frozen=True, slots=True)
class ChildLimits:
    """What a child may use: address space, and seconds of processor and of wall time alike."""

    memory_bytes: int
    seconds: int


def module_command(module: str, arguments: Sequence[str]) -> list[str]:
    """The command that runs a module of ours, from wherever it is run."""
    return [sys.executable, "-P", "-m", module, *arguments]


def ask_child(
    module: str, arguments: Sequence[str], limits: ChildLimits
) -> dict[str, object] | ChildFailure:
    """Run ``python -m MODULE ARGUMENTS`` and return the JSON object that it prints."""
    try:
        done = subprocess.run(  # noqa: S603  our own module, no shell
            module_command(module, arguments),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=limits.seconds,
            check=False,
            preexec_fn=lambda: _limit(limits),
        )
    except subprocess.TimeoutExpired:
        return ChildFailure.OUT_OF_TIME
    if done.returncode != 0:
        return ChildFailure.STOPPED
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def _limit(limits: ChildLimits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
