"""A bundle is checked by the register's code and by a script of plain Python; they agree."""

import json
import shutil
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.ledger import (
    Draft,
    Entry,
    EntryKind,
    FileReference,
    Ledger,
    Verdict,
    store_file,
    verify_sijill,
)
from sijill.ledger.bundle import verify_bundle, write_bundle
from sijill.ledger.keys import DeviceKey
from sijill.ledger.notes import read_note, verifier_text, write_note
from sijill.model.errors import LedgerError, StorageError

KEY = DeviceKey.from_secret(bytes(range(32)))
OTHER = DeviceKey.from_secret(bytes(range(1, 33)))

Drafts = Callable[[int], list[Draft]]


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    return tmp_path / "evidence"


@pytest.fixture
def ledger_path(path: Path, evidence: Path, tmp_path: Path, drafts: Drafts, at: datetime) -> Path:
    """A captured file, eleven rows in two sittings, a judgement."""
    source = tmp_path / "list.csv"
    source.write_text("name\nرنا\n", encoding="utf-8")
    stored = store_file(source, evidence)
    reference = FileReference(stored.sha256, stored.size, "text/csv")
    with Ledger.open(path, create=True, key=KEY) as ledger:
        ledger.append(
            [Draft(EntryKind.CAPTURE, "list", {"file": "list.csv"}, (), (reference,))],
            author="rana",
            at=at,
        )
        ledger.append(drafts(5), author="rana", at=at)
    with Ledger.open(path, key=KEY) as ledger:
        ledger.append(drafts(6), author="rana", at=at)
        ledger.append(
            [Draft(EntryKind.JUDGEMENT, "list:1", {"decision": "same"}, ("list:2",))],
            author="rana",
            at=at,
        )
    return path


@pytest.fixture
def folder(ledger_path: Path, evidence: Path, tmp_path: Path) -> Path:
    """A bundle of the capture, two rows and the judgement."""
    target = tmp_path / "bundle"
    with Ledger.open(ledger_path) as ledger:
        write_bundle(ledger, _numbered(ledger, 0, 2, 7, 12), evidence, {}, target)
    return target


def _numbered(ledger: Ledger, *numbers: int) -> list[Entry]:
    return [entry for entry in ledger.entries() if entry.number in numbers]


def script(folder: Path, *words: str) -> int:
    """What the script says of a bundle."""
    return int(verify_sijill.main([str(folder), *words]))


def test_both_find_an_untouched_bundle_sound(folder: Path) -> None:
    report = verify_bundle(folder)
    assert (report.verdict, report.entries) == (Verdict.SOUND, 4)
    assert script(folder) == 0


def test_the_script_stands_alone(folder: Path, tmp_path: Path) -> None:
    """Isolated from everything installed, in a folder of its own."""
    copy = tmp_path / "elsewhere"
    shutil.copytree(folder, copy)
    answer = subprocess.run(
        [sys.executable, "-I", "-S", str(copy / "verify_sijill.py"), str(copy)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "4 entries and 1 files" in answer.stdout
    assert KEY.public.hex() in answer.stdout


def test_the_script_is_short_enough_to_be_read() -> None:
    lines = Path(str(verify_sijill.__file__)).read_text(encoding="utf-8").splitlines()
    assert len(lines) < 290
    imports = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
    assert imports <= set(sys.stdlib_module_names)


@given(st.binary(max_size=80))
def test_the_scripts_signatures_are_those_of_the_library(message: bytes) -> None:
    signature = KEY.sign(message)
    assert verify_sijill.is_signed(KEY.public, message, signature)
    assert not verify_sijill.is_signed(OTHER.public, message, signature)
    assert not verify_sijill.is_signed(KEY.public, message + b"x", signature)


def test_every_flipped_byte_is_found_by_both(folder: Path) -> None:
    """Both call it the same, unless the byte only stands in words that nobody is asked to trust."""
    path = folder / "bundle.json"
    whole = path.read_bytes()
    content = json.loads(whole)
    for index in range(0, len(whole), 5):
        flipped = bytearray(whole)
        flipped[index] ^= 1 << index % 7
        path.write_bytes(flipped)
        ours, theirs = verify_bundle(folder).verdict, script(folder)
        assert (ours is Verdict.SOUND) == (theirs == 0), index
        if ours is Verdict.SOUND:
            same = json.loads(bytes(flipped))
            for one in (same, content):
                _log(one)["history"] = 0
            assert same == content, index


def test_every_flipped_byte_of_a_file_is_found_by_both(folder: Path) -> None:
    (path,) = (folder / "files").iterdir()
    whole = path.read_bytes()
    path.chmod(0o644)
    for index in range(len(whole)):
        flipped = bytearray(whole)
        flipped[index] ^= 1 << index % 8
        path.write_bytes(flipped)
        assert verify_bundle(folder).verdict is Verdict.TAMPERED
        assert script(folder) == 2


Change = Callable[[dict[str, object], Path], None]


def _entries(content: dict[str, object]) -> list[dict[str, object]]:
    entries = content["entries"]
    assert isinstance(entries, list)
    return entries


def _log(content: dict[str, object]) -> dict[str, object]:
    logs = content["logs"]
    assert isinstance(logs, list)
    (log,) = logs
    assert isinstance(log, dict)
    return log


def _drop_signature(content: dict[str, object], _: Path) -> None:
    _entries(content)[3]["signature"] = ""


def _swap_signature(content: dict[str, object], _: Path) -> None:
    _entries(content)[2]["signature"] = _entries(content)[3]["signature"]


def _swap_entries(content: dict[str, object], _: Path) -> None:
    one, two = _entries(content)[1], _entries(content)[2]
    one["n"], two["n"] = two["n"], one["n"]


def _shorten_proof(content: dict[str, object], _: Path) -> None:
    proof = _entries(content)[1]["proof"]
    assert isinstance(proof, list)
    proof.pop()


def _lengthen_proof(content: dict[str, object], _: Path) -> None:
    proof = _entries(content)[1]["proof"]
    assert isinstance(proof, list)
    proof.append("00" * 32)


def _drop_value(content: dict[str, object], _: Path) -> None:
    payload = _entries(content)[1]["payload"]
    assert isinstance(payload, dict)
    payload.pop("name")


def _add_value(content: dict[str, object], _: Path) -> None:
    payload = _entries(content)[1]["payload"]
    assert isinstance(payload, dict)
    payload["more"] = payload["name"]


def _move_digit_into_salt(content: dict[str, object], _: Path) -> None:
    """Salt and value together are the same bytes: a 2018 would read 018, or a 20 a 0."""
    payload = _entries(content)[1]["payload"]
    assert isinstance(payload, dict)
    for sealed in payload.values():
        salt, value = bytes.fromhex(sealed["salt"]), b64decode(sealed["value"])
        sealed["salt"] = (salt + value[:1]).hex()
        sealed["value"] = b64encode(value[1:]).decode()


def _move_salt_into_value(content: dict[str, object], _: Path) -> None:
    payload = _entries(content)[1]["payload"]
    assert isinstance(payload, dict)
    for sealed in payload.values():
        salt, value = bytes.fromhex(sealed["salt"]), b64decode(sealed["value"])
        sealed["salt"] = salt[:-1].hex()
        sealed["value"] = b64encode(salt[-1:] + value).decode()


def _replace_key(content: dict[str, object], _: Path) -> None:
    _log(content)["public"] = OTHER.public.hex()


def _sign_again(content: dict[str, object], _: Path) -> None:
    log = _log(content)
    head = read_note(str(log["note"]).encode()).head
    log["public"] = OTHER.public.hex()
    log["note"] = write_note(str(log["log"]), head, OTHER).decode()


def _rename_log(content: dict[str, object], _: Path) -> None:
    _log(content)["log"] = "00" * 16


def _lose_file(_: dict[str, object], folder: Path) -> None:
    next((folder / "files").iterdir()).unlink()


def _add_file(_: dict[str, object], folder: Path) -> None:
    (folder / "files" / ("0" * 64)).write_bytes(b"x")


def _number_as_text(content: dict[str, object], _: Path) -> None:
    _entries(content)[0]["n"] = "0"


def _number_as_truth(content: dict[str, object], _: Path) -> None:
    _entries(content)[0]["n"] = False


@pytest.mark.parametrize(
    "change",
    [
        _drop_signature,
        _swap_signature,
        _swap_entries,
        _shorten_proof,
        _lengthen_proof,
        _drop_value,
        _add_value,
        _move_digit_into_salt,
        _move_salt_into_value,
        _replace_key,
        _sign_again,
        _rename_log,
        _lose_file,
        _add_file,
        _number_as_text,
        _number_as_truth,
    ],
)
def test_every_kind_of_tampering_is_found_by_both(folder: Path, change: Change) -> None:
    path = folder / "bundle.json"
    content = json.loads(path.read_bytes())
    change(content, folder)
    path.write_text(json.dumps(content), encoding="utf-8")
    assert verify_bundle(folder).verdict in (Verdict.DAMAGED, Verdict.TAMPERED)
    assert script(folder) in (1, 2)


@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["format", "entries", "logs", "left_out"]), inner)
        ),
    ).map(lambda value: json.dumps(value).encode())
)
def test_what_is_no_bundle_never_crashes_either(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    folder = tmp_path_factory.mktemp("no-bundle")
    (folder / "bundle.json").write_bytes(raw)
    assert verify_bundle(folder).verdict in (Verdict.DAMAGED, Verdict.TAMPERED)
    assert script(folder) in (1, 2)


def test_a_key_published_elsewhere_is_compared(folder: Path) -> None:
    log = json.loads((folder / "bundle.json").read_bytes())["logs"][0]["log"]
    assert script(folder, "--key", verifier_text(log, KEY.public)) == 0
    assert script(folder, "--key", verifier_text(log, OTHER.public)) == 2


def test_a_checkpoint_kept_from_earlier_must_lie_on_the_way(
    folder: Path, ledger_path: Path, tmp_path: Path
) -> None:
    with Ledger.open(ledger_path) as ledger:
        first, last = ledger.main.checkpoints()
        forged = write_note(ledger.main.id, ledger.main.root_at(5), KEY)
        other = write_note(ledger.main.id, read_note(first).head, OTHER)
    for note, sound in ((first, True), (last, True), (forged, False), (other, False)):
        kept = tmp_path / "kept.txt"
        kept.write_bytes(note)
        assert (verify_bundle(folder, read_note(note)).verdict is Verdict.SOUND) is sound
        assert (script(folder, "--trust", str(kept)) == 0) is sound


def test_a_file_that_must_not_leave_is_named_and_left_out(
    ledger_path: Path, evidence: Path, tmp_path: Path
) -> None:
    target = tmp_path / "without"
    (file,) = evidence.iterdir()
    with Ledger.open(ledger_path) as ledger:
        write_bundle(
            ledger, _numbered(ledger, 0), evidence, {file.name: "it holds a witness's name"}, target
        )
    assert list((target / "files").iterdir()) == []
    assert verify_bundle(target).verdict is Verdict.SOUND
    assert script(target) == 0


def test_a_bundle_is_never_written_over_something(
    ledger_path: Path, evidence: Path, folder: Path
) -> None:
    with (
        Ledger.open(ledger_path) as ledger,
        pytest.raises(StorageError, match="does not exist yet"),
    ):
        write_bundle(ledger, _numbered(ledger, 0), evidence, {}, folder)


def test_entries_without_a_checkpoint_cannot_be_bundled(
    path: Path, evidence: Path, tmp_path: Path, drafts: Drafts, at: datetime
) -> None:
    with Ledger.open(path, create=True) as ledger:
        ledger.append(drafts(1), author="rana", at=at)
        with pytest.raises(LedgerError, match="no signed checkpoint"):
            write_bundle(ledger, _numbered(ledger, 0), evidence, {}, tmp_path / "bundle")
