"""Every decision changes a figure, a page or a gate: one that changes nothing would be a defect."""

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from small_cases import Prepared, SmallCase, build_street

MONITOR = {
    "code": "no",
    "happened": "day",
    "actors": "party",
    "grade": "grade",
    "civilians_killed_min": "killed",
    "civilians_killed_max": "killed",
}
GRAVE = {
    "code": "no",
    "sex": "sex",
}
WITNESSES = {
    "pseudonym": "pseudonym",
    "account": "account",
    "may_quote": "quote",
}
PRESS = {
    "said_by": "outlet",
    "sentence": "sentence",
}
SECOND = "4,Khaled W. Attar,41,2031-06-03,m,35.95,39.01"


@pytest.fixture
def case(street: SmallCase, prepared: Prepared) -> SmallCase:
    """The street, a second list, an incident, a body and a witness, built."""
    return prepared(street, _build_all_kinds)


def _build_all_kinds(street: SmallCase) -> None:
    incidents = "no,day,party,grade,killed\nM1,2031-06-03,The Alliance,weak,2\n"
    street.add_list("monitor", "incident", MONITOR, incidents)
    street.add_list("grave", "remains", GRAVE, "no,sex\nB1,male\n")
    accounts = "no,pseudonym,account,quote\nW1,Source A,I saw the roof fall,yes\n"
    street.add_list("accounts", "testimony", WITNESSES, accounts)
    releases = "no,text\nR1,Two civilians were unintentionally killed.\n"
    actor = 'fixed = { actor = "The Alliance" }'
    street.add_list("releases", "determination", {"text": "text"}, releases, actor)
    sentences = "no,outlet,sentence\nP1,A paper,At least 2 casualties\n"
    street.add_list("press", "count", PRESS, sentences)
    header = (street.data / "notebook.csv").read_text(encoding="utf-8").splitlines()[0]
    (street.data / "second.csv").write_text(f"{header}\n{SECOND}\n", encoding="utf-8")
    street.map_another("second", "second.csv")
    build_street(street)


def _decide(case: SmallCase, *words: str) -> None:
    answer = case.run(*words, "--case", case.folder)
    assert answer.exit_code == 0, answer.output
    built = case.build()
    assert built.exit_code == 0, built.output


def _pages(case: SmallCase) -> str:
    pages = sorted((case.folder / "out" / "dossier").rglob("*.html"))
    return "".join(page.read_text(encoding="utf-8") for page in pages)


def _written(case: SmallCase) -> str:
    """Everything under ``out``, as text."""
    files = sorted(path for path in (case.folder / "out").rglob("*") if path.is_file())
    return "".join(path.read_bytes().decode("utf-8", "replace") for path in files)


def _persons(case: SmallCase) -> list[Mapping[str, str]]:
    text = (case.folder / "out" / "tables" / "persons.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def _judgement(case: SmallCase, decision: str) -> Path:
    path = case.folder / "filled.csv"
    path.write_text(
        f"left;right;DECISION;reason\nnotebook:1;second:4;{decision};asked the family\n",
        encoding="utf-8",
    )
    return path


def test_a_judgement_changes_the_number_of_people_and_says_its_codebook(case: SmallCase) -> None:
    _decide(case, "judge", str(_judgement(case, "DIFFERENT")))
    assert case.figures()["persons.named"]["highest"] == 4
    people = (case.folder / "out" / "dossier" / "people").glob("*.html")
    apart = [path for path in people if "asked the family" in path.read_text(encoding="utf-8")]
    assert len(apart) == 2  # both people, who stand on pages of their own
    _decide(case, "judge", str(_judgement(case, "Same")))
    assert case.figures()["persons.named"]["lowest"] == 3
    assert re.search(
        r"same by .*test.*: .*asked the family.* \(entry \w+:\d+, codebook ", _pages(case)
    )


def test_a_judgement_taken_back_counts_no_longer(case: SmallCase) -> None:
    before = case.figures()["persons.named"]["text"]
    _decide(case, "judge", str(_judgement(case, "different")))
    _decide(case, "judge", "--undo", "--reason", "a mistake")
    assert case.figures()["persons.named"]["text"] == before


def test_an_identification_joins_body_and_person(case: SmallCase) -> None:
    assert case.figures()["remains.named"]["lowest"] == 0
    words = ("--method", "dna", "--status", "confirmed_board", "--by", "the board")
    _decide(case, "identify", "grave:B1", "notebook:3", *words, "--reason", "16 of 16 loci")
    figures = case.figures()
    assert (figures["remains.named"]["lowest"], figures["remains.listed"]["lowest"]) == (1, 1)
    (joined,) = [one for one in _persons(case) if one["remains"] == "grave:B1"]
    assert joined["records"] == "grave:B1 notebook:3"
    pages = _pages(case)
    assert "Body B1" in re.sub(r"<[^>]*>", "", pages)
    assert "16 of 16 loci" in pages


def test_a_hypothesis_is_shown_and_joins_nothing(case: SmallCase) -> None:
    words = ("--method", "circumstantial", "--status", "hypothesis", "--reason", "the same house")
    _decide(case, "identify", "grave:B1", "notebook:3", *words)
    assert case.figures()["remains.named"]["lowest"] == 0
    assert "A lead: they count as two" in _pages(case)


def test_an_identification_against_a_judgement_is_refused_with_the_way_out(
    case: SmallCase,
) -> None:
    path = case.folder / "filled.csv"
    path.write_text("left,right,decision,reason\ngrave:B1,notebook:3,different,taller\n")
    _decide(case, "judge", str(path))
    board = ("--status", "confirmed_board", "--by", "the board")
    words = ("--method", "dna", *board, "--reason", "x")
    answer = case.run("identify", "grave:B1", "notebook:3", *words, "--case", case.folder)
    assert answer.exit_code == 1
    assert "judge --undo --entry" in answer.stderr


def test_a_grade_moves_an_incident_into_the_total_and_shows_its_history(case: SmallCase) -> None:
    assert case.figures()["documented.deaths.graded"]["text"] == "unknown"
    _decide(case, "grade", "monitor:M1", "contested", "--reason", "two parties")
    _decide(case, "grade", "monitor:M1", "fair", "--reason", "a second origin")
    assert case.figures()["documented.deaths.graded"]["lowest"] == 2
    incidents = sorted((case.folder / "out" / "dossier" / "incidents").rglob("*.html"))
    texts = (page.read_text(encoding="utf-8") for page in incidents)
    shown = re.sub(r"<[^>]*>", "", "".join(texts))
    assert "The source's own grade: Weak" in shown
    assert shown.index("two parties") < shown.index("a second origin")


def test_a_line_tied_by_hand_concedes_for_its_incident(case: SmallCase) -> None:
    assert "lowest" not in case.figures()["acknowledged.deaths"]
    _decide(case, "match", "releases:R1", "monitor:M1", "--reason", "the same night")
    _decide(case, "grade", "monitor:M1", "fair", "--reason", "two origins")
    assert case.figures()["acknowledged.deaths"]["lowest"] == 2
    assert "the same night" in _pages(case)
    _decide(case, "match", "releases:R1", "--none", "--reason", "another street")
    assert "lowest" not in case.figures()["acknowledged.deaths"]
    _decide(case, "match", "releases:R1", "--undo", "--reason", "a mistake")
    assert case.figures()["acknowledged.deaths"]["lowest"] == 2


def test_a_correction_changes_the_person_and_is_shown(case: SmallCase) -> None:
    _decide(case, "correct", "notebook:3", "age", "9", "--reason", "the birth certificate")
    assert case.figures()["persons.children"]["lowest"] == 2
    assert "the birth certificate" in _pages(case)


def test_a_field_for_which_the_list_has_no_column_can_be_given(case: SmallCase) -> None:
    _decide(case, "correct", "monitor:M1", "combatants_killed_min", "1", "--reason", "his unit")
    _decide(case, "correct", "grave:B1", "age", "9", "--reason", "the teeth")
    assert "combatants_killed_min is" in _pages(case)
    records = case.folder / "out" / "dossier" / "records"
    assert "Corrected: age is" in (records / "grave-1.html").read_text(encoding="utf-8")


def test_an_end_of_a_range_is_not_corrected_beyond_the_other(case: SmallCase) -> None:
    """The row says 2 dead: with 5 as its least alone, it would be read as 2 to 5."""
    change = ("--reason", "the list of names", "--case", case.folder)
    refused = case.run("correct", "monitor:M1", "civilians_killed_min", "5", *change)
    assert refused.exit_code == 1
    assert "Correct civilians_killed_max before" in refused.stderr
    until = case.run("correct", "monitor:M1", "happened_until", "2031-06-01", *change)
    assert until.exit_code == 1
    _decide(case, "correct", "monitor:M1", "civilians_killed_max", "5", "--reason", "names")
    _decide(case, "correct", "monitor:M1", "civilians_killed_min", "5", "--reason", "names")
    assert case.figures()["documented.deaths.grade.weak"]["text"] == "5"


def test_a_withdrawal_takes_a_record_out_of_the_count(case: SmallCase) -> None:
    before = case.figures()["persons.named"]["lowest"]
    _decide(case, "withdraw", "notebook:3", "--reason", "he came home")
    assert isinstance(before, int)
    assert case.figures()["persons.named"]["lowest"] == before - 1
    assert "Withdrawn: recorded dead and not dead" in _pages(case)


def test_consent_refused_withholds_a_name_in_everything_written_from_then_on(
    case: SmallCase,
) -> None:
    assert "Samir" in _written(case)
    named = case.figures()["persons.named"]["text"]
    refused = ("refused", "--scope", "publish", "--reason", "the mother")
    _decide(case, "consent", "notebook:3", *refused)
    written = _written(case)
    assert "Samir" not in written
    assert "name withheld" in written
    assert case.figures()["persons.named"]["text"] == named


def test_a_list_that_says_no_to_a_name_withholds_it_and_the_person_still_counts(
    case: SmallCase,
) -> None:
    fields = {"name": "name", "sex": "sex", "may_publish": "consent"}
    rows = "no,name,sex,consent\nK1,Huda Nasser,female,no\nK2,Omar Nasser,male,yes\n"
    case.add_list("kobo", "person", fields, rows, 'fixed = { harm = "killed" }')
    assert case.build().exit_code == 0
    written = _written(case)
    assert "Huda" not in written
    assert "Omar" in written
    assert case.figures()["persons.list.kobo"]["lowest"] == 2


def test_consent_withdrawn_withholds_an_account(case: SmallCase) -> None:
    assert "roof fall" in _written(case)
    _decide(case, "consent", "accounts:W1", "given", "--scope", "publish", "--reason", "asked")
    assert "roof fall" in _written(case)
    _decide(case, "consent", "accounts:W1", "withdrawn", "--scope", "publish", "--reason", "fear")
    assert "roof fall" not in _written(case)


def test_consent_of_a_whole_list_withholds_all_of_it(case: SmallCase) -> None:
    _decide(case, "consent", "notebook", "refused", "--scope", "publish", "--reason", "the keeper")
    assert not re.search("Samir|Rana", _written(case))


def test_consent_to_another_use_withholds_nothing_and_is_shown(case: SmallCase) -> None:
    _decide(case, "consent", "notebook:3", "refused", "--scope", "dna", "--reason", "the mother")
    written = _written(case)
    assert "Samir" in written
    assert "Consent, " in written


def test_consent_withheld_closes_the_way_out_of_a_bundle(case: SmallCase) -> None:
    _decide(case, "consent", "notebook:3", "refused", "--scope", "publish", "--reason", "x")
    answer = case.run(
        "bundle", case.folder, "--subject", "notebook:3", "--to", case.folder / "handed"
    )
    assert answer.exit_code == 1
    assert "consent about notebook:3 was refused or withdrawn" in answer.stderr
    assert not (case.folder / "handed").exists()


@pytest.mark.parametrize(
    ("refused", "asked"),
    [
        ("notebook:3", "grave:B1"),
        ("grave:B1", "notebook:3"),
        ("notebook", "grave:B1"),
    ],
)
@pytest.mark.parametrize("status", ["hypothesis", "confirmed_board"])
def test_what_is_held_back_of_a_person_is_held_back_of_the_body(
    case: SmallCase, refused: str, asked: str, status: str
) -> None:
    method = ("--method", "dental", "--status", status, "--by", "a board")
    _decide(case, "identify", "grave:B1", "notebook:3", *method, "--reason", "a crown of Samir")
    _decide(case, "consent", refused, "refused", "--scope", "publish", "--reason", "x")
    answer = case.run("bundle", case.folder, "--subject", asked, "--to", case.folder / "handed")
    assert answer.exit_code == 1
    assert "was refused or withdrawn" in answer.stderr
    assert not (case.folder / "handed").exists()


def test_a_bundle_of_another_row_leaves_the_list_with_the_held_back_row_at_home(
    case: SmallCase,
) -> None:
    handed = case.folder / "handed"
    _decide(case, "consent", "notebook:3", "refused", "--scope", "publish", "--reason", "x")
    answer = case.run("bundle", case.folder, "--subject", "notebook:2", "--to", handed)
    assert answer.exit_code == 0, answer.output
    assert "it holds rows that consent holds back" in (handed / "custody.html").read_text("utf-8")
    for path in handed.rglob("*"):
        assert not path.is_file() or b"Samir" not in path.read_bytes(), path


def test_who_decides_is_named_on_the_command_line(case: SmallCase) -> None:
    words = ("grade", "monitor:M1", "fair", "--reason", "x", "--author", "R. Haddad", "--json")
    answer = case.run(*words, "--case", case.folder)
    assert json.loads(answer.stdout)["author"] == "R. Haddad"


def test_a_confirmed_claim_changes_its_verdict_and_says_who_read_it_so(case: SmallCase) -> None:
    _decide(case, "grade", "monitor:M1", "fair", "--reason", "a second origin")
    assert case.figures()["claims.verdict.unverifiable_now"]["lowest"] == 1
    assert "The bridge that is missing: how many of the casualties were killed" in _pages(case)
    reading = ("--unit", "deaths", "--confirm", "--reason", "the paper was asked: it meant killed")
    _decide(case, "claim", "press:P1", *reading)
    assert case.figures()["claims.verdict.supported"]["lowest"] == 1
    assert case.figures()["claims.confirmed"]["lowest"] == 1
    assert "read by <bdi>test</bdi>" in _pages(case)
    _decide(case, "judge", "--undo", "--reason", "a mistake")
    assert "claims.verdict.supported" not in case.figures()


def test_a_confirmed_sentence_that_no_list_holds_enters_the_dossier(case: SmallCase) -> None:
    sentence = "900 people were killed on one day"
    _decide(case, "claim", sentence, "--confirm", "--reason", "heard on the radio")
    assert sentence in _pages(case)
    assert case.figures()["claims.confirmed"]["lowest"] == 1


def test_a_confirmation_says_which_of_several_numbers_was_kept(case: SmallCase) -> None:
    sentence = "Two civilians were killed and 40 bodies were recovered"
    words = ("--confirm", "--reason", "heard on the radio", "--case", case.folder)
    answer = case.run("claim", sentence, *words)
    assert answer.exit_code == 0, answer.output
    assert "of its 2 numbers the first, 2" in answer.stdout


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (("--confirm", "--reason", "heard"), "give its WORDS"),
        (("Two civilians were killed", "--confirm"), "needs --reason"),
    ],
)
def test_a_confirmation_without_its_claim_or_reason_writes_nothing(
    street: SmallCase, words: tuple[str, ...], missing: str
) -> None:
    cards = street.folder / "cards"
    answer = street.run("claim", *words, "--card", cards, "--case", street.folder)
    assert answer.exit_code == 2
    assert missing in " ".join(answer.stderr.split())
    assert not cards.exists()


def test_claims_of_one_origin_are_counted_once_after_a_judgement(case: SmallCase) -> None:
    rows = "no,outlet,sentence\nP1,A paper,At least 2 casualties\nP2,A radio,31 people died\n"
    (case.data / "press.csv").write_text(rows, encoding="utf-8")
    assert case.build().exit_code == 0
    assert case.figures()["claims.origins"]["lowest"] == 2
    path = case.folder / "filled.csv"
    words = "left,right,decision,reason\npress:P1,press:P2,same,the radio read the paper out\n"
    path.write_text(words, encoding="utf-8")
    _decide(case, "judge", str(path))
    assert case.figures()["claims.origins"]["lowest"] == 1


def test_a_judgement_on_two_records_of_incidents_groups_and_parts_them(case: SmallCase) -> None:
    rows = "no,day,party,grade,killed\nK1,2031-06-20,The Alliance,fair,5\n"
    case.add_list("council", "incident", MONITOR, rows)
    assert case.build().exit_code == 0
    assert case.figures()["documented.deaths"]["text"] == "7"
    path = case.folder / "filled.csv"
    words = "left,right,decision,reason\ncouncil:K1,monitor:M1,same,one house; the date is wrong\n"
    path.write_text(words, encoding="utf-8")
    _decide(case, "judge", str(path))
    assert case.figures()["documented.deaths"]["text"] == "2–5"
    assert case.figures()["documented.grouped"]["lowest"] == 1
    assert "one house; the date is wrong" in _pages(case)
    _decide(case, "judge", "--undo", "--reason", "two houses after all")
    assert case.figures()["documented.deaths"]["text"] == "7"


def test_incidents_judged_one_although_their_days_are_far_apart_are_to_be_looked_at_again(
    case: SmallCase,
) -> None:
    rows = "no,day,party,grade,killed\nK1,{},The Alliance,fair,5\nK2,2031-06-05,,fair,1\n"
    case.add_list("council", "incident", MONITOR, rows.format("2031-06-20"))
    case.build()
    path = case.folder / "filled.csv"
    words = "left,right,decision,reason\n{},monitor:M1,{},seen on one photograph\n"

    def judge(record: str, decision: str, *more: str) -> str:
        path.write_text(words.format(record, decision), encoding="utf-8")
        answer = case.run("judge", path, "--case", case.folder, *more)
        assert answer.exit_code == 0
        return answer.stdout + answer.stderr

    assert "days apart" not in judge("council:K2", "same")
    assert "days apart" not in judge("council:K1", "different")
    said = " ".join(judge("council:K1", "unsure").split())
    assert "days apart" not in said
    said = " ".join(judge("council:K1", "same").split())
    assert "Look again: council:K1 and monitor:M1 are 17 days apart" in said
    assert "sijill judge --undo --entry" in said
    path.write_text(words.format("council:K1", "same").replace("seen", "found"), encoding="utf-8")
    answer = case.run("judge", path, "--case", case.folder, "--json")
    (caution,) = json.loads(answer.stdout)["cautions"].values()
    assert caution.endswith("17 days apart")


def test_the_threshold_of_incidents_is_not_that_of_people(case: SmallCase) -> None:
    rows = "no,day,party,grade,killed\nK1,2031-06-03,The Alliance,weak,2\n"
    case.add_list("council", "incident", MONITOR, rows)

    def settle(*settings: str) -> tuple[object, object]:
        case.map_case()
        path = case.folder / "case.toml"
        path.write_text("\n".join((path.read_text("utf-8"), *settings, "")), encoding="utf-8")
        assert case.build().exit_code == 0
        figures = case.figures()
        return figures["documented.grouped"]["lowest"], figures["persons.named"]["text"]

    incidents, people = settle("[incidents]", "same_percent = 50")
    assert incidents == 1
    assert settle("[incidents]", "same_percent = 100") == (2, people)
    assert settle("[linkage]", "same_percent = 100")[0] == settle()[0]


def test_a_second_readers_grade_stands_beside_the_first_and_a_dispute_is_counted(
    case: SmallCase,
) -> None:
    first = ("grade", "monitor:M1", "fair", "--reason", "two origins", "--author", "R. Haddad")
    _decide(case, *first)
    again = ("grade", "monitor:M1", "weak", "--second-reader", "--reason", "one origin")
    answer = case.run(*again, "--author", "R. Haddad", "--case", case.folder)
    assert answer.exit_code == 1
    assert "a second reader is somebody else" in answer.stderr
    _decide(case, *again)
    figures = case.figures()
    assert figures["documented.deaths.graded"]["lowest"] == 2
    assert figures["documented.grades.disputed"]["lowest"] == 1
    assert "second reader" in _pages(case)


REPEATED = {
    "grade": ("grade", "monitor:M1", "fair"),
    "match": ("match", "releases:R1", "monitor:M1"),
    "claim": ("claim", "press:P1", "--number", "2", "--unit", "deaths", "--confirm"),
}


@pytest.mark.parametrize("name", REPEATED)
def test_a_decision_that_stands_is_not_written_twice(case: SmallCase, name: str) -> None:
    words = (*REPEATED[name], "--reason", "two origins", "--case", case.folder)
    first = case.run(*words)
    assert first.exit_code == 0, first.output
    decided = case.run("log", case.folder, "--decisions", "--json").stdout
    again = case.run(*words)
    assert again.exit_code == 1
    assert "decided already" in " ".join(again.stderr.split())
    assert case.run("log", case.folder, "--decisions", "--json").stdout == decided


def test_a_tie_to_another_month_and_party_stands_and_is_told(case: SmallCase) -> None:
    incidents = case.data / "monitor.csv"
    incidents.write_text(
        "no,day,party,grade,killed\nM1,2031-06-03,The Alliance,weak,2\n"
        "M2,2031-06-28,Others,fair,1\n",
        encoding="utf-8",
    )
    releases = "no,text\nR1,Two civilians were unintentionally killed on 3 June 2031.\n"
    (case.data / "releases.csv").write_text(releases, encoding="utf-8")
    assert case.build().exit_code == 0
    words = ("match", "releases:R1", "monitor:M2", "--reason", "a slip", "--case", case.folder)
    said = " ".join(case.run(*words).stderr.split())
    assert "monitor:M2 does not name The Alliance" in said
    right = ("match", "releases:R1", "monitor:M1", "--reason", "the day", "--case", case.folder)
    assert "Look again" not in case.run(*right).stderr


def test_nothing_is_tied_to_an_incident_that_was_withdrawn(case: SmallCase) -> None:
    _decide(case, "withdraw", "monitor:M1", "--kind", "error_of_recorder", "--reason", "a slip")
    answer = case.run(
        "match", "releases:R1", "monitor:M1", "--reason", "the day", "--case", case.folder
    )
    assert answer.exit_code == 1
    assert "is withdrawn" in answer.stderr


def test_every_decision_stands_on_the_page_of_changes(case: SmallCase) -> None:
    def changes() -> str:
        page = case.folder / "out" / "dossier" / "changes.html"
        return re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))

    _decide(case, *REPEATED["claim"], "--reason", "read aloud")
    assert "claim of press:P1" in changes()
    _decide(case, *REPEATED["match"], "--reason", "the same night")
    assert "tie of releases:R1" in changes()
    for grade in ("fair", "contested"):  # the second replaces the first and is told, too
        _decide(case, "grade", "monitor:M1", grade, "--reason", f"now {grade}")
        assert f"now {grade}" in changes()


@pytest.mark.parametrize(
    "words",
    [
        ("grade", "monitor:M1", "fair"),
        ("correct", "monitor:M1", "civilians_killed_max", "5"),
    ],
)
def test_nothing_is_decided_about_a_record_that_was_withdrawn(
    case: SmallCase, words: tuple[str, ...]
) -> None:
    _decide(case, "withdraw", "monitor:M1", "--kind", "duplicate", "--reason", "listed twice")
    answer = case.run(*words, "--reason", "checked", "--case", case.folder)
    assert answer.exit_code == 1
    assert "would change nothing" in answer.stderr


def test_whoever_grades_an_incident_that_no_total_holds_is_told(case: SmallCase) -> None:
    second = "no,day,party,grade,killed\nC1,2031-06-20,Somebody else,fair,2\n"
    case.add_list("council", "incident", MONITOR, second)
    settings = (case.folder / "case.toml").read_text(encoding="utf-8")
    chosen = settings.replace("[comparison]", '[comparison]\nincidents = "monitor"')
    (case.folder / "case.toml").write_text(chosen, encoding="utf-8")
    assert case.build().exit_code == 0
    words = ("grade", "council:C1", "confirmed", "--reason", "checked", "--case", case.folder)
    answer = case.run(*words)
    assert answer.exit_code == 0
    assert "the incidents of monitor are counted, and council:C1 is none of them" in answer.stderr
    assert "does not name alliance" in answer.stderr
    counted = case.run("grade", "monitor:M1", "fair", "--reason", "checked", "--case", case.folder)
    assert "Look again" not in counted.stderr
