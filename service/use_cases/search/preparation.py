"""What search holds in memory, worked out once per build and read back in a fraction of a second."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ontology.lexicon import fold
from service.use_cases.search.catalogue import Catalogue, Link, Statement, Thing
from service.use_cases.search.concepts import AnalysedLabel, analysed_labels
from service.use_cases.search.indexing import thing_texts, words

Terms = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """The catalogue and what was worked out of it.

    `labels`: the labels by which things are recognised; `terms`: index terms by field of every answerable
    thing (IRI), in the order of all tables; `words`: the distinct words of their texts as
    written.
    """

    catalogue: Catalogue
    labels: tuple[AnalysedLabel, ...]
    terms: dict[str, Terms]
    words: tuple[str, ...]

    @classmethod
    def of(cls, catalogue: Catalogue, *, decompound: bool = True) -> Prepared:
        """Prepares a catalogue; takes some seconds, most of them the analysis of words."""
        labels = tuple(analysed_labels(catalogue.things.values()))
        terms = dict(thing_texts(catalogue, decompound=decompound))
        return cls(catalogue, labels, terms, tuple(words(catalogue)))

    @property
    def spellings(self) -> dict[str, str]:
        """Folded word -> a word of the texts as it is written."""
        return {fold(word): word for word in reversed(self.words)}

    @property
    def vocabulary(self) -> frozenset[str]:
        """All index terms."""
        return frozenset(t for fields in self.terms.values() for terms in fields.values() for t in terms)

    def save(self, file: Path) -> None:
        """Writes everything as JSON."""
        catalogue = self.catalogue
        content = {
            "things": [asdict(thing) | {"types": sorted(thing.types)} for thing in catalogue.things.values()],
            "links": [asdict(link) for links in catalogue.outgoing.values() for link in links],
            "statements": [asdict(s) for statements in catalogue.about.values() for s in statements],
            "labels": [asdict(label) for label in self.labels],
            "terms": self.terms,
            "words": self.words,
        }
        file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def open(cls, file: Path) -> Prepared:
        """Reads what `save` wrote. Raises FileNotFoundError when there is nothing."""
        content = json.loads(file.read_text(encoding="utf-8"))
        things = [Thing(**{**thing, "types": set(thing["types"])}) for thing in content["things"]]
        links = [Link(**link) for link in content["links"]]
        statements = [Statement(**statement) for statement in content["statements"]]
        labels = tuple(
            AnalysedLabel(label["iri"], tuple(label["lemmas"]), tuple(label["parts"]))
            for label in content["labels"]
        )
        catalogue = Catalogue(things, links, statements)
        return cls(catalogue, labels, content["terms"], tuple(content["words"]))
