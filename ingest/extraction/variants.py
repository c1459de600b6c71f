"""Labels in another shape: written apart, put together, with an adjective in between.

* "Betriebe des Handwerks" for "Handwerksbetrieb", "managers of clusters" for "cluster managers"
* "Zeitmangel" for "Mangel an Zeit" (two nouns put together)
* "Mangel an der nötigen Zeit" for "Mangel an Zeit" (one word more; two in labels of three words and more)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.extraction.prepared_labels import PreparedLabel
from ingest.extraction.word_lists import GENITIVE_WORDS, NEGATIONS, RELATIONS
from ingest.extraction.words import Word

Match = tuple[PreparedLabel, int, int, str]
"""Label, first word, last word, how it matched."""

_SHORTEST_HALF: Final = 4


class Variants:
    """Finds the other shapes of the labels of one language."""

    def __init__(self, labels: Sequence[PreparedLabel], language: str) -> None:
        self._language = language
        self._swapped: defaultdict[tuple[str, str], list[PreparedLabel]] = defaultdict(list)
        self._compounds: defaultdict[tuple[str, ...], list[PreparedLabel]] = defaultdict(list)
        self._by_first: defaultdict[str, list[PreparedLabel]] = defaultdict(list)
        for label in labels:
            if label.is_name or label.needs_support:
                continue
            if label.is_single and len(label.members) == 2 and self._halves_are_words(label):
                self._swapped[label.members[1], label.members[0]].append(label)
            elif language == "en" and len(label.lemmas) == 2 and not label.function_words:
                self._swapped[label.lemmas[1], label.lemmas[0]].append(label)
            elif len(label.lemmas) == 2 and label.function_words:
                self._compounds[label.lemmas[1], label.lemmas[0]].append(label)
            if len(label.lemmas) > 1:
                self._by_first[label.lemmas[0]].append(label)

    def find(self, words: Sequence[Word]) -> Iterator[Match]:
        """All variants in the words of a text, overlaps included."""
        for position, word in enumerate(words):
            if word.is_function:
                continue
            for label in self._compounds.get(word.parts, ()):
                yield label, position, position, "joined"
            if word.lemma in self._by_first:
                yield from self._with_words_between(words, position)
            yield from self._swapped_at(words, position)

    def _halves_are_words(self, label: PreparedLabel) -> bool:
        return all(len(member) >= _SHORTEST_HALF for member in label.members)

    def _swapped_at(self, words: Sequence[Word], position: int) -> Iterator[Match]:
        """The head of a compound here, a genitive, and its first half behind it."""
        joined_by = GENITIVE_WORDS[self._language]
        following = position + 1
        while (
            following < len(words)
            and following - position <= 2
            and words[following].text.lower() in joined_by
            and not words[following - 1].ends_phrase
        ):
            following += 1
        if following == position + 1 or following >= len(words) or words[following - 1].ends_phrase:
            return
        pair = (words[position].lemma, words[following].lemma)
        for label in self._swapped.get(pair, ()):
            if words[following].text[0].isupper() or self._language == "en":
                yield label, position, following, "swapped"

    def _with_words_between(self, words: Sequence[Word], position: int) -> Iterator[Match]:
        for label in self._by_first[words[position].lemma]:
            last = self._last_word(words, position, label)
            if last is not None:
                yield label, position, last, "loose"

    def _last_word(self, words: Sequence[Word], position: int, label: PreparedLabel) -> int | None:
        """The word at which the label ends with one or two words in between, None if it does not match."""
        allowed = 1 if len(label.lemmas) == 2 else 2
        extra = 0
        for lemma in label.lemmas[1:]:
            while True:
                if words[position].ends_phrase or position + 1 >= len(words):
                    return None
                position += 1
                if words[position].lemma == lemma:
                    break
                if not words[position].is_function:
                    extra += 1
                    if extra > allowed or not self._may_stand_between(words[position]):
                        return None
        return position if extra else None

    def _may_stand_between(self, word: Word) -> bool:
        """Adjectives and adverbs may; nouns, negations and "für" may not."""
        return word.text[0].islower() and word.text.lower() not in NEGATIONS | RELATIONS
