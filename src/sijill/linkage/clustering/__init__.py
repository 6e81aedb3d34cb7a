"""Which records are one person? One-to-one assignment, clusters under constraints, duplicates."""
