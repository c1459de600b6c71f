"""What can be said about the pages without a browser: texts, contrast, weight."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import service.web
from service.web.entrances import ENTRANCES, EXAMPLES
from service.web.texts import keys, text

WEB = Path(service.web.__file__).parent
TEMPLATES = "\n".join(file.read_text(encoding="utf-8") for file in sorted((WEB / "templates").glob("*.html")))
STYLE = (WEB / "static" / "style.css").read_text(encoding="utf-8")
# Keys that templates put together at run time.
COMPOSED = (
    *("basis.", "confidence.", "facet.", "stance.", "persona.", "nav.", "thing.mentions.", "counted."),
    "worktype.",
    *(
        "coverage.facts",
        "coverage.statements",
        "coverage.individuals",
        "coverage.passages",
        "coverage.state.",
    ),
)


def test_every_text_is_in_both_languages_and_differs_where_it_should() -> None:
    for key in keys():
        for lang in ("de", "en"):
            assert text(key, lang).strip()  # type: ignore[arg-type]
    same = {key for key in keys() if text(key, "de") == text(key, "en")}
    assert same <= {
        "nav.sparql",
        "facet.region",
        "dataset.format",
        "dataset.checksum",
        "dataset.graph",
    }


def test_every_text_is_shown_somewhere() -> None:
    python = "\n".join(
        file.read_text(encoding="utf-8") for file in WEB.glob("*.py") if not file.name.endswith("texts.py")
    )
    script = "\n".join(file.read_text(encoding="utf-8") for file in (WEB / "editor").glob("*.js"))
    # The tabs of a result are put together from the names of the views.
    script += "".join(f'"editor.{view}"' for view in ("table", "chart", "graph", "raw"))
    unused = {
        key
        for key in keys()
        if f'"{key}"' not in TEMPLATES + python + script
        and f"'{key}'" not in TEMPLATES
        and not key.startswith(COMPOSED)
    }
    assert unused == set()


def test_unknown_keys_are_mistakes() -> None:
    with pytest.raises(KeyError):
        text("no.such.key", "de")


def test_examples_and_entrances_exist_in_both_languages() -> None:
    assert len(EXAMPLES["de"]) == len(EXAMPLES["en"])
    assert [slug for slug, _, _ in ENTRANCES["de"]] == [slug for slug, _, _ in ENTRANCES["en"]]


def test_pages_have_no_inline_script_or_style() -> None:
    data = r"application/(ld\+json|json|sparql-results\+json)"
    assert not re.search(rf"<script(?! type=\"({data}|module)\")", TEMPLATES)
    assert not re.search(r"\sstyle=|\son[a-z]+=", TEMPLATES)


def test_pages_are_light() -> None:
    scripts = sum(file.stat().st_size for file in (WEB / "static").glob("*.js"))
    assert scripts < 20_000
    assert len(STYLE) < 40_000


def _colours(scheme: int) -> dict[str, str]:
    block = re.findall(r":root \{(.*?)\}", STYLE, flags=re.DOTALL)[scheme]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))


def _luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *(
            (ink, ground)
            for ink in ("ink", "muted", "accent")
            for ground in ("paper", "card", "wash", "accent-wash")
        ),
        *(("accent-deep", ground) for ground in ("paper", "card", "accent-wash")),
        ("rust", "rust-wash"),
        ("rust", "paper"),
        ("rust", "card"),
        ("ink", "rust-wash"),
        ("muted", "rust-wash"),
        ("green", "green-wash"),
        ("green", "card"),
        ("accent-ink", "accent"),
        ("accent-ink", "accent-deep"),
    ],
)
def test_text_can_be_read_on_its_ground(scheme: int, ink: str, ground: str) -> None:
    colours = _colours(scheme)
    assert _contrast(colours[ink], colours[ground]) >= 4.5, f"{ink} on {ground}"
