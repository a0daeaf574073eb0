"""Keyed mode: one small screen on stderr, redrawn in place, and one key per answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careerfit_cli.model.profile import Question
from careerfit_cli.prompts.answer_state import Saved, Sheet, press, unsaved
from careerfit_cli.prompts.key_screen import KeyScreen
from careerfit_cli.prompts.pick_list import PickList
from careerfit_cli.prompts.screen import Foot, Line, Page
from careerfit_cli.prompts.sequences import LONGEST

if TYPE_CHECKING:
    from careerfit_cli.quiz.answers import Answers

Pasted = Callable[[str], "Answers | None"]
"""Returns the answers in a text, if it is an answer string for these questions."""


def no_answers(_: str) -> None:
    """Recognize no answer strings."""


def keyed(
    questions: Sequence[Question],
    sheet: Sheet,
    saved: Saved = unsaved,
    *,
    color: bool = True,
    pasted: Pasted = no_answers,
) -> Sheet:
    """Ask on a terminal, one key per answer, and return the final sheet.

    `pasted` gives the answers in a pasted answer string. `saved` is called after every
    change. Ctrl-C raises KeyboardInterrupt; Ctrl-D or a closed terminal leaves the sheet
    unfinished, as `q` does.
    """
    mode = Keyed(questions, sheet, saved, pasted)
    mode.show(color=color)
    return mode.sheet


@dataclass
class Keyed(KeyScreen):
    """The keyed mode while it runs: the sheet, the text at the bottom, and its keys.

    `offered` are pasted answers that await confirmation.
    """

    questions: Sequence[Question]
    sheet: Sheet
    saved: Saved = unsaved
    pasted: Pasted = no_answers
    foot: Foot = "keys"
    offered: Answers = ()
    open_list: PickList | None = None

    def lines(self, columns: int, rows: int, encoding: str) -> list[Line]:
        """The lines on the screen."""
        state = self.questions, self.sheet, self.foot
        return Page(*state, columns, rows, encoding, self.picks).lines()

    @property
    def picks(self) -> PickList | None:
        """The current pick list, as it is on the screen."""
        span = self.sheet.current_list
        if span is None:
            self.open_list = None
        elif self.open_list is None:
            answers = self.sheet.answers[slice(*span)]
            self.open_list = PickList.opened(self.questions[slice(*span)], answers)
        return self.open_list

    @property
    def takes_text(self) -> bool:
        """Whether letters are text: on a pick list, they search it."""
        return self.picks is not None

    def paste(self, text: str) -> None:
        """Ask whether to use pasted answers; say that other text is ignored."""
        self.offered = self.pasted(text[:LONGEST]) or ()
        self.foot = "paste" if self.offered else "ignored"

    def press(self, key: str) -> None:
        """Handle one key. Pasted text is never an answer."""
        if self.foot == "ignored":
            self.foot = "keys"
        if self.foot in ("paste", "quit"):
            self._confirm(key)
        elif self.picks is not None:
            self._pick(self.picks, key)
        elif key == "q":
            self.foot = "quit"
        elif key == "?":
            self.foot = "keys" if self.foot == "help" else "help"
        else:
            before = self.sheet
            self._take(press(before, key))
            idle = self.sheet == before and not self.over and key != "escape"
            self.foot = "wrong" if idle else "keys"

    def _confirm(self, key: str) -> None:
        """Quit or use the pasted answers, if the person says yes."""
        if key == "y" and self.foot == "quit":
            self.over = True
        elif key == "y":
            self.open_list = None
            self._take(self.sheet.filled(self.offered))
        if key in ("y", "n", "escape"):
            self.foot = "keys"

    def _pick(self, picks: PickList, key: str) -> None:
        """Handle one key while the list is on the screen."""
        if key not in ("c-m", "c-j", "right", "left"):
            self.open_list = picks.press(key)
            return
        self.open_list = None
        marked = self.sheet.mark_list(picks.marks)
        self._take(marked.go(self.sheet.at).back() if key == "left" else marked)

    def _take(self, sheet: Sheet) -> None:
        """Save a changed sheet; a finished one ends the mode."""
        if sheet != self.sheet:
            self.sheet = sheet
            self.saved(sheet)
        self.over = sheet.finished
