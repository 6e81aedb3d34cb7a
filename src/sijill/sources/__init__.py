"""How does a file become records? Rows as received, one mapping per source, rejects with reasons."""
