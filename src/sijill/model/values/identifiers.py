"""Short ids that people can read out: a letter and eight characters made from a longer id."""

import base64
import hashlib


def short_id(letter: str, long_id: str) -> str:
    """A letter and eight signs of A to Z and 2 to 7 (RFC 4648 base 32) from the SHA-256 of an id.

    Two ids share one in a million million pairs; a register of 100,000 has a collision with a
    chance of about one in two hundred.
    """
    digest = hashlib.sha256(long_id.encode()).digest()
    return letter + base64.b32encode(digest[:5]).decode()
