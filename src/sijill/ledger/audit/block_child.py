"""Examines blocks of a ledger in a process of its own: what it is asked on the command line.

``python -m sijill.ledger.audit.block_child PATH NUMBER LOG PUBLIC PREFIX FIRST:END:SIZE,SIZE ...``
prints one line of JSON for each block, in the order asked. A library must not start copies of
whatever program calls it, as ``multiprocessing`` does; this module is started instead.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from sijill.containment.child import module_command
from sijill.ledger.audit.block import BlockResult, Stretch, examine_block
from sijill.ledger.audit.cross_references import CrossReferences, LogFrame
from sijill.ledger.entries.entry import FileReference
from sijill.ledger.entries.gc_paused import gc_paused
from sijill.ledger.report.findings import Finding, Verdict
from sijill.ledger.stores.sqlite_database import open_to_read
from sijill.model.errors import LedgerError


def examine_apart(
    path: Path, frame: LogFrame, stretches: Sequence[Stretch], workers: int
) -> Iterator[BlockResult]:
    """Start so many processes; the results of the blocks come in order as they are asked for.

    Raises:
        LedgerError: if a process ends without an answer, as it does where reading stops.
    """
    share = -(-len(stretches) // workers)
    parts = [stretches[start : start + share] for start in range(0, len(stretches), share)]
    return _answers([(_start(path, frame, part), len(part)) for part in parts])


def _answers(children: Sequence[tuple[subprocess.Popen[str], int]]) -> Iterator[BlockResult]:
    try:
        for child, wanted in children:
            count = 0
            for count, line in enumerate(child.stdout or (), start=1):  # noqa: B007  counted to the end
                yield _read(line)
            if child.wait() or count != wanted:
                raise LedgerError("reading stopped in the middle; the file may be damaged there")
    finally:
        for child, _ in children:
            child.kill()
            child.wait()
            if child.stdout:
                child.stdout.close()


def _start(path: Path, frame: LogFrame, part: Sequence[Stretch]) -> subprocess.Popen[str]:
    asked = [
        f"{stretch.first}:{stretch.end}:{','.join(map(str, stretch.sizes))}" for stretch in part
    ]
    public = frame.public.hex() or "-"
    words = [str(path), str(frame.number), frame.id, public, frame.prefix, *asked]
    return subprocess.Popen(  # noqa: S603  our own module, no shell
        module_command("sijill.ledger.audit.block_child", words),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )


def _written(result: BlockResult) -> str:
    references = result.references
    content = asdict(result) | {
        "findings": [
            (int(finding.verdict), finding.where, finding.what) for finding in result.findings
        ],
        "references": asdict(references)
        | {
            "ordered": sorted(references.ordered),
            "files": sorted((file.sha256, file.size, file.type) for file in references.files),
        },
        "peaks": None if result.peaks is None else [peak.hex() for peak in result.peaks],
        "heads": {size: [peak.hex() for peak in peaks] for size, peaks in result.heads.items()},
    }
    return json.dumps(content)


def _read(line: str) -> BlockResult:
    content = json.loads(line)
    peaks, references = content["peaks"], content["references"]
    return BlockResult(
        findings=tuple(Finding(Verdict(code), *words) for code, *words in content["findings"]),
        entries=content["entries"],
        nodes=content["nodes"],
        references=CrossReferences(
            values=references["values"],
            files={FileReference(*file) for file in references["files"]},
            erased=references["erased"],
            ordered=set(references["ordered"]),
            cited_heads=[tuple(head) for head in references["cited_heads"]],
        ),
        first_prev=content["first_prev"],
        last_leaf=content["last_leaf"],
        peaks=None if peaks is None else tuple(map(bytes.fromhex, peaks)),
        heads={
            int(size): tuple(map(bytes.fromhex, hashes))
            for size, hashes in content["heads"].items()
        },
    )


def _main(path: str, *words: str) -> None:
    number, log, public, prefix, *asked = words
    frame = LogFrame(int(number), log, b"" if public == "-" else bytes.fromhex(public), prefix)
    connection = open_to_read(Path(path))
    for stretch_words in asked:
        first, end, sizes = stretch_words.split(":")
        wanted = tuple(int(size) for size in sizes.split(",") if size)
        stretch = Stretch(int(first), int(end), wanted)
        with gc_paused():
            result = examine_block(connection, frame, stretch)
        print(_written(result), flush=True)  # noqa: T201  its answer


if __name__ == "__main__":
    _main(*sys.argv[1:])
