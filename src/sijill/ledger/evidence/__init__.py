"""Is this the file that was received? Files kept under their SHA-256."""
