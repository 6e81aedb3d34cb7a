"""A bundle: chosen entries with their proofs and files, to be checked by somebody without a ledger.

A folder::

    bundle.json         the entries, each with its inclusion proof, and the signed checkpoint
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

from sijill.ledger.entry import FileReference
from sijill.ledger.envelope import Envelope
from sijill.ledger.evidence import check_files, find_file
from sijill.ledger.findings import FindingList, Report, Verdict
from sijill.ledger.keys import is_signed_entry
from sijill.ledger.merkle import leaf_hash
from sijill.ledger.notes import Note, origin_of, read_note
from sijill.ledger.pages import StoredEntry
from sijill.ledger.payload import unseal
from sijill.ledger.proofs import proves_consistency, proves_inclusion
from sijill.ledger.store import Ledger
from sijill.model.errors import LedgerError, StorageError

FORMAT = "sijill bundle 1"
CONTENT = "bundle.json"
VERIFIER = "verify_sijill.py"


def write_bundle(
    ledger: Ledger,
    numbers: Iterable[int],
    evidence_folder: Path,
    left_out: Mapping[str, str],
    folder: Path,
) -> None:
    """Write a bundle of the entries with these numbers.

    Args:
        ledger: holds them, and a signed checkpoint that covers them.
        numbers: the entries.
        evidence_folder: where the evidence is.
        left_out: files that must not leave: by SHA-256, the reason.
        folder: where the bundle goes; it must not exist.

    Raises:
        LedgerError: if the log is not signed or not covered, or evidence is missing.
        StorageError: if the folder exists or cannot be written.
    """
    chosen = sorted(set(numbers))
    notes = [read_note(raw) for raw in ledger.checkpoints()]
    if not notes or chosen[-1] >= notes[-1].head.size:
        raise LedgerError("no signed checkpoint covers these entries. Build the case, then repeat.")
    size = notes[-1].head.size
    stored = {number: ledger.stored(number) for number in chosen}
    content = {
        "format": FORMAT,
        "log": ledger.log,
        "public": ledger.public.hex(),
        "note": ledger.checkpoints()[-1].decode(),
        "history": [_history(ledger, note, size) for note in notes[:-1]],
        "entries": [
            _written(number, entry, ledger.inclusion_proof(number, size))
            for number, entry in stored.items()
        ],
        "left_out": [{"sha256": name, "reason": left_out[name]} for name in sorted(left_out)],
    }
    cited = {file for entry in stored.values() for file in Envelope.from_bytes(entry.raw).files}
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


def _history(ledger: Ledger, note: Note, size: int) -> dict[str, object]:
    proof = ledger.consistency_proof(note.head.size, size)
    return {"size": note.head.size, "proof": [step.hex() for step in proof]}


def _written(number: int, stored: StoredEntry, proof: Sequence[bytes]) -> dict[str, object]:
    return {
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
    entries, root = 0, ""
    try:
        content = json.loads((folder / CONTENT).read_bytes().decode("utf-8"))
        entries, root = _examine(folder, content, trusted, found)
    except LedgerError as error:
        found.add(Verdict.TAMPERED, CONTENT, str(error))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        found.add(Verdict.DAMAGED, CONTENT, f"it cannot be read as a bundle ({error})")
    return found.report(entries, root)


def _examine(
    folder: Path, content: Mapping[str, object], trusted: Note | None, found: FindingList
) -> tuple[int, str]:
    match content:
        case {
            "format": "sijill bundle 1",
            "log": str() as log,
            "public": str() as key,
            "note": str() as text,
            "entries": list() as entries,
            "history": list() as history,
            "left_out": list() as left_out,
            **rest,
        } if not rest:
            pass
        case _:
            raise ValueError("it does not have the fields of a bundle")
    public, note = _unhexed(key), read_note(text.encode())
    if note.origin != origin_of(log) or not note.is_signed_by(public):
        found.add(Verdict.TAMPERED, "checkpoint", "the key of the bundle did not sign it")
    if trusted is not None:
        _compare(trusted, note, public, history, found)
    cited = set[FileReference]()
    for given in entries:
        cited |= _examine_entry(given, log, public, note, found)
    names = {file.sha256 for file in cited}
    there = {path.name for path in (folder / "files").glob("*")}
    for stray in sorted(there - names):
        found.add(Verdict.TAMPERED, f"file {stray}", "no entry cites it")
    absent = {one["sha256"] for one in left_out} - there
    kept = [file for file in cited if file.sha256 not in absent]
    for finding in check_files(folder / "files", kept):
        found.add(finding.verdict, finding.where, finding.what)
    return len(entries), note.head.root


def _examine_entry(
    given: Mapping[str, object], log: str, public: bytes, note: Note, found: FindingList
) -> set[FileReference]:
    match given:
        case {
            "n": int() as number,
            "entry": str() as entry,
            "signature": str() as signed,
            "proof": list() as proof,
            "payload": dict() as payload,
        } if not isinstance(number, bool):
            where = f"entry {number}"
        case _:
            raise ValueError("an entry does not have the fields of one")
    raw, signature = _decoded(entry), _decoded(signed)
    steps = tuple(map(_unhexed, proof))
    root = _unhexed(note.head.root)
    if not proves_inclusion(leaf_hash(raw + signature), number, note.head.size, steps, root):
        found.add(Verdict.TAMPERED, where, "it is not in the log that the checkpoint covers")
    envelope = Envelope.from_bytes(raw)
    if (envelope.log, envelope.number) != (log, number):
        found.add(Verdict.TAMPERED, where, "it belongs elsewhere")
    if envelope.kind.is_decision and not is_signed_entry(public, raw, signature):
        found.add(Verdict.TAMPERED, where, "it is a decision, and the key did not sign it")
    rows = [
        (name, None, None)
        if value is None
        else (name, _unhexed(value["salt"]), _decoded(value["value"]))
        for name, value in payload.items()
    ]
    unseal(envelope.digests, rows)
    return set(envelope.files)


def _compare(
    trusted: Note,
    note: Note,
    public: bytes,
    history: Sequence[Mapping[str, object]],
    found: FindingList,
) -> None:
    where = f"checkpoint of {trusted.head.size} entries"
    if trusted.origin != note.origin or not trusted.is_signed_by(public):
        found.add(Verdict.TAMPERED, where, "another key signed it, or it is about another log")
    if trusted.head == note.head:
        return
    proofs = [one["proof"] for one in history if one["size"] == trusted.head.size]
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
