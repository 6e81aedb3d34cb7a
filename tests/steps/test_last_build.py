"""A build with nothing changed is not done again; whatever it depends on makes it be done."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from sijill.register.watching import unwatched
from sijill.steps.case.build import build as build_case
from sijill.steps.case.last_build import keep_report, repeated_report
from sijill.steps.workspace import Author, Workspace
from small_cases import PEOPLE, SmallCase

AUTHOR = Author("test", lambda: datetime(2031, 7, 1, tzinfo=UTC))
REPORT = Path("out") / "last_build.json"


def build(case: SmallCase) -> dict[str, object]:
    answer = case.run("build", case.folder, "--json")
    assert answer.exit_code == 0, answer.output
    told: dict[str, object] = json.loads(answer.stdout)
    return told


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A street that is built, by a device without a key; tests copy it."""
    folder = tmp_path_factory.mktemp("built") / "street"
    SmallCase(folder, CliRunner().invoke).lay_out()
    workspace = Workspace(folder, folder)
    keep_report(workspace, build_case(workspace, AUTHOR, unwatched).report())
    return folder


def test_a_second_build_gives_the_same_report_and_writes_nothing(street: SmallCase) -> None:
    first = build(street)
    before = {path: path.stat().st_mtime_ns for path in street.folder.rglob("*") if path.is_file()}
    second = build(street)
    assert (first["repeated"], second["repeated"]) == (False, True)
    assert second["entries"] == {"new": 0, "all": first["entries"]["all"]}  # type: ignore[index]
    assert "Nothing has changed since the last build" in street.build().stdout
    same = [name for name in first if name not in ("repeated", "entries")]
    assert [first[name] for name in same] == [second[name] for name in same]
    written = {path: path.stat().st_mtime_ns for path in before}
    assert written == before


def add_row(case: SmallCase) -> None:
    case.write_list(*PEOPLE, "4,Huda Salim al-Attar,30,2031-06-03,f,35.95,39.01")


def touch_title(case: SmallCase) -> None:
    path = case.folder / "case.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("A street", "The street"), "utf-8")


def touch_mapping(case: SmallCase) -> None:
    path = case.folder / "sources" / "notebook.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Notebook", "A notebook"), "utf-8")


def add_pipe(case: SmallCase) -> None:
    os.mkfifo(case.folder / "sources" / "pipe.toml")


def decide(case: SmallCase) -> None:
    decided = ("withdraw", "notebook:3", "--reason", "alive", "--case", case.folder)
    assert case.run(*decided).exit_code == 0


def change_page(case: SmallCase) -> None:
    (case.folder / "out" / "dossier" / "index.html").write_text("empty", encoding="utf-8")


def remove_table(case: SmallCase) -> None:
    next((case.folder / "out" / "tables").glob("*.csv")).unlink()


def remove_evidence(case: SmallCase) -> None:
    next(path for path in (case.folder / "evidence").rglob("*") if path.is_file()).unlink()


def flip(case: SmallCase) -> None:
    """Change one byte of a captured file; its size and its time stay."""
    path = next(path for path in (case.folder / "evidence").rglob("*") if path.is_file())
    status, content = path.stat(), bytearray(path.read_bytes())
    content[-2] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def forget(case: SmallCase) -> None:
    (case.folder / REPORT).unlink()


def garble(case: SmallCase) -> None:
    (case.folder / REPORT).write_text("{", encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        add_row,
        touch_title,
        touch_mapping,
        add_pipe,
        decide,
        change_page,
        remove_table,
        remove_evidence,
        flip,
        forget,
        garble,
    ],
)
def test_it_is_done_when_anything_that_it_depends_on_changed(
    built: Path, street: SmallCase, change: Callable[[SmallCase], None]
) -> None:
    shutil.rmtree(street.folder)
    shutil.copytree(built, street.folder)
    workspace = Workspace(street.folder, street.folder)
    assert repeated_report(workspace, AUTHOR) is not None
    change(street)
    assert repeated_report(workspace, AUTHOR) is None


def test_what_is_news_is_said_once(built: Path, street: SmallCase) -> None:
    shutil.rmtree(street.folder)
    shutil.copytree(built, street.folder)
    add_row(street)
    assert "has changed since it was captured" in str(build(street)["notices"])
    assert build(street)["notices"] == []


def test_evidence_that_is_not_what_was_captured_is_told_at_every_build(
    built: Path, street: SmallCase
) -> None:
    shutil.rmtree(street.folder)
    shutil.copytree(built, street.folder)
    flip(street)
    for _ in range(2):
        answer = street.run("build", street.folder)
        assert answer.exit_code == 1
        assert "this evidence is not what was stored" in answer.stderr
    shutil.rmtree(street.folder / "evidence")
    assert build(street)["left_out"] == [], "it is stored again from data"


@pytest.mark.parametrize("damage", [flip, remove_evidence])
def test_evidence_of_an_earlier_file_that_is_damaged_is_told_beside_the_figures(
    built: Path, street: SmallCase, damage: Callable[[SmallCase], None]
) -> None:
    shutil.rmtree(street.folder)
    shutil.copytree(built, street.folder)
    before = set((street.folder / "evidence").iterdir())
    add_row(street)
    build(street)
    later = set((street.folder / "evidence").iterdir()) - before
    for path in later:
        path.rename(street.folder / path.name)
    damage(street)
    for path in later:
        (street.folder / path.name).rename(path)
    for _ in range(2):
        answer = street.run("build", street.folder)
        assert answer.exit_code == 1
        assert "put the file back from a copy" in " ".join(answer.output.split())
        assert "Dossier:" in answer.output


def test_the_report_of_a_copied_case_names_the_files_of_the_copy(
    built: Path, street: SmallCase
) -> None:
    shutil.rmtree(street.folder)
    shutil.copytree(built, street.folder)
    report = repeated_report(Workspace(street.folder, street.folder), AUTHOR)
    assert report is not None
    assert report.dossier == str(street.folder / "out" / "dossier" / "index.html")
    assert not any(str(built) in notice.sentence for notice in report.notices)
