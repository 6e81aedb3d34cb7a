"""What a row's own words may say against it."""

from enum import StrEnum


class RowDoubt(StrEnum):
    """Why it is open whether a row counts somebody as killed (words in ``doubts.toml``).

    A person whose row is in doubt is in the upper ends of the numbers of people killed and in no
    lower end, until somebody decides: the row is withdrawn, or its harm or its remark corrected. So
    are the numbers of an incident whose row may be taken back.
    """

    ALIVE = "alive"
    """The person may live."""
    MISSING = "missing"
    """The person may be missing and is not known to be dead."""
    NOT_KILLED = "not_killed"
    """The person may have died otherwise, or not in this."""
    UNBORN = "unborn"
    """The child was not yet born; some registers count it, others do not."""
    NOT_HUMAN = "not_human"
    """What was found may be of no person."""
    WITHDRAWN = "withdrawn"
    """The list's keeper may have taken the row back."""
    REPEATED = "repeated"
    """The person, or the body, may stand in the list twice."""
    UNCONFIRMED = "unconfirmed"
    """The list's keeper has not confirmed the row."""
    DIED = "died"
    """The person, whom the row enters as hurt, missing or detained, may have died later."""
    INITIALS = "initials"
    """The name is written with initials that fit somebody named in full."""

    @property
    def is_about_row(self) -> bool:
        """Whether it speaks against this row alone, not against what other rows say."""
        return self in _ABOUT_ROWS

    @property
    def takes_row_back(self) -> bool:
        """Whether it says that the row should not stand there, whatever it counts."""
        return self in (RowDoubt.REPEATED, RowDoubt.WITHDRAWN)


_ABOUT_ROWS = frozenset(
    {
        RowDoubt.NOT_HUMAN,
        RowDoubt.WITHDRAWN,
        RowDoubt.REPEATED,
        RowDoubt.UNCONFIRMED,
        RowDoubt.DIED,
        RowDoubt.INITIALS,
    }
)
