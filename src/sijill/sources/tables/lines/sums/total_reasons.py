"""Why a row is taken for a total of other rows."""

TOTALS = "the row is a total of other rows"
"""How the reason begins why a row of totals is no record."""
IS_TOTAL = (
    f"{TOTALS}, for its numbers are the sum of theirs, and it leaves cells empty that they fill; "
    "it is no record and is not counted"
)
IS_SUM_OF_ALL = (
    f"{TOTALS}, for each of its numbers is the sum of theirs; it is no record and is not counted"
)
IS_SUM_OF_BLOCK = (
    f"{TOTALS}, for its numbers are the sums of those beside it, as are those of other such rows; "
    "it is no record and is not counted"
)
IS_TOTAL_BY_PLACE = (
    f"{TOTALS}, by its place, its label and its numbers, though these are not the sums of theirs; "
    "it is no record and is not counted"
)
MAY_BE_TOTAL = (
    "its numbers are the sums of other rows, which may be chance; it is kept as a record: look "
    "whether it is a total"
)
