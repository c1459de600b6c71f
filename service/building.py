"""Starting builds and ingestions: the one module of the service that imports `ingest`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.documents import ProcessedDocument, process_file
from ingest.errors import DocumentError, IngestError
from ingest.extraction import ConceptLexicon, concept_labels
from ingest.graph_building import corpus_graph
from ingest.pipeline import assemble, n_quads
from ingest.progress import Progress, Silence
from ingest.records import read_corpus
from ontology.errors import OntologyError
from ontology.identifiers import is_slug
from ontology.loading import load_ontology
from service.build_writing import BuildInput, Publisher, building_lock, clear_errors, write_build
from service.builds import Build
from service.document_files import placed, stored_files
from service.encoder import Encoder, open_encoder
from service.errors import InputRefused
from service.garbage import seldom_collecting
from service.indexes import write_indexes
from service.settings import Settings
from service.stores import connect
from service.triple_store import TripleStore


@dataclass(frozen=True)
class IngestedDocument:
    """What was found in one document."""

    slug: str
    sections: int
    passages: int
    mentions: int


@dataclass(frozen=True)
class IngestReport:
    """The documents taken in, what was wrong with the others, and the build; None when nothing was taken."""

    documents: tuple[IngestedDocument, ...]
    problems: tuple[str, ...]
    build: Build | None


def build(settings: Settings, progress: Progress | None = None) -> Build:
    """Builds from the records and all ingested documents, and switches to the build.

    Raises BuildLocked, BuildUnwritable, InputRefused (mistakes in records or documents), EncoderUnavailable,
    StoreFailed (where the settings name a store to publish to).
    The previous build is untouched in all of these cases.
    """
    progress = progress or Silence()
    with building_lock(settings.data), _input_errors(), seldom_collecting():
        files = stored_files(_documents(settings))
        return _build(settings, _process(settings, files, {}, progress), progress)


def ingest_files(
    settings: Settings,
    files: Sequence[Path],
    progress: Progress | None = None,
    *,
    slugs: Sequence[str] = (),
) -> IngestReport:
    """Reads documents, keeps copies of them and builds with them. One bad file does not stop the others.

    `slugs` name the sources, one for each file; without them the file names do. A slug of a source of
    the corpus attaches the passages to it. Raises what `build` raises, and InputRefused for a wrong number
    of slugs; then no document has been taken in.
    """
    progress = progress or Silence()
    named = _named(files, slugs)
    with building_lock(settings.data), _input_errors(), seldom_collecting():
        lexicon = _lexicon(settings.corpus)
        documents, sources, problems = _read_new(named, lexicon, progress)
        if not documents:
            return IngestReport((), tuple(problems), None)
        with clear_errors(settings.data), placed(_documents(settings), sources):
            stored = stored_files(_documents(settings))
            processed = _process(settings, stored, documents, progress, lexicon)
            made = _build(settings, processed, progress)
    return IngestReport(tuple(_summary(d) for d in documents.values()), tuple(problems), made)


def validate_corpus(settings: Settings, progress: Progress | None = None) -> int:
    """Checks the records as a build does, writes nothing; returns the number of quads.

    Raises InputRefused with every mistake.
    """
    with _input_errors(), seldom_collecting():
        graphs = assemble(settings.corpus, (), progress or Silence()).graphs
        return sum(len(graph) for graph in graphs.values())


def _documents(settings: Settings) -> Path:
    return settings.data / "documents"


def _lexicon(corpus: Path) -> ConceptLexicon:
    return ConceptLexicon(concept_labels(load_ontology() + corpus_graph(read_corpus(corpus))))


def _named(files: Sequence[Path], slugs: Sequence[str]) -> list[tuple[Path, str | None]]:
    if not slugs:
        return [(file, None) for file in files]
    if len(slugs) != len(files):
        raise InputRefused(
            f"There are {len(files)} files and {len(slugs)} names; give one name for each file."
        )
    for slug in slugs:
        if not is_slug(slug):
            raise InputRefused(f"{slug!r} cannot name a source; a name looks like neue-netzwerke-2013.")
    return list(zip(files, slugs, strict=True))


def _read_new(
    files: Sequence[tuple[Path, str | None]], lexicon: ConceptLexicon, progress: Progress
) -> tuple[dict[str, ProcessedDocument], dict[str, Path], list[str]]:
    """Documents and their files by slug, and the problems; the last of two files with one slug counts."""
    documents: dict[str, ProcessedDocument] = {}
    sources: dict[str, Path] = {}
    problems: list[str] = []
    progress.step("Reading the documents", total=len(files))
    for file, slug in files:
        try:
            document = process_file(file, lexicon=lexicon, slug=slug)
        except DocumentError as problem:
            problems.append(str(problem))
        else:
            documents[document.slug], sources[document.slug] = document, file
        progress.advance()
    return documents, sources, problems


def _process(
    settings: Settings,
    stored: Mapping[str, Path],
    known: Mapping[str, ProcessedDocument],
    progress: Progress,
    lexicon: ConceptLexicon | None = None,
) -> list[ProcessedDocument]:
    """All stored documents, read anew unless they are among the `known`."""
    to_read = {slug: file for slug, file in stored.items() if slug not in known}
    documents = dict(known)
    if to_read:
        lexicon = lexicon or _lexicon(settings.corpus)
        progress.step("Reading the stored documents", total=len(to_read))
        for slug, file in to_read.items():
            documents[slug] = process_file(file, lexicon=lexicon, slug=slug)
            progress.advance()
    return [documents[slug] for slug in sorted(documents)]


def _build(settings: Settings, documents: Sequence[ProcessedDocument], progress: Progress) -> Build:
    publisher = _publisher(settings, progress)
    encoder = open_encoder(settings.encoder)
    assembled = assemble(settings.corpus, documents, progress)
    progress.step("Sorting the quads")
    source = BuildInput(
        n_quads=n_quads(assembled.graphs),
        texts={document.slug: document.cleaned for document in documents},
        encoder=encoder.fingerprint,
        derivations=assembled.derivations,
    )
    return write_build(
        settings.data,
        source,
        _Indexes(encoder),
        keep=settings.keep_builds,
        progress=progress.step,
        publish=publisher,
    )


def _publisher(settings: Settings, progress: Progress) -> Publisher | None:
    """What takes a build to the store of the settings, None without one. Raises StoreFailed."""
    if not settings.store:
        return None
    from service.triple_store.remote_publishing import Contents, check_writable, publish

    connection = connect(settings)
    check_writable(connection)

    def taking(build: Build, n_quads: bytes) -> None:
        manifest = build.manifest
        publish(connection, Contents(n_quads, build.id, manifest.graphs, manifest.triples), progress.step)

    return taking


@dataclass(frozen=True)
class _Indexes:
    """Writes the indexes of a build with one encoder."""

    encoder: Encoder

    def __call__(self, store: TripleStore, folder: Path) -> dict[str, int]:
        return write_indexes(store, folder, self.encoder)


def _summary(document: ProcessedDocument) -> IngestedDocument:
    return IngestedDocument(
        slug=document.slug,
        sections=len(document.sections),
        passages=len(document.passages),
        mentions=sum(len(passage.mentions) for passage in document.passages),
    )


@contextmanager
def _input_errors() -> Iterator[None]:
    """Mistakes in the input, as errors of the service."""
    try:
        yield
    except (IngestError, OntologyError) as problem:
        raise InputRefused(str(problem)) from problem
