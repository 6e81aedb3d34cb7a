"""A day of death that says who died, in lists of people of whom some live."""

import pytest

from guessed_lists import guess_of, records_of
from sijill.model.codes import Harm
from sijill.model.records.record import PersonRecord


def _harms(heading: str, *lines: str) -> list[Harm]:
    return [one.harm for one in records_of(heading, *lines) if isinstance(one, PersonRecord)]


def test_of_the_missing_those_died_who_have_a_day_of_death() -> None:
    assert _harms(
        "Name;Missing since;Place;Date of death",
        "Basil Amri;2031-01-02;Karm;2031-03-04",
        "Rana Zayd;2031-01-02;Karm;",
        "Nour Zayd;2031-01-03;Dera;",
    ) == [Harm.KILLED, Harm.MISSING, Harm.MISSING]


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Patient;Admitted;Diagnosis;Date of death", "2031-01-02;shrapnel"),
        ("Name;Prison;Date of arrest;Executed on", "Karm;2031-01-02"),
        ("الاسم;السجن;تاريخ الاعتقال;تاريخ الوفاة", "كرم;2031-01-02"),
        ("Nombre;Cárcel;Fecha de detención;Fecha de muerte", "Karm;2031-01-02"),
    ],
)
def test_of_prisoners_and_patients_nothing_is_known_of_whoever_has_none(
    heading: str, line: str
) -> None:
    lines = (f"Basil Amri;{line};2031-03-04", f"Rana Zayd;{line};", f"Nour Zayd;{line};-")
    assert _harms(heading, *lines) == [Harm.KILLED, Harm.UNKNOWN, Harm.UNKNOWN]
    assert any(
        "is counted as killed, and nobody else" in one
        for one in guess_of(heading, *lines).questions
    )


def test_a_word_in_the_place_of_a_day_is_no_death() -> None:
    harms = _harms(
        "Name;Prison;Sentenced on;Executed on",
        "Basil Amri;Karm;2031-01-02;1410/03/04",
        "Rana Zayd;Karm;2031-01-02;stayed",
        "Nour Zayd;Karm;2031-01-02;May 2031",
        "Omar Zayd;Karm;2031-01-02;4 June 2031",
        "Huda Zayd;Karm;2031-01-02;5 June 2031",
    )
    assert harms == [Harm.KILLED, Harm.UNKNOWN, *[Harm.KILLED] * 3]


@pytest.mark.parametrize(
    ("heading", "last"),
    [
        ("Name;Age;Village;Date of death", "34;Karm"),
        ("Name;Age;Village;Killed on", "34;Karm"),
    ],
)
def test_in_a_list_of_the_dead_whoever_has_no_day_died_as_well(heading: str, last: str) -> None:
    lines = (f"Basil Amri;{last};2031-03-04", f"Rana Zayd;{last};", f"Nour Zayd;{last};")
    guessed = guess_of(heading, *lines)
    assert "harm" not in guessed.fields
    assert guessed.fixed == {"harm": "killed"}
