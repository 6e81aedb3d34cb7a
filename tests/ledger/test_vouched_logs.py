"""Which logs are vouched for: by a checkpoint that was kept, or by a device that it covers."""

from forging import FORGER, Register
from registers import AT, RANA, decisions
from sijill.ledger import Ledger, Verdict, verify


def test_a_log_that_nobody_outside_vouches_for_is_named(register: Register) -> None:
    """Rana's device signed what it took in of Omar's log; his signed nothing about hers."""
    report = verify(register.path, register.evidence, register.kept[1])
    assert report.verdict is Verdict.COULD_NOT_CHECK
    rana = register.rows()[0][0].log
    (named,) = [one for one in report.findings if one.verdict is Verdict.COULD_NOT_CHECK]
    assert named.where == f"log {rana}"
    assert RANA.public.hex() in named.what
    assert report.keys[rana] == RANA.public.hex()


def test_a_strangers_log_is_not_vouched_for(register: Register) -> None:
    """Anybody can add a log with a key of his own; its decisions would count."""
    with Ledger.open(register.path, key=FORGER) as ledger:
        ledger.append(decisions(), author="rana", at=AT)
        stranger = ledger.main.id
    assert verify(register.path, register.evidence).keys[stranger] == FORGER.public.hex()
    report = verify(register.path, register.evidence, register.kept)
    assert report.verdict is Verdict.COULD_NOT_CHECK
    assert f"log {stranger}" in {one.where for one in report.findings}
