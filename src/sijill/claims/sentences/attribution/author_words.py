"""The words by which a sentence says who did a harm, as ``authors.toml`` lists them."""

from dataclasses import dataclass
from functools import cache

from sijill.claims.sentences.words import phrases
from sijill.language.phrases import Phrases
from sijill.model.word_files import words_beside


@dataclass(frozen=True, slots=True)
class AuthorWords:
    """Phrases by what they say of whoever did a harm (``authors.toml``)."""

    harmed: Phrases
    """What befell people: "killed"."""
    does: Phrases
    """What a party does to people, behind its name: "shot dead"."""
    harming: Phrases
    """What a deed did, behind a comma: "shelled the town, killing 25"."""
    does_first: Phrases
    """The same before its name, in Arabic."""
    attacks: Phrases
    """What people were harmed with: "air strikes"."""
    kinds: Phrases
    """Between an attack and whose it was: "artillery", جوية."""
    by: Phrases
    """Before whoever did it."""
    beside: Phrases
    """Between whoever did it and a number without a verb: "y el ejército a ocho"."""
    of: Phrases
    """The same behind an attack alone: "from", "laid by"."""
    on: Phrases
    """Behind an attack, before what it hit."""
    armed: Phrases
    """Nouns of those who fight: "army"."""
    plain: Phrases
    """Nouns that do not say which party it is: "forces"."""
    groups: Phrases
    """Names of those who fight."""
    adjectives: Phrases
    """Of a state or people."""

    @property
    def belligerents(self) -> Phrases:
        """Words by which somebody is known as one who fights: "army", "Taliban", "Turkish"."""
        return self.armed | self.groups | self.adjectives


@cache
def author_words() -> AuthorWords:
    """The words, read once."""
    return AuthorWords(**phrases(words_beside(__name__, "authors.toml")))
