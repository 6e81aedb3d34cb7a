"""How many people does this text say?

``read_count`` reads one cell, ``thousands_sign`` decides for a column what "1.000" means. Words are
data: ``phrases.toml`` (each with its source) and ``numerals.toml``.
"""

from sijill.language.numbers.counts import read_count, states_part
from sijill.language.numbers.digits import thousands_sign
from sijill.language.numbers.numerals import hundreds, numerals
from sijill.language.numbers.phrases import CountPhrase, phrases
from sijill.language.numbers.pieces import may_be_of_count, may_end_count

__all__ = [
    "CountPhrase",
    "hundreds",
    "may_be_of_count",
    "may_end_count",
    "numerals",
    "phrases",
    "read_count",
    "states_part",
    "thousands_sign",
]
