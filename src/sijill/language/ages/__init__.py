"""How old does this text say that somebody was?

``read_age`` reads one cell; ``unit_of_heading`` says of what the bare numbers beneath a heading
are; ``word_beside_age`` parts a cell such as "34/M". The words and the rules for approximate ages
stand in ``words.toml``.
"""

from sijill.language.ages.beside_ages import age_without, word_beside_age
from sijill.language.ages.grammar import read_age
from sijill.language.ages.units import is_about_age, unit_of_heading, with_units

__all__ = [
    "age_without",
    "is_about_age",
    "read_age",
    "unit_of_heading",
    "with_units",
    "word_beside_age",
]
