"""The coverage report in a terminal: a table on a screen, plain lines for pipes and files."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from service.schemas import CoverageCounts, CoverageReport, Language, SectionCoverage, SourceCoverage
from service.web.texts import text

_COLUMNS = ("facts", "statements", "individuals", "passages")


def show_coverage(report: CoverageReport, language: Language, console: Console) -> None:
    """Prints the report; tables if `console` is a terminal, else one line for each section."""
    if console.is_terminal:
        for source in report.sources:
            console.print(_table(source, language))
            console.print(*_gaps(source, language), sep="\n", markup=False, highlight=False, end="\n\n")
        return
    for line in _lines(report, language):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _table(source: SourceCoverage, language: Language) -> Table:
    table = Table(title=escape(source.label.in_language(language)), title_justify="left", show_footer=True)
    total = text("coverage.source", language)
    table.add_column(text("coverage.section", language), total, overflow="fold")
    for name, number in zip(_COLUMNS, _numbers(source.counts), strict=True):
        table.add_column(text(f"coverage.{name}", language), number, justify="right", no_wrap=True)
    for section in source.sections:
        label, style = escape(_label(section, language)), ""
        if section.state == "in-parts":
            style = "dim"
        elif section.state != "covered":
            label += f" [yellow]{_note(section, language)}[/]"
        indented = Padding(label, (0, 0, 0, 2 * section.depth))
        table.add_row(indented, *_numbers(section.counts), style=style)
    return table


def _lines(report: CoverageReport, language: Language) -> Iterator[str]:
    """Four numbers, then the section, indented by its depth, and in brackets what is to be said of it."""
    for source in report.sources:
        yield f"{source.id}: {source.label.in_language(language)}"
        yield _line([text(f"coverage.{name}", language) for name in _COLUMNS], "")
        yield _line(_numbers(source.counts), text("coverage.source", language))
        for section in source.sections:
            note = _note(section, language)
            label = "  " * section.depth + _label(section, language)
            yield _line(_numbers(section.counts), f"{label} ({note})" if note else label)
        yield from _gaps(source, language)
        yield ""


def _line(numbers: list[str], label: str) -> str:
    return ("".join(f"{number:>12}" for number in numbers) + f"  {label}").rstrip()


def _gaps(source: SourceCoverage, language: Language) -> list[str]:
    if not source.sections:
        return [text("coverage.no_sections", language)]
    if not source.uncovered:
        return [text("coverage.complete", language)]
    title = text("coverage.uncovered", language)
    return [f"{title} ({len(source.uncovered)}): {', '.join(source.uncovered)}"]


def _label(section: SectionCoverage, language: Language) -> str:
    return section.label.in_language(language) or section.key


def _note(section: SectionCoverage, language: Language) -> str:
    return "" if section.state == "covered" else text(f"coverage.state.{section.state}", language)


def _numbers(counts: CoverageCounts) -> list[str]:
    return [str(getattr(counts, name)) for name in _COLUMNS]
