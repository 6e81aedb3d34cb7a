"""The city as a case folder: the lists as files, their mappings, and the truth apart.

::

    CITY/
      case.toml  sources/*.toml  data/*      what a real case has
      truth/                                 people, incidents and the true id behind every row
"""

import csv
import json
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path

import xlsxwriter

from sijill.model.errors import CaseError
from sijill.simulation import (
    council,
    hazards,
    hospital,
    memorial,
    monitor,
    notebook,
    official,
    posts,
    voices,
)
from sijill.simulation.city import City, Inhabitant, SimulatedIncident
from sijill.simulation.field import missing, sites
from sijill.simulation.field.missing import report_missing
from sijill.simulation.field.sites import list_sites
from sijill.simulation.lists import SimulatedList

HOSPITAL_ENCODING = "cp1256"
_WRITTEN_AT = datetime(2032, 10, 1)  # noqa: DTZ001  XLSX properties know no time zone


def write_city(city: City, folder: Path) -> dict[str, int]:
    """Write the case and the truth; returns how many rows each list has.

    Raises:
        CaseError: if the folder exists and is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise CaseError(f"{folder} is not empty. Give a folder that does not exist yet.")
    data, truth = folder / "data", folder / "truth"
    for place in (data, truth):
        place.mkdir(parents=True, exist_ok=True)
    _write_case(folder)
    lists = keep_lists(city)
    for source, kept in lists.items():
        _WRITERS[source](data, kept)
    areas = hazards.survey(city)
    _write_json(data / "hazard_areas.geojson", areas)
    _write_truth(truth, city, lists.values())
    _, origin_of = posts.keep(city, monitor.keep(city)[2])
    _write_csv(
        truth / "origins.csv",
        (
            {"report": f"{posts.SOURCE}:{post}", "origin": f"{posts.SOURCE}:{origin}"}
            for post, origin in origin_of.items()
        ),
    )
    features = areas["features"]
    return {source: len(kept.rows) for source, kept in lists.items()} | {
        hazards.SOURCE: len(features) if isinstance(features, list) else 0
    }


def keep_lists(city: City) -> dict[str, SimulatedList]:
    """Every list that somebody keeps about the city, by source id."""
    incidents, victims, codes = monitor.keep(city)
    kept = (
        notebook.keep(city),
        incidents,
        victims,
        hospital.keep(city),
        memorial.keep(city, victims),
        official.keep(city, codes),
        voices.testify(city),
        voices.claim(city),
        council.keep(city),
        posts.keep(city, codes)[0],
    )
    lists = [*kept, report_missing(city, _named_bodies(kept[0])), list_sites(city)]
    return {simulated.source: simulated for simulated in lists}


def _named_bodies(kept: SimulatedList) -> set[str]:
    """The people whose bodies the recovery team's notebook names."""
    unnamed = ("مجهول", "مجهول الهوية", "")
    return {row.person for row in kept.rows if row.cells["الاسم"] not in unnamed}


def _write_case(folder: Path) -> None:
    with as_file(files("sijill.simulation").joinpath("case")) as case:
        shutil.copytree(case, folder, dirs_exist_ok=True)


def _write_csv(
    path: Path, rows: Iterable[Mapping[str, str]], delimiter: str = ",", encoding: str = "utf-8"
) -> None:
    kept = list(rows)
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        writer = csv.DictWriter(file, list(kept[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(kept)


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _write_notebook(data: Path, kept: SimulatedList) -> None:
    """A workbook with a sheet of remarks before the sheet that matters, right to left."""
    with xlsxwriter.Workbook(data / "recovery_notebook.xlsx") as book:
        book.set_properties({"created": _WRITTEN_AT, "author": "Civil Council"})
        remarks = book.add_worksheet("ملاحظات")
        remarks.right_to_left()
        remarks.write(0, 0, "دفتر فريق الانتشال. الرمز مكتوب على الكيس وعلى الشاهدة.")
        sheet = book.add_worksheet(notebook.SHEET)
        sheet.right_to_left()
        for column, name in enumerate(kept.rows[0].cells):
            sheet.write_string(0, column, name)
        for number, row in enumerate(kept.rows, start=1):
            for column, cell in enumerate(row.cells.values()):
                sheet.write_string(number, column, cell)


def _write_memorial(data: Path, kept: SimulatedList) -> None:
    entries = [
        {
            **{key: cell for key, cell in row.cells.items() if key not in ("latin", "arabic")},
            "name": {"latin": row.cells["latin"], "arabic": row.cells["arabic"]},
        }
        for row in kept.rows
    ]
    _write_json(data / "memorial_page.json", {"page": "In memory", "entries": entries})


_WRITERS: dict[str, Callable[[Path, SimulatedList], None]] = {
    notebook.SOURCE: _write_notebook,
    monitor.INCIDENTS: lambda data, kept: _write_csv(
        data / "monitor_incidents.csv", (row.cells for row in kept.rows)
    ),
    monitor.VICTIMS: lambda data, kept: _write_csv(
        data / "monitor_victims.csv", (row.cells for row in kept.rows), encoding="utf-8-sig"
    ),
    hospital.SOURCE: lambda data, kept: _write_csv(
        data / "hospital_register.csv", (row.cells for row in kept.rows), ";", HOSPITAL_ENCODING
    ),
    memorial.SOURCE: _write_memorial,
    official.SOURCE: lambda data, kept: _write_csv(
        data / "alliance_statements.csv", (row.cells for row in kept.rows)
    ),
    voices.TESTIMONIES: lambda data, kept: _write_json(
        data / "testimonies.json", [row.cells for row in kept.rows]
    ),
    council.SOURCE: lambda data, kept: _write_csv(
        data / "council_incidents.csv", (row.cells for row in kept.rows)
    ),
    posts.SOURCE: lambda data, kept: _write_csv(
        data / "posts.csv", (row.cells for row in kept.rows)
    ),
    missing.SOURCE: lambda data, kept: _write_csv(
        data / "missing_persons.csv", (row.cells for row in kept.rows), encoding="utf-8-sig"
    ),
    sites.SOURCE: lambda data, kept: _write_csv(
        data / "search_sites.csv", (row.cells for row in kept.rows), encoding="utf-8-sig"
    ),
    voices.CLAIMS: lambda data, kept: _write_csv(
        data / "press_claims.csv", (row.cells for row in kept.rows)
    ),
}


def _true_person(person: Inhabitant, incident: SimulatedIncident) -> dict[str, str]:
    """A row of ``truth/persons.csv``: somebody who was killed."""
    name = (person.given, *person.chain, person.family)
    return {
        "person": person.id,
        "given": person.given.latin,
        "name": " ".join(part.latin for part in name),
        "name_ar": " ".join(part.arabic for part in name),
        "sex": person.sex,
        "age_months": str(person.age_months),
        "fighter": str(person.is_fighter).lower(),
        "incident": incident.id,
    }


def _write_truth(truth: Path, city: City, lists: Collection[SimulatedList]) -> None:
    deaths = city.deaths
    _write_csv(
        truth / "persons.csv",
        (
            _true_person(person, deaths[identity])
            for identity, person in city.people.items()
            if identity in deaths
        ),
    )
    _write_csv(
        truth / "incidents.csv",
        (
            {
                "incident": incident.id,
                "date": incident.happened.isoformat(),
                "actor": incident.actor,
                "cause": incident.cause,
                "killed": str(len(incident.killed)),
                "injured": str(len(incident.injured)),
            }
            for incident in city.incidents
        ),
    )
    _write_rows(
        truth / "rows.csv", (simulated for simulated in lists if simulated.source != missing.SOURCE)
    )
    _write_rows(
        truth / "missing.csv",
        (simulated for simulated in lists if simulated.source == missing.SOURCE),
    )


def _write_rows(path: Path, lists: Iterable[SimulatedList]) -> None:
    """Whom or what every row of some lists is really about."""
    _write_csv(
        path,
        (
            {"record": f"{kept.source}:{row.key}", "person": row.person, "incident": row.incident}
            for kept in lists
            for row in kept.rows
        ),
    )
