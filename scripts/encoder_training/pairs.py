"""German-English training pairs from three Debian packages and from the project's own corpus.

`trans-de-en` (Ding dictionary), `libreoffice-help-de` with `libreoffice-help-en-us`, and the
thesaurus `mythes-de` are read where Debian installs them; nothing of them is kept in the
repository but the weights learned from them (see MODEL_CARD.md beside the weights).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

Pair = tuple[str, str]

# Fields whose vocabulary an adviser on clusters never uses; they are a quarter of the dictionary.
_SKIPPED_FIELDS = re.compile(
    r"\[(ornith|zool|bot|chem|biochem|biol|min|med|anat|pharm|astron|geol|math|mus|naut|mil|relig|hist|cook|aviat|sport)\.?\]"
)
_NOTES = re.compile(r"\{[^}]*\}|\[[^\]]*\]|\([^)]*\)|/[^/]*/|<[^>]*>")
_PLACEHOLDERS = re.compile(r"\b(etw|jdn|jdm|jds|jd|sth|sb)\.('s)?")
_SPACE = re.compile(r"\s+")


def _clean(entry: str) -> str:
    entry = _PLACEHOLDERS.sub(" ", _NOTES.sub(" ", entry))
    return _SPACE.sub(" ", entry).strip(" ,;:-")


def _variants(entry: str, most: int) -> list[str]:
    found = [_clean(part) for part in entry.split(";")]
    return [part for part in found if 2 < len(part) < 80][:most]


def dictionary_pairs(path: Path) -> Iterator[Pair]:
    """Yields (German, English) for every aligned form of a Ding dictionary file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or "::" not in line or _SKIPPED_FIELDS.search(line):
            continue
        german, _, english = line.partition("::")
        for left, right in zip(german.split("|"), english.split("|"), strict=False):
            for one in _variants(left, 3):
                for other in _variants(right, 2):
                    yield one, other


class _Paragraphs(HTMLParser):
    """Collects the text of the blocks that carry an id; both languages share these ids."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._open: str | None = None
        self._tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"p", "h1", "h2", "h3", "h4"}:
            self._open, self._tag = dict(attrs).get("id"), tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._tag:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[self._open] = self.found.get(self._open, "") + data


def _paragraphs(path: Path) -> dict[str, str]:
    parser = _Paragraphs()
    parser.feed(path.read_text(encoding="utf-8", errors="replace"))
    return {key: _SPACE.sub(" ", text).strip() for key, text in parser.found.items()}


def help_pairs(root: Path) -> Iterator[Pair]:
    """Yields aligned (German, English) paragraphs of the LibreOffice help under `root`."""
    seen: set[str] = set()
    for german_file in sorted((root / "de" / "text").rglob("*.html")):
        english_file = root / "en-US" / "text" / german_file.relative_to(root / "de" / "text")
        if not english_file.exists():
            continue
        english = _paragraphs(english_file)
        for key, text in _paragraphs(german_file).items():
            other = english.get(key, "")
            if text not in seen and text != other and 15 < len(text) < 400 and 15 < len(other) < 400:
                seen.add(text)
                yield text, other


def thesaurus_pairs(path: Path) -> Iterator[Pair]:
    """Yields (German, German) synonyms of a MyThes thesaurus, hypernyms and slang left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("-|"):
            continue
        words = [
            w for w in line.split("|")[1:] if "Oberbegriff" not in w and "derb" not in w and "vulg" not in w
        ]
        words = [w for w in (_clean(w) for w in words) if 2 < len(w) < 60]
        for word in words[1:5]:
            yield words[0], word


def unique(pairs: Iterable[Pair]) -> list[Pair]:
    """Returns the pairs without repetition, in their first order."""
    return list(dict.fromkeys(pairs))
