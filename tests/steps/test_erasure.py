"""A record erased on request: its words are gone from the file, every proof holds."""

import hashlib
import json
from hashlib import sha256
from pathlib import Path

import apsw
import pytest
from click.testing import Result

from sijill.ledger import Ledger
from sijill.ledger.signing.keys import read_device_key
from sijill.ledger.stores.sqlite_storage import SqliteStorage
from sijill.model.errors import LedgerError
from small_cases import HEADER, PEOPLE, Prepared, SmallCase

NAME = "Nabil"
"""Stands in the third row alone."""


def _bytes_of(case: SmallCase) -> bytes:
    files = sorted(case.folder.glob("register.db*"))
    return b"".join(path.read_bytes() for path in files)


@pytest.fixture
def decided(street: SmallCase, prepared: Prepared) -> SmallCase:
    """Built twice, over two versions of the list, with a correction of the third row."""
    return prepared(street, _decide)


def _decide(street: SmallCase) -> None:
    street.build()
    correction = (
        "correct",
        "notebook:3",
        "name",
        f"Samir {NAME} Attar",
        "--reason",
        f"{NAME} said",
    )
    assert street.run(*correction, "--case", street.folder).exit_code == 0
    street.write_list(*reversed(PEOPLE))
    assert street.build().exit_code == 0


def test_the_words_leave_the_file_and_the_proofs_stay(decided: SmallCase, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    assert decided.run("checkpoint", decided.folder, "--to", note).exit_code == 0
    assert NAME.encode() in _bytes_of(decided)
    answer = decided.run(
        *("erase", "notebook:3", "--reason", "request 12 of the family"), "--case", decided.folder
    )
    assert answer.exit_code == 0, answer.output
    assert "still holds the words" in answer.stderr
    assert NAME.encode() not in _bytes_of(decided)
    verified = decided.run("verify", decided.folder, "--trust", note)
    assert verified.exit_code == 0, verified.output
    assert "it was erased" in verified.output
    assert decided.build().exit_code == 0
    assert decided.figures()["persons.named"]["highest"] == 2
    assert "erased on request" in decided.rejects()
    told = [path for path in (decided.folder / "out").rglob("*") if path.is_file()]
    assert not any(NAME.encode() in path.read_bytes() for path in told)
    assert decided.build().exit_code == 0
    assert decided.run("verify", decided.folder, "--trust", note).exit_code == 0


def test_a_bundle_with_an_erased_value_is_sound(decided: SmallCase, tmp_path: Path) -> None:
    erase = ("erase", "notebook:3", "--reason", "request 12", "--case", decided.folder)
    assert decided.run(*erase).exit_code == 0
    decided.build()
    folder = tmp_path / "bundle"
    assert (
        decided.run("bundle", decided.folder, "--subject", "notebook:2", "--to", folder).exit_code
        == 0
    )
    assert decided.run("verify", folder).exit_code == 0


def test_an_erasure_cannot_be_taken_back_or_repeated(decided: SmallCase) -> None:
    erase = ("erase", "notebook:3", "--reason", "request 12", "--case", decided.folder)
    assert decided.run(*erase).exit_code == 0
    again = decided.run(*erase)
    assert again.exit_code == 1
    assert "it may be erased" in again.stderr
    decided.run("judge", "--undo", "--case", decided.folder)
    assert NAME.encode() not in _bytes_of(decided)


def test_nothing_is_erased_if_one_value_is_not_there(decided: SmallCase, tmp_path: Path) -> None:
    device_key = read_device_key(tmp_path / "device.key")
    path = decided.folder / "register.db"
    with Ledger.open(path, key=device_key) as ledger:
        before = ledger.size
        row = next(entry for entry in ledger.entries() if "cells" in entry.payload)
        with pytest.raises(LedgerError, match="could be erased"):
            ledger.erase(
                [(row, "cells"), (row, "nothing")],
                "request",
                author="test",
                at=row.at,
            )
        assert ledger.size == before
        kept = next(entry for entry in ledger.entries() if entry.number == row.number)
        assert kept.payload == row.payload
    assert decided.run("verify", decided.folder).exit_code == 0


def test_whoever_erases_is_told_of_backups_and_bundles(decided: SmallCase, tmp_path: Path) -> None:
    key = decided.run("keygen", tmp_path / "key.txt", "--json")
    public = json.loads(key.stdout)["public"]
    backup = ("backup", decided.folder, "--to", tmp_path / "monday.age", "--recipient", public)
    assert decided.run(*backup).exit_code == 0
    bundle = ("bundle", decided.folder, "--subject", "notebook:3", "--to", tmp_path / "out")
    assert decided.run(*bundle).exit_code == 0
    erase = ("erase", "notebook:3", "--reason", "request 12", "--case", decided.folder, "--json")
    told = json.loads(decided.run(*erase).stdout)["copies"]
    assert len(told) == 3
    assert told[0].startswith("backup monday.age")
    assert told[1].startswith("What was exported in the bundle about notebook:3")
    assert told[2].startswith("A dossier was made 2 times")


def erase(case: SmallCase, *words: object) -> Result:
    return case.run("erase", *words, "--case", case.folder)


def test_what_somebody_still_reads_is_told_and_cleaned_afterwards(
    decided: SmallCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite keeps old pages while a reader needs them, and says so in a row nobody reads."""
    monkeypatch.setattr("sijill.ledger.log.ledger.WAIT_MS", 500)
    path = decided.folder / "register.db"
    reader = apsw.Connection(str(path))
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM entry").fetchall()
    answer = erase(decided, "notebook:3", "--reason", "request 12")
    assert answer.exit_code == 1
    assert "run: sijill erase --clean" in answer.stderr
    assert NAME.encode() in _bytes_of(decided)
    reader.execute("COMMIT")
    cleaned = erase(decided, "--clean")
    assert cleaned.exit_code == 0, cleaned.output
    assert NAME.encode() not in _bytes_of(decided)
    reader.close()
    kinds = [one["kind"] for one in json.loads(decided.run("log", decided.folder, "--json").stdout)]
    assert kinds.count("erasure") == 1
    assert decided.run("verify", decided.folder).exit_code == 0


def test_whoever_writes_next_removes_what_an_interrupted_erasure_left(
    decided: SmallCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(storage: SqliteStorage) -> None:
        raise KeyboardInterrupt(storage.where)

    with monkeypatch.context() as patched:
        patched.setattr(SqliteStorage, "clean", interrupted)
        assert erase(decided, "notebook:3", "--reason", "request 12").exit_code == 1
    mark = decided.folder / "register.db-erasing"
    assert mark.exists()
    assert NAME.encode() in _bytes_of(decided)
    again = erase(decided, "notebook:3", "--reason", "request 12")
    assert "What an interrupted erasure left was removed now." in again.stderr
    assert NAME.encode() not in _bytes_of(decided)
    assert not mark.exists()
    assert decided.run("verify", decided.folder).exit_code == 0


def test_names_in_a_kept_linkage_are_gone_before_the_register_says_so(
    decided: SmallCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = decided.folder / ".kept-linkage"
    kept.mkdir()
    (kept / "records.arrow").write_text(NAME, "utf-8")

    def interrupted(storage: SqliteStorage) -> None:
        raise KeyboardInterrupt(storage.where)

    monkeypatch.setattr(SqliteStorage, "clean", interrupted)
    erase(decided, "notebook:3", "--reason", "request 12")
    assert not kept.exists()


def test_why_a_judgement_was_taken_back_goes_with_either_of_its_sides(decided: SmallCase) -> None:
    judged = decided.folder / "judged.csv"
    judged.write_text(
        "left,right,decision,reason\nnotebook:1,notebook:3,same,a neighbour\n", encoding="utf-8"
    )
    assert decided.run("judge", judged, "--case", decided.folder).exit_code == 0
    undo = ("judge", "--undo", "--reason", f"{NAME} is another", "--case", decided.folder)
    assert decided.run(*undo).exit_code == 0
    judged.unlink()
    assert erase(decided, "notebook:3", "--reason", "request 12").exit_code == 0
    assert NAME.encode() not in _bytes_of(decided)


def test_the_words_about_an_exhibit_are_erased_and_its_chain_stays(
    decided: SmallCase, tmp_path: Path
) -> None:
    photograph = tmp_path / "a.jpg"
    photograph.write_bytes(b"a street")
    words = ("evidence", "add", decided.folder, photograph, "--title", "Umm Omar at her door")
    exhibit = json.loads(decided.run(*words, "--json").stdout)["exhibit"]
    act = ("evidence", "act", decided.folder, exhibit, "transferred", "--reason", "Umm Omar asked")
    hands = ("--from", "Umm Omar", "--to", "Lina", "--place", "house of Umm Omar")
    assert decided.run(*act, *hands).exit_code == 0
    assert decided.run("evidence", "fixity", decided.folder).exit_code == 0
    told = json.loads(erase(decided, exhibit, "--reason", "request 13", "--json").stdout)
    assert told["values"] == 5
    assert told["files"] == [sha256(b"a street").hexdigest()]
    assert b"Umm Omar" not in _bytes_of(decided)
    shown = json.loads(decided.run("evidence", "show", decided.folder, exhibit, "--json").stdout)
    assert shown["title"] == "(erased on request)"
    actions = [event["action"] for event in shown["events"]]
    assert actions == ["transferred", "verified_fixity"]
    assert decided.run("verify", decided.folder).exit_code == 0
    assert erase(decided, exhibit, "--reason", "request 13").exit_code == 1


def test_an_older_log_of_this_device_is_no_other_device(decided: SmallCase) -> None:
    """A restored copy goes on in a new log of the same device."""
    path = decided.folder / "register.db"
    saved = path.read_bytes()
    withdraw = ("withdraw", "notebook:1", "--reason", "alive", "--case", decided.folder)
    assert decided.run(*withdraw).exit_code == 0
    path.write_bytes(saved)
    assert decided.run(*withdraw).exit_code == 0
    with Ledger.open(path) as ledger:
        assert len(ledger.logs) == 2
    told = json.loads(erase(decided, "notebook:3", "--reason", "request 12", "--json").stdout)
    assert not any("The device of log" in copy for copy in told["copies"])


def test_the_name_of_whoever_was_asked_about_goes_too(decided: SmallCase) -> None:
    recipient = "The Basatin Memory Museum"
    asked = ("--scope", "share_with_organisation", "--to", recipient, "--reason", "asked at home")
    consent = ("consent", "notebook:3", "given", *asked, "--case", decided.folder)
    assert decided.run(*consent).exit_code == 0
    assert recipient.encode() in _bytes_of(decided)
    assert erase(decided, "notebook:3", "--reason", "request 12").exit_code == 0
    assert recipient.encode() not in _bytes_of(decided)
    assert decided.build().exit_code == 0
    assert decided.run("verify", decided.folder).exit_code == 0


def test_a_list_issued_again_does_not_bring_an_erased_row_back(decided: SmallCase) -> None:
    assert erase(decided, "notebook:3", "--reason", "request 12").exit_code == 0
    assert erase(decided, "notebook:2", "--reason", "request 13").exit_code == 0
    decided.write_list(*PEOPLE, "4,Huda Salim al-Attar,30,2031-06-03,f,35.95,39.01")
    answer = decided.build()
    assert answer.exit_code == 0, answer.output
    assert "brings rows that were erased on request: 3, 4" in answer.output
    assert NAME.encode() not in _bytes_of(decided)
    assert decided.rejects().count("the list brings it again, and it was left out") == 2
    assert decided.figures()["persons.named"]["highest"] == 2
    assert decided.run("verify", decided.folder).exit_code == 0


def test_what_an_erasure_keeps_does_not_show_the_key(decided: SmallCase) -> None:
    assert erase(decided, "notebook:3", "--reason", "request 12").exit_code == 0
    log = json.loads(decided.run("log", decided.folder, "--json").stdout)
    (order,) = [one for one in log if one["kind"] == "erasure"]
    assert len(order["payload"]["salt"]) == 32
    assert all(len(mark) == 64 for mark in order["payload"]["rows"])
    assert "notebook:3" not in json.dumps(order["payload"])
    bare = hashlib.sha256(b"notebook:3").hexdigest()
    assert bare not in order["payload"]["rows"], "one table of hashes would show all registers"


def test_words_in_keys_and_in_lines_that_were_no_rows_are_found(street: SmallCase) -> None:
    path = street.folder / "sources" / "notebook.toml"
    mapping = path.read_text(encoding="utf-8").replace('columns = ["no"]', 'columns = ["name"]')
    path.write_text(mapping, encoding="utf-8")
    street.write_list(*PEOPLE, f"{PEOPLE[2]},one cell too many")
    street.build()
    name = "notebook:Samir Nabil al-Hallaq"
    decided = ("withdraw", name, "--reason", "alive", "--case", street.folder)
    assert street.run(*decided).exit_code == 0
    told = json.loads(erase(street, name, "--reason", "request 12", "--json").stdout)["copies"]
    assert "The key of the record is made of its words, and 1 entries name it" in told[0]
    log = json.loads(street.run("log", street.folder, "--json").stdout)
    assert not any(NAME in json.dumps(one["payload"]) for one in log)


def test_words_that_another_entry_quotes_are_told(street: SmallCase) -> None:
    street.build()
    why = ("--reason", "the brother of Samir Nabil al-Hallaq", "--case", street.folder)
    assert street.run("withdraw", "notebook:1", *why).exit_code == 0
    answer = erase(street, "notebook:3", "--reason", "request 12", "--json").stdout
    (told,) = [one for one in json.loads(answer)["copies"] if "has words of the record" in one]
    assert "(withdrawal, about notebook:1) has words of the record in reason" in told


def test_words_that_are_a_heading_of_another_row_are_told(street: SmallCase) -> None:
    """A list with a column for each person: the name is a key among the cells of the others."""
    street.build()
    street.map_another("meals", "meals.csv")
    header = f"{HEADER},Samir Nabil al-Hallaq"
    (street.data / "meals.csv").write_text(f"{header}\n{PEOPLE[0]},2\n", encoding="utf-8")
    assert street.build().exit_code == 0
    answer = erase(street, "notebook:3", "--reason", "request 12", "--json").stdout
    told = [one for one in json.loads(answer)["copies"] if "has words of the record" in one]
    assert any("(row, about meals) has words of the record in cells" in one for one in told), told
