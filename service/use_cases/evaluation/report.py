"""The figures of an evaluation as one table, or as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from service.use_cases.evaluation.measuring import Abstention, Mean, Outcome, abstention, mean
from service.use_cases.evaluation.questions import Judged

_MEASURE = "Measure"
_KS = (1, 3, 10)


@dataclass(frozen=True)
class SystemFigures:
    """The figures of one system in one way of asking.

    `ndcg`: nDCG@10 of the recommendations in English and German and of the other classes; `success`: by
    k, over all answerable questions; `typed_success`: success@3 of the other classes.
    """

    ndcg: Mapping[str, Mean]
    success: Mapping[int, Mean]
    typed_success: Mean
    abstention: Abstention
    p50_ms: float
    p95_ms: float


def system_figures(outcomes: Sequence[Outcome]) -> SystemFigures:
    """Sums up the outcomes of one system."""
    answerable = [o for o in outcomes if o.judged.answerable]
    parts: dict[str, Callable[[Judged], bool]] = {
        "measures en": lambda judged: judged.type == _MEASURE and judged.lang == "en",
        "measures de": lambda judged: judged.type == _MEASURE and judged.lang == "de",
        "others": lambda judged: judged.type != _MEASURE,
        "all": lambda _: True,
    }
    times = [o.took_ms for o in outcomes] or [0.0]
    return SystemFigures(
        ndcg={name: mean([o.ndcg for o in answerable if holds(o.judged)]) for name, holds in parts.items()},
        success={k: mean([o.success(k) for o in answerable]) for k in _KS},
        typed_success=mean([o.success(3) for o in answerable if o.judged.type != _MEASURE]),
        abstention=abstention(outcomes),
        p50_ms=float(np.percentile(times, 50)),
        p95_ms=float(np.percentile(times, 95)),
    )


def slices(outcomes: Sequence[Outcome]) -> dict[str, dict[str, Mean]]:
    """nDCG@10 and success by slice and language; for questions without an answer the share refused."""
    found: dict[str, dict[str, Mean]] = {}
    for name, lang in sorted({(o.judged.slice, o.judged.lang) for o in outcomes}):
        part = [o for o in outcomes if (o.judged.slice, o.judged.lang) == (name, lang)]
        answerable = [o for o in part if o.judged.answerable]
        figures = {"ndcg@10": mean([o.ndcg for o in answerable])}
        figures |= {f"success@{k}": mean([o.success(k) for o in answerable]) for k in _KS}
        figures["refused"] = mean([float(not o.answered) for o in part])
        found[f"{name} {lang}"] = figures
    return found


def as_dictionary(
    systems: Mapping[str, SystemFigures], by_slice: Mapping[str, Mapping[str, Mean]]
) -> dict[str, Any]:
    """Everything as plain dictionaries, for JSON."""
    return {
        "systems": {name: asdict(figures) for name, figures in systems.items()},
        "slices": {name: {key: asdict(m) for key, m in row.items()} for name, row in by_slice.items()},
    }


def as_text(systems: Mapping[str, SystemFigures], by_slice: Mapping[str, Mapping[str, Mean]]) -> str:
    """One table of systems, one of slices, with 95 % intervals in brackets."""
    head = (
        "measures en",
        "measures de",
        "others",
        "P@1",
        "typed success@3",
        "abstention P R F1",
        "p50 p95 ms",
    )
    lines = ["nDCG@10 by class asked for, success, abstention", _row("system", head)]
    for name, f in systems.items():
        ndcg = [_interval(f.ndcg[part]) for part in head[:3]]
        success = [_interval(f.success[1]), _interval(f.typed_success)]
        refused = f"{f.abstention.precision:.2f} {f.abstention.recall:.2f} {f.abstention.f1:.3f}"
        lines.append(_row(name, [*ndcg, *success, refused, f"{f.p50_ms:.1f} {f.p95_ms:.1f}"]))
    columns = ("ndcg@10", *(f"success@{k}" for k in _KS), "refused", "n")
    lines += ["", "by slice, whole system, class not told", _row("slice", columns)]
    for name, row in by_slice.items():
        cells = [_interval(row[column]) if row[column].n else "-" for column in columns[:-1]]
        lines.append(_row(name, [*cells, str(row["refused"].n)]))
    return "\n".join(lines)


def _row(name: str, cells: Sequence[str]) -> str:
    return f"{name:<34}" + "".join(f"{cell:>20}" for cell in cells)


def _interval(figure: Mean) -> str:
    return f"{figure.value:.3f} [{figure.low:.2f}, {figure.high:.2f}]"
