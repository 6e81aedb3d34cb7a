"""The files of a bundle: all that are signed for are there, and nothing else passes for them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from registers import RANA
from signed_bundles import Change, Content, forge, verdicts
from sijill.ledger.bundle.format import CONTENT, SIGNATURE


def _file(folder: Path) -> Path:
    (file,) = (folder / "files").iterdir()
    return file


def lose_file(_: Content, folder: Path) -> None:
    _file(folder).unlink()


def lose_page(_: Content, folder: Path) -> None:
    (folder / "verify_sijill.py").unlink()


def lose_content(_: Content, folder: Path) -> None:
    (folder / CONTENT).unlink()


def lose_signature(_: Content, folder: Path) -> None:
    (folder / SIGNATURE).unlink()


def put_folder_in_place(_: Content, folder: Path) -> None:
    file = _file(folder)
    file.unlink()
    file.mkdir()


def add_file(_: Content, folder: Path) -> None:
    (folder / "files" / ("0" * 64)).write_bytes(b"x")


def add_page(_: Content, folder: Path) -> None:
    (folder / "READ_ME_FIRST.html").write_bytes(b"x")


def add_hidden_file(_: Content, folder: Path) -> None:
    (folder / "files" / ".more").write_bytes(b"x")


def add_link_to_folder(_: Content, folder: Path) -> None:
    (folder / "more").symlink_to("/")


def replace_page(_: Content, folder: Path) -> None:
    (folder / "verify_sijill.py").write_text("print('sound')")


def replace_checkpoint(_: Content, folder: Path) -> None:
    note = next((folder / "checkpoints").glob("*.txt"))
    note.write_bytes(note.read_bytes().replace(b"/", b"+", 1))


def link_file(_: Content, folder: Path) -> None:
    file = _file(folder)
    file.rename(folder.parent / "outside")
    file.symlink_to(folder.parent / "outside")


def link_folder(_: Content, folder: Path) -> None:
    (folder / "files").rename(folder.parent / "outside")
    (folder / "files").symlink_to(folder.parent / "outside")


def link_content(_: Content, folder: Path) -> None:
    (folder / CONTENT).rename(folder.parent / "outside")
    (folder / CONTENT).symlink_to(folder.parent / "outside")


def put_pipe_in_place(_: Content, folder: Path) -> None:
    file = _file(folder)
    file.unlink()
    os.mkfifo(file)


def lose_one_and_change_another(content: Content, folder: Path) -> None:
    lose_page(content, folder)
    _file(folder).chmod(0o600)
    _file(folder).write_bytes(b"changed")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        *((one, 1) for one in (lose_file, lose_page, lose_content, lose_signature)),
        (put_folder_in_place, 1),
        *((one, 2) for one in (add_file, add_page, add_hidden_file, add_link_to_folder)),
        *((one, 2) for one in (replace_page, replace_checkpoint, link_file, link_folder)),
        *((one, 2) for one in (link_content, put_pipe_in_place, lose_one_and_change_another)),
    ],
)
def test_files_that_are_missing_are_damage_and_others_are_tampering(
    folder: Path, change: Change, code: int
) -> None:
    change({}, folder)
    assert verdicts(folder)[:2] == (code, code)


def test_a_file_that_the_maker_holds_back_is_told(folder: Path) -> None:
    """Who else holds it back is found; the maker may, and says so under the signature."""

    def hold_back(content: Content, folder: Path) -> None:
        content["left_out"] = {_file(folder).name: "sound.\x1b[2J\n13 entries"}
        lose_file(content, folder)

    forge(folder, hold_back, RANA)
    told = verdicts(folder)
    assert (told.ours, told.theirs) == (0, 0)
    assert (
        r"was left out of the bundle; the reason given is 'sound.\x1b[2J\n13 entries'" in told.told
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="this user may read everything")
def test_what_may_not_be_read_could_not_be_checked(folder: Path) -> None:
    _file(folder).chmod(0)
    assert verdicts(folder)[:2] == (3, 3)
    (folder / "verify_sijill.py").unlink()
    assert verdicts(folder)[:2] == (1, 1)


def test_names_in_any_script_are_told_on_any_terminal(folder: Path) -> None:
    (folder / "files" / "رنا").write_text("x")
    (folder / os.fsdecode(b"\xff")).write_text("x")
    answer = subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "verify_sijill.py"), str(folder)],
        capture_output=True,
        check=False,
        env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    )
    assert (answer.returncode, answer.stderr) == (2, b"")
    assert b"nobody listed" in answer.stdout
    assert verdicts(folder).ours == 2


def test_nothing_beside_the_script_passes_for_a_part_of_python(folder: Path) -> None:
    for name in ("json.py", "re.py", "stat.py", "base64.py"):
        (folder / name).write_text("print('sound'); raise SystemExit(0)\n")
    for words in ([str(folder / "verify_sijill.py"), str(folder)], ["verify_sijill.py", "."]):
        answer = subprocess.run(
            [sys.executable, *words], capture_output=True, text=True, check=False, cwd=folder
        )
        assert answer.returncode == 2, answer.stderr
        assert "nobody listed ['base64.py', 'json.py', 're.py', 'stat.py']" in answer.stdout
