"""Archives that mean harm are refused as a whole; honest ones are read in pieces."""

import hashlib
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.containment.archive import (
    FAULTS,
    ArchiveLimits,
    ArchiveMember,
    find_dtd,
    find_excess,
    find_hidden,
    goes_to_its_root,
    is_plain_path,
    open_archive,
)
from sijill.model.errors import FileUnreadableError

LIMITS = ArchiveLimits(most_members=50, most_unpacked_bytes=20_000_000, most_ratio=100)
ROOT = b"<worksheet/>"


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_an_honest_archive_is_listed_read_and_hashed(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"folder/": b"", "folder/a.txt": b"abc"})
    with open_archive(path, "a.zip", LIMITS) as archive:
        assert archive.members == (ArchiveMember("folder/a.txt", 3),)
        assert archive.read("folder/a.txt", 3) == b"abc"
        assert archive.sha256("folder/a.txt") == hashlib.sha256(b"abc").hexdigest()
        assert "folder/a.txt" in archive
        assert "folder/" not in archive


def test_a_member_that_is_absent_or_too_long_is_told(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"a.txt": b"abc"})
    with open_archive(path, "a.zip", LIMITS) as archive:
        with pytest.raises(FileUnreadableError, match=r"a\.zip: there is no b\.txt in it"):
            archive.read("b.txt", 10)
        with pytest.raises(FileUnreadableError, match="claims 3 bytes; at most 2"):
            archive.read("a.txt", 2)


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../up", "a/../../up", "a\\b", "C:/autoexec.bat", "a\nb", "a\x1b[2J"]
)
def test_a_path_that_leaves_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    assert not is_plain_path(name)
    path = _zip(tmp_path / "a.zip", {name: b"x"})
    with (
        pytest.raises(FileUnreadableError, match="outside its folder"),
        open_archive(path, "a.zip", LIMITS),
    ):
        pass


@pytest.mark.parametrize("name", ["a", "a/b.txt", "a/..b/c...", "صورة.jpg", "a b/c:d"])
def test_a_plain_path_stays_inside(name: str) -> None:
    assert is_plain_path(name)


def _link(archive: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("link")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(info, "/etc/passwd")


def _device(archive: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("device")
    info.external_attr = (stat.S_IFCHR | 0o666) << 16
    archive.writestr(info, "")


def _twice(archive: zipfile.ZipFile) -> None:
    archive.writestr("a.txt", "shown")
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("a.txt", "checked")


def _unusual(archive: zipfile.ZipFile) -> None:
    archive.writestr("a.txt", "x", compress_type=zipfile.ZIP_LZMA)


def _many(archive: zipfile.ZipFile) -> None:
    for number in range(51):
        archive.writestr(f"{number}.txt", "x")


def _zeros(archive: zipfile.ZipFile) -> None:
    archive.writestr("zeros", bytes(10_000_000), compress_type=zipfile.ZIP_DEFLATED)


def _large(archive: zipfile.ZipFile) -> None:
    archive.writestr("zeros", bytes(20_000_001))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_link, "is a link or a device"),
        (_device, "is a link or a device"),
        (_twice, "two members are named 'a.txt'"),
        (_unusual, "packed in an unusual way"),
        (_many, "in 51 parts"),
        (_zeros, "unpacks to 10,000,000 bytes"),
        (_large, "unpacks to 20,000,001 bytes"),
    ],
)
def test_a_hostile_archive_is_not_opened(
    tmp_path: Path, spoil: Callable[[zipfile.ZipFile], None], told: str
) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        spoil(archive)
    with (
        pytest.raises(FileUnreadableError, match=told) as caught,
        open_archive(path, "given.zip", LIMITS),
    ):
        pass
    assert str(caught.value).startswith("given.zip: ")


def test_members_that_share_their_bytes_are_not_opened(tmp_path: Path) -> None:
    """The second member begins where the first one does: both are a part of one packed core."""
    path = _zip(tmp_path / "a.zip", {"a.txt": b"abc" * 100, "b.txt": b"abc" * 100})
    content = bytearray(path.read_bytes())
    second = content.rindex(b"PK\x01\x02")
    content[second + 42 : second + 46] = bytes(4)
    path.write_bytes(content)
    told = "the member 'b.txt' begins inside another"
    with pytest.raises(FileUnreadableError, match=told), open_archive(path, "a.zip", LIMITS):
        pass
    assert find_excess(path, LIMITS) == told


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"a.txt": b"abc"})
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    path.write_bytes(content)
    with pytest.raises(FileUnreadableError, match="encrypted"), open_archive(path, "a", LIMITS):
        pass


def test_a_changed_byte_of_a_member_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "unmistakable")
    path.write_bytes(path.read_bytes().replace(b"unmist", b"unmost"))
    with (
        open_archive(path, "a.zip", LIMITS) as opened,
        pytest.raises(FileUnreadableError, match=r"a\.txt is damaged"),
    ):
        opened.sha256("a.txt")


@given(st.data())
def test_garbage_is_refused_or_read_but_never_a_surprise(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = _zip(tmp_path_factory.mktemp("zips") / "a.zip", {"a/b": b"abc" * 20, "c": b""})
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    try:
        with open_archive(path, "a.zip", LIMITS) as archive:
            for member in archive.members:
                archive.sha256(member.path)
    except FileUnreadableError as error:
        assert str(error).startswith("a.zip: ")  # noqa: PT017  either outcome is right


def test_excess_is_told_and_damage_is_raised(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"zeros": bytes(1_000_000)})
    assert find_excess(path, LIMITS) == "it unpacks to 1,000,000 bytes in 1 parts"
    assert find_excess(path, ArchiveLimits(1, 1_000_000, 10_000)) == ""
    path.write_bytes(b"PK")
    with pytest.raises(FAULTS):
        find_excess(path, LIMITS)


@pytest.mark.parametrize(
    ("head", "harmless"),
    [
        (ROOT, True),
        (b'<?xml version="1.0"?>\n<!-- a note -->\n' + ROOT, True),
        ("\ufeff<?xml version='1.0'?><a/>".encode(), True),
        ("<?xml version='1.0'?><a/>".encode("utf-16"), True),
        (b"", True),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", False),
        (b"<!-- <a/> --><!DOCTYPE a><a/>", False),
        ("<!DOCTYPE a><a/>".encode("utf-16"), False),
        (b"<!--" + b" " * 70_000 + b"--><!DOCTYPE a><a/>", False),
        (b" " * 70_000 + b"<!DOCTYPE a><a/>", False),
        (b"<!-- x -->" * 7_000 + b"<!DOCTYPE a><a/>", False),
        (b"no XML", False),
    ],
)
def test_a_document_type_is_found_however_it_hides(head: bytes, *, harmless: bool) -> None:
    assert goes_to_its_root(head[: 1 << 16]) is harmless


def test_the_part_with_a_document_type_is_named(tmp_path: Path) -> None:
    members = {"a.xml": ROOT, "media.bin": b"<!DOCTYPE", "b.rels": b"<!DOCTYPE r><r/>"}
    assert find_dtd(_zip(tmp_path / "a.zip", members)) == "b.rels"
    del members["b.rels"]
    assert find_dtd(_zip(tmp_path / "a.zip", members)) == ""


def test_what_programs_read_differently_is_found(tmp_path: Path) -> None:
    whole = _zip(tmp_path / "a.zip", {"a.xml": ROOT}).read_bytes()
    twice = _zip(tmp_path / "b.zip", {"xl/a.xml": ROOT, "XL/A.xml": b"<b/>"}).read_bytes()
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.comment = b"a comment of its own"
        archive.writestr("a.xml", ROOT)
    contents = {
        whole: "",
        (tmp_path / "c.zip").read_bytes(): "",
        twice: "two members are named 'xl/a.xml'",
        whole + b"behind": "6 bytes follow its end",
        b"before" + whole: "6 bytes stand before its first part",
        whole * 2: f"{len(whole):,} bytes stand before its first part",
    }
    for content, sentence in contents.items():
        (tmp_path / "one.zip").write_bytes(content)
        assert find_hidden(tmp_path / "one.zip") == sentence
