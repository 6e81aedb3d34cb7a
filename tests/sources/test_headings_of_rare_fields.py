"""Headings of fields that few lists have, in twelve languages."""

import tomllib
from importlib.resources import files

import pytest

from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import Column
from sijill.sources.guessing.headings.fields import fields_named, fields_of
from sijill.sources.guessing.kinds.kinds import guess_kind
from sijill.sources.guessing.words import plain_heading

LANGUAGES = ("en", "ar", "fa", "ku", "fr", "es", "pt", "de", "tr", "ru", "uk", "he")
RARE = {
    RecordKind.STRIKE: ("strikes", "munitions", "munition", "target", "happened"),
    RecordKind.DAMAGE: ("structure", "damage", "seen", "unharmed"),
    RecordKind.LETTER: ("sender", "addressee", "subject", "sent", "answer_by", "answers"),
    RecordKind.LEDGER_MONTH: ("received", "completed", "credible", "non_credible", "deaths"),
}


def _headings(kind: str) -> dict[str, dict[str, list[str]]]:
    path = files("sijill.sources.guessing").joinpath(f"headings/{kind}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind, fields in RARE.items() for field in fields]
)
def test_a_rare_field_is_named_in_every_language(kind: RecordKind, field: str) -> None:
    listed = _headings(kind.value)[field]
    assert set(LANGUAGES) <= listed.keys()
    for heading in (word for words in listed.values() for word in words):
        assert field in [name for name, _ in fields_named(plain_heading(heading), kind)], heading


@pytest.mark.parametrize("field", ["mgrs", "geometry"])
def test_grids_and_shapes_are_named_in_every_language_whatever_the_kind(field: str) -> None:
    listed = _headings("every_kind")[field]
    assert set(LANGUAGES) <= listed.keys()
    for heading in (word for words in listed.values() for word in words):
        named = fields_named(plain_heading(heading), RecordKind.INCIDENT)
        assert field in [name for name, _ in named], heading


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        ("التاريخ;الهدف;عدد الغارات", RecordKind.STRIKE),
        ("Date;Cible;Munitions larguées", RecordKind.STRIKE),
        ("Datum;Ziel;Anzahl der Angriffe", RecordKind.STRIKE),
        ("Дата;Цель;Число ударов", RecordKind.STRIKE),
        ("Fecha;Blanco;Número de ataques", RecordKind.STRIKE),
        ("المبنى;درجة الضرر;تاريخ الصورة", RecordKind.DAMAGE),
        ("Gebäude;Schadensgrad;Bilddatum", RecordKind.DAMAGE),
        ("Bina;Hasar derecesi;Görüntü tarihi", RecordKind.DAMAGE),
        ("Здание;Степень повреждения;Дата снимка", RecordKind.DAMAGE),
        ("Edificio;Nivel de daño;Fecha de la imagen", RecordKind.DAMAGE),
    ],
)
def test_lists_of_strikes_and_damage_are_recognised(headings: str, kind: RecordKind) -> None:
    columns = [Column(name, 1, 1, (("3", 1),)) for name in headings.split(";")]
    assert guess_kind(columns, ()).kind is kind


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (["id", "victim.name.ar", "victim.age.value", "event.date", "killed"], RecordKind.PERSON),
        (
            ["deceased/name", "deceased/age", "deceased/sex", "event/date", "killed"],
            RecordKind.PERSON,
        ),
        (["id", "victims.killed", "victims.injured", "event.date", "place"], RecordKind.INCIDENT),
        (["id", "casualties.killed.min", "event.date.value", "place.name"], RecordKind.INCIDENT),
    ],
)
def test_nested_values_of_one_person_make_a_list_of_people(
    headings: list[str], kind: RecordKind
) -> None:
    days, numbers = (("2031-06-03", 1), ("2031-06-09", 1)), (("1", 1), ("2", 1))
    columns = [Column(name, 2, 2, days if "date" in name else numbers) for name in headings]
    assert guess_kind(columns).kind is kind


def test_a_nested_value_is_named_by_its_group() -> None:
    assert fields_of("victim.age.value", RecordKind.PERSON) == {"age"}
    assert fields_of("event.date.value", RecordKind.INCIDENT) == {"happened"}
