"""A witness's name typed into a reason, a note or a value is refused, and stands nowhere."""

from pathlib import Path

import pytest

from small_cases import Prepared, SmallCase, build_street

PEOPLE = "no,name,died,told by,relation,phone\n"
PEOPLE += "1,Khalid Nasser,2031-06-03,Wadia Qarfan,his mother,+963 933 123 456\n"
PEOPLE += "2,Rana Nasser,2031-06-03,أم وليد الحسن,the neighbour,\n"
PEOPLE += "3,Samir Hallaq,2031-06-04,Khalid Nasser,his mother,\n"
FIELDS = {"name": "name", "died": "died"}
PROTECTED = 'protected = ["told by", "relation", "phone"]'


@pytest.fixture
def case(street: SmallCase, prepared: Prepared) -> SmallCase:
    """The street, and a list that protects who told it."""
    return prepared(street, _build_protected)


def _build_protected(street: SmallCase) -> None:
    harm = 'fixed = { harm = "killed" }'
    street.add_list("council", "person", FIELDS, PEOPLE, PROTECTED, harm)
    street.add_list("grave", "remains", {"code": "no", "sex": "sex"}, "no,sex\nB1,male\n")
    site = {"code": "code", "state": "state"}
    street.add_list("sites", "site", site, "no,code,state\n1,S1,not_assessed\n")
    build_street(street)


WHY = ("--reason", "seen on the spot")
TYPED = {
    "a reason": ("withdraw", "council:1", "--reason", "as Wadia Qarfan said in June"),
    "in capitals": ("withdraw", "council:1", "--reason", "WADIA  QARFAN"),
    "in Arabic": ("grade", "x:1", "fair", "--reason", "قالت أم وليد الحسن ذلك"),
    "a value": ("correct", "council:1", "name", "Wadia Qarfan", *WHY),
    "who identified": (
        "identify", "grave:B1", "council:1", "--method", "dental", "--by", "Wadia Qarfan", *WHY,
    ),
    "who holds a body": ("presence", "grave:B1", "--holder", "Wadia Qarfan", "--at", "home", *WHY),
    "a claim": ("claim", "Wadia Qarfan said that 9 were killed", "--confirm", *WHY),
    "consent": ("consent", "council:1", "given", "--scope", "publish", "--reason", "Wadia Qarfan"),
    "the name the other way round": ("withdraw", "council:1", "--reason", "as Qarfan, Wadia said"),
    "an undo": ("judge", "--undo", "--reason", "Wadia Qarfan was wrong"),
    "an erasure": ("erase", "council:1", "--reason", "asked by Wadia Qarfan"),
}  # fmt: skip


def _all_bytes(folder: Path) -> bytes:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return b"".join(path.read_bytes() for path in paths if path.parent.name != "data")


@pytest.mark.parametrize("name", TYPED)
def test_protected_words_are_refused_and_not_repeated(case: SmallCase, name: str) -> None:
    register = (case.folder / "register.db").read_bytes()
    answer = case.run(*TYPED[name], "--case", case.folder)
    assert answer.exit_code == 1
    said = " ".join(answer.output.split())
    assert "it holds words of a column that the list 'council' protects" in said
    assert "arfan" not in said
    assert (case.folder / "register.db").read_bytes() == register


@pytest.mark.parametrize(
    "words",
    [
        ("site", "S1", "--state", "no_go", "--reason", "Wadia Qarfan says so"),
        ("operation", "S1", "--day", "2026-01-05", "--team", "T", "--note", "met Wadia Qarfan"),
    ],
)
def test_in_the_field_too(case: SmallCase, words: tuple[str, ...]) -> None:
    command, *rest = words
    answer = case.run(command, case.folder, *rest)
    assert answer.exit_code == 1
    assert "that the list 'council' protects" in " ".join(answer.output.split())


def test_a_title_of_evidence_too(case: SmallCase) -> None:
    words = ("--kept-at", "the office", "--title", "the telephone of Wadia Qarfan")
    answer = case.run("evidence", "add", case.folder, *words)
    assert answer.exit_code == 1
    assert "--title: it holds words" in " ".join(answer.output.split())


def test_an_exhibit_is_not_called_by_a_file_that_names_a_witness(
    case: SmallCase, tmp_path: Path
) -> None:
    picture = tmp_path / "wadia_qarfan.bin"
    picture.write_bytes(b"a picture")
    answer = case.run("evidence", "add", case.folder, picture)
    assert answer.exit_code == 1
    assert "FILE: it holds words" in " ".join(answer.output.split())
    renamed = case.run("evidence", "add", case.folder, picture.rename(tmp_path / "1.bin"))
    assert renamed.exit_code == 0, renamed.output


def test_a_row_of_a_file_of_decisions_is_refused_alone(case: SmallCase) -> None:
    path = case.folder / "decided.csv"
    rows = "council:1,council:2,different,Wadia Qarfan told\n"
    rows += "council:2,council:3,different,Khalid Nasser is another\n"
    path.write_text(f"left,right,decision,reason\n{rows}", encoding="utf-8")
    answer = case.run("judge", path, "--case", case.folder)
    assert "1 decision taken, 0 already known, 1 refused" in answer.output
    assert "row 2" in answer.output
    path.unlink()
    evidence = case.folder / "evidence"
    for kept in evidence.iterdir():
        kept.unlink()
    assert b"arfan" not in _all_bytes(case.folder)


@pytest.mark.parametrize(
    "reason",
    ["his mother came", "Khalid Nasser is on both lists", "a neighbour told", "Wadia said"],
)
def test_kinds_of_people_open_names_and_single_words_may_be_typed(
    case: SmallCase, reason: str
) -> None:
    answer = case.run("withdraw", "council:1", "--reason", reason, "--case", case.folder)
    assert answer.exit_code == 0, answer.output


@pytest.mark.parametrize(
    ("reason", "told"),
    [("\u200b\u200f", "holds nothing that can be seen"), ("x " * 6_000, "12,000 characters")],
)
def test_words_that_nobody_sees_or_no_one_reads_are_no_reason(
    case: SmallCase, reason: str, told: str
) -> None:
    answer = case.run("withdraw", "council:1", "--reason", reason, "--case", case.folder)
    assert answer.exit_code == 1
    assert told in " ".join(answer.output.split())
    path = case.folder / "decided.csv"
    path.write_text(f"left,right,decision,reason\ncouncil:1,council:2,same,{reason}\n", "utf-8")
    assert "0 decisions taken" in case.run("judge", path, "--case", case.folder).output


@pytest.mark.parametrize("author", ["\u200b", "x" * 300])
def test_whoever_decides_has_a_name_of_readable_length(case: SmallCase, author: str) -> None:
    answer = case.run("withdraw", "council:1", *WHY, "--author", author, "--case", case.folder)
    assert answer.exit_code == 1
    assert "whoever decides is named with" in " ".join(answer.output.split())


@pytest.mark.parametrize("mistake", ["misspelt = 1", "", None])
def test_a_mapping_that_cannot_be_read_or_is_gone_protects_still(
    case: SmallCase, mistake: str | None
) -> None:
    path = case.folder / "sources" / "council.toml"
    if mistake is None:
        path.unlink()
    else:
        path.write_text(mistake, "utf-8")
    words = ("grade", "x:1", "fair", "--reason", "Wadia Qarfan", "--case", case.folder)
    assert "it holds words of a column" in " ".join(case.run(*words).output.split())


def test_a_folder_of_mappings_that_cannot_be_looked_into_is_not_empty(case: SmallCase) -> None:
    sources = case.folder / "sources"
    sources.rename(case.folder / "aside")
    sources.symlink_to(sources)
    answer = case.run("withdraw", "council:1", *WHY, "--case", case.folder)
    assert answer.exit_code == 1
    assert "sources cannot be looked into" in " ".join(answer.output.split())


def test_whoever_answers_for_a_decision_is_named(case: SmallCase) -> None:
    board = ("--method", "dna", "--status", "confirmed_board", "--member", "Wadia Qarfan")
    words = ("identify", "grave:B1", "council:1", *board, *WHY, "--case", case.folder)
    answer = case.run(*words)
    assert answer.exit_code == 0, answer.output
