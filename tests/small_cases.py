"""Cases for tests: a street with one list, and a simulated city that is built."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import Result

from sijill.steps.case.build import Built

Command = Callable[..., Result]

CASE = """\
title = "A street"
area = "Basatin"
period = "2031-06-01/2031-06-30"

[[actors]]
id = "alliance"
name = "The Alliance"

[comparison]
actor = "alliance"
grades = ["confirmed", "fair"]
"""
NOTEBOOK = """\
id = "notebook"
title = "Notebook"
kind = "person"
file = "notebook.csv"
{reading}
fixed = {{ harm = "killed" }}

[key]
columns = ["no"]

[fields]
name = "name"
age = "age"
died = "{died}"
latitude = "lat"
longitude = "lon"

[fields.sex]
column = "sex"
values = {{ "m" = "male", "f" = "female" }}
"""
HEADER = "no,name,age,died,sex,lat,lon"
PEOPLE = (
    "1,Khalid Walid al-Attar,40,2031-06-03,m,35.95,39.01",
    "2,Rana Walid al-Attar,12,2031-06-03,f,35.95,39.01",
    "3,Samir Nabil al-Hallaq,,2031-06-09,m,35.96,39.02",
)


@dataclass(frozen=True)
class SmallCase:
    """A case folder with one list of people, and the command to run on it."""

    folder: Path
    run: Command

    @property
    def data(self) -> Path:
        """Where the files as received lie."""
        return self.folder / "data"

    def lay_out(self) -> None:
        """Write the case: its settings, its one mapping and the list of three people."""
        for folder in ("sources", "data"):
            (self.folder / folder).mkdir(parents=True)
        (self.folder / "case.toml").write_text(CASE, encoding="utf-8")
        self.map_list()
        self.write_list(*PEOPLE)

    def write_list(self, *rows: str, header: str = HEADER) -> None:
        """Write the notebook anew."""
        (self.data / "notebook.csv").write_text("\n".join((header, *rows, "")), encoding="utf-8")

    def map_case(self, *settings: str) -> None:
        """Write ``case.toml`` anew, with these lines at its head."""
        path = self.folder / "case.toml"
        path.write_text("\n".join((*settings, CASE)), encoding="utf-8")

    def map_list(self, reading: str = "", died: str = "died", name: str = "notebook") -> None:
        """Write the notebook's mapping anew, with lines on how its file is to be read."""
        text = NOTEBOOK.format(reading=reading, died=died)
        (self.folder / "sources" / f"{name}.toml").write_text(text, encoding="utf-8")

    def map_another(self, source: str, file: str, reading: str = "") -> None:
        """Map a second list with the notebook's columns."""
        text = NOTEBOOK.format(reading=reading, died="died")
        text = text.replace('"notebook"', f'"{source}"').replace('"notebook.csv"', f'"{file}"')
        (self.folder / "sources" / f"{source}.toml").write_text(text, encoding="utf-8")

    def add_list(
        self, source: str, kind: str, fields: Mapping[str, str], rows: str, *settings: str
    ) -> None:
        """Add a list with its mapping, or write both anew.

        Args:
            source: its id; its file is ``SOURCE.csv``, and its title the id with a capital.
            kind: of its records.
            fields: the column of each field, or an inline table of settings.
            rows: the text of the file; its first column is the key.
            settings: further lines at the head of the mapping.
        """
        key = rows.partition(",")[0]
        lines = (
            f'id = "{source}"',
            f'title = "{source.capitalize()}"',
            f'kind = "{kind}"',
            f'file = "{source}.csv"',
            *settings,
            f'[key]\ncolumns = ["{key}"]\n[fields]',
            *(
                f"{field} = {column}" if column.startswith("{") else f'{field} = "{column}"'
                for field, column in fields.items()
            ),
            "",
        )
        path = self.folder / "sources" / f"{source}.toml"
        path.write_text("\n".join(lines), encoding="utf-8")
        (self.data / f"{source}.csv").write_text(rows, encoding="utf-8")

    def build(self, *options: str) -> Result:
        """Run ``sijill build`` on the case."""
        return self.run("build", str(self.folder), *options)

    def figures(self) -> Mapping[str, Mapping[str, object]]:
        """The figures of the last build, by name."""
        text = (self.folder / "out" / "figures.json").read_text(encoding="utf-8")
        figures: Mapping[str, Mapping[str, object]] = json.loads(text)["figures"]
        return figures

    def rejects(self) -> str:
        """The text of ``out/rejects.csv``."""
        return (self.folder / "out" / "rejects.csv").read_text(encoding="utf-8")


@dataclass(frozen=True)
class BuiltCity:
    """A simulated city, built."""

    folder: Path
    built: Built

    @property
    def out(self) -> Path:
        """The folder of results."""
        return self.folder / "out"

    @property
    def dossier(self) -> Path:
        """The dossier's folder."""
        return self.out / "dossier"


Prepare = Callable[[SmallCase], None]
"""What is done to a fresh street before a test begins."""
Prepared = Callable[[SmallCase, Prepare], SmallCase]


def build_street(street: SmallCase) -> None:
    """Build a street; nothing may be wrong with it."""
    answer = street.build()
    assert answer.exit_code == 0, answer.output


def copy_case(source: Path, target: Path) -> None:
    """Copy a street with the device's key beside it, and with what the key's device remembers."""
    shutil.copytree(source / "street", target / "street", symlinks=True)
    for path in source.glob("device.key*"):
        if path.is_dir():
            shutil.copytree(path, target / path.name, dirs_exist_ok=True)
        else:
            shutil.copy2(path, target)
