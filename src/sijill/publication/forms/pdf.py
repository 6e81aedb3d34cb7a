"""The same pages as PDF, set by typst (the extra ``pdf``) with a font for Arabic that is shipped.

Data goes in as JSON and is never part of the program that sets it, so that no name can be a
command. The fonts are Noto Naskh Arabic (``fonts/``, SIL Open Font License) and those that typst
brings, whatever the machine has; the same data is the same bytes.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import as_file, files
from typing import Any

from sijill.model.records.record import RemainsRecord
from sijill.model.results.sites import Site
from sijill.model.vocabulary import label
from sijill.publication.forms.day_sheet_page import SheetLine, WorkLine
from sijill.publication.forms.labels import PARTS, picture_of
from sijill.publication.forms.paper_form import COLOURS, LONG, choices_of
from sijill.publication.forms.xlsform import Form, FormQuestion
from sijill.publication.tables.site_tables import hazard_words
from sijill.publication.wording import if_known

SUFFIX = ".pdf"
_LINES, _LONG_LINES = 1, 3
"""Lines to write on, of 8 mm."""

Block = dict[str, object]


def label_sheet_pdf(codes: Sequence[str], title: str) -> bytes:
    """Labels as ``labels.label_sheet`` prints them."""
    labels = [
        {"code": code, "picture": picture_of(code), **part} for code in codes for part in PARTS
    ]
    return _typeset({"kind": "labels", "title": title, "labels": labels})


def paper_form_pdf(form: Form) -> bytes:
    """A form to fill in by hand, as ``paper_form`` prints it."""
    choices = choices_of(form)
    blocks: list[Block] = [
        {"kind": "title", **form.title},
        {
            "kind": "words",
            "en": "Write clearly; leave empty what nobody knows.",
            "ar": "اكتب بخط واضح، واترك فارغاً ما لا يعرفه أحد.",
        },
        *(_field(question, choices.get(question.name, ())) for question in form.questions),
        _signs(("Filled in by", "كاتب الاستمارة"), ("Signature", "التوقيع"), ("Date", "التاريخ")),
    ]
    content = {"kind": "form", "title": form.title["en"], "blocks": blocks}
    return _typeset({**content, "colour": COLOURS.get(form.kind, "")})


def day_sheet_pdf(lines: Sequence[SheetLine], content: Mapping[str, Any]) -> bytes:
    """The sheet of a day, as ``day_sheet_page`` prints it."""
    head = content["head"]
    team = f", team {content['team']}" if content["team"] else ""
    blocks: list[Block] = [
        {"kind": "title", "en": f"Sheet of {content['day_of_sheet']}{team}", "ar": "كشف اليوم"},
        {"kind": "words", "en": content["title"], "ar": ""},
        *_sites(content["sites"]),
        *_work(content["work"]),
        {"kind": "heading", "en": f"Bodies and parts: {len(lines)}", "ar": "الجثامين والأجزاء"},
        _listing(lines),
        {
            "kind": "words",
            "en": "Whoever signs has compared each line with the label on the bag. Register: "
            f"{head.size} entries, root {str(head.root)[:16]}",
            "ar": "من يوقّع فقد قارن كل سطر بالبطاقة على الكيس.",
        },
        _signs(("Team leader", "قائد الفريق"), ("Received by", "المستلم"), ("Date", "التاريخ")),
    ]
    title = f"{content['title']}, {content['day_of_sheet']}"
    return _typeset({"kind": "sheet", "title": title, "blocks": blocks})


def _field(question: FormQuestion, choices: Iterable[tuple[str, str, str]]) -> Block:
    offered = [{"en": en, "ar": ar} for _, en, ar in choices]
    lines = 0 if question.type == "note" else _LONG_LINES if question.name in LONG else _LINES
    return {
        "kind": "field",
        **{language: question.label[language] for language in ("en", "ar")},
        "hint_en": question.hint.get("en", ""),
        "hint_ar": question.hint.get("ar", ""),
        "choices": offered,
        "lines": lines,
    }


def _signs(*pairs: tuple[str, str]) -> Block:
    return {"kind": "signs", "signs": [{"en": en, "ar": ar} for en, ar in pairs]}


def _sites(sites: Iterable[Site]) -> list[Block]:
    """The sites of the day with their state, and what closes one."""
    listed = list(sites)
    headings = (
        ("Site", "الموقع"),
        ("State", "الحالة"),
        ("Remains in all", "مجموع الرفات"),
        ("Still missing", "ما زالوا مفقودين"),
        ("Hazards", "الأخطار"),
    )
    rows = [
        [
            [site.code],
            [label("site_go_state", site.state), label("site_go_state", site.state, "ar")],
            [str(len(site.remains))],
            [str(site.still_missing)],
            hazard_words(site).split("; ") if site.near else ["–"],
        ]
        for site in listed
    ]
    warnings = dict.fromkeys(site.finding for site in listed if site.finding)
    tables = [_table((2, 3, 2, 2, 4), headings, rows)] if rows else []
    closed: list[Block] = [{"kind": "warning", "en": words} for words in warnings]
    return [*tables, *closed]


def _work(lines: Iterable[WorkLine]) -> list[Block]:
    """What the teams did on the day, as their log has it."""
    headings = (
        ("Work at", "العمل في"),
        ("Team", "الفريق"),
        ("Machinery", "الآليات"),
        ("People", "العاملون"),
        ("Time", "المدة"),
        ("What was done", "ما أُنجز"),
    )
    rows = []
    for line in lines:
        done = line.operation
        workers = "" if done.workers is None else str(done.workers)
        cells = (line.site, done.team, done.machinery, workers, line.hours, done.note)
        rows.append([[words or "–"] for words in cells])
    return [_table((2, 2, 3, 2, 2, 5), headings, rows)] if rows else []


def _table(
    widths: Sequence[int], headings: Iterable[tuple[str, str]], rows: Sequence[list[list[str]]]
) -> Block:
    named = [{"en": en, "ar": ar} for en, ar in headings]
    return {"kind": "listing", "widths": list(widths), "headings": named, "rows": list(rows)}


def _listing(lines: Sequence[SheetLine]) -> Block:
    headings = (
        ("Code", "الرمز"),
        ("Site, floor, grid", "الموقع والطابق والمربع"),
        ("Sex, age, condition", "الجنس والعمر والحالة"),
        ("Clothing, effects, marks", "الملابس والمقتنيات والعلامات"),
        ("Name, by whom", "الاسم ومن ذكره"),
        ("Where now", "أين الآن"),
    )
    return _table((5, 3, 4, 4, 3, 3), headings, [_cells(line) for line in lines])


def _cells(line: SheetLine) -> list[list[str]]:
    """A line of the sheet: six cells, each of texts that stand one below the other."""
    record = line.record
    site = line.site.code if line.site else record.recovery.site
    names = [name.written for name in record.written_names]
    now = [line.presence.holder, line.presence.place] if line.presence else [record.buried_at]
    cells = [
        [record.code or record.head.id],
        [
            site,
            record.recovery.layer,
            record.recovery.grid,
            *(n.written for n in record.found_at.names),
        ],
        _described(record),
        [*record.personal.clothing, *record.personal.effects, *record.personal.marks],
        [*names, record.identified_by],
        now,
    ]
    return [[words for words in cell if words] or ["–"] for cell in cells]


def _described(record: RemainsRecord) -> list[str]:
    age = if_known(record.age)
    conditions = [label("remains_condition", code) for code in record.recovery.conditions]
    arabic = [label("remains_condition", code, "ar") for code in record.recovery.conditions]
    return [
        f"{label('sex', record.sex)} {age}".strip(),
        label("sex", record.sex, "ar"),
        ", ".join(conditions),
        "، ".join(arabic),
    ]


def _typeset(data: Mapping[str, object]) -> bytes:
    """The pages as PDF.

    Raises:
        ModuleNotFoundError: if typst is not installed.
    """
    import typst  # noqa: PLC0415  the extra may be absent

    folder = files("sijill.publication.forms")
    with as_file(folder / "fonts") as fonts:
        return typst.compile(
            folder.joinpath("paper.typ").read_bytes(),
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(fonts)]),
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=0,
        )
