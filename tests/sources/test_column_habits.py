"""How a column writes, decided from all its cells."""

import pytest

from sijill.model.records.record import IncidentRecord, Locator, PersonRecord, RecordKind
from sijill.model.values.counts import CountRange
from sijill.model.values.names import NameStatus
from sijill.sources.column_habits import column_habits
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.headings.fields import fields_of
from sijill.sources.guessing.mapping_text import write_mapping
from sijill.sources.guessing.proposal import guess
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.rows import Read, read_rows
from sijill.sources.tables.table import Row, Table
from sijill.sources.toml_files import read_mapping


def _read(kind: str, field: str, rule: str, *cells: str) -> Read:
    mapping = read_mapping(_text(kind, field, rule), "m.toml")
    rows = [
        ReceivedRow(Locator("m.csv", "0" * 64, "", number), {"id": str(number), "c": cell}, ())
        for number, cell in enumerate(cells, start=2)
    ]
    return read_rows(mapping, rows, {})


def _text(kind: str, field: str, rule: str = "") -> str:
    return (
        f'id = "m"\\ntitle = "M"\\nkind = "{kind}"\\nfile = "m.csv"\\n'
        f'[key]\\ncolumns = ["id"]\\n[fields]\\n{field} = {{ column = "c"{rule} }}\\n'
    ).replace("\\n", "\n")


def _days(rule: str, *cells: str) -> list[str]:
    records = _read("person", "died", rule, *cells).records
    return [str(record.died) for record in records if isinstance(record, PersonRecord)]


def test_one_cell_decides_for_its_column() -> None:
    assert _days("", "03/04/2017", "25/12/2017") == ["2017-04-03", "2017-12-25"]
    assert _days("", "03/04/2017", "12/25/2017") == ["2017-03-04", "2017-12-25"]
    assert _days("", "03/04/17", "25/04/17", "26/04/17")[0] == "2017-04-03"
    of_many_years = [f"{1 + n % 12}/{1 + n % 28}/{1 + n % 20:02}" for n in range(1, 60)]
    assert _days("", *of_many_years)[:2] == ["2002-02-02", "2003-03-03"]


@pytest.mark.parametrize("other", ["", "12/13/2017"])
def test_what_no_cell_decides_is_asked(other: str) -> None:
    read = _read("person", "died", "", "03/04/2017", "13/12/2017" if other else "05/06/2017", other)
    assert any("day_first" in reject.reason for reject in read.rejects)


@pytest.mark.parametrize(
    ("heading", "cell", "day"),
    [
        ("Date (dd/mm/yyyy)", "03/04/2031", "2031-04-03"),
        ("Date MM-DD-YY", "03-04-21", "2021-03-04"),
        ("Date (mm.dd.yyyy)", "03.04.2031", "2031-03-04"),
        ("date_ddmmyyyy", "03/04/2031", "2031-04-03"),
        ("Date (Day/Month/Year)", "03/04/2031", "2031-04-03"),
        ("Date du décès JJ/MM/AAAA", "03/04/2031", "2031-04-03"),
        ("Fecha (mm/dd/aa)", "03/04/21", "2021-03-04"),
        ("Tarih (gg/aa/yyyy)", "03/04/2031", "2031-04-03"),
        ("Дата (дд/мм/гггг)", "03/04/2031", "2031-04-03"),
        ("تاريخ الوفاة (يوم/شهر/سنة)", "03/04/2031", "2031-04-03"),
        ("Date (yyyy-mm-dd)", "03/04/2031", "unknown"),
        ("Date (M/F)", "03/04/2031", "unknown"),
    ],
)
def test_a_heading_states_the_order_of_its_dates(heading: str, cell: str, day: str) -> None:
    assert "died" in fields_of(heading, RecordKind.PERSON)
    text = _text("person", "died").replace('"c"', f'"{heading}"')
    row = ReceivedRow(Locator("m.csv", "0" * 64, "", 2), {"id": "1", heading: cell}, ())
    (record,) = read_rows(read_mapping(text, "m.toml"), [row], {}).records
    assert isinstance(record, PersonRecord)
    assert str(record.died) == day


def test_cells_that_contradict_their_heading_are_asked_about() -> None:
    heading = "Date (dd/mm/yyyy)"
    text = _text("person", "died").replace('"c"', f'"{heading}"')
    rows = [
        ReceivedRow(Locator("m.csv", "0" * 64, "", number), {"id": str(number), heading: cell}, ())
        for number, cell in enumerate(["03/04/2031", "04/25/2031"], start=2)
    ]
    read = read_rows(read_mapping(text, "m.toml"), rows, {})
    days = [str(record.died) for record in read.records if isinstance(record, PersonRecord)]
    assert days == ["unknown", "2031-04-25"]
    assert any("03/04/2031" in reject.value for reject in read.rejects)


def test_what_the_mapping_states_is_not_overruled() -> None:
    rule = ", day_first = false"
    read = _read("person", "died", rule, "03/04/2017", "25/12/2017")
    assert [str(record.died) for record in read.records if isinstance(record, PersonRecord)] == [
        "2017-03-04",
        "unknown",
    ]
    assert [reject.reason for reject in read.rejects] == ["there is no month 25"]


def test_a_zone_makes_a_moment_a_day() -> None:
    assert _days("", "2024-01-05T22:30:00Z") == ["2024-01-05/2024-01-06"]
    assert _days(', zone = "Asia/Damascus"', "2024-01-05T22:30:00Z") == ["2024-01-06"]


def test_a_zone_that_is_none_is_refused() -> None:
    with pytest.raises(Exception, match="no time zone; write one like Asia/Damascus"):
        read_mapping(_text("person", "died", ', zone = "Damascus"'), "m.toml")


def test_points_part_thousands_where_the_column_shows_it() -> None:
    def least(*cells: str) -> list[CountRange]:
        records = _read("incident", "civilians_killed_min", "", *cells).records
        return [
            found
            for record in records
            if isinstance(record, IncidentRecord)
            for found in record.killed.values()
        ]

    assert least("1.000", "1.250") == [CountRange(1000, 1000), CountRange(1250, 1250)]
    assert least("1.000", "12") == [CountRange(12, 12)]


def test_family_names_stand_first_in_a_column_that_writes_so() -> None:
    read = _read("person", "name", "", "Perez Luna, Juan", "Soto, Elena", "Unidentified")
    given = [
        record.name.given.written
        for record in read.records
        if isinstance(record, PersonRecord) and record.name.given
    ]
    assert given == ["Juan", "Elena"]


def test_relatives_counted_through_are_described() -> None:
    read = _read("person", "name", "", "Rami Attar 1", "Rami Attar 2", "Omar Jaber 15")
    statuses = [record.name.status for record in read.records if isinstance(record, PersonRecord)]
    assert statuses == [NameStatus.DESCRIBED, NameStatus.DESCRIBED, NameStatus.FULL]


def test_habits_are_told_with_a_reason() -> None:
    mapping = read_mapping(_text("person", "died"), "m.toml")
    (habit,) = column_habits(mapping, [{"c": "03/04/2017"}, {"c": "25/12/2017"}])
    assert (habit.field, habit.setting, habit.value) == ("died", "day_first", True)
    assert habit.reason == "1 cells like '25/12/2017' have the day first"


@pytest.mark.parametrize("cell", ["-" * 1_000, "a" * 5_000, "9" * 5_000])
@pytest.mark.parametrize("field", ["name", "died", "age"])
def test_a_cell_of_any_length_is_set_aside_or_kept(field: str, cell: str) -> None:
    read = _read("person", field, "", cell)
    assert len(read.records) == 1
    assert len(read.rejects) == 1 or field == "name"


def _guessed(*days: str) -> str:
    columns = ("name", "date of death")
    rows = tuple(
        Row(number, dict(zip(columns, (f"Rana Hadi {number}", day), strict=True)))
        for number, day in enumerate(days, start=2)
    )
    table = Table(columns, rows)
    return write_mapping("list", "list.csv", table, guess(look_at(table), table.rows))


def test_a_guessed_mapping_tells_what_its_columns_show() -> None:
    text = _guessed("03/04/2017", "25/12/2017")
    assert "# died: the day stands first in numbers like 03/04/2017, because 1 cells like" in text
    assert "day_first overrules it" in text


def test_a_guessed_mapping_asks_what_no_cell_decides() -> None:
    text = _guessed("03/04/2017", "05/06/2017")
    assert "could be read both ways. Say which number is the day" in text


@pytest.mark.parametrize(
    ("heading", "born"), [("date_jalali", "1976-03-21/1977-03-20"), ("date", "unknown")]
)
def test_years_without_a_calendar_are_of_the_one_that_the_lists_days_show(
    heading: str, born: str
) -> None:
    text = (
        'id = "m"\ntitle = "M"\nkind = "person"\nfile = "m.csv"\n[key]\ncolumns = ["id"]\n'
        f'[fields]\ndied = "{heading}"\ndate_of_birth = "birth_year"\n'
    )
    cells = {"id": "1", heading: "1404/10/17", "birth_year": "1355"}
    rows = [ReceivedRow(Locator("m.csv", "0" * 64, "", 2), cells, ())]
    (record,) = read_rows(read_mapping(text, "m.toml"), rows, {}).records
    assert isinstance(record, PersonRecord)
    assert str(record.personal.date_of_birth) == born
