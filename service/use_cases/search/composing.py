"""The SPARQL query that says the same as an interpretation.

The query is of the form

    SELECT DISTINCT ?answer WHERE {
      ?answer a cw:Measure .
      ?answer cw:addressesBarrier ?value1 . VALUES ?value1 { <.../barrier/information-deficit> }
    }

with one line per condition. Only the vocabulary and IRIs of things in the graph are written into
it, never words of the question.
"""

from __future__ import annotations

from collections.abc import Sequence

from ontology.vocabulary import CW, PREFIXES
from service.use_cases.search.interpretation import Condition

_USED_PREFIXES = ("cw", "skos")
_PATTERNS = {
    "forward": "?answer {path} ?value{n} .",
    "backward": "?value{n} {path} ?answer .",
    "case": "?statement{n} cw:about ?answer ; cw:inCase ?value{n} ; cw:stance <{supports}> .",
    "holder": "?statement{n} cw:about ?value{n} ; cw:holder ?work{n} ; cw:stance <{supports}> . "
    "?answer cw:profileOf? ?work{n} .",
    "literature": "?statement{n} cw:about ?answer ; cw:holder ?work{n} ; cw:stance <{supports}> . "
    "?work{n} a cw:Work .",
}


def compose(asked: str, conditions: Sequence[Condition], supports: str) -> str:
    """Writes the query for the class `asked` (local name) under `conditions`.

    `supports` is the IRI of the stance that counts as support. Raises AttributeError for a class or
    property that the vocabulary does not have.
    """
    lines = [f"PREFIX {prefix}: <{PREFIXES[prefix]}>" for prefix in _USED_PREFIXES]
    lines += ["SELECT DISTINCT ?answer WHERE {", f"  ?answer a cw:{_known(asked)} ."]
    for n, condition in enumerate(conditions, start=1):
        pattern = _PATTERNS[condition.shape].format(
            path="|".join(f"cw:{_known(name)}" for name in condition.properties), n=n, supports=supports
        )
        values = " ".join(f"<{value}>" for value in condition.values)
        lines.append(f"  {pattern} VALUES ?value{n} {{ {values} }}" if values else f"  {pattern}")
    return "\n".join([*lines, "}", "ORDER BY ?answer"])


def _known(name: str) -> str:
    getattr(CW, name)
    return name
