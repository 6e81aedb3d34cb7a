"""Small hostile OpenDocument sheets written by hand; as ``odd_workbooks`` does for XLSX."""

from hostile_tables import HEADER, ODS_TYPE, Write, ods_content, ods_members, zipped


def _odf_cell(words: str, more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string"{more}><text:p>{words}</text:p>'
        "</table:table-cell>"
    )


_ODF_HEAD = f"<table:table-row>{''.join(map(_odf_cell, HEADER))}</table:table-row>"
_ODF_ROW = _ODF_HEAD.replace("note", "q7x1z").replace(">no<", ">1<").replace(">name<", ">Rana<")


def _sheet(rows: str, **parts: str) -> Write:
    return lambda: zipped(ods_members(ods_content(_ODF_HEAD + rows, **parts)))


def _odd(cell: str) -> Write:
    """A sheet whose second row has an odd cell for the name."""
    first, last = _odf_cell("1"), _odf_cell("q7x1z")
    blank = "<table:table-cell/>"
    return _sheet(f"<table:table-row>{first}{cell}{blank * 2}{last}</table:table-row>")


def _value(kind: str, attributes: str) -> Write:
    return _odd(f'<table:table-cell office:value-type="{kind}" {attributes}/>')


def _repeated(rows: str, columns: str, words: str) -> str:
    cell = f'<table:table-cell table:number-columns-repeated="{columns}"/>'
    if words:
        cell = _odf_cell(words, f' table:number-columns-repeated="{columns}"')
    return f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'


_FLAT = '<?xml version="1.0"?>' + ods_content(_ODF_HEAD + _ODF_ROW)
_CELLS_OF_OFFICE = _ODF_ROW + _repeated("1048574", "16384", "")
ODS: dict[str, Write] = {
    "plain": _sheet(_ODF_ROW),
    "empty-to-the-end": _sheet(_CELLS_OF_OFFICE),
    "million-by-million-empty": _sheet(_ODF_ROW + _repeated("1000000", "1000000", "")),
    "million-by-million": _sheet(_ODF_ROW + _repeated("1000000", "1000000", "q7x2z")),
    "million-columns": _sheet(_ODF_ROW + _repeated("1", "1000000", "q7x2z")),
    "million-rows": _sheet(_ODF_ROW + _repeated("1000000", "1", "q7x2z")),
    "thousand-rows-often": _sheet(_ODF_ROW + _repeated("900", "9", "q7x2z") * 900),
    "empty-rows-often": _sheet(_repeated("60000", "1", "") * 9_000 + _ODF_ROW),
    "empty-columns-often": _sheet(
        "<table:table-row>"
        + '<table:table-cell table:number-columns-repeated="1000"/>' * 9_000
        + f"{_odf_cell('q7x1z')}</table:table-row>"
    ),
    "repeats-beyond-numbers": _sheet(_ODF_ROW + _repeated("9" * 40, "9" * 40, "q7x2z")),
    "repeats-below-0": _sheet(_ODF_ROW + _repeated("-5", "-1", "q7x2z")),
    "repeats-0": _sheet(_ODF_ROW + _repeated("0", "0", "q7x2z")),
    "repeats-of-words": _sheet(_ODF_ROW + _repeated("1e3", "\u0663", "q7x2z")),
    "spaces-by-the-milliard": _odd(_odf_cell('Rana<text:s text:c="1000000000"/>Walid')),
    "spaces-by-the-million": _odd(_odf_cell('Rana<text:s text:c="3000000"/>Walid') * 3),
    "spaces-below-0": _odd(_odf_cell('Rana<text:s text:c="-1"/>Walid')),
    "tabs-and-breaks": _odd(_odf_cell("Rana<text:tab/><text:line-break/>q7x3z")),
    "spans": _odd(_odf_cell("<text:span>Ra<text:span>na</text:span></text:span> q7x3z")),
    "paragraphs": _odd(_odf_cell("Rana</text:p><text:p>Walid</text:p><text:p>q7x3z")),
    "comment": _odd(
        '<table:table-cell office:value-type="string"><office:annotation><text:p>a comment</text:p>'
        "</office:annotation><text:p>q7x3z</text:p></table:table-cell>"
    ),
    "ruby": _odd(_odf_cell("<text:ruby><text:ruby-base>q7x3z</text:ruby-base></text:ruby>")),
    "number-of-words": _value("float", 'office:value="one"'),
    "number-beyond": _value("float", 'office:value="1e999"'),
    "not-a-number": _value("float", 'office:value="NaN"'),
    "number-without-value": _value("float", ""),
    "date-beyond": _value("date", 'office:date-value="99999-99-99T99:99:99"'),
    "date-of-words": _value("date", 'office:date-value="q7x3z"'),
    "time-beyond": _value("time", 'office:time-value="PT999999999999999H"'),
    "time-of-words": _value("time", 'office:time-value="P"'),
    "truth-of-another-kind": _value("boolean", 'office:boolean-value="perhaps"'),
    "type-unknown": _value("matrix", 'office:value="q7x3z"'),
    "text-in-an-attribute": _value("string", 'office:string-value="q7x3z"'),
    "two-values": _odd(
        '<table:table-cell office:value-type="string" office:string-value="q7x3z"><text:p>Rana'
        "</text:p></table:table-cell>"
    ),
    "formula": _odd('<table:table-cell table:formula="of:=WEBSERVICE([.A1])"/>'),
    "formula-of-a-table": _odd(
        '<table:table-cell table:formula="of:=[.A1]" table:number-matrix-rows-spanned="999999"/>'
    ),
    "covered": _odd("<table:covered-table-cell><text:p>q7x3z</text:p></table:covered-table-cell>"),
    "heading-rows": _sheet(f"<table:table-header-rows>{_ODF_ROW}</table:table-header-rows>"),
    "groups-by-the-thousand": _sheet(
        "<table:table-row-group>" * 9_000 + _ODF_ROW + "</table:table-row-group>" * 9_000
    ),
    "table-in-a-cell": _odd(
        "<table:table-cell><table:table><table:table-row><table:table-cell><text:p>q7x3z</text:p>"
        "</table:table-cell></table:table-row></table:table></table:table-cell>"
    ),
    "row-in-a-row": _sheet(f"<table:table-row>{_ODF_ROW}</table:table-row>"),
    "cell-without-a-row": _sheet(_odf_cell("q7x3z")),
    "text-between-rows": _sheet(f"q7x3z{_ODF_ROW}q7x4z"),
    "hidden-rows": _sheet(
        _ODF_ROW.replace("<table:table-row>", '<table:table-row table:visibility="filter">')
    ),
    "deleted-rows": _sheet(
        _ODF_ROW, within=f"<table:tracked-changes>{_ODF_ROW}</table:tracked-changes>"
    ),
    "sheets-by-the-thousand": _sheet(
        _ODF_ROW, after="".join(f'<table:table table:name="s{n}"/>' for n in range(9_000))
    ),
    "wide-sheets": _sheet(
        _ODF_ROW,
        after="".join(
            f'<table:table table:name="s{n}">{_repeated("1000", "1000", "a")}</table:table>'
            for n in range(60)
        ),
    ),
    "sheet-twice": _sheet(
        _ODF_ROW, after=f'<table:table table:name="list">{_ODF_HEAD}{_ODF_ROW}</table:table>'
    ),
    "styles-by-the-thousand": _sheet(
        _ODF_ROW,
        before="<office:automatic-styles "
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
        + "".join(f'<style:style style:name="s{n}"/>' for n in range(60_000))
        + "</office:automatic-styles>",
    ),
    "attributes-by-the-thousand": _odd(
        "<table:table-cell " + " ".join(f"a{n}='x'" for n in range(9_000)) + "/>"
    ),
    "long-attribute": _odd(f'<table:table-cell table:style-name="{"x" * 3_000_000}"/>'),
    "comments-in-xml": _sheet("<!-- a -->" * 90_000 + _ODF_ROW),
    "instructions-in-xml": _sheet("<?a b?>" * 90_000 + _ODF_ROW),
    "unknown-entity": _odd(_odf_cell("&rana;")),
    "numbered-signs": _odd(_odf_cell("&#0;&#xD800;")),
    "not-closed": lambda: zipped(ods_members(ods_content(_ODF_HEAD + _ODF_ROW)[:-60])),
    "two-roots": lambda: zipped(ods_members(ods_content(_ODF_HEAD + _ODF_ROW) * 2)),
    "wide-signs": lambda: zipped(
        ods_members(
            ('<?xml version="1.0" encoding="UTF-16"?>' + ods_content(_ODF_HEAD + _ODF_ROW)).encode(
                "utf-16"
            )
        )
    ),
    "locked": lambda: zipped(
        ods_members(b"\x00\xff" * 900)
        | {"META-INF/manifest.xml": "<manifest:encryption-data manifest:checksum-type='SHA1'/>"}
    ),
    "no-content": lambda: zipped({"mimetype": ODS_TYPE}),
    "text-document": lambda: zipped(
        ods_members(ods_content(_ODF_ROW)) | {"mimetype": "application/vnd.oasis.opendocument.text"}
    ),
    "flat": _FLAT.encode,
}
