"""A bundle: chosen entries with their proofs and files, to be checked by somebody without a ledger.

A folder::

    bundle.json         the entries, each with its inclusion proof, and their logs' checkpoints
    files/<sha256>      the evidence that the entries cite
    verify_sijill.py    checks all of it with Python alone

Every stored checkpoint comes along with a consistency proof, so that whoever kept one from earlier
can see that the log was not rewritten since. Files that must not leave (they hold what a mapping
protects) are named by their hash and left out.
"""

import base64
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from sijill.ledger.entry import Entry, FileReference
from sijill.ledger.envelope import Envelope
from sijill.ledger.evidence import check_files, find_file
from sijill.ledger.findings import FindingList, Report, Verdict
from sijill.ledger.held_log import HeldLog
from sijill.ledger.keys import is_signed_entry
from sijill.ledger.merkle import TreeHead, leaf_hash
from sijill.ledger.notes import Note, origin_of, read_note
from sijill.ledger.payload import SALT_BYTES, unseal
from sijill.ledger.proofs import proves_consistency, proves_inclusion
from sijill.ledger.store import Ledger
from sijill.model.errors import LedgerError, StorageError

FORMAT = "sijill bundle 2"
CONTENT = "bundle.json"
VERIFIER = "verify_sijill.py"


def write_bundle(
    ledger: Ledger,
    entries: Iterable[Entry],
    evidence_folder: Path,
    left_out: Mapping[str, str],
    folder: Path,
) -> None:
    """Write a bundle of these entries.

    Args:
        ledger: holds them, and signed checkpoints that cover them.
        entries: the entries, of any of its logs.
        evidence_folder: where the evidence is.
        left_out: files that must not leave: by SHA-256, the reason.
        folder: where the bundle goes; it must not exist.

    Raises:
        LedgerError: if a log is not signed or not covered, or evidence is missing.
        StorageError: if the folder exists or cannot be written.
    """
    numbers: dict[str, set[int]] = {}
    cited = set[FileReference]()
    for entry in entries:
        numbers.setdefault(entry.log, set()).add(entry.number)
        cited |= set(entry.files)
    logs = [log for log in ledger.logs if log.id in numbers]
    covers = {log.id: _covering(log, max(numbers[log.id])) for log in logs}
    content = {
        "format": FORMAT,
        "logs": [_written_log(log, covers[log.id]) for log in logs],
        "entries": [
            _written(log, number, covers[log.id].head.size)
            for log in logs
            for number in sorted(numbers[log.id])
        ],
        "left_out": [{"sha256": name, "reason": left_out[name]} for name in sorted(left_out)],
    }
    try:
        (folder / "files").mkdir(parents=True)
        for file in sorted(cited):
            if file.sha256 not in left_out:
                shutil.copyfile(_kept(evidence_folder, file), folder / "files" / file.sha256)
        text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False)
        (folder / CONTENT).write_text(f"{text}\n", encoding="utf-8")
        (folder / VERIFIER).write_bytes(files("sijill.ledger").joinpath(VERIFIER).read_bytes())
    except OSError as error:
        raise StorageError(
            f"{folder}: the bundle cannot be written ({error.strerror}). Give a folder that does "
            "not exist yet."
        ) from error


def _covering(log: HeldLog, last: int) -> Note:
    """The newest checkpoint of a log, if it covers the entry of that number."""
    note = log.last_note()
    if note is None or last >= note.head.size:
        raise LedgerError("no signed checkpoint covers these entries. Build the case, then repeat.")
    return note


def _written_log(log: HeldLog, newest: Note) -> dict[str, object]:
    notes = log.checkpoints()
    return {
        "log": log.id,
        "public": log.public.hex(),
        "note": notes[-1].decode(),
        "history": [_history(log, read_note(raw), newest.head.size) for raw in notes[:-1]],
    }


def _history(log: HeldLog, note: Note, size: int) -> dict[str, object]:
    proof = log.consistency_proof(note.head.size, size)
    return {"size": note.head.size, "proof": [step.hex() for step in proof]}


def _written(log: HeldLog, number: int, size: int) -> dict[str, object]:
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


def _kept(evidence_folder: Path, file: FileReference) -> Path:
    path = find_file(evidence_folder, file.sha256)
    if path is None:
        raise LedgerError(f"the evidence {file.sha256} is missing. Run sijill verify.")
    return path


def verify_bundle(folder: Path, trusted: Note | None = None) -> Report:
    """Check a bundle with the code of the register; ``verify_sijill.py`` must say the same.

    Args:
        folder: the bundle.
        trusted: a checkpoint kept from earlier, with which the log must begin.
    """
    found = FindingList()
    entries, heads = 0, dict[str, TreeHead]()
    try:
        content = json.loads((folder / CONTENT).read_bytes().decode("utf-8"))
        entries, heads = _examine(folder, content, trusted, found)
    except LedgerError as error:
        found.add(Verdict.TAMPERED, CONTENT, str(error))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        found.add(Verdict.DAMAGED, CONTENT, f"it cannot be read as a bundle ({error})")
    return found.report(entries, heads)


class _Log(NamedTuple):
    """A log as the bundle gives it."""

    id: str
    public: bytes
    note: Note
    history: Sequence[Mapping[str, object]]


def _examine(
    folder: Path, content: Mapping[str, object], trusted: Note | None, found: FindingList
) -> tuple[int, dict[str, TreeHead]]:
    match content:
        case {
            "format": "sijill bundle 2",
            "logs": list() as given_logs,
            "entries": list() as entries,
            "left_out": list() as left_out,
            **rest,
        } if not rest:
            pass
        case _:
            raise ValueError("it does not have the fields of a bundle")
    logs = [_read_log(one, found) for one in given_logs]
    held = {log.id: log for log in logs}
    if not logs or len(held) != len(logs):
        raise ValueError("it does not have its logs, each once")
    if trusted is not None:
        _compare(trusted, logs, found)
    cited = set[FileReference]()
    for given in entries:
        cited |= _examine_entry(given, held, found)
    names = {file.sha256 for file in cited}
    there = {path.name for path in (folder / "files").glob("*")}
    for stray in sorted(there - names):
        found.add(Verdict.TAMPERED, f"file {stray}", "no entry cites it")
    absent = {one["sha256"] for one in left_out} - there
    kept = [file for file in cited if file.sha256 not in absent]
    for finding in check_files(folder / "files", kept):
        found.add(finding.verdict, finding.where, finding.what)
    return len(entries), {log.id: log.note.head for log in logs}


def _read_log(given: Mapping[str, object], found: FindingList) -> _Log:
    match given:
        case {
            "log": str() as log,
            "public": str() as key,
            "note": str() as text,
            "history": list() as history,
            **rest,
        } if not rest:
            public, note = _unhexed(key), read_note(text.encode())
        case _:
            raise ValueError("a log does not have the fields of one")
    if note.origin != origin_of(log) or not note.is_signed_by(public):
        found.add(Verdict.TAMPERED, "checkpoint", "the key of the bundle did not sign it")
    return _Log(log, public, note, history)


def _examine_entry(
    given: Mapping[str, object], logs: Mapping[str, _Log], found: FindingList
) -> set[FileReference]:
    match given:
        case {
            "log": str() as log_id,
            "n": int() as number,
            "entry": str() as entry,
            "signature": str() as signed,
            "proof": list() as proof,
            "payload": dict() as payload,
            **rest,
        } if not isinstance(number, bool) and not rest:
            where, log = f"entry {number}", logs[log_id]
        case _:
            raise ValueError("an entry does not have the fields of one")
    raw, signature = _decoded(entry), _decoded(signed)
    steps, head = tuple(map(_unhexed, proof)), log.note.head
    root = _unhexed(head.root)
    if not proves_inclusion(leaf_hash(raw + signature), number, head.size, steps, root):
        found.add(Verdict.TAMPERED, where, "it is not in the log that the checkpoint covers")
    envelope = Envelope.from_bytes(raw)
    if (envelope.log, envelope.number) != (log_id, number):
        found.add(Verdict.TAMPERED, where, "it belongs elsewhere")
    if envelope.kind.is_decision and not is_signed_entry(log.public, raw, signature):
        found.add(Verdict.TAMPERED, where, "it is a decision, and the key did not sign it")
    unseal(envelope.digests, [_read_value(name, value) for name, value in payload.items()])
    return set(envelope.files)


def _read_value(
    name: str, given: Mapping[str, str] | None
) -> tuple[str, bytes | None, bytes | None]:
    """A value as it is stored. A salt of another length could hide a part of the value."""
    if given is None:
        return name, None, None
    salt = _unhexed(given["salt"])
    if len(salt) != SALT_BYTES:
        raise LedgerError(f"the salt of {name!r} has {len(salt)} bytes, not {SALT_BYTES}")
    return name, salt, _decoded(given["value"])


def _compare(trusted: Note, logs: Sequence[_Log], found: FindingList) -> None:
    where = f"checkpoint of {trusted.head.size} entries"
    about = [log for log in logs if trusted.is_about(log.id, log.public)]
    if not about:
        what = "another key signed it, or it is about another log"
        found.add(Verdict.TAMPERED, where, what)
        return
    note = about[0].note
    if trusted.head == note.head:
        return
    proofs = [one["proof"] for one in about[0].history if one["size"] == trusted.head.size]
    if not proofs or not isinstance(proofs[0], list):
        found.add(Verdict.DAMAGED, where, "the bundle has no proof from it")
        return
    steps = tuple(map(_unhexed, proofs[0]))
    roots = _unhexed(trusted.head.root), _unhexed(note.head.root)
    if not proves_consistency(trusted.head.size, note.head.size, steps, *roots):
        found.add(Verdict.TAMPERED, where, "the log was rewritten since")


def _decoded(text: str) -> bytes:
    raw = base64.b64decode(text, validate=True)
    if base64.b64encode(raw).decode() != text:
        raise ValueError(f"{text[:20]!r} is base64 written in an unusual way")
    return raw


def _unhexed(text: str) -> bytes:
    raw = bytes.fromhex(text)
    if raw.hex() != text:
        raise ValueError(f"{text[:20]!r} is written in an unusual way")
    return raw
