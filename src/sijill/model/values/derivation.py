"""How one statement depends on another."""

from enum import StrEnum


class Derivation(StrEnum):
    """How one statement depends on another (vocabulary ``derivation``)."""

    STATED = "stated"
    """A list or a person says that it repeats the other."""
    COPIES = "copies"
    TRANSLATES = "translates"
    QUOTES = "quotes"
    SYNDICATES = "syndicates"
    SAME_TEAM = "same_team"
    SAME_PICTURE = "same_picture"
