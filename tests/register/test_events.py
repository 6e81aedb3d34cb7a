"""What each kind of entry holds: the keys that are hashed, read back, and which are erasable."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest

import sijill
from sijill.ledger.entries.canonical import Json
from sijill.ledger.entries.entry import Entry, EntryKind, FileReference
from sijill.model.codes import (
    ConsentForm,
    ConsentIdentity,
    ConsentState,
    ConsentUse,
    CorrectionKind,
    CustodyAction,
    IdentificationMethod,
    IdentificationStatus,
    LinkDecision,
    SiteState,
)
from sijill.model.decisions.exhibits import ExhibitDerivation, ExhibitForm
from sijill.model.errors import LedgerError
from sijill.model.records.rejects import Effect, Reject
from sijill.model.recovery_codes import ExaminationItem, ExaminationState
from sijill.register.events import (
    ERASED,
    FORMS,
    AssessmentEntry,
    CaptureEntry,
    CaseEntry,
    ClaimEntry,
    ConsentEntry,
    CorrectionEntry,
    CustodyEntry,
    EntryForm,
    ErasureEntry,
    EstimatedTotal,
    EstimateEntry,
    ExaminationEntry,
    ExhibitEntry,
    IdentificationEntry,
    JudgementEntry,
    MatchEntry,
    NotEstimable,
    OperationEntry,
    PresenceEntry,
    PublicationEntry,
    RetractionEntry,
    RowEntry,
    SealedFile,
    SealingEntry,
    SettlementEntry,
    SiteEntry,
    SourceEntry,
    SyncEntry,
    WithdrawalEntry,
    erasable_values,
)

NOON = datetime(2031, 6, 9, 12, tzinfo=UTC)
DIGEST = "ab" * 32
LINE = Reject("notebook", "n.csv", "", 7, "", "a, b", "too many cells", Effect.ROW)

VECTORS: list[tuple[EntryForm, dict[str, Json]]] = [
    (CaseEntry("title = 1"), {"text": "title = 1"}),
    (SourceEntry("id = 1"), {"text": "id = 1"}),
    (
        CaptureEntry("n.csv", "", "utf-8", ",", ("no", "name"), 2, {"sheet": ""}, (LINE,)),
        {
            "file": "n.csv",
            "sheet": "",
            "encoding": "utf-8",
            "delimiter": ",",
            "columns": ["no", "name"],
            "rows": 2,
            "reading": {"sheet": ""},
            "problems": [
                {
                    "source": "notebook",
                    "file": "n.csv",
                    "sheet": "",
                    "row": 7,
                    "column": "",
                    "value": "a, b",
                    "reason": "too many cells",
                    "effect": "row",
                }
            ],
        },
    ),
    (
        CaptureEntry("n.csv", "", "", "", (), 0, {}, (), SealedFile(DIGEST, 9)),
        {
            "file": "n.csv",
            "sheet": "",
            "encoding": "",
            "delimiter": "",
            "columns": [],
            "rows": 0,
            "reading": {},
            "problems": [],
            "sealed": {"sha256": DIGEST, "size": 9},
        },
    ),
    (
        SealingEntry(SealedFile(DIGEST, 9)),
        {"sealed": {"sha256": DIGEST, "size": 9}},
    ),
    (
        RowEntry(2, {"name": "خالد"}, ("phone",)),
        {"row": 2, "cells": {"name": "خالد"}, "withheld": ["phone"]},
    ),
    (
        RowEntry(2, {"name": "خالد"}, (), "June"),
        {"row": 2, "cells": {"name": "خالد"}, "withheld": [], "sheet": "June"},
    ),
    (
        JudgementEntry("a:1", "b:1", LinkDecision.SAME, "one family"),
        {"left": "a:1", "right": "b:1", "decision": "same", "reason": "one family"},
    ),
    (
        JudgementEntry("a:1", "b:1", LinkDecision.DIFFERENT, "two mothers", "3"),
        {
            "left": "a:1",
            "right": "b:1",
            "decision": "different",
            "reason": "two mothers",
            "codebook": "3",
        },
    ),
    (
        AssessmentEntry("fair", "two origins", "3"),
        {"grade": "fair", "reason": "two origins", "codebook": "3"},
    ),
    (
        IdentificationEntry(
            IdentificationMethod.DNA, IdentificationStatus.CONFIRMED_BOARD, "matched", "the board"
        ),
        {"method": "dna", "status": "confirmed_board", "reason": "matched", "by": "the board"},
    ),
    (
        IdentificationEntry(IdentificationMethod.DNA, IdentificationStatus.HYPOTHESIS, ""),
        {"method": "dna", "status": "hypothesis", "reason": ""},
    ),
    (
        ConsentEntry(ConsentUse.SHARE_WITH_ORGANISATION, ConsentState.GIVEN, "asked", "A museum"),
        {
            "use": "share_with_organisation",
            "state": "given",
            "reason": "asked",
            "recipient": "A museum",
        },
    ),
    (
        ConsentEntry(
            ConsentUse.SHARE_WITH_ORGANISATION,
            ConsentState.REFUSED,
            "asked",
            identity=next(iter(ConsentIdentity)),
            form=next(iter(ConsentForm)),
        ),
        {
            "use": "share_with_organisation",
            "state": "refused",
            "reason": "asked",
            "identity": next(iter(ConsentIdentity)).value,
            "form": next(iter(ConsentForm)).value,
        },
    ),
    (
        CorrectionEntry("age", "41", CorrectionKind.ERROR_OF_RECORDER, "misread"),
        {"field": "age", "value": "41", "kind": "error_of_recorder", "reason": "misread"},
    ),
    (
        ClaimEntry("as the paper meant it", "1.2", lowest=104, highest=104, unit="deaths"),
        {
            "reason": "as the paper meant it",
            "codebook": "1.2",
            "lowest": 104,
            "highest": 104,
            "unit": "deaths",
        },
    ),
    (
        MatchEntry("monitor:4", "the same street", "1.2"),
        {"incident": "monitor:4", "reason": "the same street", "codebook": "1.2"},
    ),
    (
        WithdrawalEntry(CorrectionKind.NOT_DEAD, "she called"),
        {"kind": "not_dead", "reason": "she called"},
    ),
    (RetractionEntry("by mistake"), {"reason": "by mistake"}),
    (ErasureEntry("request 12"), {"reason": "request 12"}),
    (
        ErasureEntry("request 13", "0f" * 16, (DIGEST,)),
        {"reason": "request 13", "salt": "0f" * 16, "rows": [DIGEST]},
    ),
    (SyncEntry({"00ff": 3}), {"logs": {"00ff": 3}}),
    (
        SettlementEntry(DIGEST, "names 1", 2, 3, 70, 20),
        {
            "partition": DIGEST,
            "model": "names 1",
            "persons": 2,
            "records": 3,
            "same_percent": 70,
            "review_percent": 20,
        },
    ),
    (
        EstimateEntry(DIGEST, 7, 2, EstimatedTotal(10, None, 14, 95, 9, ("a", "b", "c"))),
        {
            "digest": DIGEST,
            "seed": 7,
            "version": 2,
            "lowest": 10,
            "highest": None,
            "point": 14,
            "level_percent": 95,
            "observed": 9,
            "lists": ["a", "b", "c"],
        },
    ),
    (
        EstimateEntry(DIGEST, 7, 2, NotEstimable("too_few_lists", "two lists")),
        {
            "digest": DIGEST,
            "seed": 7,
            "version": 2,
            "not_estimable": "too_few_lists",
            "explanation": "two lists",
        },
    ),
    (
        ExhibitEntry(
            ExhibitForm.FILE, "a film", reason="cut", derivation=ExhibitDerivation.WORKING_COPY
        ),
        {"form": "file", "title": "a film", "reason": "cut", "derivation": "working_copy"},
    ),
    (
        CustodyEntry(CustodyAction.VIEWED, "to count", NOON, is_stated=True),
        {
            "action": "viewed",
            "at": "2031-06-09T12:00:00+00:00",
            "reason": "to count",
            "stated": True,
        },
    ),
    (
        PublicationEntry(DIGEST, 5, DIGEST, "3", {"persons.named": "2"}, DIGEST),
        {
            "digest": DIGEST,
            "size": 5,
            "root": DIGEST,
            "codebook": "3",
            "figures": {"persons.named": "2"},
            "dossier": DIGEST,
        },
    ),
    (
        SiteEntry(
            SiteState.GO,
            "an engineer looked",
            "T1",
            "Capt. Nader",
            ("survey:H1",),
            "Basatin, house 4",
            359500000,
            390100000,
            15,
        ),
        {
            "state": "go",
            "reason": "an engineer looked",
            "team": "T1",
            "override_by": "Capt. Nader",
            "hazards": ["survey:H1"],
            "place": "Basatin, house 4",
            "latitude_e7": 359500000,
            "longitude_e7": 390100000,
            "radius_m": 15,
        },
    ),
    (SiteEntry(SiteState.NO_GO, "mined"), {"state": "no_go", "reason": "mined"}),
    (
        OperationEntry("2031-06-09", "T2", "the second floor", "an excavator", 6, 420),
        {
            "day": "2031-06-09",
            "team": "T2",
            "note": "the second floor",
            "machinery": "an excavator",
            "workers": 6,
            "minutes": 420,
        },
    ),
    (
        PresenceEntry("Dr Salma", "the morgue, shelf 3", "for X-rays", "2031-06-09", "yes"),
        {
            "holder": "Dr Salma",
            "place": "the morgue, shelf 3",
            "reason": "for X-rays",
            "since": "2031-06-09",
            "burial": "yes",
        },
    ),
    (
        ExaminationEntry(ExaminationItem.DENTAL, ExaminationState.COMPLETED, "charted", "Dr Salma"),
        {"item": "dental", "state": "completed", "reason": "charted", "by": "Dr Salma"},
    ),
    (
        IdentificationEntry(
            IdentificationMethod.COMBINED,
            IdentificationStatus.CONFIRMED_BOARD,
            "all agree",
            methods=(IdentificationMethod.DENTAL, IdentificationMethod.PERSONAL_EFFECTS),
            members=("Dr Salma", "Hind"),
        ),
        {
            "method": "combined",
            "status": "confirmed_board",
            "reason": "all agree",
            "methods": ["dental", "personal_effects"],
            "members": ["Dr Salma", "Hind"],
        },
    ),
    (
        PublicationEntry(DIGEST, 5, DIGEST, "3", {}),
        {"digest": DIGEST, "size": 5, "root": DIGEST, "codebook": "3", "figures": {}},
    ),
]


def entry(kind: EntryKind, payload: dict[str, Json], *erased: str) -> Entry:
    kept = {key: value for key, value in payload.items() if key not in erased}
    files = (FileReference(DIGEST, 3),)
    return Entry(
        "00" * 16, 4, NOON, "test", kind, "a:1", (), kept, files, "leaf", "", tuple(erased)
    )


@pytest.mark.parametrize(("form", "payload"), VECTORS, ids=lambda one: type(one).__name__)
def test_a_form_is_written_as_it_always_was_and_read_back(
    form: EntryForm, payload: dict[str, Json]
) -> None:
    """These keys are hashed in registers that exist: a difference here makes them unreadable."""
    assert form.to_payload() == payload
    assert type(form).of(entry(form.kind, payload)) == form


def test_every_kind_of_entry_has_a_form_and_an_example() -> None:
    assert set(FORMS) == set(EntryKind)
    assert {type(form) for form, _ in VECTORS} == set(FORMS.values())


def test_a_key_of_a_newer_version_is_passed_over() -> None:
    payload: dict[str, Json] = {"reason": "by mistake", "mood": "sorry"}
    assert RetractionEntry.of(entry(EntryKind.RETRACTION, payload)) == RetractionEntry("by mistake")


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        (EntryKind.JUDGEMENT, {"left": "a:1", "right": "b:1", "reason": ""}),
        (EntryKind.JUDGEMENT, {"left": "a:1", "right": "b:1", "decision": "yes", "reason": ""}),
        (EntryKind.ROW, {"row": "2", "cells": {}, "withheld": []}),
        (EntryKind.ROW, {"row": 2, "withheld": []}),
        (EntryKind.ESTIMATE, {"digest": DIGEST, "seed": 7, "version": 2, "lowest": 1}),
        (EntryKind.CUSTODY, {"action": "viewed", "at": "noon"}),
        (
            EntryKind.IDENTIFICATION,
            {"method": "combined", "status": "preliminary", "reason": "", "methods": ["astrology"]},
        ),
    ],
)
def test_what_is_none_of_its_kind_is_refused_by_name(
    kind: EntryKind, payload: dict[str, Json]
) -> None:
    with pytest.raises(
        LedgerError, match=rf"entry 000000:4 cannot be read as a {kind}: .*verify"
    ) as refused:
        FORMS[kind].of(entry(kind, payload))
    assert "Error(" not in str(refused.value)


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        (EntryKind.ROW, ("cells",)),
        (EntryKind.CAPTURE, ("problems",)),
        (EntryKind.JUDGEMENT, ("reason",)),
        (EntryKind.ASSESSMENT, ("reason",)),
        (EntryKind.IDENTIFICATION, ("reason", "by", "members")),
        (EntryKind.SITE, ("reason", "override_by", "place")),
        (EntryKind.PRESENCE, ("holder", "place", "reason")),
        (EntryKind.EXAMINATION, ("reason", "by")),
        (EntryKind.OPERATION, ("note",)),
        (EntryKind.CONSENT, ("reason", "recipient")),
        (EntryKind.CORRECTION, ("value", "reason")),
        (EntryKind.WITHDRAWAL, ("reason",)),
        (EntryKind.MATCH, ("reason",)),
        (EntryKind.RETRACTION, ("reason",)),
        (EntryKind.EXHIBIT, ("title", "kept_at", "page", "reason", "made_by")),
        (EntryKind.CUSTODY, ("reason", "giver", "taker", "place")),
    ],
)
def test_somebodys_words_are_erasable_and_nothing_else(
    kind: EntryKind, keys: tuple[str, ...]
) -> None:
    assert FORMS[kind].erasable() == keys


def test_the_other_kinds_hold_nobodys_words() -> None:
    assert {kind for kind in FORMS if not FORMS[kind].erasable()} == {
        EntryKind.CASE,
        EntryKind.SOURCE,
        EntryKind.SEALING,
        EntryKind.ERASURE,
        EntryKind.SYNC,
        EntryKind.SETTLEMENT,
        EntryKind.ESTIMATE,
        EntryKind.PUBLICATION,
    }


@pytest.mark.parametrize(
    ("form", "payload"), [one for one in VECTORS if one[0].erasable()], ids=lambda _: ""
)
def test_an_entry_is_readable_when_all_its_words_are_erased(
    form: EntryForm, payload: dict[str, Json]
) -> None:
    blank = type(form).of(
        entry(form.kind, payload, *(key for key in form.erasable() if key in payload))
    )
    words = [getattr(blank, key, ERASED) for key in form.erasable() if key in payload]
    assert set(words) <= {ERASED, None, ()}


def test_what_sijill_itself_wrote_about_a_file_is_not_erased() -> None:
    checked = CustodyEntry(CustodyAction.VERIFIED_FIXITY, "SHA-256 computed anew", NOON)
    handed = CustodyEntry(CustodyAction.TRANSFERRED, "for the court", NOON, "Rana", "Omar")
    assert not erasable_values(entry(EntryKind.CUSTODY, checked.to_payload()))
    kept = entry(EntryKind.CUSTODY, handed.to_payload(), "giver")
    assert set(erasable_values(kept)) == {"reason", "taker"}


def test_no_other_room_spells_a_key_of_a_payload() -> None:
    """Outside the ledger and these forms nobody makes a draft, and nobody looks into a payload.

    ``sijill log --json`` prints payloads whole, whatever is in them.
    """
    root = Path(sijill.__file__).parent
    allowed = {root / "register" / "events", root / "ledger"}
    offending = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in sorted(root.rglob("*.py"))
        if not allowed & set(path.parents)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr == "payload")
        or (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Draft")
    ]
    assert [one.rpartition(":")[0] for one in offending] == ["cli/case/reading.py"]
