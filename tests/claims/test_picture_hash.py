"""Hashes of picture files: copies are known as one, other pictures are not."""

import json
import os
import random
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from sijill.claims.picture_hash import (
    SAME_PICTURE_BITS,
    HashedPicture,
    hash_picture,
    hash_pictures,
    same_pictures,
)
from sijill.model.evidence_limits import MOST_PIXELS
from small_cases import Command


def _scene(seed: int) -> Image.Image:
    """A picture of forty shapes in grey and colour."""
    numbers = random.Random(seed)  # noqa: S311  no secret
    image = Image.new("RGB", (480, 360), tuple(numbers.randrange(256) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for _ in range(40):
        left, top = numbers.randrange(440), numbers.randrange(320)
        box = (left, top, left + numbers.randrange(20, 200), top + numbers.randrange(20, 150))
        draw.ellipse(box, fill=tuple(numbers.randrange(256) for _ in range(3)))
    return image


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    first, second = _scene(1), _scene(2)
    first.save(tmp_path / "first.png")
    first.resize((240, 180)).save(tmp_path / "smaller.jpg", quality=60)
    second.save(tmp_path / "second.png")
    Image.new("RGB", (200, 200), (40, 40, 40)).save(tmp_path / "blank.png")
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    (tmp_path / "notes.txt").write_text("no picture", encoding="utf-8")
    return tmp_path


def test_a_smaller_copy_is_one_picture_with_it_and_another_picture_is_not(folder: Path) -> None:
    names = ("first.png", "second.png", "smaller.jpg")
    pictures = [hash_picture(folder / name) for name in names]
    assert all(len(one.hash) == 16 for one in pictures)
    (group,) = same_pictures(pictures)
    assert [path.name for path in group.paths] == ["first.png", "smaller.jpg"]
    assert group.bits <= SAME_PICTURE_BITS


def test_copies_of_copies_are_one_group_however_many_they_are() -> None:
    """3,000 equal pictures are one group, and who is near to one of them belongs to it."""
    equal = [HashedPicture(Path(f"{number}.png"), "00000000000000ff") for number in range(3_000)]
    near = HashedPicture(Path("near.png"), f"{0xFF ^ 0b111111 << 20:016x}")
    nearer_to_that = HashedPicture(Path("next.png"), f"{0xFF ^ 0b11111111 << 20:016x}")
    unlike = HashedPicture(Path("unlike.png"), "ff" * 8)
    (group,) = same_pictures([*equal, unlike, nearer_to_that, near])
    assert len(group.paths) == 3_002
    assert group.paths[-2:] == (Path("next.png"), Path("near.png"))
    assert group.bits == 8


def test_a_camera_that_was_turned_says_so_and_the_hash_is_of_the_upright_picture(
    folder: Path,
) -> None:
    turned = folder / "turned.jpg"
    marks = Image.Exif()
    marks[0x0112] = 6  # to be turned a quarter clockwise
    _scene(1).rotate(90, expand=True).save(turned, exif=marks)
    pictures = [hash_picture(folder / "first.png"), hash_picture(turned)]
    assert same_pictures(pictures)


@pytest.mark.parametrize(
    ("name", "words"),
    [("blank.png", "of one tone"), ("broken.jpg", "no picture"), ("notes.txt", "no picture")],
)
def test_what_has_no_hash_says_why(folder: Path, name: str, words: str) -> None:
    one = hash_picture(folder / name)
    assert one.hash == ""
    assert words in one.problem


def test_files_are_hashed_in_a_child_in_their_order(folder: Path) -> None:
    paths = [folder / name for name in ("second.png", "broken.jpg", "first.png")]
    assert hash_pictures(paths) == [hash_picture(path) for path in paths]
    assert hash_pictures([]) == []


def test_the_command_takes_a_folder_and_names_the_copies(folder: Path, sijill: Command) -> None:
    answer = json.loads(sijill("pictures", str(folder), "--json").stdout)
    files = {Path(one["file"]).name for one in answer["pictures"]}
    assert files == {"first.png", "smaller.jpg", "second.png", "blank.png", "broken.jpg"}
    ((copies),) = ([Path(path).name for path in one["files"]] for one in answer["same"])
    assert copies == ["first.png", "smaller.jpg"]
    table = sijill("pictures", str(folder / "first.png"), str(folder / "smaller.jpg"))
    assert "are one picture" in " ".join(table.stdout.split())


def test_no_picture_starts_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pillow reads EPS by running Ghostscript, on a program that the file brings along."""
    started = tmp_path / "started"
    ghostscript = tmp_path / "bin" / "gs"
    ghostscript.parent.mkdir()
    ghostscript.write_text(f"#!/bin/sh\necho > '{started}'\n", encoding="utf-8")
    ghostscript.chmod(0o755)
    monkeypatch.setenv("PATH", str(ghostscript.parent), prepend=os.pathsep)
    picture = tmp_path / "picture.jpg"
    picture.write_bytes(
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 20 20\n%%EndComments\nshowpage\n%%EOF\n"
    )
    (one,) = hash_pictures([picture])
    assert "no picture" in one.problem
    assert not started.exists()


def test_a_picture_of_more_pixels_than_the_bound_is_refused(tmp_path: Path) -> None:
    Image.new("1", (10_000, MOST_PIXELS // 10_000 + 1)).save(tmp_path / "wide.png")
    assert "more pixels" in hash_picture(tmp_path / "wide.png").problem
