"""The simulated city: the same seed, the same bytes; its lists are as hard as real ones."""

import csv
import hashlib
import re
from pathlib import Path

import pytest

from sijill.model.errors import CaseError
from sijill.simulation.city import build_city
from sijill.simulation.folder import write_city
from sijill.simulation.voices import CANARY


def _digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("towns") / "town"
    write_city(build_city(5, 600), folder)
    return folder


def test_the_same_seed_gives_the_same_bytes(town: Path, tmp_path: Path) -> None:
    write_city(build_city(5, 600), tmp_path / "again")
    write_city(build_city(6, 600), tmp_path / "other")
    assert _digests(tmp_path / "again") == _digests(town)
    assert _digests(tmp_path / "other") != _digests(town)


def test_a_city_is_never_written_over_something_else(town: Path) -> None:
    with pytest.raises(CaseError, match="is not empty"):
        write_city(build_city(5, 200), town)


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_the_truth_names_the_person_behind_every_row_and_no_list_does(town: Path) -> None:
    people = {row["person"] for row in _rows(town / "truth" / "persons.csv")}
    behind = {row["person"] for row in _rows(town / "truth" / "rows.csv") if row["person"]}
    assert len(behind & people) > 400
    for path in (town / "data").iterdir():
        content = path.read_bytes()
        assert not any(person.encode() in content for person in people), path.name


def test_the_lists_hold_what_makes_real_lists_hard(town: Path) -> None:
    incidents = _rows(town / "data" / "monitor_incidents.csv")
    assert any(row["killed_min"] != row["killed_max"] for row in incidents)
    assert any(row["killed_max"] == "" for row in incidents)
    assert any(row["date_end"] not in ("", row["date"]) for row in incidents)
    victims = (town / "data" / "monitor_victims.csv").read_text(encoding="utf-8")
    assert re.search(r"(?i)\b(?:wife|son|daughter|child|family) of", victims)
    assert re.search(r"[\u0621-\u064a]", victims)
    with pytest.raises(UnicodeDecodeError):
        (town / "data" / "hospital_register.csv").read_text(encoding="utf-8")
    claims = _rows(town / "data" / "press_claims.csv")
    assert any(row["repeats"] for row in claims)
    assert CANARY in (town / "data" / "testimonies.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("deaths", [200, 600])
def test_about_as_many_die_as_asked(deaths: int) -> None:
    assert len(build_city(5, deaths).deaths) == pytest.approx(deaths, rel=0.1)
