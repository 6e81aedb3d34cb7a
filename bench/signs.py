"""Signs of work: a command is ended the moment it is about to make its n-th change to a disk.

A sign is a file that is opened to be written, renamed, linked or removed, a folder that is made or
removed, and a statement by which a database changes or a transaction ends. A command that is run
to its end says which signs it made, one after the other; run again, it is ended at the one that is
asked for, by a signal that nothing answers, so that it cannot tidy up. So a kill strikes the same
step on a busy machine as on a quiet one, and every single one can be struck.

This file is a program: it imports what commands need once, and then runs each in a child of its
own. A line of its input is a request in JSON, a line of its output how the command ended.
"""

import json
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import FrameType

import apsw

_CHANGES = frozenset(
    ("os.rename", "os.link", "os.symlink", "os.remove", "os.mkdir", "os.rmdir", "os.truncate")
)
_STATEMENTS = ("INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "BEGIN", "COMMIT", "PRAGMA WAL")
_PASSED_OVER = ("/dev/", "/proc/", "__pycache__")
_OURS = "/sijill/"


class Signs:
    """The signs that this process has made so far.

    Attributes:
        told: where it says which were made, or where it was struck.
        strike: the number of the sign at which it ends, from 1; 0: it does not.
        delay: seconds after that sign at which it ends.
    """

    def __init__(self, told: Path, strike: int, delay: float) -> None:
        self.told, self.strike, self.delay = told, strike, delay
        self.made: list[str] = []
        self.is_taken = False

    def take(self, event: str, args: tuple[object, ...]) -> None:
        """An audit event of Python."""
        if event in _CHANGES:
            self._add(event.removeprefix("os."), args[0])
        elif event == "open" and _is_writing(args[1], args[2]):
            self._add("write", args[0])

    def connected(self, connection: apsw.Connection) -> None:
        """A database was opened: each of its statements may be a sign, unless it is in memory."""
        if connection.filename:
            connection.set_exec_trace(self._executed)

    def _executed(self, _cursor: object, sql: str, _bindings: object) -> bool:
        words = " ".join(sql.split()).upper()
        if words.startswith(_STATEMENTS):
            self._add(" ".join(words.split(" ", 3)[:2]), "")
        return True

    def _add(self, what: str, path: object) -> None:
        where = os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else ""
        if self.is_taken or any(part in where for part in _PASSED_OVER):
            return
        self.is_taken = True
        step = _step(sys._getframe(1))  # noqa: SLF001  the only way to a stack without its cost
        self.made.append(f"{step}: {what}")
        if len(self.made) == self.strike:
            self.told.write_text(self.made[-1], "utf-8")
            if self.delay:
                signal.setitimer(signal.ITIMER_REAL, self.delay)
            else:
                os.kill(os.getpid(), signal.SIGKILL)
        self.is_taken = False


def _is_writing(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return any(sign in mode for sign in "wax+")
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _step(frame: FrameType | None) -> str:
    """The innermost step of ours that is at work, or else the innermost function of ours."""
    ours = ""
    while frame is not None:
        file = frame.f_code.co_filename
        if _OURS in file:
            name = f"{Path(file).stem}.{frame.f_code.co_name}"
            if "/sijill/steps/" in file:
                return name
            ours = ours or name
        frame = frame.f_back
    return ours or "python"


def _run(words: Sequence[str], signs: Signs, answer: Path) -> int:
    """Run a command in this process, its answer in a file; the exit code."""
    target = os.open(answer, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for number in (1, 2):
        os.dup2(target, number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.argv = ["sijill", *words]
    sys.addaudithook(signs.take)
    apsw.connection_hooks.append(signs.connected)
    try:
        import_module("sijill.cli").main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        signs.is_taken = True
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def _serve() -> None:
    for name in ("sijill.cli.commands", "sijill.steps.case.build"):  # nothing is run yet
        import_module(name)
    for line in sys.stdin:
        asked = json.loads(line)
        told = Path(asked["told"])
        child = os.fork()
        if child == 0:
            code = 70
            try:
                os.setsid()
                signs = Signs(told, asked["strike"], asked["delay"])
                code = _run(asked["words"], signs, Path(asked["answer"]))
                if not asked["strike"]:
                    told.write_text("\n".join(signs.made), "utf-8")
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        print(json.dumps({"child": child, "code": os.waitstatus_to_exitcode(status)}), flush=True)


if __name__ == "__main__":
    _serve()
