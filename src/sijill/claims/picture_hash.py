"""Perceptual hashes of picture files, by which a copy of a picture is known as one.

The hash is the 64-bit one of ``imagehash.phash``: of the low frequencies of the picture in grey, 32
by 32, whether each lies above their median. A copy that is smaller, packed harder or a little
brighter differs in few bits; ``derivations`` takes up to six as one picture. A crop or a mirror
image has another hash. Pictures come from strangers, so they are read in a child process with
limits.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sijill.containment.child import ChildFailure, ChildLimits, ask_child
from sijill.model.limits import MOST_PIXELS, PICTURE_MEMORY, PICTURE_SECONDS

CHILD_MODULE = "sijill.claims.picture_child"
_AT_ONCE = 40
_LIMITS = ChildLimits(memory_bytes=PICTURE_MEMORY, seconds=PICTURE_SECONDS)
_STARTS_PROGRAMS = {"EPS"}
"""Formats that pillow gives to another program of the system to read (Ghostscript)."""
_LEAST_CONTRAST = 3.0
"""Standard deviation of grey (of 255) below which a picture is one tone and its hash chance."""


@dataclass(frozen=True, slots=True)
class HashedPicture:
    """A file, and its hash in 16 hexadecimal digits or the reason why there is none."""

    path: Path
    hash: str = ""
    problem: str = ""


def hash_pictures(paths: Sequence[Path]) -> list[HashedPicture]:
    """The hashes of picture files, in their order. A file that breaks its reader has none."""
    pictures: list[HashedPicture] = []
    for start in range(0, len(paths), _AT_ONCE):
        together = paths[start : start + _AT_ONCE]
        answer = ask_child(CHILD_MODULE, [str(path) for path in together], _LIMITS)
        if isinstance(answer, ChildFailure):
            pictures.extend(_alone(path) for path in together)
        else:
            pictures.extend(_read(path, answer) for path in together)
    return pictures


def _alone(path: Path) -> HashedPicture:
    answer = ask_child(CHILD_MODULE, [str(path)], _LIMITS)
    if isinstance(answer, ChildFailure):
        return HashedPicture(path, problem="it could not be read within memory and time")
    return _read(path, answer)


def _read(path: Path, answer: dict[str, object]) -> HashedPicture:
    if "missing" in answer:
        raise ModuleNotFoundError(str(answer["missing"]), name=str(answer["missing"]))
    match answer.get(str(path)):
        case {"hash": str(value)}:
            return HashedPicture(path, value)
        case {"problem": str(words)}:
            return HashedPicture(path, problem=words)
    return HashedPicture(path, problem="its reader gave no answer")


def hash_picture(path: Path) -> HashedPicture:
    """The hash of one picture file, read in this process.

    Raises:
        ModuleNotFoundError: if imagehash or pillow is not installed.
    """
    import imagehash  # noqa: PLC0415  an extra, and slow to import
    from PIL import Image, ImageOps, ImageStat  # noqa: PLC0415  an extra

    Image.init()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    formats = sorted(set(Image.OPEN) - _STARTS_PROGRAMS)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=formats) as opened:
                grey = ImageOps.exif_transpose(opened).convert("L")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return HashedPicture(path, problem="it has more pixels than a picture should")
    except (OSError, ValueError, SyntaxError) as error:
        return HashedPicture(path, problem=f"it is no picture that can be read ({error})")
    if ImageStat.Stat(grey).stddev[0] < _LEAST_CONTRAST:
        return HashedPicture(path, problem="it is of one tone, and its hash would say nothing")
    return HashedPicture(path, str(imagehash.phash(grey)))


def same_pictures(
    pictures: Sequence[HashedPicture], most_bits: int
) -> list[tuple[HashedPicture, HashedPicture, int]]:
    """Pairs of files whose hashes differ in at most so many of 64 bits, the nearest first."""
    hashed = [picture for picture in pictures if picture.hash]
    hashes = np.array([int(picture.hash, 16) for picture in hashed], dtype=np.uint64)
    pairs: list[tuple[HashedPicture, HashedPicture, int]] = []
    for place, left in enumerate(hashed):
        bits = np.bitwise_count(hashes[place + 1 :] ^ hashes[place])
        pairs += [
            (left, hashed[place + 1 + int(other)], int(bits[other]))
            for other in np.flatnonzero(bits <= most_bits)
        ]
    return sorted(pairs, key=lambda pair: (pair[2], str(pair[0].path), str(pair[1].path)))
