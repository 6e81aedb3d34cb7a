"""What a release says, clause by clause: invented lines in the styles of real releases."""

import tomllib
from pathlib import Path

import pytest

from sijill.language.releases.release_lines import lines_of
from sijill.model.codes import OfficialPosition as Position
from sijill.model.codes import OfficialReason as Reason
from sijill.model.records.release import ReleaseField
from sijill.official.grammar.reading import LineReading, read_line

CASES = tomllib.loads(Path(__file__).with_name("release_cases.toml").read_text(encoding="utf-8"))


def _cases(table: str, *keys: str) -> list[tuple[object, ...]]:
    return [tuple(case.get(key) for key in keys) for case in CASES[table]]


def _read(text: str) -> LineReading:
    return read_line(text)


def _spanned(text: str, name: ReleaseField) -> list[str]:
    """The words of a field, as they stand in the text."""
    return [text[one.start : one.end] for one in _read(text).reading.spans if one.field is name]


OUTCOMES = _cases("outcome", "text", "position", "reason")


@pytest.mark.parametrize(("text", "position", "reason"), OUTCOMES)
def test_the_outcome_and_its_reason(text: str, position: str, reason: str) -> None:
    line = _read(text)
    assert (line.position, line.reason) == (Position(position), Reason(reason))
    assert not line.deaths.is_known


NUMBERS = _cases("numbers", "text", "deaths", "injuries")


@pytest.mark.parametrize(("text", "deaths", "injuries"), NUMBERS)
def test_bounds_stay_bounds_and_sums_are_sums(text: str, deaths: str, injuries: str) -> None:
    line = _read(text)
    assert line.position is Position.CREDIBLE
    assert (str(line.deaths), str(line.injuries)) == (deaths, injuries)


NOT_CONCEDED = [case["text"] for case in CASES["not_conceded"]]


@pytest.mark.parametrize("text", NOT_CONCEDED)
def test_what_others_allege_or_the_line_rejects_is_not_conceded(text: str) -> None:
    """At most it waits for a person, who must decide between two clauses that contradict."""
    line = _read(text)
    is_contradictory = line.position is Position.NO_STATEMENT and any(
        "a person must read it" in one.reason for one in line.reading.not_understood
    )
    for count in (line.deaths, line.injuries):
        assert not count.is_known or (is_contradictory and count.lowest == 0)


def test_the_finding_counts_beside_the_allegation() -> None:
    text = (
        "Local sources claim 40 killed and 12 injured, but the Coalition assessed that three "
        "civilians were unintentionally killed."
    )
    line = _read(text)
    assert str(line.deaths) == "3"
    assert _spanned(text, ReleaseField.ALLEGED) == ["40 killed", "12 injured"]
    assert not line.injuries.is_known


@pytest.mark.parametrize("strike", ["shelling", "bombing", "strike"])
def test_the_strike_of_an_enemy_is_the_partys_own(strike: str) -> None:
    line = _read(f"The {strike} of an enemy battery unintentionally killed two civilians.")
    assert (line.position, str(line.deaths)) == (Position.CREDIBLE, "2")


def test_an_attack_of_an_armed_group_is_not() -> None:
    line = _read("The civilians were killed in an attack of the terrorist group.")
    assert line.position is Position.NON_CREDIBLE


def test_positions_over_time_are_kept() -> None:
    line = _read(
        "Previously assessed as non-credible, the report was reopened; it was assessed that six "
        "civilians were unintentionally killed."
    )
    assert set(line.reading.positions) == {
        Position.NON_CREDIBLE,
        Position.REOPENED,
        Position.CREDIBLE,
    }
    assert line.reading.positions[-1] is Position.CREDIBLE
    assert str(line.deaths) == "6"


def test_two_findings_that_contradict_each_other_are_left_to_a_person() -> None:
    line = _read(
        "It was assessed that two civilians were unintentionally killed. No strikes were conducted."
    )
    assert line.position is Position.NO_STATEMENT
    assert str(line.deaths) == "0–2"
    (listed,) = line.reading.not_understood
    assert "another rejects" in listed.reason


HEADS = _cases("head", "text", "day", "place", "channel", "code")


@pytest.mark.parametrize(("text", "day", "place", "channel", "code"), HEADS)
def test_the_head_of_a_line(text: str, day: str, place: str, channel: str, code: str) -> None:
    line = _read(text)
    assert line.happened.to_edtf() == day
    assert str(line.place) == place
    assert (line.channel, line.reading.channel_code) == (channel, code)


REFERENCES = _cases("reference", "text", "codes", "others", "radius_m")


@pytest.mark.parametrize(("text", "codes", "others", "radius_m"), REFERENCES)
def test_numbers_codes_and_grid_references(
    text: str, codes: list[str], others: list[str], radius_m: int | None
) -> None:
    line = _read(text)
    assert list(line.codes) == codes
    assert _spanned(text, ReleaseField.OTHER_ALLEGATION) == others
    assert line.place.radius_m == radius_m


def test_a_grid_reference_that_names_no_square_is_listed() -> None:
    line = _read("It was found not credible. 12 37SEV00579")
    assert line.place.point is None
    assert any("no square" in listed.reason for listed in line.reading.not_understood)


RELEASE = str(CASES["release"]["text"])


def test_a_pasted_release_is_read_line_by_line_under_its_headings() -> None:
    lines = [read_line(RELEASE[one.start : one.end], one.heading) for one in lines_of(RELEASE)]
    assert [(str(line.happened), line.position.value, str(line.deaths)) for line in lines] == [
        ("2031-05-20", "credible", "4"),
        ("2031-06-06", "credible", "10"),
        ("2031-01-13", "non_credible", "unknown"),
        ("2031-03-03", "non_credible", "unknown"),
    ]


@pytest.mark.parametrize("text", [case[0] for case in (*HEADS, *REFERENCES, *NUMBERS)])
def test_every_span_lies_in_the_verbatim_text(text: str) -> None:
    for span in _read(text).reading.spans:
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip()


AUTHORITIES = _cases("authority", "text", "position", "reason", "deaths", "injuries")


@pytest.mark.parametrize(("text", "position", "reason", "deaths", "injuries"), AUTHORITIES)
def test_releases_of_several_authorities(
    text: str, position: str, reason: str | None, deaths: str, injuries: str
) -> None:
    line = _read(text)
    assert line.position is Position(position)
    assert (str(line.deaths), str(line.injuries)) == (deaths, injuries)
    assert reason is None or line.reason is Reason(reason)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Aucune frappe n'a ete conduite dans cette zone, et dix civils sont morts.", "French"),
        ("Daarbij zijn ongeveer 70 mensen omgekomen, en ook burgers van het dorp.", "Dutch"),
        ("Bei dem Luftangriff wurden keine Zivilisten und nicht das Haus getroffen.", "German"),
        ("قتل 12 مدنيا في غارة على المدينة", "another script"),
    ],
)
def test_a_text_in_another_language_is_left_to_a_person(text: str, language: str) -> None:
    line = _read(text)
    assert line.position is Position.NO_STATEMENT
    assert not line.deaths.is_known
    assert line.reading.not_understood[0].reason.startswith(f"this text is in {language},")


def test_names_of_places_do_not_make_a_text_foreign() -> None:
    line = _read("June 5, 2017, near Deir el-Zor de la Vega, Syria. Two civilians were killed.")
    assert str(line.deaths) == "2"


def test_the_number_of_an_entry_is_no_code_and_a_channel_may_name_two() -> None:
    line = _read(
        "(22) Feb. 10, 2018, near Al Bahrah, Syria, via social media and media reports. Two "
        "civilians were unintentionally killed. (2190)"
    )
    assert line.codes == ("2190",)
    assert line.channel == "social media and media reports"


def test_a_dash_ends_a_place() -> None:
    line = _read("Aug. 14, 2017 - near Jamaame, Somalia - via self-report. No strikes that day.")
    assert [name.written for name in line.place.names] == ["Jamaame, Somalia"]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("May 1, 2018, in Jamaame, Somalia, via media report: Credible - 1 civilian killed.", "c"),
        ("No strikes near Jamaame, Somalia, were conducted that day.", "n"),
        ("It was not possible near Jamaame, Somalia, to find a strike.", "n"),
    ],
)
def test_the_head_of_a_line_takes_no_word_of_its_account(text: str, position: str) -> None:
    expected = {"c": Position.CREDIBLE, "n": Position.NON_CREDIBLE}
    assert _read(text).position is expected[position]


WITH_FIGHTERS = {
    "Five people were killed; three of them were dead ISIS members.": "unknown",
    "Five people were killed. Three of the dead were later found to be combatants.": "unknown",
    "Three people were killed. The three were later found to be fighters.": "unknown",
    "It was assessed that three civilians were killed. All three were fighters.": "unknown",
    "Three civilians were unintentionally killed. The three were not fighters.": "3",
    "It was assessed that four persons died. Of the four, one was an ISIS fighter.": "unknown",
    "One civilian was injured. He later died. He was an ISIS fighter.": "unknown",
    "Five civilians were unintentionally killed. Three of them were ISIS members.": "2",
    "It was assessed that five people were killed. Three of them were not ISIS members.": "5",
    "Two civilians were unintentionally killed. The target was an ISIS fighter.": "2",
    "Two civilians were unintentionally killed. They were near an ISIS fighting position.": "2",
    "Two civilians were unintentionally killed. One was a child of an ISIS fighter.": "2",
}


@pytest.mark.parametrize(("account", "deaths"), WITH_FIGHTERS.items())
def test_fighters_of_the_sentence_before_are_not_conceded(account: str, deaths: str) -> None:
    line = _read(f"June 3, 2031, near Basatin, via social media report. {account}")
    assert str(line.deaths) == deaths
    assert (line.position is Position.CREDIBLE) == (deaths != "unknown")


def test_a_number_too_long_for_a_place_in_a_list_is_that_of_the_allegation() -> None:
    assert _read("2107. Mar. 2, 2033, near Basatin, Syria: non-credible.").codes == ("2107",)
    assert _read("107. Mar. 2, 2033, near Basatin, Syria: non-credible.").codes == ()


def test_a_monitors_code_may_stand_before_the_number() -> None:
    assert _read("May 2, 2033: non-credible. CS311/2107").codes == ("2107", "CS311")


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("On May 3, 2033, and on May 9, 2033, no strikes were conducted in the area.", 1),
        ("May 3, 2033; May 9, 2033, near Basatin, Syria. Non-credible.", 1),
        ("May 3, 2033, near Basatin, Syria. A duplicate of the allegation of May 9, 2033.", 0),
        ("May 3, 2033, near Basatin, Syria. The report was published on June 1, 2033; open.", 0),
        ("May 3-4, 2033, near Basatin, Syria. The strike of May 4, 2033 hit no civilians.", 0),
    ],
)
def test_a_second_day_is_listed_as_not_understood(text: str, listed: int) -> None:
    line = _read(text)
    assert line.happened.to_edtf().startswith("2033-05-03")
    reasons = [part.reason for part in line.reading.not_understood]
    assert sum("second day" in reason for reason in reasons) == listed


def test_that_only_fighters_are_told_is_listed() -> None:
    line = _read("Eight people were unintentionally killed; five of the dead were fighters.")
    assert [part.reason for part in line.reading.not_understood] == [
        "of those harmed only the fighters are told"
    ]


@pytest.mark.parametrize(
    ("text", "is_correction"),
    [
        ("Two civilians were killed when their truck was struck in error.", False),
        ("Seven aid workers were killed; it was a grave mistake.", False),
        ("The two deaths were listed in error.", True),
        ("There was a mistake in the figures of the March release: two were killed.", True),
    ],
)
def test_a_strike_in_error_corrects_no_statement(text: str, *, is_correction: bool) -> None:
    assert _read(text).reading.is_correction is is_correction


BY_POLICE = "Two bystanders were killed by police gunfire, the police commissioner confirmed."


@pytest.mark.parametrize(
    ("party", "position", "deaths"),
    [
        ("Harbour Police", Position.CREDIBLE, "2"),
        ("The Alliance", Position.NO_STATEMENT, "unknown"),
        ("", Position.NO_STATEMENT, "unknown"),
    ],
)
def test_a_party_is_no_third_party_in_its_own_texts(
    party: str, position: Position, deaths: str
) -> None:
    line = read_line(BY_POLICE, party=party)
    assert (line.position, str(line.deaths)) == (position, deaths)


def test_a_party_may_be_called_by_what_it_is_alone() -> None:
    text = "A convoy struck and killed two pupils, the Mission announced."
    assert str(read_line(text, party="UN Mission").deaths) == "2"
    assert not _read(text).deaths.is_known


def test_the_words_of_a_partys_name_are_its_own_only_where_they_tell_of_a_force() -> None:
    text = "Two Norland civilians were killed by the artillery of the regime."
    assert not read_line(text, party="Norland Army").deaths.is_known


@pytest.mark.parametrize(
    ("text", "deaths"),
    [
        ("It was assessed that four civilians were killed.", "0–4"),
        ("It was assessed that civilians were killed.", "at least 0"),
    ],
)
def test_what_a_line_tells_that_contradicts_itself_is_the_most(text: str, deaths: str) -> None:
    line = _read(f"{text} No strikes were conducted there that day; it is not credible.")
    assert (line.position, str(line.deaths)) == (Position.NO_STATEMENT, deaths)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("On 5 May 2031, in the waters of Cape Lorn, a cutter fired on a boat.", "Cape Lorn"),
        ("5 May 2031, off the coast of Punta Lor: warning shots were fired.", "Punta Lor"),
        ("5 May 2031, sea area north of Ras Dur, via media report.", "Ras Dur"),
        ("Sea area Drem, 5 May 2031. A gun crew engaged a boat.", "Drem"),
        ("Two people were injured off Terra Lis on 5 May 2031.", "Terra Lis"),
        ("A shell was fired into Gorod on 5 May 2031.", "Gorod"),
        ("Shots were heard at Mile Nine on 5 May 2031.", "Mile Nine"),
        ("A man was hurt (Weaver Street, 5 May 2031).", "Weaver Street"),
        ("The residents of Lugo were compensated for 5 May 2031.", "Lugo"),
    ],
)
def test_places_at_sea_and_by_other_words_before_them(text: str, place: str) -> None:
    line = _read(text)
    assert [name.written for name in line.place.names] == [place]
    assert line.happened.to_edtf() == "2031-05-05"


def test_fire_that_was_opened_is_no_report_that_was() -> None:
    assert _read("Guards opened fire on 5 May 2031 in Basatin.").happened.is_known


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Three civilians were killed. An investigation has been opened.", "Three civilians"),
        ("Witnesses say that two died. It was assessed that the report is credible.", "two died"),
    ],
)
def test_a_number_that_is_not_conceded_is_not_lost(text: str, words: str) -> None:
    listed = [one.words for one in _read(text).reading.not_understood]
    assert any(one.startswith(words) for one in listed), listed
