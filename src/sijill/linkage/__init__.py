"""Which records are one person? Blocking and scores, vetoes, clusters, what a person should review."""
