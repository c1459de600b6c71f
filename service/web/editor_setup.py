"""What the editor's script needs to know of the page it runs in; nothing where the editor is not built."""

from __future__ import annotations

import json

from ontology.vocabulary import BASE, CW, CWF, PREFIXES
from service.schemas import Language
from service.web.editor_texts import EDITOR_TEXTS
from service.web.rendering import STATIC
from service.web.texts import text

_SPARQL_TEXTS = ("label", "lead", "result", "rows", "truncated", "download", "failed", "wide")


def editor_is_built() -> bool:
    """Whether scripts/build-editor has put the editor among the static files."""
    return (STATIC / "editor" / "built").is_file()


def editor_setup(lang: Language, base: str) -> bytes:
    """JSON: language, texts, the path before all pages, and the prefixes queries are written with."""
    keys = (*EDITOR_TEXTS, *(f"sparql.{name}" for name in _SPARQL_TEXTS), "ask.suggestions", "yes", "no")
    setup = {
        "lang": lang,
        "base": base,
        "things": BASE + "id/",
        "vocabulary": str(CW),
        "prefixes": PREFIXES | {"cwf": str(CWF)},
        "texts": {key: text(key, lang) for key in keys},
    }
    return json.dumps(setup, ensure_ascii=False).encode()
