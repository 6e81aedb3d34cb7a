"""The monthly ledgers of the compared party, as figures: months, sums that hold, and breaks."""

from sijill.figures.analysis import Analysis
from sijill.figures.figure import Figure, Writer
from sijill.model.records.record import LedgerMonthRecord
from sijill.model.results.official import MonthlyLedger
from sijill.model.values.quantities import Layer, Unit
from sijill.official.monthly import check_months
from sijill.official.release_totals import check_release, releases_of


def ledger_of(analysis: Analysis) -> dict[str, MonthlyLedger]:
    """The ledgers by party, in the list's own words; with them the totals of whole releases."""
    by_party: dict[str, list[LedgerMonthRecord]] = {}
    for record in analysis.register.active(LedgerMonthRecord).values():
        by_party.setdefault(analysis.register.case.id_of(record.actor), []).append(record)
    ledgers = {party: check_months(records) for party, records in by_party.items()}
    for release in releases_of(analysis.determinations.values()):
        party = analysis.register.case.id_of(release.totals.actor)
        checked = check_release(release)
        ledgers[party] = _joined(ledgers[party], checked) if party in ledgers else checked
    return dict(sorted(ledgers.items()))


def _joined(ledger: MonthlyLedger, release: MonthlyLedger) -> MonthlyLedger:
    """A party's ledger and what a release of it says; the months of both are not compared."""
    return MonthlyLedger(
        (*ledger.months, *release.months),
        ledger.held + release.held,
        (*ledger.breaks, *release.breaks),
        (*ledger.uncheckable, *release.uncheckable),
        (*ledger.implied, *release.implied),
    )


def ledger_figures(writer: Writer, analysis: Analysis) -> list[Figure]:
    """How many months there are, how many break a sum, and how many hold uncheckable numbers."""
    ledgers = ledger_of(analysis).values()
    months = [month for ledger in ledgers for month in ledger.months]
    if not months:
        return []
    broken = [
        key for ledger in ledgers for ledger_break in ledger.breaks for key in ledger_break.records
    ]
    open_numbers = sorted({note.record for ledger in ledgers for note in ledger.uncheckable})
    layer = Layer.ACKNOWLEDGED
    return [
        writer.count("acknowledged.ledger.months", Unit.RECORDS, layer, sorted(months)),
        writer.count("acknowledged.ledger.broken", Unit.RECORDS, layer, sorted(set(broken))),
        writer.count(
            "acknowledged.ledger.uncheckable", Unit.RECORDS, layer, sorted(set(open_numbers))
        ),
    ]
