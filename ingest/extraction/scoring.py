"""How sure a match is, by the way it was found. The order was set by judging samples; the steps are round."""

from __future__ import annotations

from typing import Final

SCORES: Final = {
    "exact": 1.0,  # letter by letter
    "inflected": 0.95,  # other ending, other capitals, other article
    "joined": 0.9,  # one word for two, or two for one
    "left-out": 0.85,  # "Klein-" in "Klein- und Mittelbetriebe"
    "swapped": 0.85,  # "Betriebe des Handwerks"
    "inside": 0.8,  # the head of a longer compound
    "loose": 0.75,  # another word in between
}
SUPPORTED: Final = 0.7
"""An everyday word whose meaning something else in the passage shows."""
