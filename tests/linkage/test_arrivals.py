"""New, changed and dropped records linked on from the last whole linkage: the same as anew."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_records import head_of
from sijill.language.names.reading import read_name
from sijill.linkage.arrivals.changes import Arrived, find_arrived
from sijill.linkage.arrivals.kept import Kept
from sijill.linkage.arrivals.kept_files import forget, keep, recall
from sijill.linkage.arrivals.numbering import GONE, number_rows
from sijill.linkage.arrivals.relink import link_arrived
from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints, Edges
from sijill.linkage.clustering.former import Clustering
from sijill.linkage.features import SCHEMA, feature_table, spelling_table
from sijill.linkage.learned import Learned
from sijill.linkage.linkage import LinkableRecords, Linkage, log_odds
from sijill.linkage.persons import link
from sijill.model.codes import Sex
from sijill.model.records.record import PersonRecord
from sijill.model.values.ages import AgeInterval

GIVEN = "Khalid Walid Samir Fadi Rami Nabil Tariq Ziyad Bassam Adnan Hala Rana Mona Layla Dina"
FAMILY = "al-Attar al-Hallaq al-Najjar al-Khayyat al-Homsi"
SAME_PERMILLE = 650
EARLIER, LATER = ("notebook", "monitor"), "hospital"

Records = Sequence[PersonRecord]


def victim(source: str, row: int, name: str, years: int, *further: str) -> PersonRecord:
    return PersonRecord(
        head_of(f"{source}:{row}", row + 2),
        (read_name(name), *map(read_name, further)),
        sex=Sex.MALE,
        age=AgeInterval(12 * years, 12 * years + 11),
    )


def three_lists() -> list[PersonRecord]:
    """Of 75 people each is on two lists of three, now and then spelt by another hand."""
    chance = Random(4)  # noqa: S311  a seeded generator is wanted
    people = [(one, two) for one in GIVEN.split() for two in FAMILY.split()]
    records = []
    for row, (first, last) in enumerate(people):
        father, years = chance.choice(GIVEN.split()), 5 + chance.randrange(60)
        for source in chance.sample((*EARLIER, LATER), 2):
            heard = last.replace("al-", "Al ") if chance.random() < 0.3 else last
            further = (f"{first} {last}",) if chance.random() < 0.2 else ()
            records.append(victim(source, row, f"{first} {father} {heard}", years, *further))
    return records


def tables(records: Records) -> tuple[pa.Table, pa.Table, list[int]]:
    known = circumstances(records, {})
    return feature_table(records, known), *spelling_table(records, known)


def linkable(records: Records, constraints: Constraints | None = None) -> LinkableRecords:
    by_id = {record.head.id: record.head.source for record in records}
    ids = tuple(sorted(by_id))
    return LinkableRecords(ids, [by_id[record] for record in ids], constraints or Constraints())


def whole(records: Records) -> Linkage:
    known = circumstances(records, {})
    return link(records, known, Constraints(), SAME_PERMILLE, lambda _doing: None, keeps=True)


def linked_on(kept: Kept, records: Records, constraints: Constraints | None = None) -> Linkage:
    arrived = find_arrived(kept, *tables(records))
    return link_arrived(kept, arrived, linkable(records, constraints), log_odds(SAME_PERMILLE))


def without_pairs(kept: Kept) -> Kept:
    """The parameters alone: with them, linking all records as arrived is a whole linkage."""
    learned, none = kept.learned, slice(0, 0)
    pairs = learned.pairs.part(np.zeros(len(learned.pairs.data), dtype=bool))
    return replace(
        kept,
        learned=Learned(
            parameters=learned.parameters,
            table=learned.table.slice(0, 0),
            record_of=learned.record_of[none],
            records=0,
            pairs=pairs,
            clustering=without_records(learned.clustering),
            cut_blocks={},
            unsplit_blocks={},
        ),
        keys=kept.keys[none],
        key_rows=kept.key_rows[none],
        digests=kept.digests[none],
        audited=kept.audited[none],
    )


def without_records(clustering: Clustering) -> Clustering:
    edges = Edges(*(getattr(clustering.given.edges, name)[:0] for name in Edges.__slots__))
    empty = replace(
        clustering.given,
        ids=(),
        edges=edges,
        once=clustering.given.once[:0],
        compared=clustering.given.compared[:0],
    )
    return Clustering(empty, clustering.numbers[:0])


def linked_anew(kept: Kept, records: Records) -> Linkage:
    """A whole linkage by the kept parameters: nothing is kept but these."""
    features, further, of = tables(records)
    arrived = Arrived(features, further, tuple(of))
    empty = without_pairs(kept)
    return link_arrived(empty, arrived, linkable(records), log_odds(SAME_PERMILLE))


def demand_equal(one: Linkage, other: Linkage) -> None:
    assert one.partition == other.partition
    for column in ("left", "right", "levels", "vetoes", "weights", "odds", "added"):
        ours, theirs = (getattr(linkage.scored, column) for linkage in (one, other))
        np.testing.assert_array_equal(ours, theirs, err_msg=column)
    np.testing.assert_array_equal(one.once, other.once)
    np.testing.assert_array_equal(one.edges.weights, other.edges.weights)
    np.testing.assert_array_equal(one.audit.missed, other.audit.missed)
    assert (one.audit.audited, one.audit.unseen_ratio) == (
        other.audit.audited,
        other.audit.unseen_ratio,
    )


@pytest.fixture(scope="module")
def records() -> list[PersonRecord]:
    return three_lists()


@pytest.fixture(scope="module")
def first(records: list[PersonRecord]) -> Linkage:
    """The linkage of the two earlier lists."""
    return whole([record for record in records if record.head.source in EARLIER])


@pytest.fixture(scope="module")
def kept(first: Linkage) -> Kept:
    assert first.learned is not None
    return Kept.of(first.learned, "ab12")


@pytest.fixture(scope="module")
def with_new_list(kept: Kept, records: list[PersonRecord]) -> Linkage:
    return linked_on(kept, records)


def test_where_nothing_has_changed_the_result_is_that_of_the_whole_linkage(
    kept: Kept, first: Linkage, records: list[PersonRecord]
) -> None:
    again = linked_on(kept, [record for record in records if record.head.source in EARLIER])
    demand_equal(again, first)


def test_a_new_list_is_linked_as_in_a_whole_linkage_by_the_same_parameters(
    kept: Kept, records: list[PersonRecord], with_new_list: Linkage
) -> None:
    demand_equal(with_new_list, linked_anew(kept, records))
    clusters = with_new_list.partition.clusters
    assert any({record.split(":")[0] for record in one} >= {LATER, "monitor"} for one in clusters)


def test_added_changed_and_dropped_rows_of_all_lists_are_linked_as_anew(
    records: list[PersonRecord],
) -> None:
    chance = Random(1)  # noqa: S311  a seeded generator is wanted
    before = [record for record in records if chance.random() < 0.9]
    now = [
        replace(record, age=AgeInterval(400, 411)) if chance.random() < 0.05 else record
        for record in records
        if chance.random() < 0.9
    ]
    learned = whole(before).learned
    assert learned is not None
    kept = Kept.of(learned)
    demand_equal(linked_on(kept, now), linked_anew(kept, now))


def test_a_judgement_holds_whatever_arrives(
    kept: Kept, records: list[PersonRecord], with_new_list: Linkage
) -> None:
    joined = next(one for one in with_new_list.partition.clusters if len(one) > 1)
    parted = Constraints(different=frozenset([(joined[0], joined[1])]))
    clusters = linked_on(kept, records, parted).partition.clusters
    assert not any({joined[0], joined[1]} <= set(one) for one in clusters)


def test_what_is_kept_is_read_as_it_was_written(kept: Kept, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    keep(kept, folder)
    assert folder.stat().st_mode & 0o077 == 0
    read = recall(folder)
    assert read is not None
    assert read.mark == "ab12"
    assert read.learned.table == kept.learned.table
    assert read.learned.parameters.counted == kept.learned.parameters.counted
    assert read.learned.parameters.lists == kept.learned.parameters.lists
    for column in ("left", "levels", "rarity"):
        ours, theirs = (getattr(one.learned.pairs.data, column) for one in (kept, read))
        np.testing.assert_array_equal(ours, theirs)
    np.testing.assert_array_equal(kept.learned.pairs.added, read.learned.pairs.added)
    np.testing.assert_array_equal(kept.digests, read.digests)
    ours, theirs = (one.learned.clustering for one in (kept, read))
    np.testing.assert_array_equal(ours.find_settled(theirs.given), theirs.numbers)
    assert list(ours.given.ids) == list(theirs.given.ids)
    assert ours.given.constraints == theirs.given.constraints
    forget(folder)
    assert recall(folder) is None


def test_what_another_model_kept_is_not_used(kept: Kept, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    keep(kept, folder)
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"model": "', '"model": "0'), "utf-8")
    assert recall(folder) is None


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_file_that_was_cut_off_is_not_used(kept: Kept, tmp_path: Path, share: float) -> None:
    folder = tmp_path / "kept"
    keep(kept, folder)
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        path.write_bytes(whole[: int(share * len(whole))])
        assert recall(folder) is None, path.name
        path.unlink()
        assert recall(folder) is None, path.name
        path.write_bytes(whole)
    assert recall(folder) is not None


def test_arrived_are_the_records_that_are_new_or_read_otherwise(kept: Kept) -> None:
    features = kept.learned.table.slice(0, kept.learned.records)
    further = kept.learned.table.slice(kept.learned.records)
    of = kept.learned.record_of[kept.learned.records :].tolist()
    assert len(find_arrived(kept, features, further, of)) == 0
    lost = features["record_id"][0].as_py()
    spelt = {features["record_id"][row].as_py() for row in of}
    found = find_arrived(kept, features.slice(1), further.slice(0, 0), [])
    assert found.dropped == {lost}
    assert found.replaced == spelt - {lost}, "a further spelling of these is gone"
    assert found.added == 0


IDS = st.sets(st.integers(0, 99).map("r{:02}".format), max_size=12)


def _features(ids: list[str]) -> pa.Table:
    return pa.Table.from_pylist([{"record_id": record} for record in ids], schema=SCHEMA)


@settings(max_examples=25, deadline=None)
@given(before=IDS, new=IDS, gone=IDS, data=st.data())
def test_records_of_now_are_numbered_by_their_ids_and_spellings_after_them(
    kept: Kept, before: set[str], new: set[str], gone: set[str], data: st.DataObject
) -> None:
    old = sorted(before)
    spelt = sorted(data.draw(st.lists(st.integers(0, len(old) - 1), max_size=3)) if old else [])
    table = _features(old + [old[row] for row in spelt])
    rows = [*range(len(old)), *spelt]
    learned = replace(
        kept.learned, table=table, record_of=np.array(rows, dtype=np.int32), records=len(old)
    )
    replaced, dropped = before & new, (before & gone) - new
    arrived = Arrived(
        _features(sorted(new)), _features([]), (), frozenset(replaced), frozenset(dropped)
    )
    numbering = number_rows(replace(kept, learned=learned), arrived)
    assert list(numbering.ids) == sorted((before - dropped) | new)
    for row, number in enumerate(numbering.kept.tolist()):
        is_gone = old[rows[row]] in replaced | dropped
        assert (number == GONE) == is_gone
        if not is_gone:
            assert numbering.ids[numbering.record_of[number]] == old[rows[row]]
            assert (number < numbering.records) == (row < len(old))
    there = numbering.kept[numbering.kept != GONE]
    assert (np.diff(there) > 0).all()
