"""The screens in README.md and docs/tour.md: recorded from the program, drawn by Rich.

Each command line is run here, in colors and 80 columns, and what it prints is drawn by
Rich's export as docs/screens/NAME.svg. The question of the quiz comes from the very page
the quiz draws. A picture asks no host for a font: a terminal's own letters are named.
"""

from __future__ import annotations

import io
import os
import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache, partial
from tempfile import TemporaryDirectory

from generated import ROOT, Files
from outcomes import ANSWERS
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

COLUMNS = 80

QUESTION = 6
"""The question of the quiz that is drawn, counted from 1."""

THEME = TerminalTheme(
    (18, 24, 32), (214, 222, 230),
    [
        (84, 96, 110), (240, 113, 120), (145, 204, 130), (230, 190, 100),
        (110, 170, 240), (200, 150, 230), (105, 222, 232), (214, 222, 230),
    ],
)  # fmt: skip
"""Colors that stand 4.5 to 1 and more against their ground, faint ones too."""

FORMAT = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas,
  "DejaVu Sans Mono", monospace; font-size: {char_height}px; line-height: {line_height}px }}
.{unique_id}-title {{ font: bold 17px system-ui, sans-serif }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})"
  clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


@dataclass(frozen=True)
class Screen:
    """A command line, and the first line of its output to leave out."""

    typed: str
    until: str = ""


SCREENS = {
    "rank": Screen("careerfit rank --top 4", "FIT is 0-100"),
    "why": Screen("careerfit why registered-nurse", "The points add up"),
    "show": Screen("careerfit show registered-nurse", "How to become one"),
}
"""Each picture made of a command, by the name of its file."""


@contextmanager
def _at_home() -> Iterator[None]:
    """The made-up person's computer: a color terminal and saved answers."""
    before = dict(os.environ)
    with TemporaryDirectory() as home:
        os.environ.update(
            CAREERFIT_HOME=home, CAREERFIT_OCCUPATIONS="", FORCE_COLOR="1", PAGER="cat"
        )
        for name in ("NO_COLOR", "ACCESSIBLE"):
            os.environ.pop(name, None)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def printed(*lines: str) -> str:
    """The output of the last of some command lines, with colors."""
    from careerfit_cli.ui import main

    with _at_home():
        for line in lines:
            out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
            with redirect_stdout(out), redirect_stderr(io.StringIO()):
                code = main(shlex.split(line)[1:])
            if code:
                raise ValueError(f"{line}: exit code {code}")
    out.seek(0)
    return out.read()


def recorded(screen: Screen) -> Text:
    """The beginning of what a command prints, for a person who took the quiz."""
    kept = f"careerfit quiz --answers {ANSWERS} --save --json"
    text = Text.from_ansi(printed(kept, screen.typed))
    lines = list(text.split("\n", allow_blank=True))
    if screen.until:
        end = [line.plain.startswith(screen.until) for line in lines].index(True)
        lines = lines[:end]
    return Text("\n").join(lines)


def question() -> Text:
    """The page of one question after it was answered."""
    from careerfit_cli import quiz
    from careerfit_cli.prompts.answer_state import Sheet
    from careerfit_cli.prompts.screen import STYLE, Page
    from careerfit_cli.storage.bank import load_bank

    styles = {f"class:{name}": own.replace("ansi", "") for name, own in STYLE.items()}
    bank = load_bank()
    length, answers = quiz.answers_in(bank, ANSWERS)
    given = (*answers[:QUESTION], *[None] * (len(answers) - QUESTION))
    lists = quiz.lists(bank, length)
    sheet = Sheet(given, QUESTION - 1, reached=QUESTION, lists=lists)
    page = Page(quiz.questions(bank, length), sheet, columns=COLUMNS)
    text = Text()
    for line in page.lines():
        for style, piece in line:
            text.append(piece, styles.get(style, ""))
        text.append("\n")
    return text


def _trimmed(text: Text) -> list[Text]:
    """The lines of a screen without empty ones at its ends."""
    lines = list(text.split("\n", allow_blank=True))
    full = [place for place, line in enumerate(lines) if line.plain.strip()]
    return lines[full[0] : full[-1] + 1]


def picture(name: str, typed: str, make: Callable[[], Text]) -> str:
    """A screen as SVG, the command line in its title."""
    text = Text("\n").join([Text(), *_trimmed(make()), Text()])
    console = Console(
        file=io.StringIO(), record=True, width=COLUMNS, force_terminal=True,
        color_system="standard", highlight=False, legacy_windows=False,
    )  # fmt: skip
    console.print(text)
    drawn = console.export_svg(
        title=typed, theme=THEME, code_format=FORMAT, unique_id=f"careerfit-{name}"
    )
    return re.sub(r"[ \t]+\n", "\n", drawn)


_picture = cache(picture)

FILES: Files = {
    ROOT / "docs" / "screens" / f"{name}.svg": partial(_picture, name, typed, make)
    for name, typed, make in [
        ("quiz", "careerfit quiz", question),
        *((name, own.typed, partial(recorded, own)) for name, own in SCREENS.items()),
    ]
}
