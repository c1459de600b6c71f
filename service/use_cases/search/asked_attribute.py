"""Questions for a figure or a detail of something: how many, how high, when, who chairs, is it allowed.

The graph answers such a question only if it holds the attribute. It holds few: members, staff, year of
foundation, legal form, carrier, tasks, sectors, regions. Asked for anything else it would answer with
something that merely sounds alike, so the question must be refused instead.
"""

from __future__ import annotations

import re

from ontology.lexicon import fold

# What is asked: a number, a date, a person, a permission. Folded words.
_QUANTITY = re.compile(
    r"\b(wie (viel\w*|hoch|gross|alt|lange?|teuer|weit|oft|haeufig|stark)|wieviel\w*|ab welche[rm]|"
    r"how (many|much|high|large|big|old|long|expensive|far|often|tall)|"
    r"what (was|is|were|are) the (average|total|number|amount|price|cost|turnover|share|budget)|"
    r"was kostet|was kosten|what does \w+ cost|average|durchschnittlich\w*|im schnitt|on average)\b"
)
_DATE = re.compile(r"\b(wann|in welchem jahr|when|in (what|which) year|what year)\b")
_PERSON = re.compile(
    r"\b(wer (leitet|fuehrt|ist (der|die)|sitzt|gehoert)|who (chairs|runs|leads|heads|is the|owns|sits)|"
    r"wie heisst (der|die)|name of the)\b"
)
_LEGAL = re.compile(
    r"\b(haftet|haften|haftung|darf (ich|man|ein\w*)|duerfen wir|erlaubt|verboten|steuerlich\w*|absetzbar|"
    r"liable|liability|allowed|legal(ly)?|forbidden|permitted|tax|deductible|lawful|rechtlich)\b"
)
_KINDS = (("quantity", _QUANTITY), ("date", _DATE), ("person", _PERSON), ("legal", _LEGAL))


def asked_attribute(question: str) -> str | None:
    """Returns "quantity", "date", "person" or "legal" where a question asks for such a detail, else None."""
    folded = fold(question)
    return next((name for name, pattern in _KINDS if pattern.search(folded)), None)
