"""Where a command is when it is killed: a kill that strikes before or after its work proves little.

A command is started so that one signal makes it write down where each of its threads is and end at
once, by the signal, without a chance to tidy up. What it wrote says which step was struck.
"""

import signal
from pathlib import Path

STARTER = """\
import faulthandler, signal, sys
places = open(sys.argv.pop(1), "wb")
faulthandler.register(signal.SIGUSR1, file=places, all_threads=True, chain=True)
sys.argv[0] = "sijill"
from sijill.cli import main
main()
"""
"""Runs a command; the first word is the file that it writes to when it is struck."""
STRIKE = signal.SIGUSR1
"""Nothing of ours answers it, so after the places are written the process ends by it."""
STARTING, ENDED = "starting", "ended"
_STEPS = "/sijill/steps/"


def place_of(written: Path) -> str:
    """The innermost step in what was written, as ``capture.read_list``.

    ``STARTING`` where no step was at work: modules were imported, or the last words printed.
    """
    text = written.read_text("utf-8", "replace") if written.exists() else ""
    for line in text.splitlines():
        file, _, rest = line.strip().removeprefix('File "').partition('", line ')
        function = rest.partition(" in ")[2]
        if _STEPS in file and function and function != "<module>":
            return f"{Path(file).stem}.{function}"
    return STARTING
