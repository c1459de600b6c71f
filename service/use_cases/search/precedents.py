"""What answered the judged questions that a question resembles, and whether they had an answer.

Advisors ask alike: a new question about money for events has the answers that others about it had, though no
record says so. Kernel ridge regression (Saunders et al. 1998) from the vectors of the judged questions to
the grades of all things. The questions are those the weights were learned from, written by
`scripts/train-ranking`; with another encoder the build works them out anew.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from service.use_cases.search.nearness import Places, Vectors

_HIGHEST = 3.0
_WIDTH, _RIDGE = 1.0, 0.1


@dataclass(frozen=True, slots=True)
class Precedent:
    """A judged question: its text, and the grades (1 to 3) of its answers by `kind/slug`; none, no answer."""

    text: str
    grades: dict[str, int]


@dataclass(frozen=True, slots=True)
class Precedents:
    """`questions`: unit vectors, shape (n, dimensions); `things`: the places of those that were an answer.

    `coefficients`: shape (n, len(things) + 1), the last column for whether there is an answer at all, about
    the `mean` of that.
    """

    questions: Vectors
    things: Places
    coefficients: Vectors
    mean: float
    size: int

    @classmethod
    def of(cls, vectors: Vectors, judged: Sequence[Precedent], things: Sequence[str]) -> Precedents:
        """Fits the regression; `vectors` of the judged questions, `things` by IRI."""
        place = {iri.partition("/id/")[2]: number for number, iri in enumerate(things)}
        named = sorted({place[name] for one in judged for name in one.grades if name in place})
        column = {number: at for at, number in enumerate(named)}
        wanted = np.zeros((len(judged), len(named) + 1), dtype=np.float64)
        for row, one in enumerate(judged):
            for name, grade in one.grades.items():
                if name in place:
                    wanted[row, column[place[name]]] = grade / _HIGHEST
            wanted[row, -1] = 1.0 if one.grades else -1.0
        mean = float(wanted[:, -1].mean()) if judged else 0.0
        wanted[:, -1] -= mean
        found = np.linalg.solve(ridged(vectors), wanted).astype(np.float16)
        return cls(vectors, np.array(named, dtype=np.int64), found.astype(np.float32), mean, len(things))

    def expected(self, vector: Vectors) -> tuple[Vectors, float]:
        """The grades to be expected, shape (things,), 0 to about 1, and for an answer 1, for none -1."""
        values = kernel(vector[None], self.questions)[0] @ self.coefficients
        grades = np.zeros(self.size, dtype=np.float32)
        grades[self.things] = np.maximum(values[:-1], 0.0)
        return grades, float(values[-1]) + self.mean

    def save(self, file: Path) -> None:
        """Writes everything as a NumPy archive."""
        file.parent.mkdir(parents=True, exist_ok=True)
        questions, coefficients = self.questions.astype(np.float16), self.coefficients.astype(np.float16)
        numbers = np.array([self.mean, self.size])
        with file.open("wb") as archive:
            np.savez(
                archive, questions=questions, things=self.things, coefficients=coefficients, numbers=numbers
            )

    @classmethod
    def open(cls, file: Path) -> Precedents:
        """Reads what `save` wrote. Raises FileNotFoundError when there is nothing."""
        with np.load(file) as archive:
            mean, size = archive["numbers"].tolist()
            questions, coefficients = archive["questions"], archive["coefficients"]
            wide = (questions.astype(np.float32), archive["things"], coefficients.astype(np.float32))
            return cls(*wide, mean, int(size))


def kernel(ones: Vectors, others: Vectors) -> Vectors:
    """The Gaussian kernel of unit vectors, shape (ones, others)."""
    likeness: Vectors = np.exp(2.0 * _WIDTH * (np.minimum(ones @ others.T, 1.0) - 1.0))
    return likeness


def ridged(vectors: Vectors) -> npt.NDArray[np.float64]:
    """The matrix of the regression: the kernel of the judged questions among themselves, and the ridge."""
    return kernel(vectors, vectors).astype(np.float64) + _RIDGE * np.eye(len(vectors))


@cache
def shipped_precedents() -> tuple[Precedent, ...]:
    """The judged questions that were committed."""
    file = files("service.use_cases.search") / "judged_questions.json"
    return tuple(Precedent(*one) for one in json.loads(file.read_text(encoding="utf-8")))
