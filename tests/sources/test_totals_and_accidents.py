"""Totals of a period for an area are no incidents; accidents with mines are; marks say who died."""

import pytest

from guessed_lists import guess_of, table_of
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import Column, look_at
from sijill.sources.guessing.mapping_text import write_mapping
from sijill.sources.guessing.proposal import guess
from sijill.sources.guessing.protection import propose_protected


@pytest.mark.parametrize(
    "heading",
    [
        "Governorate;Year;Civilians killed",
        "Admin1;Month;Fatalities",
        "المحافظة;السنة;عدد القتلى المدنيين",
        "استان;سال;تعداد کشته شدگان",
        "پارێزگا;ساڵ;ژمارەی کوژراوان",
        "Région;Année;Civils tués",
        "Departamento;Año;Civiles muertos",
        "Província;Ano;Civis mortos",
        "Bundesland;Jahr;Getötete Zivilisten",
        "İl;Yıl;Ölen siviller",
        "Область;Год;Погибло гражданских",
        "Область;Рік;Загинуло цивільних",
        "מחוז;שנה;אזרחים הרוגים",
    ],
)
def test_totals_of_areas_are_statements_and_never_added(heading: str) -> None:
    guessed = guess_of(heading, "Basatin;2031;1800", "Rawabi;2031;900")
    assert guessed.kind is RecordKind.COUNT, guessed.reason
    assert "never added" in guessed.caution
    assert guessed.fields["value"] == (heading.split(";")[2],)


@pytest.mark.parametrize("heading", ["Village;Year;Civilians killed", "Place;Year;Killed"])
def test_villages_with_a_year_are_incidents(heading: str) -> None:
    guessed = guess_of(heading, "Basatin;2031;18", "Rawabi;2031;9")
    assert guessed.kind is RecordKind.INCIDENT


@pytest.mark.parametrize(
    "heading",
    [
        "Code;Accident date;Village;Device type;Killed;Injured",
        "رقم الحادث;تاريخ حادث اللغم;القرية;نوع اللغم;عدد القتلى;عدد الجرحى",
        "کد;تاریخ حادثه مین;روستا;نوع مین;کشته;زخمی",
        "Code;Date de l'accident;Village;Type d'engin;Tués;Blessés",
        "Código;Fecha del accidente;Vereda;Tipo de artefacto;Muertos;Heridos",
        "Código;Data do acidente;Aldeia;Tipo de engenho;Mortos;Feridos",
        "Code;Unfalldatum;Dorf;Art des Sprengkörpers;Getötete;Verletzte",
        "Kod;Kaza tarihi;Köy;Mayın türü;Ölü;Yaralı",
        "Код;Дата подрыва;Село;Тип мины;Погибло;Ранено",
        "Код;Дата підриву;Село;Тип боєприпасу;Загинуло;Поранено",
        "קוד;תאריך התאונה;כפר;סוג המוקש;הרוגים;פצועים",
    ],
)
def test_accidents_with_mines_keep_their_killed_and_injured(heading: str) -> None:
    guessed = guess_of(heading, "A1;2031-06-01;Basatin;mine;1;2")
    names = heading.split(";")
    assert guessed.kind is RecordKind.HAZARD, guessed.reason
    assert (guessed.fields["killed"], guessed.fields["injured"]) == ((names[4],), (names[5],))


def test_whoever_is_not_marked_as_killed_is_what_the_other_column_says() -> None:
    table = table_of("Name;Killed;Injured", "Rana;x;", "Samir;;x", "Lina;;x")
    guessed = guess(look_at(table), table.rows)
    assert guessed.values == {"harm": {"x | ": "killed", " | x": "injured"}}
    assert '" | x" = "injured"' in write_mapping("a", "a.csv", table, guessed)


@pytest.mark.parametrize(("last", "marks"), [("Lina;;", {}), ("Lina;x;x", {"x | x": "killed"})])
def test_marks_say_nothing_of_whoever_is_not_marked(last: str, marks: dict[str, str]) -> None:
    values = guess_of("Name;Killed;Injured", "Rana;x;", "Samir;;x", last).values
    assert values == {"harm": {"x | ": "killed", " | x": "injured"} | marks}


@pytest.mark.parametrize("heading", ["Fecha de la herida", "Date of the wound", "Дата ранения"])
def test_the_date_of_a_wound_is_no_date_of_death(heading: str) -> None:
    guessed = guess_of(f"Full name;{heading}", "Rana Attar;2031-06-01")
    assert "died" not in guessed.fields
    assert guessed.fixed["harm"] == "injured"


@pytest.mark.parametrize(
    ("cells", "is_read"),
    [
        (("Child - Female", "Adult - Male"), True),
        (("niña", "mujer", "hombre"), True),
        (("Mujer", "Hombre"), False),
        (("female", "male"), False),
    ],
)
def test_a_column_of_sexes_that_says_child_says_ages(cells: tuple[str, ...], is_read: bool) -> None:  # noqa: FBT001
    guessed = guess_of("Full name;Sex", *(f"Person {cell};{cell}" for cell in cells))
    assert ("age_group" in guessed.fields) is is_read
    assert guessed.fields["sex"] == ("Sex",)


def test_a_second_column_of_names_is_another_name() -> None:
    guessed = guess_of("Name;Age;Name (2)", "Rana Attar;7;رنا العطار", "Samir Fadl;9;سمير فضل")
    assert guessed.fields["other_name"] == ("Name (2)",)
    assert "family_name" not in guessed.fields


def test_dates_are_no_telephone_numbers() -> None:
    column = Column("Поступил", 2, 2, (("03.03.2031", 1), ("04.03.2031", 1)))
    assert not propose_protected([column], RecordKind.PERSON)


def test_shares_with_many_digits_are_no_telephone_numbers() -> None:
    shares = Column("college", 2, 2, (("0.168509509", 1), ("0.111402359", 1)))
    telephones = Column("line", 2, 2, (("0171 2345678", 1), ("0172.234.5678", 1)))
    assert set(propose_protected([shares, telephones], RecordKind.PERSON)) == {"line"}


@pytest.mark.parametrize(
    "heading",
    [
        "رواية الشاهد",
        "Relato del testigo",
        "Récit du témoin",
        "Bericht des Zeugen",
        "Tanık anlatımı",
        "Рассказ свидетеля",
        "Розповідь свідка",
        "Witness account",
    ],
)
def test_what_a_witness_said_is_the_account_and_who_it_was_is_protected(heading: str) -> None:
    columns = [Column(name, 1, 1, (("words", 1),)) for name in (heading, "Witness name")]
    assert set(propose_protected(columns, RecordKind.TESTIMONY)) == {"Witness name"}


@pytest.mark.parametrize(
    "heading",
    [
        "Outlet;Date;Headline;Claimed deaths",
        "الصحيفة;التاريخ;العنوان الرئيسي;عدد القتلى المزعوم",
        "روزنامه;تاریخ انتشار;تیتر;تعداد کشته اعلام شده",
        "Journal;Date;Citation;Nombre de morts avancé",
        "Periódico;Fecha;Titular;Cifra de muertos",
        "Jornal;Data;Manchete;Número de mortos alegado",
        "Zeitung;Datum;Schlagzeile;Behauptete Zahl der Toten",
        "Gazete;Tarih;Haber başlığı;İddia edilen ölü sayısı",
        "Газета;Дата;Заголовок;Заявленное число погибших",
        "Газета;Дата;Заголовок;Заявлене число загиблих",
        "עיתון;תאריך;כותרת;מספר הרוגים שדווחו",
    ],
)
def test_an_outlet_a_headline_and_a_number_are_a_claim(heading: str) -> None:
    guessed = guess_of(heading, "Lantern;2031-06-01;Many dead in Basatin;1800")
    names = heading.split(";")
    assert guessed.kind is RecordKind.COUNT, guessed.reason
    assert guessed.fields["value"] == (names[3],)
    assert guessed.fields["sentence"] == (names[2],)


def test_incidents_with_the_outlet_that_told_of_them_stay_incidents() -> None:
    guessed = guess_of(
        "Date;Place;Killed;Newspaper;Headline", "2031-06-01;Basatin;4;Lantern;Four dead"
    )
    assert guessed.kind is RecordKind.INCIDENT


@pytest.mark.parametrize(
    "heading",
    [
        "Child name",
        "Full name of missing person",
        "اسم الطفل",
        "Nom de l'enfant",
        "Name des Kindes",
        "Nombre de la persona",
        "Nome da criança",
        "Çocuğun adı",
        "Имя ребенка",
        "Ім'я дитини",
        "שם הילד",
        "نام کودک",
        "ناوی منداڵ",
        "Navê zarokê",
        "Name as told",
    ],
)
def test_the_only_column_that_holds_names_is_taken_for_them(heading: str) -> None:
    guessed = guess_of(f"No;{heading};Age;Date of death", "1;Rana Attar;7;2031-06-01")
    assert guessed.fields.get("name") == (heading,)


def test_a_list_of_people_without_names_says_so() -> None:
    guessed = guess_of("No;Age;Sex;Date of death", "1;7;f;2031-06-01", "2;8;m;2031-06-01")
    assert any("no column is taken for names" in question for question in guessed.questions)


@pytest.mark.parametrize(
    "lines",
    [
        ("State;Killed;Injured", "Upper Basin;830;2100", "Lower Basin;1100;3000"),
        ("Age group;Killed", "0-17;120", "18-59;400", "60+;80"),
        ("Perpetrator;Killed", "Northern Command;400", "East Brigade;200"),
        ("Type of weapon;Sex;Killed", "Mine;Men;40", "Mine;Women;20", "Shell;Men;9"),
        ("Source;Killed", "Harbour Post;600", "The ministry;700"),
        ("Ville;Morts", "Basatin;30", "Hawra;12"),
        ("المحافظة;عدد القتلى", "حلب;400", "إدلب;300"),
    ],
)
def test_a_row_of_a_group_without_day_or_code_is_no_incident(lines: tuple[str, ...]) -> None:
    guessed = guess_of(*lines)
    assert guessed.kind is RecordKind.COUNT
    assert "totals of groups without a day" in guessed.reason
    assert "no column has days or codes" in guessed.caution


@pytest.mark.parametrize(
    "lines",
    [
        ("Date;State;Killed", "2031-06-03;Upper Basin;3", "2031-06-04;Lower Basin;5"),
        ("Code;State;Killed", "E-1;Upper Basin;3", "E-2;Lower Basin;5"),
        ("State;Killed", "Upper Basin;3", "Upper Basin;5"),
        ("Massacre;Killed", "The mill;30", "The quarry;12"),
        ("Family;Number killed", "Attar;3", "Hallaq;5"),
        ("Place;What happened;Killed", *(f"Mill {n};{'a shell fell ' * 4};3" for n in (1, 2))),
    ],
)
def test_what_has_a_day_a_code_a_text_or_a_group_twice_is_of_incidents(
    lines: tuple[str, ...],
) -> None:
    assert guess_of(*lines).kind is RecordKind.INCIDENT


def test_the_sentence_of_a_court_is_no_statement_of_a_number() -> None:
    guessed = guess_of("Name;Sentence;Executed", "Rana Attar;death;yes", "Samir Hallaq;15 years;no")
    assert guessed.kind is RecordKind.PERSON
    assert guessed.fields["name"] == ("Name",)
