"""What search holds in memory, worked out once per build and read back in a fraction of a second."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from service.use_cases.search.catalogue import Catalogue, Link, Statement, Thing
from service.use_cases.search.concepts import AnalysedLabel, analysed_labels


@dataclass(frozen=True, slots=True)
class Prepared:
    """The catalogue, the analysed labels of its things, and all folded words of their texts."""

    catalogue: Catalogue
    labels: tuple[AnalysedLabel, ...]
    vocabulary: frozenset[str]

    @classmethod
    def of(cls, catalogue: Catalogue, words: Iterable[str]) -> Prepared:
        """Prepares a catalogue; `words` are the folded words of its texts."""
        return cls(catalogue, tuple(analysed_labels(catalogue.things.values())), frozenset(words))

    def save(self, file: Path) -> None:
        """Writes everything as JSON."""
        catalogue = self.catalogue
        content = {
            "things": [asdict(thing) | {"types": sorted(thing.types)} for thing in catalogue.things.values()],
            "links": [asdict(link) for links in catalogue.outgoing.values() for link in links],
            "statements": [asdict(s) for statements in catalogue.about.values() for s in statements],
            "labels": [asdict(label) for label in self.labels],
            "vocabulary": sorted(self.vocabulary),
        }
        file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def open(cls, file: Path) -> Prepared:
        """Reads what `save` wrote. Raises FileNotFoundError when there is nothing."""
        content = json.loads(file.read_text(encoding="utf-8"))
        things = [Thing(**{**thing, "types": set(thing["types"])}) for thing in content["things"]]
        links = [Link(**link) for link in content["links"]]
        statements = [Statement(**statement) for statement in content["statements"]]
        labels = [
            AnalysedLabel(label["iri"], tuple(label["lemmas"]), tuple(label["parts"]))
            for label in content["labels"]
        ]
        return cls(Catalogue(things, links, statements), tuple(labels), frozenset(content["vocabulary"]))
