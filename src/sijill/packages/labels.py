"""What is known of one claim about one file, in four labels.

A package says things about its files: this hash, that time, this signer. Some of it can be tested
against the bytes at hand, most cannot. The label says which; it never says that a picture is true.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

SHA256 = re.compile(r"[0-9a-f]{64}")
NO_HASH = "no hash is claimed for this file"
NO_SHA256 = "what is claimed is no SHA-256"


class Label(StrEnum):
    """How far a claim was tested."""

    CLAIMED = "claimed"
    """Somebody says so; nothing at hand can test it."""
    AGREES = "agrees"
    """Tested against the bytes at hand, and so it is."""
    DIFFERS = "differs"
    """Tested against the bytes at hand, and it is not so."""
    COULD_NOT_CHECK = "could_not_check"
    """It should have been testable; the reason says what is missing."""


@dataclass(frozen=True, slots=True)
class Check:
    """A label and, unless it says all, a reason in one sentence."""

    label: Label
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PackageFile:
    """One file of a package: the SHA-256 claimed for it and the one found, in lower-case hex.

    Either is empty where there is none: a file that is listed but absent has no ``sha256_found``
    and a size of 0; one that is held but not listed has no ``sha256_claimed``.
    """

    path: str
    size_bytes: int
    sha256_claimed: str
    sha256_found: str
    check: Check


def compare(path: str, size_bytes: int, claimed: str, actual: str) -> PackageFile:
    """A file with its label, from the hash that is claimed and the hash that was found."""
    if not claimed:
        check = Check(Label.COULD_NOT_CHECK, NO_HASH)
    elif not SHA256.fullmatch(claimed):
        check = Check(Label.COULD_NOT_CHECK, NO_SHA256)
    elif not actual:
        check = Check(Label.COULD_NOT_CHECK, "the file is listed, but it is not in the package")
    elif claimed == actual:
        check = Check(Label.AGREES)
    else:
        check = Check(Label.DIFFERS, "the file is not the one whose hash is claimed")
    return PackageFile(path, size_bytes, claimed, actual, check)
