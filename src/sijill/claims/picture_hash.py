"""Perceptual hashes of picture files, by which a copy of a picture is known as one.

The hash is the 64-bit one of ``imagehash.phash``: of the low frequencies of the picture in grey, 32
by 32, whether each lies above their median. A copy that is smaller, packed harder or a little
brighter differs in few bits; up to six are taken as one picture. A crop or a mirror image has
another hash. Pictures come from strangers, so they are read in a child process with limits.
"""

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sijill.containment.child import ChildFailure, ChildLimits, ask_child
from sijill.model.evidence_limits import MOST_PIXELS, PICTURE_MEMORY, PICTURE_SECONDS

CHILD_MODULE = "sijill.claims.picture_child"
SAME_PICTURE_BITS = 6
"""Bits of 64 in which two perceptual hashes of one picture may differ."""
Hashes = npt.NDArray[np.uint64]
Bits = npt.NDArray[np.uint8]
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


@dataclass(frozen=True, slots=True)
class SamePicture:
    """Files that show one picture."""

    paths: tuple[Path, ...]
    bits: int
    """The most of 64 bits in which any of them differs from the first."""


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


def hash_numbers(hashes: Iterable[str]) -> Hashes:
    """Hashes in hexadecimal digits as numbers of 64 bits."""
    return np.array([int(digits, 16) for digits in hashes], dtype=np.uint64)


def bits_apart(hashes: Hashes, place: int) -> Bits:
    """In how many of 64 bits each hash differs from the one at ``place``."""
    bits: Bits = np.bitwise_count(hashes ^ hashes[place])
    return bits


def same_pictures(pictures: Sequence[HashedPicture]) -> list[SamePicture]:
    """Files of one picture, in their order: each is tied to another by ``SAME_PICTURE_BITS``."""
    hashed = [picture for picture in pictures if picture.hash]
    hashes = hash_numbers(picture.hash for picture in hashed)
    waiting = np.ones(len(hashed), dtype=bool)
    groups = []
    for first in range(len(hashed)):
        if not waiting[first]:
            continue
        members, reached = [], [first]
        waiting[first] = False
        while reached:
            members.append(reached.pop())
            near = np.flatnonzero(waiting & (bits_apart(hashes, members[-1]) <= SAME_PICTURE_BITS))
            waiting[near] = False
            reached.extend(near.tolist())
        if len(members) > 1:
            paths = tuple(hashed[place].path for place in sorted(members))
            groups.append(SamePicture(paths, int(bits_apart(hashes, first)[members].max())))
    return groups
