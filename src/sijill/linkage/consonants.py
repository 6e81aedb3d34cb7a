"""Letters as all hands write them: what blocking joins on and comparisons take for near."""


def broad(column: str) -> str:
    """Consonants without what hands write differently; a final t or h is often not heard."""
    bare = f"left({column}, 1) || rtrim(substr({column}, 2), 'th')"
    return merged(bare)


def merged(column: str) -> str:
    """Consonants with one sign for those that hands take for each other."""
    return f"translate({column}, 'xjzt', 'hkdd')"


def shape(column: str) -> str:
    """Arabic letters without their dots, as a hurried hand or a poor photograph leaves them."""
    return f"translate({column}, 'tvnyHx*z$DZgq', 'bbbbjjdrsSTEf')"


def with_article(column: str) -> str:
    """Consonants behind an article, which may have been read as the name's own."""
    return f"'al' || {column}"


FORMS = (broad, merged, shape, with_article)
"""Forms that follow from one value alone."""
