"""The outcomes that a sentence states, from patterns and from propositions."""
