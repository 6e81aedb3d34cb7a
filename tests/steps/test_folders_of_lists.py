"""A folder given to begin a case with: its lists are read, its photographs passed over."""

import os
from pathlib import Path

import pytest

from sijill.model.errors import CaseError
from sijill.steps.case.starting.start_case import StartedCase, start_case

NAMES = "Name,Age,Date of death\nSalwa Bahri Naddaf,34,2033-05-02\nIyad Karim Suwan,9,2033-05-02\n"


def _begin(tmp_path: Path, **others: str) -> tuple[StartedCase, str]:
    folder = tmp_path / "handed over"
    (folder / "pictures").mkdir(parents=True)
    (folder / "pictures" / "grave.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / ".cache.csv").write_text(NAMES, encoding="utf-8")
    (folder / "names.csv").write_text(NAMES, encoding="utf-8")
    for name, text in others.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    started = start_case(tmp_path / "case", [folder], "Handed over")
    return started, (tmp_path / "case" / "case.toml").read_text(encoding="utf-8")


def test_a_folder_stands_for_its_lists(tmp_path: Path) -> None:
    started, case = _begin(tmp_path)
    assert [path.name for path in started.mappings] == ["names.toml"]
    assert not started.problems
    assert "questions" not in case


def test_what_could_not_be_used_is_an_open_question_without_its_name(tmp_path: Path) -> None:
    started, case = _begin(tmp_path, umm_walid="Ask for her before you print anything.\n")
    assert len(started.problems) == 1
    assert "1 file of those given could not be used" in case
    assert "walid" not in case


def test_a_folder_of_too_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sijill.steps.case.starting.files_given.MOST_FILES_OF_A_FOLDER", 2)
    alone = tmp_path / "alone.csv"
    alone.write_text(NAMES, encoding="utf-8")
    many = tmp_path / "many"
    many.mkdir()
    for number in range(3):
        (many / f"{number}.csv").write_text(NAMES, encoding="utf-8")
    started = start_case(tmp_path / "case", [alone, many], "Many")
    assert [path.name for path in started.mappings] == ["alone.toml"]
    assert "holds more than 2 files" in started.problems[0]


@pytest.mark.parametrize(("files", "said"), [(0, "holds no file"), (3, "more than 2 files")])
def test_of_a_folder_of_which_nothing_is_read_no_case_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: int, said: str
) -> None:
    monkeypatch.setattr("sijill.steps.case.starting.files_given.MOST_FILES_OF_A_FOLDER", 2)
    folder = tmp_path / "alone"
    folder.mkdir()
    for number in range(files):
        (folder / f"{number}.csv").write_text(NAMES, encoding="utf-8")
    with pytest.raises(CaseError, match=said):
        start_case(tmp_path / "case", [folder], "Nothing")
    assert not (tmp_path / "case").exists()


def test_a_folder_of_any_depth_is_looked_through(tmp_path: Path) -> None:
    """Each level was a call within a call, so that a thousand were too many."""
    folder = tmp_path / "deep"
    folder.mkdir()
    (folder / "names.csv").write_text(NAMES, encoding="utf-8")
    place = os.open(folder, os.O_DIRECTORY)
    for _ in range(4_200 // 2):
        os.mkdir("d", dir_fd=place)
        below = os.open("d", os.O_DIRECTORY, dir_fd=place)
        os.close(place)
        place = below
    os.close(place)
    started = start_case(tmp_path / "case", [folder], "Deep")
    assert [path.name for path in started.mappings] == ["names.toml"]
    assert "1 link or folder in it could not be looked into" in started.problems[0]
    first, aside = folder / "d", folder / "e"
    while first.exists():  # what removes the folder of a test is a call within a call
        (first / "d").rename(aside) if (first / "d").exists() else aside.mkdir()
        first.rmdir()
        aside.rename(first) if any(aside.iterdir()) else aside.rmdir()


def test_a_link_in_a_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text(NAMES.replace("Salwa", "Huda"), encoding="utf-8")
    (tmp_path / "handed over").mkdir()
    (tmp_path / "handed over" / "more.csv").symlink_to(outside)
    (tmp_path / "handed over" / "names.csv").write_text(NAMES, encoding="utf-8")
    started = start_case(tmp_path / "case", [tmp_path / "handed over"], "Linked")
    assert [path.name for path in started.mappings] == ["names.toml"]
    assert "the first: more.csv. Links are not followed" in started.problems[0]
