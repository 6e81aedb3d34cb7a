"""What a column of names shows of its order: one sentence, with numbers that add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.names import order
from sijill.language.names.order import name_order
from sijill.language.names.reading import read_name

CELLS = st.sampled_from(
    [
        *("DOE, JOHN", "Doe, Jane", "UNKNOWN, UNKNOWN", "فلان، الفلاني", "Salloum, Karim", ""),
        *("Karim Salloum", "unknown", "Haddad, Omar Ali", "Rana Hadi, martyr", "Male, Unknown"),
    ]
)


@given(st.lists(CELLS, max_size=8))
def test_never_more_names_have_a_comma_than_there_are(cells: list[str]) -> None:
    reason = name_order(cells).reason
    if " of " in reason:
        with_comma, _, rest = reason.partition(" of ")
        assert int(with_comma) <= int(rest.split()[0])


@pytest.mark.parametrize(
    ("cells", "reason", "shown"),
    [
        (
            ["DOE, JOHN", "Salloum, Karim", "Haddad, Omar"],
            "2 of 2 names have a comma behind their first part",
            True,
        ),
        (["UNKNOWN, MALE", "Haddad, Omar"], "its one name has a comma behind its first part", True),
        (["DOE, JOHN", "unknown"], "no name has a comma behind its first part", None),
        (
            ["Karim Salloum", "Rima Hadi", "Haddad, Omar"],
            "1 of 3 names have a comma behind their first part",
            None,
        ),
    ],
)
def test_placeholders_are_no_names_of_the_column(
    cells: list[str], reason: str, shown: object
) -> None:
    assert (name_order(cells).reason, name_order(cells).comma_after_family) == (reason, shown)


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("Коваленко Олександр Васильович", "Олександр", "Коваленко"),
        ("Шевчук Марія Іванівна", "Марія", "Шевчук"),
        ("Олександр Васильович Коваленко", "Олександр", "Коваленко"),
        ("Петрова Анна Ильинична", "Анна", "Петрова"),
        ("KOVALENKO Oleksandr Vasylovych", "Oleksandr", "KOVALENKO"),
        ("Александр Сергеевич Рабинович", "Александр", "Рабинович"),
        ("Бондар І. П.", "І", "Бондар"),
        ("І. П. Бондар", "І", "Бондар"),
        ("Ahmad Ali Saleh", "Ahmad", "Saleh"),
        ("Rojas M. C.", "Rojas", "C"),
    ],
)
def test_a_patronymic_shows_where_the_family_name_stands(
    text: str, given: str, family: str
) -> None:
    name = read_name(text)
    assert name.written == text
    assert name.given is not None
    assert name.family is not None
    assert (name.given.written, name.family.written) == (given, family)


def test_a_column_without_commas_is_not_read_for_their_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def names_nobody(name: str) -> bool:
        read.append(name)
        return False

    monkeypatch.setattr(order, "names_nobody", names_nobody)
    plain = [f"Karim Salloum {number}" for number in range(50)]
    assert name_order(plain).comma_after_family is None
    assert read == []
    assert name_order([*plain, "Haddad, Omar", "DOE, JOHN"]).comma_after_family is None
    assert len(read) == len(plain) + 4
