"""Long tables over several pages, a thousand rows each."""

from collections.abc import Iterator, Mapping, Sequence

from sijill.publication.dossier_input import Page

ROWS_PER_PAGE = 1_000


def in_pages(
    name: str,
    template: str,
    field: str,
    rows: Sequence[object],
    content: Mapping[str, object] | None = None,
) -> Iterator[Page]:
    """A table as one page or several: ``people.html``, ``people-2.html`` and so on.

    Args:
        name: the first page's name.
        template: the template; it gets ``total`` and ``pager``, the pages with their row numbers.
        field: what the template calls the rows.
        rows: all rows.
        content: what the template needs beside.
    """
    starts = range(0, max(1, len(rows)), ROWS_PER_PAGE)
    pager = [
        (_address(name, number), start + 1, min(len(rows), start + ROWS_PER_PAGE))
        for number, start in enumerate(starts, start=1)
    ]
    for address, first, last in pager:
        own = {field: rows[first - 1 : last], "total": len(rows), "pager": pager}
        yield Page(address, template, {**(content or {}), **own})


def _address(name: str, number: int) -> str:
    return f"{name}.html" if number == 1 else f"{name}-{number}.html"
