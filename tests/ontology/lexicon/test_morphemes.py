from __future__ import annotations

import pytest
from HanTa.HanoverTagger import HanoverTagger

from ontology.lexicon import compounds

# Known words and compounds, made-up ones, foreign ones, a feminine form, short ones and one long one.
_WORDS = """
    informationsdefizite kleinbetriebe clusterinitiativen maschinenbauerin handwerkskammer weiterbildungen
    blorktung zwirbelfaxen quixotrisch benchmarking supply managements unternehmerinnen ab öl tag x
    technologietransferbeauftragte regionalentwicklungsgesellschaften vernetzt kooperierte
"""


@pytest.fixture(scope="module")
def hanta() -> HanoverTagger:
    return HanoverTagger("morphmodel_ger.pgz")


@pytest.mark.parametrize("word", _WORDS.split())
def test_the_search_finds_what_hanta_finds(hanta: HanoverTagger, word: str) -> None:
    ours = compounds._tagger()
    expected = hanta.analyze_forward(word)
    found = dict(ours.analyze_forward(word))
    assert found == pytest.approx(dict(expected))
    for part_of_speech, _ in expected[:3]:
        assert ours.analyze_viterbi(word, -part_of_speech) == hanta.analyze_viterbi(word, -part_of_speech)
