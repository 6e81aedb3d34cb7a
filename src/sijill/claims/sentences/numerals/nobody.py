"""The words by which a sentence says that there was nobody: "no civilians", لم يقتل أي مدني."""

from collections.abc import Sequence
from functools import cache
from itertools import dropwhile

from sijill.claims.sentences.numerals.number_words import is_unit_word
from sijill.claims.sentences.words import claim_words

_REACH_OF_NOT = 2
"""Words before "one", within which a negation makes it nobody: "not even one civilian"."""


@cache
def words_of_nobody() -> frozenset[str]:
    """Words that may be of nobody, or of one more."""
    nobody = claim_words().nobody
    phrases_of_it = nobody.words | nobody.none | nobody.any_of | nobody.one
    return frozenset(phrase[0] for phrase in phrases_of_it | claim_words().no_count.one_more)


def is_nobody(forms: Sequence[str], position: int) -> bool:
    """Whether a word says that there was nobody: "nobody", "no civilians", لم يقتل أي مدني."""
    words, form = claim_words(), forms[position]
    nobody = words.nobody
    behind = "".join(forms[position + 1 : position + 2])
    if (form, behind) in nobody.none_of:
        return False
    if (form,) in nobody.words:
        return not _does_something(forms[position + 1 :])
    if not any((form,) in each for each in (nobody.none, nobody.any_of, nobody.one)):
        return False  # most words
    if not is_unit_word(behind) and (behind,) not in words.statuses:
        return False
    is_denied = [(before,) in nobody.negations for before in forms[:position]]
    if (form,) in nobody.one:
        return any(is_denied[-_REACH_OF_NOT:])
    return (form,) in nobody.none or ((form,) in nobody.any_of and any(is_denied))


def _does_something(behind: Sequence[str]) -> bool:
    """Whether nobody is who does something, not whom it befell: "nobody knows how many died"."""
    listed = claim_words()
    doing = dropwhile(
        lambda form: (form,) in listed.counting.auxiliaries - listed.counting.passive, behind
    )
    verb = (next(doing, ""),)
    deeds = (listed.counting.verbs, listed.counting.acknowledging, listed.frame.speech)
    return any(verb in each for each in (*deeds, listed.nobody.deeds))
