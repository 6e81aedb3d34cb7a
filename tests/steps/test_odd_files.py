"""Links out of a case, names that are no text, files without an end: a sentence, or they work."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sijill.files.reading import read_bounded, readable
from sijill.model.errors import FileUnreadableError, SijillError
from sijill.publication.forms.xlsform import forms
from sijill.steps.case.starting.start_case import start_case
from sijill.steps.custody.timestamp import read_response
from sijill.steps.decisions.linkage_quality import read_persons
from sijill.steps.estimates.table_text import read_text
from sijill.steps.exchange.forms import write_entry
from sijill.steps.protection.age_keys import identities, make_key
from sijill.steps.protection.backup import restore
from small_cases import CASE, HEADER, PEOPLE, SmallCase

if TYPE_CHECKING:
    from collections.abc import Callable

ODD = os.fsdecode(b"od\xffd")


def test_a_case_of_a_web_page_is_built(tmp_path: Path, street: SmallCase) -> None:
    cells = ("<tr><th>Date<th>Place<th>Killed", "<tr><td>3 May 2031<td>Lim<td>4")
    page = tmp_path / "strikes.html"
    page.write_text(f"<table>{''.join(cells)}</table>", encoding="utf-8")
    start_case(tmp_path / "case", [page], "A case")
    answer = street.run("build", tmp_path / "case")
    assert answer.exit_code == 0, answer.stderr


@pytest.mark.parametrize("place", ["data/notebook.csv", "sources/notebook.toml", "data"])
def test_a_link_out_of_the_case_is_not_followed_unless_asked(
    street: SmallCase, tmp_path: Path, place: str
) -> None:
    outside = tmp_path / "outside"
    (street.folder / place).rename(outside)
    (street.folder / place).symlink_to(outside)
    answer = street.build()
    assert answer.exit_code == 1
    assert "leads out of the case" in answer.stderr
    assert not list((street.folder / "evidence").glob("*"))
    assert street.run("build", street.folder, "--follow-links").exit_code == 0


@pytest.mark.parametrize(
    "place", ["out", "evidence", "register.db", "out/dossier", "out/dossier/records"]
)
def test_nothing_is_written_through_a_link_out_of_the_case_unless_asked(
    built_street: SmallCase, tmp_path: Path, place: str
) -> None:
    outside = tmp_path / "outside"
    (built_street.folder / place).rename(outside)
    (built_street.folder / place).symlink_to(outside)
    before = {path: path.stat().st_mtime_ns for path in (outside, *outside.rglob("*"))}
    built_street.write_list(*PEOPLE[:2])
    answer = built_street.build()
    assert answer.exit_code == 1
    assert f"{place} leads out of the case" in answer.stderr
    assert {path: path.stat().st_mtime_ns for path in (outside, *outside.rglob("*"))} == before
    assert built_street.run("build", built_street.folder, "--follow-links").exit_code == 0


@pytest.mark.parametrize("place", ["evidence", "sources"])
def test_nothing_is_removed_through_a_link_out_of_the_case_unless_asked(
    built_street: SmallCase, tmp_path: Path, place: str
) -> None:
    outside, case = tmp_path / "outside", built_street.folder
    (case / place).rename(outside)
    (case / place).symlink_to(outside)
    (outside / ".incoming-of somebody").write_text("x", encoding="utf-8")
    (outside / ".vault-of nobody").mkdir()
    (case / ".vault-of nobody").mkdir()
    for command in (("build", case), ("evidence", "add", case, case / "case.toml"), ("log", case)):
        built_street.run(*command)
        assert (outside / ".incoming-of somebody").exists()
        assert (outside / ".vault-of nobody").exists()
        assert not (case / ".vault-of nobody").exists()
    built_street.run("build", case, "--follow-links")
    assert not (outside / ".incoming-of somebody").exists()


def test_a_linked_case_file_is_refused(street: SmallCase, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text(CASE, encoding="utf-8")
    (street.folder / "case.toml").unlink()
    (street.folder / "case.toml").symlink_to(tmp_path / "other.toml")
    assert "leads out of the case" in street.build().stderr


def test_a_link_inside_the_case_is_followed(street: SmallCase) -> None:
    (street.data / "notebook.csv").rename(street.data / "list.csv")
    (street.data / "notebook.csv").symlink_to("list.csv")
    assert street.build().exit_code == 0


def test_of_very_many_columns_the_first_are_shown(street: SmallCase) -> None:
    wide = street.folder / "wide.csv"
    headings = ",".join(["name", *(f"note {n}" for n in range(399))])
    wide.write_text(f"{headings}\nRana Walid{',x' * 399}\n", encoding="utf-8")
    answer = street.run("inspect", wide).output
    assert "And 100 columns more" in answer
    assert "note 298" in answer.partition("And 100 columns more")[0]


def test_a_file_too_large_to_be_read_does_not_fill_the_evidence(street: SmallCase) -> None:
    """A sparse file of any size takes no room on the disk; its copy would."""
    os.truncate(street.data / "notebook.csv", 2_000_000_001)
    answer = street.build()
    assert "the file has 2,000,000,001 bytes" in answer.stderr.replace("\n", " ")
    assert not list((street.folder / "evidence").glob("*"))


@pytest.mark.parametrize("place", ["data/notebook.csv", "sources/notebook.toml"])
def test_links_that_lead_in_a_circle_cost_their_list_alone(street: SmallCase, place: str) -> None:
    looped = street.folder / place
    looped.unlink()
    looped.symlink_to(looped.with_name("other"))
    looped.with_name("other").symlink_to(looped)
    answer = street.build()
    assert "unexpected" not in answer.stderr
    assert looped.name in (answer.output + answer.stderr).replace("\n", "")


def test_files_whose_names_are_no_text_work(street: SmallCase, tmp_path: Path) -> None:
    odd = tmp_path / f"{ODD}.csv"
    odd.write_text("\n".join((HEADER, *PEOPLE, "")), encoding="utf-8")
    case = tmp_path / "case"
    assert street.run("new", case, odd).exit_code == 0
    built = street.run("build", case)
    assert built.exit_code == 0, built.output
    assert street.run("inspect", odd, "--json").exit_code == 0
    public = street.run("keygen", tmp_path / "key.txt", "--json").stdout.split('"')[3]
    backup = ("backup", case, "--to", tmp_path / f"{ODD}.age", "--recipient", public, "--json")
    assert street.run(*backup).exit_code == 0
    bundle = ("bundle", case, "--subject", "od-d:1", "--to", tmp_path / f"{ODD}.bundle")
    answer = street.run(*bundle)
    assert "Traceback" not in answer.output


def test_a_folder_whose_name_is_no_text_is_refused_with_a_sentence(
    street: SmallCase, tmp_path: Path
) -> None:
    case = street.folder.rename(tmp_path / ODD)
    answer = street.run("build", case)
    assert answer.exit_code == 1
    assert "is not UTF-8" in answer.stderr


def test_what_is_kept_elsewhere_is_read_within_bounds(
    built_street: SmallCase, tmp_path: Path
) -> None:
    pipe, large = tmp_path / "pipe", tmp_path / "large"
    os.mkfifo(pipe)
    with large.open("wb") as file:
        file.truncate(5_000_000_000)
    for trusted in (pipe, large, "/dev/zero", f"{'9' * 5000}:{'0' * 64}", "³:x"):
        answer = built_street.run("verify", built_street.folder, "--trust", trusted)
        assert answer.exit_code == 3, answer.output
        assert "--trust" in answer.stderr


def test_a_file_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1234")
    assert read_bounded(path, 4) == b"1234"
    with pytest.raises(FileUnreadableError, match="more than 3 bytes"):
        read_bounded(path, 3)
    assert readable(f"{ODD} هدى") == "od\ufffdd هدى"


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "circle"])
def test_no_command_waits_for_a_file_that_has_no_end(tmp_path: Path, kind: str) -> None:
    """Each command that takes a file says that this is none, and ends."""
    odd = tmp_path / "odd"
    match kind:
        case "pipe":
            os.mkfifo(odd)
        case "device":
            odd.symlink_to("/dev/zero")
        case "folder":
            odd.mkdir()
        case _:
            odd.symlink_to(odd)
    readers: list[Callable[[Path], object]] = [
        read_text,
        identities,
        read_persons,
        read_response,
        lambda path: write_entry(tmp_path / "page", next(iter(forms())), path),
        lambda path: restore(path, _key(tmp_path), tmp_path / "again"),
    ]
    for read in readers:
        with pytest.raises(SijillError, match=r"no ordinary file|cannot be read"):
            read(odd)
    assert not (tmp_path / "again").exists()


def _key(folder: Path) -> Path:
    if not (folder / "key").exists():
        make_key(folder / "key")
    return folder / "key"
