"""How old does this text say that somebody was?

``read_age`` reads one cell. The words and the rules for approximate ages stand in ``words.toml``.
"""

from sijill.language.ages.grammar import read_age

__all__ = ["read_age"]
