"""From which size on sums are no accident of a list."""

ROWS_BEYOND_CHANCE = 3
FEWEST_UNLIKE = 2
"""So many different numbers of one row are sums of three others by no accident."""
SUM_BEYOND_CHANCE = 10
ODDS_OF_TWO_ROWS = 20
"""Different sums of only two rows whose product is smaller may be chance."""
BITS_BEYOND_CHANCE = 10
"""Rows that are sums only by chance are so in one list of a thousand."""
BITS_OF_BLOCKS = 2
"""A number may be the sum of four blocks: before it, behind it, all before and all behind."""
