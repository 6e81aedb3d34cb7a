"""What is known of records only when the lists of a case are read together."""

from sijill.model.records.record import Record
from sijill.model.records.rejects import Reject
from sijill.model.settings.case import Case
from sijill.register.decided import Decisions
from sijill.register.exchanged_points import exchanged_points
from sijill.register.initials import doubt_initials
from sijill.register.repeated_codes import repeated_codes
from sijill.register.source_reading import SourceReading
from sijill.register.taken_sheets import without_taken_sheets
from sijill.register.watching import Watch, unwatched


def read_lists(
    reading: SourceReading,
    case: Case,
    decisions: Decisions,
    alike: SourceReading | None = None,
    watch: Watch = unwatched,
) -> tuple[dict[str, Record], list[Reject]]:
    """The records of all lists by id, some in doubt; what could not be used, and all notes.

    Args:
        reading: what they are read from.
        case: whose area says where points are far off.
        decisions: judgements of pairs, and which records and lists were withdrawn; these put no
            other in doubt, and what of a withdrawn list could not be used is not told.
        alike: a reading from which records are taken that are read in the same way.
        watch: called as rows are read.
    """
    records, rejects = reading.read(alike, watch)
    rejects += exchanged_points(reading.records, f"{case.title}, {case.area}")
    standing = {
        identity: record
        for identity, record in records.items()
        if decisions.withdrawal_of(identity) is None
    }
    doubted, notes = doubt_initials(standing, decisions.judgements)
    rejects += notes
    rejects = without_taken_sheets(rejects, reading.mappings)
    by_list = {
        source: [record for record in listed if record.head.id in standing]
        for source, listed in reading.records.items()
    }
    rejects += repeated_codes(by_list, reading.columns_of("code"))
    told = [reject for reject in rejects if reject.source not in decisions.withdrawn_lists]
    return records | doubted, told
