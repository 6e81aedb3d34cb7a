"""The templates, read so that mistakes in them are errors and no text can become markup."""

from typing import TYPE_CHECKING, Final

import jinja2

from sijill.publication.page_policy import policy_tag

if TYPE_CHECKING:
    from types import CodeType

    from jinja2.bccache import Bucket


class CompiledTemplates(jinja2.BytecodeCache):
    """Templates compiled once in a process: by name and by the digest of their source."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: "Bucket") -> None:
        """Give the compiled template if this source was compiled before."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: "Bucket") -> None:
        """Keep a compiled template."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED: Final = CompiledTemplates()


def strict_templates() -> jinja2.Environment:
    """An environment in which an unknown name is an error and every text is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("sijill.publication"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )
    environment.globals["policy_tag"] = policy_tag
    return environment
