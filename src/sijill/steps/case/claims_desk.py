"""The claims desk of the last build as a file, so that a sentence is tested without building."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sijill.claims.testing import Desk
from sijill.figures.claimed.claim_desk import stated_bridges, untested_claims
from sijill.model.results.claims import DatedCount, ListKeeper, Measure, PlacedCount
from sijill.model.settings.case import Case
from sijill.model.values.counts import CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.quantities import Layer, Quantity, Refusal, RefusalReason, Scope, Unit
from sijill.register.register import Register
from sijill.steps.case.notices import Notice
from sijill.steps.workspace import Workspace, last_built

DESK = "claims_desk.json"
"""Its name in ``out``."""


def explain_untested_claims(register: Register) -> list[Notice]:
    """A notice where more claims are on record than the case tests."""
    untested = untested_claims(register)
    if not untested:
        return []
    words = (
        f"{untested:,} claims are on record and were not read or tested: this case tests "
        f"{register.case.dossier.claim_limit:,} at most, those that a person confirmed first. "
        "Set claim_limit under [dossier] in case.toml to test more."
    )
    return [Notice("claims", words)]


def desk_text(desk: Desk) -> str:
    """A desk as JSON, for ``out/claims_desk.json``."""
    content = {
        "scope": desk.scope.as_json(),
        "actor": [desk.actor, desk.actor_title],
        "measures": [_written(measure) for measure in desk.measures],
        "keepers": [
            {"name": keeper.name, "measures": [_written(measure) for measure in keeper.measures]}
            for keeper in desk.keepers
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _written(measure: Measure) -> Mapping[str, Any]:
    quantity, refusal = measure.quantity, measure.refusal
    return {
        "figure": measure.figure,
        "title": measure.title,
        "is_floor": measure.is_floor,
        "value": [quantity.value.lowest, quantity.value.highest] if quantity else None,
        "unit": quantity.unit.value if quantity else "",
        "layer": quantity.layer.value if quantity else "",
        "scope": quantity.scope.as_json() if quantity else None,
        "refusal": [refusal.reason.value, refusal.explanation, refusal.needed] if refusal else None,
        "placed": [
            [
                part.record,
                part.places,
                part.happened.to_edtf(),
                part.count.lowest,
                part.count.highest,
            ]
            for part in measure.placed
        ],
        "parts": [[_iso(part.day), _iso(part.until), *_ends(part.count)] for part in measure.parts],
    }


def _ends(count: CountRange) -> list[int | None]:
    return [count.lowest, count.highest]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def read_desk(workspace: Workspace, case: Case) -> Desk:
    """The desk of the last build, with the bridges that the case states now.

    Raises:
        CaseError: if there is no build, or its file cannot be read.
    """
    with last_built(workspace, DESK) as content:
        scope = Scope.from_json(content["scope"])
        measures = [_measure(measure) for measure in content["measures"]]
        actor, title = content["actor"]
        keepers = tuple(
            ListKeeper(keeper["name"], tuple(_measure(each) for each in keeper["measures"]))
            for keeper in content["keepers"]
        )
    return Desk(measures, scope, actor, title, stated_bridges(case), keepers)


def _measure(content: Mapping[str, Any]) -> Measure:
    quantity = refusal = None
    if content["value"] is not None:
        value, scope = CountRange(*content["value"]), Scope.from_json(content["scope"])
        quantity = Quantity(value, Unit(content["unit"]), Layer(content["layer"]), scope)
    if content["refusal"] is not None:
        reason, explanation, needed = content["refusal"]
        refusal = Refusal(RefusalReason(reason), explanation, needed)
    parts = tuple(
        DatedCount(_day(known), CountRange(lowest, highest), _day(until))
        for known, until, lowest, highest in content["parts"]
    )
    placed = tuple(
        PlacedCount(
            record, tuple(places), DateInterval.from_edtf(when), CountRange(lowest, highest)
        )
        for record, places, when, lowest, highest in content.get("placed", ())
    )
    return Measure(
        content["figure"], content["title"], quantity, content["is_floor"], refusal, parts, placed
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
