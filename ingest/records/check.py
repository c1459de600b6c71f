"""Quick check of the records while they are being written: `python -m ingest.records.check [corpus-folder]`.

Prints every mistake and exits with 1 when there is one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ingest.errors import IngestError
from ingest.records.corpus import read_corpus


def main(arguments: list[str]) -> int:
    """Check the corpus in the folder given, `corpus` by default; 0 when it has no mistake."""
    try:
        corpus = read_corpus(Path(arguments[0] if arguments else "corpus"))
    except IngestError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    count = sum(1 for _ in corpus.individuals())
    sys.stdout.write(f"{len(corpus.records)} records with {count} individuals, no mistake\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
