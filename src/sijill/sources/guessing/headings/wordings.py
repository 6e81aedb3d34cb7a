"""What stands around a heading: numbers of questions, words for the dead, whole questions.

The words by which a question asks after a field are data (``wordings.toml``).
"""

import re
from collections.abc import Mapping
from functools import cache

from sijill.language.phrases import PhraseBook, place_of
from sijill.language.scripts import fold, script_of
from sijill.model.records.fields import FIELDS
from sijill.model.records.record import RecordKind
from sijill.model.values.names import Script
from sijill.model.word_files import toml_beside

_NUMBER = re.compile(
    r"\s*(?:q|question|var|v)?[ _]?\d{1,3}[a-z]?(?:[._):-]+\s*|\s+-\s*)(?=\D)", re.IGNORECASE
)
_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_SEPARATORS = re.compile(r"[\W_]+")
_WORDS_OF_A_QUESTION = 4
"""Words of a whole question at least; a shorter heading is a label."""


def without_number(heading: str) -> str:
    """A heading without the number of its question: ``q2_age``, "3. Sex"."""
    match = _NUMBER.match(heading)
    return heading[match.end() :] if match else heading


def without_brackets(heading: str) -> str:
    """A heading without what is in brackets, but for a scale: "Killed (thousands)" counts nobody.

    Nor do a share, a rate and a mean.
    """
    return _BRACKETS.sub(lambda found: found[0] if names_scale(found[0]) else " ", heading)


def in_each_script(heading: str) -> list[str]:
    """The heading in each of its two scripts, where it stands in both: "العمر Age"."""
    words = [(word, script_of(word)) for word in heading.split()]
    latin = [word for word, script in words if script is Script.LATIN]
    others = [word for word, script in words if script in (Script.ARABIC, Script.OTHER)]
    return [" ".join(latin), " ".join(others)] if latin and others else []


def before_since(form: str) -> tuple[str, bool]:
    """A heading up to its word for since when it counts, if it has one: "killed since May".

    Such a number holds all days before its own.
    """
    starts = [place_of(phrase, form) for phrase in _questions()["since"]["words"]]
    start = min((place for place in starts if place > 0), default=0)
    return (form[:start].strip(), True) if start else (form, False)


def names_scale(text: str) -> bool:
    """Whether brackets in a text, or its phrase, say in what its numbers are: "in thousands"."""
    in_brackets = " ".join(_BRACKETS.findall(text))
    words = _SEPARATORS.sub(" ", fold(in_brackets)).split()
    listed = _questions()["scale"]
    is_share = "%" in in_brackets or "‰" in in_brackets
    return (
        is_share
        or not listed["words"].isdisjoint(words)
        or _phrases("scale", "phrases").any_in(_SEPARATORS.sub(" ", fold(text)))
    )


_OF_THE = re.compile(r"^لل(?=\w{3})")
"""Arabic "of the", written to a word of three letters or more."""


def without_article(form: str) -> str:
    """A heading without the articles within it: "took part in the hostilities".

    In Arabic without the "of" that is written to one: عدد للقتلى as عدد القتلى.
    """
    words = (word for word in form.split() if word != "the")
    return " ".join(_OF_THE.sub("ال", word) for word in words)


def of_the_dead(form: str) -> str:
    """A heading without the word for the dead before it: "dead name"."""
    first, _, rest = form.partition(" ")
    return rest if first in ("dead", "deceased", "victim", "victims") else form


def asked_in_words(form: str, kind: RecordKind, order: int) -> tuple[tuple[str, int], ...]:
    """The field after which a whole question asks: "How old was he or she when he died?".

    None where it has words of two fields, or asks after whoever fills in the form.

    Args:
        form: the heading as headings are compared.
        kind: of the list.
        order: how telling a question is, given back beside the field.
    """
    if len(form.split()) < _WORDS_OF_A_QUESTION:
        return ()
    if "may_publish" in FIELDS[kind] and _phrases("consent", "words").any_in(form):
        return (("may_publish", order),)
    if _phrases("speaker", "words").any_in(form):
        return ()
    fields = _questions().get(kind.value, {})
    asked = [field for field in fields if _phrases(kind.value, field).any_in(form)]
    return ((asked[0], order),) if len(asked) == 1 else ()


@cache
def _phrases(kind: str, field: str) -> PhraseBook:
    return PhraseBook.of(_questions()[kind][field])


@cache
def _questions() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """By kind and field the phrases of questions, as headings are compared."""
    return {
        kind: {
            field: frozenset(_SEPARATORS.sub(" ", fold(phrase)).strip() for phrase in phrases)
            for field, phrases in fields.items()
        }
        for kind, fields in toml_beside(__name__, "wordings.toml").items()
    }
