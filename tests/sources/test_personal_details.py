"""Fields that civil registers, hospitals and families write: read, and refused with a reason."""

import pytest

from sijill.language.times import read_time
from sijill.model.codes import CauseOfDeath, VictimCategory
from sijill.model.records.record import Locator, PersonRecord, Record
from sijill.model.records.rejects import Reject
from sijill.model.values.personal import IdentityNumber
from sijill.model.values.unreadable import Unreadable
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.rows import read_rows
from sijill.sources.toml_files import read_mapping

REGISTER = """
id = "register"
title = "A register"
kind = "person"
file = "register.csv"
fixed = { identity_kind = "national identity number", identity_issuer = "Ministry of the Interior" }
[key]
columns = ["no"]
[fields]
name = "name"
identity_number = "id"
date_of_birth = "born"
died = "died"
age = "age"
age_group = "group"
father_name = "father"
mother_name = "mother"
family_name = "family"
family_group = "house"
nationality = "nationality"
document_number = "papers"
time_of_day = "time"
cause = "cause"
occupation = "work"
status_said_by = "status by"
archive_link = "archived"
link = "links"
[fields.cause_of_death]
column = "cause"
values = { "shelling" = "heavy_weapons_explosive_munitions" }
[fields.category]
column = "work"
values = { "nurse" = "health_worker", "reporter" = "journalist" }
"""


def _read(**cells: str) -> tuple[PersonRecord, tuple[Reject, ...]]:
    mapping = read_mapping(REGISTER, "register.toml")
    row = ReceivedRow(Locator("register.csv", "0" * 64, "", 2), {"no": "1", **cells}, ())
    read = read_rows(mapping, [row], {})
    record: Record = read.records[0]
    assert isinstance(record, PersonRecord)
    return record, read.rejects


def test_what_a_civil_register_writes_about_a_person_is_read() -> None:
    record, rejects = _read(
        name="رنا وليد العطار",
        id="٩٠١ 234 567",
        born="1987-03-02",
        father="وليد",
        mother="Salma",
        family="العطار",
        house="B-12",
        nationality="Syrian",
        papers="DC 17/2031; ID 4",
        time="2:30 pm",
        cause="shelling",
        work="nurse; reporter",
        archived="https://archive.example/1",
        links="https://news.example/a https://news.example/b",
        **{"status by": "hospital"},
    )
    assert rejects == ()
    details = record.personal
    (number,) = details.identity_numbers
    assert number.compared == "901234567"
    assert number.kind == "national identity number"
    assert number.issuer == "Ministry of the Interior"
    assert str(details.date_of_birth) == "1987-03-02"
    assert details.father_name.written == "وليد"
    assert details.mother_name.written == "Salma"
    assert details.family_name.written == "العطار"
    assert (details.family_group, details.nationality) == ("B-12", "Syrian")
    assert details.documents == ("DC 17/2031", "ID 4")
    assert details.occupation == "nurse; reporter"
    assert details.categories == (VictimCategory.HEALTH_WORKER, VictimCategory.JOURNALIST)
    assert record.cause == "shelling"
    assert record.cause_of_death is CauseOfDeath.HEAVY_WEAPONS_EXPLOSIVE_MUNITIONS
    assert str(record.time_of_day) == "14:30"
    assert record.status_said_by == "hospital"
    assert record.head.links == ("https://news.example/a", "https://news.example/b")


@pytest.mark.parametrize(
    ("cells", "age"),
    [
        ({"born": "1987-03-02", "died": "2031-03-01"}, "43"),
        ({"born": "1987-03-02", "died": "2031-03-02"}, "44"),
        ({"born": "1987", "died": "2031-03-02"}, "43–44"),
        ({"born": "2030-12-24", "died": "2031-03-01"}, "2 months"),
        ({"born": "1987-03-02", "died": "2031-03-02", "age": "40"}, "40"),  # as the list says
        ({"born": "2020-03-02", "died": "2031-03-02", "group": "child"}, "11"),
        ({"born": "1987-03-02"}, "unknown"),
        ({"died": "2031-03-02"}, "unknown"),
        ({"born": "2033-03-02", "died": "2031-03-02"}, "unknown"),
        ({"born": "1787-03-02", "died": "2031-03-02"}, "unknown"),
    ],
)
def test_birth_and_death_give_the_age_that_no_column_states(
    cells: dict[str, str], age: str
) -> None:
    assert str(_read(name="رنا", **cells)[0].age) == age


def test_a_person_of_whom_nothing_personal_is_written_has_no_details() -> None:
    record, rejects = _read(name="رنا")
    assert rejects == ()
    assert record.personal.identity_numbers == ()
    assert not record.personal.date_of_birth.is_known
    assert record.cause_of_death is CauseOfDeath.UNKNOWN
    assert record.time_of_day is None


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("id", "9.01E+08", "rounded"),
        ("id", "000000000", "no digit other than 0"),
        ("id", "lost", "no digit other than 0"),
        ("work", "baker", "no code of 'victim_category'"),
        ("time", "25:10", "no time of day"),
        ("born", "31.02.1987", "day"),
    ],
)
def test_a_detail_that_cannot_be_read_is_told_and_the_person_stays(
    column: str, cell: str, reason: str
) -> None:
    record, rejects = _read(name="رنا", **{column: cell})
    assert record.name.written == "رنا"
    assert [reason in reject.reason for reject in rejects] == [True]


@pytest.mark.parametrize(
    ("one", "other"), [("901234567", "٩٠١٢٣٤٥٦٧"), ("12-34 ab", "1234AB"), ("۱۲۳", "123")]
)
def test_identity_numbers_are_compared_without_spaces_scripts_and_case(
    one: str, other: str
) -> None:
    assert IdentityNumber(one).compared == IdentityNumber(other).compared


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("14:30", "14:30"),
        ("14.30", "14:30"),
        ("14h30", "14:30"),
        ("14:30:05", "14:30"),
        ("2:30 pm", "14:30"),
        ("2 p.m.", "14:00"),
        ("12:15 AM", "00:15"),
        ("24:00", "00:00"),
        ("around 6:05", "06:05"),
        ("٣:٤٠ م", "15:40"),
        ("14:00-15:30", "14:00–15:30"),
        ("23:30 to 01:00", "23:30–01:00"),
        ("Morning", "Morning"),
        ("بعد الظهر", "بعد الظهر"),
        ("utro", None),
        ("утром", "утром"),
        ("вночі", "вночі"),
        ("à l'aube", "à l'aube"),
        ("madrugada", "madrugada"),
        ("öğleden sonra", "öğleden sonra"),
        ("nachts", "nachts"),
        ("לילה", "לילה"),
        ("14", None),
        ("14:75", None),
    ],
)
def test_times_of_day_are_read_in_twelve_languages_or_refused(cell: str, shown: str | None) -> None:
    read = read_time(cell)
    if shown is None:
        assert isinstance(read, Unreadable)
    else:
        assert str(read) == shown


def test_a_night_passes_midnight() -> None:
    night = read_time("night")
    assert not isinstance(night, Unreadable)
    assert night is not None
    assert night.first > night.last
