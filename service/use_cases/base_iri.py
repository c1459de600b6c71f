"""What the relative IRIs of a query are relative to: the endpoint (SPARQL 1.1 Query, section 4.1.1.2).

A `BASE` of the query itself stands behind ours and overrides it.
"""

from __future__ import annotations

import re

# Also finds what only looks like one (`?a<?b&&?c>?d`, text in strings): there a BASE changes nothing.
_MAYBE_RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.\-]*:)[^<>\"{}|^`\x00-\x20]*>")


def with_base(query: str, base: str) -> str:
    """The query with `base` as its base IRI where it may need one; else as it is, positions included."""
    return f"BASE <{base}> {query}" if _MAYBE_RELATIVE.search(query) else query
