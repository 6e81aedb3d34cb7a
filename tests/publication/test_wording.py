"""Texts from lists as markup: isolated, escaped, and remembered without mixing kinds of text."""

from markupsafe import Markup

from sijill.model.records.record import Locator
from sijill.publication.wording import in_script, row_of, sentence


def test_text_is_isolated_and_escaped() -> None:
    assert in_script("<b>Samir</b>") == "<bdi>&lt;b&gt;Samir&lt;/b&gt;</bdi>"
    assert in_script("سمير") == '<bdi lang="ar">سمير</bdi>'


def test_a_sentence_runs_from_the_left_whatever_it_quotes_first() -> None:
    assert sentence("'سبب' is not read & lost") == (
        '<bdi dir="ltr"><bdi lang="ar">&#39;سبب&#39;</bdi> is not read &amp; lost</bdi>'
    )
    assert sentence("it is <i>") == '<bdi dir="ltr">it is &lt;i&gt;</bdi>'


def test_markup_and_text_of_the_same_letters_are_remembered_apart() -> None:
    markup = Markup("Wardi <i>2</i>")
    assert in_script(markup) == "<bdi>Wardi <i>2</i></bdi>"
    assert in_script("Wardi <i>2</i>") == "<bdi>Wardi &lt;i&gt;2&lt;/i&gt;</bdi>"
    assert in_script(markup) == "<bdi>Wardi <i>2</i></bdi>"


def test_a_row_is_named_by_file_sheet_and_number() -> None:
    first, second = (Locator("a&b.xlsx", "0" * 64, sheet, 7) for sheet in ("", "May"))
    assert row_of(first) == '<bdi>a&amp;b.xlsx</bdi>, row <span class="n" dir="ltr">7</span>'
    assert ", sheet <bdi>May</bdi>, row " in row_of(second)


def test_a_line_of_a_cell_is_named_behind_its_row() -> None:
    named = row_of(Locator("may.csv", "0" * 64, "", 7, line=12))
    assert '7</span>, line <span class="n" dir="ltr">12</span>' in named
