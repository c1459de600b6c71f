"""What is decided about a SPARQL query before an engine sees it.

The engine goes out to the network for SERVICE and has no switch against it, and it recurses while
it parses, so that a few thousand nested brackets end the process (measured with pyoxigraph 0.5:
1,000 nested NOT EXISTS, 10,000 nested groups, 10,000 operators in a row). Both are decided on the
tokens of the query, with strings, IRIs and comments told apart as the grammar does (SPARQL 1.1,
section 19.8), never by a pattern on its text.

The engine's parser needs no space between tokens (`SERVICEex:a`, `trueSERVICE<http://a>` are
federation for it), hence the word is looked for *inside* every bare word and every prefix. That also
refuses a prefix called `service:`; the message says so.
"""

from __future__ import annotations

import re

from service.errors import BadQuery, ForbiddenQuery, TooLarge

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
    |(?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>|<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    |(?P<variable>[?$]\w+)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<local>:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)*)
    |(?P<word>[^\W\d][\w.\-]*)
    |(?P<open>[({\[])
    |(?P<close>[)}\]])
    |(?P<operator>[!+*/|^&=<>-])""",
    re.VERBOSE | re.DOTALL,
)
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_CLAUSES = {"filter", "bind", "union", "optional", "minus", "values", "graph"}
_MAX_OPERATORS = 2_000
_MAX_CLAUSES = 1_000


def check_query(query: str, *, length: int, nesting: int) -> None:
    """Lets a query pass, or raises.

    `length` is the most characters, `nesting` the most levels of brackets. Raises TooLarge for a
    longer one, BadQuery for deeper brackets or a NUL, ForbiddenQuery for SERVICE.
    """
    if len(query) > length:
        raise TooLarge(f"The query has {len(query)} characters; at most {length} are read.")
    if "\x00" in query:
        raise BadQuery("The query contains a NUL character; send text only.")
    _check_depth(query, nesting)
    # Some parsers resolve \uXXXX before they look for keywords, others do not: both readings count.
    for reading in {query, _decoded(query)}:
        if "service" in reading.lower():
            _check_service(reading)


def _decoded(query: str) -> str:
    if "\\u" not in query and "\\U" not in query:
        return query
    return _CODEPOINT.sub(_character, query)


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else match[0]


def _check_service(query: str) -> None:
    for token in _TOKEN.finditer(query):
        if token.lastgroup == "word" and "service" in token.group().lower():
            raise ForbiddenQuery(
                "SERVICE sends a query on to other machines, and this endpoint does not: ask it for its "
                "own data only. (A prefix whose name contains the word is refused as well; rename it.)"
            )


def _check_depth(query: str, nesting: int) -> None:
    # Nothing can nest deeper than there are brackets, so most queries need no second look.
    brackets = query.count("(") + query.count("{") + query.count("[")
    operators = sum(query.count(sign) for sign in "!+-*/|&^")
    if brackets <= nesting and operators <= _MAX_OPERATORS:
        return
    depth = deepest = clauses = operators = 0
    for token in _TOKEN.finditer(query):
        kind, text = token.lastgroup, token.group()
        if kind == "open":
            depth += 1
            deepest = max(deepest, depth)
            clauses += text == "{"
        elif kind == "close":
            depth -= 1
        elif kind == "word":
            clauses += text.lower() in _CLAUSES
        elif kind == "operator":
            operators += 1
    if deepest > nesting:
        raise BadQuery(f"The query nests brackets {deepest} levels deep; at most {nesting} are read.")
    if operators > _MAX_OPERATORS or clauses > _MAX_CLAUSES:
        raise BadQuery(
            f"The query has {operators} operators and {clauses} clauses; at most {_MAX_OPERATORS} and "
            f"{_MAX_CLAUSES} are read. Long lists of values are better given with VALUES or IN."
        )
