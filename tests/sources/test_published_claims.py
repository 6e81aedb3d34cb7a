"""Lists of published sentences: a claim a row, under any heading, beside its outlet or alone."""

import pytest

from guessed_lists import guess_of
from sijill.model.records.record import RecordKind

SENTENCES = (
    "At least 24 civilians were killed by artillery in Basatin district",
    "The Joint Command admits 14 civilian deaths",
    "More than 900 shells were fired at Basatin",
)
ARABIC = ("قُتل ما لا يقل عن 24 مدنياً في تل نور", "قال ناشطون إن تسعة مدنيين قتلوا")
SPANISH = ("Al menos 24 civiles murieron", "El ejército admitió 14 muertes ayer", "Hubo 9 muertos")


@pytest.mark.parametrize(
    ("headings", "sentences", "column"),
    [
        ("claim", SENTENCES, "claim"),
        ("quote", SENTENCES, "quote"),
        ("Headline", SENTENCES, "Headline"),
        ("press sentence", SENTENCES, "press sentence"),
        ("what they wrote", SENTENCES, "what they wrote"),
        ("الجملة", ARABIC, "الجملة"),
        ("frase", SPANISH, "frase"),
    ],
)
def test_published_sentences_are_claims(
    headings: str, sentences: tuple[str, ...], column: str
) -> None:
    for further, cells in (("", ""), (";outlet;date;link", ";Radio;3 July 2031;https://o.example")):
        guessed = guess_of(headings + further, *(sentence + cells for sentence in sentences))
        assert guessed.kind is RecordKind.COUNT
        assert guessed.fields["sentence"] == (column,)
        assert "value" not in guessed.fields


def test_numbers_under_the_heading_of_claims_are_numbers() -> None:
    guessed = guess_of("claim;outlet", "104;Radio", "at least 2600;River Post")
    assert guessed.fields["value"] == ("claim",)


def test_sentences_about_places_are_no_claims() -> None:
    lines = ("3 June 2031;Quay;Three men were killed at noon",) * 2
    assert guess_of("day;village;what happened", *lines).kind is not RecordKind.COUNT
