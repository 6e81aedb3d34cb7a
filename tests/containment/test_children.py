"""A child that dies, loops or eats memory is a value; the parent goes on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sijill.containment.child import ChildFailure, ChildLimits, ask_child

LIMITS = ChildLimits(memory_bytes=1_000_000_000, seconds=20)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path


def _module(folder: Path, source: str) -> str:
    (folder / "asked_module.py").write_text(f"import json, sys\n{source}\n", encoding="utf-8")
    return "asked_module"


def test_the_answer_is_the_object_that_the_child_prints(folder: Path) -> None:
    module = _module(folder, "print(json.dumps({'asked': sys.argv[1:]}))")
    assert ask_child(module, ["a b", "ج"], LIMITS) == {"asked": ["a b", "ج"]}


@pytest.mark.parametrize(
    "source",
    [
        "import os; os.abort()",
        "bytes(2_000_000_000)",
        "raise SystemExit(3)",
        "import resource; assert resource.getrlimit(resource.RLIMIT_CORE)[0] != 0",
    ],
)
def test_a_child_that_ends_early_is_told(folder: Path, source: str) -> None:
    assert ask_child(_module(folder, source), [], LIMITS) is ChildFailure.STOPPED


def test_a_child_that_waits_forever_is_ended(folder: Path) -> None:
    module = _module(folder, "import time; time.sleep(60)")
    limits = ChildLimits(10**9, 1, patience=1)
    assert ask_child(module, [], limits) is ChildFailure.OUT_OF_TIME


def test_a_child_that_waits_for_nothing_is_ended_early(folder: Path) -> None:
    """As a library does whose memory ran out while it held a lock; its patience is ten minutes."""
    source = "import threading; lock = threading.Lock(); lock.acquire(); lock.acquire()"
    waiting = _module(folder, source)
    limits = ChildLimits(10**9, 600, patience=1, idle_seconds=2)
    assert ask_child(waiting, [], limits) is ChildFailure.OUT_OF_TIME


def test_a_child_prints_no_traces_of_a_library(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Printing one takes memory, and a child whose memory is out would wait for it for ever."""
    monkeypatch.setenv("RUST_BACKTRACE", "full")
    module = _module(
        folder, "import os; print(json.dumps({'trace': os.environ['RUST_BACKTRACE']}))"
    )
    assert ask_child(module, [], LIMITS) == {"trace": "0"}


def test_a_child_that_loops_is_ended_by_its_processor_time(folder: Path) -> None:
    limits = ChildLimits(10**9, 1, patience=600)
    looping = _module(folder, "while True: pass")
    assert ask_child(looping, [], limits) is ChildFailure.OUT_OF_TIME


def test_a_busy_machine_does_not_end_a_child_early(folder: Path) -> None:
    """Two seconds by the clock, nearly none of the processor."""
    module = _module(folder, "import time; time.sleep(2); print(json.dumps({}))")
    assert ask_child(module, [], ChildLimits(10**9, 1)) == {}


def test_files_of_the_current_folder_are_no_modules(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence = tmp_path_factory.mktemp("evidence")
    (evidence / "json.py").write_text("raise SystemExit(1)", encoding="utf-8")
    monkeypatch.chdir(evidence)
    module = _module(folder, "print(json.dumps({}))")
    assert os.listdir() == ["json.py"]  # noqa: PTH208  the folder that python -m would search
    assert ask_child(module, [], LIMITS) == {}


def test_a_tighter_limit_of_the_machine_stays(folder: Path) -> None:
    """An administrator may allow a process less time than a child is given; no child began then."""
    module = _module(folder, "import resource; print(resource.getrlimit(resource.RLIMIT_CPU)[1])")
    program = (
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (15, 15))\n"
        "from sijill.containment.child import ChildLimits, ask_child\n"
        f"print(ask_child({module!r}, [], ChildLimits(10**9, 20)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "15\n"
