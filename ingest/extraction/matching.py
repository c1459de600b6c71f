"""Looks up all labels of one language in a text: as printed, inflected, inside compounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from ingest.extraction.labels import ConceptLabel
from ingest.extraction.placement import Candidate, Placement
from ingest.extraction.prepared_labels import PreparedLabel, prepare
from ingest.extraction.streams import Unit, lemma_stream, member_stream, printed_stream
from ingest.extraction.variants import Variants
from ingest.extraction.words import Word


class ConceptMatcher:
    """Finds the candidates of one language."""

    def __init__(self, nlp: Language, labels: Iterable[ConceptLabel], language: str) -> None:
        self._language = language
        prepared = [label for label in (prepare(label, nlp, language) for label in labels) if label]
        names = [label for label in prepared if label.is_name]
        self._lookups = (
            _Lookup(nlp, lemma_stream, ((label.lemmas, label) for label in prepared)),
            _Lookup(nlp, member_stream, ((label.members, label) for label in prepared)),
            # Names also as printed: the analyser may read an inflected form into a name it does not know.
            _Lookup(nlp, printed_stream, ((label.printed, label) for label in names)),
        )
        self._variants = Variants(prepared, language)

    def find(self, doc: Doc) -> list[Candidate]:
        """All candidates in a document of the pipeline, in no particular order, overlaps included."""
        words: list[Word] = doc._.words
        placement = Placement(words, doc.text, self._language)
        found = [
            candidate
            for lookup in self._lookups
            for label, units in lookup.find(words)
            if (candidate := placement.candidate(label, units)) is not None
        ]
        found.extend(Candidate(*match) for match in self._variants.find(words))
        return found


class _Lookup:
    """A phrase matcher over one stream of units."""

    def __init__(
        self,
        nlp: Language,
        stream: Callable[[Sequence[Word]], list[Unit]],
        labels: Iterable[tuple[tuple[str, ...], PreparedLabel]],
    ) -> None:
        self._vocab = nlp.vocab
        self._stream = stream
        self._labels: defaultdict[tuple[str, ...], list[PreparedLabel]] = defaultdict(list)
        for units, label in labels:
            self._labels[units].append(label)
        self._matcher = PhraseMatcher(self._vocab, attr="ORTH")
        self._matcher.add("label", [Doc(self._vocab, words=list(units)) for units in self._labels])

    def find(self, words: Sequence[Word]) -> Iterator[tuple[PreparedLabel, list[Unit]]]:
        """Each label whose units stand one after the other, with these units."""
        stream = self._stream(words)
        if not stream:
            return
        for _, start, end in self._matcher(Doc(self._vocab, words=[unit.text for unit in stream])):
            units = stream[start:end]
            for label in self._labels[tuple(unit.text for unit in units)]:
                yield label, units
