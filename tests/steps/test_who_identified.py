"""Who identified a body stands on no page and in no table; what kind of person or means does."""

from pathlib import Path

import pytest

from sijill.publication.redaction.identifiers import kind_of_identifier
from small_cases import SmallCase

SAID = {
    "his brother Walid Attar": "relatives or people who knew them",
    "الأب أبو سمير": "relatives or people who knew them",
    "родственниками, Олег Зимин": "relatives or people who knew them",
    "DNA, Dr Salma Rifai": "DNA",
    "أوراق ثبوتية": "papers",
    "papiers d'identité, vus par Luc Morel": "papers",
    "parmak izi": "fingerprints",
    "לפי תמונות": "a picture",
    "تمونه": "somebody",
    "Umm Nabil": "somebody",
    "the forensic board": "a board, laboratory or authority",
}


@pytest.mark.parametrize(("words", "kind"), SAID.items())
def test_the_kind_is_told_and_nothing_of_the_words(words: str, kind: str) -> None:
    assert kind_of_identifier(words) == f"{kind} (who it was is withheld)"


def test_where_nothing_is_said_nothing_is_shown() -> None:
    assert kind_of_identifier(" ") == ""


def _written(folder: Path) -> str:
    return "".join(
        path.read_text("utf-8", "replace") for path in folder.rglob("*") if path.is_file()
    )


def test_a_family_s_name_leaves_the_register_on_the_sheet_of_a_team_alone(
    street: SmallCase,
) -> None:
    fields = {"code": "no", "sex": "sex", "recovered": "day", "identified_by": "known to"}
    rows = (
        "no,sex,day,known to\n"
        "B1,male,2031-06-04,his cousin Wadia Qarfan\n"
        f"B2,male,2031-06-04,Wadia Qarfan {'x' * 70_000}\n"
    )
    street.add_list("grave", "remains", fields, rows)
    assert street.build().exit_code == 0
    said = ("--method", "dental", "--by", "her son Wadia Qarfan", "--reason", "a crown on 36")
    identified = street.run("identify", "grave:B1", "notebook:1", *said, "--case", street.folder)
    assert identified.exit_code == 0, identified.output
    assert street.build().exit_code == 0
    out = _written(street.folder / "out")
    assert "Qarfan" not in out
    assert out.count("relatives or people who knew them (who it was is withheld)") >= 2
    sheet = street.folder / "day.html"
    made = street.run("daysheet", street.folder, sheet, "--day", "2031-06-04")
    assert made.exit_code == 0, made.output
    assert "Wadia Qarfan" in sheet.read_text("utf-8")
