"""The HTTP service: one build of the graph, answered as JSON, RDF and HTML."""

__version__ = "0.1.0"
