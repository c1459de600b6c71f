"""Counters in the Prometheus text format, version 0.0.4. Each process counts for itself."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Requests by route, method and status, and their durations in seconds by route."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: dict[str, list[int]] = defaultdict(lambda: [0] * (len(BUCKETS) + 1))
        self._seconds: defaultdict[str, float] = defaultdict(float)

    def record(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts one request; `route` is the template of the path, so that their number stays small."""
        with self._lock:
            self._requests[method, route, status] += 1
            bucket = next((n for n, bound in enumerate(BUCKETS) if seconds <= bound), len(BUCKETS))
            self._buckets[route][bucket] += 1
            self._seconds[route] += seconds

    def render(self, *, build: str | None, switches: int, failure: bool) -> str:
        """Everything counted so far, with the build that is served."""
        with self._lock:
            lines = [
                "# HELP clusterwissen_requests_total HTTP requests answered.",
                "# TYPE clusterwissen_requests_total counter",
                *(
                    f'clusterwissen_requests_total{{method="{m}",route="{_safe(r)}",status="{s}"}} {number}'
                    for (m, r, s), number in sorted(self._requests.items())
                ),
                "# HELP clusterwissen_request_seconds Time to answer, in seconds.",
                "# TYPE clusterwissen_request_seconds histogram",
                *(line for route in sorted(self._buckets) for line in self._histogram(route)),
            ]
        return "\n".join([*lines, *_of_build(build, switches, failure)]) + "\n"

    def _histogram(self, route: str) -> list[str]:
        name, label = "clusterwissen_request_seconds", f'route="{_safe(route)}"'
        total, lines = 0, []
        for bound, number in zip([*map(str, BUCKETS), "+Inf"], self._buckets[route], strict=True):
            total += number
            lines.append(f'{name}_bucket{{{label},le="{bound}"}} {total}')
        seconds = self._seconds[route]
        return [*lines, f"{name}_sum{{{label}}} {seconds:.6f}", f"{name}_count{{{label}}} {total}"]


def _of_build(build: str | None, switches: int, failure: bool) -> list[str]:
    return [
        "# HELP clusterwissen_build_info The build that is served.",
        "# TYPE clusterwissen_build_info gauge",
        *([f'clusterwissen_build_info{{build="{build}"}} 1'] if build else []),
        "# HELP clusterwissen_build_switches_total Builds taken into service by this process.",
        "# TYPE clusterwissen_build_switches_total counter",
        f"clusterwissen_build_switches_total {switches}",
        "# HELP clusterwissen_build_failed 1 while the newest build cannot be opened.",
        "# TYPE clusterwissen_build_failed gauge",
        f"clusterwissen_build_failed {int(failure)}",
    ]


def _safe(label: str) -> str:
    return label.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
