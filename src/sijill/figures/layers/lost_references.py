"""Rows that name an incident which is on no list: what they tell stands beside none."""

from collections import defaultdict

from sijill.model.records.rejects import Effect, Reject
from sijill.register.register import Register

_INCIDENT = "incident"


def lost_references(register: Register) -> dict[str, list[Reject]]:
    """By the id of each list that counts, its values that name no incident on record."""
    lost: dict[str, list[Reject]] = defaultdict(list)
    for reject in register.rejects:
        mapping = register.counted_mappings.get(reject.source)
        rule = mapping.fields.get(_INCIDENT) if mapping else None
        if rule and reject.effect is Effect.VALUE and reject.column == ", ".join(rule.reads):
            lost[reject.source].append(reject)
    return dict(lost)
