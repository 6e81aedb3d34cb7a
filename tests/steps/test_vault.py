"""Keys in parts, and files with witnesses' names that are kept sealed."""

import csv
import json
import subprocess
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import pyrage
import pytest

from small_cases import HEADER, SmallCase

WITNESS = "Umm Walid of the third floor"


@pytest.fixture
def public(street: SmallCase, tmp_path: Path) -> str:
    """The public half of a key that nobody holds alone: any two of three parts give it back."""
    answer = street.run("keygen", tmp_path / "vault.key", "--split", "2/3", "--json")
    assert answer.exit_code == 0, answer.output
    return str(json.loads(answer.stdout)["public"])


@pytest.fixture
def sealed(street: SmallCase, public: str) -> SmallCase:
    """The street, its notebook with a column that names who told; built."""
    path = street.folder / "case.toml"
    path.write_text(f'vault = ["{public}"]\n{path.read_text("utf-8")}', encoding="utf-8")
    street.map_list(reading='protected = ["told_by"]')
    street.write_list(
        f"1,Khalid Walid al-Attar,40,2031-06-03,m,35.95,39.01,{WITNESS}", header=f"{HEADER},told_by"
    )
    built = street.build()
    assert built.exit_code == 1, built.output
    assert "Move the plain file off this machine" in built.output
    return street


def parts_of(folder: Path) -> list[Path]:
    parts = sorted(folder.glob("vault.key.*"))
    assert [part.name for part in parts] == [f"vault.key.{n}-of-3.txt" for n in (1, 2, 3)]
    return parts


def test_any_two_of_three_parts_give_the_key_back(
    street: SmallCase, public: str, tmp_path: Path
) -> None:
    assert not (tmp_path / "vault.key").exists()
    for number, pair in enumerate(combinations(parts_of(tmp_path), 2)):
        target = tmp_path / f"key-{number}.txt"
        answer = street.run("recover", *pair, "--to", target)
        assert answer.exit_code == 0, answer.output
        assert public in answer.output
        (secret,) = [line for line in target.read_text().splitlines() if line[0] != "#"]
        assert str(pyrage.x25519.Identity.from_str(secret).to_public()) == public
        assert target.stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("public")
def test_one_part_a_wrong_word_or_another_keys_part_give_nothing(
    street: SmallCase, tmp_path: Path
) -> None:
    one, two, _ = parts_of(tmp_path)
    target = tmp_path / "key.txt"
    wrong = tmp_path / "wrong.txt"
    words = two.read_text(encoding="utf-8").splitlines()[-1].split()
    wrong.write_text(" ".join([*words[:5], words[6], words[5], *words[7:]]), encoding="utf-8")
    street.run("keygen", tmp_path / "other.key", "--split", "2/3")
    other = tmp_path / "other.key.2-of-3.txt"
    for parts in ((one,), (one, one), (one, wrong), (one, other), (one, tmp_path / "none")):
        answer = street.run("recover", *parts, "--to", target)
        assert answer.exit_code == 1
        assert "Traceback" not in answer.output
        assert not target.exists()


@pytest.mark.parametrize("split", ["1/3", "4/3", "2/17", "two/three", "2"])
def test_a_split_that_makes_no_sense_is_refused(
    street: SmallCase, tmp_path: Path, split: str
) -> None:
    answer = street.run("keygen", tmp_path / "key", "--split", split)
    assert answer.exit_code in (1, 2)
    assert list(tmp_path.glob("key*")) == []


def test_no_witness_can_be_read_from_what_sijill_keeps(sealed: SmallCase) -> None:
    (sealed.data / "notebook.csv").unlink()
    kept = [path for path in sealed.folder.rglob("*") if path.is_file()]
    assert any(path.parent.name == "evidence" for path in kept)
    for path in kept:
        assert WITNESS.encode() not in path.read_bytes(), path
    assert sealed.run("verify", sealed.folder).exit_code == 0


def test_what_is_published_names_a_sealed_file_by_its_ciphertext(
    sealed: SmallCase, tmp_path: Path
) -> None:
    """Names could be tried against the hash of a short list of which all but one is known."""
    plain = sha256((sealed.data / "notebook.csv").read_bytes()).hexdigest()
    out = sealed.folder / "out"
    for path in (path for path in out.rglob("*") if path.is_file()):
        assert plain[:12].encode() not in path.read_bytes(), path
    with (out / "tables" / "records.csv").open(encoding="utf-8", newline="") as file:
        (named,) = {row["sha256"] for row in csv.DictReader(file)}
    assert (sealed.folder / "evidence" / named).is_file()
    assert named in (out / "dossier" / "sources.html").read_text(encoding="utf-8")
    key, target = tmp_path / "key.txt", tmp_path / "opened.csv"
    sealed.run("recover", *parts_of(tmp_path)[:2], "--to", key)
    answer = sealed.run("unseal", sealed.folder, named[:16], "--key", key, "--to", target)
    assert answer.exit_code == 0, answer.output
    assert sha256(target.read_bytes()).hexdigest() == plain


def test_the_case_is_built_without_the_plain_file(sealed: SmallCase) -> None:
    before = sealed.figures()
    (sealed.data / "notebook.csv").unlink()
    again = sealed.build()
    assert again.exit_code == 0
    assert sealed.figures() == before
    assert "cannot be read" not in again.output


def test_a_build_over_the_same_plain_file_appends_nothing(sealed: SmallCase) -> None:
    size = len(json.loads(sealed.run("log", sealed.folder, "--json").stdout))
    evidence = sorted((sealed.folder / "evidence").iterdir())
    assert sealed.build().exit_code == 1  # the plain file still lies in data/
    assert len(json.loads(sealed.run("log", sealed.folder, "--json").stdout)) == size
    assert sorted((sealed.folder / "evidence").iterdir()) == evidence


def test_the_holder_of_the_key_opens_the_file_as_it_was_received(
    sealed: SmallCase, tmp_path: Path
) -> None:
    received = (sealed.data / "notebook.csv").read_bytes()
    key, target = tmp_path / "key.txt", tmp_path / "opened.csv"
    sealed.run("recover", *parts_of(tmp_path)[:2], "--to", key)
    log = json.loads(sealed.run("log", sealed.folder, "--json").stdout)
    (capture,) = [entry for entry in log if entry["kind"] == "capture"]
    digest = capture["payload"]["sealed"]["sha256"]
    answer = sealed.run("unseal", sealed.folder, digest[:16], "--key", key, "--to", target)
    assert answer.exit_code == 0, answer.output
    assert target.read_bytes() == received
    assert target.stat().st_mode & 0o777 == 0o600
    again = sealed.run("unseal", sealed.folder, digest[:16], "--key", key, "--to", target)
    assert again.exit_code == 1


def test_an_opening_is_written_down_before_the_plain_file_is_there(
    sealed: SmallCase, tmp_path: Path
) -> None:
    key = tmp_path / "key.txt"
    sealed.run("recover", *parts_of(tmp_path)[:2], "--to", key)
    words = ("unseal", sealed.folder, "", "--key", key, "--to")
    assert sealed.run(*words, tmp_path / "no folder" / "opened.csv").exit_code == 1
    (tmp_path / "link").symlink_to(tmp_path / "through.csv")
    assert "exists" in sealed.run(*words, tmp_path / "link").stderr
    assert not (tmp_path / "through.csv").exists()
    log = json.loads(sealed.run("log", sealed.folder, "--json").stdout)
    opened = [one["payload"]["action"] for one in log if one["kind"] == "custody"]
    assert opened == ["exported", "unsealed"], (
        "the key opened it once, though nothing could be written"
    )


def test_what_a_killed_build_left_in_plain_is_gone_after_the_next(sealed: SmallCase) -> None:
    dead = subprocess.Popen(["/bin/true"])
    dead.wait()
    folders = {".vault": sealed.folder, ".incoming": sealed.folder / "evidence"}
    for name, folder in folders.items():
        left = folder / f"{name}-{dead.pid}-abc"
        left.mkdir()
        (left / "list.csv").write_text(WITNESS, encoding="utf-8")
    assert sealed.build().exit_code == 1  # the plain file still lies in data/
    for name, folder in folders.items():
        assert not list(folder.glob(f"{name}-*"))


def test_another_key_opens_nothing(sealed: SmallCase, tmp_path: Path) -> None:
    sealed.run("keygen", tmp_path / "another.key")
    target = tmp_path / "opened.csv"
    words = ("--key", tmp_path / "another.key", "--to", target)
    answer = sealed.run("unseal", sealed.folder, "", *words)
    assert answer.exit_code == 1
    assert "does not open" in answer.stderr
    assert not target.exists()


def test_a_changed_file_is_sealed_anew(sealed: SmallCase) -> None:
    sealed.write_list(
        f"1,Khalid Walid al-Attar,41,2031-06-03,m,35.95,39.01,{WITNESS}", header=f"{HEADER},told_by"
    )
    assert sealed.build().exit_code == 1
    assert len(list((sealed.folder / "evidence").iterdir())) == 2
    assert sealed.run("verify", sealed.folder).exit_code == 0


def test_a_vault_key_that_is_none_is_told(street: SmallCase) -> None:
    path = street.folder / "case.toml"
    path.write_text(f'vault = ["age1nothing"]\n{path.read_text("utf-8")}', encoding="utf-8")
    street.map_list(reading='protected = ["sex"]')
    built = street.build()
    assert built.exit_code == 1
    assert "no public key" in built.output
