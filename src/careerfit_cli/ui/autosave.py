"""Saving the answers of a running quiz."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from careerfit_cli import quiz as instrument
from careerfit_cli.errors import BadData, CareerfitError
from careerfit_cli.storage import paths, profiles
from careerfit_cli.ui import terminal

if TYPE_CHECKING:
    from careerfit_cli.model.profile import Bank
    from careerfit_cli.prompts import Sheet
    from careerfit_cli.quiz.answers import Answers


class Autosave:
    """Saves the answers of a running quiz, while saving works.

    `education` is the level saved with them, or empty; `skills` are those saved with
    earlier answers. `fault` is why saving stopped.
    """

    def __init__(self, bank: Bank, name: str, *, on: bool) -> None:
        self._bank, self.name = bank, name
        self.folder = paths.personal_folder() if on else None
        self.fault: CareerfitError | None = None
        self._latest: profiles.Unfinished | None = None
        self._earlier: profiles.Saved | None = None
        if self.folder is not None:
            self._earlier = profiles.find_profile(self.folder, name)
        self.education = self._earlier.education if self._earlier else ""
        self.skills = self._earlier.skills if self._earlier else ()

    @property
    def keeps(self) -> bool:
        """Whether any answers have been saved."""
        return self.folder is not None and self.fault is None

    def unfinished(self) -> profiles.Unfinished | None:
        """The quiz that was stopped, if one is saved."""
        if self.folder is None:
            return None
        try:
            self._latest = profiles.load_unfinished(self.folder)
        except BadData as fault:
            # Saving the first answer renames the file; the quiz starts without it.
            terminal.note(f"Your unfinished quiz cannot be read: {fault.text}")
        return self._latest

    def keep(self, length: str, sheet: Sheet, *, result: bool = False) -> None:
        """Save the answers so far; a failure is remembered and does not end the quiz.

        They become a profile once finished, or if a `result` is shown.
        """
        if self.folder is None or self.fault is not None:
            return
        try:
            self._refuse_another()
            if sheet.finished or result:
                self.keep_profile(length, sheet.answers)
            if sheet.finished:
                profiles.drop_unfinished(self.folder)
            else:
                replay = instrument.replay(self._bank, length, sheet.answers)
                reached = max(sheet.at, sheet.reached)
                profiles.save_unfinished(self.folder, replay, sheet.at, reached)
                self._latest = profiles.Unfinished(replay, sheet.at, reached)
        except CareerfitError as fault:
            self.fault = fault

    def keep_profile(self, length: str, answers: Answers) -> None:
        """Save answers as a profile; raises `CareerfitError` if that fails."""
        if self.folder is not None:
            replay = instrument.replay(self._bank, length, answers)
            today = date.today()  # noqa: DTZ011 - the day where the person is
            saved = self._earlier or profiles.Saved(self.name, today, replay)
            saved = replace(saved, made=today, replay=replay, education=self.education)
            profiles.replace_profile(self.folder, self._earlier, saved)
            self._earlier = saved

    def keep_result(self, length: str, answers: Answers) -> None:
        """Save answers as a profile; a failure is reported after the quiz."""
        if self.fault is not None:
            return
        try:
            self.keep_profile(length, answers)
        except CareerfitError as fault:
            self.fault = fault
            self._tell_of_fault(length, answers)

    def _refuse_another(self) -> None:
        """Raise `CareerfitError` if another quiz changed the file."""
        try:
            stored = profiles.load_unfinished(self.folder) if self.folder else None
        except BadData:
            return
        if stored != self._latest:
            raise CareerfitError("another quiz is saving its answers here now")

    def report(self, length: str, sheet: Sheet) -> None:
        """Print where the answers are, or how to resume without a saved file."""
        stopped = any(sheet.answers) and not sheet.finished
        if self.fault is not None:
            self._tell_of_fault(length, () if stopped else sheet.answers)
        if not stopped:
            return
        if self.keeps:
            option = "" if self.name == "me" else f" --name {self.name}"
            terminal.note(
                f"Stopped. Your answers are saved. To resume:\ncareerfit quiz{option}"
            )
        else:
            replay = instrument.replay(self._bank, length, sheet.answers)
            terminal.note(
                f"Stopped. To resume from here:\ncareerfit quiz --continue {replay}"
            )

    def _tell_of_fault(self, length: str, answers: Answers) -> None:
        """Explain why answers are not saved, and how to save finished ones."""
        terminal.note(f"Your answers could not be saved: {self.fault}")
        if any(answers):
            replay = instrument.replay(self._bank, length, answers)
            terminal.note(
                "To save them under another name:\n"
                f"careerfit quiz --save --name {self.name}-2 --answers {replay}"
            )
