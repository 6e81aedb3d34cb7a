"""Numbers and orders of the work in the field: sites, chains from body to line, interviews."""
