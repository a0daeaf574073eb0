"""One choice among a few: the first screen of the quiz, and the question on education."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

from careerfit_cli.model.text import printable
from careerfit_cli.prompts.key_screen import KeyScreen
from careerfit_cli.prompts.line_ui import written
from careerfit_cli.prompts.screen import Line, choice_list, fitting, text_width, wrapped

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
    mode.show(color=color)
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
class OpenMenu(KeyScreen):
    """The menu on a terminal while it runs."""

    menu: Menu
    choice: str = QUIT
    wrong: bool = False

    def paste(self, text: str) -> None:  # noqa: ARG002 - no text is a choice
        """Say which keys can be pressed."""
        self.wrong = True

    def press(self, key: str) -> None:
        """Handle one key; a choice ends the menu."""
        choice = self.menu.chosen(key)
        self.wrong = choice is None and key != "escape"
        if choice is not None:
            self.choice, self.over = choice, True

    def lines(self, columns: int, rows: int, _: str) -> list[Line]:
        """The screen: text, choices and keys, wrapped by words."""
        menu, width = self.menu, text_width(columns)
        choices = [(key, printable(label)) for key, label in menu.choices]
        title, *text = map(printable, menu.text)
        wrong = [wrapped(menu.possible, width, "class:strong")] if self.wrong else []
        blocks = [
            wrapped(title, width, "class:strong"),
            *(wrapped(paragraph, width) for paragraph in text),
            choice_list(choices, menu.default, width),
            *(wrapped(paragraph, width) for paragraph in menu.below),
        ]
        return fitting([*blocks, *wrong], rows)
