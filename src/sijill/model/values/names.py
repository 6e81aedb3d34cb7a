"""What a person is called, in the words of the list, and what can be compared.

An Arabic name is an ordered chain, not a first and a last name: given name, father, grandfather,
family (nasab and nisba), sometimes a kunya (Abu ..., Umm ...). Lists cut the chain short, swap it,
write it in Latin letters by ear, or give no name at all but a description: "the wife of R.",
"child 3 of S.". A description names somebody else, so it is never compared as a name.

Each part carries what was written and four forms that can be compared (made in
``sijill.language``): the *name* in the dictionary of names, if it is listed there; its *sound*,
lower-case ASCII with vowels, known for Latin words and for listed names; its *letters*, the Arabic
spelling one letter for one, known for Arabic words and for listed names; and its *consonant key*,
the consonants alone, the same whether the part was written in Arabic or in Latin letters. The
consonant key finds candidates; it must never decide, for Hasan and Husayn, Muhammad and Mahmud
share theirs, and brothers die together.
"""

from dataclasses import dataclass
from enum import StrEnum


class Script(StrEnum):
    """The script a text is written in."""

    ARABIC = "arabic"
    LATIN = "latin"
    MIXED = "mixed"
    OTHER = "other"
    NONE = "none"


class NameStatus(StrEnum):
    """How far a name identifies someone (vocabulary ``name_status``)."""

    FULL = "full"
    """A given name and at least one more part."""
    PARTIAL = "partial"
    """One part only: a given name, a kunya or a family."""
    DESCRIBED = "described"
    """Known through somebody else: "the wife of ...", "one member of the family of ..."."""
    UNNAMED = "unnamed"
    """A placeholder: "unidentified 4", مجهول, an empty cell."""


class Relation(StrEnum):
    """What a described person is to the person who is named (vocabulary ``relation``)."""

    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    SIBLING = "sibling"
    OTHER_RELATIVE = "other_relative"
    FAMILY_MEMBER = "family_member"


@dataclass(frozen=True, slots=True)
class NamePart:
    """One part of a name.

    ``name`` is the dictionary's key, empty where the word is not listed: two listed parts with
    different keys are different names. ``sound`` is empty for an Arabic word that is not listed,
    because nobody wrote its short vowels; ``letters`` is empty for a Latin word that is not listed.
    """

    written: str
    sound: str
    consonant_key: str
    name: str = ""
    letters: str = ""


@dataclass(frozen=True, slots=True)
class PersonName:
    """One name as one list writes it.

    ``ancestors`` are the parts between given and family name in their order, father first.
    For a described person the parts are empty and ``relative`` holds the name that is mentioned.
    """

    written: str
    script: Script = Script.NONE
    status: NameStatus = NameStatus.UNNAMED
    given: NamePart | None = None
    ancestors: tuple[NamePart, ...] = ()
    family: NamePart | None = None
    kunya: NamePart | None = None
    relation: Relation | None = None
    relative: str = ""

    @property
    def is_comparable(self) -> bool:
        """Whether this name says who the person is, so that it may link records."""
        return self.status in (NameStatus.FULL, NameStatus.PARTIAL)

    @property
    def parts(self) -> tuple[NamePart, ...]:
        """Given name, ancestors and family in order, those that are there."""
        return tuple(
            part for part in (self.given, *self.ancestors, self.family) if part is not None
        )


UNNAMED = PersonName("")
