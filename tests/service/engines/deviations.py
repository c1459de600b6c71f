"""Where an engine does otherwise than the standard: the names of the cases, and what it does.

A case listed here has to fail; one that begins to pass fails the run, so that the list stays true. Each
line is explained in service/decisions/0014-other-engines.md.
"""

from __future__ import annotations

_ORDER = "sorts literals of several languages in another order; SPARQL 1.1 (15.1) leaves it open"
_WRITES = "test_a_result_under_the_cap_is_what_the_engine_writes"
_TRIPLES = "test_literals_keep_language_datatype_and_triples_in_truncated_json"
DEVIATIONS: dict[str, dict[str, str]] = {
    "oxigraph-server": {},
    "virtuoso": {
        f"{_WRITES}[virtuoso-application/sparql-results+json]": _ORDER,
        f"{_WRITES}[virtuoso-application/sparql-results+xml]": _ORDER,
        f"{_WRITES}[virtuoso-text/csv]": _ORDER,
        f"{_WRITES}[virtuoso-text/tab-separated-values]": _ORDER,
        f"{_TRIPLES}[virtuoso]": "knows no triple terms, which are of SPARQL 1.2",
    },
}
