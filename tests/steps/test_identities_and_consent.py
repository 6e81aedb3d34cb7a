"""Whose body it is, and what a family allows: decided by people, signed, shown, taken back."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from sijill.ledger import Ledger
from sijill.register.decided import Decisions, read_decisions
from sijill.register.register import replay
from small_cases import PEOPLE, Prepared, SmallCase, build_street

BODIES = {
    "code": "no",
    "condition": "state",
    "sex": "sex",
    "note": "note",
}


@pytest.fixture
def case(street: SmallCase, prepared: Prepared) -> SmallCase:
    """The street, and a grave with two bodies and a part of one."""
    return prepared(street, _build_grave)


def _build_grave(street: SmallCase) -> None:
    rows = (
        "no,state,sex,note\n"
        "B1,complete,male,a grey shirt\n"
        "B2,incomplete,female,a ring\n"
        "B3,body_part,,an arm\n"
    )
    street.add_list("grave", "remains", BODIES, rows)
    build_street(street)


def identify(case: SmallCase, remains: str, person: str, *words: object) -> Result:
    given = dict(zip(words[::2], words[1::2], strict=True))
    options = {"--method": "dental", "--reason": "a crown on 36", **given}
    told = [word for pair in options.items() for word in pair]
    return case.run("identify", remains, person, *told, "--case", case.folder)


def consent(case: SmallCase, subject: str, state: str, *words: object) -> Result:
    told = ("--reason", "the mother, by telephone", *words, "--case", case.folder)
    return case.run("consent", subject, state, *told)


def decisions(case: SmallCase) -> Decisions:
    with Ledger.open(case.folder / "register.db") as ledger:
        return replay(ledger.entries()).decisions


def pages(case: SmallCase) -> str:
    assert case.build().exit_code == 0
    found = sorted((case.folder / "out" / "dossier").rglob("*.html"))
    return "".join(page.read_text(encoding="utf-8") for page in found)


def test_an_identification_is_signed_and_shown_with_both_records_and_taken_back(
    case: SmallCase, tmp_path: Path
) -> None:
    answer = identify(
        case, "grave:B1", "notebook:1", "--by", "Dr Salma", "--status", "confirmed_board"
    )
    assert answer.exit_code == 0, answer.output
    one = decisions(case).identifications["grave:B1"]
    assert (one.person, one.method, one.by) == ("notebook:1", "dental", "Dr Salma")
    shown = pages(case)
    assert "Identified as the body" in shown
    assert "confirmed by a board; dental comparison, by" in shown
    assert shown.count("a crown on 36") >= 2
    log = json.loads(case.run("log", case.folder, "--decisions", "--json").stdout)
    assert [(entry["kind"], entry["over"]) for entry in log] == [("identification", ["notebook:1"])]
    with Ledger.open(case.folder / "register.db") as ledger:
        (number,) = [e.number for e in ledger.entries() if e.kind == "identification"]
        assert ledger.main.stored(number).signature
    folder = tmp_path / "bundle"
    made = case.run("bundle", case.folder, "--subject", "notebook:1", "--to", folder)
    assert made.exit_code == 0, made.output
    assert "identification" in (folder / "custody.html").read_text(encoding="utf-8")
    assert case.run("judge", "--undo", "--case", case.folder).exit_code == 0
    assert decisions(case).identifications == {}
    assert case.run("verify", case.folder).exit_code == 0


def test_a_body_has_one_identity_the_latest(case: SmallCase) -> None:
    for person in ("notebook:1", "notebook:3"):
        assert identify(case, "grave:B1", person).exit_code == 0
    assert decisions(case).identifications["grave:B1"].person == "notebook:3"


@pytest.mark.parametrize(
    ("remains", "person", "words", "told"),
    [
        ("notebook:1", "grave:B1", (), "is no record of remains"),
        ("grave:B1", "grave:B2", (), "is no record of a person"),
        ("grave:B9", "notebook:1", (), "no record 'grave:B9'"),
        (
            "grave:B1",
            "notebook:1",
            ("--method", "visual_by_kin", "--status", "confirmed_board"),
            "does not confirm an identity",
        ),
        ("grave:B1", "notebook:1", ("--method", "photo_recognition"), "Write hypothesis"),
        (
            "grave:B1",
            "notebook:1",
            ("--method", "visual_by_kin", "--also", "photo_recognition"),
            "recognition by sight",
        ),
        (
            "grave:B1",
            "notebook:1",
            ("--method", "documents_on_body", "--status", "confirmed_board"),
            "it is no primary method",
        ),
        (
            "grave:B1",
            "notebook:1",
            ("--method", "combined", "--status", "confirmed_board"),
            "name with --also what supports it",
        ),
        (
            "grave:B1",
            "notebook:1",
            ("--method", "dna", "--status", "confirmed_board", "--member", " "),
            "nobody is named who decided",
        ),
    ],
)
def test_what_is_no_identification_is_refused(
    case: SmallCase, remains: str, person: str, words: tuple[str, ...], told: str
) -> None:
    answer = identify(case, remains, person, *words)
    assert (answer.exit_code, told in answer.stderr) == (1, True), answer.output
    assert decisions(case).identifications == {}


@pytest.mark.parametrize(
    "words",
    [
        ("--method", "dna"),
        ("--method", "visual_by_kin", "--also", "dental"),
        ("--method", "documents_on_body", "--also", "medical_implant"),
    ],
)
def test_a_board_confirms_by_a_primary_method_or_several_secondary_ones(
    case: SmallCase, words: tuple[str, ...]
) -> None:
    board = ("--status", "confirmed_board", "--member", "Dr Salma")
    answer = identify(case, "grave:B1", "notebook:1", *words, *board)
    assert answer.exit_code == 0, answer.output
    one = decisions(case).identifications["grave:B1"]
    assert (one.joins, one.members) == (True, ("Dr Salma",))
    shown = pages(case)
    assert "Board: Dr Salma" in shown
    assert f"{one.bearing} method" in shown


def test_a_second_body_is_not_the_same_person_s_and_a_part_may_be(case: SmallCase) -> None:
    board = ("--status", "confirmed_board", "--by", "the board")
    assert identify(case, "grave:B1", "notebook:1", *board).exit_code == 0
    refused = identify(case, "grave:B2", "notebook:1", *board)
    assert refused.exit_code == 1
    assert "grave:B1 was identified as notebook:1" in refused.stderr
    assert "both are bodies, not parts of one" in refused.stderr
    lead = ("--method", "circumstantial", "--status", "hypothesis")
    assert identify(case, "grave:B2", "notebook:1", *lead).exit_code == 0
    assert identify(case, "grave:B3", "notebook:1", *board).exit_code == 0


def test_sight_alone_is_a_lead(case: SmallCase) -> None:
    words = ("--method", "visual_by_kin", "--status", "hypothesis")
    assert identify(case, "grave:B1", "notebook:1", *words).exit_code == 0
    assert not decisions(case).identifications["grave:B1"].joins


def test_consent_is_given_for_one_use_and_withdrawn(case: SmallCase) -> None:
    scope = ("--scope", "publish")
    assert consent(case, "notebook:2", "given", *scope, "--identity", "pseudonym").exit_code == 0
    assert "publication: given, pseudonym" in pages(case)
    assert consent(case, "notebook:2", "withdrawn", *scope).exit_code == 0
    held = decisions(case).consents
    assert {key: (one.state, one.state.permits) for key, one in held.items()} == {
        ("notebook:2", "publish", ""): ("withdrawn", False)
    }
    assert "publication: withdrawn" in pages(case)
    assert case.run("judge", "--undo", "--case", case.folder).exit_code == 0
    assert decisions(case).consents["notebook:2", "publish", ""].state == "given"


def test_what_left_before_is_named_when_consent_is_withdrawn(case: SmallCase) -> None:
    scope = ("--scope", "publish")
    assert "left before" not in consent(case, "notebook:2", "given", *scope).stderr
    answer = consent(case, "notebook:2", "withdrawn", *scope)
    assert "Copies that left before hold it still" in answer.stderr
    assert "a dossier of" in answer.stderr
    told = json.loads(consent(case, "notebook:3", "refused", *scope, "--json").stdout)
    assert [one["taker"] for one in told["given_away"]] == [""]
    assert "given_away" not in json.loads(consent(case, "grave", "given", *scope, "--json").stdout)


def test_a_whole_list_and_an_organisation_have_consents_of_their_own(case: SmallCase) -> None:
    share = ("--scope", "share_with_organisation")
    assert consent(case, "notebook", "given", *share, "--to", "ICMP").exit_code == 0
    assert consent(case, "notebook", "refused", *share, "--to", "the ministry").exit_code == 0
    assert len(decisions(case).consents) == 2
    assert "Consent of the whole list" in pages(case)


@pytest.mark.parametrize(
    ("subject", "state", "words", "told"),
    [
        ("notebook:9", "given", ("--scope", "publish"), "no record, exhibit or source"),
        ("notebook:1", "withdrawn", ("--scope", "publish"), "holds no consent"),
        ("notebook:1", "given", ("--scope", "share_with_organisation"), "names an organisation"),
        ("notebook:1", "given", ("--scope", "dna", "--to", "ICMP"), "names an organisation"),
    ],
)
def test_what_is_no_consent_is_refused(
    case: SmallCase, subject: str, state: str, words: tuple[str, ...], told: str
) -> None:
    answer = consent(case, subject, state, *words)
    assert (answer.exit_code, told in answer.stderr) == (1, True), answer.output


def test_what_is_said_of_a_person_goes_with_the_record(case: SmallCase) -> None:
    identify(case, "grave:B1", "notebook:3", "--by", "Umm Nabil", "--reason", "Umm Nabil knew him")
    consent(case, "notebook:3", "given", "--scope", "dna", "--reason", "Umm Nabil agreed")
    erased = case.run("erase", "notebook:3", "--reason", "asked", "--case", case.folder)
    assert erased.exit_code == 0, erased.output
    assert b"Umm Nabil" not in (case.folder / "register.db").read_bytes()
    assert decisions(case).identifications["grave:B1"].by == "(erased on request)"


def test_two_devices_that_name_two_people_for_one_body_are_a_conflict(case: SmallCase) -> None:
    with Ledger.open(case.folder / "register.db") as ledger:
        known = list(ledger.entries())
    for person in ("notebook:1", "notebook:3"):
        assert identify(case, "grave:B1", person).exit_code == 0
    with Ledger.open(case.folder / "register.db") as ledger:
        first, second = list(ledger.entries())[len(known) :]
    elsewhere = replace(second, log="f" * 32, number=0, version_vector={first.log: len(known)})
    found = read_decisions([*known, first, elsewhere])
    assert found.identifications == {}
    (conflict,) = found.conflicts
    assert "whose body grave:B1 is: notebook:1, preliminary" in str(conflict)


def test_rows_that_name_somebody_withheld_are_told(case: SmallCase) -> None:
    press = {"sentence": "claim", "value": "number"}
    rows = (
        "no,claim,number\n"
        'p1,"Rana Walid Al Attar and 4 others were killed.",5\n'
        'p2,"Rana and 3 others were killed.",4\n'
    )
    case.add_list("press", "count", press, rows)
    case.build()
    answer = consent(case, "notebook:2", "refused", "--scope", "publish")
    assert "its name stands in rows that are shown: press:p1. " in answer.stderr
    assert "Rana" not in answer.output
    assert "consent: notebook:2 is withheld" in case.build().output
    told = consent(case, "press:p1", "refused", "--scope", "publish", "--json")
    assert "mentions" not in json.loads(told.stdout)
    assert "its name stands in rows" not in case.build().output
    assert "Rana Walid" not in pages(case)
    assert "Rana and 3 others" in pages(case)


_NAMES = {"name": "name", "died": "died", "latitude": "lat", "longitude": "lon"}


def _add_second_list(case: SmallCase, key: str = "no") -> None:
    """Another list with Rana in it; its key is its number or her name."""
    rows = "no,name,died,lat,lon\nr1,Rana Walid al-Attar,2031-06-03,35.95,39.01\n"
    if key == "name":
        rows = rows.replace("no,name,", "name,no,").replace(
            "r1,Rana Walid al-Attar", "Rana Walid al-Attar,r1"
        )
    case.add_list("second", "person", _NAMES, rows, 'fixed = { harm = "killed" }')


def _published(case: SmallCase) -> str:
    """Everything that a build wrote to be shown, as text."""
    assert case.build().exit_code == 0
    out = case.folder / "out"
    kinds = (".html", ".js", ".json", ".csv")
    texts = (path.read_text("utf-8") for path in sorted(out.rglob("*")) if path.suffix in kinds)
    return "".join(texts)


def test_words_that_were_typed_about_somebody_withheld_are_shown_nowhere(case: SmallCase) -> None:
    """The reasons of decisions stood on the pages of the person, of the record and of changes."""
    _add_second_list(case)
    case.build()
    at = ("--case", case.folder)
    case.run("correct", "notebook:2", "note", "Correctedword", "--reason", "Reasonone said", *at)
    identify(case, "grave:B2", "notebook:2", "--reason", "Reasonthree")
    judged = case.folder.parent / "judged.csv"
    judged.write_text(
        "left,right,decision,reason\nnotebook:2,second:r1,same,Reasonfour\n", encoding="utf-8"
    )
    case.run("judge", judged, *at)
    consent(case, "notebook:2", "refused", "--scope", "publish", "--reason", "Reasonfive")
    shown = _published(case)
    for word in ("Correctedword", "Reasonone", "Reasonthree", "Reasonfour"):
        assert word not in shown
    assert "Reasonfive" not in shown
    assert "words withheld" in shown


def test_why_a_value_of_somebody_withheld_was_set_aside_quotes_nothing(case: SmallCase) -> None:
    """A cell in a wrong column is quoted by the reason: in records.csv, rejects.csv, on pages."""
    case.write_list(*PEOPLE, "4,Huda Salim,Agesalim,2031-06-03,Sexsalim,35.95,39.01")
    rows = "no,name,died\nr1,Layla Aziz,Daysalim\nr2,Omar Aziz,2031-06-04\n"
    fields = {"name": "name", "died": "died"}
    settings = ('fixed = { harm = "killed" }', 'required = ["died"]')
    case.add_list("refused", "person", fields, rows, *settings)
    before = _published(case)
    for word in ("Agesalim", "Sexsalim", "Daysalim"):
        assert word in before
    consent(case, "notebook:4", "refused", "--scope", "publish")
    consent(case, "refused", "refused", "--scope", "publish")
    shown = _published(case)
    for word in ("Agesalim", "Sexsalim", "Daysalim"):
        assert word not in shown
    assert "is withheld with its words" in shown


def test_a_withdrawn_copy_of_somebody_withheld_is_withheld(case: SmallCase) -> None:
    """What is withdrawn is linked to nobody, and its name and the words about it were shown."""
    _add_second_list(case)
    case.build()
    at = ("--reason", "Reasonsix", "--case", case.folder)
    assert case.run("withdraw", "second:r1", *at).exit_code == 0
    assert "Rana Walid" in _published(case)
    consent(case, "notebook:2", "refused", "--scope", "publish")
    shown = _published(case)
    assert "Rana Walid" not in shown
    assert "Reasonsix" not in shown


def test_a_row_that_is_erased_goes_on_withholding_its_person(case: SmallCase) -> None:
    """The next build showed the name again, from another list."""
    _add_second_list(case)
    assert "Rana Walid" in _published(case)
    consent(case, "notebook:2", "refused", "--scope", "publish")
    assert "Rana Walid" not in _published(case)
    erased = case.run("erase", "notebook:2", "--reason", "request 4", "--case", case.folder)
    assert "withheld from now on by themselves: second:r1." in erased.output
    assert "Rana Walid" not in _published(case)


def test_a_row_that_its_list_drops_withholds_nobody_and_that_is_told(case: SmallCase) -> None:
    _add_second_list(case)
    case.build()
    consent(case, "notebook:2", "refused", "--scope", "publish")
    case.write_list("1,Khalid Walid al-Attar,40,2031-06-03,m,35.95,39.01")
    output = case.build().output
    assert "consent of notebook:2 (of an earlier file) was refused, and its row is" in output


def test_a_name_in_the_id_of_somebody_withheld_is_told(case: SmallCase) -> None:
    _add_second_list(case, key="name")
    case.build()
    answer = consent(case, "second:Rana Walid al-Attar", "refused", "--scope", "publish")
    assert "its id itself holds its name" in answer.stderr
    assert "its id itself holds its name" in case.build().output
