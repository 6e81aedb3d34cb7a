"""Lines that speak of a list instead of being a part of it: headings, units, totals, notes."""
