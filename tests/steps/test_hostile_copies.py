"""A copy of a case on a stick that somebody prepared: nothing here is lost, leaked or misled."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from sijill.model.errors import CaseError
from sijill.sources.toml_files import read_case, read_mapping
from sijill.steps.exchange.case_files import _copy, _is_file
from sijill.steps.exchange.file_offers import describe_file
from sijill.steps.workspace import Workspace
from small_cases import CASE, HEADER, NOTEBOOK, PEOPLE, Prepared, SmallCase, build_street

SECRET = "what nobody asked for"  # noqa: S105  a text


@pytest.fixture
def stick(street: SmallCase, prepared: Prepared, tmp_path: Path) -> Path:
    """A copy of a built case, which tests prepare."""
    prepared(street, build_street)
    folder = tmp_path / "stick" / "street"
    shutil.copytree(street.folder, folder)
    return folder


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    path = tmp_path / "secret.csv"
    path.write_text(SECRET, encoding="utf-8")
    return path


def sync(case: SmallCase, stick: Path) -> Result:
    return case.run("sync", case.folder, stick)


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("register.db")
    }


def evidence_of(folder: Path) -> Path:
    (path,) = (folder / "evidence").iterdir()
    return path


def test_a_copy_under_another_name_does_not_cost_us_the_evidence(
    street: SmallCase, stick: Path
) -> None:
    ours = evidence_of(street.folder)
    before = ours.read_bytes()
    for name in ("copy-of-list.csv", "a" * 63, "A" * 64, "0"):
        (stick / "evidence" / name).write_bytes(before)
    answer = sync(street, stick)
    assert answer.exit_code == 0, answer.output
    assert ours.read_bytes() == before
    assert [path.name for path in (street.folder / "evidence").iterdir()] == [ours.name]
    assert street.run("verify", street.folder).exit_code == 0


@pytest.mark.parametrize("changed", [lambda content: content[::-1], lambda content: content * 2])
def test_evidence_under_a_hash_that_it_does_not_have_is_refused(
    street: SmallCase, stick: Path, changed: Callable[[bytes], bytes]
) -> None:
    evidence_of(street.folder).unlink()
    before = everything(street.folder)
    theirs = evidence_of(stick)
    theirs.chmod(0o600)
    theirs.write_bytes(changed(theirs.read_bytes()))
    answer = sync(street, stick)
    assert answer.exit_code == 1
    assert "its content was changed since it was captured" in answer.stderr
    assert everything(street.folder) == before


def test_evidence_that_no_entry_cites_is_not_taken(street: SmallCase, stick: Path) -> None:
    """A stick could fill a disk with it; a file of 3 GB was copied before it was looked at."""
    content = b"nobody's"
    for name in (hashlib.sha256(content).hexdigest(), "0" * 64):
        (stick / "evidence" / name).write_bytes(content)
    before = everything(street.folder)
    assert sync(street, stick).exit_code == 0
    assert everything(street.folder) == before


def test_a_link_among_the_evidence_is_not_followed(
    street: SmallCase, stick: Path, outside: Path
) -> None:
    before = everything(street.folder)
    (stick / "evidence" / ("0" * 64)).symlink_to(outside)
    assert sync(street, stick).exit_code == 0
    assert everything(street.folder) == before


@pytest.mark.parametrize(
    "place", ["case.toml", "register.db", "register.db-wal", "sources", "evidence"]
)
def test_a_link_in_the_place_of_the_case_itself_is_refused(
    street: SmallCase, stick: Path, place: str
) -> None:
    target = stick.parent / "elsewhere"
    if (stick / place).exists():
        (stick / place).rename(target)
    (stick / place).symlink_to(target)
    answer = sync(street, stick)
    assert answer.exit_code == 1
    assert "has no place in a copy of a case" in answer.stderr


def test_a_linked_file_on_the_stick_does_not_bring_in_what_it_points_to(
    street: SmallCase, stick: Path, outside: Path
) -> None:
    (stick / "data" / "new.csv").symlink_to(outside)
    (stick / "sources" / "new.toml").symlink_to(outside)
    answer = sync(street, stick)
    assert answer.exit_code == 0, answer.output
    assert "new.csv differs" in answer.stderr
    assert SECRET.encode() not in b"".join(everything(street.folder).values())


def test_a_dangling_link_on_the_stick_is_not_written_through(
    street: SmallCase, stick: Path, tmp_path: Path
) -> None:
    target = tmp_path / "planted.csv"
    street.map_another("clinic", "clinic.csv")
    (street.data / "clinic.csv").write_text("no,name\n", encoding="utf-8")
    (stick / "data" / "clinic.csv").symlink_to(target)
    (stick / "data" / "lists").symlink_to(tmp_path)
    (street.data / "lists").mkdir()
    (street.data / "lists" / "planted.csv").write_text("no,name\n", encoding="utf-8")
    answer = sync(street, stick)
    assert answer.exit_code == 0, answer.output
    assert not target.exists()
    for name in ("data/clinic.csv", "data/lists/planted.csv"):
        assert f"{name} differs between the two" in answer.stderr
    assert (stick / "sources" / "clinic.toml").is_file()


@pytest.mark.parametrize("data", ["../evil", "/evil", "data/../../evil"])
def test_a_case_file_that_leads_out_of_the_case_moves_nothing(
    street: SmallCase, stick: Path, data: str
) -> None:
    evil = stick.parent / "evil"
    evil.mkdir()
    (evil / "planted.csv").write_text("x", encoding="utf-8")
    (stick / "case.toml").write_text(f'data = "{data}"\n{CASE}', encoding="utf-8")
    answer = sync(street, stick)
    assert answer.exit_code == 1
    assert "leads out of the case" in answer.stderr
    assert not (street.folder.parent / "evil").exists()


def test_mappings_do_not_reach_files_outside_the_case() -> None:
    for text in (f'boundaries = {{ file = "../x", name = "n" }}\n{CASE}', f'data = ".."\n{CASE}'):
        with pytest.raises(CaseError, match="leads out of the case"):
            read_case(text, "case.toml")
    mapping = NOTEBOOK.format(reading="", died="died").replace("notebook.csv", "../../.ssh/key")
    with pytest.raises(CaseError, match="leads out of the case"):
        read_mapping(mapping, "notebook.toml")


def test_a_name_with_a_nul_is_no_place() -> None:
    """The system raises over such a name wherever it is used, so it ends where it is read."""
    for text in (
        f'boundaries = {{ file = "a\\u0000", name = "n" }}\n{CASE}',
        f'data = "a\\u0000"\n{CASE}',
    ):
        with pytest.raises(CaseError, match="holds the character NUL"):
            read_case(text, "case.toml")
    mapping = NOTEBOOK.format(reading="", died="died").replace("notebook.csv", "a\\u0000.csv")
    with pytest.raises(CaseError, match="holds the character NUL"):
        read_mapping(mapping, "notebook.toml")


def test_a_file_that_no_entry_vouches_for_waits_until_somebody_takes_it(
    street: SmallCase, stick: Path
) -> None:
    mapping = NOTEBOOK.format(reading="", died="died").replace('"notebook"', '"clinic"')
    (stick / "sources" / "clinic.toml").write_text(mapping, encoding="utf-8")
    (stick / "data" / "clinic.csv").write_text("no,name\n1,Omar\n", encoding="utf-8")
    before = everything(street.folder)
    answer = sync(street, stick)
    assert answer.exit_code == 0, answer.output
    for name in ("sources/clinic.toml", "data/clinic.csv"):
        assert f"{name} was left in {stick}: no signed entry vouches for it" in answer.stderr
    assert everything(street.folder) == before
    assert street.run("sync", street.folder, stick, "--take-files").exit_code == 0
    assert everything(street.folder).keys() - before == {"sources/clinic.toml", "data/clinic.csv"}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Notes.csv", "notes.csv"),
        ("caf\u00e9.csv", "cafe\u0301.csv"),
        ("STRASSE.csv", "straße.csv"),
    ],
)
def test_a_file_whose_name_is_another_for_some_systems_is_left(
    street: SmallCase, stick: Path, ours: str, theirs: str
) -> None:
    (street.data / ours).write_text("no\n1\n", encoding="utf-8")
    (stick / "data" / theirs).write_text("no\n2\n", encoding="utf-8")
    answer = street.run("sync", street.folder, stick, "--take-files")
    assert f"{theirs} was left in {stick}" in answer.stderr
    assert "take both names for one" in answer.stderr
    assert not (street.data / theirs).exists()
    assert not (stick / "data" / ours).exists()


def test_a_file_larger_than_any_list_is_left(street: SmallCase, stick: Path) -> None:
    with (stick / "data" / "large.csv").open("wb") as file:
        file.truncate(3_000_000_000)
    answer = street.run("sync", street.folder, stick, "--take-files")
    assert f"large.csv was left in {stick}: it has 3,000,000,000 bytes" in answer.stderr
    assert not (street.data / "large.csv").exists()


def test_whoever_is_asked_about_a_file_sees_what_it_says(street: SmallCase, stick: Path) -> None:
    mapping = NOTEBOOK.format(reading='protected = ["told_by"]', died="died")
    (stick / "sources" / "clinic.toml").write_text(mapping, encoding="utf-8")
    told = describe_file(Workspace(stick, stick), "sources/clinic.toml")
    assert told.startswith("mapping of 'notebook': 'Notebook', a person list in 'notebook.csv'")
    assert "protected: 'told_by'" in told
    assert describe_file(Workspace(street.folder, street.folder), "data/notebook.csv").startswith(
        "data, "
    )


@pytest.mark.parametrize(
    "place",
    ["data/.bashrc", "data/.git/hooks/list.csv", "data/run.sh", "sources/.hidden.toml",
     "sources/run.py", "out/dossier/index.html", "evidence/photo.csv"],
)  # fmt: skip
def test_what_is_no_file_of_a_case_is_never_written(
    street: SmallCase, stick: Path, place: str
) -> None:
    before = everything(street.folder)
    (stick / place).parent.mkdir(parents=True, exist_ok=True)
    (stick / place).write_text(SECRET, encoding="utf-8")
    answer = street.run("sync", street.folder, stick, "--take-files")
    assert answer.exit_code == 0, answer.output
    assert everything(street.folder) == before


@pytest.mark.parametrize("data", [".", "", "./", "out", "evidence/x", "Sources", ".hidden", "a/.b"])
def test_a_data_folder_that_is_none_of_its_own_is_refused(street: SmallCase, data: str) -> None:
    street.map_case(f'data = "{data}"')
    answer = street.build()
    assert answer.exit_code == 1
    assert "is no folder for files as received" in answer.stderr
    assert not (street.folder / "register.db").exists()


def test_a_plain_file_with_protected_columns_never_travels(
    street: SmallCase, tmp_path: Path
) -> None:
    street.map_list(reading='protected = ["told_by"]')
    street.write_list(f"{PEOPLE[0]},{SECRET}", header=f"{HEADER},told_by")
    assert street.build().exit_code == 0
    stick = tmp_path / "stick"
    stick.mkdir()
    shutil.copytree(street.folder / "sources", stick / "sources")
    for name in ("register.db", "case.toml"):
        shutil.copy(street.folder / name, stick / name)
    shutil.copy(street.data / "notebook.csv", street.data / "renamed.csv")
    for command in ((street.folder, stick), (stick, street.folder)):
        answer = street.run("sync", *command, "--take-files")
        assert answer.exit_code == 0, answer.output
        for name in ("notebook.csv", "renamed.csv"):
            told = f"data/{name} was left in {street.folder}: it has protected columns"
            assert told in answer.stderr
        assert SECRET.encode() not in b"".join(everything(stick).values())
    verified = street.run("verify", stick)
    assert verified.exit_code == 3, verified.output
    assert "has protected columns and stays with the device that captured it" in verified.output


def test_a_protected_file_that_was_never_built_does_not_travel_either(
    street: SmallCase, stick: Path
) -> None:
    street.map_another("clinic", "clinic.csv", reading='protected = ["told_by"]')
    list_of_witnesses = f"{HEADER},told_by\n{PEOPLE[0]},{SECRET}\n"
    for name in ("clinic.csv", "copy of clinic.csv"):
        (street.data / name).write_text(list_of_witnesses, encoding="utf-8")
    answer = sync(street, stick)
    assert "data/copy of clinic.csv was left" in answer.stderr
    assert SECRET.encode() not in b"".join(everything(stick).values())


@pytest.mark.parametrize("mistake", ["misspelt = 1", "protected", "fixed = 1\nfixed = 2"])
def test_where_a_mapping_cannot_be_read_no_file_of_unknown_content_travels(
    street: SmallCase, stick: Path, mistake: str
) -> None:
    street.map_another("clinic", "clinic.csv", reading=f'protected = ["told_by"]\n{mistake}')
    (street.data / "clinic.csv").write_text(
        f"{HEADER},told_by\n{PEOPLE[0]},{SECRET}\n", encoding="utf-8"
    )
    (stick / "data" / "notebook.csv").unlink()
    for command in ((street.folder, stick), (stick, street.folder)):
        answer = street.run("sync", *command, "--take-files")
        assert answer.exit_code == 0, answer.output
        assert "what clinic.toml protects is not known" in answer.stderr
        assert SECRET.encode() not in b"".join(everything(stick).values())
    assert (stick / "data" / "notebook.csv").exists(), "it was captured, and is known"


def test_a_name_that_the_other_disk_cannot_have_is_told_and_stops_no_other_file(
    tmp_path: Path,
) -> None:
    """A stick with FAT refuses ``a:b.csv`` as every disk refuses a name of 300 letters."""
    source = tmp_path / "list.csv"
    source.write_text("no,name\n", encoding="utf-8")
    assert not _is_file(tmp_path / ("x" * 300))
    assert "takes no such name (File name too long)" in _copy(source, tmp_path / ("x" * 300))
    assert _copy(source, tmp_path / "again.csv") == ""
    assert (tmp_path / "again.csv").read_bytes() == source.read_bytes()
