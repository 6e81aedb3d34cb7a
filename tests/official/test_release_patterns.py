"""Patterns that are passed over for want of their words are patterns that do not fit."""

import tomllib
from pathlib import Path

from sijill.official.grammar.clauses import NUMBER_WORD, clause_of
from sijill.official.grammar.harm.forms import HARM_FORMS
from sijill.official.grammar.harm.harm_clause import kinds_told
from sijill.official.grammar.outcome.exclusions import rows
from sijill.official.grammar.patterns import compiled, fits_words
from sijill.official.grammar.tokens import sentences

CASES = tomllib.loads(Path(__file__).with_name("release_cases.toml").read_text(encoding="utf-8"))


def test_a_pattern_that_fits_finds_its_words() -> None:
    patterns = [pattern for row in rows() for pattern in row.patterns]
    fitting = 0
    for case in CASES["outcome"]:
        for sentence in sentences(case["text"]):
            clause = clause_of(sentence)
            for pattern in patterns:
                if compiled(pattern).search(clause.line):
                    fitting += 1
                    assert fits_words(pattern, clause.words), (pattern, clause.line)
    assert fitting > len(CASES["outcome"])


def test_a_form_of_harm_that_fits_finds_its_kind() -> None:
    for case in (*CASES["numbers"], *CASES["not_conceded"]):
        for sentence in sentences(case["text"]):
            line = clause_of(sentence).line
            kinds = {kind for kind, form in HARM_FORMS if form.search(line)}
            assert kinds <= kinds_told(line), line


def test_any_number_is_one_word_to_a_pattern() -> None:
    (sentence,) = sentences("Between 30 and 40 strikes took place.")
    assert NUMBER_WORD in clause_of(sentence).words
    assert fits_words("# {strike}", clause_of(sentence).words)
    assert not fits_words("# {duplicate}", clause_of(sentence).words)


def test_items_that_may_be_missing_are_not_asked_for() -> None:
    assert fits_words("no the? {strike}", frozenset({"no", "strike"}))
    assert not fits_words("no the {strike}", frozenset({"no", "strike"}))
