"""Lists in Indonesian, Swahili, Burmese, Tagalog and Somali; calendars that are not read."""

from datetime import date

import pytest

from guessed_lists import guess_of
from sijill.language.ages import read_age
from sijill.language.dates import read_date
from sijill.model.records.fields import FieldType
from sijill.model.values.dates import DateInterval
from sijill.sources.guessing.code_words import letters_for_sex, translation


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        (
            "Nama Lengkap;Usia;Jenis Kelamin;Tgl Meninggal;Desa",
            "Wayan Suteja;34 tahun;P;27/03/2021;Sari",
        ),
        ("Jina;Umri;Jinsia;Tarehe ya kifo;Kijiji", "Baraka Otieno;miaka 34;Ke;27/03/2021;Mtoni"),
        (
            "Pangalan;Edad;Kasarian;Petsa ng pagkamatay;Bayan",
            "Isko Dalisay;34;Babae;27/03/2021;Ilog",
        ),
        ("Magaca;Da'da;Jinsiga;Taariikhda geerida;Degmada", "Axmed Nuur;34;Lab;27/03/2021;Webi"),
        ("အမည်;အသက်;ကျား/မ;သေဆုံးသည့်ရက်စွဲ;ကျေးရွာ", "မောင်မောင်;၃၄;မ;၂၇/၀၃/၂၀၂၁;ရွာသစ်"),
        ("Prezime i ime;Starost;Spol;Datum pogibije;Mjesto", "Hodža Ana;34;žensko;12.07.1993;Lug"),
        ("Име и презиме;Старост;Пол;Датум смрти;Место", "Ана Ковач;34;жена;12.07.1993;Луг"),
        ("नाम;आयु;लिंग;मृत्यु की तिथि;स्थान", "सीता देवी;34;महिला;27/03/2021;बस्तर"),
        ("ชื่อ-นามสกุล;อายุ;เพศ;วันที่เสียชีวิต;จังหวัด", "สมชาย ใจดี;34;ชาย;27/03/2021;ยะลา"),
    ],
)
def test_a_list_of_people_is_understood(heading: str, line: str) -> None:
    guessed = guess_of(heading, line)
    columns = heading.split(";")
    assert guessed.kind == "person"
    expected = dict(zip(("name", "age", "sex", "died", "place"), columns, strict=True))
    assert {field: guessed.fields[field][0] for field in expected} == expected


@pytest.mark.parametrize(
    "heading",
    [
        "Tanggal;Lokasi;Korban meninggal;Korban luka",
        "Tarehe;Mahali;Waliouawa;Majeruhi",
        "Datum;Mjesto;Poginuli;Ranjeni",
        "Датум;Место;Број погинулих;Број рањених",
        "दिनांक;जिला;मृतकों की संख्या;घायल",
        "วันที่;สถานที่;ผู้เสียชีวิต (ราย);ผู้บาดเจ็บ (ราย)",
        "ရက်စွဲ;မြို့နယ်;သေဆုံးသူ;ဒဏ်ရာရသူ",
        "Taariikh;Goob;Dhimasho;Dhaawac",
        "ቀን (እ.ኤ.አ);ቦታ;የሞቱ;የቆሰሉ",
    ],
)
def test_a_list_of_incidents_is_understood(heading: str) -> None:
    guessed = guess_of(heading, "27/03/2021;Mtoni;3;5")
    assert guessed.kind == "incident"
    assert {"happened", "place", "people_killed_min", "people_injured_min"} <= guessed.fields.keys()


def test_days_under_a_heading_in_ethiopic_letters_may_be_of_a_calendar_that_is_not_read() -> None:
    guessed = guess_of("ስም;ቀን;ሁኔታ", "ሃይለ ገብረ;13/03/2013;የሞተ", "ለተ ኪዳነ;19/03/2013;የቆሰለች")
    assert "died" not in guessed.fields
    assert guessed.fields["harm"] == ("ሁኔታ",)
    assert any("'ቀን' may hold days of a calendar" in question for question in guessed.questions)
    from_software = guess_of("ስም;ቀን;ሁኔታ", "ሃይለ ገብረ;2021-03-13;የሞተ", "ለተ ኪዳነ;2021-03-19;የቆሰለች")
    assert from_software.fields["died"] == ("ቀን",)


def test_letters_for_the_sexes_mean_something_only_beside_each_other() -> None:
    assert letters_for_sex(["L", "P", "P"], "L/P") == {"l": "male", "p": "female"}
    assert letters_for_sex(["Me", "Ke"], "Jinsia") == {"me": "male", "ke": "female"}
    assert letters_for_sex(["P", "P"], "Sex") == {}
    assert letters_for_sex(["L", "P", "M", "F"], "Sex") == {}
    assert translation(FieldType.SEX, "P") == translation(FieldType.SEX, "L") == ""


@pytest.mark.parametrize("cell", ["34 tahun", "usia 34", "miaka 34", "umri wa miaka 34", "34 ዓመት"])
def test_ages_with_their_unit(cell: str) -> None:
    assert read_age(cell) in (read_age("34"), read_age("34 years"))


@pytest.mark.parametrize(
    ("cell", "iso"), [("27 Maret 2021", "2021-03-27"), ("3 Agosti 2021", "2021-08-03")]
)
def test_months_have_their_names(cell: str, iso: str) -> None:
    assert read_date(cell) == DateInterval.on(date.fromisoformat(iso))


@pytest.mark.parametrize(
    "heading",
    ["Date of death (E.C.)", "Death date, Ethiopian calendar", "Date of death (Bikram Sambat)"],
)
def test_a_calendar_that_is_not_read_gives_no_dates(heading: str) -> None:
    """6/11/2013 of the Ethiopian calendar was the sixth of November 2013 in silence."""
    guessed = guess_of(f"Name;Age;{heading};Village", "Abeba Girma;34;06/11/2013;Kuas")
    assert guessed.kind == "person"
    assert heading not in [column for columns in guessed.fields.values() for column in columns]
