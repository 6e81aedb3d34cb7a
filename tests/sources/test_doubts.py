"""Remarks that speak against their own row: which words say so, and what they mean."""

import tomllib
from importlib.resources import files

import pytest

from sijill.language.names.reading import read_name
from sijill.model.codes import Harm
from sijill.model.records.fields import FieldType
from sijill.model.records.record import Locator, PersonRecord, RecordKind
from sijill.model.records.rejects import Effect
from sijill.model.records.row_doubt import RowDoubt
from sijill.model.settings.source_mapping import SourceMapping
from sijill.sources.doubts import doubt_of
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.proposal import Guess, guess
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.rows import read_rows
from sijill.sources.row_doubts import later_death, row_doubt, sentence_about_row
from sijill.sources.tables.table import Row, Table

ALIVE = (
    "found alive 2031-02-09",
    "He is alive and well in the next town",
    "alive",
    "sources first said that he died; later confirmed he was still alive",
    "تبين أنه حي يرزق",
    "وُجد حيّاً بعد يومين",
    "ما زال حيا",
    "retrouvée vivante le 9",
    "apareció vivo",
    "lebt noch",
    "оказался жив",
    "hayatta",
)
NOT_KILLED = (
    "Not killed, injured only",
    "was not killed",
    "natural death at home",
    "لم يستشهد",
    "جريح فقط",
    "muerte natural",
    "не убит",
    "wounded",
)
NOT_HUMAN = ("Animal bone", "DNA: non-human", "кости животного")
MISSING = (
    "still missing",
    "He went missing on the way to the market",
    "مفقود",
    "لا يزال مفقوداً",
    "porté disparu",
    "пропал без вести",
    "fate unknown",
)
WITHDRAWN = (
    "withdrawn",
    "Entered by mistake",
    "removed from the list on 3 May",
    "أدرج بالخطأ",
    "حذف من القائمة",
    "incluido por error",
    "внесен ошибочно",
    "CANCELLED",
    "annulée",
    "Ошибка: живёт в другом городе",
    "error – see no. 4",
)
REPEATED = (
    "duplicate of row 1",
    "Ali Hassan (repeated)",
    "مكرر",
    "doublon",
    "дубликат",
    "Same as No. 4",
    "transferred, previous number 77",
    "Re-associated with E-007",
    "same individual as E-001",
    "الرقم السابق ٧٧",
)
NEITHER = (
    "",
    "his wife survived",
    "no longer alive when they came",
    "not found alive",
    "found alive under the rubble but died in hospital",
    "عثر عليه حيا ثم توفي",
    "not a duplicate",
    "alivery",
    "died in hospital",
    "غير مكرر",
    "خيري مكرم",
    "body withdrawn from the rubble",
    "killed and not only injured",
    "missing",
    "no longer missing",
    "went missing on 3 May, his body was found on the 9th",
    "found dead after he was reported missing",
    "كان مفقودا ثم عثر على جثته",
    "Shot at the bakery while she returned home from work",
    "the blast was meant for an officer who was not killed",
    "A double amputee; hit by a shell in the market",
)
BESIDE_NAMES = {
    "Missing: Rami Haddad": RowDoubt.MISSING,
    "مفقود: رامي خالد الدرباسي": RowDoubt.MISSING,
    "رامي ناصر العلي (مفقود)": RowDoubt.MISSING,
    "Rami Haddad, missing": RowDoubt.MISSING,
    "пропал без вести: Иванов Пётр": RowDoubt.MISSING,
    "جريح / سامي علي حسن": RowDoubt.NOT_KILLED,
    "Rami Haddad [wounded]": RowDoubt.NOT_KILLED,
    "فاطمة خلف - ناجية": RowDoubt.ALIVE,
    "Rami Haddad – survivor": RowDoubt.ALIVE,
}
"""Cells of names that say how it went with the person."""
FATED = (
    "Rami Haddad",
    "رامي خالد الدرباسي",
    "رامي ناصر العلي",
    "Иванов Пётр",
    "سامي علي حسن",
    "فاطمة خلف",
)
"""Their names alone."""
NAMES_ALONE = (
    "Rami Haddad",
    "Viva Haddad",
    "ناجي الجريح",
    "Haddad, Rami",
    "al-Hayy, Rami",
    "الشهيد: رامي خالد",
    "Rami Haddad (Abu Hayy)",
)


@pytest.mark.parametrize("text", ALIVE)
def test_that_the_person_lives(text: str) -> None:
    assert row_doubt("note", text) is RowDoubt.ALIVE


@pytest.mark.parametrize("text", NOT_HUMAN)
def test_that_remains_are_of_no_person(text: str) -> None:
    assert row_doubt("note", text) is RowDoubt.NOT_HUMAN
    assert RowDoubt.NOT_HUMAN.is_about_row


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", "Unborn child of Rana Haddad"),
        ("name", "Feto de Rana Haddad"),
        ("name", "Ненароджена дитина Рани Хаддад"),
        ("name", "رنا حداد - جنين في بطن أمه"),
        ("age", "unborn (7th month)"),
        ("age", "foetus"),
    ],
)
def test_that_a_child_was_not_yet_born(field: str, text: str) -> None:
    assert row_doubt(field, text) is RowDoubt.UNBORN


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", "Rana Haddad and her unborn child"),
        ("note", "her unborn child died, too"),
        ("name", "جنين حداد"),
        ("age", "newborn"),
    ],
)
def test_what_is_told_of_a_mother_is_no_doubt_about_her(field: str, text: str) -> None:
    assert row_doubt(field, text) is None


@pytest.mark.parametrize("text", NOT_KILLED)
def test_that_the_person_was_not_killed(text: str) -> None:
    assert row_doubt("note", text) is RowDoubt.NOT_KILLED


@pytest.mark.parametrize("text", MISSING)
def test_that_nobody_knows_the_person_to_be_dead(text: str) -> None:
    assert row_doubt("note", text) is RowDoubt.MISSING


@pytest.mark.parametrize(("text", "doubt"), BESIDE_NAMES.items())
def test_a_fate_set_apart_from_a_name_is_a_doubt_and_no_part_of_the_name(
    text: str, doubt: RowDoubt
) -> None:
    assert row_doubt("name", text) is doubt
    own = next(name for name in FATED if name in text)
    bare, name = read_name(own), read_name(text)
    assert (name.given, name.ancestors, name.family) == (bare.given, bare.ancestors, bare.family)


@pytest.mark.parametrize("text", NAMES_ALONE)
def test_a_name_that_only_sounds_like_a_fate_is_none(text: str) -> None:
    assert row_doubt("name", text) is None


@pytest.mark.parametrize("text", WITHDRAWN)
def test_that_the_list_takes_the_row_back(text: str) -> None:
    assert row_doubt("note", text) is RowDoubt.WITHDRAWN


@pytest.mark.parametrize("text", REPEATED)
@pytest.mark.parametrize("field", ["note", "name"])
def test_that_the_row_stands_twice(field: str, text: str) -> None:
    assert row_doubt(field, text) is RowDoubt.REPEATED


@pytest.mark.parametrize("text", NEITHER)
def test_other_remarks_say_nothing_against_their_row(text: str) -> None:
    assert row_doubt("note", text) is None


@pytest.mark.parametrize("text", ["Viva", "حي", "Herida"])
def test_a_single_word_may_be_a_name(text: str) -> None:
    assert row_doubt("name", text) is None
    assert row_doubt("note", text) is not None


def test_every_phrase_that_is_listed_is_found_amid_other_words() -> None:
    listed = tomllib.loads(
        files("sijill.sources").joinpath("doubts.toml").read_text(encoding="utf-8")
    )
    phrases = {doubt: listed.get(doubt.value, {}).get("phrases", []) for doubt in RowDoubt}
    assert sum(map(len, phrases.values())) > 100
    for doubt, of_doubt in phrases.items():
        for phrase in of_doubt:
            if doubt is RowDoubt.DIED:
                assert later_death(f"{phrase} 7/3/2031") is True, phrase
                assert later_death(f"Qarn {phrase}, Qarn") is False, phrase
            else:
                field = "name" if doubt is RowDoubt.UNBORN else "note"
                assert row_doubt(field, f"Qarn {phrase}, Qarn") is doubt


def test_a_code_for_unknown_in_a_column_of_numbers_is_a_doubt_about_the_value() -> None:
    assert "unknown" in doubt_of("civilians_killed_min", FieldType.COUNT, "999")


MAPPING = SourceMapping.model_validate(
    {
        "id": "wall",
        "title": "Wall of names",
        "kind": "person",
        "file": "wall.csv",
        "key": {"columns": ("no",)},
        "fields": {"name": "name", "note": "remarks"},
        "fixed": {"harm": "killed"},
    }
)
ROW = ReceivedRow(
    Locator("wall.csv", "0" * 64, "", 2),
    {"no": "1", "name": "Rana Attar", "remarks": "found alive"},
)


def _only(corrected: dict[str, str]) -> tuple[PersonRecord, list[str]]:
    read = read_rows(MAPPING, [ROW], {"wall:1": corrected})
    (record,) = read.records
    assert isinstance(record, PersonRecord)
    assert all(reject.effect is Effect.NOTE for reject in read.rejects)
    return record, [reject.column for reject in read.rejects]


def test_a_row_in_doubt_is_a_record_with_a_note() -> None:
    record, noted = _only({})
    assert (record.doubt, record.harm, noted) == (RowDoubt.ALIVE, Harm.KILLED, ["remarks"])


@pytest.mark.parametrize(
    "corrected", [{"harm": "killed"}, {"note": "the neighbour was found alive, she was not"}]
)
def test_a_decision_about_harm_or_remark_settles_it(corrected: dict[str, str]) -> None:
    record, noted = _only(corrected)
    assert record.harm is Harm.KILLED
    if "harm" in corrected:
        assert (record.doubt, noted) == (None, [])
    else:
        assert record.doubt is RowDoubt.ALIVE
        assert _only({"note": "checked with the family: dead"})[0].doubt is None


@pytest.mark.parametrize(
    ("harm", "note", "doubt"),
    [
        ("missing", "still missing", None),
        ("injured", "wounded", None),
        ("killed", "still missing", RowDoubt.MISSING),
        ("missing", "duplicate of row 1", RowDoubt.REPEATED),
    ],
)
def test_words_that_say_what_the_row_enters_are_no_doubt(
    harm: str, note: str, doubt: RowDoubt | None
) -> None:
    mapping = MAPPING.model_copy(update={"fixed": {"harm": harm}})
    row = ReceivedRow(ROW.locator, {**ROW.cells, "remarks": note})
    read = read_rows(mapping, [row], {})
    (record,) = read.records
    assert isinstance(record, PersonRecord)
    assert record.doubt is doubt
    assert len(read.rejects) == (doubt is not None)


def test_a_part_that_is_missing_is_no_doubt_about_a_body() -> None:
    mapping = MAPPING.model_copy(
        update={
            "kind": RecordKind.REMAINS,
            "fields": {"note": MAPPING.fields["note"]},
            "fixed": {},
        }
    )
    row = ReceivedRow(ROW.locator, {**ROW.cells, "remarks": "the left arm remains missing"})
    assert not read_rows(mapping, [row], {}).rejects


def _guess_of(*rows: tuple[str, ...]) -> Guess:
    head, *cells = rows
    table = Table(
        head, tuple(Row(at, dict(zip(head, row, strict=True))) for at, row in enumerate(cells, 2))
    )
    return guess(look_at(table), table.rows, RecordKind.PERSON)


def test_a_column_that_speaks_against_its_rows_is_a_remark_whatever_its_heading() -> None:
    guessed = _guess_of(
        ("Name", "Age", "Notes", "Field officer's words", "Colour"),
        ("Rana Attar", "34", "teacher", "", "red"),
        ("Samir Hallaq", "9", "", "found alive on 3 May", "blue"),
    )
    assert guessed.fields["note"] == ("Notes", "Field officer's words")


@pytest.mark.parametrize("heading", ["تعليق", "Comentario", "Yorum", "Коментарі", "הערה"])
def test_headings_of_remarks(heading: str) -> None:
    guessed = _guess_of(("Name", "Age", heading), ("Rana Attar", "34", "teacher"))
    assert guessed.fields["note"] == (heading,)


def test_statements_are_known_by_how_they_are_worded() -> None:
    head = ("#", "Date", "Location", "Statement")
    words = "March 6, 2031, near Sur, via NGO report. No corresponding strike. Non-credible."
    table = Table(head, (Row(2, dict(zip(head, ("1", "2031-03-31", "Sur", words), strict=True))),))
    assert guess(look_at(table), table.rows).kind is RecordKind.DETERMINATION


@pytest.mark.parametrize(
    ("cause", "doubt"),
    [
        ("old age", RowDoubt.NOT_KILLED),
        ("COVID-19", RowDoubt.NOT_KILLED),
        ("Natural causes", RowDoubt.NOT_KILLED),
        ("الشيخوخة", RowDoubt.NOT_KILLED),
        ("vejez", RowDoubt.NOT_KILLED),
        ("рак", RowDoubt.NOT_KILLED),
        ("shelling", None),
        ("heart attack", None),
        ("natural gas explosion", None),
        ("missing", None),
        ("", None),
    ],
)
def test_a_natural_cause_speaks_against_a_row_of_the_killed(
    cause: str, doubt: RowDoubt | None
) -> None:
    """Registers of a town list every death of it."""
    assert row_doubt("cause", cause) is doubt


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", "TO CHECK: Omar Qasim"),
        ("name", "Omar Qasim (unconfirmed)"),
        ("name", "عمر قاسم - قيد التحقق"),
        ("name", "Omar Qasim (por confirmar)"),
        ("note", "Not yet verified"),
        ("note", "не подтверждено"),
        ("note", "à vérifier"),
    ],
)
def test_a_row_that_its_keeper_has_not_confirmed_is_in_doubt(field: str, text: str) -> None:
    assert row_doubt(field, text) is RowDoubt.UNCONFIRMED
    assert RowDoubt.UNCONFIRMED.is_about_row
    assert "not confirmed the row" in sentence_about_row(RowDoubt.UNCONFIRMED, is_in_doubt=True)


@pytest.mark.parametrize("note", ["age to be confirmed", "confirmed by two sources", "date tbc"])
def test_what_is_not_confirmed_of_somebody_is_no_doubt_about_the_row(note: str) -> None:
    assert row_doubt("note", note) is None


@pytest.mark.parametrize(
    "note",
    [
        "not sure he is dead",
        "Death not yet confirmed",
        "may be alive",
        "وفاته غير مؤكدة",
        "قد يكون حيا",
        "muerte sin confirmar",
        "décès non confirmé",
        "возможно жив",
    ],
)
def test_who_may_not_be_dead_is_missing_until_somebody_decides(note: str) -> None:
    assert row_doubt("note", note) is RowDoubt.MISSING
    assert row_doubt("note", "death confirmed by the hospital") is None
