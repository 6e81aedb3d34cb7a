"""A bundle about a person, an incident or a record, from the command to the checking script."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sijill.ledger.signing.keys import read_device_key
from sijill.register.watching import unwatched
from sijill.simulation.voices import CANARY
from sijill.steps.case.build import build
from sijill.steps.workspace import Author, Workspace
from small_cases import BuiltCity, Command, SmallCase


def _check(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", str(folder / "verify_sijill.py"), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_record_goes_to_court_with_all_that_was_decided_about_it(
    built_street: SmallCase, tmp_path: Path
) -> None:
    built_street.run(
        "correct", "notebook:2", "age", "21", "--reason", "card", "--case", built_street.folder
    )
    built_street.run("withdraw", "notebook:3", "--reason", "alive", "--case", built_street.folder)
    folder = tmp_path / "bundle"
    answer = built_street.run(
        "bundle", built_street.folder, "--subject", "notebook:2", "--to", folder, "--json"
    )
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout)["records"] == ["notebook:2"]
    assert _check(folder).returncode == 0
    assert built_street.run("verify", folder).exit_code == 0
    report = (folder / "custody.html").read_text(encoding="utf-8")
    for told in ("notebook.csv", "row ", "correction", "card", "Internal, not for publication"):
        assert told in report
    assert "alive" not in report
    assert "notebook:3" not in report
    (file,) = (folder / "files").iterdir()
    assert file.read_bytes() == (built_street.data / "notebook.csv").read_bytes()
    file.chmod(0o644)
    file.write_bytes(file.read_bytes().replace(b"12", b"13"))
    assert _check(folder).returncode == 2
    assert built_street.run("verify", folder).exit_code == 2


def test_a_person_goes_with_every_record_about_them(
    built_street: SmallCase, tmp_path: Path
) -> None:
    people = (built_street.folder / "out" / "tables" / "persons.csv").read_text(
        encoding="utf-8-sig"
    )
    person = people.splitlines()[1].split(",")[0].strip(chr(34))
    answer = built_street.run(
        "bundle", built_street.folder, "--subject", person, "--to", tmp_path / "bundle"
    )
    assert answer.exit_code == 0, answer.output
    assert "1 record, " in answer.stdout
    assert _check(tmp_path / "bundle").returncode == 0


def test_an_unknown_subject_is_told(built_street: SmallCase, tmp_path: Path) -> None:
    answer = built_street.run(
        "bundle", built_street.folder, "--subject", "P0", "--to", tmp_path / "bundle"
    )
    assert answer.exit_code == 1
    assert "no person, incident or record 'P0'" in answer.stderr
    assert not (tmp_path / "bundle").exists()


def test_that_a_bundle_leaves_is_written_down_first_and_goes_along(
    built_street: SmallCase, tmp_path: Path
) -> None:
    folder = tmp_path / "bundle"
    told = built_street.run(
        "bundle", built_street.folder, "--subject", "notebook:2", "--to", folder, "--json"
    )
    (exported,) = json.loads(
        built_street.run("log", built_street.folder, "--last", "1", "--json").stdout
    )
    assert exported["payload"]["action"] == "exported"
    assert exported["entry"] in json.loads(told.stdout)["entries"]
    assert "in the bundle about notebook:2" in (folder / "custody.html").read_text("utf-8")
    again = built_street.run(
        "bundle", built_street.folder, "--subject", "notebook:2", "--to", folder
    )
    assert again.exit_code == 1
    assert "does not exist yet" in again.stderr
    (last,) = json.loads(
        built_street.run("log", built_street.folder, "--last", "1", "--json").stdout
    )
    assert last == exported


def test_a_report_that_was_exchanged_is_found(built_street: SmallCase, tmp_path: Path) -> None:
    folder = tmp_path / "bundle"
    built_street.run("bundle", built_street.folder, "--subject", "notebook:2", "--to", folder)
    report = folder / "custody.html"
    report.write_text(report.read_text("utf-8").replace("notebook:2", "notebook:3"), "utf-8")
    assert _check(folder).returncode == 2
    assert built_street.run("verify", folder).exit_code == 2


def test_a_bundle_cannot_hide_a_register(built_street: SmallCase, tmp_path: Path) -> None:
    """Whoever tampers with a register must not get a sound bundle examined in its place."""
    folder = tmp_path / "bundle"
    built_street.run("bundle", built_street.folder, "--subject", "notebook:2", "--to", folder)
    assert (
        built_street.run("verify", built_street.folder)
        .stdout.splitlines()[0]
        .startswith("register ")
    )
    alone = built_street.run("verify", folder).stdout.splitlines()
    assert any(line.startswith("bundle ") for line in alone)
    shutil.copytree(folder, built_street.folder, dirs_exist_ok=True)
    with (built_street.folder / "register.db").open("r+b") as register:
        register.truncate(5000)
    both = built_street.run("verify", built_street.folder)
    assert both.exit_code == 3
    assert "bundle.json lies in the folder of a register" in both.stderr
    told = json.loads(built_street.run("verify", built_street.folder, "--json").stdout)
    assert (told["examined"], told["verdict"]) == ("nothing", "could_not_check")
    (built_street.folder / "bundle.json").unlink()
    assert built_street.run("verify", built_street.folder).exit_code in (1, 2)


@pytest.mark.xdist_group("city")
def test_a_witness_stays_with_the_keeper(city: BuiltCity, tmp_path: Path, sijill: Command) -> None:
    work = tmp_path / "work"
    key = read_device_key(tmp_path / "device.key")
    author = Author("test", lambda: datetime(2032, 1, 1, tzinfo=UTC), key)
    built = build(Workspace(city.folder, work), author, unwatched)
    testimony = next(
        record for record in built.analysis.register.records if record.startswith("testimonies:")
    )
    folder = tmp_path / "bundle"
    answer = sijill(
        *("bundle", city.folder, "--work", work, "--subject", testimony, "--to", folder)
    )
    assert answer.exit_code == 0, answer.output
    assert "stays here: it holds columns that the mapping protects" in answer.stdout
    told = [path for path in folder.rglob("*") if path.is_file()]
    assert not any(CANARY.encode() in path.read_bytes() for path in told)
    assert _check(folder).returncode == 0
