"""The real release texts of one city, read by a person once: codes and places, without the words.

``checked_texts.json`` holds, by the first 16 digits of a text's SHA-256, what a person found right.
Half of the texts, drawn at random, was set aside until the grammar was done; read then for the
first time, 2 of its 79 texts had one field each that was not read (a date written "July, 29, 2017",
a place without "near"), and no field was wrong.
"""

import csv
import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from sijill.official.grammar.reading import LineReading, read_line

DATA = Path(__file__).parents[3] / "shared" / "data" / "raqqa-2017" / "coalition_statements.csv"
CHECKED = json.loads(Path(__file__).with_name("checked_texts.json").read_text(encoding="utf-8"))
pytestmark = [
    pytest.mark.realdata,
    pytest.mark.skipif(not DATA.is_file(), reason="the real texts do not lie beside the project"),
]


def _texts() -> dict[str, str]:
    with DATA.open(encoding="utf-8", newline="") as file:
        texts = {row["statement"] for row in csv.DictReader(file)}
    return {hashlib.sha256(text.encode()).hexdigest()[:16]: text for text in texts if text.strip()}


def _read(line: LineReading) -> dict[str, object]:
    spans: dict[str, list[list[int]]] = {}
    for span in line.reading.spans:
        spans.setdefault(span.field.value, []).append([span.start, span.end])
    return {
        "position": line.position.value,
        "reason": line.reason.value,
        "deaths": [line.deaths.lowest, line.deaths.highest],
        "injuries": [line.injuries.lowest, line.injuries.highest],
        "happened": line.happened.to_edtf(),
        "channel_code": line.reading.channel_code,
        "radius_m": line.place.radius_m,
        "codes": len(line.codes),
        "others": len(spans.get("other_allegation", ())),
        **{name: spans.get(name) for name in ("place", "channel", "code", "happened", "grid")},
    }


def test_every_field_of_every_text_is_as_a_person_read_it() -> None:
    texts = _texts()
    assert set(texts) == set(CHECKED)
    wrong = Counter(
        name
        for digest, text in texts.items()
        for name, value in _read(read_line(text)).items()
        if value != {**CHECKED[digest], **_spans(CHECKED[digest])}[name]
    )
    assert not wrong


def _spans(checked: dict[str, object]) -> dict[str, object]:
    spans = checked["spans"]
    assert isinstance(spans, dict)
    return {name: spans.get(name) for name in ("place", "channel", "code", "happened", "grid")}


def test_half_of_the_texts_was_set_aside() -> None:
    halves = Counter(checked["half"] for checked in CHECKED.values())
    assert sorted(halves.values()) == [78, 79]
