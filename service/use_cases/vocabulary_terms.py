"""The terms that are in use, for completion: from the counts of the build, named by the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.builds import Manifest
from service.schemas import Language
from service.use_cases.naming import Names


def terms_in_use(manifest: Manifest, names: Names, language: Language) -> dict[str, list[dict[str, Any]]]:
    """`classes` and `properties`, each with `iri`, `label` and `count`; the most used come first."""
    return {
        "classes": _counted(manifest.classes, names, language),
        "properties": _counted(manifest.properties, names, language),
    }


def _counted(counts: Mapping[str, int], names: Names, language: Language) -> list[dict[str, Any]]:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [{"iri": iri, "label": names.of(iri, language).text, "count": count} for iri, count in ranked]
