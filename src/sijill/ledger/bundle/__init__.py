"""How does somebody else check a part? Chosen entries, proofs, a script."""
