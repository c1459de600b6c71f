"""The analysis of words, shared by everything that compares words.

The concept linker reads documents and the text index answers questions: both must cut a text into
the same words, or they will not meet. This package is the only one that knows HanTa and simplemma.

Every form it returns is folded (:func:`fold`): lower case, umlauts written out, accents dropped.
"""

from ontology.lexicon.analysis import Analyser, Token
from ontology.lexicon.english import english
from ontology.lexicon.folding import fold
from ontology.lexicon.german import german
from ontology.lexicon.language import LanguageScores, analyser_for, detect_language, language_scores

__all__ = [
    "Analyser",
    "LanguageScores",
    "Token",
    "analyser_for",
    "detect_language",
    "english",
    "fold",
    "german",
    "language_scores",
]
