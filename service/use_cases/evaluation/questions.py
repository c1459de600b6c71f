"""Judged questions, one JSON object a line.

`grades` names the answers by `kind/slug` with a grade from 1 to 3; empty means that the service must
say it cannot answer. An older form is read as well: `good` and `fair` list slugs or labels (grades 2
and 1). `tests/evaluation/README.md` describes the collection.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.errors import BadRequest

GOOD_FROM = 2
_HIGHEST_GRADE = 3


@dataclass(frozen=True)
class Judged:
    """A question with its judged answers; `grades` by `kind/slug`, slug or label, all above 0.

    `type`: the class asked for, None where none is meant. `slice`: what the question tries.
    """

    id: str
    lang: str
    q: str
    type: str | None
    grades: Mapping[str, int]
    slice: str = "all"

    @property
    def answerable(self) -> bool:
        """Whether there are answers to find; if not, the service must abstain."""
        return bool(self.grades)


def read_questions(file: Path) -> list[Judged]:
    """Reads a question file; raises BadRequest with the line that cannot be read."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise BadRequest(
            f"{file} cannot be read: {problem}. Give a file of JSON lines in UTF-8."
        ) from problem
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(_judged(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise BadRequest(
                f"{file.name}, line {number}: {problem!r}. A line is a JSON object with id, lang, q, type "
                "and grades (kind/slug: 1 to 3), or with good and fair in place of grades."
            ) from problem
    return found


def _judged(row: Mapping[str, Any]) -> Judged:
    if "grades" in row:
        grades = {str(name): int(grade) for name, grade in row["grades"].items()}
    else:
        grades = {str(name): 1 for name in row["fair"]} | {str(name): 2 for name in row["good"]}
        if row["type"] is None:
            grades = {}
    wrong = [grade for grade in grades.values() if not 1 <= grade <= _HIGHEST_GRADE]
    if wrong:
        raise ValueError(f"the grade {wrong[0]} is not between 1 and {_HIGHEST_GRADE}")
    return Judged(
        str(row["id"]), str(row["lang"]), str(row["q"]), row["type"], grades, str(row.get("slice", "all"))
    )
