"""How does a file become records? Rows as received, one mapping a source, rejects with reasons."""
