"""Personal details: what civil registers, hospitals and families write about one person.

Date of birth, identity numbers, the names of parents and family, and what the person did. They are
the same for a person on a list and for a body, so both kinds of record hold them in one place.
"""

import unicodedata
from dataclasses import dataclass

from sijill.model.codes import VictimCategory
from sijill.model.values.dates import UNKNOWN_DATE, DateInterval
from sijill.model.values.names import UNNAMED, PersonName
from sijill.model.values.normal_forms import normalize
from sijill.model.values.stature import UNKNOWN_STATURE, Stature


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A number under which a register knows a person.

    ``kind`` says what it is ("national identity number", "passport") and ``issuer`` who gave it,
    both in the words of the mapping or of the list; either may be empty. Two numbers can be
    compared only where kind and issuer do not contradict each other.
    """

    written: str
    kind: str = ""
    issuer: str = ""

    @property
    def compared(self) -> str:
        """Letters and digits alone, digits as 0 to 9, capitals: ``٩ 012-34a`` is ``901234A``."""
        plain = normalize("NFKC", self.written)
        return "".join(
            str(unicodedata.digit(sign)) if sign.isdigit() else sign.upper()
            for sign in plain
            if sign.isalnum()
        )

    def __str__(self) -> str:
        about = ", ".join(part for part in (self.kind, self.issuer) if part)
        return f"{self.written} ({about})" if about else self.written


@dataclass(frozen=True, slots=True)
class PersonalDetails:
    """Everything personal beside name, sex and age.

    ``family_group`` is the list's own mark for people of one family or household (a code, a house).
    ``kin`` are the words about relatives ("father of R."). ``documents`` are the numbers of
    papers about the person or the death (a death certificate). ``occupation`` holds the list's
    words, ``categories`` the groups in which they are counted (journalist, health worker).
    ``marks``, ``dental`` (teeth by number, with their state), ``clothing`` and ``effects`` are
    what a family or a morgue describes, each thing apart.
    """

    date_of_birth: DateInterval = UNKNOWN_DATE
    identity_numbers: tuple[IdentityNumber, ...] = ()
    father_name: PersonName = UNNAMED
    mother_name: PersonName = UNNAMED
    family_name: PersonName = UNNAMED
    family_group: str = ""
    kin: str = ""
    nationality: str = ""
    documents: tuple[str, ...] = ()
    occupation: str = ""
    categories: tuple[VictimCategory, ...] = ()
    stature: Stature = UNKNOWN_STATURE
    marks: tuple[str, ...] = ()
    dental: tuple[str, ...] = ()
    clothing: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()


NO_DETAILS = PersonalDetails()
