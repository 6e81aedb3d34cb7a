"""Who says a thing in a release: the authority, or others whom it repeats."""
