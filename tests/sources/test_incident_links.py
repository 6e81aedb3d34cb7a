"""Which column of one list names the incidents of another."""

import pytest

from guessed_lists import guess_of, table_of
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.incident_links import GuessedList, link_to_incidents


def _list(source: str, heading: str, *lines: str) -> GuessedList:
    return GuessedList(source, table_of(heading, *lines), guess_of(heading, *lines))


CODES = ("17A", "17B", "18C")
NUMBERS = ("1", "2", "3")


def _reference(people_heading: str, codes: tuple[str, ...]) -> tuple[str, ...] | None:
    incidents = _list(
        "events",
        "uid;date;place;civilians killed",
        *(f"{code};2031-06-0{number};Basatin;2" for number, code in enumerate(codes, start=1)),
    )
    people = _list(
        "people",
        f"full name;{people_heading};age",
        *(f"Person {number};{code};30" for number, code in enumerate(codes)),
    )
    return link_to_incidents([incidents, people])[1].guess.fields.get("incident")


@pytest.mark.parametrize(
    "heading",
    [
        "event uid",
        "incident ref",
        "رقم الحادثة",
        "مرجع الحادثة",
        "شماره حادثه",
        "ژمارەی ڕووداو",
        "référence de l'incident",
        "Id del hecho",
        "Código do incidente",
        "Vorfall Nr",
        "Olay no",
        "Номер события",
        "Код події",
        "מספר אירוע",
        "attack id",
        "hejmara bûyerê",
    ],
)
@pytest.mark.parametrize("codes", [CODES, NUMBERS])
def test_a_column_whose_heading_says_so_names_incidents(
    heading: str, codes: tuple[str, ...]
) -> None:
    assert _reference(heading, codes) == (heading,)


def test_codes_of_letters_and_digits_are_enough() -> None:
    assert _reference("see", CODES) == ("see",)


def test_plain_numbers_agree_by_chance_and_are_not() -> None:
    assert _reference("floor", NUMBERS) is None


def test_headlines_that_name_incidents_are_reports_of_them_and_no_totals() -> None:
    incidents = _list(
        "events", "code;date;place;killed", "E-1;2031-06-03;Basatin;2", "E-2;2031-06-04;Mill;5"
    )
    news = (
        "Headline;Outlet;Published;URL;code",
        "Two killed in Basatin;Harbour Post;2031-06-04;https://example.org/1;E-1",
        "Six killed at the mill;Harbour Post;2031-06-05;https://example.org/2;E-2",
    )
    alone = link_to_incidents([_list("news", *news)])[0].guess
    beside = link_to_incidents([incidents, _list("news", *news)])[1].guess
    assert alone.kind is RecordKind.COUNT
    assert beside.kind is RecordKind.REPORT
    assert beside.fields["incident"] == ("code",)
    assert "names incidents of events" in beside.reason


@pytest.mark.parametrize(
    ("headings", "place"),
    [
        ("Governorate;District;Village", "Village"),
        ("المحافظة;المنطقة;القرية", "القرية"),
        ("область;район;село", "село"),
        ("Departamento;Municipio;Vereda", "Vereda"),
    ],
)
def test_the_place_is_the_narrowest_of_several(headings: str, place: str) -> None:
    areas = ";".join(("Upper Basin", "Basatin", "Hawra")[: headings.count(";") + 1])
    guessed = guess_of(f"code;date;{headings};killed", f"E-1;2031-06-03;{areas};2")
    assert guessed.fields["place"] == (place,)
