"""What became of the people of a list: killed, wounded, held, released. Only the dead are dead."""

import pytest

from guessed_lists import guess_of
from sijill.model.records.fields import FieldType
from sijill.sources.guessing.code_words import translation

WORDS = {
    "alive": "Released|survived|found alive|مفرج عنه|ناجية|على قيد الحياة|زنده|آزاد شده|زیندوو"
    "|ئازادکراو|zindî|libérée|rescapé|liberada|con vida|libertado|freigelassen|überlebt"
    "|serbest bırakıldı|hayatta|освобождена|найден живым|звільнений|живий|שוחרר|בחיים",
    "detained": "in captivity|still detained|hostage|قيد الاعتقال|أسير|زندانی|دیل|girtî|détenue"
    "|otage|preso|en cautiverio|detido|in Haft|tutuklu|в плену|под стражей|у полоні|חטוף|שבוי",
    "killed": "Died in prison|توفي تحت التعذيب|killed injured|wounded; dead|died in captivity",
    "injured": "hospitalised|تحت العلاج|بستری|hospitalisée|dado de alta|taburcu|госпитализирован",
}


@pytest.mark.parametrize(
    ("word", "code"), [(word, code) for code, words in WORDS.items() for word in words.split("|")]
)
def test_a_word_for_a_fate_is_translated(word: str, code: str) -> None:
    assert translation(FieldType.HARM, word) == code


@pytest.mark.parametrize(
    "cell", ["not alive", "killed or injured", "released, later killed", "wounded with his father"]
)
def test_words_that_say_two_things_or_deny_one_are_left_to_a_person(cell: str) -> None:
    assert translation(FieldType.HARM, cell) == ""


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Status", ("Killed", "Evacuated", "Relocated", "Relocated")),
        ("Current status", ("Released", "Missing", "Killed")),
        ("الوضع الحالي", ("مفرج عنه", "قيد الاعتقال", "توفي")),
        ("وضعیت فعلی", ("آزاد شده", "کشته شده")),
        ("Situation actuelle", ("libéré", "décédé")),
        ("Estado actual", ("liberada", "asesinado")),
        ("Situação atual", ("libertado", "morto")),
        ("Verbleib", ("freigelassen", "verstorben")),
        ("Son durumu", ("serbest", "öldü")),
        ("Текущий статус", ("освобожден", "погиб")),
        ("Поточний статус", ("звільнений", "загинув")),
        ("מצב נוכחי", ("שוחרר", "נהרג")),
        ("Where are they", ("released", "killed", "released", "missing")),
    ],
)
def test_a_column_of_fates_is_read_and_nobody_is_taken_for_dead(
    heading: str, cells: tuple[str, ...]
) -> None:
    lines = (f"Person {number};30;{cell}" for number, cell in enumerate(cells))
    guessed = guess_of(f"Full name;Age;{heading}", *lines)
    assert guessed.fields.get("harm") == (heading,)
    assert "harm" not in guessed.fixed


@pytest.mark.parametrize("heading", ["Fate of the mother", "Family status", "وضع العائلة"])
def test_the_fate_of_relatives_is_not_the_fate_of_the_person(heading: str) -> None:
    guessed = guess_of(f"Full name;Age;{heading}", "Rana;30;killed", "Samir;40;released")
    assert "harm" not in guessed.fields


@pytest.mark.parametrize(
    ("days", "fixed", "values"),
    [
        (("2031-06-01", "2031-06-02"), {"harm": "killed"}, {}),
        (("2031-06-01", ""), {}, {"harm": {"any day": "killed"}}),
    ],
)
def test_of_the_arrested_those_are_dead_who_have_a_date_of_death(
    days: tuple[str, str], fixed: dict[str, str], values: dict[str, dict[str, str]]
) -> None:
    lines = (f"Person {number};2030-01-01;{day}" for number, day in enumerate(days))
    guessed = guess_of("Full name;Date of arrest;Date of death", *lines)
    assert (guessed.fixed, guessed.values) == (fixed, values)


FATES_UNDER_OTHER_HEADINGS = {
    "a hospital's log": (
        "Patient Name;Mechanism;Disposition",
        (
            "Basil Amri;shelling;Died in OR|Rana Zayd;shelling;DOA|Nour Zayd;blast;Discharged"
            "|Omar Amri;gunshot;Admitted ICU|Huda Amri;blast;LAMA|Sami Zayd;blast;Transferred"
        ),
    ),
    "violations, one a row": (
        "full name;date of death;violation",
        (
            "Basil Amri;2031-06-03;killing|Rana Zayd;2031-06-04;torture"
            "|Nour Zayd;2031-06-05;disappearance|Omar Amri;2031-06-05;killing"
        ),
    ),
    "victims of mines": (
        "Name;Gender;Type of injury",
        "Basil Amri;male;Fatal|Rana Zayd;female;Amputation of leg|Nour Zayd;female;Eye injury",
    ),
    "an unknown heading": (
        "Full name;Date of death;Zzz",
        (
            "Basil Amri;2031-06-03;killed|Rana Zayd;;wounded|Nour Zayd;2031-06-05;killed"
            "|Omar Amri;;see file"
        ),
    ),
}


@pytest.mark.parametrize("name", FATES_UNDER_OTHER_HEADINGS)
def test_cells_that_are_fates_are_read_under_any_heading(name: str) -> None:
    heading, lines = FATES_UNDER_OTHER_HEADINGS[name]
    proposed = guess_of(heading, *lines.split("|"))
    assert proposed.fields["harm"] == (heading.split(";")[-1],)
    assert "harm" not in proposed.fixed, "nobody is killed because the list says nothing"


def test_a_column_that_nothing_reads_and_that_speaks_of_the_living_is_asked_about() -> None:
    proposed = guess_of(
        "Full name;Date of death;Zzz",
        "Basil Amri;2031-06-03;by the wall",
        "Rana Zayd;2031-06-04;in the yard",
        "Omar Amri;2031-06-05;at the gate",
        "Nour Zayd;2031-06-05;abducted",
    )
    assert proposed.fixed["harm"] == "killed"
    assert any("'Zzz'" in question and "'abducted'" in question for question in proposed.questions)


def test_a_date_with_a_time_is_no_time_of_day() -> None:
    proposed = guess_of(
        "Patient name;Age;Time;Disposition",
        "Basil Amri;30;2031-06-03 09:15;DOA",
        "Rana Zayd;20;2031-06-04 10:15;Discharged",
    )
    assert "time_of_day" not in proposed.fields


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Sentenced to death", "detained"),
        ("On death row", "detained"),
        ("محكوم عليه بالإعدام", "detained"),
        ("Condamnée à mort", "detained"),
        ("Приговорён к смертной казни", "detained"),
        ("Received death threats", "alive"),
        ("Attempted murder", "alive"),
        ("محاولة اغتيال", "alive"),
        ("Tentativa de homicídio", "alive"),
        ("Покушение на убийство", "alive"),
        ("Raptada", "missing"),
        ("Hallada sin vida", "killed"),
        ("Retrouvé sans vie", "killed"),
        ("Déplacée", "alive"),
        ("Executed", "killed"),
        ("Murder", "killed"),
    ],
)
def test_who_is_threatened_with_death_is_not_dead(cell: str, code: str) -> None:
    assert translation(FieldType.HARM, cell) == code


@pytest.mark.parametrize(
    "heading", ["Dead/Alive", "Alive or deceased", "Vivo/Muerto", "Жив/мертв", "حي أو ميت"]
)
def test_a_list_of_the_found_says_who_lives_and_is_no_list_of_remains(heading: str) -> None:
    guessed = guess_of(
        f"Name;Age;{heading};Date found",
        "Rana Haddad;30;dead;2021-05-14",
        "Omar Saleh;31;alive;2021-05-14",
        "Lina Sabbagh;8;missing;2021-05-15",
    )
    assert (guessed.kind, guessed.fields["harm"]) == ("person", (heading,))


@pytest.mark.parametrize("heading", ["Journalist", "اسم الصحفي", "Periodista", "Журналист"])
def test_journalists_and_what_befell_them_are_people(heading: str) -> None:
    guessed = guess_of(
        f"{heading};Outlet;Status;Date;City",
        "Rana Haddad;Radio Basatin;Killed;2021-05-14;Harbour",
        "Omar Saleh;The Basatin Post;Detained;2021-05-15;Harbour",
    )
    assert guessed.kind == "person"
    assert {"name", "harm", "place"} <= guessed.fields.keys()
