"""The tokens of a SPARQL query (SPARQL 1.1, section 19.8), and its names read as IRIs.

Strings, IRIs and comments are told apart as the grammar does, so that a word inside of one is never
taken for a part of the query.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, cast
from urllib.parse import urljoin

TOKEN: Final = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
    |(?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>|<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    |(?P<variable>[?$]\w+)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<local>:(?:[\w:\-]|\.+(?=[\w:\-%\\])|%[0-9A-Fa-f]{2}|\\.)*)
    |(?P<word>[^\W\d][\w.\-]*)
    |(?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<open>[({\[])
    |(?P<close>[)}\]])
    |(?P<mark>[.;,])
    |(?P<operator>[!+*/|^&=<>-])""",
    re.VERBOSE | re.DOTALL,
)
"""One token; what it skips is white space, or nothing a query may hold."""

Kind = Literal["string", "iri", "variable", "language", "word", "number", "open", "close", "mark", "operator"]
_SIGNS = frozenset({"open", "close", "mark", "operator"})
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LOCAL_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_LONG_QUOTES = frozenset({'"""', "'''"})


class Term(NamedTuple):
    """A token with its meaning: `start` and `end` are its character offsets in the query.

    `value` is, of an IRI or a prefixed name, the absolute IRI (what it says, if it cannot be resolved); of
    a string, its text; of a variable or a language, its name; of a word, the word in small letters.
    """

    kind: Kind
    value: str
    start: int
    end: int

    def is_sign(self, *signs: str) -> bool:
        """Whether it is one of these brackets, marks or operators (and no string that says so)."""
        return self.kind in _SIGNS and self.value in signs


def read_terms(query: str) -> list[Term]:
    """The terms of a query behind its prologue, names resolved with the prefixes and base declared there."""
    tokens = [token for token in TOKEN.finditer(query) if token.lastgroup != "comment"]
    names, place = _prologue(tokens)
    terms: list[Term] = []
    prefix: re.Match[str] | None = None
    for token in tokens[place:]:
        if prefix is not None and not (token.lastgroup == "local" and token.start() == prefix.end()):
            terms.append(_term(prefix, names))
            prefix = None
        if token.lastgroup == "word":
            prefix = token
        elif prefix is not None:
            terms.append(_prefixed(prefix, token, names))
            prefix = None
        else:
            terms.append(_term(token, names))
    return [*terms, _term(prefix, names)] if prefix is not None else terms


@dataclass(slots=True)
class _Names:
    """What the prologue declares."""

    base: str = ""
    prefixes: dict[str, str] = field(default_factory=dict)

    def resolved(self, iri: str) -> str:
        """An IRI in brackets as an absolute one; as it is, if that cannot be."""
        text = unescaped(iri[1:-1])
        try:
            joined = urljoin(self.base, text) if self.base else text
        except ValueError:
            return text
        return f"{joined}#" if text.endswith("#") and not joined.endswith("#") else joined

    def expanded(self, prefix: str, local: str) -> str:
        """A prefixed name as an IRI; as it is, if nothing declares its prefix."""
        namespace = self.prefixes.get(prefix)
        return f"{prefix}:{local}" if namespace is None else namespace + _LOCAL_ESCAPE.sub(r"\1", local)


def _prologue(tokens: Sequence[re.Match[str]]) -> tuple[_Names, int]:
    """What the prologue declares, and the place of the first token behind it."""
    names, place = _Names(), 0
    while place < len(tokens):
        texts = [token.group() for token in tokens[place : place + 4]]
        kinds = [token.lastgroup for token in tokens[place : place + 4]]
        match texts[0].lower(), kinds[1:]:
            case "base", ["iri", *_]:
                names.base = names.resolved(texts[1])
                place += 2
            case "prefix", ["local", "iri", *_]:
                names.prefixes[""] = names.resolved(texts[2])
                place += 3
            case "prefix", ["word", "local", "iri"]:
                names.prefixes[texts[1]] = names.resolved(texts[3])
                place += 4
            case _:
                break
    return names, place


def _prefixed(prefix: re.Match[str], local: re.Match[str], names: _Names) -> Term:
    return Term("iri", names.expanded(prefix.group(), local.group()[1:]), prefix.start(), local.end())


def _term(token: re.Match[str], names: _Names) -> Term:
    text, start, end = token.group(), token.start(), token.end()
    match token.lastgroup:
        case "local":
            return Term("iri", names.expanded("", text[1:]), start, end)
        case "iri":
            return Term("iri", names.resolved(text), start, end)
        case "string":
            quotes = 3 if text[:3] in _LONG_QUOTES and len(text) >= 6 else 1
            return Term("string", unescaped(text[quotes:-quotes]), start, end)
        case "variable" | "language" as kind:
            return Term(cast("Kind", kind), text[1:], start, end)
        case kind:
            return Term(cast("Kind", kind), text.lower(), start, end)


def unescaped(text: str) -> str:
    r"""Resolves ``\t \b \n \r \f \" \' \\``, ``\uXXXX`` and ``\UXXXXXXXX``."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _ESCAPED.get(match[3], match[3])
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else match[0]
