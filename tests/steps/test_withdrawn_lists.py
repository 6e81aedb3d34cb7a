"""A list that should never have counted is withdrawn: kept, told, in no number, and taken back."""

import csv
import io
import json

import pytest

from sijill.ledger import Ledger
from sijill.ledger.entries.entry import EntryKind
from small_cases import HEADER, PEOPLE, Prepared, SmallCase, build_street

WHY = ("--reason", "the id was mistyped")


@pytest.fixture
def case(street: SmallCase, prepared: Prepared) -> SmallCase:
    """The street, whose one mapping was given another id after a build."""
    return prepared(street, _rename)


def _rename(street: SmallCase) -> None:
    build_street(street)
    mapping = street.folder / "sources" / "notebook.toml"
    mapping.write_text(
        mapping.read_text(encoding="utf-8").replace('id = "notebook"', 'id = "notes"'),
        encoding="utf-8",
    )


def _answer(case: SmallCase, *words: object) -> dict[str, object]:
    answer = case.run(*words, "--case", case.folder, "--json")
    assert answer.exit_code == 0, answer.output
    content = json.loads(answer.stdout)
    assert isinstance(content, dict)
    return content


def _page(case: SmallCase, name: str) -> str:
    text = (case.folder / "out" / "dossier" / name).read_text(encoding="utf-8")
    return " ".join(text.split())


def test_a_list_under_another_id_is_told_to_count_twice_and_how_to_go_on(case: SmallCase) -> None:
    answer = case.build()
    assert answer.exit_code == 1
    told = " ".join(answer.output.split())
    assert "its 3 records still count" in told
    assert "The same rows count as 'notes', too" in told
    assert "sijill withdraw notebook --reason WHY" in told


def test_a_list_whose_mapping_is_gone_is_told_with_its_records(street: SmallCase) -> None:
    build_street(street)
    street.map_another("second", "second.csv")
    (street.data / "second.csv").write_text(f"{HEADER}\n{PEOPLE[0]}\n", encoding="utf-8")
    (street.folder / "sources" / "notebook.toml").unlink()
    answer = street.build()
    assert answer.exit_code == 1
    told = " ".join(answer.output.split())
    assert "its 3 records still count, read by an earlier mapping. Mend its file" in told
    assert "The same rows" not in told


def test_a_withdrawn_list_is_in_no_number_and_stays_on_record(case: SmallCase) -> None:
    case.build()
    assert case.figures()["register.records"]["lowest"] == 6
    answer = _answer(case, "withdraw", "notebook", *WHY)
    assert (answer["kind"], answer["records"]) == ("withdrawal", 3)
    assert case.build().exit_code == 0
    figures = case.figures()
    assert figures["register.records"]["lowest"] == 3
    assert figures["persons.named"]["lowest"] == 3
    assert "notebook:" not in json.dumps(figures)
    assert "withdrawn list of notebook by test: the id was mistyped" in _page(case, "changes.html")
    assert "The whole list is withdrawn" in _page(case, "sources.html")
    assert "Withdrawn with its whole list" in _page(case, "records/notebook-1.html")
    text = (case.folder / "out" / "tables" / "records.csv").read_text(encoding="utf-8-sig")
    withdrawn = {row["record"]: row["withdrawn"] for row in csv.DictReader(io.StringIO(text))}
    assert [one for one in withdrawn if withdrawn[one]] == [f"notebook:{n}" for n in (1, 2, 3)]
    with Ledger.open(case.folder / "register.db") as ledger:
        kept = [entry for entry in ledger.entries() if entry.kind is EntryKind.ROW]
    assert len(kept) == 6
    assert case.run("verify", case.folder).exit_code == 0


def test_a_list_that_is_withdrawn_and_taken_back_counts_as_before(case: SmallCase) -> None:
    case.build()
    before = case.figures()["persons.named"]["text"], case.figures()["register.records"]["text"]
    _answer(case, "withdraw", "notebook", *WHY)
    case.build()
    _answer(case, "judge", "--undo", "--reason", "both are lists")
    case.build()
    now = case.figures()
    assert (now["persons.named"]["text"], now["register.records"]["text"]) == before
    assert "withdrawn list of notebook was taken back" in _page(case, "changes.html")


def test_a_withdrawn_list_that_is_still_mapped_is_not_read_again(street: SmallCase) -> None:
    build_street(street)
    street.map_another("second", "second.csv")
    (street.data / "second.csv").write_text(f"{HEADER}\n{PEOPLE[0]}\n", encoding="utf-8")
    build_street(street)
    _answer(street, "withdraw", "second", *WHY)
    (street.data / "second.csv").write_text(f"{HEADER}\n{PEOPLE[1]}\nx,,,\n", encoding="utf-8")
    answer = street.build()
    assert answer.exit_code == 0, answer.output
    assert "this list is withdrawn" in " ".join(answer.output.split())
    assert street.figures()["register.rejected"]["lowest"] == 0
    with Ledger.open(street.folder / "register.db") as ledger:
        captures = [entry for entry in ledger.entries() if entry.kind is EntryKind.CAPTURE]
    assert len(captures) == 2


def test_what_has_no_effect_any_more_is_told(case: SmallCase) -> None:
    _answer(case, "correct", "notebook:3", "age", "9", "--reason", "seen")
    answer = case.run("withdraw", "notebook", *WHY, "--case", case.folder)
    assert "1 decision is about its records and without effect" in " ".join(answer.output.split())


@pytest.mark.parametrize("subject", ["notebook", "notebook:2"])
def test_whoever_is_withheld_stays_withheld_when_the_record_that_says_so_is_withdrawn(
    case: SmallCase, subject: str
) -> None:
    case.build()
    _answer(case, "consent", "notebook:2", "refused", "--scope", "publish", "--reason", "asked")
    answer = _answer(case, "withdraw", subject, "--kind", "error_of_recorder", *WHY)
    assert answer["withheld"] == ["notes:2"]
    case.build()
    written = [path for path in (case.folder / "out").rglob("*") if path.is_file()]
    assert [path.name for path in written if b"Rana" in path.read_bytes()] == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("notebook", "--kind", "not_dead"), "is a whole list"),
        (("notbook",), "there is no record 'notbook'"),
    ],
    ids=["one person who is alive", "no such list"],
)
def test_what_cannot_be_withdrawn_is_refused(
    case: SmallCase, words: tuple[str, ...], reason: str
) -> None:
    answer = case.run("withdraw", *words, *WHY, "--case", case.folder)
    assert answer.exit_code != 0
    assert reason in " ".join(answer.output.split())


def test_a_list_or_a_record_of_it_is_withdrawn_once(case: SmallCase) -> None:
    _answer(case, "withdraw", "notebook", *WHY)
    for subject in ("notebook", "notebook:1"):
        answer = case.run("withdraw", subject, *WHY, "--case", case.folder)
        assert answer.exit_code != 0
        assert "withdrawn already" in answer.output


def test_words_of_a_withdrawn_list_can_be_erased(case: SmallCase) -> None:
    _answer(case, "withdraw", "notebook", *WHY)
    answer = _answer(case, "erase", "notebook:3", "--reason", "request 12")
    assert answer["values"] == 1


@pytest.mark.parametrize("named", ["monitor", "monitr"], ids=["withdrawn", "mistyped"])
def test_a_comparison_with_a_list_that_counts_nothing_is_refused(
    street: SmallCase, named: str
) -> None:
    fields = {"code": "no", "happened": "day", "actors": "party", "grade": "grade"}
    rows = "no,day,party,grade,killed\nM1,2031-06-03,The Alliance,fair,2\n"
    street.add_list("monitor", "incident", fields | {"people_killed_min": "killed"}, rows)
    settings = street.folder / "case.toml"
    text = settings.read_text(encoding="utf-8")
    if named == "monitor":
        build_street(street)
        _answer(street, "withdraw", "monitor", *WHY)
    chosen = text.replace("[comparison]", f'[comparison]\nincidents = "{named}"')
    settings.write_text(chosen, encoding="utf-8")
    answer = street.build()
    assert answer.exit_code == 1
    assert f"there is no list '{named}' that counts" in " ".join(answer.output.split())
