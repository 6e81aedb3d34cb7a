"""What lists say of others than their dead: suspects, courts, survivors, web addresses."""

import pytest

from guessed_lists import guess_of
from sijill.model.records.fields import FieldType
from sijill.model.records.record import RecordKind
from sijill.sources.doubts import doubt_of
from sijill.sources.guessing.headings.topics import about_perpetrators
from sijill.sources.row_doubts import later_death, may_lack_violence, row_doubt


def test_what_became_of_suspects_is_no_fate_of_the_victims() -> None:
    found = guess_of(
        "Victim name;Age;Date of death;Name of suspect;Suspect status;Court case status",
        "Mara Quill;31;2031-03-04;Otto Brand;arrested;suicide",
        "Ines Tarn;27;2031-04-11;Karl Voss;released;in prison",
        "Lea Moor;44;2031-05-02;Jon Pratt;dead;alive",
    )
    assert found.kind is RecordKind.PERSON
    assert found.fixed["harm"] == "killed"
    assert "note" not in found.fields
    assert not [one for one in found.of_columns if "uspect" in one or "Court" in one]


@pytest.mark.parametrize(
    ("headings", "about"),
    [
        (["Nombre", "Femicida", "Situación judicial"], {"Femicida", "Situación judicial"}),
        (["Name", "Shooter's age", "Sentence"], {"Shooter's age", "Sentence"}),
        (["İsim", "Katilin yakınlığı"], {"Katilin yakınlığı"}),
        (["Name", "Sentence", "Court"], set()),
        (["Name", "Suspected perpetrator", "Suspected cause"], set()),
        (["Name", "Perpetrator", "Court"], set()),
    ],
)
def test_courts_are_of_a_perpetrator_only_beside_one(headings: list[str], about: set[str]) -> None:
    assert about_perpetrators(headings) == about


def test_a_party_that_is_named_stays_a_party() -> None:
    found = guess_of(
        "Name;Age;Killed on;Perpetrator",
        "Mara Quill;31;2031-03-04;Northern Army",
        "Ines Tarn;27;2031-04-11;Northern Army",
    )
    assert found.fields["actors"] == ("Perpetrator",)


@pytest.mark.parametrize("heading", ["Survived", "survived?", "Überlebt", "هل نجا"])
def test_survivors_of_a_list_are_not_killed(heading: str) -> None:
    found = guess_of(
        f"Name;Sex;Age;{heading}",
        "Quill, Mr. Amos;male;22;0",
        "Tarn, Miss. Ines;female;27;1",
        "Moor, Mr. Jon;male;44;0",
    )
    assert found.fields["harm"] == (heading,)
    assert "harm" not in found.fixed


def test_numbers_of_relatives_aboard_answer_no_question() -> None:
    found = guess_of(
        "Name;Age;Died on;Siblings aboard",
        *(f"Amos Quill{n};22;2031-03-04;{n % 5}" for n in range(10)),
    )
    assert not [one for one in found.of_columns if "aboard" in one]


def test_letters_that_answer_are_asked_about_once() -> None:
    found = guess_of(
        "Name;Age;Killed on;Armed",
        *(f"Amos Quill{n};22;2031-03-04;{'Si' if n % 2 else 'No'}" for n in range(10)),
    )
    assert len([one for one in found.of_columns if "'Armed'" in one]) == 1


def test_words_of_web_addresses_say_nothing_of_a_row() -> None:
    address = "https://news.example/2031/woman-found-alive-after-a-heart-attack"
    assert row_doubt("note", "found alive") is not None
    assert row_doubt("note", address) is None
    assert later_death("https://news.example/he-later-died-in-hospital") is None
    assert may_lack_violence("heart attack")
    assert not may_lack_violence(address)


def test_web_addresses_are_links_whatever_their_heading() -> None:
    found = guess_of(
        "Name;Age;Killed on;In the media;Remarks",
        "Mara Quill;31;2031-03-04;https://news.example/found-alive;https://a.example/x",
        "Ines Tarn;27;2031-04-11;https://news.example/detained-man;https://a.example/y",
    )
    assert "note" not in found.fields
    assert found.fields["link"] == ("In the media",)
    assert not found.of_columns


def test_what_is_said_alike_of_every_row_speaks_against_none() -> None:
    found = guess_of(
        "First name;Last name;Birth year;Group;Killed on",
        *(f"removed;removed;20{n:02};removed;2031-03-{n + 1:02}" for n in range(9)),
    )
    assert "note" not in found.fields


def test_named_victims_with_reasons_and_sources_are_people() -> None:
    found = guess_of(
        "city;date;name;reason;source;who",
        "Arad;20/02/2031;Mara Quill;Money;https://news.example/a;A stranger",
        "Belt;06/10/2031;Ines Tarn;Unknown;https://news.example/b;Husband",
    )
    assert found.kind is RecordKind.PERSON


def test_rows_with_numbers_of_victims_and_a_year_are_incidents() -> None:
    found = guess_of(
        "id;year;victims;cause;place;cause_of_death",
        *(f"{n};203{n};{1 + n % 3};Arma de fuego;Domicilio;Herida {n}" for n in range(1, 9)),
    )
    assert found.kind is RecordKind.INCIDENT
    assert found.fields["people_killed_min"] == ("victims",)
    assert found.fields["happened"] == ("year",)


def test_weapons_that_some_did_not_have_are_no_causes_of_death() -> None:
    rows = [
        f"Amos Quill{n};22;2031-03-0{n};{'Firearm' if n % 2 else 'No weapon'}" for n in range(1, 9)
    ]
    found = guess_of("Name;Age;Killed on;Weapon", *rows)
    assert not {"cause", "cause_of_death"} & found.fields.keys()
    other = guess_of("Name;Age;Killed on;Weapon", *(r.replace("No weapon", "Knife") for r in rows))
    assert other.fields["cause"] == ("Weapon",)


def test_people_shot_at_with_their_outcomes_are_a_list_of_people() -> None:
    outcomes = ("Fatal", "Non-fatal injury", "Fatal", "Non-fatal injury", "Miss", "Fatal")
    found = guess_of(
        "Incident.Date;District;Outcome.of.Shots;Subject.Age;Subject.Sex",
        *(f"2031-03-0{n};Arad;{one};2{n};M" for n, one in enumerate(outcomes, start=1)),
    )
    assert found.kind is RecordKind.PERSON
    assert found.fields["harm"] == ("Outcome.of.Shots",)
    assert found.fields["age"] == ("Subject.Age",)


def test_months_in_words_that_no_field_reads_are_asked_about() -> None:
    found = guess_of(
        "Victim;Place;Time",
        "Mara Quill;Arad;June, 2031",
        "Ines Tarn;Belt;March, 2032",
    )
    assert [one for one in found.of_columns if one.startswith("'Time' holds days")]


def test_many_columns_of_answers_are_asked_about_in_one_sentence() -> None:
    names = ("crit1", "crit2", "multiple", "claimed", "doubted", "success")
    found = guess_of(
        ";".join(("event date", "city", "killed", "injured", *names)),
        *(f"2031-03-0{n};Arad;3;2;" + ";".join([str(n % 2)] * 6) for n in range(1, 9)),
    )
    (asked,) = [one for one in found.of_columns if "tell rows apart" in one]
    assert all(repr(name) in asked for name in names)


_ACCOUNT = "The two had argued for weeks over a mule, and the elder one went home that night. "


@pytest.mark.parametrize(
    "text",
    [
        _ACCOUNT + "He was shot after the guard had shouted a repeated order to stop at the gate.",
        _ACCOUNT + "El agresor intenta quitarse la vida y es internado en el hospital regional.",
        _ACCOUNT + "Estuvo hospitalizada doce días en el hospital del norte, hasta que murió.",
        _ACCOUNT + "There is no body camera footage of what happened.",
        "shot after repeated warnings",
    ],
)
def test_a_word_within_an_account_is_no_doubt_about_its_row(text: str) -> None:
    assert row_doubt("note", text) is None


@pytest.mark.parametrize(
    "text",
    [
        "hospitalizado",
        _ACCOUNT + "Sobrevivió.",
        _ACCOUNT + "Hospitalizada en estado grave en el hospital regional de la ciudad.",
        _ACCOUNT + "He was later found alive in the town of Arad by the guards of the bridge.",
        _ACCOUNT + "(repeated)",
    ],
)
def test_a_word_that_stands_by_itself_or_a_phrase_in_an_account_is_one(text: str) -> None:
    assert row_doubt("note", text) is not None


def test_a_day_before_1900_is_read_with_a_note_and_a_birth_without() -> None:
    assert "before 1900" in doubt_of("died", FieldType.DATE, "4 March 1882")
    assert not doubt_of("date_of_birth", FieldType.DATE, "1882-03-04")
    assert not doubt_of("died", FieldType.DATE, "4 March 1942")


def test_a_name_of_many_ages_that_shares_no_word_is_asked_about() -> None:
    heading = "Name;Age;Killed on"
    others = [f"Mara Q{chr(97 + n)}ll;{20 + n};2031-01-02" for n in range(20)]
    others += ["Ines Tarn;27;2031-04-11"]
    nobody = [f"Nomina Nescit;{20 + n};2031-03-0{n}" for n in range(1, 8)]
    listed_again = [f"Amos Salt;22;2031-03-0{n}" for n in range(1, 8)]
    common = [f"Mara Tarn;{20 + n};2031-03-0{n}" for n in range(1, 8)]
    found = guess_of(heading, *others, *nobody, *listed_again, *common)
    (asked,) = [one for one in found.of_columns if "rows of people who differ" in one]
    assert asked.startswith("'Nomina Nescit' stands under 'Name' in 7 rows")


@pytest.mark.parametrize("heading", ["Number of Victim Fatalities", "Lives lost in it"])
def test_victims_in_all_are_not_the_killed_where_another_column_makes_up_the_rest(
    heading: str,
) -> None:
    found = guess_of(
        f"Date;Location;{heading};Number of Victims Injured;Total Number of Victims",
        *(f"2031-03-0{n};Arad;{n % 3};{n % 5};{n % 3 + n % 5}" for n in range(1, 10)),
    )
    assert found.fields["people_killed_min"] == (heading,)
    assert found.fields["people_injured_min"] == ("Number of Victims Injured",)


def test_people_written_short_are_people() -> None:
    found = guess_of(
        "id;date;place;min_ppl_killed;max_ppl_killed",
        *(f"S{n};2031-03-0{n};Arad;{n % 3};{n % 3 + n % 2}" for n in range(1, 10)),
    )
    assert found.fields["people_killed_min"] == ("min_ppl_killed",)
    assert found.fields["people_killed_max"] == ("max_ppl_killed",)


def test_two_lists_side_by_side_are_refused_and_names_in_two_scripts_are_not() -> None:
    headings = "Killed/Name;Killed/Date;column 3;Missing/Name;Missing/Last seen"
    lines = ("Ion Popa;2031-01-03;;Ana Moga;2031-01-03", ";;;Ema Pop;2031-01-12")
    guessed = guess_of(headings, *lines)
    assert guessed.kind is None
    assert "two lists stand side by side, 'Killed' and 'Missing'" in guessed.reason
    scripts = "English/Name;English/Date of death;column 3;Arabic/Name"
    assert guess_of(scripts, "Rana Zayd;2031-01-03;;رنا زيد").kind is RecordKind.PERSON
