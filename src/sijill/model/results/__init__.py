"""What do the stages hand on? Persons, incidents, lines, links, capture tables."""
