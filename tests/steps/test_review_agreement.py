"""Readers of the same pairs are compared by their latest answers that stand."""

from datetime import UTC, datetime
from pathlib import Path

from sijill.ledger import Draft, EntryKind, Ledger
from sijill.ledger.signing.keys import DeviceKey
from sijill.steps.decisions.review_agreement import readers_of

KEY = DeviceKey.from_secret(bytes(range(32)))
AT = datetime(2031, 6, 1, tzinfo=UTC)


def judge(left: str, right: str, decision: str) -> Draft:
    return Draft(
        EntryKind.JUDGEMENT,
        left,
        {"left": left, "right": right, "decision": decision, "reason": "read"},
        (right,),
    )


def test_two_readers_meet_on_the_pairs_that_both_judged(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "register.db", create=True, key=KEY) as ledger:
        ledger.append(
            [judge("a:1", "b:1", "same"), judge("a:2", "b:2", "same")], author="rana", at=AT
        )
        ledger.append([judge("a:3", "b:3", "different")], author="rana", at=AT)
        mistaken = ledger.append([judge("a:1", "b:1", "different")], author="omar", at=AT)
        ledger.append(
            [judge("a:2", "b:2", "different"), judge("a:2", "b:2", "same")], author="omar", at=AT
        )
        ledger.append(
            [judge("a:3", "b:3", "different"), judge("a:9", "b:9", "same")], author="omar", at=AT
        )
        before = readers_of(ledger.entries())
        retraction = Draft(EntryKind.RETRACTION, "a:1", {"reason": "mistaken"}, (mistaken[0].leaf,))
        ledger.append([retraction], author="omar", at=AT)
        after = readers_of(ledger.entries())
    assert [(one.first, one.second, one.pairs, one.agreed) for one in before] == [
        ("omar", "rana", 3, 2)
    ]
    assert [(one.pairs, one.agreed, one.kappa) for one in after] == [(2, 2, 1.0)]


def test_one_reader_is_compared_with_nobody(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "register.db", create=True, key=KEY) as ledger:
        ledger.append([judge("a:1", "b:1", "same")], author="rana", at=AT)
        assert readers_of(ledger.entries()) == ()
