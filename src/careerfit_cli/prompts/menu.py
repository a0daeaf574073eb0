"""One choice among a few: the first screen of the quiz, and the question on education."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from careerfit_cli.model.text import printable
from careerfit_cli.prompts.key_ui import INTERRUPT, application
from careerfit_cli.prompts.line_ui import written
from careerfit_cli.prompts.screen import MARGIN, WIDEST, Line, fitting
from careerfit_cli.prompts.sequences import PASTE, Burst, Sequences
from careerfit_cli.prompts.signals import run

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyPressEvent

ENTER = ("c-m", "c-j", "")
QUIT = "q"


@dataclass(frozen=True)
class Menu:
    """A screen with one choice: its text, the choices by key, and the text below.

    Enter takes `default`, a key of one of the choices. `leave` describes what `q` does;
    if it is empty, `q` does nothing.
    """

    text: Sequence[str]
    choices: Sequence[tuple[str, str]]
    default: str
    below: Sequence[str] = ()
    leave: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the choices."""
        return tuple(key for key, _ in self.choices)

    def chosen(self, key: str) -> str | None:
        """The choice for a key: `q` to leave, `None` for an unused key."""
        if key in ENTER:
            return self.default
        if key in self.keys or (key == QUIT and self.leave):
            return key
        return None

    @property
    def possible(self) -> str:
        """The keys that can be pressed here."""
        digits = [key for key in self.keys if key.isdecimal()]
        others = [key for key in self.keys if not key.isdecimal()]
        words = [f"{digits[0]} to {digits[-1]}", *others]
        words += [QUIT] if self.leave else []
        return f"Press {', '.join(words)} or Enter."


def choose(menu: Menu, *, color: bool) -> str:
    """Ask on a terminal with one key, and return the key of the choice.

    It is `q` for leaving, also on Ctrl-D or a closed terminal. Ctrl-C raises
    KeyboardInterrupt.
    """
    mode = OpenMenu(menu)
    with suppress(EOFError):
        run(application(mode.lines, mode.pressed, color=color))
    return mode.choice


def choose_in_lines(menu: Menu, reader: TextIO, writer: TextIO) -> str:
    """Ask in plain lines, and return the key of the choice; the end of input leaves."""
    shown = [f"{key} = {label}" for key, label in menu.choices]
    written(writer, ["", *menu.text, "", *shown, "", *menu.below])
    while True:
        writer.write("Answer: ")
        writer.flush()
        line = reader.readline()
        if not line:
            writer.write("\n")
            return QUIT
        choice = menu.chosen(line.strip().lower())
        if choice is not None:
            return choice
        written(writer, [menu.possible.replace("Press", "Please type")])


@dataclass
class OpenMenu:
    """The menu on a terminal while it runs."""

    menu: Menu
    choice: str = QUIT
    wrong: bool = False

    def __post_init__(self) -> None:
        self._sequences, self._burst = Sequences(), Burst()

    def pressed(self, event: KeyPressEvent) -> None:
        """Handle one key, and leave after a choice."""
        pressed = event.key_sequence[0].key
        if pressed.lower() in ("c-c", INTERRUPT):
            event.app.exit(exception=KeyboardInterrupt())
            return
        key = pressed if pressed == PASTE else self._sequences.key(pressed).lower()
        if key == "c-d":
            event.app.exit()
        elif self._burst.holds(key):
            self.wrong = True
        elif key:
            choice = self.menu.chosen(key)
            self.wrong = choice is None and key != "escape"
            if choice is not None:
                self.choice = choice
                event.app.exit()

    def lines(self, columns: int, rows: int, _: str) -> list[Line]:
        """The screen: text, choices and keys, wrapped by words."""
        width = max(16, min(columns, WIDEST) - 2 * len(MARGIN))
        return fitting(list(self._blocks(width)), rows)

    def _blocks(self, width: int) -> Iterator[list[Line]]:
        menu = self.menu
        for number, paragraph in enumerate(menu.text):
            yield _wrapped(paragraph, width, style="" if number else "class:strong")
        yield [
            line
            for key, label in menu.choices
            for line in _wrapped(
                label,
                width,
                first=f"{'>' if key == menu.default else ' '} {key}  ",
                style="class:strong" if key == menu.default else "",
            )
        ]
        for paragraph in menu.below:
            yield _wrapped(paragraph, width)
        if self.wrong:
            yield _wrapped(menu.possible, width, style="class:strong")


def _wrapped(text: str, width: int, first: str = "", style: str = "") -> list[Line]:
    rows = textwrap.wrap(printable(text), width - len(first)) or [""]
    starts = [first, *[" " * len(first)] * (len(rows) - 1)]
    pairs = zip(starts, rows, strict=True)
    return [[("", MARGIN), (style, start + row)] for start, row in pairs]
