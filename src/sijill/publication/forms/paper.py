"""Pages to print on A4: the plan of a day, the sheet to sign, forms to fill in by hand.

One page of HTML each, with its style in it, that opens without a network. Every field is labelled
in English and Arabic, and every text is isolated, so that codes and dates keep their direction.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import jinja2

from sijill.model.vocabulary import label
from sijill.publication.page_policy import policy_tag
from sijill.publication.wording import code, day, in_script, number


def paper_page(template: str, content: Mapping[str, object]) -> str:
    """A page from a template of this folder."""
    return _environment().get_template(template).render(content)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("sijill.publication", "forms"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = files("sijill.publication.forms").joinpath("paper.css").read_text(encoding="utf-8")
    environment.globals |= {
        "style": style,
        "policy": policy_tag(style),
        "label": label,
        "code": code,
        "day": day,
        "in_script": in_script,
        "number": number,
    }
    return environment
