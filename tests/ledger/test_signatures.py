"""Device keys, signed decisions and signed checkpoints."""

import os
import stat
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.ledger import Draft, EntryKind, Ledger, Verdict, verify
from sijill.ledger.merkle.tree import TreeHead
from sijill.ledger.signing.checkpoint import (
    cosign,
    origin_of,
    read_checkpoint,
    verifier_text,
    write_checkpoint,
)
from sijill.ledger.signing.keys import DeviceKey, is_signed_by, read_device_key
from sijill.model.errors import LedgerError, StorageError

KEY = DeviceKey.from_secret(bytes(range(32)))
OTHER = DeviceKey.from_secret(bytes(range(1, 33)))
LOG = "00112233445566778899aabbccddeeff"
HEAD = TreeHead(7, "ab" * 32)
NOTE = write_checkpoint(LOG, HEAD, KEY)

Tamper = Callable[..., None]
Drafts = Callable[[int], list[Draft]]


def judgement(number: int = 0) -> Draft:
    return Draft(EntryKind.JUDGEMENT, f"list:{number}", {"decision": "same", "reason": "read"})


@pytest.fixture
def signed(path: Path, drafts: Drafts, at: datetime) -> Path:
    """Three rows, a judgement, closed."""
    with Ledger.open(path, create=True, key=KEY) as ledger:
        ledger.append([*drafts(3), judgement()], author="rana", at=at)
    return path


def test_the_signature_is_that_of_rfc_8032() -> None:
    """RFC 8032 section 7.1, test 1: the empty message."""
    key = DeviceKey.from_secret(
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    )
    assert key.public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert key.sign(b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b"
    )


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "config" / "device.key"
    key = read_device_key(path)
    assert read_device_key(path).public == key.public
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["device.key"]
    assert path.read_text(encoding="ascii").strip() not in repr(key)


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "device.key"
    read_device_key(path)
    path.chmod(0o644)
    with pytest.raises(LedgerError, match="others may read"):
        read_device_key(path)


def test_a_pipe_in_the_place_of_a_key_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "device.key"
    os.mkfifo(path, 0o600)
    with pytest.raises(StorageError, match=r"device\.key is no ordinary file"):
        read_device_key(path)


@pytest.mark.parametrize("content", ["", "zz" * 32, "00" * 31, "00" * 33])
def test_what_is_no_key_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "device.key"
    path.write_text(content, encoding="ascii")
    path.chmod(0o600)
    with pytest.raises(LedgerError, match="no device key"):
        read_device_key(path)


def test_a_note_has_the_form_of_c2sp() -> None:
    origin, size, root, gap, line, end = NOTE.decode().split("\n")
    assert (origin, size, gap, end) == (f"sijill/{LOG}", "7", "", "")
    assert root == "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s="
    assert line.startswith(f"— sijill/{LOG} ")
    assert verifier_text(LOG, KEY.public).startswith(f"sijill/{LOG}+")


def test_a_note_is_read_back_and_its_signature_holds() -> None:
    note = read_checkpoint(NOTE)
    assert (note.origin, note.head) == (origin_of(LOG), HEAD)
    assert note.is_signed_by(KEY.public)
    assert not note.is_signed_by(OTHER.public)


def test_a_peer_adds_its_signature() -> None:
    note = read_checkpoint(cosign(NOTE, "laptop two", OTHER).replace(b"laptop two", b"laptop-two"))
    assert note.is_signed_by(KEY.public)
    assert not note.is_signed_by(OTHER.public, "laptop-two")
    assert read_checkpoint(cosign(NOTE, "laptop-two", OTHER)).is_signed_by(
        OTHER.public, "laptop-two"
    )


def test_every_flipped_bit_of_a_note_is_found() -> None:
    for index in range(len(NOTE)):
        for bit in range(8):
            flipped = bytearray(NOTE)
            flipped[index] ^= 1 << bit
            try:
                note = read_checkpoint(bytes(flipped))
            except LedgerError:
                continue
            same = (note.origin, note.head) == (origin_of(LOG), HEAD)
            assert not (note.is_signed_by(KEY.public) and not same), index
            assert not note.is_signed_by(KEY.public, note.origin) or same, index


@given(st.binary(max_size=200))
def test_what_is_no_note_is_refused_with_a_sentence(raw: bytes) -> None:
    with pytest.raises(LedgerError, match="checkpoint"):
        read_checkpoint(raw)


@given(st.integers(0, 10**15), st.binary(min_size=32, max_size=32))
def test_every_head_is_read_back(size: int, root: bytes) -> None:
    head = TreeHead(size, root.hex())
    assert read_checkpoint(write_checkpoint(LOG, head, KEY)).head == head


def test_decisions_are_signed_and_rows_are_not(signed: Path) -> None:
    connection = apsw.Connection(str(signed))
    rows = connection.execute("SELECT entry, signature FROM entry ORDER BY n").fetchall()
    connection.close()
    assert [signature == b"" for _, signature in rows] == [True, True, True, False]
    raw, signature = rows[3]
    assert isinstance(raw, bytes)
    assert isinstance(signature, bytes)
    assert is_signed_by(KEY.public, b"sijill entry\n" + raw, signature)
    assert verify(signed, signed.parent).verdict is Verdict.SOUND


def test_closing_signs_the_head_once(signed: Path, at: datetime) -> None:
    with Ledger.open(signed, key=KEY) as ledger:
        (note,) = map(read_checkpoint, ledger.main.checkpoints())
        assert note.head == ledger.main.head()
    with Ledger.open(signed, key=KEY) as ledger:
        assert len(ledger.main.checkpoints()) == 1
        ledger.append([judgement(1)], author="rana", at=at)
    with Ledger.open(signed) as ledger:
        assert [read_checkpoint(one).head.size for one in ledger.main.checkpoints()] == [4, 5]
    assert verify(signed, signed.parent).verdict is Verdict.SOUND


def test_a_thousand_entries_or_a_quarter_of_an_hour_are_covered_at_once(
    path: Path, drafts: Drafts, at: datetime
) -> None:
    with Ledger.open(path, create=True, key=KEY) as ledger:
        ledger.append(drafts(999), author="rana", at=at)
        assert ledger.main.checkpoints() == ()
        ledger.append(drafts(1), author="rana", at=at)
        assert len(ledger.main.checkpoints()) == 1
        ledger.append(drafts(1), author="rana", at=at)
        ledger.append(drafts(1), author="rana", at=at + timedelta(minutes=14))
        assert len(ledger.main.checkpoints()) == 1
        ledger.append(drafts(1), author="rana", at=at + timedelta(minutes=15))
        assert len(ledger.main.checkpoints()) == 2


def test_nobody_appends_without_a_key_where_devices_sign(
    signed: Path, drafts: Drafts, at: datetime
) -> None:
    with Ledger.open(signed) as ledger:
        assert len(list(ledger.entries())) == 4
        with pytest.raises(LedgerError, match="this one gave none"):
            ledger.append(drafts(1), author="rana", at=at)
        assert ledger.size == 4


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE entry SET signature = x'' WHERE n = 3", "entry 3"),
        ("UPDATE entry SET signature = zeroblob(64) WHERE n = 3", "entry 3"),
        ("UPDATE entry SET signature = zeroblob(64) WHERE n = 1", "entry 1"),
        ("UPDATE log SET key = zeroblob(32)", "entry 3"),
        ("UPDATE log SET key = x''", "entry 3"),
        ("UPDATE log SET key = x'00'", "table log"),
        ("UPDATE checkpoint SET size = 3", "checkpoint 0"),
        ("UPDATE checkpoint SET n = 1", "checkpoint 1"),
        ("UPDATE checkpoint SET note = x'00'", "checkpoint 0"),
        (
            "UPDATE checkpoint SET note = CAST(replace(note, X'0A34', X'0A33') AS BLOB)",
            "checkpoint 0",
        ),
        ("DELETE FROM entry WHERE n = 3", "checkpoint of 4 entries"),
    ],
)
def test_every_change_of_what_is_signed_is_found(
    signed: Path, tamper: Tamper, statement: str, where: str
) -> None:
    tamper(statement)
    report = verify(signed, signed.parent)
    assert report.verdict is Verdict.TAMPERED
    assert where in {it.where for it in report.findings}


def test_everything_signed_again_with_a_new_key_is_found_with_a_note_from_outside(
    signed: Path, tmp_path: Path, drafts: Drafts, at: datetime
) -> None:
    """Whoever holds the file can make another: only what left the machine tells."""
    with Ledger.open(signed) as ledger:
        kept = read_checkpoint(ledger.main.checkpoints()[-1])
    forged = tmp_path / "forged.db"
    with Ledger.open(forged, create=True, key=OTHER) as ledger:
        ledger.append([*drafts(3), judgement()], author="rana", at=at)
    assert verify(forged, tmp_path).verdict is Verdict.SOUND
    report = verify(forged, tmp_path, kept)
    assert report.verdict is Verdict.TAMPERED
    assert any("another log" in it.what for it in report.findings)
    assert verify(signed, tmp_path, kept).verdict is Verdict.SOUND


def test_a_replaced_key_is_found_with_a_note_from_outside(signed: Path, tamper: Tamper) -> None:
    with Ledger.open(signed) as ledger:
        kept = read_checkpoint(ledger.main.checkpoints()[-1])
    tamper("UPDATE log SET key = ?", OTHER.public)
    report = verify(signed, signed.parent, kept)
    assert any("one of the two was replaced" in it.what for it in report.findings)


def test_entries_after_the_noted_checkpoint_may_come(signed: Path, at: datetime) -> None:
    with Ledger.open(signed, key=KEY) as ledger:
        kept = read_checkpoint(ledger.main.checkpoints()[-1])
        ledger.append([judgement(1)], author="rana", at=at)
    assert verify(signed, signed.parent, kept).verdict is Verdict.SOUND


def test_every_flipped_bit_of_a_note_makes_it_nobodys() -> None:
    """More than a thousand forged checkpoints: none of them is the log's, with any head."""
    assert read_checkpoint(NOTE).is_about(LOG, KEY.public)
    forged = 0
    for place in range(len(NOTE)):
        for bit in range(8):
            raw = bytearray(NOTE)
            raw[place] ^= 1 << bit
            forged += 1
            assert not _passes(bytes(raw))
    assert forged > 1_000


@pytest.mark.parametrize(
    "forge",
    [
        lambda text: text + text,
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("\n\n", "\n\n\n"),
        lambda text: text[:-1],
        lambda text: f" {text}",
        lambda text: text.replace("\n7\n", "\n07\n"),
        lambda text: text.replace("\n7\n", "\n+7\n"),
        lambda text: text.replace("\n7\n", "\n-7\n"),
        lambda text: text.replace("\n7\n", "\n7 \n"),
        lambda text: text.replace("\n7\n", "\n٧\n"),
        lambda text: text.replace("\n7\n", "\n8\n"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("— ", "- "),
        lambda text: text.replace("=", "", 1),
        lambda text: text.partition("— ")[0],
        lambda text: f"{text.partition('— ')[0]}{text.partition('— ')[2]}",
    ],
)
def test_a_note_written_otherwise_is_no_note_of_the_log(forge: Callable[[str], str]) -> None:
    forged = forge(NOTE.decode()).encode()
    assert forged != NOTE
    assert not _passes(forged)


def _passes(raw: bytes) -> bool:
    try:
        return read_checkpoint(raw).is_about(LOG, KEY.public)
    except LedgerError:
        return False
