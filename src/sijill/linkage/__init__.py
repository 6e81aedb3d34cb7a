"""Which records are one person? Scores, vetoes, clusters, and what a person should review."""
