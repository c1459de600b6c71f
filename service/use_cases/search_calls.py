"""Where a query calls for search: functions and properties of the namespace `cwf:`, found on its tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rdflib.namespace import XSD

from ontology.vocabulary import CWF
from service.errors import BadQuery
from service.query_tokens import Term
from service.schemas import Language

FUNCTIONS: Final = {str(CWF.similarity): "cwf:similarity", str(CWF.match): "cwf:match"}
PROPERTIES: Final = {str(CWF.nearest): "cwf:nearest", str(CWF.matching): "cwf:matching"}
LONGEST_TEXT: Final = 1_000
MOST_BINDINGS: Final = 1_000
_BINDINGS: Final = 10
_DEPTH: Final = {"open": 1, "close": -1}
_BEFORE: Final = ("{", "}", ".", ")")
_BEHIND: Final = ("{", "}", ".")
_CLAUSES: Final = frozenset({"bind", "filter", "graph", "minus", "optional", "service", "values"})


@dataclass(frozen=True, slots=True)
class Text:
    """A text written in a query; `tag` is its language tag in small letters, empty without one."""

    value: str
    tag: str

    @property
    def language(self) -> Language | None:
        """The language it is said to be in, if that is one of ours."""
        match self.tag.partition("-")[0]:
            case "de":
                return "de"
            case "en":
                return "en"
        return None


@dataclass(frozen=True, slots=True)
class Call:
    """A function called with a text that is written out."""

    function: str
    text: Text


@dataclass(frozen=True, slots=True)
class Pattern:
    """`(?thing ?score) cwf:nearest ("text" 10 cw:Measure)`: `variables` one or two names, `of_class` an IRI.

    `start` and `end` are its character offsets in the query.
    """

    function: str
    variables: tuple[str, ...]
    text: Text
    k: int
    of_class: str | None
    start: int
    end: int


def search_calls(terms: Sequence[Term]) -> tuple[list[Call], list[Pattern]]:
    """All calls and patterns of a query, in its order.

    Raises BadQuery, which says what would be right, for each use of the namespace that is neither.
    """
    calls: list[Call] = []
    patterns: list[Pattern] = []
    template = _template(terms)
    for place, term in enumerate(terms):
        if term.kind != "iri" or not term.value.startswith(str(CWF)):
            continue
        if term.value in FUNCTIONS:
            calls.append(_call(terms, place))
        elif term.value in PROPERTIES and place not in template:
            patterns.append(_pattern(terms, place))
        else:
            raise BadQuery(_no_such(term.value, in_template=place in template))
    return calls, patterns


def _no_such(iri: str, *, in_template: bool) -> str:
    if in_template:
        name = PROPERTIES.get(iri, "it")
        return f"What CONSTRUCT writes cannot be searched: put {name} into WHERE, in the long form."
    names = ", ".join((*FUNCTIONS.values(), *PROPERTIES.values()))
    return f"There is no function or property <{iri[:200]}>. There is {names}, where cwf: is <{CWF}>."


def _template(terms: Sequence[Term]) -> range:
    """The places of what a CONSTRUCT writes: its first block, or in the short form its only one."""
    if not terms or terms[0].value != "construct" or terms[0].kind != "word":
        return range(0)
    start = next((place for place, term in enumerate(terms) if term.is_sign("{")), len(terms))
    return range(start, _closing(terms, start) + 1)


def _closing(terms: Sequence[Term], opening: int) -> int:
    """The place of the bracket that closes the one at `opening`; the end where nothing does."""
    depth = 0
    for place in range(opening, len(terms)):
        depth += _DEPTH.get(terms[place].kind, 0)
        if depth == 0:
            return place
    return len(terms)


def _call(terms: Sequence[Term], place: int) -> Call:
    name = FUNCTIONS[terms[place].value]
    right = f'{name} is a function of a thing and a text, as in BIND({name}(?thing, "Handwerk") AS ?score)'
    if not terms[place + 1 : place + 2] or not terms[place + 1].is_sign("("):
        raise BadQuery(f"{right}; no bracket follows it here.")
    arguments = _arguments(terms[place + 2 : _closing(terms, place + 1)])
    if len(arguments) != 2 or not arguments[0]:
        raise BadQuery(f"{right}; it has other arguments here.")
    text, rest = _text(arguments[1], name)
    if rest:
        raise BadQuery(f"{right}; something else follows the text here: {rest[0].value[:40]!r}.")
    return Call(terms[place].value, text)


def _arguments(terms: Sequence[Term]) -> list[list[Term]]:
    """What stands between the commas that are in no inner brackets."""
    arguments: list[list[Term]] = [[]]
    depth = 0
    for term in terms:
        depth += _DEPTH.get(term.kind, 0)
        if depth == 0 and term.is_sign(","):
            arguments.append([])
        else:
            arguments[-1].append(term)
    return arguments


def _text(terms: Sequence[Term], name: str) -> tuple[Text, Sequence[Term]]:
    """The text that `terms` begin with, and the terms behind it."""
    if not terms or terms[0].kind != "string":
        given = f"?{terms[0].value}" if terms and terms[0].kind == "variable" else "something else"
        raise BadQuery(
            f'The text of {name} has to be written out, as "Handwerk" or "crafts"@en, and is {given} here: '
            "scores are worked out before the query runs. For several texts, write them one by one."
        )
    value, rest, tag = terms[0].value, terms[1:], ""
    if len(value) > LONGEST_TEXT:
        raise BadQuery(f"A text of {name} has {len(value)} characters; at most {LONGEST_TEXT} are compared.")
    if rest and rest[0].kind == "language":
        tag, rest = rest[0].value.lower(), rest[1:]
    elif [term.value for term in rest[:3]] == ["^", "^", str(XSD.string)]:
        rest = rest[3:]
    return Text(value, tag), rest


def _pattern(terms: Sequence[Term], place: int) -> Pattern:
    name = PROPERTIES[terms[place].value]
    right = (
        f'Write (?thing ?score) {name} ("Handwerk" 10) . or ?thing {name} ("Handwerk" 10 cw:Measure) . as a '
        "pattern of its own, without `;`, `,` or a path"
    )
    first, variables = _subject(terms, place)
    if len(variables) not in {1, 2} or len(set(variables)) != len(variables):
        raise BadQuery(f"{right}; one or two different variables go before {name}.")
    if first == 0 or not terms[first - 1].is_sign(*_BEFORE):
        raise BadQuery(f"{right}; here it is joined to another pattern, or a dot is missing before it.")
    if not terms[place + 1 : place + 2] or not terms[place + 1].is_sign("("):
        raise BadQuery(f"{right}; after {name} come, in brackets, a text, a number and a class.")
    last = _closing(terms, place + 1)
    behind = terms[last + 1 : last + 2]
    if not behind or not (behind[0].is_sign(*_BEHIND) or behind[0].value in _CLAUSES):
        raise BadQuery(f"{right}; a dot follows its closing bracket.")
    text, rest = _text(terms[place + 2 : last], name)
    k, of_class = _wanted(rest, right)
    start, end = terms[first].start, terms[last].end
    return Pattern(terms[place].value, variables, text, k, of_class, start, end)


def _subject(terms: Sequence[Term], place: int) -> tuple[int, tuple[str, ...]]:
    """The place where the subject before `place` begins, and its variables; none if it is anything else."""
    first = place - 1
    if first >= 0 and terms[first].is_sign(")"):
        first = next((before for before in range(first, -1, -1) if terms[before].is_sign("(")), 0)
        listed = terms[first + 1 : place - 1]
    else:
        listed = terms[max(first, 0) : place]
    named = tuple(term.value for term in listed if term.kind == "variable")
    return max(first, 0), named if len(named) == len(listed) else ()


def _wanted(terms: Sequence[Term], right: str) -> tuple[int, str | None]:
    """How many are wanted, and of which class, from what stands behind the text."""
    k = _BINDINGS
    if terms and terms[0].kind == "number":
        number, terms = terms[0].value, terms[1:]
        if not number.isdecimal() or not 1 <= int(number[:9]) <= MOST_BINDINGS:
            raise BadQuery(
                f"{right}; the number is a whole number from 1 to {MOST_BINDINGS}, not {number[:9]}."
            )
        k = int(number)
    of_class = None
    if terms and terms[0].kind == "iri":
        of_class, terms = terms[0].value, terms[1:]
    if terms:
        stray = terms[0].value[:40]
        raise BadQuery(
            f"{right}; inside the brackets come a text, then a number, then a class, not {stray!r}."
        )
    return k, of_class
