"""Where do entries lie? One file of SQLite, or a PostgreSQL server."""
