"""The words of a text as spaCy tokens that carry the analysis of `ontology.lexicon`.

spaCy's own tokenizer cuts "Klein- und Mittelbetriebe" and "F&E" in its own way; the linker and the text
index must cut alike, so the tokens come from the project's analyser and only what lies between them from
here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ingest.extraction.word_lists import FUNCTION_WORDS
from ontology.lexicon import Token, analyser_for, fold

_BETWEEN: Final = re.compile(r"\s+|\S")
_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\S+\.(?:de|com|org|net|html?|pdf|php)\b\S*"
)
_BEFORE_INITIAL: Final = re.compile(r"(?:,\s|[A-ZÄÖÜ]\.[\s-]?)$")
_NO_WORD: Final = "¤"
"""The lemma of the parts of a web or mail address, which no label has."""
_ACRONYM: Final = re.compile(r"(?=.*[A-ZÄÖÜ])[A-ZÄÖÜ&+\d]{2,6}?(?P<plural>s)?$")


@dataclass(slots=True)
class Word:
    """A word of the text: lemma and parts as the lexicon gives them, and whether it ends a phrase."""

    text: str
    start: int
    end: int
    lemma: str
    parts: tuple[str, ...] = ()
    is_function: bool = False
    is_initial: bool = False
    ends_phrase: bool = False
    """A stop, a colon, a bracket or a comma follows; a phrase does not reach across."""
    left_out: tuple[str, ...] = field(default=())
    """Parts that a hyphen stands for: "Klein-" in "Klein- und Mittelbetriebe" leaves out "betrieb"."""

    @property
    def is_acronym(self) -> bool:
        return self.lemma.startswith("§")

    @property
    def printed(self) -> str:
        """The word as it stands, folded: for names, which have no other form."""
        return self.lemma if self.is_acronym else fold(self.text)

    @property
    def units(self) -> tuple[str, ...]:
        """The members of the word, the head last; a plain word is its own only member."""
        return self.parts or (self.lemma,)


Doc.set_extension("words", default=(), force=True)


def pipeline(language: str) -> Language:
    """A blank spaCy pipeline for "de" or "en" whose documents carry `doc._.words` (a list of `Word`)."""
    nlp = spacy.blank(language)
    nlp.tokenizer = _AnalyserTokenizer(nlp.vocab, language)
    nlp.add_pipe("clusterwissen_left_out_parts")
    return nlp


class _AnalyserTokenizer:
    """Makes a spaCy document of the analyser's words and the characters between them."""

    def __init__(self, vocab: Vocab, language: str) -> None:
        self._vocab = vocab
        self._analyser = analyser_for(language)
        self._function_words = FUNCTION_WORDS[language]

    def __call__(self, text: str) -> Doc:
        tokens = self._analyser.tokens(text)
        pieces: list[str] = []
        lemmas: list[str] = []
        words: list[Word] = []
        position = 0
        addresses = [match.span() for match in _ADDRESS.finditer(text)]
        for token in [*tokens, None]:
            start = token.start if token else len(text)
            between = text[position:start]
            for match in _BETWEEN.finditer(between):
                pieces.append(match.group())
                lemmas.append("")
            if words:
                words[-1].ends_phrase = ends_phrase(words[-1].text, between, text[start : start + 2])
            if token:
                in_address = any(a <= token.start < b for a, b in addresses)
                words.append(
                    Word(token.text, token.start, token.end, _NO_WORD) if in_address else self._word(token)
                )
                words[-1].is_initial = _is_initial(token, text)
                words[-1].is_function |= words[-1].is_initial
                pieces.append(token.text)
                lemmas.append(words[-1].lemma)
                position = token.end
        doc = Doc(self._vocab, words=pieces, spaces=[False] * len(pieces), lemmas=lemmas)
        doc._.words = words
        return doc

    def _word(self, token: Token) -> Word:
        acronym = _ACRONYM.match(token.text)
        if acronym:
            name = token.text.removesuffix("s") if acronym["plural"] else token.text
            return Word(token.text, token.start, token.end, "§" + name)
        function = token.text.lower() in self._function_words
        return Word(token.text, token.start, token.end, token.lemma, token.parts, function)


def _is_initial(token: Token, text: str) -> bool:
    """Whether the word is an initial ("Müller, K."), which may be missing where the name is."""
    if len(token.text) != 1 or not token.text.isupper() or text[token.end : token.end + 1] != ".":
        return False
    return _BEFORE_INITIAL.search(text, max(0, token.start - 5), token.start) is not None


def ends_phrase(word: str, between: str, following: str) -> bool:
    """Whether the characters between two words end a phrase.

    Not so the stop of an initial ("Müller, K."), the comma before one, the bracket of a year ("Bode (2011)"),
    a hyphen and quotation marks.
    """
    if not between.strip():
        return "\n\n" in between or "\t" in between
    marks = between.strip("\"“”„»«‚‘’' \n-–")
    initial = len(word) == 1 and word.isalpha()
    if marks in ("", "&"):
        return "\n\n" in between
    if marks in (".", ".,") and (initial or not between.endswith((" ", "\n"))):
        return False
    if marks == "," and len(following) == 2 and following[0].isupper() and following[1] == ".":
        return False
    year = following[:1].isdigit()
    return not (year and marks in ("(", ".(", ". (", ")", ",", ", ("))


@Language.component("clusterwissen_left_out_parts")
def _add_left_out_parts(doc: Doc) -> Doc:
    """Give words with a hyphen for a left-out part the part they share with their neighbour."""
    words: list[Word] = doc._.words
    text = doc.text
    for index, word in enumerate(words):
        if text[word.end : word.end + 1] == "-" and not text[word.end + 1 : word.end + 2].isalnum():
            head = _shared_head(words[index + 1 : index + 5])
            word.left_out = (head,) if head else ()
        elif (
            index
            and text[word.start - 1 : word.start] in ("-", "–")
            and text[word.start - 2 : word.start - 1].isspace()
        ):
            front = _shared_front(words[max(0, index - 3) : index])
            if front:
                word.parts = (*front, *word.units)
    return doc


def _shared_head(following: list[Word]) -> str | None:
    """The last member of the next compound: "Wissens- und Informationsquellen" share "quelle"."""
    for word in following:
        if len(word.parts) > 1:
            return word.parts[-1]
        if word.ends_phrase:
            return None
    return None


def _shared_front(before: list[Word]) -> tuple[str, ...]:
    """All but the last member of the compound before: "Kooperationsvorteile und -partner"."""
    for word in reversed(before):
        if len(word.parts) > 1:
            return word.parts[:-1]
        if word.ends_phrase:
            return ()
    return ()
