"""Checking a bundle with the code of the register; ``verify_sijill.py`` must come to the same.

What a bundle holds was written by somebody who may want to deceive, so whatever goes wrong while it
is read is a finding, never a crash. ``format.py`` says which finding weighs how much.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from cryptography.x509 import Certificate

from sijill.ledger.bundle.format import (
    CHECKPOINTS,
    CONTENT,
    FILES,
    SIGNATURE,
    CheckpointFile,
)
from sijill.ledger.bundle.reading import (
    Bundle,
    BundledLog,
    demand_ordinary,
    read_bundle,
    read_ordinary,
    unbase64,
)
from sijill.ledger.entries.entry import NAME_DIGITS, EntryKind
from sijill.ledger.entries.envelope import Envelope
from sijill.ledger.entries.payload import SALT_BYTES
from sijill.ledger.log.inspection import inspect_entry
from sijill.ledger.merkle.proofs import proves_consistency, proves_inclusion
from sijill.ledger.merkle.tree import leaf_hash
from sijill.ledger.report.findings import AuditReport, FindingList, Verdict
from sijill.ledger.signing.checkpoint import Checkpoint, origin_of, read_checkpoint
from sijill.ledger.signing.timestamps import demand_signed, is_about, read_timestamp
from sijill.ledger.stores.storage import EntryRow
from sijill.ledger.stores.value_sizes import demand_storable
from sijill.model.case_limits import LONGEST_CAUSE
from sijill.model.errors import LedgerError


def verify_bundle(
    folder: Path, trusted: Checkpoint | None = None, roots: Sequence[Certificate] = ()
) -> AuditReport:
    """Check a bundle. Whatever is wrong with it is a finding.

    Args:
        folder: the bundle.
        trusted: a checkpoint kept from earlier, with which its log must begin.
        roots: certificates of timestamp authorities that the reader trusts; with none of them,
            timestamps are reported and their signatures are not checked.
    """
    findings = FindingList()
    opened: list[Bundle] = []
    entries: list[_Entry] = []
    with errors_as_findings(findings, CONTENT):
        opened.append(read_bundle(folder))
    if not opened:
        return findings.report(0, {})
    bundle = opened[0]
    for place, content in enumerate(bundle.entries):
        with errors_as_findings(findings, f"entry {place} of the bundle"):
            entries.append(_check_entry(content, bundle.logs))
    if not entries or len({entry.leaf for entry in entries}) != len(bundle.entries):
        what = "it does not hold entries, each of them once"
        findings.add(Verdict.TAMPERED, CONTENT, what)
    _check_erasures(entries, findings)
    present = _check_files(folder, bundle, entries, findings)
    _check_older_checkpoints(folder, bundle, present & bundle.others.keys(), roots, findings)
    if trusted is not None:
        where = f"checkpoint of {trusted.head.size} entries"
        with errors_as_findings(findings, where):
            _compare(trusted, bundle.logs, where, findings)
    findings.add(Verdict.SOUND, SIGNATURE, f"the key {bundle.maker.hex()} signed it all")
    heads = {log.id: log.note.head for log in bundle.logs.values()}
    keys = {log.id: log.public.hex() for log in bundle.logs.values()}
    return findings.report(len(bundle.entries), heads, keys)


@contextmanager
def errors_as_findings(findings: FindingList, where: str) -> Iterator[None]:
    """What goes wrong inside, of what is read, becomes a finding."""
    try:
        yield
    except PermissionError:
        findings.add(Verdict.COULD_NOT_CHECK, where, "you may not read it")
    except OSError as error:
        name = Path(str(error.filename)).name
        what = f"{name!r} is missing or cannot be read ({error.strerror})"
        findings.add(Verdict.DAMAGED, where, what)
    except LedgerError as error:
        findings.add(Verdict.TAMPERED, where, str(error))
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        findings.add(Verdict.TAMPERED, where, _formless(error))
    except (RecursionError, OverflowError, MemoryError) as error:
        findings.add(Verdict.TAMPERED, where, _formless(error))


def _formless(error: BaseException) -> str:
    return f"it does not have its form ({repr(error)[:LONGEST_CAUSE]})"


class _Entry(NamedTuple):
    """An entry that was checked: its short name, leaf hash, envelope and erased fields."""

    name: str
    leaf: str
    envelope: Envelope
    erased: frozenset[str]


def _check_entry(content: Mapping[str, object], logs: Mapping[str, BundledLog]) -> _Entry:
    match content:
        case {
            "log": str() as log_id,
            "n": int() as number,
            "entry": str() as entry,
            "signature": str() as signed,
            "proof": list() as proof,
            "payload": dict() as payload,
            **rest,
        } if not isinstance(number, bool) and not rest:
            log, raw, signature = logs[log_id], unbase64(entry), unbase64(signed)
        case _:
            raise LedgerError("it does not have the fields of an entry")
    leaf, head = leaf_hash(raw + signature), log.note.head
    steps = tuple(map(bytes.fromhex, proof))
    if not proves_inclusion(leaf, number, head.size, steps, bytes.fromhex(head.root)):
        raise LedgerError("it is not in the log that the checkpoint covers")
    fields = [_read_value(name, value) for name, value in payload.items()]
    row = EntryRow(number, raw, signature, leaf, Envelope.from_bytes(raw).kind)
    inspection = inspect_entry((log_id, number), row, fields, log.public)
    if inspection.faults or inspection.envelope is None:
        raise LedgerError(str(inspection.faults[0]))
    erased = frozenset(name for name, value in payload.items() if value is None)
    return _Entry(f"entry {log_id[:NAME_DIGITS]}:{number}", leaf.hex(), inspection.envelope, erased)


def _read_value(
    name: str, stored: Mapping[str, str] | None
) -> tuple[str, bytes | None, bytes | None]:
    """A value as it is stored. A salt of another length could hide a part of the value."""
    if stored is None:
        return name, None, None
    salt, value = bytes.fromhex(stored["salt"]), unbase64(stored["value"])
    if len(salt) != SALT_BYTES or len(stored) != len(("salt", "value")):
        raise LedgerError(f"the value of {name!r} does not have a salt of {SALT_BYTES} bytes")
    return name, salt, demand_storable(value, f"the value of {name!r}")


def _check_erasures(entries: Sequence[_Entry], findings: FindingList) -> None:
    """Whether what is gone was ordered, and what was ordered is gone."""
    orders = [entry.envelope for entry in entries if entry.envelope.kind is EntryKind.ERASURE]
    ordered = {named for order in orders for named in order.over}
    for entry in entries:
        for name in sorted(entry.envelope.digests):
            is_gone, is_ordered = name in entry.erased, f"{entry.leaf}/{name}" in ordered
            if is_gone and is_ordered:
                findings.add(Verdict.SOUND, entry.name, f"{name!r} was erased on request")
            elif is_gone:
                what = f"{name!r} is missing, and no entry in the bundle orders its erasure"
                findings.add(Verdict.TAMPERED, entry.name, what)
            elif is_ordered:
                what = f"an entry orders the erasure of {name!r}, and it is still there"
                findings.add(Verdict.TAMPERED, entry.name, what)


def _check_files(
    folder: Path, bundle: Bundle, entries: Sequence[_Entry], findings: FindingList
) -> frozenset[str]:
    """Whether all files are there, as they were, and no others; the names of those there."""
    cited = {(file.sha256, file.size) for entry in entries for file in entry.envelope.files}
    kept = [(f"{FILES}/{sha256}", sha256, size) for sha256, size in sorted(cited)]
    kept = [file for file in kept if file[1] not in bundle.left_out]
    listed: list[tuple[str, str, int | None]] = [
        *kept,
        *((*other, None) for other in bundle.others.items()),
    ]
    present = frozenset(_list_files(folder))
    names = {CONTENT, SIGNATURE, *(name for name, _, _ in listed)}
    for name in sorted(present - names):
        what = "nobody listed it. If you put it there yourself, take it away"
        findings.add(Verdict.TAMPERED, f"file {name!r}", what)
    for name in sorted(names - present):
        findings.add(Verdict.DAMAGED, f"file {name!r}", "it is missing")
    for name, sha256, size in listed:
        if name in present:
            with errors_as_findings(findings, f"file {name!r}"):
                _check_file(folder / name, sha256, size)
    for sha256, reason in sorted(bundle.left_out.items()):
        if sha256 in {digest for digest, _ in cited}:
            what = f"it was left out of the bundle; the reason given is {reason!r}"
            findings.add(Verdict.SOUND, f"file {sha256}", what)
        else:
            what = f"{sha256!r} is said to be left out, and no entry cites it"
            findings.add(Verdict.TAMPERED, CONTENT, what)
    return present


def _check_file(path: Path, sha256: str, size: int | None) -> None:
    demand_ordinary(path)
    with path.open("rb") as file:
        digest, length = hashlib.file_digest(file, "sha256").hexdigest(), file.tell()
    if digest != sha256 or size not in (None, length):
        raise LedgerError(f"it was changed; its SHA-256 is now {digest}, it has {length} bytes")


def _check_older_checkpoints(
    folder: Path,
    bundle: Bundle,
    names: frozenset[str],
    roots: Sequence[Certificate],
    findings: FindingList,
) -> None:
    """Older checkpoints: the log begins with them; who vouched for them, and for what."""
    for name in sorted(name for name in names if name.startswith(f"{CHECKPOINTS}/")):
        with errors_as_findings(findings, f"file {name!r}"):
            if name.endswith(CheckpointFile.NOTE):
                note = read_checkpoint(read_ordinary(folder / name))
                _compare(note, bundle.logs, f"file {name!r}", findings)
                _name_peers(note, name, bundle.logs, findings)
            elif name.endswith(CheckpointFile.TIMESTAMP):
                about = read_ordinary(folder / f"{name.rsplit('.', 2)[0]}{CheckpointFile.NOTE}")
                findings.add(
                    Verdict.SOUND, name, _timestamp(read_ordinary(folder / name), about, roots)
                )


def _name_peers(
    note: Checkpoint, name: str, logs: Mapping[str, BundledLog], findings: FindingList
) -> None:
    """Which other devices signed a checkpoint, as far as their keys are in the bundle."""
    for peer in {signature.name for signature in note.signatures} - {note.origin}:
        log = logs.get(peer.removeprefix(origin_of("")))
        if log is None:
            what = f"{peer!r} signed it, too, by its name; its key is not in the bundle"
        elif note.is_signed_by(log.public, peer):
            what = f"the device of log {log.id} signed it, too"
        else:
            raise LedgerError(f"the key of log {log.id} did not sign it")
        findings.add(Verdict.SOUND, f"file {name!r}", what)


def _timestamp(response: bytes, note: bytes, roots: Sequence[Certificate]) -> str:
    timestamp = read_timestamp(response)
    if not is_about(timestamp, note):
        raise LedgerError("the timestamp is about another checkpoint")
    if roots:
        demand_signed(response, note, roots)
    checked = "" if roots else "; its signature was not checked, for want of --roots"
    time = timestamp.time.isoformat()
    return f"it existed at {time}, by the word of {timestamp.authority!r}{checked}"


def _compare(
    kept: Checkpoint, logs: Mapping[str, BundledLog], where: str, findings: FindingList
) -> None:
    """Whether the log that a checkpoint is about begins with what it says."""
    log = next((log for log in logs.values() if kept.is_about(log.id, log.public)), None)
    if log is None:
        raise LedgerError("another key signed it, or it is about another log")
    old, new = kept.head, log.note.head
    if old.size == new.size and old != new:
        raise LedgerError("the key signed two histories of the same length")
    if old == new:
        return
    proofs = [record["proof"] for record in log.history if record["size"] == old.size]
    if not proofs or old.size > new.size:
        findings.add(Verdict.DAMAGED, where, "the bundle has no proof from it")
        return
    if not isinstance(proofs[0], list):
        raise LedgerError("the proof from it is not a list of hashes")
    roots = bytes.fromhex(old.root), bytes.fromhex(new.root)
    if not proves_consistency(old.size, new.size, tuple(map(bytes.fromhex, proofs[0])), *roots):
        raise LedgerError("the log was rewritten since")


def _list_files(folder: Path) -> Iterator[str]:
    """The names of all files in a folder and below; a link to a folder counts as a file."""
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in names + links:
            yield (Path(place) / name).relative_to(folder).as_posix()
