"""What a new list is called."""

import pytest

from sijill.steps.case.starting.list_names import list_title, plain_id, source_id


@pytest.mark.parametrize(
    ("file", "source", "title"),
    [
        ("victims_of_june.csv", "victims-of-june", "Victims of june"),
        ("شهداء_المدينة.xlsx", "shhd-lmdynh", "شهداء المدينة"),
        ("загиблі 2031.csv.gz", "zahybli-2031", "Загиблі 2031"),
        ("Víctimas-año.ods", "victimas-ano", "Víctimas año"),
        ("Dead-list 2031-05.xlsx", "dead-list-2031-05", "Dead list 2031-05"),
        ("___.csv", "source", "___.csv"),
    ],
)
def test_a_list_has_a_plain_id_and_the_title_of_its_file(
    file: str, source: str, title: str
) -> None:
    assert source_id(file) == source
    assert list_title(file) == title


def test_an_id_is_short_and_ends_in_no_hyphen() -> None:
    assert plain_id("a" * 47 + " b" * 40) == "a" * 47
