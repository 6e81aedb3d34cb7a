"""Commands of keys and backups."""
