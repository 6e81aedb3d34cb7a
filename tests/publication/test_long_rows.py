"""The words of a row with a thousand people stand once."""

import json

import pytest

from small_cases import SmallCase

PEOPLE = 45


@pytest.fixture
def wide(street: SmallCase) -> SmallCase:
    """A list of one row, in which each person has three columns."""
    groups = range(1, PEOPLE + 1)
    header = ["no", *(f"{what} {n}" for n in groups for what in ("name", "died", "town"))]
    names = ["Nadir", "Rana", "Samir", "Huda", "Lina"]
    cells = ["1", *(c for n in groups for c in (f"{names[n % 5]} Attar{n}", "2031-06-03", f"w{n}"))]
    unpivot = "".join(
        f"{what} = {json.dumps([f'{what} {n}' for n in groups])}\n"
        for what in ("name", "died", "town")
    )
    mapping = (
        'id = "wide"\ntitle = "Wide"\nkind = "person"\nfile = "wide.csv"\n'
        f'fixed = {{ harm = "killed" }}\n[unpivot]\n{unpivot}[key]\ncolumns = ["no"]\n'
        '[fields]\nname = "name"\ndied = "died"\nplace = "town"\n'
    )
    (street.folder / "sources" / "wide.toml").write_text(mapping, encoding="utf-8")
    text = ",".join(header) + "\n" + ",".join(cells) + "\n"
    (street.data / "wide.csv").write_text(text, encoding="utf-8")
    return street


def test_the_words_of_a_long_row_stand_once_on_a_page(wide: SmallCase) -> None:
    """A row of sixteen thousand cells is four thousand people, and was sixty million cells."""
    wide.run("build", wide.folder)
    pages = [path.read_text("utf-8") for path in (wide.folder / "out").rglob("wide-*.html")]
    (page,) = [page for page in pages if "records 1" in page]
    assert page.count('<article class="record"') == PEOPLE
    assert page.count("<dt><bdi>town 7</bdi></dt>") == 1
    assert page.count("The words of the row stand with") == PEOPLE - 1


def test_so_they_do_in_the_files_of_a_large_register(wide: SmallCase) -> None:
    settings = wide.folder / "case.toml"
    settings.write_text(settings.read_text("utf-8") + "[dossier]\npage_limit = 5\n", "utf-8")
    wide.run("build", wide.folder)
    files = (wide.folder / "out" / "dossier" / "records").glob("*.js")
    text = "".join(path.read_text("utf-8") for path in files)
    assert text.count('["town 7","w7"]') == 1
    assert text.count("The words of the row stand with") == PEOPLE - 1
