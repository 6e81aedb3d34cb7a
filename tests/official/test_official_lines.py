"""What an authority admits: read from its words, tied to an incident only where one fits."""

from collections.abc import Callable
from typing import NoReturn

import pytest

from made_records import head_of
from sijill.language.dates import read_date
from sijill.language.scripts import script_of
from sijill.model.codes import OfficialPosition, OfficialReason
from sijill.model.records.record import DeterminationRecord, Group, IncidentRecord
from sijill.model.results.incidents import Incident
from sijill.model.results.official import MatchBasis
from sijill.model.settings.case import Actor, Case
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.places import GeoPoint, Place, Text
from sijill.official.lines import official_lines
from sijill.official.matching import match_determinations
from sijill.official.release_text import read_release

CASE = Case(
    title="A town",
    area="Basatin",
    actors=(Actor(id="alliance", name="The Alliance", aliases=("coalition",)),),
)
Written = Callable[..., DeterminationRecord]


def _day(text: str) -> DateInterval:
    day = read_date(text) if text else UNKNOWN_DATE
    assert isinstance(day, DateInterval)
    return day


def _line(
    record_id: str,
    text: str = "",
    *,
    position: OfficialPosition = OfficialPosition.NO_STATEMENT,
    deaths: CountRange = UNKNOWN_COUNT,
    incident: str = "",
    issued: str = "",
) -> DeterminationRecord:
    return read_release(
        DeterminationRecord(
            head_of(record_id),
            actor="coalition",
            incident=incident,
            position=position,
            deaths=deaths,
            issued=_day(issued),
            text=text,
        )
    )


def _incident(
    record_id: str, day: str, place: str, code: str = "", point: GeoPoint | None = None
) -> Incident:
    where = Place((Text(place, script_of(place)),), point, 100 if point else None)
    record = IncidentRecord(
        head_of(record_id),
        code=code,
        happened=_day(day),
        place=where,
        actors=("The Alliance",),
        killed={Group.CIVILIANS: CountRange(2, 4)},
    )
    return Incident(record, record.grade, CountRange(2, 4), CountRange(2, 4), ())


def _all(*incidents: Incident) -> dict[str, Incident]:
    return {incident.id: incident for incident in incidents}


CREDIBLE = (
    "June 15, 2031, near al-Siha, Basatin, via Monitor report. During a strike on a fighting "
    "position it was assessed that two civilians were unintentionally killed. 3155/QY0042"
)
NOT_CREDIBLE = (
    "June 15, 2031, near al-Siha, Basatin, via Monitor report. After a review of available "
    "information and strike video it was assessed that there is insufficient evidence to find "
    "that civilians were harmed in this strike."
)


def test_a_release_is_read_as_far_as_it_says() -> None:
    line = _line("releases:2", CREDIBLE)
    assert line.position is OfficialPosition.CREDIBLE
    assert line.deaths == CountRange.exactly(2)
    assert line.injuries == UNKNOWN_COUNT
    assert line.happened == _day("2031-06-15")
    assert [name.written for name in line.place.names] == ["al-Siha, Basatin"]
    assert line.channel == "Monitor report"
    assert line.codes == ("3155", "QY0042")
    assert line.from_text


def test_not_credible_concedes_nothing_and_disproves_nothing() -> None:
    line = _line("releases:3", NOT_CREDIBLE)
    assert line.position is OfficialPosition.NON_CREDIBLE
    assert line.deaths == UNKNOWN_COUNT


def test_a_text_that_says_nothing_stays_silent() -> None:
    line = _line("releases:4", "See the annex.")
    assert line.position is OfficialPosition.NO_STATEMENT
    assert line.reason is OfficialReason.NONE_GIVEN
    assert not line.happened.is_known
    assert not line.place.is_known


def test_a_column_outweighs_the_text() -> None:
    line = _line("releases:5", CREDIBLE, position=OfficialPosition.OPEN)
    assert line.position is OfficialPosition.OPEN
    assert not line.from_text


def test_a_grid_reference_places_a_line() -> None:
    text = CREDIBLE.replace("al-Siha, Basatin", "al-Siha, Basatin 37SEV005797")
    point = _line("releases:6", text).place.point
    assert point is not None
    assert 35 < point.latitude < 37
    assert 38 < point.longitude < 40


@pytest.mark.parametrize(
    ("line", "basis"),
    [
        (_line("releases:2", CREDIBLE, incident="monitor:1"), MatchBasis.KEY),
        (_line("releases:2", CREDIBLE), MatchBasis.CODE),
        (_line("releases:2", NOT_CREDIBLE), MatchBasis.DAY_AND_PLACE),
        (
            _line("releases:2", NOT_CREDIBLE.replace("June 15", "June 16")),
            MatchBasis.DAY_AND_PLACE,
        ),
        (_line("releases:2", NOT_CREDIBLE.replace("June 15", "July 15")), MatchBasis.NOTHING),
        (_line("releases:2", NOT_CREDIBLE.replace("al-Siha", "al-Badu")), MatchBasis.NOTHING),
        (_line("releases:2", NOT_CREDIBLE.replace("al-Siha, ", "")), MatchBasis.DAY_AND_PLACE),
    ],
)
def test_a_line_is_tied_by_key_code_or_the_only_place_and_day(
    line: DeterminationRecord, basis: MatchBasis
) -> None:
    incidents = _all(
        _incident("monitor:1", "2031-06-15", "Siha neighbourhood", "QY0042"),
        _incident("monitor:2", "2031-06-20", "Mansur", "QY0043"),
    )
    match = match_determinations([line], incidents, CASE)["releases:2"]
    assert match.basis is basis
    assert match.incident == ("" if basis is MatchBasis.NOTHING else "monitor:1")


def test_where_two_incidents_fit_nobody_is_credited() -> None:
    incidents = _all(
        _incident("monitor:1", "2031-06-15", "Siha"), _incident("monitor:2", "2031-06-15", "Sihah")
    )
    line = _line("releases:2", NOT_CREDIBLE)
    match = match_determinations([line], incidents, CASE)["releases:2"]
    assert match.basis is MatchBasis.SEVERAL
    assert match.incident == ""
    assert match.candidates == ("monitor:1", "monitor:2")


def test_two_lists_of_one_finding_are_one_line_that_tells_the_contradiction() -> None:
    coded = _line(
        "columns:2",
        position=OfficialPosition.CREDIBLE,
        deaths=CountRange.exactly(3),
        incident="monitor:1",
    )
    text = _line("releases:2", CREDIBLE, incident="monitor:1")
    incidents = _all(_incident("monitor:1", "2031-06-15", "Siha"))
    records = [text, coded]
    (line,) = official_lines(records, match_determinations(records, incidents, CASE), CASE)
    assert line.actor == "alliance"
    assert line.deaths == CountRange.exactly(3)
    assert set(line.determinations) == {"columns:2", "releases:2"}
    assert "releases:2 says 2 killed, columns:2 says 3" in line.disagreement


def test_a_later_text_decides_before_an_earlier_one() -> None:
    earlier = _line("releases:2", NOT_CREDIBLE, incident="monitor:1", issued="2031-07-01")
    later = _line("releases:3", CREDIBLE, incident="monitor:1", issued="2031-09-01")
    incidents = _all(_incident("monitor:1", "2031-06-15", "Siha"))
    records = [earlier, later]
    (line,) = official_lines(records, match_determinations(records, incidents, CASE), CASE)
    assert line.position is OfficialPosition.CREDIBLE
    assert "releases:2 says non_credible" in line.disagreement


@pytest.mark.parametrize("issued", ["", "2031-07-01"])
def test_of_texts_of_one_day_or_none_the_correction_decides(issued: str) -> None:
    first = _line("releases:2", CREDIBLE, incident="monitor:1", issued="2031-07-01")
    text = "Correction: the number of civilians killed should have been four."
    correction = _line("releases:3", text, incident="monitor:1", issued=issued)
    records = [first, correction]
    incidents = _all(_incident("monitor:1", "2031-06-15", "Siha"))
    (line,) = official_lines(records, match_determinations(records, incidents, CASE), CASE)
    assert (line.determinations[0], line.deaths) == ("releases:3", CountRange.exactly(4))


def test_a_text_filed_under_two_incidents_concedes_its_deaths_once_at_least() -> None:
    incidents = _all(
        _incident("monitor:1", "2031-06-15", "Siha"), _incident("monitor:2", "2031-06-15", "Siha")
    )
    records = [_line(f"releases:{row}", CREDIBLE, incident=f"monitor:{row}") for row in (1, 2)]
    first, second = official_lines(records, match_determinations(records, incidents, CASE), CASE)
    assert (first.deaths, first.repeats) == (CountRange.exactly(2), "")
    assert (second.deaths, second.repeats) == (CountRange(0, 2), "releases:1")


def test_a_text_filed_twice_concedes_its_injuries_once_at_least() -> None:
    text = CREDIBLE.replace("killed", "injured")
    incidents = _all(
        _incident("monitor:1", "2031-06-15", "Siha"), _incident("monitor:2", "2031-06-15", "Siha")
    )
    records = [_line(f"releases:{row}", text, incident=f"monitor:{row}") for row in (1, 2)]
    lines = official_lines(records, match_determinations(records, incidents, CASE), CASE)
    assert [line.injuries for line in lines] == [CountRange.exactly(2), CountRange(0, 2)]
    assert all(line.deaths == records[0].deaths for line in lines)


def _coded(row: int, incident: str = "") -> DeterminationRecord:
    """A row whose columns count two deaths."""
    return _line(
        f"columns:{row}",
        CREDIBLE,
        position=OfficialPosition.CREDIBLE,
        deaths=CountRange.exactly(2),
        incident=incident,
    )


def test_columns_or_another_day_say_that_deaths_are_others() -> None:
    """Which line is whose is stated then, though the words are the same."""
    incidents = _all(
        _incident("monitor:1", "2031-06-15", "Siha"), _incident("monitor:2", "2031-06-18", "Siha")
    )
    texts = (CREDIBLE, CREDIBLE.replace("June 15", "June 18"))
    of_two_days = [
        _line(f"releases:{row}", text, incident=f"monitor:{row}")
        for row, text in enumerate(texts, start=1)
    ]
    coded = [_coded(row, f"monitor:{row}") for row in (1, 2)]
    for records in (of_two_days, coded):
        lines = official_lines(records, match_determinations(records, incidents, CASE), CASE)
        assert [line.deaths for line in lines] == [CountRange.exactly(2)] * 2


def test_equal_rows_of_columns_about_no_known_incident_concede_once_at_least() -> None:
    """A row entered twice: no incident tells whose the deaths of the second are."""
    coded = [_coded(row) for row in (1, 2)]
    lines = official_lines(coded, match_determinations(coded, {}, CASE), CASE)
    assert [line.deaths for line in lines] == [CountRange.exactly(2), CountRange(0, 2)]
    assert [line.repeats for line in lines] == ["", "columns:1"]


def test_a_text_that_would_be_taken_apart_for_ever_is_kept_and_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def taken_apart_for_ever(*_: object) -> NoReturn:
        while True:
            pass

    monkeypatch.setattr("sijill.model.limits.MOST_SECONDS_A_RELEASE", 0.05)
    monkeypatch.setattr("sijill.official.release_text.read_line", taken_apart_for_ever)
    record = _line("releases:2", "It was assessed that five civilians were killed.")
    assert (record.position, record.deaths) == (OfficialPosition.NO_STATEMENT, UNKNOWN_COUNT)
    assert record.reading is not None
    (unread,) = record.reading.not_understood
    assert "in too many ways" in unread.reason


@pytest.mark.parametrize(
    "words",
    [
        f"five men {'1 ' * 80}",
        f"the surgeon, his nurse and five {'an 5 ' * 30}",
        f"its {'members of a household members of 5 households ' * 30}",
        f"assessment {'1' * 1500} ",
        f"a gunman whereas {'all but one of ' * 100}",
        f"another guest and an {'among them ' * 70}",
    ],
)
def test_words_that_could_be_parted_in_many_ways_are_parted_once(words: str) -> None:
    """Of each more such word doubled the ways to read them, when patterns could try them again."""
    record = _line("releases:2", f"It was assessed that {words}civilians were killed.")
    assert record.reading is not None
    assert all("too many ways" not in part.reason for part in record.reading.not_understood)


@pytest.mark.parametrize("sign", ["<>", "<4>", "< 12 >"])
def test_pointed_brackets_of_a_text_are_no_merged_number(sign: str) -> None:
    record = _line("releases:2", f"We regret {sign} that three civilians may have been hit.")
    assert record.reading is not None
    assert record.deaths == UNKNOWN_COUNT


def test_of_a_pasted_release_the_line_of_the_incident_is_read() -> None:
    """Where a whole release is pasted beside each incident, its code or else its day chooses."""
    release = f"1. {CREDIBLE}\n\n2. {NOT_CREDIBLE.replace('June 15', 'June 18')}"
    record = DeterminationRecord(head_of("releases:2"), incident="monitor:1", text=release)
    day = _day("2031-06-18")
    by_day = read_release(record, day)
    assert by_day.position is OfficialPosition.NON_CREDIBLE
    assert not by_day.deaths.is_known
    by_code = read_release(record, day, ["QY0042"])
    assert by_code.position is OfficialPosition.CREDIBLE
    unread = read_release(record)
    assert unread.position is OfficialPosition.NO_STATEMENT
    assert unread.reading is not None
    assert "2 lines" in unread.reading.not_understood[0].reason


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("An attack" + "\n" * 30_000 + "was credible.", "longer gaps"),
        ("One was credible. " * 20_000, "longer gaps, than any release"),
        ("An attack was credible, and " * 300, "a line has more than 4,000 characters"),
    ],
    ids=["gap", "text", "line"],
)
def test_a_text_beyond_the_bounds_of_a_release_is_kept_and_not_read(text: str, why: str) -> None:
    """Reading takes longer with the square of a line's length; an authority's have 800 at most."""
    line = _line("line:1", text)
    assert line.position is OfficialPosition.NO_STATEMENT
    assert line.text == text
    assert line.reading is not None
    (unread,) = line.reading.not_understood
    assert (unread.start, unread.end) == (0, len(text))
    assert why in unread.reason


def test_a_guess_gives_way_to_what_a_person_or_a_column_says() -> None:
    text = "What the report describes took place a full day after the only strike in the district."
    guessed = _line("releases:1", text)
    assert guessed.position is OfficialPosition.NON_CREDIBLE
    assert guessed.reading is not None
    assert guessed.reading.suggested_percent > 0
    settled = _line("releases:1", text, position=OfficialPosition.OPEN)
    assert settled.position is OfficialPosition.OPEN
    assert settled.reading is not None
    assert settled.reading.suggested_percent == 0
    assert not settled.reading.not_understood


def test_a_release_dated_before_the_day_in_its_text_is_told() -> None:
    text = "May 9, 2031, near Harbour Town, via self-report. Two civilians were killed."
    early, later = _line("releases:1", text, issued="2031-02-28"), _line("releases:2", text)
    assert early.reading is not None
    assert later.reading is not None
    (note,) = set(early.reading.not_understood) - set(later.reading.not_understood)
    assert note.words == text[note.start : note.end] == "May 9, 2031"
    assert note.reason.startswith("the release is dated 2031-02-28, before this day")
    assert (early.deaths, early.issued.day) == (later.deaths, _day("2031-02-28").day)


@pytest.mark.parametrize(
    "text",
    [
        f"The rest of the dead one of {'male ' * 40}were civilians.",
        f"The rest of the dead one of {'male, ' * 5}{'Male (female) old-' * 14}were civilians.",
        f"It found that nobody was {'slightly been ' * 30}.",
        f"One of the injured {'was likely were ' * 20}.",
        f"It was assessed that another an {'additional others ' * 300}were killed.",
    ],
)
def test_a_text_of_words_that_could_be_taken_apart_in_millions_of_ways_is_not_read(
    text: str,
) -> None:
    reading = _line("c:1", text)
    assert reading.position is OfficialPosition.NO_STATEMENT
    assert reading.reading is not None
    (whole,) = reading.reading.not_understood
    assert (whole.start, whole.end) == (0, len(text))
    assert "a longer row of words" in whole.reason


def test_a_speaker_of_very_many_capital_letters_is_read_in_one_pass() -> None:
    assert not _line("c:1", f"{'A' * 900} was assessed.").channel
    assert _line("c:1", "The Basatin Media Office for Residents claims that 3 people died.").channel


def test_a_duplicate_takes_nothing_back_from_the_finding_beside_it() -> None:
    found = _line(
        "army:1",
        position=OfficialPosition.CREDIBLE,
        deaths=CountRange.exactly(2),
        incident="monitor:1",
        issued="2031-06-30",
    )
    later = _line(
        "army:2", position=OfficialPosition.DUPLICATE, incident="monitor:1", issued="2031-07-31"
    )
    incidents = _all(_incident("monitor:1", "2031-06-02", "Basatin"))
    records = [found, later]
    (line,) = official_lines(records, match_determinations(records, incidents, CASE), CASE)
    assert (line.position, line.deaths) == (OfficialPosition.CREDIBLE, CountRange.exactly(2))
    assert not line.disagreement


def _printed(row: int, text: str, issued: str = "") -> DeterminationRecord:
    return _line(f"releases:{row}", text, issued=issued)


FIRST = "1207. June 15, 2031, near al-Siha, via Monitor report. Two civilians were killed."
UPDATE = "Update to 1207. It is now assessed that five civilians were killed. 1207/QY0042"
CLOSURE = "1207. June 15, 2031, near al-Siha. The case was closed."
REJECTION = (
    "1207. June 15, 2031, near al-Siha, via Monitor report. No strikes were conducted in the area "
    "on that day; the allegation is non-credible."
)
OTHER_DAY = "1207. Correction of the date: June 18, 2031, near al-Siha. Two civilians were killed."


@pytest.mark.parametrize(
    ("text", "issued", "deaths"),
    [
        (FIRST, "2031-09-01", CountRange.exactly(2)),
        (FIRST.replace("Two", "Five"), "2031-09-01", CountRange.exactly(5)),
        (UPDATE, "2031-09-01", CountRange.exactly(5)),
        (CLOSURE, "2031-09-01", CountRange.exactly(2)),
        (REJECTION, "2031-09-01", UNKNOWN_COUNT),
        (FIRST.replace("Two", "Five"), "2031-07-01", CountRange(2, 5)),
        (FIRST.replace("Two civilians", "Civilians"), "2031-07-01", CountRange(2)),
        (f"{FIRST} A copy.", "", CountRange.exactly(2)),
    ],
)
def test_what_is_printed_under_one_number_is_one_allegation(
    text: str, issued: str, deaths: CountRange
) -> None:
    """Tied to no incident; of two texts of one day nobody knows which is the later one."""
    records = [_printed(1, FIRST, "2031-07-01"), _printed(2, text, issued)]
    (line,) = official_lines(records, match_determinations(records, {}, CASE), CASE)
    assert (len(line.determinations), line.deaths) == (2, deaths)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (FIRST.replace("June 15", "June 18"), 2),
        (FIRST.replace("1207", "1208"), 2),
        (OTHER_DAY, 1),
    ],
)
def test_a_number_that_begins_anew_is_of_another_allegation(text: str, number: int) -> None:
    records = [_printed(1, FIRST, "2031-07-01"), _printed(2, text, "2031-09-01")]
    lines = official_lines(records, match_determinations(records, {}, CASE), CASE)
    assert len(lines) == number
    assert not any(line.repeats for line in lines)


def test_an_update_without_a_day_is_tied_with_the_line_of_its_number() -> None:
    update = UPDATE.replace("QY0042", "QY0099")
    records = [_printed(1, FIRST, "2031-07-01"), _printed(2, update, "2031-09-01")]
    matches = match_determinations(records, _all(_incident("m:1", "2031-06-15", "Siha")), CASE)
    assert [matches[one.head.id].basis for one in records] == [
        MatchBasis.DAY_AND_PLACE,
        MatchBasis.SAME_NUMBER,
    ]
    (line,) = official_lines(records, matches, CASE)
    assert (line.incident, line.deaths) == ("m:1", CountRange.exactly(5))
