"""Commands of teams in the field."""
