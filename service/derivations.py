"""The derivations of a build in one SQLite file: written with the build, looked up by what they conclude.

Terms and reasons stand in it once each: some twenty thousand derivations are three megabytes, and a look-up
reads a few pages of them. The same derivations give the same bytes.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from ontology.reasoning.derivations import Derivation, proof
from ontology.reasoning.rules import Rule
from ontology.reasoning.wording import Triple
from service.errors import BuildDamaged
from service.triple_store.terms import read_term, term_text

_SCHEMA = """
CREATE TABLE term (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE triple (id INTEGER PRIMARY KEY, subject INTEGER NOT NULL, predicate INTEGER NOT NULL,
    object INTEGER NOT NULL, UNIQUE (subject, predicate, object));
CREATE TABLE reason (id INTEGER PRIMARY KEY, rule TEXT NOT NULL, label_de TEXT NOT NULL,
    label_en TEXT NOT NULL, because_de TEXT NOT NULL, because_en TEXT NOT NULL, file TEXT,
    axiom TEXT NOT NULL, axiom_of TEXT NOT NULL);
CREATE TABLE derivation (conclusion INTEGER PRIMARY KEY, reason INTEGER NOT NULL);
CREATE TABLE premise (conclusion INTEGER, place INTEGER, triple INTEGER NOT NULL,
    PRIMARY KEY (conclusion, place)) WITHOUT ROWID;
"""
_LAST_STEP = """
SELECT triple.id, rule, label_de, label_en, because_de, because_en, file, axiom, axiom_of
FROM triple JOIN derivation ON conclusion = triple.id JOIN reason ON reason.id = derivation.reason
WHERE subject = (SELECT id FROM term WHERE text = ?)
    AND predicate = (SELECT id FROM term WHERE text = ?)
    AND object = (SELECT id FROM term WHERE text = ?)
"""
_PREMISES = """
SELECT s.text, p.text, o.text
FROM premise JOIN triple ON triple.id = premise.triple
    JOIN term s ON s.id = subject JOIN term p ON p.id = predicate JOIN term o ON o.id = object
WHERE conclusion = ? ORDER BY place
"""
_Texts = tuple[str, str, str]
_Reason = tuple[str, str, str, str, str, str | None, str, str]


def write_derivations(file: Path, derivations: Iterable[Derivation]) -> None:
    """Writes `file`, which must not exist yet; each triple is concluded by one derivation at most."""
    ordered = sorted(derivations, key=lambda derivation: _texts(derivation.conclusion))
    rows = _Rows()
    for derivation in ordered:
        rows.add(derivation)
    # The build syncs its files itself, and nobody looks at one that is not whole.
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.executescript(_SCHEMA)
        connection.executemany("INSERT INTO term (text, id) VALUES (?, ?)", rows.terms.items())
        triples = ((number, *triple) for triple, number in rows.triples.items())
        connection.executemany("INSERT INTO triple VALUES (?, ?, ?, ?)", triples)
        reasons = ((number, *reason) for reason, number in rows.reasons.items())
        connection.executemany("INSERT INTO reason VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", reasons)
        connection.executemany("INSERT INTO derivation VALUES (?, ?)", rows.derivations)
        connection.executemany("INSERT INTO premise VALUES (?, ?, ?)", rows.premises)
        connection.commit()


class _Rows:
    """The rows of the tables; what stands in several derivations has one number."""

    def __init__(self) -> None:
        self.terms: dict[str, int] = {}
        self.triples: dict[tuple[int, int, int], int] = {}
        self.reasons: dict[_Reason, int] = {}
        self.derivations: list[tuple[int, int]] = []
        self.premises: list[tuple[int, int, int]] = []

    def add(self, derivation: Derivation) -> None:
        conclusion = self._triple(derivation.conclusion)
        reason = _reason(derivation)
        self.derivations.append((conclusion, self.reasons.setdefault(reason, len(self.reasons))))
        for place, premise in enumerate(derivation.premises):
            self.premises.append((conclusion, place, self._triple(premise)))

    def _triple(self, triple: Triple) -> int:
        subject, predicate, value = (self.terms.setdefault(t, len(self.terms)) for t in _texts(triple))
        return self.triples.setdefault((subject, predicate, value), len(self.triples))


def _texts(triple: Triple) -> _Texts:
    subject, predicate, value = triple
    return term_text(subject), term_text(predicate), term_text(value)


def _reason(derivation: Derivation) -> _Reason:
    rule = derivation.rule
    words = (rule.name, rule.label_de, rule.label_en, rule.because_de, rule.because_en, rule.file)
    return *words, derivation.axiom, term_text(derivation.axiom_of)


class StoredDerivations:
    """The derivations in one file. Reading them is safe from several threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()

    @classmethod
    def open(cls, file: Path) -> StoredDerivations:
        """Opens a written file read-only; raises BuildDamaged.

        Without a file there are no derivations: a build may be older than they are.
        """
        try:
            if not file.exists():
                connection = sqlite3.connect(":memory:", check_same_thread=False)
                connection.executescript(_SCHEMA)
                return cls(connection)
            address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            connection.execute(_LAST_STEP, ("", "", ""))
        except sqlite3.Error as problem:
            raise BuildDamaged(
                f"{file.name} of the build {file.parent.name} cannot be read ({problem}). "
                "Run `clusterwissen build`."
            ) from problem
        return cls(connection)

    def proof(self, triple: Triple) -> tuple[Derivation, ...]:
        """All steps from asserted triples to an inferred one, in an order in which they can be read.

        Empty for a triple that has no derivation here.
        """
        with self._lock:
            return proof(triple, self._last_step)

    def _last_step(self, triple: Triple) -> Derivation | None:
        row = self._connection.execute(_LAST_STEP, _texts(triple)).fetchone()
        if row is None:
            return None
        conclusion, *rule, axiom, axiom_of = row
        premises = self._connection.execute(_PREMISES, (conclusion,)).fetchall()
        return Derivation(triple, Rule(*rule), tuple(map(_triple, premises)), axiom, read_term(axiom_of))


def _triple(texts: _Texts) -> Triple:
    subject, predicate, value = texts
    return read_term(subject), read_term(predicate), read_term(value)
