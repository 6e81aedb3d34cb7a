"""A heading that may mean several fields: what the cells hold decides, and what is open is told."""

import pytest

from guessed_lists import table_of
from sijill.model.records.fields import FieldType
from sijill.sources.guessing.cell_evidence import MOST, holds, is_doubtful, share_understood
from sijill.sources.guessing.code_words import translation
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.mapping_text import write_mapping
from sijill.sources.guessing.proposal import Guess, guess
from sijill.sources.guessing.questions.asked_anew import ListNow, asked_now
from sijill.sources.tables.table import Table
from sijill.sources.toml_files import read_mapping


def _guess(table: Table) -> Guess:
    return guess(look_at(table), table.rows)


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        ("Status", ("killed", "injured"), "harm"),
        ("Status", ("civilian", "combatant"), "civilian_status"),
        ("Status", ("Military", "Civilian", "unknown"), "civilian_status"),
        ("Type", ("Missing", "Dead"), "harm"),
        ("Category", ("fighter", "civilian"), "civilian_status"),
        ("Took part in the hostilities", ("yes", "no", "unknown"), "civilian_status"),
        ("Gender status", ("x", "y"), None),
        ("Статус", ("гражданский", "военный"), "civilian_status"),
        ("Статус", ("убит", "ранен"), "harm"),
        ("Статус", ("погиб", "пропал без вести"), "harm"),
        ("Стан", ("загинув", "поранений"), "harm"),
        ("Тип", ("цивільний", "військовий"), "civilian_status"),
        ("الحالة", ("شهيد", "جريح"), "harm"),
        ("الحالة", ("مدني", "عسكري"), "civilian_status"),
        ("الصفة", ("مدني", "مقاتل"), "civilian_status"),
        ("وضعیت", ("غیرنظامی", "نظامی"), "civilian_status"),
        ("دۆخ", ("کوژراو", "بریندار"), "harm"),
        ("Statut", ("civil", "militaire"), "civilian_status"),
        ("Estado", ("herido", "muerto"), "harm"),
        ("Tipo", ("civil", "combatiente"), "civilian_status"),
        ("Condição", ("morto", "ferido"), "harm"),
        ("Kategorie", ("Zivilist", "Soldat"), "civilian_status"),
        ("Durumu", ("sivil", "asker"), "civilian_status"),
        ("סוג", ("אזרח", "חייל"), "civilian_status"),
        ("Status", ("verified", "unverified"), "note"),
        ("Status", ("verified", "disputed"), None),
        ("Status", ("", "unknown"), "harm"),
    ],
)
def test_a_column_that_may_be_anything_is_the_field_that_understands_its_words(
    heading: str, cells: tuple[str, ...], field: str | None
) -> None:
    lines = [f"Person {number};12;{cell}" for number, cell in enumerate(cells)]
    guessed = _guess(table_of(f"Full name;Age;{heading}", *lines))
    assert next((one for one, names in guessed.fields.items() if heading in names), None) == field


@pytest.mark.parametrize(
    ("remarks", "fields"),
    [
        (("killed", "wounded", "missing"), {"harm": ("Remarks",)}),
        (("killed", "killed", "killed"), {"note": ("Remarks",)}),
        (("wounded", "", ""), {"note": ("Remarks",)}),
        (("killed", "wounded", "sister of the first"), {"note": ("Remarks",)}),
    ],
)
def test_remarks_that_are_fates_say_what_befell_each(
    remarks: tuple[str, ...], fields: dict[str, tuple[str, ...]]
) -> None:
    names = ("Karim Salloum", "Rana Attar", "Samir Hallaq")
    rows = [f"{name};30;{remark}" for name, remark in zip(names, remarks, strict=True)]
    found = _guess(table_of("Name;Age;Remarks", *rows)).fields
    assert {field: found[field] for field in ("harm", "note") if field in found} == fields


def test_words_of_no_field_are_kept_beside_the_record_and_the_question_is_put() -> None:
    table = table_of("Full name;Status", "Rana;verified", "Samir;disputed")
    guessed = _guess(table)
    assert guessed.extra == {"Status": {"title": "Status"}}
    assert guessed.fixed == {"harm": "killed"}
    assert "'verified', 'disputed'" in guessed.questions[0]
    written = write_mapping("list", "list.csv", table, guessed)
    mapping = read_mapping(written, "list.toml")
    received = ListNow(table.columns, table.rows)
    assert asked_now(mapping, received) == (*guessed.questions[1:], guessed.questions[0])
    assert asked_now(mapping, received)[-1].startswith("the words of 'Status'")
    assert mapping.extra["status"].title == "Status"


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("civilian", "yes", "civilian"),
        ("victim/civilian", "no", "combatant"),
        ("Is civilian", "Yes", "civilian"),
        ("combatant", "yes", "combatant"),
        ("fighter", "no", "civilian"),
        ("مدني", "نعم", "civilian"),
        ("مدني", "لا", "combatant"),
        ("гражданский", "да", "civilian"),
        ("civil", "non", "combatant"),
        ("sivil", "evet", "civilian"),
        ("notes", "yes", ""),
        ("civilian", "perhaps", ""),
    ],
)
def test_yes_and_no_answer_what_the_heading_asks(heading: str, cell: str, code: str) -> None:
    assert translation(FieldType.CIVILIAN_STATUS, cell, heading) == code


def test_a_column_of_places_under_a_heading_of_dates_is_a_place() -> None:
    places = table_of("Full name;Last seen", "Rana;Harbour street", "Samir;Basatin")
    dates = table_of("Full name;Last seen", "Rana;2031-06-01", "Samir;June 2031")
    assert _guess(places).fields["place"] == ("Last seen",)
    assert _guess(places).fixed["harm"] == "killed"
    assert _guess(dates).fields["last_seen"] == ("Last seen",)
    assert _guess(dates).fixed["harm"] == "missing"


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        ("الكنية", ("العطار", "الحسن"), "family_name"),
        ("الكنية", ("أبو خالد", "أم وليد"), "other_name"),
        ("اللقب", ("السامرائي", "الجبوري"), "family_name"),
        ("اللقب", ("أبو خالد", "أبو علي", "الجبوري"), "other_name"),
    ],
)
def test_a_name_of_honour_is_no_family_name(
    heading: str, cells: tuple[str, ...], field: str
) -> None:
    lines = [f"رنا;وليد;{cell}" for cell in cells]
    guessed = _guess(table_of(f"الاسم;اسم الأب;{heading}", *lines))
    assert guessed.fields[field] == (heading,)
    if field == "family_name":
        assert guessed.fields["name"] == ("الاسم", "اسم الأب", heading)


@pytest.mark.parametrize(
    ("kind", "cells", "share"),
    [
        (FieldType.DATE, ("2031-06-01", "Basatin"), 0.5),
        (FieldType.DATE, ("03/04/2031", "unknown"), 1.0),
        (FieldType.AGE, ("12", "child", "Basatin", "Harbour"), 0.5),
        (FieldType.COUNT, ("12", "a dozen"), 1.0),
        (FieldType.SEX, ("ذكر", "אישה"), 1.0),
        (FieldType.SEX, ("unknown", ""), 0),
        (FieldType.TEXT, ("12",), 0),
    ],
)
def test_the_share_of_cells_that_a_field_understands(
    kind: FieldType, cells: tuple[str, ...], share: float
) -> None:
    (column,) = look_at(table_of("x", *cells))
    assert share_understood(kind, column) == share
    assert holds(kind, column) == (share >= MOST)
    assert not is_doubtful(kind, column)


@pytest.mark.parametrize(
    ("heading", "lines", "key"),
    [
        ("Full name;Status", ("Rana;civilian", "Samir;combatant"), ()),
        ("Full name;Presunto responsable", ("Rana;Army", "Samir;Guerrilla"), ()),
        ("Full name;reading", ("Rana;35.95", "Samir;35.96"), ()),
        ("Full name;entered", ("Rana;2031-06-01", "Samir;2031-06-02"), ()),
        ("Full name;file mark", ("Rana;F-001", "Samir;F-002"), ("file mark",)),
        (
            "victim_id;Full name",
            ("V1;Rana", "V2;Samir", "V3;Lina", "V3;Omar", "V4;Huda"),
            ("victim_id",),
        ),
        (
            "family id;Full name",
            ("7;Rana", "8;Samir", "9;Lina", "9;Omar", "10;Huda"),
            (),
        ),
    ],
)
def test_a_key_is_nearly_unique_and_no_code_measure_or_date(
    heading: str, lines: tuple[str, ...], key: tuple[str, ...]
) -> None:
    assert _guess(table_of(heading, *lines)).key == key


def test_every_understood_word_of_a_long_column_is_translated() -> None:
    words = [f"word{number}" for number in range(20)]
    lines = [f"Rana {word};{word}" for word in words] + ["Samir;ذكر"]
    table = table_of("Full name;Sex", *lines)
    written = write_mapping("list", "list.csv", table, _guess(table))
    assert '"ذكر" = "male"' in written


@pytest.mark.parametrize(
    ("heading", "cells", "codes"),
    [
        ("Sexo", ("H", "M"), {"H": "male", "M": "female"}),
        ("Sexo", ("M", "F"), {"M": "male", "F": "female"}),
        ("Sexo", ("V", "M"), {"V": "male", "M": "female"}),
        ("Sexe", ("H", "F"), {"H": "male", "F": "female"}),
        ("Geschlecht", ("m", "w"), {"m": "male", "w": "female"}),
        ("Cinsiyet", ("E", "K"), {"E": "male", "K": "female"}),
        ("Пол", ("м", "ж"), {"м": "male", "ж": "female"}),
        ("Стать", ("ч", "ж"), {"ч": "male", "ж": "female"}),
        ("מין", ("ז", "נ"), {"ז": "male", "נ": "female"}),
        ("الجنس", ("ذ", "أ"), {"ذ": "male", "أ": "female"}),
    ],
)
def test_letters_for_the_sexes_mean_what_they_mean_beside_each_other(
    heading: str, cells: tuple[str, str], codes: dict[str, str]
) -> None:
    table = table_of(f"Full name;{heading}", *(f"Person {cell};{cell}" for cell in cells))
    mapping = read_mapping(write_mapping("list", "list.csv", table, _guess(table)), "list.toml")
    assert mapping.fields["sex"].values == codes


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        (FieldType.HARM, "Died under torture", "killed"),
        (FieldType.HARM, "killed by a sniper", "killed"),
        (FieldType.HARM, "not killed", ""),
        (FieldType.HARM, "injured, later killed", ""),
        (FieldType.HARM, "father killed", ""),
        (FieldType.CAUSE_OF_DEATH, "Explosión de mina antipersonal", "planted_explosives_uxo"),
        (FieldType.CAUSE_OF_DEATH, "Herida por arma de fuego", "small_arms_light_weapons"),
        (FieldType.CAUSE_OF_DEATH, "شظايا قذيفة هاون", "heavy_weapons_explosive_munitions"),
        (FieldType.CAUSE_OF_DEATH, "drowned", ""),
    ],
)
def test_words_of_a_code_are_known_among_others_unless_something_is_denied(
    kind: FieldType, cell: str, code: str
) -> None:
    assert translation(kind, cell) == code


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        (FieldType.APPARENT_CAUSE, "شظايا", "fragmentation"),
        (FieldType.APPARENT_CAUSE, "Signs of execution", "execution_signs"),
        (FieldType.CONDITIONS, "متفحم", "burnt_charred"),
        (FieldType.CONDITIONS, "مختلط", "commingled"),
        (FieldType.CONDITIONS, "blue", ""),
    ],
)
def test_the_labels_that_forms_and_pages_show_mean_their_codes(
    kind: FieldType, cell: str, code: str
) -> None:
    assert translation(kind, cell) == code


def test_each_condition_in_a_cell_is_translated() -> None:
    table = table_of(
        "الرمز;تاريخ الانتشال;الحالة", "K-1;2032-03-02;كامل، متحلل", "K-2;2032-03-02;جزء"
    )
    guessed = _guess(table)
    assert guessed.fields["condition"] == ("الحالة",)
    text = write_mapping("bodies", "bodies.csv", table, guessed)
    mapping = read_mapping(text, "bodies.toml")
    assert dict(mapping.fields["condition"].values) == {
        "كامل": "complete",
        "متحلل": "advanced_decomposition",
        "جزء": "body_part",
    }


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("Sex (1=M 2=F)", "2", "female"),
        ("Sex (1=male, 2=female)", "1", "male"),
        ("الجنس (1-ذكر 2-أنثى)", "٢", "female"),
        ("جنسیت (۱=مرد ۲=زن)", "1", "male"),
        ("Sexo 1: hombre; 2: mujer", "1", "male"),
        ("Sexe [1=homme|2=femme]", "2", "female"),
        ("Geschlecht 1=m 2=w", "2", "female"),
        ("Cinsiyet (1: erkek, 2: kadın)", "2", "female"),
        ("Стать (1 - ч, 2 - ж)", "2", "female"),
        ("Пол (1=м; 2=ж; 9=неизвестно)", "9", "unknown"),
        ("מין (1=ז 2=נ)", "1", "male"),
        ("Sex (1=M, 2=F, 9=Unk)", "9", "unknown"),
        ("Sex (1=M 2=F 3=nk)", "3", "unknown"),
        ("Sex (1=M 2=F)", "3", ""),
        ("Sex", "1", ""),
    ],
)
def test_a_heading_explains_its_codes(heading: str, cell: str, code: str) -> None:
    assert translation(FieldType.SEX, cell, heading) == code
