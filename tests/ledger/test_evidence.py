import os
import stat
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.files import durability
from sijill.ledger.entries.entry import FileReference
from sijill.ledger.evidence import files
from sijill.ledger.evidence.files import BLOCK_BYTES, StoredFile, check_files, find_file, store_file
from sijill.ledger.report.findings import Verdict
from sijill.model.errors import FileUnreadableError, LedgerError, StorageError

CONTENT = "name,age\nرنا,7\n".encode()
DIGEST = sha256(CONTENT).hexdigest()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "list-a.csv"
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "evidence"


def reference(stored: StoredFile) -> FileReference:
    return FileReference(stored.sha256, stored.size, "text/csv")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_kept_under_its_hash(source: Path, folder: Path) -> None:
    stored = store_file(source, folder)
    assert stored == StoredFile(DIGEST, len(CONTENT), folder / DIGEST)
    assert stored.path.read_bytes() == source.read_bytes() == CONTENT
    assert find_file(folder, DIGEST) == stored.path
    assert list(check_files(folder, [reference(stored)])) == []


def test_only_the_owner_may_look_and_nobody_may_write(source: Path, folder: Path) -> None:
    stored = store_file(source, folder)
    assert mode(folder) == 0o700
    assert mode(stored.path) == 0o440


def test_storing_again_changes_nothing(source: Path, folder: Path, tmp_path: Path) -> None:
    first = store_file(source, folder)
    before = first.path.stat()
    other = tmp_path / "other name.csv"
    other.write_bytes(CONTENT)
    assert store_file(source, folder) == store_file(other, folder) == first
    assert store_file(first.path, folder) == first
    after = first.path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert list(folder.iterdir()) == [first.path]


@pytest.mark.parametrize("size", [0, 1, BLOCK_BYTES - 1, BLOCK_BYTES, 2 * BLOCK_BYTES + 1])
def test_files_of_every_size(source: Path, folder: Path, size: int) -> None:
    content = bytes(range(251)) * (size // 251 + 1)
    source.write_bytes(content[:size])
    stored = store_file(source, folder)
    assert (stored.sha256, stored.size) == (sha256(content[:size]).hexdigest(), size)
    assert stored.path.read_bytes() == content[:size]


def test_a_link_is_followed_at_the_source(source: Path, folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(source)
    assert store_file(link, folder).sha256 == DIGEST


def test_what_is_no_file_is_refused(folder: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    dangling = tmp_path / "dangling"
    dangling.symlink_to(tmp_path / "nowhere")
    for path in (tmp_path, pipe, dangling, tmp_path / "missing.csv", Path("/dev/null")):
        with pytest.raises(FileUnreadableError) as caught:
            store_file(path, folder)
        assert str(path) in str(caught.value)
    assert not folder.exists()


@pytest.mark.parametrize("words", [b"y", b""], ids=["grows", "is touched"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, words: bytes
) -> None:
    """Somebody else writes to it once its first block was read."""
    source.write_bytes(b"x" * (2 * BLOCK_BYTES))
    os.utime(source, ns=(1, 1))

    class WritingDigest:
        """A digest at whose first step the other program writes."""

        def __init__(self) -> None:
            self._digest = sha256()
            self._has_written = False

        def update(self, block: bytes) -> None:
            self._digest.update(block)
            if not self._has_written:
                with source.open("ab") as file:
                    file.write(words)
                os.utime(source)
                self._has_written = True

        def hexdigest(self) -> str:
            return self._digest.hexdigest()

    monkeypatch.setattr(files, "sha256", WritingDigest)
    with pytest.raises(FileUnreadableError, match="changed while it was read"):
        store_file(source, folder)
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made(source: Path, tmp_path: Path) -> None:
    for folder in (tmp_path / "missing" / "evidence", source, source / "evidence"):
        with pytest.raises(StorageError, match="cannot be stored") as caught:
            store_file(source, folder)
        assert str(folder) in str(caught.value)


def test_a_full_disk_leaves_nothing_behind(source: Path, folder: Path) -> None:
    """The limit on the size of a file stands for the end of the disk."""
    source.write_bytes(b"x" * (3 * BLOCK_BYTES))
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from sijill.ledger import store_file; from sijill.model.errors import StorageError\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({BLOCK_BYTES}, {BLOCK_BYTES}))\n"
        "try:\n  store_file(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "except StorageError as error:\n  print(error)"
    )
    arguments = [sys.executable, "-c", script, str(source), str(folder)]
    result = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert "cannot be stored" in result.stdout
    assert list(folder.iterdir()) == []
    assert store_file(source, folder).size == 3 * BLOCK_BYTES


def overwrite(path: Path, content: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(content)


def test_a_changed_file_is_found_and_not_quietly_repaired(source: Path, folder: Path) -> None:
    stored = store_file(source, folder)
    overwrite(stored.path, CONTENT.replace(b"7", b"8"))
    (finding,) = check_files(folder, [reference(stored)])
    assert finding.verdict is Verdict.TAMPERED
    assert DIGEST in finding.where
    assert "its SHA-256 is now" in finding.what
    with pytest.raises(LedgerError, match="not what was stored"):
        store_file(source, folder)
    assert stored.path.read_bytes() != CONTENT
    assert list(folder.iterdir()) == [stored.path]


@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 255))
def test_any_changed_byte_is_found(
    tmp_path_factory: pytest.TempPathFactory, place: int, change: int
) -> None:
    folder = tmp_path_factory.mktemp("flip")
    flipped = bytearray(CONTENT)
    flipped[place] ^= change
    (folder / DIGEST).write_bytes(flipped)
    (finding,) = check_files(folder, [FileReference(DIGEST, len(CONTENT))])
    assert finding.verdict is Verdict.TAMPERED


def test_a_missing_file_is_found(source: Path, folder: Path) -> None:
    stored = store_file(source, folder)
    stored.path.unlink()
    assert find_file(folder, DIGEST) is None
    (finding,) = check_files(folder, [reference(stored)])
    assert finding.verdict is Verdict.DAMAGED


def test_a_missing_folder_is_found_once_something_is_cited(folder: Path) -> None:
    assert list(check_files(folder, [])) == []
    assert find_file(folder, DIGEST) is None
    (finding,) = check_files(folder, [FileReference(DIGEST, 1)])
    assert finding.verdict is Verdict.DAMAGED


def test_a_link_or_a_folder_in_place_of_a_file_is_found(source: Path, folder: Path) -> None:
    stored = store_file(source, folder)
    stored.path.unlink()
    stored.path.symlink_to(source)
    assert find_file(folder, DIGEST) is None
    (finding,) = check_files(folder, [reference(stored)])
    assert finding.verdict is Verdict.TAMPERED
    stored.path.unlink()
    stored.path.mkdir()
    assert find_file(folder, DIGEST) is None
    (finding,) = check_files(folder, [reference(stored)])
    assert finding.verdict is Verdict.TAMPERED


def test_a_wrong_size_in_an_entry_is_found(source: Path, folder: Path) -> None:
    stored = store_file(source, folder)
    wrong = FileReference(stored.sha256, stored.size + 1)
    (finding,) = check_files(folder, [reference(stored), wrong, reference(stored)])
    assert finding.verdict is Verdict.TAMPERED
    assert "entries say" in finding.what


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_could_not_be_checked(source: Path, folder: Path) -> None:
    stored = store_file(source, folder)
    stored.path.chmod(0o000)
    (finding,) = check_files(folder, [reference(stored)])
    assert finding.verdict is Verdict.COULD_NOT_CHECK
    folder.chmod(0o000)
    try:
        with pytest.raises(StorageError, match="looked up"):
            find_file(folder, DIGEST)
    finally:
        folder.chmod(0o700)
    source.chmod(0o000)
    with pytest.raises(FileUnreadableError, match="permissions"):
        store_file(source, folder)


@pytest.mark.parametrize("text", ["", "../register.db", "a" * 63, DIGEST.upper(), "/etc/passwd"])
def test_only_a_sha256_names_evidence(folder: Path, text: str) -> None:
    with pytest.raises(LedgerError, match="no SHA-256"):
        find_file(folder, text)


_KILLED_WHILE_COPYING = """
import os, sys
from pathlib import Path
from sijill.ledger.evidence import files

def stop(*_):
    print("copied", flush=True)
    os.kill(os.getpid(), 9)

files.flush_to_disk = stop
files.store_file(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_a_killed_copy_leaves_no_plain_part_of_the_file(tmp_path: Path) -> None:
    """Where the system has files without a name; elsewhere the next command removes it."""
    plain, evidence = tmp_path / "list.csv", tmp_path / "evidence"
    plain.write_text("the name of a witness", encoding="utf-8")
    command = [sys.executable, "-c", _KILLED_WHILE_COPYING, str(plain), str(evidence)]
    killed = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (killed.returncode, killed.stdout) == (-9, "copied\n"), killed.stderr
    assert list(evidence.iterdir()) == []


@pytest.mark.parametrize("has_unnamed", [True, False], ids=["unnamed", "named"])
def test_a_file_is_stored_whole_and_read_only_in_either_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_unnamed: bool
) -> None:
    if not has_unnamed:
        monkeypatch.setattr(durability, "_OPEN_FILES", tmp_path / "no such folder")
    plain, evidence = tmp_path / "list.csv", tmp_path / "evidence"
    plain.write_bytes(b"content")
    for _ in range(2):
        stored = files.store_file(plain, evidence)
        assert [path.name for path in evidence.iterdir()] == [stored.sha256]
        assert stored.path.read_bytes() == b"content"
        assert stored.path.stat().st_mode & 0o777 == files.FILE_MODE


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file that fails when read")
def test_a_file_that_opens_and_cannot_be_read_is_named(tmp_path: Path) -> None:
    """The first page of a process's memory cannot be read (EIO), as a sector of a bad disk."""
    memory = Path("/proc/self/mem")
    for read in (files.measure_file, lambda path: store_file(path, tmp_path / "evidence")):
        with pytest.raises(FileUnreadableError, match=r"^/proc/self/mem cannot be read \("):
            read(memory)
