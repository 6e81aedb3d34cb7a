"""Pages carry a policy: what stands in them cannot load or run anything from elsewhere."""

import base64
import hashlib
import re

from sijill.publication.page_policy import policy_tag
from small_cases import BuiltCity


def test_a_style_is_allowed_by_its_hash_alone() -> None:
    digest = base64.b64encode(hashlib.sha256(b"p{}").digest()).decode()
    assert f"style-src &#39;self&#39; file: &#39;sha256-{digest}&#39;" in policy_tag("p{}")
    assert "unsafe-inline" not in policy_tag().split("style-src-attr")[0]


def test_every_page_carries_it_and_needs_nothing_that_it_forbids(city: BuiltCity) -> None:
    pages = sorted(city.dossier.rglob("*.html"))
    assert pages
    for path in pages:
        page = path.read_text(encoding="utf-8")
        head, _, rest = page.partition('<meta http-equiv="Content-Security-Policy"')
        assert rest, path
        assert not re.search(r"<(script|link|style|img)", head), path
        assert not re.search(r"<script(?![^>]* src=)|<style|\son\w+=|javascript:", rest), path
