"""A bundle is checked by the register's code and by a script of plain Python; they agree."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers import OMAR, RANA, SmallRegister
from signed_bundles import Content, forge, read_content, sign_again, verdicts
from sijill.ledger import Draft, Entry, EntryKind, Ledger, TreeHead
from sijill.ledger.bundle import verify_sijill
from sijill.ledger.bundle.audit import verify_bundle
from sijill.ledger.bundle.writing import Contents, write_bundle
from sijill.ledger.signing.checkpoint import read_checkpoint, verifier_text, write_checkpoint
from sijill.ledger.signing.keys import DeviceKey
from sijill.model.errors import LedgerError, StorageError

OTHER = DeviceKey.from_secret(bytes(range(2, 34)))


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
    assert "everything is as it was signed" in answer.stdout
    assert RANA.public.hex() in answer.stdout


def test_the_script_is_short_enough_to_be_read() -> None:
    lines = Path(str(verify_sijill.__file__)).read_text(encoding="utf-8").splitlines()
    assert len(lines) < 340
    imports = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
    assert imports <= set(sys.stdlib_module_names)


@given(st.binary(max_size=80))
def test_the_scripts_signatures_are_those_of_the_library(message: bytes) -> None:
    signature = RANA.sign(message)
    assert verify_sijill.is_signed(RANA.public, message, signature)
    assert not verify_sijill.is_signed(OTHER.public, message, signature)
    assert not verify_sijill.is_signed(RANA.public, message + b"x", signature)


@pytest.mark.parametrize("places", [10, pytest.param(40, marks=pytest.mark.long)])
def test_every_flipped_byte_is_found_by_both(folder: Path, places: int) -> None:
    """Whoever flips it holds no key, so both call it tampering, wherever it stands."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        path.chmod(0o600)
        whole = path.read_bytes()
        for index in range(0, len(whole), max(1, len(whole) // places)):
            flipped = bytearray(whole)
            flipped[index] ^= 1 << index % 8
            path.write_bytes(flipped)
            assert verdicts(folder)[:2] == (2, 2), (path.name, index)
        path.write_bytes(whole)


@pytest.mark.parametrize("step", [97, pytest.param(23, marks=pytest.mark.long)])
def test_a_flipped_byte_that_is_signed_again_is_called_the_same_by_both(
    folder: Path, step: int
) -> None:
    """Its maker could sign whatever they like; what the logs signed they cannot change."""
    whole = (folder / "bundle.json").read_bytes()
    for index in range(0, len(whole), step):
        flipped = bytearray(whole)
        flipped[index] ^= 1 << index % 7
        sign_again(folder, bytes(flipped), RANA)
        ours, theirs, _ = verdicts(folder)
        assert ours == theirs, index
        assert ours or _without_words(bytes(flipped)) == _without_words(whole), index


def _without_words(raw: bytes) -> object:
    """A bundle without the proofs from older checkpoints, and with digits alike in either case."""
    content = json.loads(raw)
    for log in content["logs"]:
        del log["history"]
    return json.loads(json.dumps(content).lower())


def key_lines(folder: Path) -> list[str]:
    """The line of each log's key, as its keeper publishes it."""
    logs = read_content(folder)["logs"]
    assert isinstance(logs, list)
    return [verifier_text(log["log"], bytes.fromhex(log["public"])) for log in logs]


def test_the_keys_published_elsewhere_must_be_those_of_all_logs(folder: Path) -> None:
    one, two = key_lines(folder)
    other = verifier_text("0" * 32, OTHER.public)
    assert verdicts(folder, "--key", one, "--key", two).theirs == 0
    assert verdicts(folder, "--key", two, "--key", other, "--key", one).theirs == 0
    for words in (["--key", one], ["--key", two], ["--key", one, "--key", other]):
        told = verdicts(folder, *words)
        assert told.theirs == 2
        assert "are none of those that you gave" in told.told


def test_the_keys_are_told_even_to_whoever_gave_them(folder: Path) -> None:
    one, two = key_lines(folder)
    told = verdicts(folder, "--key", one, "--key", two).told
    assert RANA.public.hex() in told
    assert OMAR.public.hex() in told


def test_a_key_is_given_as_it_is_printed(folder: Path) -> None:
    one, two = re.findall(r"^Log .* key ([0-9a-f]{64})$", verdicts(folder).told, re.MULTILINE)
    assert {one, two} == {RANA.public.hex(), OMAR.public.hex()}
    assert verdicts(folder, "--key", one, "--key", two).theirs == 0
    assert verdicts(folder, "--key", one, "--key", OTHER.public.hex()).theirs == 2


def test_what_cannot_be_asked_is_not_called_tampering(folder: Path, tmp_path: Path) -> None:
    for words in (
        ["--key", "no key"],
        ["--key", RANA.public.hex()[:-2]],
        ["--key", RANA.public.hex().upper()],
        ["--trust", str(tmp_path / "absent.txt")],
        ["--trust"],
        [str(folder)],
        ["--help"],
    ):
        assert verdicts(folder, *words).theirs == 3


def trust(folder: Path, note: bytes, kept: Path) -> tuple[int, int]:
    """The exit codes of both for somebody who kept a checkpoint."""
    kept.write_bytes(note)
    theirs = verdicts(folder, "--trust", str(kept)).theirs
    return int(verify_bundle(folder, read_checkpoint(note)).verdict), theirs


def test_a_checkpoint_kept_from_earlier_must_lie_on_the_way(
    folder: Path, small_register: SmallRegister, tmp_path: Path
) -> None:
    with Ledger.open(small_register.path) as ledger:
        log = ledger.main
        first, *_, last = log.checkpoints()
        within = write_checkpoint(log.id, log.root_at(read_checkpoint(first).head.size - 1), RANA)
    size, root = read_checkpoint(last).head.size, "00" * 32
    sizes = {"rewritten": read_checkpoint(first).head.size, "two": size, "newer": size + 1}
    forged = {
        what: write_checkpoint(log.id, TreeHead(one, root), RANA) for what, one in sizes.items()
    }
    kept = tmp_path / "kept.txt"
    assert trust(folder, first, kept) == trust(folder, last, kept) == (0, 0)
    assert trust(folder, forged["rewritten"], kept) == (2, 2)
    assert trust(folder, forged["newer"], kept) == trust(folder, within, kept) == (1, 1)
    other = write_checkpoint(log.id, read_checkpoint(first).head, OTHER)
    elsewhere = write_checkpoint("00" * 16, read_checkpoint(first).head, RANA)
    assert trust(folder, other, kept) == trust(folder, elsewhere, kept) == (2, 2)


def test_a_key_that_signed_two_histories_of_one_length_is_tampering(
    folder: Path, small_register: SmallRegister, tmp_path: Path
) -> None:
    with Ledger.open(small_register.path) as ledger:
        head = ledger.main.head()
        second = write_checkpoint(ledger.main.id, TreeHead(head.size, "11" * 32), RANA)
    assert trust(folder, second, tmp_path / "kept.txt") == (2, 2)
    kept = tmp_path / "kept.txt"
    assert "two histories" in verdicts(folder, "--trust", str(kept)).told


def test_a_receipt_goes_along_and_is_checked(folder: Path, small_register: SmallRegister) -> None:
    """Rana's device signed the checkpoint of Omar's log."""
    told = [str(finding) for finding in verify_bundle(folder).findings]
    assert any("signed it, too" in sentence for sentence in told)
    with Ledger.open(small_register.path) as ledger:
        omar = ledger.logs[1]
        (path,) = (folder / "checkpoints").glob(f"{omar.id}-*-*.txt")
        forged = write_checkpoint(omar.id, TreeHead(omar.size, "22" * 32), OMAR)

    def exchange(content: Content, _: Path) -> None:
        others = content["others"]
        assert isinstance(others, dict)
        path.write_bytes(forged)
        others[f"checkpoints/{path.name}"] = sha256(forged).hexdigest()

    forge(folder, exchange, RANA)
    assert verdicts(folder)[:2] == (2, 2)


def write(small_register: SmallRegister, contents: Contents, target: Path) -> None:
    with Ledger.open(small_register.path) as ledger:
        write_bundle(ledger, contents, small_register.evidence, target, RANA)


def some(small_register: SmallRegister, *numbers: int) -> tuple[Entry, ...]:
    """Entries of Rana's log by their numbers."""
    with Ledger.open(small_register.path) as ledger:
        log = ledger.main.id
        return tuple(one for one in ledger.entries() if one.log == log and one.number in numbers)


def test_a_file_that_must_not_leave_is_named_and_left_out(
    small_register: SmallRegister, tmp_path: Path
) -> None:
    target = tmp_path / "without"
    (file,) = small_register.evidence.iterdir()
    left_out = {file.name: "it holds a witness's name"}
    write(small_register, Contents(some(small_register, 0), left_out), target)
    assert list((target / "files").iterdir()) == []
    told = verdicts(target)
    assert (told.ours, told.theirs) == (0, 0)
    assert "it holds a witness's name" in told.told


def test_the_order_of_an_erasure_goes_along_with_the_erased_value(
    small_register: SmallRegister, tmp_path: Path
) -> None:
    """Rana's third entry lost its name."""
    target = tmp_path / "bundle"
    with Ledger.open(small_register.path) as ledger:
        (order,) = ledger.entries({EntryKind.ERASURE})
    write(small_register, Contents(some(small_register, 2)), target)
    entries = read_content(target)["entries"]
    assert isinstance(entries, list)
    assert [one["n"] for one in entries] == [2, order.number]
    assert verdicts(target)[:2] == (0, 0)


def test_a_page_goes_along_and_is_signed_for(small_register: SmallRegister, tmp_path: Path) -> None:
    target = tmp_path / "bundle"
    pages = {"custody.html": b"<h1>Custody</h1>"}
    write(small_register, Contents(some(small_register, 1), pages=pages), target)
    assert verdicts(target)[:2] == (0, 0)
    (target / "custody.html").write_bytes(b"<h1>Nothing to see</h1>")
    assert verdicts(target)[:2] == (2, 2)


def test_a_bundle_is_never_written_over_something(
    small_register: SmallRegister, folder: Path
) -> None:
    with pytest.raises(StorageError, match="does not exist yet"):
        write(small_register, Contents(some(small_register, 0)), folder)
    assert verdicts(folder).ours == 0


def test_a_bundle_that_does_not_verify_is_removed(
    small_register: SmallRegister, tmp_path: Path
) -> None:
    target, evidence = tmp_path / "bundle", tmp_path / "evidence"
    shutil.copytree(small_register.evidence, evidence)
    (file,) = evidence.iterdir()
    file.chmod(0o600)
    file.write_bytes(b"changed")
    broken = SmallRegister(small_register.path, evidence, small_register.kept)
    with pytest.raises(LedgerError, match=r"does not verify .*it was changed"):
        write(broken, Contents(some(small_register, 0)), target)
    assert not target.exists()
    file.unlink()
    with pytest.raises(LedgerError, match="is missing"):
        write(broken, Contents(some(small_register, 0)), target)
    assert not target.exists()


def test_only_a_device_with_a_log_in_it_signs_a_bundle(
    small_register: SmallRegister, tmp_path: Path
) -> None:
    target = tmp_path / "bundle"
    with (
        Ledger.open(small_register.path) as ledger,
        pytest.raises(LedgerError, match="its signature would mean nothing"),
    ):
        write_bundle(
            ledger, Contents(some(small_register, 0)), small_register.evidence, target, OMAR
        )
    assert not target.exists()


def test_entries_without_a_checkpoint_cannot_be_bundled(
    path: Path, tmp_path: Path, drafts: Callable[[int], list[Draft]], at: datetime
) -> None:
    with Ledger.open(path, create=True) as ledger:
        contents = Contents(tuple(ledger.append(drafts(1), author="rana", at=at)))
        with pytest.raises(LedgerError, match="no signed checkpoint"):
            write_bundle(ledger, contents, tmp_path, tmp_path / "bundle", RANA)
