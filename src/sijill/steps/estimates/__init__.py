"""How many are on no list: of a case, of a table of anybody's own."""
