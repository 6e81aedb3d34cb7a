"""Lists of damage, sites, letters, mines and strikes, in the words of those who keep them."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from guessed_lists import guess_of
from sijill.figures.front_page import headlines
from sijill.steps.case.starting.start_case import start_case
from small_cases import Command
from trial_runs import trial_of

DAMAGE = "Building ID;Lat;Lon;Damage level;Image date;Last seen intact"
SITES = "Site name;Coordinates;Exhumation started;Exhumation ended;Bodies exhumed"
INTERVIEWS = "Interview no;Interview date;Witness;Village;What happened"
LETTERS = "Ref;To;Subject;Date sent;Reply due;Reply received;Summary of reply"
FIELDS: Mapping[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
    "damage": (
        (DAMAGE, "B1;35.95;39.01;Destroyed;2031-07-01;2031-05-01"),
        {"structure": "Building ID", "damage": "Damage level", "unharmed": "Last seen intact"},
    ),
    "damage in Turkish": (
        ("Bina;Hasar derecesi;Görüntü tarihi", "B1;ağır;2031-07-01"),
        {"structure": "Bina", "damage": "Hasar derecesi"},
    ),
    "sites": (
        (SITES, "Stadium;35.95, 39.01;2031-10-01;2031-12-01;120"),
        {
            "place": "Site name",
            "opened": "Exhumation started",
            "closed": "Exhumation ended",
            "recovered_count": "Bodies exhumed",
        },
    ),
    "damage in Spanish": (
        ("Edificio;Barrio;Nivel de daño;Fecha de imagen", "A1;Centro;Destruido;2031-07-01"),
        {"damage": "Nivel de daño", "seen": "Fecha de imagen"},
    ),
    "graves with numbers of bodies": (
        ("Código;Cementerio;Fecha exhumación;Cuerpos recuperados", "F1;Norte;2031-10-01;12"),
        {"opened": "Fecha exhumación", "recovered_count": "Cuerpos recuperados"},
    ),
    "numbered graves with numbers of bodies": (
        (
            "No;Cemetery;Date exhumed;Bodies exhumed",
            "1;North;2031-10-01;12",
            "2;South;2031-10-04;3",
        ),
        {"recovered_count": "Bodies exhumed"},
    ),
    "news with numbers of the killed and injured": (
        (
            "Outlet;Date;Title;Number reported killed;Number reported injured;Children killed;URL",
            "The Daily;2031-07-02;Dozens dead in Basatin;40;100;4;https://daily.example/1",
        ),
        {"said_by": "Outlet", "sentence": "Title", "value": "Number reported killed"},
    ),
    "accounts": (
        (
            "Interview code;Date of interview;Respondent alias;Account;Can be published",
            "I-1;2031-08-01;R1;We heard two explosions;no",
        ),
        {"pseudonym": "Respondent alias", "may_quote": "Can be published"},
    ),
    "letters in French": (
        (
            "Destinataire;Objet;Envoyée le;Réponse attendue avant le;Répondu le",
            "Mairie;Tombes;2031-09-01;2031-10-01;",
        ),
        {"sent": "Envoyée le", "answer_by": "Réponse attendue avant le"},
    ),
    "letters": (
        (LETTERS, "L1;The Alliance;Basatin;2031-09-01;2031-10-01;2031-09-28;No aircraft flew"),
        {
            "addressee": "To",
            "sent": "Date sent",
            "answer_by": "Reply due",
            "answered": "Reply received",
            "answer": "Summary of reply",
        },
    ),
}


@pytest.mark.parametrize("name", list(FIELDS))
def test_the_columns_of_a_list_are_read(name: str) -> None:
    lines, expected = FIELDS[name]
    found = guess_of(*lines).fields
    assert {field: found.get(field) for field in expected} == {
        field: (column,) for field, column in expected.items()
    }


def _letters(folder: Path, sijill: Command, *rows: str) -> Path:
    text = "\n".join((LETTERS, *rows)).replace(";", ",")
    (folder / "letters.csv").write_text(text, encoding="utf-8")
    assert sijill("new", folder / "case", folder / "letters.csv").exit_code == 0
    assert sijill("build", folder / "case").exit_code == 0
    return folder / "case"


def test_an_answer_in_the_row_of_the_letter_is_an_answer(tmp_path: Path, sijill: Command) -> None:
    case = _letters(
        tmp_path,
        sijill,
        "L1;The Alliance;Basatin;2031-09-01;2031-10-01;2031-10-03;No aircraft flew",
        "L2;The Mayor;Harbour;2031-09-02;2031-10-01;;no reply yet",
    )
    with (case / "out" / "tables" / "letters.csv").open(encoding="utf-8-sig") as file:
        answered, waiting = csv.DictReader(file)
    assert (answered["state"], answered["days_to_answer"]) == ("answered late", "32")
    assert (waiting["state"], waiting["answer"]) == ("no answer on record", "no reply yet")
    page = (case / "out" / "dossier" / "official.html").read_text(encoding="utf-8")
    assert "answered late, 32 days after; the list tells: <bdi>No aircraft flew</bdi>" in page
    assert "no answer on record; the list tells: <bdi>no reply yet</bdi>" in page
    told = json.loads(sijill("letters", "--case", case, "--json").stdout)["letters"]
    assert [one["answered"] for one in told] == ["2031-10-03", ""]


@pytest.mark.parametrize(
    ("word", "field", "code"),
    [
        ("landmine", "hazard", "unknown"),
        ("حقل ألغام", "hazard", "unknown"),
        ("Open", "status", "reported"),
        ("not cleared", "status", "reported"),
    ],
)
def test_words_of_mine_action_are_understood(
    word: str, field: str, code: str, tmp_path: Path
) -> None:
    cells = {"hazard": "UXO", "status": "Cleared"} | {field: word}
    (tmp_path / "mines.csv").write_text(
        "Hazard ID,Type,Municipality,Size (m2),Status\n"
        f"H1,{cells['hazard']},Basatin,1200,{cells['status']}\n",
        encoding="utf-8",
    )
    start_case(tmp_path / "case", [tmp_path / "mines.csv"], "A case")
    mapping = (tmp_path / "case" / "sources" / "mines.toml").read_text(encoding="utf-8")
    assert f'"{word}" = "{code}"' in mapping


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("\n".join(FIELDS["damage"][0]), "damage.structures"),
        ("\n".join(FIELDS["sites"][0]).replace("35.95, 39.01", "35.95 39.01"), "sites.recorded"),
        ("Date;Area;Munitions dropped;Target\n2031-06-03;Basatin;4;a post", "strikes.records"),
        (
            f"{INTERVIEWS}\n1;2031-08-01;Um Khalid;Basatin;Two rockets hit the house",
            "testimonies.given",
        ),
        (
            "Newspaper;Published;Headline\nThe Daily;2031-07-02;40 dead in Basatin",
            "claims.statements",
        ),
    ],
)
def test_a_case_of_one_list_shows_how_many_it_has(text: str, figure: str, tmp_path: Path) -> None:
    figures = trial_of(tmp_path, list=text.replace(";", ",")).figures
    shown = headlines(figures)
    assert shown[-1] == figure
    assert figures[figure][1] == "1"


def test_bodies_that_sites_count_are_added_and_stand_apart_from_remains(tmp_path: Path) -> None:
    graves = (
        "Grave,Cemetery,Date exhumed,Number of bodies\n"
        "G1,North,2031-10-01,12\nG2,South,2031-10-04,3-4\nG3,South,2031-10-09,\n"
    )
    figures = trial_of(tmp_path, graves=graves).figures
    assert figures["sites.bodies"][1] == "15–16"
    assert "remains.recovered" not in figures


def test_bodies_that_are_described_are_remains() -> None:
    guessed = guess_of("Body no;Date exhumed;Sex;Age;Number of bodies", "1;2031-10-01;m;30;2")
    assert guessed.kind == "remains"
    assert guessed.fields["bodies"] == ("Number of bodies",)
