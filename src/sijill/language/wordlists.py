"""The words around names, read from ``wordlists.toml`` and folded for comparison."""

from collections.abc import Iterable
from functools import cache, lru_cache

from sijill.language.scripts import fold_arabic, fold_latin, tidy
from sijill.language.unknown import phrase_form
from sijill.model.values.names import Relation
from sijill.model.word_files import toml_beside

_FOLDED_AWAY = frozenset("پچژگڤ")


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """A word as word lists hold it: lower-case ASCII or folded Arabic, without trailing marks."""
    return fold_latin(fold_arabic(word)) if word.isascii() else fold_arabic(word).lower()


def _folded(groups: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(fold_word(tidy(word)) for group in groups for word in group)


@cache
def _content() -> dict[str, dict[str, dict[str, list[str]]]]:
    return toml_beside(__name__, "wordlists.toml")  # the file is ours and its shape is tested


@cache
def _phrases(table: str) -> frozenset[tuple[str, ...]]:
    """The phrases of a table, each as the tuple of its folded words."""
    groups: Iterable[object] = _content()[table].values()
    return frozenset(
        tuple(phrase_form(words).split())
        for group in groups
        if isinstance(group, list)
        for words in group
    )


def titles() -> frozenset[tuple[str, ...]]:
    """Titles, as tuples of words under ``phrase_form``."""
    return _phrases("titles")


def titles_that_are_names() -> frozenset[tuple[str, ...]]:
    """Titles that people bear as names, too."""
    return _phrases("names_too")


def persian_titles() -> frozenset[tuple[str, ...]]:
    """Titles of Persian that are given names in other languages, as tuples of words."""
    return _phrases("persian_titles")


@cache
def also_given_names() -> frozenset[str]:
    """Words of relation that are given names, too, folded."""
    return _folded(_lists(_content()["also_given_names"]))


@cache
def abbreviations() -> dict[str, str]:
    """Names written short, in small letters, and what they stand for: "Fco" is Francisco."""
    groups: Iterable[object] = _content()["abbreviations"].values()
    entries = (entry for group in groups if isinstance(group, list) for entry in group)
    return {short: name for short, _, name in (entry.partition(" = ") for entry in entries)}


def suffixes() -> frozenset[tuple[str, ...]]:
    """What may stand behind a name and is no part of it, as tuples of words."""
    return _phrases("suffixes")


@cache
def family_behind() -> frozenset[str]:
    """Words for a family that stand behind its name, under ``phrase_form``."""
    return frozenset(word for words in _phrases("family_behind") for word in words)


def labels() -> frozenset[tuple[str, ...]]:
    """What a form prints before a name, as tuples of words."""
    return _phrases("labels")


@cache
def nobody() -> frozenset[str]:
    """Words that name nobody ("man", "unidentified"), under ``phrase_form``."""
    return frozenset(word for words in _phrases("nobody") for word in words)


@cache
def person_nouns(kind: str) -> frozenset[str]:
    """Nouns for people in scripts with capitals (``cased``) and without (``uncased``).

    Those of ``of_a_body`` stand before the body that somebody belongs to: "member of the Council".
    """
    table: dict[str, object] = dict(_content()["person_nouns"])
    words = table[kind]
    return frozenset(map(phrase_form, words)) if isinstance(words, list) else frozenset()


@cache
def birth_order() -> frozenset[str]:
    """Words between a relation and "of": "hermano menor de", under ``phrase_form``."""
    return frozenset(word for words in _phrases("birth_order") for word in words)


@cache
def relation_phrases() -> dict[tuple[str, ...], Relation]:
    """Phrases such as "wife of" and what they say, as tuples of words under ``phrase_form``."""
    return {tuple(phrase_form(phrase).split()): relation for relation, phrase in _relation_table()}


@cache
def exact_relations() -> dict[tuple[str, ...], frozenset[str]]:
    """Phrases with letters that folding makes Arabic ones, to be compared as written.

    Persian پدر, "father", folds to the name بدر. The key is the folded phrase.
    """
    listed = [phrase for _, phrase in _relation_table() if _FOLDED_AWAY & set(phrase)]
    forms = {phrase: tuple(phrase_form(phrase).split()) for phrase in listed}
    return {
        form: frozenset(phrase for phrase in listed if forms[phrase] == form)
        for form in forms.values()
    }


def _relation_table() -> list[tuple[Relation, str]]:
    table: dict[str, object] = dict(_content()["relation_phrases"])
    return [
        (Relation(relation), phrase)
        for relation, listed in table.items()
        if isinstance(listed, list)
        for phrase in listed
    ]


@cache
def small_words() -> frozenset[str]:
    """Words between a relation and the name it refers to."""
    return _folded(_lists(_content()["small_words"]))


@cache
def relation_words() -> dict[str, Relation]:
    """Words for what a described person is to a named one."""
    words: dict[str, Relation] = {}
    for relation, group in _content()["relations"].items():
        for word in _folded(_lists(group)):
            words.setdefault(word, Relation(relation))
    return words


@cache
def particles(kind: str) -> frozenset[str]:
    """The particles of one kind.

    ``son_of``, ``kunya``, ``article``, ``of_family``, ``servant``, ``faith``, ``god``, ``also``.
    """
    return _folded(_lists(_content()["particles"][kind]))


def _lists(group: object) -> list[list[str]]:
    if isinstance(group, dict):
        return [words for words in group.values() if isinstance(words, list)]
    raise TypeError(f"a word list needs a list of words for each script: {group!r}")


@cache
def listed_words() -> frozenset[str]:
    """Every word of these lists but the particles that belong to a name, folded either way.

    The lists that only hold whole phrases count with each of their words.
    """
    content, nested = _content(), ("particles", "relations")
    tables: list[dict[str, object]] = [
        dict(table) for name, table in content.items() if name not in nested
    ]
    tables += [dict(content["particles"][kind]) for kind in ("son_of", "also")]
    tables += [dict(table) for table in content["relations"].values()]
    groups = (group for table in tables for group in table.values())
    words = [
        word
        for group in groups
        if isinstance(group, list)
        for phrase in group
        for word in (phrase, *phrase.split())
    ]
    forms = {form for word in words for form in (phrase_form(word), *phrase_form(word).split())}
    return frozenset(map(fold_word, words)) | forms
