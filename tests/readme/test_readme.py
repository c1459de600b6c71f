"""What the README shows is what happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.settings import rows
from tests.readme.tour import README, ROOT, Step, run, steps

TEXT = README.read_text(encoding="utf-8")


@pytest.mark.parametrize("step", steps(TEXT), ids=lambda step: step.command[:60])
def test_tour_prints_what_the_readme_says(step: Step, real_url: str, real_data: Path) -> None:
    assert run(step.command, real_url, real_data) == step.printed


def test_tour_has_steps_that_print() -> None:
    assert len(steps(TEXT)) >= 6
    assert all(step.printed for step in steps(TEXT))


def test_every_verb_is_in_the_table() -> None:
    verbs = [file.name for file in (ROOT / "scripts").iterdir() if file.is_file() and not file.suffix]
    assert verbs
    assert [verb for verb in verbs if f"scripts/{verb}" not in TEXT] == []


def test_settings_named_in_the_readme_exist() -> None:
    known = {name for name, _, _ in rows()}
    named = {word.strip("`,|") for word in TEXT.split() if word.startswith("`CLUSTERWISSEN_")}
    assert named
    assert named <= known
