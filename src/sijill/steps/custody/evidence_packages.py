"""Packages of other tools as evidence: kept whole, read apart, and what they claim kept beside.

A package (a WACZ web archive, a ProofMode zip, a table of Auto Archiver, a file with content
credentials) is an exhibit as it came. What was read out of it, each claim with a label that says
what became of it when it was checked, is a second exhibit, derived from the first. The reading is
done in a child process with limits; what it says is data, and is never run or opened.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sijill.files.temporary_files import private_folder
from sijill.ledger.evidence.files import INCOMING, find_file
from sijill.model.decisions.exhibits import NOT_WHOLE, Chain, ExhibitDerivation
from sijill.model.errors import DecisionError, StorageError
from sijill.model.records.rejects import Effect, Reject
from sijill.packages.auto_archiver.tables import ArchivedLink, ArchiverTable, compare_copy
from sijill.packages.completeness import lacks_of
from sijill.packages.labels import Check, Label
from sijill.packages.reading import ADAPTERS, PackageKind, parse_in_child
from sijill.steps.custody.evidence import NewExhibit, add_file, reading_text
from sijill.steps.open_case import OpenCase

KINDS = {
    ".wacz": PackageKind.WACZ,
    ".zip": PackageKind.PROOFMODE,
    ".csv": PackageKind.AUTO_ARCHIVER,
    ".tsv": PackageKind.AUTO_ARCHIVER,
    ".json": PackageKind.AUTO_ARCHIVER,
    ".jsonl": PackageKind.AUTO_ARCHIVER,
}
"""By the end of the name; any other file is looked at for content credentials."""
LABELS = frozenset(Label)
_COSTS = {
    Effect.FILE: "not read",
    Effect.ROW: "this row was not taken",
    Effect.VALUE: "the rest was taken",
    Effect.NOTE: "nothing was lost",
}
_MOST_LACKS = 5
"""So many lacks of a package are written out in the ledger; its reading has them all."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What is to be imported."""

    path: Path
    kind: PackageKind | None = None
    """``None``: by the end of its name."""
    files: Path | None = None
    """The folder with the copies that a table's rows name."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in: the package, its reading, files that its rows name, and what did not."""

    package: Chain
    reading: Chain
    kind: PackageKind
    labels: dict[str, int]
    """How many claims have each label."""
    files: tuple[Chain, ...]
    rejects: tuple[str, ...]
    """Parts that were not taken, each as a sentence."""
    lacks: tuple[str, ...] = ()
    """What the package lacks of itself, each as a sentence."""


def import_package(case: OpenCase, offered: Offered) -> Imported:
    """Keep a package and its reading, and the copies that a table's rows name.

    The same package again adds nothing.

    Raises:
        FileUnreadableError: if it cannot be read as what it is said to be; nothing is kept then.
        StorageError, LedgerError: if it cannot be kept.
    """
    path = offered.path
    kind = offered.kind or KINDS.get(path.suffix.casefold(), PackageKind.C2PA)
    case.progress(f"reading {path.name}", 0, 0)
    read = parse_in_child(path, path.name, kind)
    package = add_file(case, path, NewExhibit(f"{kind} package {path.name}"))
    kept = find_file(case.workspace.evidence, package.exhibit.sha256)
    if kept is None:
        raise StorageError(f"{path}: its copy is not in {case.workspace.evidence}.")
    if read != parse_in_child(kept, path.name, kind):
        raise DecisionError(f"{path}: changed while it was read. Import it again.")
    content = ADAPTERS[kind].dump_python(read, mode="json")
    lacks = lacks_of(read)
    reading = _keep_reading(case, package, content, lacks)
    copies: list[Chain] = []
    rejects = [_sentence(reject) for reject in getattr(read, "rejects", ())]
    if offered.files is not None and isinstance(read, ArchiverTable):
        for chain, reason in _take_copies(case, read, offered.files):
            if chain is not None:
                copies.append(chain)
            if reason:
                rejects.append(reason)
    counted = Counter(_labels_in(content))
    return Imported(package, reading, kind, dict(counted), tuple(copies), tuple(rejects), lacks)


def _sentence(reject: Reject) -> str:
    """What was not taken of a package, and where it stands in it."""
    where = [reject.file]
    where += [reject.sheet] if reject.sheet else []
    where += [f"row {reject.row}"] if reject.row else []
    where += [f"column {reject.column}"] if reject.column else []
    return f"{', '.join(where)}: {reject.reason} ({_COSTS[reject.effect]})"


def _keep_reading(case: OpenCase, package: Chain, content: object, lacks: tuple[str, ...]) -> Chain:
    description = NewExhibit(
        f"Reading of {package.exhibit.title}",
        parent=package.exhibit.id,
        derivation=ExhibitDerivation.READING,
        reason=_describe_lacks(lacks),
    )
    with private_folder(case.workspace.work, INCOMING) as folder:
        path = folder / "reading.json"
        path.write_text(reading_text(content), encoding="utf-8")
        return add_file(case, path, description)


def _describe_lacks(lacks: tuple[str, ...]) -> str:
    """Why a package is not whole, its first lacks in words; empty where it lacks nothing."""
    if not lacks:
        return ""
    more = len(lacks) - _MOST_LACKS
    rest = f"; and {more:,} more" if more > 0 else ""
    return f"{NOT_WHOLE}{'; '.join(lacks[:_MOST_LACKS])}{rest}"


def _take_copies(
    case: OpenCase, table: ArchiverTable, folder: Path
) -> Iterator[tuple[Chain | None, str]]:
    """Each copy that a row names and the folder holds, and what is wrong with it, if anything.

    Only the last part of a location is used: a table cannot reach outside the folder. A copy whose
    hash is another than the table claims is evidence all the same; the difference is shown.
    """
    for done, link in enumerate(table.links):
        case.progress("taking copies", done, len(table.links))
        for location in link.locations:
            copy = folder / Path(location).name
            if not copy.is_file():
                yield None, f"row {link.locator.row}: {copy.name} is not in {folder}"
                continue
            check = compare_copy(link, copy).check
            description = NewExhibit(f"copy of {link.url}", reason=_describe_check(link, check))
            chain = add_file(case, copy, description)
            yield chain, "" if check.label is not Label.DIFFERS else description.reason


def _describe_check(link: ArchivedLink, check: Check) -> str:
    reason = f": {check.reason}" if check.reason else ""
    return f"row {link.locator.row} of {link.locator.file}: hash {check.label}{reason}"


def _labels_in(content: object) -> Iterator[str]:
    """Every label in a reading, wherever it stands."""
    match content:
        case {"label": str(label)} if label in LABELS:
            yield label
        case dict():
            for value in content.values():
                yield from _labels_in(value)
        case list() | tuple():
            for value in content:
                yield from _labels_in(value)
