"""What is decided about a SPARQL query before an engine sees it.

The engine goes out to the network for SERVICE and has no switch against it, and it recurses while it
parses, so that a few thousand nested brackets end the process. Both are decided on the tokens of the
query, with strings, IRIs and comments told apart as the grammar does (SPARQL 1.1, section 19.8), never
by a pattern on its text. Why, and what is left: decisions/0003-query-check.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from service.errors import BadQuery, RemoteRefused, TooLarge
from service.query_tokens import TOKEN, Term, read_terms

_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_CLAUSES = {"filter", "bind", "union", "optional", "minus", "values", "graph"}
_OPERATORS = "!+-*/|&^"
_MAX_OPERATORS = 2_000
_MAX_CLAUSES = 1_000
# The engine's parser needs no space before and after a keyword.
_FROM = re.compile(r"(?:ask|construct)?from(?:named)?")
_DEPTH = {"open": 1, "close": -1}
_UPDATES = {
    *("insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"),
    *("insertdata", "deletedata", "deletewhere"),
}
_NAMED_IN_MESSAGE = 20


def check_query(query: str, *, length: int, nesting: int, services: Collection[str] = ()) -> None:
    """Lets a query pass, or raises.

    `length` is the most characters, `nesting` the most levels of brackets, `services` the endpoints that
    SERVICE may ask. Raises TooLarge for a longer one, BadQuery for deeper brackets or a NUL, RemoteRefused
    for SERVICE.
    """
    if len(query) > length:
        raise TooLarge(f"The query has {len(query)} characters; at most {length} are read.")
    if "\x00" in query:
        raise BadQuery("The query contains a NUL character; send text only.")
    _check_depth(query, nesting)
    # Some parsers resolve \uXXXX before they look for keywords, others do not: both readings count.
    for reading in {query, _decoded(query)}:
        if "service" in reading.lower():
            _check_service(reading, services)


def check_graphs(query: str, given: Iterable[str], known: Callable[[], Iterable[str]]) -> None:
    """Lets a dataset pass that is made of graphs of ours; raises BadQuery naming the first that is not.

    `given` are the graphs of the protocol's parameters; those of FROM are read from the query.
    """
    terms = read_terms(query)
    _refuse_glued(query, terms)
    named = [*given, *_from(terms)]
    graphs = sorted(map(str, known())) if named else []
    for name in named:
        if name not in graphs:
            shown = ", ".join(f"<{graph}>" for graph in graphs[:_NAMED_IN_MESSAGE])
            more = len(graphs) - _NAMED_IN_MESSAGE
            raise BadQuery(
                f"There is no graph <{name[:200]}> here, and none is fetched from elsewhere. Name one by its "
                f"absolute IRI: {shown}{f' and {more} more' if more > 0 else ''}."
            )


def refuse_update(query: str) -> None:
    """Raises BadQuery for SPARQL Update, saying so; to be asked about what is no query."""
    terms = read_terms(query)
    if terms and terms[0].kind == "word" and terms[0].value in _UPDATES:
        raise BadQuery(
            f"This endpoint only reads: {terms[0].value.upper()} is SPARQL Update, which is refused in every "
            "form. Send a query: SELECT, ASK, CONSTRUCT or DESCRIBE."
        )


def _refuse_glued(query: str, terms: list[Term]) -> None:
    """`FROMex:g` is a dataset for the engine, and a name of an undeclared prefix for everybody else."""
    depth = 0
    for term in terms:
        depth += _DEPTH.get(term.kind, 0)
        undeclared = term.kind == "iri" and term.value == query[term.start : term.end]
        if depth == 0 and undeclared and "from" in term.value.partition(":")[0].lower():
            raise BadQuery(f"Put a space behind FROM and FROM NAMED: {term.value[:200]!r} is one name.")


def _from(terms: list[Term]) -> Iterable[str]:
    """The graphs named by FROM and FROM NAMED."""
    for place, term in enumerate(terms):
        if term.kind == "word" and _FROM.fullmatch(term.value):
            rest = terms[place + 1 : place + 3]
            if rest and rest[0].kind == "word" and rest[0].value == "named":
                rest = rest[1:]
            if rest and rest[0].kind == "iri":
                yield rest[0].value


def _decoded(query: str) -> str:
    if "\\u" not in query and "\\U" not in query:
        return query
    return _CODEPOINT.sub(_character, query)


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else match[0]


def _check_service(query: str, allowed: Collection[str]) -> None:
    """Every SERVICE has to be followed by an IRI, as it stands in the list.

    The word is looked for inside of every bare word (`trueSERVICE<http://a>` is federation for the engine),
    which also refuses a prefix called `service:`; the message says so.
    """
    tokens = [token for token in TOKEN.finditer(query) if token.lastgroup != "comment"]
    for place, token in enumerate(tokens):
        if token.lastgroup != "word" or "service" not in token.group().lower():
            continue
        rest = [following.group() for following in tokens[place + 1 : place + 3]]
        if rest and rest[0].lower() == "silent":
            rest = rest[1:]
        plain = token.group().lower() in {"service", "servicesilent"}
        if not (plain and rest and rest[0][1:-1] in allowed and rest[0].startswith("<")):
            raise RemoteRefused(_refusal(allowed))


def _refusal(allowed: Collection[str]) -> str:
    also = "(A prefix whose name contains the word is refused as well; rename it.)"
    if not allowed:
        return (
            "SERVICE sends a query on to other machines, and this endpoint does not: ask it for its own data "
            f"only. {also}"
        )
    listed = ", ".join(f"<{endpoint}>" for endpoint in sorted(allowed))
    return (
        f"SERVICE may ask these other machines only: {listed}. Write the endpoint as an IRI, exactly like "
        f"this, not as a variable or a prefixed name. {also}"
    )


def _check_depth(query: str, nesting: int) -> None:
    # Nothing can nest deeper than there are brackets, so most queries need no second look.
    brackets = query.count("(") + query.count("{") + query.count("[")
    many = len(query) > _MAX_OPERATORS and sum(query.count(sign) for sign in _OPERATORS) > _MAX_OPERATORS
    if brackets <= nesting and not many:
        return
    depth = deepest = clauses = operators = 0
    for token in TOKEN.finditer(query):
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
