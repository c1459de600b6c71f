"""From the original text to the cleaned one: whole words, whole paragraphs, no page furniture.

Nothing is lost: every visible character of the original is either in the cleaned text, once, or in the
list of what was removed, with the reason.
"""

from ingest.cleaning.cleaner import clean

__all__ = ["clean"]
