"""Harm read as propositions: who was harmed, how many, how, and by whose word, in any order."""
