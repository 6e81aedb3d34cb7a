"""Building is safe to repeat, a fresh build differs in time alone, and a changed byte is found."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest

from sijill.register.watching import unwatched
from sijill.steps.case.build import build
from sijill.steps.workspace import Author, Workspace
from small_cases import BuiltCity, Command, SmallCase

LATER = Author("somebody else", lambda: datetime(2033, 5, 5, tzinfo=UTC) + timedelta(hours=3))


@pytest.mark.xdist_group("city")
def test_building_a_city_again_changes_nothing(city: BuiltCity, tmp_path: Path) -> None:
    folder = tmp_path / "city"
    shutil.copytree(city.folder, folder)
    before = (folder / "out" / "figures.json").read_bytes()
    again = build(Workspace(folder, folder), LATER, unwatched)
    assert again.entries_after == again.entries_before == city.built.entries_after
    assert (folder / "out" / "figures.json").read_bytes() == before


@pytest.mark.xdist_group("city")
def test_a_fresh_build_differs_in_checkpoint_and_times_alone(
    city: BuiltCity, tmp_path: Path
) -> None:
    build(Workspace(city.folder, tmp_path), LATER, unwatched)
    there = json.loads((city.out / "figures.json").read_text(encoding="utf-8"))
    here = json.loads((tmp_path / "out" / "figures.json").read_text(encoding="utf-8"))
    assert here["checkpoint"].pop("root") != there["checkpoint"].pop("root")
    for times in ("at", "settled_at"):
        here["checkpoint"].pop(times, None)
        there["checkpoint"].pop(times, None)
    assert here == there
    for table in (city.out / "tables").glob("*.csv"):
        assert table.read_bytes() == (tmp_path / "out" / "tables" / table.name).read_bytes()


def test_a_second_build_says_that_nothing_is_new(built_street: SmallCase) -> None:
    assert "0 new entries in the ledger" in built_street.build().stdout


def test_each_dossier_that_differs_is_written_down_as_having_left(street: SmallCase) -> None:
    def exported() -> list[str]:
        log = json.loads(street.run("log", street.folder, "--last", 1000, "--json").stdout)
        return [one["payload"]["reason"] for one in log if one["kind"] == "custody"]

    for expected in (1, 1):
        street.build()
        assert len(exported()) == expected
    correct = ("correct", "notebook:1", "name", "Khalid Attar", "--reason", "the family")
    assert street.run(*correct, "--case", street.folder).exit_code == 0
    for _ in range(2):
        street.build()
        first, second = exported()
        assert first != second
        assert "a dossier of" in second
    assert street.run("verify", street.folder).exit_code == 0


def test_what_changed_since_the_last_build_is_told(built_street: SmallCase) -> None:
    built_street.write_list(
        "1,Khalid Walid al-Attar,40,2031-06-03,m,,", "2,Rana Walid al-Attar,12,2031-06-03,f,,"
    )
    built_street.build()
    changes = (built_street.folder / "out" / "dossier" / "changes.html").read_text(encoding="utf-8")
    assert "persons.named" in changes or "Distinct people named" in changes
    assert "Notebook" in changes


def test_a_flipped_byte_of_any_stored_entry_is_found(built_street: SmallCase) -> None:
    ledger = built_street.folder / "register.db"
    assert built_street.run("verify", built_street.folder).exit_code == 0
    with apsw.Connection(str(ledger)) as database:
        numbers = [row[0] for row in database.execute("SELECT n FROM entry ORDER BY n")]
    for number in numbers:
        copy = built_street.folder / "copy"
        copy.mkdir()
        shutil.copytree(built_street.folder / "evidence", copy / "evidence")
        shutil.copy(ledger, copy / "register.db")
        _flip(copy / "register.db", number)
        answer = built_street.run("verify", built_street.folder, "--work", copy, "--json")
        assert answer.exit_code in (1, 2), number
        assert json.loads(answer.stdout)["findings"]
        shutil.rmtree(copy)


def _flip(ledger: Path, number: int) -> None:
    """Flip one bit in the middle of an entry, the triggers that forbid it taken away first."""
    with apsw.Connection(str(ledger)) as database:
        triggers = [
            row[0]
            for row in database.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
        ]
        for trigger in triggers:
            database.execute(f'DROP TRIGGER "{trigger}"')
        entry = bytearray(database.execute("SELECT entry FROM entry WHERE n = ?", (number,)).get)
        entry[len(entry) // 2] ^= 1
        database.execute("UPDATE entry SET entry = ? WHERE n = ?", (bytes(entry), number))


def test_changed_evidence_is_found(built_street: SmallCase) -> None:
    kept = next(path for path in (built_street.folder / "evidence").rglob("*") if path.is_file())
    kept.chmod(0o644)
    kept.write_bytes(kept.read_bytes().replace(b"40", b"41"))
    answer = built_street.run("verify", built_street.folder)
    assert answer.exit_code in (1, 2)
    assert kept.name[:12] in answer.output


def test_a_head_noted_elsewhere_is_found_again(built_street: SmallCase) -> None:
    sound = json.loads(built_street.run("verify", built_street.folder, "--json").stdout)
    built_street.write_list("1,Khalid Walid al-Attar,40,2031-06-03,m,,")
    built_street.build()
    (head,) = sound["heads"].values()
    assert built_street.run("verify", built_street.folder, "--trust", head).exit_code == 0
    forged = f"{sound['entries']}:{'0' * 64}"
    assert built_street.run("verify", built_street.folder, "--trust", forged).exit_code == 2


def test_a_checkpoint_kept_elsewhere_is_found_again(
    built_street: SmallCase, tmp_path: Path
) -> None:
    note, picture = tmp_path / "note.txt", tmp_path / "note.svg"
    answer = built_street.run("checkpoint", built_street.folder, "--to", note, "--qr", picture)
    assert answer.exit_code == 0, answer.output
    assert note.read_text(encoding="utf-8") in answer.stdout
    assert picture.read_text(encoding="utf-8").startswith("<?xml")
    built_street.write_list("1,Khalid Walid al-Attar,40,2031-06-03,m,,")
    built_street.build()
    assert built_street.run("verify", built_street.folder, "--trust", note).exit_code == 0
    shutil.rmtree(built_street.folder / "evidence")
    (built_street.folder / "register.db").unlink()
    assert built_street.run("build", built_street.folder, "--new-register").exit_code == 0
    assert built_street.run("verify", built_street.folder).exit_code == 0
    assert built_street.run("verify", built_street.folder, "--trust", note).exit_code == 2


@pytest.mark.parametrize("option", ["--trust", "--roots"])
@pytest.mark.parametrize("content", [None, "no checkpoint, no certificate"])
def test_what_cannot_be_used_to_check_is_no_verdict(
    street: SmallCase, tmp_path: Path, option: str, content: str | None
) -> None:
    """Exit code 2 says tampered, and 1 damaged: a mistyped word must give neither."""
    given = tmp_path / "given"
    if content is not None:
        given.write_text(content, encoding="utf-8")
    assert street.build().exit_code == 0
    answer = street.run("verify", street.folder, option, given)
    assert answer.exit_code == 3
    assert str(given) in answer.stderr


@pytest.mark.parametrize(
    "words", [("--trsut", "x"), ("--trust", "12:abc"), ("--trust",), ("y", "z")]
)
def test_a_mistyped_verify_is_no_verdict(street: SmallCase, words: tuple[str, ...]) -> None:
    assert street.run("verify", street.folder, *words).exit_code == 3


def test_another_device_writes_a_log_of_its_own(
    built_street: SmallCase, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = json.loads(built_street.run("verify", built_street.folder, "--json").stdout)["heads"]
    monkeypatch.setenv("SIJILL_KEY", str(tmp_path / "another.key"))
    built_street.write_list("1,Khalid Walid al-Attar,40,2031-06-03,m,,")
    assert built_street.build().exit_code == 0
    after = json.loads(built_street.run("verify", built_street.folder, "--json").stdout)["heads"]
    assert before.items() < after.items(), "the first device's log is as it was"
    assert len(after) == len(before) + 1


def test_every_command_answers_in_json(street: SmallCase, sijill: Command) -> None:
    for words in (
        ("inspect", street.data / "notebook.csv"),
        ("build", street.folder),
        ("show", street.folder),
        ("show", street.folder, "persons.named"),
        ("log", street.folder),
        ("checkpoint", street.folder),
        ("verify", street.folder),
    ):
        answer = sijill(*words, "--json")
        assert answer.exit_code == 0, answer.output
        json.loads(answer.stdout)
