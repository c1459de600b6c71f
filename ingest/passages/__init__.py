"""Cuts a cleaned text into passages."""

from ingest.passages.cutting import LONGEST, SHORTEST, PassageSpan, cut_passages
from ingest.passages.sentences import sentence_ends

__all__ = ["LONGEST", "SHORTEST", "PassageSpan", "cut_passages", "sentence_ends"]
