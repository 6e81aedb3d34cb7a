"""When does this text say that something happened?

``read_date`` reads one cell, ``day_order`` decides for a whole column whether its numbers stand day
first, ``months`` lists the names of the months. The words stand in ``words.toml``.
"""

from sijill.language.dates.grammar import read_date
from sijill.language.dates.order import DayOrder, day_order
from sijill.language.dates.words import months

__all__ = ["DayOrder", "day_order", "months", "read_date"]
