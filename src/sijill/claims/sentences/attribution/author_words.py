"""The words by which a sentence says who did a harm, as ``authors.toml`` lists them."""

from dataclasses import dataclass
from functools import cache

from sijill.claims.sentences.words import Phrase, phrases
from sijill.model.word_files import words_beside


@dataclass(frozen=True, slots=True)
class AuthorWords:
    """Phrases by what they say of whoever did a harm (``authors.toml``)."""

    harmed: frozenset[Phrase]
    """What befell people: "killed"."""
    does: frozenset[Phrase]
    """What a party does to people, behind its name: "shot dead"."""
    harming: frozenset[Phrase]
    """What a deed did, behind a comma: "shelled the town, killing 25"."""
    does_first: frozenset[Phrase]
    """The same before its name, in Arabic."""
    attacks: frozenset[Phrase]
    """What people were harmed with: "air strikes"."""
    kinds: frozenset[Phrase]
    """Between an attack and whose it was: "artillery", جوية."""
    by: frozenset[Phrase]
    """Before whoever did it."""
    of: frozenset[Phrase]
    """The same behind an attack alone: "from", "laid by"."""
    on: frozenset[Phrase]
    """Behind an attack, before what it hit."""
    armed: frozenset[Phrase]
    """Nouns of those who fight: "army"."""
    plain: frozenset[Phrase]
    """Nouns that do not say which party it is: "forces"."""
    groups: frozenset[Phrase]
    """Names of those who fight."""
    adjectives: frozenset[Phrase]
    """Of a state or people."""

    @property
    def belligerents(self) -> frozenset[Phrase]:
        """Words by which somebody is known as one who fights: "army", "Taliban", "Turkish"."""
        return self.armed | self.groups | self.adjectives


@cache
def author_words() -> AuthorWords:
    """The words, read once."""
    return AuthorWords(**phrases(words_beside(__name__, "authors.toml")))
