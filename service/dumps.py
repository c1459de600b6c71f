"""Dumps of a build: six formats, each also as gzip, the same bytes for the same graph.

N-Triples, Turtle and RDF/XML hold the default graph (ontology, reviewed corpus, inferred triples);
N-Quads, TriG and JSON-LD hold every named graph, those of ingested documents included.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from service.media_types import GRAPH_FORMATS, N_QUADS
from service.triple_store import DEFAULT_GRAPHS
from service.triple_store.oxigraph import serialise_quads

NAME = "clusterwissen"


def write_dumps(n_quads: bytes, folder: Path) -> None:
    """Writes `clusterwissen.{suffix}` and `.{suffix}.gz` into `folder`; `n_quads` must be sorted."""
    folder.mkdir(parents=True)
    for form in GRAPH_FORMATS:
        if form is N_QUADS:
            content = n_quads
        else:
            content = serialise_quads(
                n_quads, form.media_type, graphs=None if form.datasets else DEFAULT_GRAPHS
            )
        target = folder / f"{NAME}.{form.suffix}"
        target.write_bytes(content)
        # A gzip header can hold a name and a time: both left out, or no two builds would be equal.
        target.with_name(target.name + ".gz").write_bytes(gzip.compress(content, compresslevel=6, mtime=0))
