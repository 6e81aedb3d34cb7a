"""How does one hash stand for every entry? The tree of RFC 9162, and its proofs."""
