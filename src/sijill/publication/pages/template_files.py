"""The templates, read so that mistakes in them are errors and no text can become markup."""

import jinja2

from sijill.publication.page_policy import policy_tag


def strict_templates() -> jinja2.Environment:
    """An environment in which an unknown name is an error and every text is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("sijill.publication"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["policy_tag"] = policy_tag
    return environment
