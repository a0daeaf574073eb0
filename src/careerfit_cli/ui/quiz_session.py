"""Runs the quiz for one person: the start, the questions, and what follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import typer

from careerfit_cli import quiz as instrument
from careerfit_cli.errors import UsageError
from careerfit_cli.filters import EDUCATION_WORDS
from careerfit_cli.matching.tiers import is_undecided
from careerfit_cli.model.text import quoted
from careerfit_cli.prompts import Menu, Sheet
from careerfit_cli.ui import asking, terminal

if TYPE_CHECKING:
    from careerfit_cli.model.profile import Bank
    from careerfit_cli.quiz.answers import Answers
    from careerfit_cli.storage.index import Index
    from careerfit_cli.ui.autosave import Autosave
    from careerfit_cli.ui.options import Screen

MINUTES = {"flash": 1, "quick": 3, "standard": 7, "full": 13}
"""Minutes that each length of the quiz takes."""

EDUCATION_CHOICES = (
    "No diploma",
    "High school diploma or GED",
    "Some college, no degree",
    "Certificate or license program after high school",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree (such as PhD, MD or JD)",
)
"""The choices for `filters.EDUCATION_WORDS`."""

LISTED_APART = (
    "Careers that usually need more are listed apart. Your match stays the same."
)


class Start(NamedTuple):
    """How a quiz begins: its length, an answer string to continue, or from the start.

    `preferences` asks the optional questions or leaves them out; `None` offers them.
    """

    length: str | None
    go_on: str | None
    restart: bool
    preferences: bool | None


@dataclass(frozen=True)
class Session:
    """Asks one person: the quiz, tie-breaking questions, and education."""

    bank: Bank
    index: Index
    keeper: Autosave
    screen: Screen

    def quiz(
        self, start: Start, *, education: bool
    ) -> tuple[str, tuple[int | None, ...]] | None:
        """The length and the answers, or `None` if the person stopped before the end.

        The answers are saved. With `education`, also ask about education.
        """
        length, sheet = self._begun(start)
        sheet = self._asked(length, self._with_optional(length, sheet, start))
        if not sheet.finished and not self._only_optional_left(length, sheet):
            return None
        answers = sheet.answers
        if asking.is_present():
            answers = self._tie_breaks(length, answers)
            if education:
                self.keeper.education = self._education(self.keeper.education)
            self.keeper.keep_result(length, answers)
        return length, answers

    def _begun(self, start: Start) -> tuple[str, Sheet]:
        """The length asked, and the answers so far."""
        bank, length = self.bank, start.length
        if length is not None and length not in bank.lengths:
            known = ", ".join(bank.lengths)
            raise UsageError(f"there is no {quoted(length)} quiz", f"lengths: {known}")
        unfinished = self.keeper.unfinished()
        if unfinished and instrument.version_of(unfinished.replay) != bank.version:
            terminal.note(
                "Your unfinished quiz had earlier questions, so it starts over."
            )
            unfinished = None
        if start.go_on is not None:
            asked, answers = instrument.answers_in(bank, start.go_on)
            main, optional, _ = instrument.parted(bank, asked, answers)
            answers = (*main, *optional) if any(optional) else main
            return asked, Sheet.resumed(answers, instrument.lists(bank, asked))
        if unfinished is None or start.restart or length is not None:
            asked = length or self._length()
            lists = instrument.lists(bank, asked)
            return asked, Sheet.blank(len(bank.lengths[asked]), lists)
        asked, answers = instrument.answers_in(bank, unfinished.replay)
        lists, reached = instrument.lists(bank, asked), unfinished.reached
        sheet = Sheet(answers, unfinished.at, reached=reached, lists=lists)
        terminal.note(
            f"Resuming at question {sheet.screen_of(sheet.at) + 1} of {sheet.screens}. "
            "To start over: careerfit quiz --restart"
        )
        return asked, sheet

    def _length(self) -> str:
        """The length chosen on the first screen; the default without a person."""
        if not asking.is_present():
            return instrument.DEFAULT
        menu = _first_screen(self.bank, saves=self.keeper.folder is not None)
        choice = asking.choose(menu, self.screen)
        if choice == "q":
            raise typer.Exit
        return list(self.bank.lengths)[int(choice) - 1]

    def _with_optional(self, length: str, sheet: Sheet, start: Start) -> Sheet:
        """The sheet with the optional questions included, offered or left out."""
        answers, offered = sheet.answers, 0
        count = len(self.bank.lengths[length])
        if start.preferences is False:
            answers = answers[:count]
        elif len(answers) == count:
            offered = len(self.bank.opposites)
        if start.preferences:
            answers, offered = answers + (None,) * offered, 0
        at, reached = (min(place, len(answers)) for place in (sheet.at, sheet.reached))
        return replace(sheet, answers=answers, at=at, reached=reached, offered=offered)

    def _asked(self, length: str, latest: Sheet) -> Sheet:
        """The person's answers so far."""
        questions = (
            *instrument.questions(self.bank, length),
            *instrument.preference_questions(self.bank),
        )

        def keep(sheet: Sheet) -> None:
            nonlocal latest
            latest = sheet
            self.keeper.keep(length, sheet)

        def pasted(text: str) -> Answers | None:
            try:
                other, answers = instrument.answers_in(self.bank, text)
            except UsageError:
                return None
            return answers if other == length else None

        try:
            latest = asking.put(questions, latest, keep, self.screen, pasted)
            if not latest.finished and self._only_optional_left(length, latest):
                self.keeper.keep(length, latest, result=True)
        finally:
            self.keeper.report(length, latest)
        return latest

    def _only_optional_left(self, length: str, sheet: Sheet) -> bool:
        """Whether only optional questions are left."""
        count = len(self.bank.lengths[length])
        return len(sheet.answers) > count and max(sheet.at, sheet.reached) >= count

    def _tie_breaks(
        self, length: str, answers: tuple[int | None, ...]
    ) -> tuple[int | None, ...]:
        """The answers, extended by three more questions if no career stands out."""
        profile = instrument.profile(self.bank, length, answers)
        questions = instrument.tie_break_questions(self.bank)
        if not questions or not is_undecided(profile, self.index.catalogue):
            return answers
        sheet = Sheet((None,) * len(questions), review=False)
        sheet = asking.put(questions, sheet, lambda _: None, self.screen)
        return instrument.with_ties(self.bank, length, answers, sheet.answers)

    def _education(self, known: str) -> str:
        """The word for the person's education; `known` is an earlier answer, or empty."""
        numbered = [(str(n), text) for n, text in enumerate(EDUCATION_CHOICES, 1)]
        earlier = known in EDUCATION_WORDS
        menu = Menu(
            text=("What education do you have or plan?", LISTED_APART),
            choices=(*numbered, ("s", "Skip")),
            default=str(EDUCATION_WORDS.index(known) + 1) if earlier else "s",
            below=(f"Press 1 to {len(numbered)}, or s to skip.",),
        )
        choice = asking.choose(menu, self.screen)
        if choice.isdecimal():
            return EDUCATION_WORDS[int(choice) - 1]
        return "" if choice == "s" else known


def _first_screen(bank: Bank, *, saves: bool) -> Menu:
    """The first screen: questions, lengths, where answers are saved, and keys."""
    lengths = [
        f"{name:<9} about {MINUTES[name]} min, "
        f"{instrument.screens(instrument.questions(bank, name))} screens"
        for name in bank.lengths
    ]
    where = (
        "Your answers stay on this computer, in a file only you can open."
        if saves
        else "Your answers are not saved."
    )
    return Menu(
        text=(
            "Find careers that fit you",
            (
                "The quiz asks what you like to do, which areas of work interest you and "
                "how you work. Then you see matching careers, and why. How long?"
            ),
        ),
        choices=tuple((str(n), text) for n, text in enumerate(lengths, 1)),
        default=str(list(bank.lengths).index(instrument.DEFAULT) + 1),
        below=(
            where,
            (
                "Keys: 1 to 5 answer, Left goes back, s skips, ? shows all keys, q quits "
                "(you can resume later)."
            ),
            f"Press 1 to {len(lengths)}, Enter for {instrument.DEFAULT}, or q to leave.",
        ),
        leave="leave",
    )
