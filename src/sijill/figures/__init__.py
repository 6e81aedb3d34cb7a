"""What may be printed? Every number, computed in one place and quoted by name."""
