"""Forms: compiled by the reference compiler, and their answers read back without a guess."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from markupsafe import escape
from openpyxl import Workbook as WrittenWorkbook
from openpyxl import load_workbook
from pypdf import PdfReader
from pyxform.xls2xform import convert

from sijill.cli.extras import explain_missing
from sijill.model.records.fields import FIELDS
from sijill.publication.forms.answer_mapping import mapping_text
from sijill.publication.forms.paper_form import paper_form
from sijill.publication.forms.xlsform import Form, Server, forms, xlsform
from sijill.remains.body_codes import BodyCode
from sijill.sources.toml_files import read_mapping
from small_cases import Command, SmallCase

ALL = pytest.mark.parametrize("form", forms().values(), ids=forms())

BODY = {
    "code": "TABQA-T2-17",
    "recovered": "2031-07-04",
    "place": "Street 7, ground floor",
    "point": "35.951 39.012 0 4.5",
    "sex": "male",
    "age": "30-40",
    "stature": "170-178",
    "effects": "silver ring; keys",
    "apparent_cause": "crush",
    "condition": "incomplete crushed",
}


@ALL
def test_a_form_passes_the_reference_compiler(form: Form, tmp_path: Path) -> None:
    path = tmp_path / f"{form.name}.xlsx"
    path.write_bytes(xlsform(form))
    # ODK Validate, which pyxform brings, needs Java; without it only the compiler speaks.
    compiled = convert(xlsform=path, validate=shutil.which("java") is not None)
    assert compiled.xform.startswith("<?xml") or "<h:html" in compiled.xform
    # Photographs are evidence and are not made smaller on the telephone.
    assert [one for one in compiled.warnings if "max-pixels" not in one] == []
    for question in form.questions:
        assert f"/{question.name}" in compiled.xform


@ALL
def test_every_question_stands_in_both_languages(form: Form) -> None:
    for question in form.questions:
        assert set(question.label) == {"en", "ar"}
        assert any("\u0600" <= letter <= "\u06ff" for letter in question.label["ar"])


@ALL
def test_every_choice_is_a_code_of_the_register(form: Form) -> None:
    book = load_workbook(io.BytesIO(xlsform(form)))
    listed = {row[0] for row in book["choices"].iter_rows(min_row=2, values_only=True)}
    assert listed == {one.choices for one in form.questions if one.choices}


@ALL
@pytest.mark.parametrize("server", Server)
def test_its_mapping_is_read_and_names_fields_of_its_kind(form: Form, server: Server) -> None:
    mapping = read_mapping(mapping_text(form, "answers.csv", server), form.name)
    assert set(mapping.fields) <= set(FIELDS[form.kind])
    assert mapping.protected == tuple(one.name for one in form.questions if one.is_protected)


def test_the_same_form_is_the_same_bytes() -> None:
    form = forms()["recovery"]
    assert xlsform(form) == xlsform(form)


def _kobo(path: Path, *rows: dict[str, str]) -> None:
    """Answers as KoBoToolbox exports them with XML names: one sheet, its own columns behind."""
    book = WrittenWorkbook()
    sheet = book.active
    assert sheet is not None
    names = [one.name for one in forms()["recovery"].questions if one.type != "note"]
    sheet.append(["start", *names, "_point_latitude", "_point_longitude", "_id", "_uuid", "_index"])
    for number, row in enumerate(rows, start=1):
        answers: list[str | None] = [row.get(name) for name in names]
        position: list[str | None] = [*row.get("point", "").split()[:2], None, None][:2]
        sheet.append(
            ["2031-07-04T10:00:00", *answers, *position, str(900 + number), f"uuid-{number}", "1"]
        )
    book.save(path)


def _odk(path: Path, *rows: dict[str, str]) -> None:
    """Answers as ODK Central exports them: CSV, positions in columns of their own."""
    names = [one.name for one in forms()["recovery"].questions if one.name != "point"]
    position = ["point-Latitude", "point-Longitude", "point-Altitude", "point-Accuracy"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["SubmissionDate", *names, *position, "KEY"])
        for number, row in enumerate(rows):
            parts = row.get("point", "").split() or [""] * 4
            values = [row.get(name, "") for name in names]
            writer.writerow(["2031-07-04T11:00:00Z", *values, *parts, f"uuid:{number}"])


@pytest.mark.parametrize("server", Server)
def test_answers_become_records_once(
    street: SmallCase, sijill: Command, server: Server, tmp_path: Path
) -> None:
    answer = sijill("forms", tmp_path / "forms", "--form", "recovery", "--server", server.value)
    assert answer.exit_code == 0, answer.output
    mapping = (tmp_path / "forms" / "recovery.toml").read_text(encoding="utf-8")
    (street.folder / "sources" / "recovery.toml").write_text(mapping, encoding="utf-8")
    write, name = (_kobo, "recovery.xlsx") if server is Server.KOBO else (_odk, "recovery.csv")
    write(street.data / name, BODY, {"code": "TABQA-T2-18", "recovered": "2031-07-04"})
    built = json.loads(street.build("--json").stdout)
    assert street.figures()["remains.recovered"]["text"] == "2"
    (street.folder / "case.toml").touch()
    write(street.data / name, BODY, {"code": "TABQA-T2-18", "recovered": "2031-07-04"})
    again = json.loads(street.build("--json").stdout)
    assert again["records"] == built["records"]
    pages = (street.folder / "out" / "dossier" / "records").glob("recovery-*.html")
    words = "".join(page.read_text(encoding="utf-8") for page in pages)
    assert "TABQA-T2-17" in words
    for part in ("35.951", "170-178", "silver ring", "30-40", "crush"):
        assert part in words


def test_a_form_that_is_none_is_refused(sijill: Command, tmp_path: Path) -> None:
    answer = sijill("forms", tmp_path, "--form", "payroll")
    assert answer.exit_code == 1
    assert "there is no form payroll; there are: recovery, missing" in answer.stderr


def test_a_sheet_of_labels_has_each_code_for_each_place(sijill: Command, tmp_path: Path) -> None:
    path = tmp_path / "labels.html"
    answer = sijill("labels", path, "--place", "TABQA", "--team", "T2", "--count", "3")
    assert answer.exit_code == 0, answer.output
    page = path.read_text(encoding="utf-8")
    for number in (1, 2, 3):
        assert page.count(f'<div class="code">{BodyCode("TABQA", "T2", number)}</div>') == 6
    assert page.count("<svg") == 18
    assert "الجثمان" in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    words = ("--place", "TABQA", "--team", "T2", "--count", "1", "--json")
    answered = json.loads(sijill("labels", path, *words).stdout)
    assert answered == {"sheet": str(path), "codes": [str(BodyCode("TABQA", "T2", 1))]}


def test_a_place_that_fits_on_no_label_is_refused(sijill: Command, tmp_path: Path) -> None:
    answer = sijill("labels", tmp_path / "x.html", "--place", "الطبقة", "--team", "T2")
    assert answer.exit_code == 1
    assert "2 to 8 capital letters" in answer.stderr
    assert not (tmp_path / "x.html").exists()


@ALL
def test_a_form_on_paper_asks_what_the_telephone_asks(form: Form) -> None:
    page = paper_form(form)
    for question in form.questions:
        assert escape(question.label["en"]) in page
        assert escape(question.label["ar"]) in page
    assert "http://" not in page


def test_what_is_known_of_the_missing_is_yellow_and_what_a_body_shows_pink(
    sijill: Command, tmp_path: Path
) -> None:
    answer = sijill("forms", tmp_path, "--paper", "--form", "missing", "--form", "recovery")
    assert answer.exit_code == 0, answer.output
    assert '<div class="am">' in (tmp_path / "missing.html").read_text(encoding="utf-8")
    assert '<div class="pm">' in (tmp_path / "recovery.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["missing.html", "recovery.html"]


def words_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_labels_as_pdf_bear_the_same_codes_and_the_same_bytes(
    sijill: Command, tmp_path: Path
) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    for path in (first, second):
        answer = sijill("labels", path, "--place", "TABQA", "--team", "T2", "--count", "5")
        assert answer.exit_code == 0, answer.output
    assert first.read_bytes() == second.read_bytes()
    words = words_of(first)
    for number in range(1, 6):
        assert words.count(str(BodyCode("TABQA", "T2", number))) == 6
    assert len(PdfReader(first).pages) == 2


def test_a_form_as_pdf_embeds_a_font_for_arabic(sijill: Command, tmp_path: Path) -> None:
    answer = sijill("forms", tmp_path, "--paper", "--pdf", "--form", "recovery")
    assert answer.exit_code == 0, answer.output
    assert b"NotoNaskhArabic" in (tmp_path / "recovery.pdf").read_bytes()
    words = words_of(tmp_path / "recovery.pdf")
    for question in forms()["recovery"].questions[:5]:
        assert question.label["en"] in words
    assert "انتشال" in words
    assert "جثمان" in words


def test_a_form_for_telephones_is_no_pdf(sijill: Command, tmp_path: Path) -> None:
    answer = sijill("forms", tmp_path, "--pdf")
    assert (answer.exit_code, "goes with --paper" in answer.output) == (2, True), answer.output


def test_what_sets_pdf_is_named_where_it_is_missing() -> None:
    words = explain_missing(ModuleNotFoundError("No module named 'typst'", name="typst"))
    assert words is not None
    assert "pip install 'sijill[pdf]'" in words


@pytest.mark.parametrize(
    "stem", ['page "7"', "page 7]", "a = b", "line\nfile = 'x'", "\u2028", "صفحة"]
)
def test_a_mapping_names_its_file_whatever_the_file_is_called(stem: str) -> None:
    text = mapping_text(forms()["recovery"], f"{stem}.csv", Server.KOBO, ("page_sha256",))
    mapping = read_mapping(text, "recovery")
    assert mapping.file == f"{stem}.csv"
    assert mapping.extra["page_sha256"].column == "page_sha256"
    assert len(text.splitlines()) == text.count("\n")
