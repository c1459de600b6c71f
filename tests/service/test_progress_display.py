"""Progress: bars on a terminal, lines elsewhere."""

from __future__ import annotations

import io

from rich.console import Console

from service.progress_display import Bars, Lines


def test_lines_say_each_step_once() -> None:
    output = io.StringIO()
    with Lines(Console(file=output)) as display:
        display.step("Reading", total=3)
        display.advance()
        display.step("Writing")
    lines = output.getvalue().splitlines()
    assert [line.split("s  ")[1] for line in lines] == ["Reading (3)", "Writing"]


def test_bars_show_how_far_a_step_is() -> None:
    output = io.StringIO()
    with Bars(Console(file=output, force_terminal=True, width=100)) as display:
        display.step("Reading", total=2)
        display.advance()
        display.advance()
        display.step("Writing")
    assert "Reading" in output.getvalue()
    assert "2/2" in output.getvalue()


def test_bars_leave_the_terminal_tidy_after_an_error() -> None:
    output = io.StringIO()
    try:
        with Bars(Console(file=output, force_terminal=True)) as display:
            display.step("Reading", total=2)
            raise RuntimeError
    except RuntimeError:
        assert "\x1b[?25h" in output.getvalue()
