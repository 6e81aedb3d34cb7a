"""A row of graves or remains that says that nobody lies there counts no body for sure."""

import pytest

from guessed_lists import records_of, table_of
from sijill.model.records.record import RecordKind, RemainsRecord
from sijill.model.records.row_doubt import RowDoubt
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.proposal import guess


def _doubts(*lines: str) -> list[RowDoubt | None]:
    return [record.doubt for record in _remains(*lines)]


def _remains(*lines: str) -> list[RemainsRecord]:
    return [record for record in records_of(*lines) if isinstance(record, RemainsRecord)]


@pytest.mark.parametrize(
    ("headings", "empty"),
    [
        ("Grave no;Body;Date of burial", ["(empty)", "none", "0 bodies", "—", "0", "Empty grave"]),
        ("رقم القبر;الجثمان;تاريخ الدفن", ["فارغ", "لا يوجد", "قبر فارغ", "-"]),
        ("Номер могили;Тіло;Дата ексгумації", ["порожня", "немає", "—"]),
        ("Número de tumba;Cuerpo;Fecha de exhumación", ["vacía", "ninguno", "sin cuerpo"]),
    ],
)
def test_a_grave_said_to_be_empty_is_in_doubt(headings: str, empty: list[str]) -> None:
    rows = [f"G-{number};{cell};2031-02-03" for number, cell in enumerate(empty)]
    doubts = _doubts(headings, "G-20;a man;2031-02-03", *rows, "G-30;;2031-02-03")
    assert doubts == [None, *[RowDoubt.NOT_HUMAN] * len(empty), None]


def test_a_condition_says_it_as_well() -> None:
    doubts = _doubts(
        "Body code;Date found;Found at;Condition",
        "B-1;2031-03-01;Tal;complete",
        "B-2;2031-03-01;Tal;empty grave",
        "B-3;2031-03-01;Tal;no body parts missing",
    )
    assert doubts == [None, RowDoubt.NOT_HUMAN, None]


def test_an_empty_grave_may_stand_among_the_names() -> None:
    doubts = _doubts(
        "N°;Nombre en la placa;Fecha de inhumación;Observación",
        "1;Juan Pérez;12/05/1983;",
        "2;vacía;;",
        "3;ninguno;12/05/1983;",
        "4;N.N.;12/05/1983;dos cuerpos",
    )
    assert doubts == [None, RowDoubt.NOT_HUMAN, None, None]


@pytest.mark.parametrize(
    "name",
    [
        "reserved",
        "Reserved for the Aziz family",
        "محجوز لعائلة العلي",
        "Réservée famille Amri",
        "(void)",
        "tag void",
        "محجوز",
        "reservada",
        "rezerve",
    ],
)
def test_a_plot_that_is_kept_free_is_no_body(name: str) -> None:
    rows = ("1;Salma Aziz;2031-03-01", f"2;{name};", "3;Unknown child;2031-03-01")
    remains = _remains("Plot;Deceased;Date of death", *rows)
    assert [record.doubt for record in remains] == [None, RowDoubt.NOT_HUMAN, None]
    assert [record.written_names[0].is_comparable for record in remains] == [True, False, False]


def test_a_remark_alone_says_that_a_plot_is_empty() -> None:
    rows = ("1;Salma Aziz;2031-03-01;", "2;;;empty", "3;Omar Said;2031-03-01;(empty)")
    doubts = _doubts("Plot;Deceased;Date of death;Remarks", *rows)
    assert doubts == [None, RowDoubt.NOT_HUMAN, None]


def test_a_row_of_a_grave_and_of_nobody_in_it_is_in_doubt() -> None:
    """A cemetery's plots are numbered beforehand; they were bodies, all of them."""
    rows = ("G1;A;Ali Karim;2031-03-01", "G2;A;;", "G3;B;Unknown man;", "G4;B;;2031-03-04")
    doubts = _doubts("Grave;Row;Name;Date of burial", *rows)
    assert doubts == [None, RowDoubt.NOT_HUMAN, None, None]
    coded = ("B-1;2031-03-01;Tal;male", "B-2;2031-03-01;Tal;", "B-3;2031-03-02;Darb;")
    assert _doubts("Body code;Date found;Found at;Sex", *coded) == [None, None, None]


def test_an_empty_remark_beside_a_body_says_nothing() -> None:
    doubts = _doubts(
        "Body code;Date found;Found at;Notes",
        "B-1;2031-03-01;Tal;(empty)",
        "B-2;2031-03-01;Tal;none",
    )
    assert doubts == [None, None]


def test_no_body_is_no_word_against_a_person() -> None:
    table = table_of("Full name;Age;Killed on;Body", "Rana H;12;2031-05-01;none", "Samir A;3;;-")
    guessed = guess(look_at(table), table.rows, RecordKind.PERSON)
    assert "Body" not in guessed.fields.get("note", ())


def test_things_among_remains_are_no_body() -> None:
    doubts = _doubts(
        "Case code;Grave;Type;Sex;Date exhumed",
        "K-1;G1;Body;M;2031-03-01",
        "K-2;G1;Body part;;2031-03-01",
        "K-3;G1;Artefact;;2031-03-02",
        "K-4;G1;Clothing;;2031-03-02",
        "K-5;G1;Clothing;F;2031-03-02",
    )
    assert doubts == [None, None, RowDoubt.NOT_HUMAN, RowDoubt.NOT_HUMAN, None]
