"""Words of cells that mean a code, in twelve languages (``values.toml``)."""

from sijill.model.records.fields import FieldType
from sijill.sources.guessing.headings import plain_heading, read_words, words_of


def translation(kind: FieldType, cell: str) -> str:
    """The code that a cell of a coded field means, where the word lists know it; else empty."""
    plain = plain_heading(cell)
    for code in read_words("values.toml").get(kind.value, {}):
        if plain in words_of("values.toml", kind.value, code):
            return code
    return ""
