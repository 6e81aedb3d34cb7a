"""Writing a bundle; ``format.py`` says what it is."""

import base64
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from sijill.files.durability import whole_folder
from sijill.ledger.bundle.audit import verify_bundle
from sijill.ledger.bundle.format import (
    CHECKPOINTS,
    CONTENT,
    FILES,
    FORMAT,
    SIGNATURE,
    VERIFIER,
    CheckpointFile,
    signed_bytes,
    written,
)
from sijill.ledger.entries.entry import Entry, EntryKind
from sijill.ledger.evidence.files import find_file
from sijill.ledger.log.erasure import reference
from sijill.ledger.log.ledger import Ledger
from sijill.ledger.log.log import Log
from sijill.ledger.report.findings import Verdict
from sijill.ledger.signing.checkpoint import Checkpoint, read_checkpoint
from sijill.ledger.signing.keys import DeviceKey
from sijill.model.errors import LedgerError, StorageError


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a bundle.

    Attributes:
        entries: of any log; entries that order the erasure of their values go along by themselves.
        left_out: files that must not leave: by SHA-256, the reason.
        pages: more files for the top of the folder, by name.
    """

    entries: tuple[Entry, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, bytes] = field(default_factory=dict)


def write_bundle(
    ledger: Ledger, contents: Contents, evidence_folder: Path, folder: Path, key: DeviceKey
) -> None:
    """Write a bundle to a new folder, and verify it. What does not verify is removed again.

    Args:
        ledger: holds the entries, and signed checkpoints that cover them.
        contents: what goes in.
        evidence_folder: where the evidence is.
        folder: where the bundle goes; it must not exist.
        key: of the device that makes it, which has one of the logs that the entries stand in.

    Raises:
        LedgerError: if a log is not signed or not covered, evidence is missing, or the finished
            bundle does not verify.
        StorageError: if the folder exists or cannot be written.
    """
    with _new_folder(folder) as made:
        chosen = with_orders(contents.entries, ledger)
        covers = _covers(ledger, chosen, key)
        others = dict(contents.pages)
        others[VERIFIER] = files("sijill.ledger.bundle").joinpath(VERIFIER).read_bytes()
        for log, note in covers:
            others |= _checkpoint_files(ledger, log, note.head.size)
        digests = {name: sha256(other).hexdigest() for name, other in others.items()}
        content = {
            "format": FORMAT,
            "logs": [_written_log(ledger, log, note) for log, note in covers],
            "entries": list(_written_entries(covers, chosen)),
            "others": digests,
            "left_out": dict(contents.left_out),
        }
        kept = {file.sha256 for entry in chosen for file in entry.files} - contents.left_out.keys()
        _copy_evidence(evidence_folder, kept, made / FILES)
        _write_signed(content, others, made, key)
        _demand_sound(made)


def with_orders(entries: Iterable[Entry], ledger: Ledger) -> tuple[Entry, ...]:
    """The entries, and for each value that was erased of them the entry that orders it.

    An order's reason can be erased in its turn, so orders are looked for until none is missing.
    """
    chosen = {entry.leaf: entry for entry in entries}
    orders = list(ledger.entries({EntryKind.ERASURE}))
    while True:
        wanted = {reference((entry, name)) for entry in chosen.values() for name in entry.erased}
        missing = {
            order.leaf: order
            for order in orders
            if order.leaf not in chosen and wanted & {*order.over}
        }
        if not missing:
            return tuple(chosen.values())
        chosen |= missing


@contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    """A folder that gets its name when all went well, and is not there at all otherwise."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with whole_folder(folder, "bundle") as made:
            made.mkdir()
            yield made
    except OSError as error:
        raise StorageError(
            f"{folder}: the bundle cannot be written ({error.strerror}). Give a folder that does "
            "not exist yet, and check the space on the disk."
        ) from error


def _covers(
    ledger: Ledger, entries: Iterable[Entry], key: DeviceKey
) -> list[tuple[Log, Checkpoint]]:
    """The logs that entries stand in, each with its newest checkpoint, which must cover them."""
    last: dict[str, int] = {}
    for entry in entries:
        last[entry.log] = max(entry.number, last.get(entry.log, 0))
    covers = []
    for log in ledger.logs:
        if log.id in last:
            note = log.last_checkpoint()
            if note is None or last[log.id] >= note.head.size:
                raise LedgerError(
                    "no signed checkpoint covers these entries. Build the case, then repeat."
                )
            covers.append((log, note))
    if key.public not in {log.public for log, _ in covers}:
        raise LedgerError(
            "none of the entries stands in a log of this device, so its signature would mean "
            "nothing. Add an entry of its own, such as the one about the export."
        )
    return covers


def _cosignatures(ledger: Ledger, log: Log, size: int) -> dict[tuple[int, str], bytes]:
    """The checkpoints of the log as it is here that other devices signed, by size and device."""
    return {
        (row.size, row.peer): row.note
        for row in ledger.storage.cosignatures(log.number)
        if row.size <= size and log.root_at(row.size) == read_checkpoint(row.note).head
    }


def _checkpoint_files(ledger: Ledger, log: Log, size: int) -> dict[str, bytes]:
    """Checkpoints with a cosignature or a timestamp, and those, by the file's name."""
    files: dict[str, bytes] = {}
    for (covered, peer), note in _cosignatures(ledger, log, size).items():
        files[f"{CHECKPOINTS}/{log.id}-{covered}-{peer}{CheckpointFile.NOTE}"] = note
    checkpoints = log.checkpoints()
    for number, (place, response) in enumerate(ledger.storage.timestamps(log.number)):
        stem = f"{CHECKPOINTS}/{log.id}-{read_checkpoint(checkpoints[place]).head.size}"
        files[f"{stem}{CheckpointFile.NOTE}"] = checkpoints[place]
        files[f"{stem}.{number}{CheckpointFile.TIMESTAMP}"] = response
    return files


def _written_log(ledger: Ledger, log: Log, newest: Checkpoint) -> dict[str, object]:
    checkpoints, size = log.checkpoints(), newest.head.size
    older = {read_checkpoint(raw).head.size for raw in checkpoints} | {
        covered for covered, _ in _cosignatures(ledger, log, size)
    }
    return {
        "log": log.id,
        "public": log.public.hex(),
        "note": checkpoints[-1].decode(),
        "history": [_history(log, old_size, size) for old_size in sorted(older - {size})],
    }


def _history(log: Log, old: int, size: int) -> dict[str, object]:
    return {"size": old, "proof": [step.hex() for step in log.consistency_proof(old, size)]}


def _written_entries(
    covers: Iterable[tuple[Log, Checkpoint]], entries: Iterable[Entry]
) -> Iterator[dict[str, object]]:
    numbers = sorted({(entry.log, entry.number) for entry in entries})
    for log, note in covers:
        for name, number in numbers:
            if name == log.id:
                yield _written(log, number, note.head.size)


def _written(log: Log, number: int, size: int) -> dict[str, object]:
    stored, proof = log.stored(number), log.inclusion_proof(number, size)
    return {
        "log": log.id,
        "n": number,
        "entry": base64.b64encode(stored.raw).decode(),
        "signature": base64.b64encode(stored.signature).decode(),
        "proof": [step.hex() for step in proof],
        "payload": {
            name: None
            if salt is None or value is None
            else {"salt": salt.hex(), "value": base64.b64encode(value).decode()}
            for name, salt, value in stored.payload
        },
    }


def _copy_evidence(evidence_folder: Path, kept: Iterable[str], folder: Path) -> None:
    folder.mkdir()
    for name in sorted(kept):
        path = find_file(evidence_folder, name)
        if path is None:
            raise LedgerError(f"the evidence {name} is missing. Run sijill verify.")
        shutil.copyfile(path, folder / name)


def _write_signed(
    content: Mapping[str, object], others: Mapping[str, bytes], folder: Path, key: DeviceKey
) -> None:
    for name, other in others.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(other)
    raw = written(content)
    signature = key.sign(signed_bytes(raw))
    (folder / CONTENT).write_bytes(raw)
    (folder / SIGNATURE).write_bytes(f"{key.public.hex()} {signature.hex()}\n".encode())


def _demand_sound(folder: Path) -> None:
    report = verify_bundle(folder)
    if report.verdict is not Verdict.SOUND:
        wrong = next(finding for finding in report.findings if finding.verdict is not Verdict.SOUND)
        raise LedgerError(
            f"{folder}: the finished bundle does not verify ({wrong}), so it was removed. Run "
            "sijill verify on the case."
        )
