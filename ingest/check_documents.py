"""Prints figures about the documents of a folder: `python -m ingest.check_documents FOLDER`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from ingest.document_model import Language, ProcessedDocument
from ingest.documents.figures import figures, links_per_concept, lost_characters, sample
from ingest.documents.processing import process_file
from ingest.errors import DocumentError, IngestError
from ingest.extraction import ConceptLexicon, concept_labels
from ingest.graph_building import corpus_graph
from ingest.readers import supported_suffixes
from ingest.records import read_corpus


def main() -> int:
    """Process every readable document of a folder and print what was found; 1 if one of them failed."""
    options = _arguments()
    try:
        lexicon = ConceptLexicon(concept_labels(corpus_graph(read_corpus(options.corpus))))
    except IngestError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    _say(f"{len(lexicon.labels)} labels in the lexicon")
    languages: tuple[Language, ...] = ("de", "en")
    for language in languages:
        started = time.perf_counter()
        lexicon.link("Cluster", language)
        _say(f"  prepared for {language} in {time.perf_counter() - started:.1f} s")
    documents, failed = _process(options.folder, lexicon)
    for line in links_per_concept(documents, options.concepts):
        _say(line)
    for line in sample(documents, options.sample, options.seed):
        _say(line)
    return 1 if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="check-documents", description=main.__doc__)
    parser.add_argument("folder", type=Path, help="folder with text and Markdown files")
    parser.add_argument(
        "--corpus", type=Path, default=Path("corpus"), help="folder of the records (default: corpus)"
    )
    parser.add_argument("--sample", type=int, default=50, help="passages to print for judging (default: 50)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the sample (default: 1)")
    parser.add_argument(
        "--concepts", type=int, default=40, help="most-mentioned things to list (default: 40)"
    )
    return parser.parse_args()


def _process(folder: Path, lexicon: ConceptLexicon) -> tuple[list[ProcessedDocument], int]:
    documents, failed = [], 0
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in supported_suffixes()):
        started = time.perf_counter()
        try:
            document = process_file(path, lexicon=lexicon)
        except DocumentError as error:
            _say(f"{error}")
            failed += 1
            continue
        for line in figures(document, time.perf_counter() - started):
            _say(line)
        _say(f"  lost          {lost_characters(document)} visible characters")
        documents.append(document)
    return documents, failed


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
