"""A folder of pictures of estimates, and one page that shows them, without a server."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from markupsafe import Markup

from sijill.files.writing import save_text
from sijill.model.results.captures import CaptureTable, Estimate
from sijill.publication.charts.estimate_charts import Captioned, estimate_pictures
from sijill.publication.charts.table_charts import table_pictures
from sijill.publication.page_policy import policy_tag

NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
STYLE = Markup(
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto}"
    "svg{max-width:100%;height:auto}figure{margin:2rem 0}figcaption{color:#444}"
)
PAGE = Markup(
    '<!doctype html><html lang="en"><meta charset="utf-8">{policy}<title>{title}</title>'
    "<style>{style}</style><h1>{title}</h1>{content}</html>\n"
)
TITLE = "How many there are, those on no list included"


class Shown(Protocol):
    """What a notebook can show."""

    def _repr_html_(self) -> str:
        """As HTML, escaped."""
        ...


def write_page(
    folder: Path,
    estimated: Sequence[tuple[Estimate, CaptureTable]],
    sums: Mapping[str, Shown] | None = None,
) -> None:
    """Write ``index.html`` and every picture as SVG: ``<stratum's number>-<picture's number>.svg``.

    ``sums`` are totals over the strata, by their headings; they come first.

    Raises:
        StorageError: if the folder cannot be written to.
    """
    content = [_headed(heading, whole) for heading, whole in (sums or {}).items()]
    for number, (estimate, table) in enumerate(estimated, 1):
        content.append(_headed(estimate.stratum, estimate))
        for place, (drawing, caption) in enumerate(_pictures(estimate, table), 1):
            name = f"{number}-{place}.svg"
            save_text(folder / name, _standing_alone(drawing))
            content.append(
                Markup("<figure>{}<figcaption>{} <a href='{}'>{}</a></figcaption></figure>").format(
                    _apart(drawing, f"p{number}-{place}-"), caption, name, name
                )
            )
    page = PAGE.format(
        policy=policy_tag(STYLE),
        style=STYLE,
        title=TITLE,
        content=Markup("\n").join(content),
    )
    save_text(folder / "index.html", page)


def _pictures(estimate: Estimate, table: CaptureTable) -> Iterator[Captioned]:
    yield from estimate_pictures(estimate)
    yield from table_pictures(estimate, table)


def _headed(heading: str, shown: Shown) -> Markup:
    title = Markup("<h2>{}</h2>").format(heading) if heading else Markup()
    return title + Markup(shown._repr_html_())  # noqa: S704 - escaped there


def _standing_alone(drawing: Markup) -> str:
    """The picture as an XML document of its own: with its namespace, and one class."""
    text = str(drawing).replace(' class="marks"', "", 1)
    return text if NAMESPACE in text else text.replace("<svg ", f"<svg {NAMESPACE} ", 1)


def _apart(drawing: Markup, prefix: str) -> Markup:
    """Prefix the ids of a picture, so that two of a kind on one page do not share any."""
    text = str(drawing).replace(' id="', f' id="{prefix}').replace("url(#", f"url(#{prefix}")
    return Markup(text)  # noqa: S704 - drawn by us
