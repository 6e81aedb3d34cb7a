"""What a file's columns are guessed to mean: kinds, headings in twelve languages, names, keys."""

import pytest

from guessed_lists import guess_of, table_of
from sijill.model.limits import LONGEST_LOOKED_AT
from sijill.model.records.fields import FIELDS
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.headings.fields import headings_of
from sijill.sources.guessing.incident_links import GuessedList, link_to_incidents
from sijill.sources.guessing.mapping_text import write_mapping
from sijill.sources.guessing.proposal import Guess, guess
from sijill.sources.guessing.words import plain_heading, read_list, read_words
from sijill.sources.tables.table import Row, Table
from sijill.sources.toml_files import read_mapping


def _guess(heading: str, *lines: str) -> Guess:
    filled = lines or (";".join("x" for _ in heading.split(";")),)
    return guess_of(heading, *filled)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("event_id_cnty;event_date;sub_event_type;fatalities", RecordKind.INCIDENT),
        ("id;date_start;best;high;low;deaths_civilians;type_of_violence", RecordKind.INCIDENT),
        ("eventid;iyear;imonth;iday;nkill;gname", RecordKind.INCIDENT),
        ("id;type;date;date_unixtime;from;from_id;text", RecordKind.REPORT),
        ("code;date;civ_killed_min;civ_killed_max;grading", RecordKind.INCIDENT),
        ("IBC code;Start date;Reported minimum;Reported maximum", RecordKind.INCIDENT),
        ("name;age;age_group;name_local", RecordKind.PERSON),
        ("IBC code;Name or Identifying Details;Age;Sex", RecordKind.PERSON),
        ("id;name_ar;dob;sex", RecordKind.PERSON),
        ("belligerent;belligerent_assessment;belligerent_term", RecordKind.DETERMINATION),
        ("belligerent;incident;assessment;deaths_conceded;date", RecordKind.DETERMINATION),
        ("tag;date recovered;sex;age;found at;buried at", RecordKind.REMAINS),
        ("outlet;date;sentence;figure", RecordKind.COUNT),
        ("pseudonym;interview date;account;consent to publish", RecordKind.TESTIMONY),
        ("hazard type;status;date reported;clearance date", RecordKind.HAZARD),
        ("publisher;post date;post text;page title;language", RecordKind.REPORT),
        ("strike number;date;munitions dropped;target", RecordKind.STRIKE),
        ("site;damage class;sensor date;lat;lon", RecordKind.DAMAGE),
        ("name;age;date of death;archive url;source name", RecordKind.PERSON),
        ("code;date;killed min;killed max;damage;archive url", RecordKind.INCIDENT),
        ("الاسم;العمر;الجنس;تاريخ الاستشهاد", RecordKind.PERSON),
        ("رقم الجثة;تاريخ الانتشال;مكان الدفن", RecordKind.REMAINS),
        ("التاريخ;المكان;عدد القتلى;عدد الجرحى", RecordKind.INCIDENT),
        ("Nom;Prénom;Date du décès", RecordKind.PERSON),
        ("Fecha;Lugar;Número de muertos", RecordKind.INCIDENT),
        ("Фамилия;Имя;Отчество;Дата гибели", RecordKind.PERSON),
    ],
)
def test_a_list_is_recognised_by_its_headings(heading: str, kind: RecordKind) -> None:
    guessed = _guess(heading)
    assert guessed.kind is kind, guessed.reason
    assert guessed.reason


@pytest.mark.parametrize(
    "heading",
    [
        "event_id_cnty;event_date;sub_event_type;fatalities",
        "id;date_start;best;high;low;type_of_violence",
        "eventid;iyear;nkill;gname",
        "date;location;strike type;killed",
        "date;event type;number of dead",
        "Datum;Ort;Anzahl der Toten",
        "التاريخ;المكان;عدد القتلى",
        "Дата;Место;Число погибших",
    ],
)
def test_a_number_of_dead_of_whom_nothing_is_said_is_not_of_civilians(heading: str) -> None:
    guessed = _guess(heading)
    assert guessed.kind is RecordKind.INCIDENT
    assert "people_killed_min" in guessed.fields
    assert not [field for field in guessed.fields if field.startswith("civilians_killed")]


def test_the_civilians_that_ucdp_counts_apart_are_civilians_and_the_rest_is_not() -> None:
    guessed = _guess("id;date_start;best;high;low;deaths_civilians;type_of_violence")
    assert guessed.fields["civilians_killed_min"] == ("deaths_civilians",)
    assert guessed.fields["people_killed_max"] == ("high",)
    assert "best" in guessed.extra
    assert "fighters included" in guessed.caution


PERSON_HEADINGS = {
    "en": "Full name;Sex;Age;Date of birth;Date of death;Place of death;National ID",
    "ar": "الاسم الكامل;الجنس;العمر;تاريخ الميلاد;تاريخ الوفاة;مكان الوفاة;رقم الهوية",
    "fa": "نام و نام خانوادگی;جنسیت;سن;تاریخ تولد;تاریخ فوت;محل فوت;کد ملی",
    "ku": "ناوی تەواو;ڕەگەز;تەمەن;لەدایکبوون;ڕێککەوتی مردن;شوێنی مردن;ژمارەی ناسنامە",
    "fr": "Nom complet;Sexe;Âge;Date de naissance;Date du décès;Lieu du décès;Carte d'identité",
    "es": "Nombre completo;Sexo;Edad;Fecha de nacimiento;Fecha de muerte;Lugar de muerte;Cédula",
    "pt": "Nome completo;Sexo;Idade;Data de nascimento;Data da morte;Local da morte;Passaporte",
    "de": "Vollständiger Name;Geschlecht;Alter;Geburtsdatum;Todesdatum;Sterbeort;Ausweisnummer",
    "tr": "Ad Soyad;Cinsiyet;Yaş;Doğum tarihi;Ölüm tarihi;Ölüm yeri;TC Kimlik No",
    "ru": "ФИО;Пол;Возраст;Дата рождения;Дата смерти;Место смерти;Паспорт",
    "uk": "ПІБ;Стать;Вік;Дата народження;Дата загибелі;Місце загибелі;Номер паспорта",
    "he": "שם מלא;מין;גיל;תאריך לידה;תאריך פטירה;מקום הפטירה;תעודת זהות",
}


@pytest.mark.parametrize(
    "heading",
    [
        "Date;Village;Nbre de morts",
        "Fecha;Vereda;Cant. de muertos",
        "Data;Aldeia;Qtd. de mortos",
        "Дата;Село;Кол-во погибших",
        "Дата;Село;К-сть загиблих",
    ],
)
def test_number_may_be_shortened_in_a_heading(heading: str) -> None:
    found = _guess(heading, "2031-06-03;Basatin;4", "2031-06-05;Nahr;2")
    assert found.kind is RecordKind.INCIDENT
    assert found.fields["people_killed_min"] == (heading.rsplit(";", maxsplit=1)[-1],)


@pytest.mark.parametrize("language", PERSON_HEADINGS)
def test_the_headings_of_people_are_known_in_twelve_languages(language: str) -> None:
    heading = PERSON_HEADINGS[language]
    guessed = _guess(heading)
    fields = ("name", "sex", "age", "date_of_birth", "died", "place", "identity_number")
    assert guessed.kind is RecordKind.PERSON
    expected = dict(zip(fields, heading.split(";"), strict=True))
    assert {field: guessed.fields.get(field) for field in fields} == {
        field: (column,) for field, column in expected.items()
    }


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Victim details/Age (years)", "age"),
        ("group_victim/Sex", "sex"),
        ("Age of the victim", "age"),
        ("DATE_OF_DEATH", "died"),
        ("Place of death/_GPS_latitude", "latitude"),
        ("victim.nationality", "nationality"),
        ("Mother's name", "mother_name"),
        ("سن قربانی", "age"),
    ],
)
def test_groups_brackets_and_subjects_around_a_heading_do_not_hide_it(
    heading: str, field: str
) -> None:
    assert _guess(f"Full name;{heading}").fields[field] == (heading,)


@pytest.mark.parametrize(
    ("heading", "line", "name"),
    [
        ("First name;Last name", "Rana;Attar", ("First name", "Last name")),
        ("LNAME;FNAME;MNAME", "ATTAR;RANA;W", ("FNAME", "MNAME", "LNAME")),
        ("Name;Surname", "Rana;Attar", ("Name", "Surname")),
        ("Nom;Prénom", "Martin;Anne", ("Prénom", "Nom")),
        ("Nachname;Vorname", "Kranz;Ida", ("Vorname", "Nachname")),
        ("Apellidos;Nombres", "Luna Sol;Ana", ("Nombres", "Apellidos")),
        ("Фамилия;Имя;Отчество", "Ким;Анна;Ли", ("Имя", "Отчество", "Фамилия")),
        ("Прізвище;Ім'я", "Коваль;Олена", ("Ім'я", "Прізвище")),
        ("Soyadı;Adı", "Kaya;Elif", ("Adı", "Soyadı")),
        ("שם פרטי;שם משפחה", "רות;לוי", ("שם פרטי", "שם משפחה")),
        (
            "الاسم الأول;اسم الأب;اسم الجد;اسم العائلة",
            "رنا;وليد;سعيد;العطار",
            ("الاسم الأول", "اسم الأب", "اسم الجد", "اسم العائلة"),
        ),
        ("First name;Last name;Father", "Ana;Luna;Juan Luna Paz", ("First name", "Last name")),
    ],
)
def test_several_columns_make_one_name(heading: str, line: str, name: tuple[str, ...]) -> None:
    assert _guess(heading, line).fields["name"] == name


def test_an_empty_column_of_names_gives_way_to_a_filled_one() -> None:
    guessed = _guess("name_en;name_ar;age", ";رنا العطار;12", ";خالد العطار;40")
    assert guessed.fields["name"] == ("name_ar",)


@pytest.mark.parametrize(
    "heading",
    [
        "phonenumber",
        "Witness phone",
        "Respondent name",
        "Address of respondent",
        "Mobile",
        "WhatsApp",
        "_submitted_by",
        "deviceid",
        "Email address",
        "Contact",
        "رقم الهاتف",
        "رقم الجوال",
        "اسم الشاهد",
        "اسم المبلغ",
        "شماره تلفن",
        "ژمارەی تەلەفۆن",
        "Téléphone",
        "Nom du témoin",
        "Teléfono del testigo",
        "Telefone",
        "Telefonnummer",
        "Name des Zeugen",
        "Tanık adı",
        "Телефон",
        "Имя свидетеля",
        "Телефон свідка",
        "טלפון",
    ],
)
def test_columns_about_those_who_speak_are_proposed_as_protected(heading: str) -> None:
    guessed = _guess(f"Full name;Date of death;{heading}")
    assert list(guessed.protected) == [heading]
    assert all(heading not in columns for columns in guessed.fields.values())


@pytest.mark.parametrize(
    "cells", [("+963 933 000 111", "+963 933 000 222"), ("a@b.example", "c@d.example")]
)
def test_cells_that_reach_somebody_are_protected_whatever_the_heading(
    cells: tuple[str, str],
) -> None:
    guessed = _guess("Full name;Q17", f"Rana;{cells[0]}", f"Samir;{cells[1]}")
    assert "look like" in guessed.protected["Q17"]


def test_dates_and_identity_numbers_are_no_telephone_numbers() -> None:
    guessed = _guess("Full name;Date of birth;National ID", "Rana;0000-00-00;0123456789")
    assert guessed.protected == {}


@pytest.mark.parametrize(
    ("heading", "line", "field"),
    [
        ("رقم البلاغ;الاسم;العمر;آخر مشاهدة", "1;نادر سليم;33;2031-09-10", "last_seen"),
        ("الرمز;تاريخ الانتشال;السبب حسب الشهود", "K-1;2032-03-02;قصف", "stated_cause"),
        (
            "body code;date recovered;cause according to witnesses",
            "1;2032-03-02;shot",
            "stated_cause",
        ),
    ],
)
def test_the_sight_of_somebody_and_a_cause_that_witnesses_state_are_no_witness(
    heading: str, line: str, field: str
) -> None:
    guessed = _guess(heading, line)
    assert guessed.protected == {}
    assert field in guessed.fields


def test_a_list_of_people_last_seen_is_one_of_the_missing() -> None:
    guessed = _guess("رقم البلاغ;الاسم;آخر مشاهدة", "1;نادر سليم;2031-09-10")
    assert guessed.fixed["harm"] == "missing"


def test_ground_is_known_by_the_codes_of_mines() -> None:
    guessed = _guess("id;type;status;geometry", 'A1;booby_trap;sha;{"type":"Point"}')
    assert guessed.kind is RecordKind.HAZARD


def test_what_a_witness_said_is_not_protected_as_the_witness_is() -> None:
    guessed = _guess("pseudonym;witness name;witness statement;interview date")
    assert list(guessed.protected) == ["witness name"]
    assert guessed.fields["account"] == ("witness statement",)


@pytest.mark.parametrize(
    ("heading", "lines", "key"),
    [
        ("id;name;age", ("1;Rana;12", "2;Samir;40"), ("id",)),
        ("الرقم;الاسم;العمر", ("١;رنا;12", "٢;سمير;40"), ("الرقم",)),
        ("name;age", ("Rana;12", "Samir;40"), ()),
        ("seq;order;name", ("1;1;Rana", "1;2;Samir", "2;1;Lina"), ("seq", "order")),
        ("id;name;age", ("7;Rana;12", "7;Samir;40", "8;Lina;9"), ()),
    ],
)
def test_the_key_is_what_names_every_row_and_never_a_name(
    heading: str, lines: tuple[str, ...], key: tuple[str, ...]
) -> None:
    assert _guess(heading, *lines).key == key


def test_a_list_that_says_nothing_maps_nothing() -> None:
    for heading in ("a;b;c", "code;url;notes", "damagesta;y;x"):
        assert _guess(heading).maps_nothing, heading


INCIDENTS = table_of(
    "code;date;location;killed_min", "T-1;2031-06-01;Basatin;2", "T-2;2031-06-02;Harbour;1"
)


@pytest.mark.parametrize(
    ("heading", "lines", "column"),
    [
        ("incident;name;age", ("T-1;Rana;12", "T-9;Samir;40"), "incident"),
        ("event id;name;age", ("t-1;Rana;12", "T-2;Samir;40"), "event id"),
        ("code;name;age", ("T-1;Rana;12", "T-1;Samir;40"), "code"),
        ("incident;name;age", ("A;Rana;12", "B;Samir;40"), None),
        ("code;name;age", ("P-1;Rana;12", "P-2;Samir;40"), None),
    ],
)
def test_a_column_is_tied_to_the_list_that_holds_its_incidents(
    heading: str, lines: tuple[str, ...], column: str | None
) -> None:
    people = table_of(heading, *lines)
    lists = [
        GuessedList(name, table, guess(look_at(table), table.rows))
        for name, table in (("incidents", INCIDENTS), ("people", people))
    ]
    reference = link_to_incidents(lists)[1].guess.reference
    assert (reference.column if reference else None) == column
    if reference:
        assert reference.source == "incidents"


@pytest.mark.parametrize("kind", list(RecordKind))
def test_every_field_that_has_headings_is_a_field_of_its_kind(kind: RecordKind) -> None:
    parts = {"given_name", "middle_name", "grandfather_name", "second_family_name"}
    written = set(read_words(f"headings/{kind.value}.toml"))
    assert written <= set(FIELDS[kind]) | parts
    assert set(headings_of(kind)) >= set(FIELDS[kind])


def test_every_field_of_a_known_export_exists_and_is_read_from_its_columns() -> None:
    for shape in read_list("shapes.toml", "shape"):
        if shape["kind"]:
            assert set(shape.get("fields", {})) <= set(FIELDS[RecordKind(shape["kind"])]), shape[
                "id"
            ]


def test_headings_stand_folded_once_in_each_list() -> None:
    for kind in (*RecordKind, "every_kind"):
        for field, languages in read_words(f"headings/{kind}.toml").items():
            for language, words in languages.items():
                assert isinstance(words, list)
                folded = [plain_heading(str(word)) for word in words]
                assert all(folded), (kind, field, language)


@pytest.mark.parametrize(
    "heading",
    [
        'Full "quoted" name;Age;Date of death',
        "Full name;Witness phone;Sex",
        "event_id_cnty;event_date;sub_event_type;fatalities;actor2",
        "id;name_ar;dob;sex",
        "الاسم;العمر;هاتف الشاهد",
        "Cause of death;Full name",
        "Full name;[key];columns = []",
        "Full name;x\nvault = [];\u2028y",
    ],
)
def test_a_guessed_mapping_can_be_read_as_it_is_written(heading: str) -> None:
    table = table_of(heading, ";".join("shelling" for _ in heading.split(";")))
    guessed = guess(look_at(table), table.rows)
    mapping = read_mapping(write_mapping("list", "list.csv", table, guessed), "list.toml")
    assert mapping.kind is guessed.kind
    assert {name: rule.reads for name, rule in mapping.fields.items()} == dict(guessed.fields)
    assert set(mapping.protected) == set(guessed.protected)


@pytest.mark.parametrize(
    ("heading", "extra"),
    [
        ("hazard_localid;status;latitude;longitude", {"status_2": "status"}),
        ("name;Status;status", {"status": "Status", "status_2": "status"}),
    ],
)
def test_a_column_that_is_kept_beside_has_a_name_of_its_own(
    heading: str, extra: dict[str, str]
) -> None:
    table = table_of(heading, ";".join("of no code" for _ in heading.split(";")))
    guessed = guess(look_at(table), table.rows)
    mapping = read_mapping(write_mapping("list", "list.csv", table, guessed), "list.toml")
    assert {name: one.column for name, one in mapping.extra.items()} == extra


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "date;total killed",
            "التاريخ;إجمالي الشهداء",
            "تاریخ;مجموع کشته‌ها",
            "date;total des morts",
        ),
        *("fecha;total de muertos", "data;total de mortos", "Datum;Tote insgesamt"),
        *("Tarih;toplam ölü", "Дата;всего погибло", "Дата;усього загинуло", "date;killed total"),
    ],
)
def test_totals_that_never_fall_hold_the_days_before(heading: str) -> None:
    columns = tuple(heading.split(";"))
    rows = tuple(
        Row(place + 2, dict(zip(columns, (f"2031-06-0{place + 1}", str(number)), strict=True)))
        for place, number in enumerate((100, 120, 150))
    )
    assert guess(look_at(Table(columns, rows)), rows).kind is RecordKind.COUNT


def test_the_missing_that_a_list_of_incidents_counts_have_a_number_of_their_own() -> None:
    proposed = _guess(
        "incident id;incident date;location;killed;missing persons", "A;2031-06-03;Quay;3;4"
    )
    assert proposed.fields["people_missing_min"] == ("missing persons",)
    known = _guess(
        "Incident ID;Incident Date;Location of Incident;Number of Dead;"
        "Minimum Estimated Number of Missing",
        "A;2031-06-03;off Quay;3;4",
    )
    assert known.fields["people_killed_min"] == ("Number of Dead",)
    assert known.fields["people_missing_min"] == ("Minimum Estimated Number of Missing",)
    assert not any("missing" in question for question in known.questions)


def test_names_of_districts_are_no_names_of_people() -> None:
    rows = (
        "2031-02-03;31;Hollin Park;IS-1;Rana;Attar",
        "2031-02-05;40;Sella Grove;IS-2;Samir;Fadl",
    )
    named = _guess("DATE;AGE;DISTRICT_NAME;ID;NAME_FIRST;NAME_LAST", *rows)
    assert named.fields["name"] == ("NAME_FIRST", "NAME_LAST")
    unnamed = _guess("Date of death;Age;District name", "2031-02-03;31;Rana Park")
    assert "name" not in unnamed.fields


def test_units_in_words_without_a_number_say_nothing_of_the_harm_of_a_row() -> None:
    """Before, each "deaths" was two deaths at least, and the numbers beside it were not read."""
    proposed = _guess(
        "date;country;estimate;type",
        "2031-01-16;Arden;38000;casualties",
        "2031-02-19;Arden;12000;deaths",
        "2031-03-02;Belmar;9000;deaths",
    )
    assert proposed.kind is None


def test_the_number_of_an_exhibit_is_its_code_and_that_of_the_case_is_not() -> None:
    proposed = _guess(
        "Exhibit No;Case No;Grave;Date exhumed;DNA result",
        "E-001;IT-9;G1;12.06.2031;unique profile",
        "E-002;IT-9;G1;13.06.2031;non-human",
    )
    assert proposed.fields["code"] == ("Exhibit No",)
    assert "DNA result" in proposed.fields["note"], "its words speak against a row"


def test_a_column_is_guessed_by_the_beginnings_of_its_longest_cells() -> None:
    column = look_at(table_of("no;note", f"1;{'a word ' * 100_000}", "2;a word"))[1]
    assert max(len(cell) for cell, _ in column.commonest) == LONGEST_LOOKED_AT
    assert (column.filled, column.different) == (2, 2)


GRADED = (
    "A;3 June 2031;Quay;1;2;Fair",
    "B;4 June 2031;Quay;2;2;Weak",
    "C;5 June 2031;Mill;3;4;Weak",
)


def test_grades_are_known_by_their_words_under_a_heading_that_says_nothing() -> None:
    proposed = _guess("id;date;location;killed min;killed max;Evaluation", *GRADED)
    assert proposed.fields["grade"] == ("Evaluation",)
    states = [line.replace("Fair", "confirmed").replace("Weak", "draft") for line in GRADED]
    proposed = _guess("id;date;location;killed min;killed max;Evaluation", *states)
    assert "grade" not in proposed.fields


def test_names_under_a_heading_for_the_killed_are_no_number() -> None:
    lines = ("A;3 June 2031;Quay;2;Samir Attar; Rana Attar", "B;4 June 2031;Quay;1;Lina Hallaq (7)")
    proposed = _guess(
        "id;date;location;civilians killed;Victims",
        *(line.replace("; Rana", ", Rana") for line in lines),
    )
    assert "people_killed_min" not in proposed.fields
    assert any("name people" in question for question in proposed.questions)
