"""Reads the commands of the README's tour, runs them and compares or rewrites what they print."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PRINTED_URL = "http://127.0.0.1:8000"
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Step:
    """One command of the tour and what the README says it prints."""

    command: str
    printed: str


def steps(text: str) -> list[Step]:
    """The steps of all console blocks, in order."""
    found = []
    for block in _BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            found.append(Step(command, printed))
    return found


def run(command: str, url: str, data: Path) -> str:
    """What a command prints, with the server at `url` in place of the address in the README."""
    done = subprocess.run(
        ["bash", "-c", command.replace(PRINTED_URL, url)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "CLUSTERWISSEN_DATA": str(data), "LANG": "C.UTF-8"},
        timeout=120,
        check=False,
    )
    return (done.stdout + done.stderr).replace(url, PRINTED_URL)


def rewritten(text: str, url: str, data: Path) -> str:
    """The README with what the commands print now."""

    def block(match: re.Match[str]) -> str:
        said = "".join(f"$ {s.command}\n{run(s.command, url, data)}" for s in steps(match.group()))
        return f"```console\n{said}```"

    return _BLOCK.sub(block, text)
