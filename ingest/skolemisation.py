"""Names for blank nodes, the same on every run.

OWL writes restrictions, unions and lists as blank nodes. A dump with blank nodes is not byte-equal from run
to run, so they get Skolem IRIs (RDF 1.1 Concepts, section 3.5: `/.well-known/genid/`). The name of a node
follows from what it says and where it hangs; blank nodes must form trees, as they do in OWL in Turtle.
"""

from __future__ import annotations

from hashlib import sha256

from rdflib import BNode, Graph, URIRef
from rdflib.term import Node

from ingest.errors import NamelessNode
from ontology.graphs import union
from ontology.vocabulary import BASE

_GENID = BASE + ".well-known/genid/"
_HEX_DIGITS = 20


def name_blank_nodes(graph: Graph) -> Graph:
    """A copy of `graph` in which every blank node is an IRI.

    Raises `NamelessNode` where blank nodes run in a circle.
    """
    names = _Names(graph)
    named = union()
    for subject, predicate, term in graph:
        named.add((names.of(subject), predicate, names.of(term)))
    return named


class _Names:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._contents: dict[BNode, str] = {}
        self._names: dict[BNode, URIRef] = {}
        self._open: set[BNode] = set()

    def of(self, node: Node) -> Node:
        """The name of a blank node; any other node stays as it is."""
        if not isinstance(node, BNode):
            return node
        if node not in self._names:
            content = self._content(node)  # first: it finds circles, in which nothing hangs from a name
            self._names[node] = URIRef(_GENID + _digest(f"{self._hangs_from(node)}\n{content}"))
        return self._names[node]

    def _hangs_from(self, node: BNode) -> str:
        """Where the node stands: restrictions that read the same but belong to two classes stay two nodes."""
        parents = sorted(f"{self._parent(s)} {p.n3()}" for s, p in self._graph.subject_predicates(node))
        return "\n".join(parents)

    def _parent(self, node: Node) -> str:
        return self.of(node).n3()

    def _content(self, node: BNode) -> str:
        """A digest of everything the node says, blank nodes below it included."""
        if node in self._open:
            raise NamelessNode("blank nodes of the ontology form a circle; give one of them an IRI")
        if node not in self._contents:
            self._open.add(node)
            lines = sorted(f"{p.n3()} {self._term(term)}" for p, term in self._graph.predicate_objects(node))
            self._open.discard(node)
            self._contents[node] = _digest("\n".join(lines))
        return self._contents[node]

    def _term(self, node: Node) -> str:
        return self._content(node) if isinstance(node, BNode) else node.n3()


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_HEX_DIGITS]
