"""A backup that somebody else made: restoring it writes the files of a case, or nothing at all."""

import io
import tarfile
from contextlib import suppress
from pathlib import Path

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijill.model.case_limits import MOST_BACKUP_MAPPINGS, MOST_BACKUP_TEXT_BYTES
from sijill.model.errors import CaseError
from sijill.steps.protection.age_keys import make_key
from sijill.steps.protection.backup_archive import pack, unpack
from small_cases import SmallCase

DIGEST = "0" * 64


def member(name: str, content: bytes = b"x", **said: object) -> tuple[tarfile.TarInfo, bytes]:
    one = tarfile.TarInfo(name)
    one.size = len(content)
    for key, value in said.items():
        setattr(one, key, value)
    return one, content


def archive(*members: tuple[tarfile.TarInfo, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w", format=form) as tar:
        for one, content in members:
            tar.addfile(one, io.BytesIO(content))
    return written.getvalue()


def changed(content: bytes, place: int, by: bytes) -> bytes:
    """The first header with some bytes changed, and its sum put right."""
    header = bytearray(content[:512])
    header[place : place + len(by)] = by
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + content[512:]


PLAIN = archive(member("case.toml"))
OUTSIDE = {
    "a folder above": archive(member("../planted")),
    "an absolute name": archive(member("/planted")),
    "above, from an expected folder": archive(member("sources/../../planted.toml")),
    "another file": archive(member("data/list.csv")),
    "a dotfile": archive(member("sources/.hidden.toml")),
    "a folder of its own": archive(member("sources/a/b.toml")),
    "evidence under no hash": archive(member("evidence/photo.jpg")),
    "a link": archive(member("case.toml", b"", type=tarfile.SYMTYPE, linkname="/etc/passwd")),
    "a link in a folder's place": archive(
        member("sources", b"", type=tarfile.SYMTYPE, linkname=".."), member("sources/a.toml")
    ),
    "a hard link": archive(member("case.toml", b"", type=tarfile.LNKTYPE, linkname="../x")),
    "a device": archive(member("register.db", b"", type=tarfile.CHRTYPE)),
    "a pipe": archive(member("register.db", b"", type=tarfile.FIFOTYPE)),
    "a folder": archive(member("evidence", b"", type=tarfile.DIRTYPE)),
    "a name twice": archive(member("case.toml"), member("case.toml")),
    "an old sparse file": archive(member("register.db", type=tarfile.GNUTYPE_SPARSE)),
    "a sparse file": archive(
        member("register.db", pax_headers={"GNU.sparse.major": "1", "GNU.sparse.size": "9" * 12})
    ),
    "a long name of the GNU kind": archive(member("a" * 300), form=tarfile.GNU_FORMAT),
    "a name in the header before": archive(member("case.toml", pax_headers={"path": "../x"})),
    "a size in the header before": archive(member("case.toml", pax_headers={"size": "9" * 5000})),
    "a case.toml longer than any": archive(
        member("case.toml", b"#" * (MOST_BACKUP_TEXT_BYTES + 1))
    ),
    "a header longer than any": archive(
        member("case.toml", pax_headers={"uname": "u" * (MOST_BACKUP_TEXT_BYTES + 1)})
    ),
    "a negative size": changed(PLAIN, 124, b"\xff" * 12),
    "a size beyond the file": changed(PLAIN, 124, b"77777777777\0"),
    "a header that is none": b"\1" * 1024,
}


def seal(content: bytes, folder: Path) -> tuple[Path, Path]:
    """The archive as a backup, and the key that opens it."""
    key, backup = folder / "key.txt", folder / "case.age"
    public = make_key(key)
    backup.write_bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(public)]))
    return key, backup


@pytest.mark.parametrize("what", OUTSIDE)
def test_what_no_backup_holds_is_refused_and_nothing_is_left(
    what: str, tmp_path: Path, street: SmallCase
) -> None:
    key, backup = seal(OUTSIDE[what], tmp_path)
    folder = tmp_path / "deep" / "again"
    folder.parent.mkdir()
    before = sorted(tmp_path.rglob("*"))
    answer = street.run("restore", backup, "--key", key, "--to", folder)
    assert answer.exit_code == 1
    assert "no backup that sijill wrote" in answer.stderr
    assert "Nothing was restored" in answer.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_more_mappings_than_any_case_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sijill.steps.protection.backup_archive.flush_to_disk", lambda _: None)
    content = archive(*(member(f"sources/{at}.toml") for at in range(MOST_BACKUP_MAPPINGS + 1)))
    with pytest.raises(CaseError, match="more than 2,000 mappings"):
        unpack(io.BytesIO(content), tmp_path / "again", len(content))


def test_an_archive_of_another_program_with_the_names_of_a_backup_is_read(tmp_path: Path) -> None:
    members = [member("case.toml"), member("sources/قائمة.toml"), member(f"evidence/{DIGEST}")]
    for form in (tarfile.PAX_FORMAT, tarfile.USTAR_FORMAT):
        content = archive(*members, form=form)
        folder = tmp_path / str(form)
        unpack(io.BytesIO(content), folder, len(content))
        found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
        assert found == {"case.toml", "sources/قائمة.toml"}
        assert (folder / "evidence" / DIGEST).read_bytes() == b"x"


def test_what_is_packed_comes_back_and_names_no_account(tmp_path: Path) -> None:
    one = tmp_path / "a"
    one.write_bytes(b"content" * 1000)
    written = io.BytesIO()
    pack([(one, "register.db"), (one, f"evidence/{DIGEST}")], written)
    with tarfile.open(fileobj=io.BytesIO(written.getvalue())) as tar:
        assert {(info.uid, info.gid, info.uname, info.gname) for info in tar} == {(0, 0, "", "")}
    unpack(io.BytesIO(written.getvalue()), tmp_path / "again", len(written.getvalue()))
    assert (tmp_path / "again" / "register.db").read_bytes() == one.read_bytes()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.integers(0, 1535), byte=st.integers(0, 255), is_summed=st.booleans())
def test_any_changed_byte_ends_in_a_reason_or_in_files_of_a_case(
    place: int, byte: int, *, is_summed: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any") / "again"
    content = bytearray(archive(member("case.toml", b"title = 'x'"), member("sources/a.toml")))
    content[place] = byte
    whole = changed(bytes(content), 0, bytes(content[:1])) if is_summed else bytes(content)
    with suppress(CaseError, EOFError):
        unpack(io.BytesIO(whole), folder, len(whole))
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert all(name == "case.toml" or name.count("/") == 1 for name in names)
    assert set(folder.parent.iterdir()) == {folder}
