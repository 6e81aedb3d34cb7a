"""Files with protected columns: withheld in every shape, or refused before anything is stored."""

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pyrage
import pytest

from sijill.ledger import Ledger
from sijill.register.register import Replay
from sijill.sources.tables.table import Grid, Table
from sijill.steps.case.capture import capture_case
from sijill.steps.case.settings import read_settings
from sijill.steps.open_case import writing
from sijill.steps.protection.age_keys import make_key
from sijill.steps.protection.protected_files import Protection, withhold
from sijill.steps.workspace import Author, Workspace
from small_cases import HEADER, NOTEBOOK, PEOPLE, SmallCase

WITNESS = "Umm Walid of the third floor"
PHONE = "+963 900 000 17"
ROW = f"{PEOPLE[0]},{WITNESS}"
OPEN = {"no": "1", "name": "Khalid Walid al-Attar", "age": "40", "died": "2031-06-03"}
OPEN |= {"sex": "m", "lat": "35.95", "lon": "39.01"}


@pytest.fixture(params=["with vault", "without vault"])
def case(street: SmallCase, tmp_path: Path, request: pytest.FixtureRequest) -> SmallCase:
    """A case whose notebook protects ``told_by``."""
    if request.param == "with vault":
        street.map_case(f'vault = ["{make_key(tmp_path / "vault.key")}"]')
    street.map_list(reading='protected = ["told_by"]')
    street.map_another("clinic", "clinic.csv")
    (street.data / "clinic.csv").write_text(f"{HEADER}\n{PEOPLE[1]}\n", encoding="utf-8")
    return street


def leaks(case: SmallCase, *words: str) -> list[str]:
    """The files in which one of the words stands: not those as received or captured."""
    is_sealed = "vault" in (case.folder / "case.toml").read_text("utf-8")
    left_out = {case.data} if is_sealed else {case.data, case.folder / "evidence"}
    wanted = [one for word in words for one in (word.encode(), json.dumps(word)[1:-1].encode())]
    return [
        str(path.relative_to(case.folder))
        for path in case.folder.rglob("*")
        if path.is_file() and path.parent not in left_out
        if any(word in path.read_bytes() for word in wanted)
    ]


def capture(case: SmallCase) -> str:
    """Capture the case's files and no more; the sentences that a person is told."""
    workspace = Workspace(case.folder, case.folder)
    author = Author("test", lambda: datetime.now(UTC))
    with writing(workspace, author, create=True) as opened:
        replayed = Replay.of(opened.ledger.entries())
        notices = capture_case(opened, read_settings(workspace), replayed)
        rejects = replayed.register().rejects
    assert WITNESS not in str((notices, rejects))
    return "\n".join(notice.sentence for notice in notices)


def refused(case: SmallCase, told: str) -> None:
    assert "Nothing of it was stored" in told
    log = json.loads(case.run("log", case.folder, "--json").stdout)
    assert not [one for one in log if (one["kind"], one["subject"]) == ("capture", "notebook")]
    assert not leaks(case, WITNESS)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (f"{HEADER},told by", ROW),
        (f"{HEADER},source", ROW),
        (f"{HEADER},Told_By", ROW),
        (ROW, ROW),
        (f"{HEADER},told_by", f"{ROW}\n\x00\xff"),
        ("", ROW),
    ],
    ids=["mistyped", "renamed", "another case", "no header", "unreadable", "an empty header"],
)
def test_a_file_without_the_protected_column_is_refused_and_nothing_of_it_is_stored(
    case: SmallCase, header: str, row: str
) -> None:
    (case.data / "notebook.csv").write_bytes(f"{header}\n{row}\n".encode("latin-1"))
    refused(case, capture(case))
    evidence = list((case.folder / "evidence").iterdir())
    assert [path.read_bytes() for path in evidence] == [(case.data / "clinic.csv").read_bytes()]


def test_the_refusal_names_the_column_and_what_to_do(case: SmallCase) -> None:
    case.write_list(ROW, header=f"{HEADER},told by")
    answer = case.build()
    assert "notebook.csv has no column 'told_by', which is protected" in answer.stderr
    assert "row 1 was read as the header of 8 columns" in answer.stderr
    assert "Compare its header with 'protected' in sources/notebook.toml" in answer.stderr


@pytest.mark.parametrize(
    ("content", "reading"),
    [
        (f"{HEADER},told_by\n{PEOPLE[0]},أم وليد من الطابق الثالث\n".encode("cp1256"), ""),
        (f"{HEADER},told_by\n{PEOPLE[0]},{WITNESS} أ\n".encode(), 'encoding = "cp1256"'),
        (f"{HEADER},told_by\n{PEOPLE[0]},{WITNESS}\n".encode("utf-16-le"), ""),
        (f'[{{"{WITNESS}": 1, "told_by": '.encode(), ""),
    ],
    ids=["another encoding", "utf-8 after all", "utf-16", "json that is cut"],
)
def test_a_protected_file_that_cannot_be_read_is_quoted_nowhere(
    street: SmallCase, content: bytes, reading: str
) -> None:
    """The sentence about any other file shows what its words become in the likeliest encoding."""
    street.map_another("clinic", "clinic.csv")
    (street.data / "clinic.csv").write_text(f"{HEADER}\n{PEOPLE[1]}\n", encoding="utf-8")
    street.map_list(reading=f'protected = ["told_by"]\n{reading}')
    (street.data / "notebook.csv").write_bytes(content)
    answer = street.build()
    assert "cannot be read as the mapping of 'notebook' says" in answer.stderr
    for word in ("Umm Walid", "third floor", "وليد", "الطابق"):
        assert word not in answer.output + answer.stderr
        assert not leaks(street, word)


def test_a_reissued_list_with_the_column_renamed_leaves_the_earlier_one_standing(
    case: SmallCase,
) -> None:
    case.write_list(ROW, header=f"{HEADER},told_by")
    assert case.build("--allow-incomplete").exit_code == 0
    before = case.figures()["persons.named"]
    case.write_list(ROW, header=f"{HEADER},informant")
    answer = case.build()
    assert "The register keeps the file captured on" in answer.stderr
    assert case.figures()["persons.named"] == before
    assert not leaks(case, WITNESS)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (f"{HEADER},told_by,told_by", f"{ROW},{WITNESS}"),
        (f"told_by,{HEADER},told_by", f"{WITNESS},{PEOPLE[0]},{WITNESS}"),
        (f"{HEADER},told_by,TOLD_BY ", f"{ROW},{WITNESS}"),
        (f"{HEADER},told_by", f"{ROW},too many,{WITNESS}"),
        (f"{HEADER},told_by", f'{PEOPLE[0]},"{WITNESS}'),
    ],
    ids=["doubled", "doubled apart", "doubled in capitals", "too many cells", "cut off"],
)
def test_whatever_could_be_the_protected_column_is_withheld(
    case: SmallCase, header: str, row: str
) -> None:
    case.write_list(row, header=header)
    capture(case)
    assert not leaks(case, WITNESS)


@pytest.mark.parametrize(
    "told",
    [
        {"told_by": {"name": WITNESS, "phone": PHONE}},
        {"told_by": {WITNESS: {PHONE: "yes"}}},
        {"told_by": [{"name": WITNESS}, {"phone": PHONE}]},
        {"told_by": [WITNESS, PHONE]},
        {"told_by.name": WITNESS, "told_by": PHONE},
    ],
    ids=["nested", "names as keys", "a list of objects", "a list", "a dotted key"],
)
def test_what_is_nested_in_a_protected_name_is_withheld(
    case: SmallCase, told: dict[str, object]
) -> None:
    mapping = NOTEBOOK.format(reading='protected = ["told_by"]', died="died")
    mapping = mapping.replace("notebook.csv", "notebook.json")
    (case.folder / "sources" / "notebook.toml").write_text(mapping, encoding="utf-8")
    content = json.dumps([OPEN | told], ensure_ascii=False)
    (case.data / "notebook.json").write_text(content, encoding="utf-8")
    (case.data / "notebook.csv").unlink()
    capture(case)
    assert not leaks(case, WITNESS, PHONE)
    with Ledger.open(case.folder / "register.db") as ledger:
        assert "notebook:1" in Replay.of(ledger.entries()).register().records


def test_a_part_of_a_protected_object_does_not_let_out_the_others(case: SmallCase) -> None:
    case.map_list(reading='protected = ["told_by.name"]')
    path = case.folder / "sources" / "notebook.toml"
    path.write_text(path.read_text("utf-8").replace("notebook.csv", "notebook.json"), "utf-8")
    rows = [OPEN | {"told_by": {"name": WITNESS}}, OPEN | {"no": "2", "told_by": [WITNESS, PHONE]}]
    (case.data / "notebook.json").write_text(json.dumps(rows), encoding="utf-8")
    capture(case)
    assert not leaks(case, WITNESS, PHONE)


def test_what_one_mapping_protects_no_other_mapping_of_the_file_lets_out(case: SmallCase) -> None:
    case.map_another("another", "notebook.csv")
    case.write_list(ROW, header=f"{HEADER},told_by")
    capture(case)
    assert not leaks(case, WITNESS)
    case.write_list(ROW, header=f"{HEADER},told by")
    assert capture(case).count("has no column 'told_by'") == 2
    assert not leaks(case, WITNESS)


def test_what_a_mapping_protected_before_its_id_was_changed_is_not_let_out(
    case: SmallCase,
) -> None:
    case.write_list(ROW, header=f"{HEADER},told_by")
    capture(case)
    path = case.folder / "sources" / "notebook.toml"
    text = path.read_text(encoding="utf-8").replace('id = "notebook"', 'id = "renamed"')
    path.write_text(re.sub("^protected = .*$", "", text, flags=re.MULTILINE), encoding="utf-8")
    capture(case)
    assert not leaks(case, WITNESS)


def test_a_column_that_is_protected_no_more_is_told(case: SmallCase) -> None:
    case.write_list(ROW, header=f"{HEADER},told_by")
    capture(case)
    path = case.folder / "sources" / "notebook.toml"
    text = re.sub("^protected = .*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    assert "its mapping protects 'told_by' no more" in capture(case)


def test_no_heading_of_a_protected_file_is_quoted_where_another_column_is_missing(
    case: SmallCase,
) -> None:
    case.write_list(f"x,{WITNESS},y", header=f"no,told_by,{PHONE}")
    assert case.build().exit_code == 1
    assert "names columns that notebook.csv does not have" in case.rejects()
    assert PHONE not in case.rejects()
    assert not leaks(case, WITNESS)


def test_words_captured_before_the_column_was_protected_are_told(street: SmallCase) -> None:
    street.write_list(ROW, header=f"{HEADER},told_by")
    assert street.build().exit_code == 0
    street.map_list(reading='protected = ["told_by"]')
    assert street.build().exit_code == 1
    again = street.build()
    assert "before 'told_by' was protected: the register holds the words of 1 rows" in again.stderr


@pytest.fixture
def later(street: SmallCase, tmp_path: Path) -> SmallCase:
    """A list with a witness was captured in plain; now the case has a vault."""
    street.map_list(reading='protected = ["told_by"]')
    street.write_list(ROW, header=f"{HEADER},told_by")
    assert street.build().exit_code == 0
    street.map_case(f'vault = ["{make_key(tmp_path / "vault.key")}"]')
    return street


def test_a_vault_added_later_seals_what_was_captured_before(
    later: SmallCase, tmp_path: Path
) -> None:
    received = (later.data / "notebook.csv").read_bytes()
    (plain,) = (later.folder / "evidence").iterdir()
    built = later.build()
    assert "is sealed in the evidence now" in built.output
    assert "Move the plain file off this machine" in built.stderr
    (kept,) = (later.folder / "evidence").iterdir()
    assert kept != plain
    assert WITNESS.encode() not in kept.read_bytes()
    (later.data / "notebook.csv").unlink()
    assert later.build().exit_code == 0
    assert later.run("verify", later.folder).exit_code == 0
    fixity = later.run("evidence", "fixity", later.folder, "--json")
    assert (fixity.exit_code, kept.name in fixity.output) == (0, True)
    target = tmp_path / "opened.csv"
    key = ("--key", tmp_path / "vault.key", "--to", target)
    assert later.run("unseal", later.folder, plain.name[:16], *key).exit_code == 0
    assert target.read_bytes() == received
    bundled = later.run("bundle", later.folder, "--subject", "notebook:1", "--to", tmp_path / "b")
    assert bundled.exit_code == 0, bundled.output
    assert later.run("verify", tmp_path / "b").exit_code == 0


def test_a_vault_added_later_seals_a_list_whose_mapping_is_gone(later: SmallCase) -> None:
    later.map_another("second", "second.csv")
    (later.data / "second.csv").write_text(f"{HEADER}\n{ROW.rpartition(',')[0]}\n", "utf-8")
    (later.folder / "sources" / "notebook.toml").unlink()
    later.run("withdraw", "notebook", "--reason", "its keeper took it back", "--case", later.folder)
    assert "is sealed in the evidence now" in later.build().output
    evidence = (later.folder / "evidence").iterdir()
    assert not any(WITNESS.encode() in kept.read_bytes() for kept in evidence)


def test_a_sealing_that_was_killed_is_finished_by_the_next_build(later: SmallCase) -> None:
    """The plain copy was still there when the process ended."""
    (plain,) = (later.folder / "evidence").iterdir()
    content = plain.read_bytes()
    later.build()
    plain.write_bytes(content)
    later.build()
    assert not plain.exists()
    log = json.loads(later.run("log", later.folder, "--json").stdout)
    assert [one["kind"] for one in log].count("sealing") == 1


def test_a_stick_does_not_bring_the_plain_file_back(later: SmallCase, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    shutil.copytree(later.folder, stick)
    (plain,) = (later.folder / "evidence").iterdir()
    later.build()
    (later.data / "notebook.csv").unlink()
    assert later.run("sync", later.folder, stick, "--take-files").exit_code == 0
    assert not plain.exists()
    assert not (later.data / "notebook.csv").exists()
    assert (stick / "evidence" / plain.name).exists()
    later.run("build", stick)
    assert not (stick / "evidence" / plain.name).exists()


def test_an_exhibit_stays_as_it_was_entered(later: SmallCase) -> None:
    (plain,) = (later.folder / "evidence").iterdir()
    added = ("evidence", "add", later.folder, later.data / "notebook.csv", "--title", "list")
    answer = later.run(*added)
    assert answer.exit_code == 0, answer.output
    assert "it is an exhibit, too" in later.build().stderr
    assert plain.exists()


def test_plain_evidence_that_was_changed_is_not_sealed(later: SmallCase) -> None:
    (plain,) = (later.folder / "evidence").iterdir()
    plain.chmod(0o600)
    plain.write_bytes(b"something else")
    assert f"{plain} is not sealed" in later.build().stderr
    assert later.run("verify", later.folder).exit_code == 2


def test_the_file_lies_nowhere_in_plain_while_it_is_sealed(
    street: SmallCase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a kill at any point leaves no plain copy."""
    street.map_case(f'vault = ["{make_key(tmp_path / "vault.key")}"]')
    street.map_list(reading='protected = ["told_by"]')
    street.write_list(ROW, header=f"{HEADER},told_by")
    seen: list[list[str]] = []
    really = pyrage.encrypt_io

    def watched(source: object, target: object, keys: object) -> None:
        really(source, target, keys)
        seen.append(leaks(street, WITNESS))

    monkeypatch.setattr(pyrage, "encrypt_io", watched)
    assert street.build().exit_code == 1  # the plain file still lies in data/
    assert seen == [[]]


@pytest.mark.parametrize(
    "reason",
    [
        f"row 4 begins with '{WITNESS}' and is none",
        f"the sheet has other headings than 'May' and was not taken: {WITNESS}, told_by",
        f'it begins "{WITNESS}',
    ],
)
def test_a_note_that_quotes_a_file_is_withheld_as_a_whole(reason: str) -> None:
    where = Grid("list", "list.csv")
    said = (where.problem(4, reason, WITNESS), where.problem(9, "rows 9 to 10 are empty"))
    table = Table(("no", "told_by"), (), problems=said)
    shown, plain = withhold(table, Protection(names=("told_by",)), where)[0].problems
    assert shown.reason == "what is said here quotes words of the file, so it is withheld"
    assert (shown.value, plain.reason) == ("(withheld)", "rows 9 to 10 are empty")
