"""Names of bodies in a sentence, in which words for people and harm count nobody.

"Save the Children says 12 people died" counts no children, "Doctors Without Borders treated 45" no
doctors. A name is a run of words with a capital letter, two or more of them; at the beginning of a
sentence it is one where a verb of telling or counting follows. In a headline whose words all have
capitals nothing shows what is a name, so only such a beginning is taken for one.
"""

import re
from collections.abc import Sequence

from sijill.claims.sentences.numerals.number_words import is_numeral, is_unit_word
from sijill.claims.sentences.numerals.numbers import STOPS
from sijill.claims.sentences.words import claim_words, phrase_spans

_ELISION = re.compile(r"^[LlDd]['’]")
_LEAST_CAPITALS = 2
"""Words with a capital letter that a name has at least, articles apart."""
_LEAST_LETTERS = 4
"""Words of fewer letters have no capital in headlines either."""
_ENDS = STOPS | {",", "،"}
_PLACEHOLDER = "·"
"""What stands for a word that is no longer there; no listed word."""


def without_names(tokens: Sequence[str], forms: Sequence[str]) -> tuple[str, ...]:
    """The folded words with a placeholder for each word of a name.

    Args:
        tokens: the words as written.
        forms: the same folded.
    """
    plain = list(forms)
    headline = is_headline(tokens)
    place = 0
    while place < len(tokens):
        if _leads_to_name(forms[place]):
            place += 1
            continue
        end = _end_of_run(tokens, forms, place)
        is_first = place == 0 or forms[place - 1] in STOPS
        is_counted = place > 0 and is_numeral(forms[place - 1])
        is_told = is_reporting_verb(forms, end)
        if end > place and not is_counted and (is_told if is_first else not headline):
            plain[place:end] = [_PLACEHOLDER] * (end - place)
        place = max(end, place + 1)
    return tuple(plain)


def ends_name(tokens: Sequence[str], forms: Sequence[str], place: int) -> bool:
    """Whether a number is the last word of a name: "Radio One said", "according to Channel 4".

    A number word is where it has a capital letter behind another word with one, outside headlines
    and before no word of people. Digits are where the name says something, or is cited.
    """
    first = place
    while first > 0 and tokens[first - 1].isalpha() and _is_capital(tokens[first - 1]):
        first -= 1
    if first == place:
        return False
    following = forms[place + 1] if place + 1 < len(forms) else "."
    if tokens[place].isalpha():
        return (
            _is_capital(tokens[place]) and not is_headline(tokens) and not is_unit_word(following)
        )
    cited = claim_words().frame.cited_plainly
    if following in _ENDS and any(span.end == first for span in phrase_spans(forms, cited)):
        return True
    said = forms[place + 2] if place + 2 < len(forms) else "."
    begins = first == 0 or forms[first - 1] in _ENDS
    return begins and is_reporting_verb(forms, place + 1) and (said in _ENDS or is_numeral(said))


def is_name(tokens: Sequence[str], forms: Sequence[str]) -> bool:
    """Whether words are a name from the first to the last."""
    return bool(tokens) and _end_of_run(tokens, forms, 0) == len(tokens)


def is_headline(tokens: Sequence[str]) -> bool:
    """Whether nearly every longer word has a capital letter, so that capitals say nothing."""
    longer = [token for token in tokens if token.isalpha() and len(token) >= _LEAST_LETTERS]
    capitals = sum(map(_is_capital, longer))
    return 3 * capitals > 2 * len(longer)


def _end_of_run(tokens: Sequence[str], forms: Sequence[str], first: int) -> int:
    """Where a name ends that begins at a word; at its beginning where none does."""
    listed = claim_words()
    articles = listed.counting.determiners
    last, capitals = first, 0
    for place in range(first, len(tokens)):
        if _is_capital(tokens[place]):
            capitals += (forms[place],) not in articles
            last = place + 1
        elif place == first or (forms[place],) not in listed.frame.in_names:
            break
    return last if capitals >= _LEAST_CAPITALS else first


def _leads_to_name(form: str) -> bool:
    """Whether a word at the beginning leads to a name and is none of it: "Selon l'ONG"."""
    listed = claim_words().frame
    return (form,) in listed.leading or (form,) in listed.cited_plainly


def _is_capital(token: str) -> bool:
    return _ELISION.sub("", token)[:1].isupper()


def is_reporting_verb(forms: Sequence[str], place: int) -> bool:
    """Whether a verb of telling, counting or conceding stands at a word, auxiliaries apart."""
    listed = claim_words()
    while place < len(forms) and (forms[place],) in listed.counting.auxiliaries:
        place += 1
    verbs = (
        listed.frame.speech,
        listed.frame.cited_after,
        listed.frame.deeds,
        listed.counting.verbs,
        listed.counting.acknowledging,
        listed.counting.putting,
        listed.frame.showing,
    )
    word = tuple(forms[place : place + 1])
    return any(word in each for each in verbs)
