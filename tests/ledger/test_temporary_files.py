import os
import subprocess
import tempfile
from pathlib import Path

import pytest

from sijill.files.durability import whole_folder
from sijill.files.temporary_files import clear_leftovers, prefix_of, system_folder
from sijill.files.writing import save_bytes
from sijill.ledger.log.device_memory import remember


def ended() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen(["/bin/true"])
    process.wait()
    return process.pid


def test_what_an_ended_process_left_goes_and_what_a_living_one_works_on_stays(
    tmp_path: Path,
) -> None:
    dead = tmp_path / f".vault-{ended()}-abc"
    (dead / "plain").mkdir(parents=True)
    (dead / "plain" / "list.csv").write_text("a witness", encoding="utf-8")
    (tmp_path / f".vault-{ended()}-file").write_text("a witness", encoding="utf-8")
    (tmp_path / ".vault-of an older version").mkdir()
    mine = tmp_path / f"{prefix_of('vault')}abc"
    parent = tmp_path / f".vault-{os.getppid()}-abc"
    other = tmp_path / f".backup-{ended()}-abc"
    for folder in (mine, parent, other):
        folder.mkdir()
    assert clear_leftovers(tmp_path, "vault") == 3
    assert set(tmp_path.iterdir()) == {mine, parent, other}


def test_a_link_is_removed_and_what_it_points_to_stays(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "list.csv").touch()
    (tmp_path / f".vault-{ended()}-abc").symlink_to(kept)
    assert clear_leftovers(tmp_path, "vault") == 1
    assert (kept / "list.csv").exists()


def test_a_folder_that_is_not_there_has_no_leftovers(tmp_path: Path) -> None:
    assert clear_leftovers(tmp_path / "none", "vault") == 0


def test_what_a_killed_process_left_beside_other_temporary_files_is_removed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / f".sijill-verify-{ended()}-abc"
    left.mkdir()
    (left / "register.db").write_text("a copy", encoding="utf-8")
    (tmp_path / "of somebody else").mkdir()
    with system_folder("verify") as folder:
        assert folder.parent == tmp_path
        assert folder.stat().st_mode & 0o777 == 0o700
        assert not left.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["of somebody else"]


def test_a_folder_gets_its_name_when_all_is_in_it(tmp_path: Path) -> None:
    left = tmp_path / f".restore-{ended()}-abc"
    left.mkdir()
    target = tmp_path / "case"
    with whole_folder(target, "restore") as made:
        made.mkdir()
        (made / "register.db").write_text("rows", encoding="utf-8")
        assert not target.exists()
        assert not left.exists()
    assert [path.name for path in tmp_path.rglob("*")] == ["case", "register.db"]


def test_a_folder_that_is_not_finished_or_whose_name_is_taken_leaves_nothing(
    tmp_path: Path,
) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(ValueError, match="halfway"):
        _make(tmp_path / "half", ValueError("halfway"))
    with pytest.raises(FileExistsError):
        _make(tmp_path / "taken", None)
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def _make(target: Path, error: Exception | None) -> None:
    with whole_folder(target, "restore") as made:
        made.mkdir()
        if error is not None:
            raise error


def test_what_a_killed_process_left_beside_a_file_or_a_signed_head_goes_with_the_next(
    tmp_path: Path,
) -> None:
    for work in ("saving", "head"):
        (tmp_path / f".{work}-{ended()}-abc").write_text("a part of a key", encoding="utf-8")
    save_bytes(tmp_path / "head.txt", b"new")
    remember(tmp_path, "log", b"note")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["head.txt", "log"]
