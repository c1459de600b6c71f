"""Names and texts of a query, read as the grammar reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.query_tokens import read_terms

X = "http://example.org/x/"


def iris(query: str) -> list[str]:
    return [term.value for term in read_terms(query) if term.kind == "iri"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (f"PREFIX a: <{X}> ASK {{ ?s a:b a:c.d. }}", ["b", "c.d"]),
        (f"prefix : <{X}> ASK {{ ?s :b :}}", ["b", ""]),
        (f"PREFIX a: <http://other/> PREFIX a: <{X}> ASK {{ ?s a:b 1 }}", ["b"]),
        (f"PREFIX prefix: <{X}> ASK {{ prefix:a ?p 1 }}", ["a"]),
        (f"BASE <{X}y> ASK {{ <b> ?p <../x/c> }}", ["b", "c"]),
        ("BASE <http://example.org/> PREFIX a: <x/> ASK { ?s a:b 1 }", ["b"]),
        ("PREFIX a: <http://example.org/x> ASK { ?s a:\\/b 1 }", ["b"]),
        ("ASK { ?s <http://example.org/x/\\u0062> 1 }", ["b"]),
        (f"PREFIX a: <{X}> ASK {{ ?s a:b 'a:c' # a:d\n}}", ["b"]),
    ],
)
def test_names_are_resolved(query: str, expected: list[str]) -> None:
    assert iris(query) == [X + name for name in expected]


def test_what_cannot_be_resolved_stays_as_it_is() -> None:
    assert iris("PREFIX a: <http://a/> ASK { b:c a :d , <e> }") == ["b:c", ":d", "e"]
    assert iris("PREFIX a: <http://a/> ASK { a :b 1 }") == [":b"], "with a space it is the word a"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ('"a\\"b"', 'a"b'),
        ("'a\\u00e4\\U0001F600'", "aä😀"),
        ('"""a"b\nc"""', 'a"b\nc'),
        ("''", ""),
        ("''''''", ""),
        ("'\\\\u0062'", "\\u0062"),
        ('"a\\tb"', "a\tb"),
    ],
)
def test_strings_are_unescaped(written: str, text: str) -> None:
    [term] = [term for term in read_terms(f"ASK {{ ?s ?p {written} }}") if term.kind == "string"]
    assert term.value == text


@given(st.text(alphabet="PREFIX aB:<>/\"'#\\ \n?.;,(){}@^1", max_size=80))
def test_any_text_is_read_in_order(query: str) -> None:
    end = 0
    for term in read_terms(query):
        assert end <= term.start < term.end <= len(query)
        end = term.end
