"""The last build of a case: what it came to, and whether anything has changed since.

A build is a function of the program, the files of the case and the ledger. Beside its results it
keeps digests of all three and of the results themselves. While these are the same, building again
would write the same bytes and append nothing, so it is not done: the kept report is given again.
The file can be deleted; the next build is then a whole one.
"""

import json
import platform
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Self

import sijill
from sijill.files.durability import whole_file
from sijill.files.reading import open_regular, read_bounded
from sijill.ledger.log.ledger import Ledger
from sijill.model.case_limits import MOST_RESULT_BYTES
from sijill.model.errors import FileUnreadableError, SijillError, StorageError
from sijill.steps.case.notices import Notice
from sijill.steps.open_case import missing_own_entries
from sijill.steps.workspace import Author, Workspace

FILE = "last_build.json"
"""Its name in ``out``."""
WORK = "out"
"""The work in the name of a temporary file."""
FORMAT = 3
_WRITTEN = frozenset(("evidence", "out"))
_LEDGER = "register.db"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build came to, in words and numbers.

    Attributes:
        title: of the case.
        dossier: the page to begin with.
        figures: each figure's value in words, by name.
        titles: each figure's title, by name.
        digest: of the figures.
        checkpoint: size and Merkle root (hex) of the ledger that they rest on.
        entries_before: how many entries the ledger held.
        entries_after: how many it holds now.
        records: how many records were read, withdrawn ones included.
        unused: rows and values that could not be used.
        notes: remarks on how files were read.
        review: pairs of records that wait for a decision.
        pages: of the dossier.
        notices: sentences for whoever ran the build.
        left_out: mistakes that keep something out of the figures, or must be mended first.
        evidence: SHA-256 of the files that rows were read from.
        is_repeated: whether nothing had changed, so that nothing was done.
    """

    title: str
    dossier: str
    figures: Mapping[str, str]
    titles: Mapping[str, str]
    digest: str
    checkpoint: tuple[int, str]
    entries_before: int
    entries_after: int
    records: int
    unused: int
    notes: int
    review: int
    pages: int
    notices: tuple[Notice, ...]
    left_out: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    is_repeated: bool = False

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        """Read what ``keep_report`` wrote.

        Raises:
            TypeError: if a part is missing or unknown.
        """
        size, root = content["checkpoint"]
        notices = tuple(Notice(**notice) for notice in content["notices"])
        read = {name: tuple(content[name]) for name in ("left_out", "evidence")}
        return cls(**{**content, **read, "checkpoint": (size, root), "notices": notices})


def keep_report(workspace: Workspace, report: BuildReport) -> None:
    """Keep a report beside the results, with what it depends on.

    Raises:
        StorageError: if it cannot be written.
    """
    with Ledger.open(workspace.ledger) as ledger:
        depends = _depends_on(workspace, ledger, report.evidence)
    kept = replace(report, notices=tuple(notice for notice in report.notices if not notice.is_news))
    places = _places(workspace)
    content = {"format": FORMAT, "depends_on": depends, "places": places, "report": asdict(kept)}
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    try:
        with whole_file(workspace.out / FILE, WORK, mode=0o644) as file:
            file.write(text.encode())
    except OSError as error:
        raise StorageError(f"{workspace.out / FILE} cannot be written ({error}).") from error


def repeated_report(workspace: Workspace, author: Author) -> BuildReport | None:
    """The last build's report if nothing has changed since; ``None`` where a build is needed.

    Whatever cannot be read here is left to the build, which says what is wrong.
    """
    try:
        content = json.loads(read_bounded(workspace.out / FILE, MOST_RESULT_BYTES))
        with Ledger.open(workspace.ledger) as ledger:
            if missing_own_entries(ledger, author):
                return None
            evidence = content["report"]["evidence"]
            if content["depends_on"] != _depends_on(workspace, ledger, evidence):
                return None
            size = ledger.size
        report = _moved(BuildReport.from_json(content["report"]), content["places"], workspace)
    except (OSError, ValueError, KeyError, TypeError, SijillError):
        return None
    return replace(report, entries_before=size, entries_after=size, is_repeated=True)


def _places(workspace: Workspace) -> list[str]:
    """The folders that a report names files in."""
    return [f"{workspace.work}/", f"{workspace.case}/"]


def _moved(report: BuildReport, places: Sequence[str], workspace: Workspace) -> BuildReport:
    """The report of a case whose folder was moved or copied since: it names the files of now."""

    def here(words: str) -> str:
        for before, now in zip(places, _places(workspace), strict=True):
            words = words.replace(before, now) if before != now else words
        return words

    return replace(
        report,
        dossier=here(report.dossier),
        notices=tuple(replace(one, sentence=here(one.sentence)) for one in report.notices),
        left_out=tuple(map(here, report.left_out)),
    )


def _depends_on(
    workspace: Workspace, ledger: Ledger, evidence: Collection[str]
) -> dict[str, object]:
    """Digests of all that the results follow from, and of the results.

    ``evidence`` are the files that rows were read from; of all others the size is taken, and
    ``sijill verify`` checks what they hold.
    """
    heads = {log.id: log.head() for log in ledger.logs}
    return {
        "program": _digest_of(_program()),
        "logs": {log: [head.size, head.root] for log, head in heads.items()},
        "follows_links": workspace.follows_links,
        "case": _digest_of(_contents(workspace.case, _WRITTEN)),
        "evidence": _digest_of(_evidence(workspace.evidence, frozenset(evidence))),
        "results": _digest_of(_contents(workspace.out, frozenset((FILE,)))),
    }


def _digest_of(lines: Iterator[str]) -> str:
    digest = sha256()
    for line in lines:
        digest.update(f"{line}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _program() -> Iterator[str]:
    """The version of the language, and each file of the program with its size and time."""
    yield f"{FORMAT} {platform.python_version()} {platform.machine()}"
    root = Path(sijill.__file__).parent
    for path in sorted(root.rglob("*")):
        if "__pycache__" not in path.parts and path.is_file():
            status = path.stat()
            yield f"{path.relative_to(root)} {status.st_size} {status.st_mtime_ns}"


def _contents(folder: Path, without: frozenset[str]) -> Iterator[str]:
    """Each file below a folder with its SHA-256, without these names and the ledger at its top.

    A pipe, a device or a link that leads nowhere is named and not opened; so is a file that this
    user may not read. As soon as it can be read, its line changes.
    """
    for top in sorted(folder.iterdir()):
        if top.name in without or top.name.startswith((_LEDGER, ".")):
            continue
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            state = _state(path)
            if state is not None:
                yield f"{path.relative_to(folder)} {state}"


def _state(path: Path) -> str | None:
    """The SHA-256 of a file, or why there is none; ``None`` of a folder."""
    try:
        if path.is_file():
            with open_regular(path) as file:
                return file_digest(file, "sha256").hexdigest()
        return None if path.is_dir() else "is no file"
    except (OSError, FileUnreadableError) as error:
        return f"cannot be read ({error})"


def _evidence(folder: Path, read: frozenset[str]) -> Iterator[str]:
    """Each file below a folder with its size, and with its SHA-256 if rows were read from it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            state = _state(path) if path.name in read else ""
            yield f"{path.relative_to(folder)} {path.stat().st_size} {state}"
