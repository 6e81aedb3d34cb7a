"""The command that estimates from a table."""
