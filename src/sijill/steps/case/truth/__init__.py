"""The truth of a simulated city beside what its register found: people, incidents, bodies."""
