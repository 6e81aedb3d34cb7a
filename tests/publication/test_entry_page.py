"""Entry from a scanned notebook page: what is typed beside it comes back as records."""

import base64
import csv
import hashlib
import io
import re
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import Browser

from sijill.publication.forms.entry_page import PagePicture, entry_columns, entry_page
from sijill.publication.forms.xlsform import Form, forms
from small_cases import Command, SmallCase

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
PICTURE = PagePicture("p1.png", PIXEL, "image/png", hashlib.sha256(PIXEL).hexdigest())
ALL = pytest.mark.parametrize("form", forms().values(), ids=forms())


@ALL
def test_every_question_has_its_field_and_the_page_its_hash(form: Form) -> None:
    page = entry_page(form, PICTURE, "rows.csv")
    for column in entry_columns(form):
        assert f'name="{column}"' in page or f"data-{column}=" in page
    assert hashlib.sha256(PIXEL).hexdigest() in page
    assert "data:image/png;base64," in page
    assert "http://" not in page


def test_a_page_needs_one_form_and_a_picture(sijill: Command, tmp_path: Path) -> None:
    text = tmp_path / "page.png"
    text.write_text("no picture", encoding="utf-8")
    refused = sijill("forms", tmp_path / "out", "--form", "recovery", "--page", text)
    assert refused.exit_code == 1
    assert "is no PNG or JPEG" in refused.stderr
    two = ("--form", "recovery", "--form", "missing", "--page", text)
    assert sijill("forms", tmp_path / "out", *two).exit_code == 2
    assert not (tmp_path / "out").exists()


def test_what_was_typed_off_is_read_with_the_mapping_that_lies_beside(street: SmallCase) -> None:
    picture = street.folder.parent / "Page 7.png"
    picture.write_bytes(PIXEL)
    made = street.run("forms", street.folder / "sources", "--form", "recovery", "--page", picture)
    assert made.exit_code == 0, made.output
    mapping = street.folder / "sources" / "recovery_Page 7.toml"
    assert mapping.read_text(encoding="utf-8").startswith('id = "recovery-page-7"')
    columns = entry_columns(forms()["recovery"])
    typed = {"code": "TABQA-T2-9", "recovered": "2031-06-09", "condition": "complete crushed"}
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerow({**typed, "page": picture.name, "page_sha256": "ab" * 32})
    (street.data / "recovery_Page 7.csv").write_text(text.getvalue(), encoding="utf-8-sig")
    built = street.build()
    assert built.exit_code == 0, built.output
    assert street.figures()["remains.bodies"]["text"] == "1"
    shown = "".join(
        page.read_text(encoding="utf-8")
        for page in (street.folder / "out" / "dossier" / "records").glob("recovery-*.html")
    )
    assert "ab" * 32 in shown


def test_the_page_holds_the_picture_without_what_a_camera_wrote(
    sijill: Command, tmp_path: Path
) -> None:
    picture = tmp_path / "page.jpg"
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Canary-artist"
    Image.new("RGB", (9, 9), "white").save(picture, exif=exif, comment=b"Canary-comment")
    made = sijill("forms", tmp_path / "out", "--form", "recovery", "--page", picture)
    assert made.exit_code == 0, made.output
    page = (tmp_path / "out" / "recovery_page.html").read_text("utf-8")
    assert hashlib.sha256(picture.read_bytes()).hexdigest() in page
    match = re.search(r"base64,([^\"]+)", page)
    assert match is not None
    assert b"Canary" not in base64.b64decode(match[1])


def test_a_picture_that_is_cut_off_is_refused(sijill: Command, tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    picture.write_bytes(PIXEL[: len(PIXEL) // 2])
    answer = sijill("forms", tmp_path / "out", "--form", "recovery", "--page", picture)
    assert answer.exit_code == 1
    assert "page.png is damaged or cut off" in answer.stderr


@pytest.mark.chromium
def test_a_browser_saves_what_was_typed(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(entry_page(forms()["recovery"], PICTURE, "rows.csv"), encoding="utf-8")
    page = browser.new_page(accept_downloads=True)
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(path.as_uri())
    for number in ("TABQA-T2-1", "TABQA-T2-2"):
        page.fill("[name=code]", number)
        page.fill("[name=recovered]", "2031-11-02")
        page.check("[name=condition][value=complete]")
        page.check("[name=condition][value=crushed]")
        page.fill("[name=clothing]", 'فستان أزرق; "x", y')
        page.click("button[type=submit]")
    with page.expect_download() as saved:
        page.click("#save")
    rows = list(csv.DictReader(io.StringIO(Path(saved.value.path()).read_text("utf-8-sig"))))
    page.close()
    assert told == []
    assert saved.value.suggested_filename == "rows.csv"
    assert [row["code"] for row in rows] == ["TABQA-T2-1", "TABQA-T2-2"]
    assert rows[1]["condition"] == "complete crushed"
    assert rows[1]["clothing"] == 'فستان أزرق; "x", y'
    assert rows[1]["page_sha256"] == PICTURE.sha256
