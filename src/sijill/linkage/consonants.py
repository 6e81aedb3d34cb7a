"""Consonants as all hands write them: what blocking joins on and comparisons take for near."""


def broad(column: str) -> str:
    """Consonants without what hands write differently; a final t or h is often not heard."""
    bare = f"left({column}, 1) || rtrim(substr({column}, 2), 'th')"
    return merged(bare)


def merged(column: str) -> str:
    """Consonants with one sign for those that hands take for each other."""
    return f"translate({column}, 'xjzt', 'hkdd')"
