"""Content credentials of a signed pixel, whole and spoilt; never a word on whether it is true."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signed_pictures import REMOTE, plain_png, signed_png
from sijill.model.errors import FileUnreadableError
from sijill.packages.c2pa import (
    ContentCredentials,
    CredentialState,
    find_media_type,
    read_c2pa,
)


def _read(folder: Path, content: bytes) -> ContentCredentials:
    path = folder / "picture"
    path.write_bytes(content)
    return read_c2pa(path, "picture.png")


def _flip(content: bytes, after: bytes, offset: int) -> bytes:
    changed = bytearray(content)
    changed[content.index(after) + offset] ^= 1
    return bytes(changed)


def test_a_signed_picture_is_valid_and_says_who_signed_what(tmp_path: Path) -> None:
    content = signed_png()
    found = _read(tmp_path, content)
    assert found == ContentCredentials(
        name="picture.png",
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        state=CredentialState.VALID,
        signer="Fictional Signer",
        signer_name="Signer",
        algorithm="Es256",
        claim_generator="camera 1.2",
        title="one pixel",
        assertions=("c2pa.actions.v2",),
        source_types=("digitalCapture",),
    )


def test_a_changed_pixel_is_invalid(tmp_path: Path) -> None:
    found = _read(tmp_path, _flip(signed_png(), b"IDAT", 6))
    assert found.state is CredentialState.INVALID
    assert found.failures == ("assertion.dataHash.mismatch",)
    assert found.claim_generator == "camera 1.2"


def test_a_changed_statement_is_invalid(tmp_path: Path) -> None:
    found = _read(tmp_path, _flip(signed_png(), b"digitalCapture", 0))
    assert found.state is CredentialState.INVALID
    assert found.failures == ("assertion.hashedURI.mismatch",)


def test_a_picture_without_credentials_has_none(tmp_path: Path) -> None:
    found = _read(tmp_path, plain_png())
    assert (found.state, found.reason, found.signer) == (CredentialState.ABSENT, "", "")


def test_credentials_that_lie_elsewhere_are_not_fetched(tmp_path: Path) -> None:
    found = _read(tmp_path, signed_png(is_remote=True))
    assert found.state is CredentialState.ELSEWHERE
    assert REMOTE in found.reason


@pytest.mark.parametrize("content", [b"", b"a text", signed_png()[:700], b"\xff\xd8\xff" * 9])
def test_what_is_cut_off_or_of_another_kind_is_unreadable(tmp_path: Path, content: bytes) -> None:
    found = _read(tmp_path, content)
    assert found.state is CredentialState.UNREADABLE
    assert found.reason
    assert found.sha256 == hashlib.sha256(content).hexdigest()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match=r"a\.jpg: the file cannot be opened"):
        read_c2pa(tmp_path / "gone", "a.jpg")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe1", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x00\x00\x00\x00????", ""),
        (b"\x00\x00\x00\x18ftypheic", "image/heic"),
        (b"\x00\x00\x00\x18ftypisom", "video/mp4"),
        (b"%PDF-1.7", "application/pdf"),
        (b"PK\x03\x04", ""),
        (b"", ""),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_first_bytes(head: bytes, kind: str) -> None:
    assert find_media_type(head) == kind


def test_without_the_library_nothing_is_said(tmp_path: Path) -> None:
    """Run in an interpreter where the extra is not installed."""
    path = tmp_path / "picture.png"
    path.write_bytes(signed_png())
    source = (
        "import sys; from importlib import util; util.find_spec = lambda name: None\n"
        "from pathlib import Path; from sijill.packages.c2pa import read_c2pa\n"
        "print(read_c2pa(Path(sys.argv[1]), 'a').state)"
    )
    command = [sys.executable, "-c", source, str(path)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout.decode() == "not_looked_for\n"


@settings(max_examples=60)
@given(st.data())
def test_a_changed_byte_never_leaves_other_claims_valid(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(signed_png())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    found = _read(tmp_path_factory.mktemp("pictures"), bytes(content))
    if found.state is CredentialState.VALID:
        assert (found.claim_generator, found.signer) == ("camera 1.2", "Fictional Signer")
