"""A backup that only the holder of the key can open, restored and verified."""

import io
import json
import os
from pathlib import Path

import pyrage
import pytest

from sijill.steps.protection.age_keys import encrypt, make_key
from small_cases import SmallCase


@pytest.fixture
def public(tmp_path: Path) -> str:
    """The public half of a key whose secret half is in ``key.txt``."""
    return make_key(tmp_path / "key.txt")


def _back_up(case: SmallCase, target: Path, public: str) -> None:
    answer = case.run("backup", case.folder, "--to", target, "--recipient", public)
    assert answer.exit_code == 0, answer.output


def test_a_register_comes_back_as_it_was(
    built_street: SmallCase, tmp_path: Path, public: str
) -> None:
    note, backup, folder = tmp_path / "note.txt", tmp_path / "case.age", tmp_path / "again"
    built_street.run("checkpoint", built_street.folder, "--to", note)
    _back_up(built_street, backup, public)
    assert b"Khalid" not in backup.read_bytes()
    assert not list(built_street.folder.glob(".backup-*"))
    restore = ("restore", backup, "--key", tmp_path / "key.txt", "--to", folder)
    answer = built_street.run(*restore, "--trust", note)
    assert answer.exit_code == 0, answer.output
    assert built_street.run("verify", folder, "--trust", note).exit_code == 0
    again = built_street.run(
        "build", folder
    )  # a backup holds no data/: the register keeps the list
    assert again.exit_code == 1
    assert "The register keeps the file captured on" in again.output
    assert built_street.run("build", folder, "--allow-incomplete").exit_code == 0
    before, after = (
        json.loads((case / "out" / "figures.json").read_text(encoding="utf-8"))
        for case in (built_street.folder, folder)
    )
    assert after.pop("checkpoint") != before.pop("checkpoint"), "the backup wrote itself down"
    assert after == before


def test_what_was_appended_after_the_backup_is_missed(
    built_street: SmallCase, tmp_path: Path, public: str
) -> None:
    note, backup, folder = tmp_path / "note.txt", tmp_path / "case.age", tmp_path / "again"
    _back_up(built_street, backup, public)
    built_street.run("withdraw", "notebook:3", "--reason", "alive", "--case", built_street.folder)
    built_street.run("checkpoint", built_street.folder, "--to", note)
    restore = ("restore", backup, "--key", tmp_path / "key.txt", "--to", folder)
    answer = built_street.run(*restore, "--trust", note)
    assert answer.exit_code == 2
    assert "no unbroken sequence of so many" in answer.stderr


@pytest.mark.parametrize("place", [10, 200, -200, -1])
def test_a_damaged_backup_restores_nothing(
    built_street: SmallCase, tmp_path: Path, public: str, place: int
) -> None:
    backup, folder = tmp_path / "case.age", tmp_path / "again"
    _back_up(built_street, backup, public)
    whole = bytearray(backup.read_bytes())
    whole[place] ^= 1
    backup.write_bytes(whole)
    answer = built_street.run("restore", backup, "--key", tmp_path / "key.txt", "--to", folder)
    assert answer.exit_code == 1
    assert "damaged" in answer.stderr
    assert not folder.exists()


def test_a_backup_that_is_cut_off_restores_nothing(
    built_street: SmallCase, tmp_path: Path, public: str
) -> None:
    backup, folder = tmp_path / "case.age", tmp_path / "again"
    _back_up(built_street, backup, public)
    backup.write_bytes(backup.read_bytes()[:-100])
    answer = built_street.run("restore", backup, "--key", tmp_path / "key.txt", "--to", folder)
    assert answer.exit_code == 1
    assert not folder.exists()


def test_another_key_opens_nothing(built_street: SmallCase, tmp_path: Path, public: str) -> None:
    backup, folder = tmp_path / "case.age", tmp_path / "again"
    _back_up(built_street, backup, public)
    make_key(tmp_path / "other.txt")
    answer = built_street.run("restore", backup, "--key", tmp_path / "other.txt", "--to", folder)
    assert answer.exit_code == 1
    assert "this key does not open the backup" in answer.stderr


@pytest.mark.parametrize("recipient", ["age1nothing", "", "ssh-ed25519 AAAA"])
def test_what_is_no_key_is_told(built_street: SmallCase, tmp_path: Path, recipient: str) -> None:
    target = tmp_path / "case.age"
    answer = built_street.run(
        "backup", built_street.folder, "--to", target, "--recipient", recipient
    )
    assert answer.exit_code == 1
    assert "sijill keygen FILE" in answer.stderr
    assert not target.exists()


def test_nothing_is_written_over(built_street: SmallCase, tmp_path: Path, public: str) -> None:
    target = tmp_path / "case.age"
    target.write_bytes(b"older")
    answer = built_street.run("backup", built_street.folder, "--to", target, "--recipient", public)
    assert answer.exit_code == 1
    assert target.read_bytes() == b"older"
    assert built_street.run("keygen", tmp_path / "key.txt").exit_code == 1


def test_a_backup_is_restored_with_two_parts_of_three_of_its_key(
    built_street: SmallCase, tmp_path: Path
) -> None:
    answer = built_street.run("keygen", tmp_path / "team.key", "--split", "2/3", "--json")
    backup, folder = tmp_path / "case.age", tmp_path / "again"
    _back_up(built_street, backup, json.loads(answer.stdout)["public"])
    _, *two = sorted(tmp_path.glob("team.key.*"))
    assert built_street.run("recover", *two, "--to", tmp_path / "key.txt").exit_code == 0
    restore = ("restore", backup, "--key", tmp_path / "key.txt", "--to", folder)
    restored = built_street.run(*restore)
    assert restored.exit_code == 0, restored.output
    assert (folder / "case.toml").read_bytes() == (built_street.folder / "case.toml").read_bytes()
    assert built_street.run("verify", folder).exit_code == 0
    (one, *_) = sorted(tmp_path.glob("team.key.*"))
    alone = built_street.run("recover", one, "--to", tmp_path / "alone.txt")
    assert (alone.exit_code, (tmp_path / "alone.txt").exists()) == (1, False)


def test_a_backup_has_its_name_only_when_it_is_on_the_disk_whole(
    built_street: SmallCase, tmp_path: Path, public: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "usb" / "case.age"
    target.parent.mkdir()
    (target.parent / ".backup-0x-half").write_bytes(b"of a backup that was killed")
    synced: list[tuple[str, bool]] = []
    really = os.fsync

    def watched(descriptor: int) -> None:
        name = str(Path(f"/proc/self/fd/{descriptor}").readlink())
        synced.append((name, target.exists()))
        really(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    _back_up(built_street, target, public)
    (content,) = [there for name, there in synced if Path(name).name.startswith(".backup-")]
    (folder,) = [there for name, there in synced if name == str(target.parent)]
    assert (content, folder) == (False, True)
    assert list(target.parent.iterdir()) == [target]


def test_a_disk_that_is_full_while_it_is_encrypted_to_is_said() -> None:
    key = pyrage.x25519.Identity.generate().to_public()
    with (
        Path("/dev/full").open("wb", buffering=0) as full,
        pytest.raises(OSError, match="No space left"),
    ):
        encrypt(io.BytesIO(b"x" * 1_000_000), full, [key])


@pytest.mark.parametrize("name", ["sources", "evidence"])
def test_a_folder_that_cannot_be_looked_into_is_not_left_out_in_silence(
    built_street: SmallCase, tmp_path: Path, public: str, name: str
) -> None:
    """As where somebody may not read it."""
    folder, backup = built_street.folder / name, tmp_path / "case.age"
    folder.rename(built_street.folder / "aside")
    folder.symlink_to(folder)
    answer = built_street.run("backup", built_street.folder, "--to", backup, "--recipient", public)
    assert answer.exit_code == 1
    assert f"{name} cannot be looked into" in " ".join(answer.output.split())
    assert not backup.exists()
