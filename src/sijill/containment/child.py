"""A parser run in a process of its own, with limits on memory and time.

A library that aborts, loops or swallows all memory takes only the child with it. What the child
could not do is a value with a reason; the caller knows the file and makes the sentence.

A child starts without the current folder on its path (``-P``): in a folder of evidence, a file
called ``json.py`` is evidence, not a module. So every process of ours is started by
``module_command``.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_QUIET = {"RUST_BACKTRACE": "0", "RUST_LIB_BACKTRACE": "0"}
"""A library that prints a trace while memory is out waits for ever for the memory to print it."""
_POLL_SECONDS = 1.0
"""Between two looks at the time that a child has used; what it takes is nothing beside that."""


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
    into memory. One that uses no processor time at all for ``idle_seconds`` of the clock waits for
    something that does not come (Linux alone can tell).
    """

    memory_bytes: int
    seconds: int
    most_answer_bytes: int = 2_000_000_000
    patience: int = 30
    idle_seconds: int = 40


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
        env=os.environ | _QUIET,
        preexec_fn=lambda: _limit(limits),  # noqa: PLW1509  it sets limits alone, takes no lock
    ) as child:
        late, ended = threading.Event(), threading.Event()
        watch = threading.Thread(target=_watch, args=(child, limits, late, ended), daemon=True)
        watch.start()
        try:
            printed = child.stdout.read(limits.most_answer_bytes + 1) if child.stdout else b""
            if len(printed) > limits.most_answer_bytes:
                child.kill()
            child.wait()
        finally:
            ended.set()
            child.kill()
            watch.join()
    if len(printed) > limits.most_answer_bytes:
        return ChildFailure.TOO_LONG
    if late.is_set() or child.returncode == -signal.SIGXCPU:
        return ChildFailure.OUT_OF_TIME
    if child.returncode != 0:
        return ChildFailure.STOPPED
    answer: dict[str, object] = json.loads(printed)
    return answer


def _watch(
    child: subprocess.Popen[bytes],
    limits: ChildLimits,
    late: threading.Event,
    ended: threading.Event,
) -> None:
    """End a child whose time by the clock is over, or that has long used no processor time."""
    until = time.monotonic() + limits.patience * limits.seconds
    used, idle_since = -1, time.monotonic()
    while not ended.wait(_POLL_SECONDS):
        now, ticks = time.monotonic(), _processor_ticks(child.pid)
        if ticks is None or ticks != used:
            used, idle_since = ticks or 0, now
        if now > until or now - idle_since > limits.idle_seconds:
            late.set()
            child.kill()
            return


def _processor_ticks(process: int) -> int | None:
    """Processor time of a process, in ticks of the clock; ``None`` where it cannot be told.

    Source: proc_pid_stat(5), fields 14 and 15 (``utime``, ``stime``); the name before them may
    hold spaces and brackets.
    """
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    _, _, after = fields.rpartition(")")
    user, system = after.split()[11:13]
    return int(user) + int(system)


def _limit(limits: ChildLimits) -> None:
    _lower(resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes)
    _lower(resource.RLIMIT_CPU, limits.seconds, limits.seconds + 1)
    _lower(resource.RLIMIT_CORE, 0, 0)


def _lower(kind: int, soft: int, hard: int) -> None:
    """Set a limit; where this process is limited more tightly already, that stays."""
    _, most = resource.getrlimit(kind)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    resource.setrlimit(kind, (soft, hard))
