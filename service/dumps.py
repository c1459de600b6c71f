"""Dumps of a build: six formats, each also as gzip, the same bytes for the same graph.

N-Triples, Turtle and RDF/XML hold the default graph (ontology, reviewed corpus, inferred triples);
N-Quads, TriG and JSON-LD hold every named graph, those of ingested documents included.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from service.media_types import GRAPH_FORMATS, N_QUADS, N_TRIPLES
from service.triple_store.oxigraph import default_triples, serialise_quads, serialise_triples

NAME = "clusterwissen"


def write_dumps(n_quads: bytes, folder: Path) -> None:
    """Writes `clusterwissen.{suffix}` and `.{suffix}.gz` into `folder`; `n_quads` must be sorted."""
    folder.mkdir(parents=True)
    n_triples = default_triples(n_quads)
    for form in GRAPH_FORMATS:
        if form in (N_QUADS, N_TRIPLES):
            content = n_quads if form is N_QUADS else n_triples
        elif form.datasets:
            content = serialise_quads(n_quads, form.media_type)
        else:
            content = serialise_triples(n_triples, form.media_type)
        target = folder / f"{NAME}.{form.suffix}"
        target.write_bytes(content)
        # A gzip header can hold a name and a time: both left out, or no two builds would be equal.
        target.with_name(target.name + ".gz").write_bytes(gzip.compress(content, compresslevel=6, mtime=0))
