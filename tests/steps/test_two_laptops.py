"""Two laptops keep one case: copied, decided on both, synced; nothing is lost or overruled."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import Result

from sijill.ledger import Ledger
from sijill.ledger.signing.checkpoint import origin_of, read_checkpoint
from small_cases import Command, SmallCase
from tampering import tamper_with


@dataclass(frozen=True)
class Laptop:
    """A copy of the case, and the device that works on it."""

    folder: Path
    name: str
    run_as: Callable[..., Result]

    def run(self, *words: object) -> Result:
        """Run a command with this device's key and author."""
        return self.run_as(self.name, *words)

    def told(self, *words: object) -> dict[str, object]:
        """What a command answers as JSON."""
        answer = self.run(*words, "--json")
        assert answer.exit_code == 0, answer.output
        content = json.loads(answer.stdout)
        assert isinstance(content, dict)
        return content

    def decisions(self) -> list[tuple[str, str, str]]:
        """What was decided, as this copy reads it: entry, author, about."""
        log = json.loads(self.run("log", self.folder, "--decisions", "--json").stdout)
        return [(one["entry"], one["author"], one["subject"]) for one in log]

    def entries(self) -> list[str]:
        """The leaf hashes of all entries, as this copy orders them."""
        log = json.loads(self.run("log", self.folder, "--last", 1000, "--json").stdout)
        return [one["leaf"] for one in log]

    def pages(self) -> str:
        """The text of the dossier."""
        pages = sorted((self.folder / "out" / "dossier").rglob("*.html"))
        return "".join(page.read_text(encoding="utf-8") for page in pages)


@pytest.fixture
def laptops(
    street: SmallCase, sijill: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Laptop, Laptop]:
    """A case built on one laptop, and its copy on another."""

    def run_as(name: str, *words: object) -> Result:
        monkeypatch.setenv("SIJILL_AUTHOR", name)
        monkeypatch.setenv("SIJILL_KEY", str(tmp_path / f"{name}.key"))
        return sijill(*words)

    rana = Laptop(street.folder, "rana", run_as)
    omar = Laptop(tmp_path / "omar's copy", "omar", run_as)
    assert rana.run("build", rana.folder).exit_code == 0
    shutil.copytree(rana.folder, omar.folder)
    return rana, omar


def correct(laptop: Laptop, record: str, name: str) -> Result:
    """Correct the name of a record."""
    words = ("correct", record, "name", name, "--reason", "the family", "--case", laptop.folder)
    return laptop.run(*words)


def sync(laptop: Laptop, other: Laptop, *words: str) -> dict[str, object]:
    return laptop.told("sync", laptop.folder, other.folder, *words)


def test_what_either_decides_both_have(laptops: tuple[Laptop, Laptop]) -> None:
    rana, omar = laptops
    assert correct(rana, "notebook:1", "Khalid Walid Attar").exit_code == 0
    assert correct(omar, "notebook:2", "Rana Walid Attar").exit_code == 0
    told = sync(rana, omar, "--accept")
    assert len(dict(told["taken_in"])) == 1  # type: ignore[call-overload]
    assert told["conflicts"] == []
    assert [one[1:] for one in rana.decisions()] == [("rana", "notebook:1"), ("omar", "notebook:2")]
    assert rana.decisions() == omar.decisions()
    assert rana.entries() == omar.entries()
    for laptop in laptops:
        assert laptop.run("verify", laptop.folder).exit_code == 0
        assert laptop.run("build", laptop.folder).exit_code == 0


def test_syncing_again_changes_nothing(laptops: tuple[Laptop, Laptop]) -> None:
    rana, omar = laptops
    correct(omar, "notebook:2", "Rana Walid Attar")
    sync(rana, omar, "--accept")
    before = rana.entries(), omar.entries()
    again = sync(omar, rana)
    assert (again["taken_in"], again["handed_over"], again["files"]) == ({}, {}, [])
    assert (rana.entries(), omar.entries()) == before


def test_a_device_nobody_vouched_for_is_not_let_in(laptops: tuple[Laptop, Laptop]) -> None:
    rana, omar = laptops
    correct(omar, "notebook:2", "Rana Walid Attar")
    before = rana.entries()
    answer = rana.run("sync", rana.folder, omar.folder)
    assert answer.exit_code == 1
    assert "not known here" in answer.stderr
    assert rana.entries() == before


def test_two_answers_to_one_question_are_a_conflict_until_it_is_decided_again(
    laptops: tuple[Laptop, Laptop],
) -> None:
    rana, omar = laptops
    correct(rana, "notebook:1", "Khalid Walid Attar")
    correct(omar, "notebook:1", "Khaled Walid al-Attar")
    (conflict,) = list(sync(rana, omar, "--accept")["conflicts"])  # type: ignore[call-overload]
    assert "Khalid Walid Attar (rana, entry" in conflict
    assert "Khaled Walid al-Attar (omar, entry" in conflict
    built = rana.run("build", rana.folder)
    assert built.exit_code == 0
    assert "Khalid Walid al-Attar" in rana.pages()  # the row's own words stand meanwhile
    assert "Decided differently" in rana.pages()
    correct(rana, "notebook:1", "Khaled Walid Attar")
    assert sync(omar, rana)["conflicts"] == []
    omar.run("build", omar.folder)
    assert "Khaled Walid Attar" in omar.pages()


def test_a_new_list_on_one_side_comes_with_its_file(laptops: tuple[Laptop, Laptop]) -> None:
    rana, omar = laptops
    there = SmallCase(omar.folder, omar.run)
    there.map_another("clinic", "clinic.csv")
    rows = (
        "no,name,age,died,sex,lat,lon",
        "9,Huda Samir al-Najjar,31,2031-06-05,f,35.95,39.01",
        "",
    )
    (omar.folder / "data" / "clinic.csv").write_text("\n".join(rows), encoding="utf-8")
    assert omar.run("build", omar.folder).exit_code == 0
    told = sync(rana, omar, "--accept")
    assert any(str(path).endswith("clinic.csv") for path in list(told["files"]))  # type: ignore[call-overload]
    before = rana.entries()
    assert rana.run("build", rana.folder).exit_code == 0
    assert rana.run("verify", rana.folder).exit_code == 0
    assert set(before) < set(rana.entries())
    assert "Huda" in rana.pages()


def test_files_that_both_edited_are_told_and_left_alone(laptops: tuple[Laptop, Laptop]) -> None:
    rana, omar = laptops
    for laptop, title in ((rana, "A street, by Rana"), (omar, "A street, by Omar")):
        path = laptop.folder / "case.toml"
        path.write_text(path.read_text(encoding="utf-8").replace("A street", title), "utf-8")
    assert sync(rana, omar)["differing"] == ["case.toml"]
    assert "by Rana" in (rana.folder / "case.toml").read_text(encoding="utf-8")
    assert "by Omar" in (omar.folder / "case.toml").read_text(encoding="utf-8")


def test_what_one_side_erases_the_other_erases(laptops: tuple[Laptop, Laptop]) -> None:
    rana, omar = laptops
    correct(omar, "notebook:3", "Samir Nabil Hallaq")
    words = ("erase", "notebook:2", "--reason", "the family asked", "--case", omar.folder)
    assert omar.run(*words).exit_code == 0
    told = sync(rana, omar, "--accept")
    assert int(str(told["erased"])) > 0
    for laptop in laptops:
        assert b"Rana Walid" not in (laptop.folder / "register.db").read_bytes()
        assert laptop.run("verify", laptop.folder).exit_code == 0


def test_a_copy_from_earlier_goes_on_in_a_log_of_its_own(
    laptops: tuple[Laptop, Laptop],
) -> None:
    """The device remembers what it signed: a restored backup is never signed a second time."""
    rana, omar = laptops
    saved = (rana.folder / "register.db").read_bytes()
    correct(rana, "notebook:1", "Khalid Walid Attar")
    sync(rana, omar)
    (rana.folder / "register.db").write_bytes(saved)
    older = rana.run("verify", rana.folder)
    assert older.exit_code == 1
    assert "this device signed" in older.output
    correct(rana, "notebook:2", "Rana Walid Attar")
    told = sync(rana, omar)
    assert (told["forked"], told["behind"]) == ({}, [])
    subjects = [subject for _, _, subject in rana.decisions()]
    assert sorted(subjects) == ["notebook:1", "notebook:2"]
    assert len({entry.split(":")[0] for entry, _, _ in rana.decisions()}) == 2
    assert rana.entries() == omar.entries()
    assert rana.run("verify", rana.folder).exit_code == 0


def test_a_checkpoint_carries_the_signatures_of_the_devices_that_hold_it(
    laptops: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    rana, omar = laptops
    correct(omar, "notebook:2", "Rana Walid Attar")
    sync(omar, rana, "--accept")
    path = tmp_path / "note.txt"
    assert rana.run("checkpoint", rana.folder, "--to", path).exit_code == 0
    note = read_checkpoint(path.read_bytes())
    with Ledger.open(rana.folder / "register.db") as ledger:
        keys = {origin_of(log.id): log.public for log in ledger.logs}
    assert [one.name for one in note.signatures] == list(keys)
    assert all(note.is_signed_by(public, name) for name, public in keys.items())
    # it is about rana's log; for omar's own his device's memory speaks, and nothing on rana's
    trusting = [laptop.run("verify", laptop.folder, "--trust", path) for laptop in laptops]
    assert [verified.exit_code for verified in trusting] == [3, 0]
    correct(rana, "notebook:1", "Khalid Walid Attar")
    assert rana.run("checkpoint", rana.folder, "--to", path).exit_code == 0
    assert len(read_checkpoint(path.read_bytes()).signatures) == 1, "omar has not seen this one"


def test_a_log_continued_twice_is_kept_apart_and_loses_nothing(
    laptops: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    """Without its memory a device can sign two histories; whoever holds one sees the other."""
    rana, omar = laptops
    saved = (rana.folder / "register.db").read_bytes()
    correct(rana, "notebook:1", "Khalid Walid Attar")
    sync(omar, rana)
    (rana.folder / "register.db").write_bytes(saved)
    shutil.rmtree(tmp_path / "rana.key.heads")
    correct(rana, "notebook:2", "Rana Walid Attar")
    told = sync(rana, omar, "--accept")
    assert told["forked"] != {}
    apart = {
        laptop.name: [
            one["subject"]
            for one in json.loads(laptop.run("log", laptop.folder, "--forks", "--json").stdout)
            if one["kind"] == "correction"
        ]
        for laptop in laptops
    }
    assert apart == {"rana": ["notebook:1"], "omar": ["notebook:2"]}
    for laptop in laptops:
        answer = laptop.run("verify", laptop.folder)
        assert answer.exit_code == 0
        assert "kept apart" in answer.output
    correct(rana, "notebook:3", "Samir Nabil Hallaq")
    assert len({entry.split(":")[0] for entry, _, _ in rana.decisions()}) == 2
    assert sync(rana, omar)["forked"] == {}


def test_another_case_is_not_merged(built_street: SmallCase, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(built_street.folder, other, ignore=shutil.ignore_patterns("register.db*"))
    assert built_street.run("build", other, "--new-register").exit_code == 0
    answer = built_street.run("sync", built_street.folder, other)
    assert answer.exit_code == 1
    assert "two cases" in answer.stderr


def test_what_was_tampered_with_there_is_not_taken_in(laptops: tuple[Laptop, Laptop]) -> None:
    rana, omar = laptops
    correct(omar, "notebook:2", "Rana Walid Attar")
    before = rana.entries()
    forge = "UPDATE entry SET entry = CAST(replace(entry, 'omar', 'rana') AS BLOB) WHERE log = 1"
    tamper_with(omar.folder / "register.db", forge)
    answer = rana.run("sync", rana.folder, omar.folder, "--accept")
    assert answer.exit_code == 1
    assert rana.entries() == before
    assert rana.run("verify", rana.folder).exit_code == 0


def test_a_copy_that_hides_a_whole_device_is_found(laptops: tuple[Laptop, Laptop]) -> None:
    """Once a device has cited another's log, that log cannot vanish from a copy."""
    rana, omar = laptops
    correct(omar, "notebook:2", "Rana Walid Attar")
    sync(rana, omar, "--accept")
    for table in ("cosignature", "checkpoint", "payload", "entry"):
        tamper_with(rana.folder / "register.db", f"DELETE FROM {table} WHERE log = 1")  # noqa: S608
    tamper_with(rana.folder / "register.db", "DELETE FROM log WHERE number = 1")
    answer = rana.run("verify", rana.folder)
    assert answer.exit_code in (1, 2)
    assert "which is not here" in answer.output


def test_one_register_through_everything(laptops: tuple[Laptop, Laptop], tmp_path: Path) -> None:
    """Two laptops merged, a payload erased, a bundle handed over, a backup restored: all verify."""
    rana, omar = laptops
    correct(rana, "notebook:1", "Khalid Walid Attar")
    correct(omar, "notebook:3", "Samir Nabil Hallaq")
    sync(rana, omar, "--accept")
    erased = rana.run("erase", "notebook:2", "--reason", "asked", "--case", rana.folder)
    assert erased.exit_code == 0
    assert sync(omar, rana)["erased"] != 0
    assert rana.run("build", rana.folder).exit_code == 0
    note = tmp_path / "checkpoint.txt"
    assert rana.run("checkpoint", rana.folder, "--to", note).exit_code == 0
    for laptop in laptops:
        sync(laptop, rana if laptop is omar else omar)
        assert laptop.run("verify", laptop.folder, "--trust", note).exit_code == 0

    bundle = tmp_path / "bundle"
    made = rana.run("bundle", rana.folder, "--subject", "notebook:3", "--to", bundle)
    assert made.exit_code == 0, made.output
    assert len(json.loads((bundle / "bundle.json").read_bytes())["logs"]) == 2
    assert rana.run("verify", bundle).exit_code == 0
    command = [sys.executable, "-I", "-S", str(bundle / "verify_sijill.py"), str(bundle)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0

    public = rana.told("keygen", tmp_path / "key.txt")["public"]
    target, restored = tmp_path / "case.age", tmp_path / "restored"
    backup = rana.run("backup", rana.folder, "--to", target, "--recipient", public)
    assert backup.exit_code == 0
    words = ("--key", tmp_path / "key.txt", "--to", restored, "--trust", note)
    assert rana.run("restore", target, *words).exit_code == 0
    assert rana.run("verify", restored, "--trust", note).exit_code == 0
    assert b"Rana Walid" not in (restored / "register.db").read_bytes()
    assert Laptop(restored, "rana", rana.run_as).entries() == rana.entries()


def test_each_decides_about_the_list_that_he_has(laptops: tuple[Laptop, Laptop]) -> None:
    """One numbers the list anew; the other, who has not seen that, withdraws by the old number."""
    rana, omar = laptops
    notebook = rana.folder / "data" / "notebook.csv"
    header, first, second, third, *_ = notebook.read_text(encoding="utf-8").split("\n")
    rows = ["1,Huda Salim al-Masri,30,2031-06-01,f,35.94,39.01"]
    rows += [f"{n}{row[1:]}" for n, row in enumerate((first, second, third), 2)]
    notebook.write_text("\n".join((header, *rows, "")), encoding="utf-8")
    assert rana.run("build", rana.folder).exit_code == 0
    words = ("withdraw", "notebook:2", "--reason", "she is alive", "--case", omar.folder)
    assert omar.run(*words).exit_code == 0
    rana.run("sync", rana.folder, omar.folder, "--accept")
    built = rana.run("build", rana.folder)
    table = (rana.folder / "out" / "tables" / "persons.csv").read_text(encoding="utf-8")
    assert "Khalid" in table, built.output
    assert "Rana Walid" not in table, built.output


CLINIC = "no,name,age,died,sex,lat,lon\n9,Huda Samir al-Najjar,31,2031-06-05,f,35.95,39.01\n"
MORE = f"{CLINIC}10,Salim Walid al-Masri,40,2031-06-05,m,35.95,39.01\n"
WHY = ("--reason", "its owner called")


def _with_clinic(laptops: tuple[Laptop, Laptop]) -> Path:
    """One takes in a list, and the other has it after a sync; the first one's file."""
    rana, omar = laptops
    SmallCase(rana.folder, rana.run).map_another("clinic", "clinic.csv")
    path = rana.folder / "data" / "clinic.csv"
    path.write_text(CLINIC, encoding="utf-8")
    assert _records(rana) == 4
    sync(rana, omar, "--accept")
    assert _records(omar) == 4
    return path


def _records(laptop: Laptop, code: int = 0) -> object:
    """How many records count after a build of this copy, whose register must be sound."""
    built = laptop.run("build", laptop.folder)
    assert built.exit_code == code, built.output
    assert laptop.run("verify", laptop.folder).exit_code == 0
    return SmallCase(laptop.folder, laptop.run).figures()["register.records"]["lowest"]


def test_a_list_that_one_withdraws_leaves_the_figures_of_the_other(
    laptops: tuple[Laptop, Laptop],
) -> None:
    """Also where the other takes in a new version meanwhile; taken back by either, it counts."""
    rana, omar = laptops
    path = _with_clinic(laptops)
    assert omar.run("withdraw", "clinic", *WHY, "--case", omar.folder).exit_code == 0
    path.write_text(MORE, encoding="utf-8")
    assert _records(rana) == 5
    assert sync(rana, omar, "--accept")["conflicts"] == []
    for laptop in laptops:
        assert _records(laptop) == 3
        assert "The whole list is withdrawn" in laptop.pages()
    (entry,) = [entry for entry, _, subject in rana.decisions() if subject == "clinic"]
    undone = ("judge", "--undo", "--entry", entry, *WHY, "--case", rana.folder)
    assert rana.run(*undone).exit_code == 0
    sync(omar, rana)
    assert (_records(rana), _records(omar, 1)) == (5, 5)


def test_a_version_that_another_device_has_replaced_does_not_count_again(
    laptops: tuple[Laptop, Laptop],
) -> None:
    """A sync writes over no file, so the old one still lies here when the new one counts."""
    rana, omar = laptops
    path = _with_clinic(laptops)
    path.write_text(MORE, encoding="utf-8")
    assert _records(rana) == 5
    sync(rana, omar, "--accept")
    assert _records(omar, 1) == 5
    told = " ".join(omar.run("build", omar.folder).output.split())
    assert "clinic.csv is the version of" in told
    shutil.copyfile(path, omar.folder / "data" / "clinic.csv")
    assert _records(omar) == 5
    path.write_text(CLINIC, encoding="utf-8")
    assert _records(rana) == 4, "whoever took it in takes it back"
    (omar.folder / "data" / "clinic.csv").write_text(f"{CLINIC}\n", encoding="utf-8")
    assert _records(omar) == 4
