"""Codes of bodies: PLACE-TEAM-NUMBER and a check character, the same on body, bag and every paper.

A code is copied by hand, wet and tired, from bag to form to grave. The check character finds every
single wrong sign and every two signs swapped (ISO/IEC 7064:2003, MOD 37-2, over the code's letters
and digits). PLACE, TEAM and running number are how first responders are taught to code (ICRC,
*Management of Dead Bodies after Disasters*, field manual, 2016).
"""

import re
from dataclasses import dataclass
from typing import Self

from sijill.model.limits import LARGEST_BODY_NUMBER

_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
_MODULUS, _RADIX = 37, 2
_PLACE = re.compile(r"[A-Z0-9]{2,8}")
_TEAM = re.compile(r"[A-Z0-9]{1,4}")
_WRITTEN = re.compile(r"([A-Z0-9]{2,8})-([A-Z0-9]{1,4})-(\d{1,5})-([A-Z0-9*])")


@dataclass(frozen=True, slots=True)
class BodyCode:
    """A code without its check character.

    Raises:
        ValueError: if a part has other signs than capital Latin letters and digits, or a length
            that a label does not hold.
    """

    place: str
    team: str
    number: int

    def __post_init__(self) -> None:
        if not _PLACE.fullmatch(self.place):
            raise ValueError(f"{self.place!r}: a place is 2 to 8 capital letters or digits")
        if not _TEAM.fullmatch(self.team):
            raise ValueError(f"{self.team!r}: a team is 1 to 4 capital letters or digits")
        if not 1 <= self.number <= LARGEST_BODY_NUMBER:
            raise ValueError(f"{self.number}: a number is 1 to {LARGEST_BODY_NUMBER:,}")

    @classmethod
    def read(cls, written: str) -> Self:
        """The code that was written, if its check character fits.

        Raises:
            ValueError: if it is no code, or a sign is wrong or missing.
        """
        match = _WRITTEN.fullmatch(written.strip().upper())
        if match is None:
            raise ValueError(f"{written!r} is no code of the form PLACE-TEAM-NUMBER-CHECK")
        code = cls(match[1], match[2], int(match[3]))
        if str(code) != match[0]:
            raise ValueError(f"{written!r}: a sign is wrong; the check would be {code.check}")
        return code

    @property
    def check(self) -> str:
        """The check character."""
        remainder = 0
        for sign in f"{self.place}{self.team}{self.number:05}":
            remainder = (remainder + _SIGNS.index(sign)) * _RADIX % _MODULUS
        return _SIGNS[(_MODULUS + 1 - remainder) % _MODULUS]

    def __str__(self) -> str:
        return f"{self.place}-{self.team}-{self.number:05}-{self.check}"
