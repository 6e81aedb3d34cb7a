"""A mistake in one list is printed beside the figures of the others, and the exit code says so."""

import gzip
from collections.abc import Callable

import pytest

from small_cases import HEADER, PEOPLE, SmallCase

MAPPING = "sources/second.toml"


def _replace(old: str, new: str) -> Callable[[SmallCase], None]:
    """The mapping of the second list with one thing changed."""

    def change(case: SmallCase) -> None:
        path = case.folder / MAPPING
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _content(content: bytes) -> Callable[[SmallCase], None]:
    """The second list's file with other bytes."""

    def change(case: SmallCase) -> None:
        (case.data / "second.csv").write_bytes(content)

    return change


def _missing(case: SmallCase) -> None:
    (case.data / "second.csv").unlink()


def _folder(case: SmallCase) -> None:
    _missing(case)
    (case.data / "second.csv").mkdir()


MISTAKES: dict[str, tuple[Callable[[SmallCase], None], str]] = {
    "no TOML": (_replace("[key]", "[key"), "second.toml"),
    "a key that no mapping has": (_replace("[key]", "colour = 1\n[key]"), "colour"),
    "a kind that is none": (_replace('kind = "person"', 'kind = "persons"'), "determination"),
    "a field that is none": (_replace('name = "name"', 'nam = "name"'), "nam"),
    "a column that is not there": (_replace('name = "name"', 'name = "nombre"'), "nombre"),
    "a key column that is not there": (_replace('["no"]', '["number"]'), "number"),
    "a file that vanished": (_missing, "second.csv"),
    "a folder for a file": (_folder, "second.csv"),
    "an empty file": (_content(b""), "empty"),
    "a file of spaces": (_content(b"  \n \n"), "second.csv"),
    "half a packed file": (_content(gzip.compress(b"no,name\n1,x\n" * 99)[:-9]), "second.csv"),
    "a workbook that is none": (_content(b"PK\x03\x04 not a workbook"), "second.csv"),
    "a text that is no UTF-8": (
        _content(HEADER.encode() + b"\n1,\xff\xfe\xfd\n"),
        "second.csv, line 2",
    ),
    "a code that is none": (
        _replace('harm = "killed"', 'harm = "deceased"'),
        "deceased",
    ),
    "an encoding that is none": (_replace("[key]", 'encoding = "utf-99"\n[key]'), "utf-99"),
    "two letters as a delimiter": (_replace("[key]", 'delimiter = "||"\n[key]'), "delimiter"),
    "a heading row beyond the end": (_replace("[key]", "header_row = 99\n[key]"), "second.csv"),
    "an id that is taken": (_replace('id = "second"', 'id = "notebook"'), "notebook"),
    "an id with spaces": (_replace('id = "second"', 'id = "the second"'), "id: "),
    "a file outside the case": (_replace('"second.csv"', '"../../second.csv"'), "second"),
    "a zone that is none": (
        _replace('died = "died"', 'died = { column = "died", zone = "Mars/Base" }'),
        "Mars/Base",
    ),
    "a list that takes rows from a list that is not there": (
        _replace("[key]", 'derives_from = ["notbook"]\n[key]'),
        (
            "'notbook' is no other list of this case. Write the id of a list, or take it out. The "
            "other lists: notebook (notebook.toml)"
        ),
    ),
    "a list that takes rows from itself": (
        _replace("[key]", 'derives_from = ["second"]\n[key]'),
        "second.toml, derives_from: 'second'",
    ),
    "a protected column that is not there": (
        _replace("[key]", 'protected = ["witness"]\n[key]'),
        "witness",
    ),
}


@pytest.mark.parametrize(("make", "named"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_one_list_is_named_and_ends_with_1(
    street: SmallCase, make: Callable[[SmallCase], None], named: str
) -> None:
    rows = "\n".join((HEADER, *(row.replace("al-", "al-Second ") for row in PEOPLE), ""))
    (street.data / "second.csv").write_text(rows, encoding="utf-8")
    street.map_another("second", "second.csv")
    make(street)
    answer = street.build()
    assert answer.exit_code == 1, answer.output
    assert named in answer.stderr
    assert "Traceback" not in answer.output
    assert "fault of sijill" not in answer.stderr
    if street.folder.joinpath("out", "figures.json").exists():
        assert street.figures()["persons.list.notebook"]["text"] == "3"
