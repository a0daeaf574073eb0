"""The quiz as a command: asked in a terminal, or answered from a string."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.cli import screen
from careerfit_cli.cli.app import Json, NoColor, Plain
from careerfit_cli.cli.data import open_index
from careerfit_cli.errors import BadData, CareerfitError, UsageError

if TYPE_CHECKING:
    from careerfit_cli.ask import Sheet
    from careerfit_cli.model.catalogue import Catalogue
    from careerfit_cli.model.profile import Bank, Profile

LONGEST_ANSWERS = 10_000
"""Characters of an answers file that are read."""

LONGEST_PATH = 255

_GIVE_ANSWERS = "give an answer string, a file that holds one, or - for input"


def quiz(
    length: Annotated[
        str | None,
        typer.Option(help="quick (30 questions), standard (64), full (122)."),
    ] = None,
    answers: Annotated[
        str | None,
        typer.Option(help="An answer string, a file that holds one, or - for input."),
    ] = None,
    go_on: Annotated[
        str | None,
        typer.Option(
            "--continue", help="Go on from the answer string of a stopped quiz."
        ),
    ] = None,
    restart: Annotated[
        bool, typer.Option("--restart", help="Begin again, not where you stopped.")
    ] = False,
    save: Annotated[
        bool,
        typer.Option("--save/--no-save", help="Keep the answers on this computer."),
    ] = True,
    name: Annotated[str, typer.Option(help="The name to keep them under.")] = "me",
    top: Annotated[int, typer.Option(min=1, help="How many careers to rank.")] = 10,
    json: Json = False,
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """Answer short questions: which careers fit, and why.

    \b
    careerfit quiz
    careerfit quiz --answers answers.txt --json
    """
    from careerfit_cli import quiz as instrument
    from careerfit_cli.store.bank import load_bank

    if answers is not None and go_on is not None:
        raise UsageError("--answers and --continue are both given", "give one of them")
    bank, catalogue = load_bank(), open_index().catalogue
    if answers is not None:
        asked, given = instrument.answers_in(bank, answer_text(answers))
    else:
        keeper = _Keeper(bank, name, on=save)
        start = _start(bank, keeper, length, go_on, restart=restart)
        sheet = _asked(bank, keeper, *start, plain=plain, no_color=no_color)
        if not sheet.finished:
            return
        asked, given = start[0], sheet.answers
    profile = instrument.profile(bank, asked, given)
    _report(profile, catalogue, top, json=json, plain=plain, no_color=no_color)


def _report(
    profile: Profile,
    catalogue: Catalogue,
    top: int,
    *,
    json: bool,
    plain: bool,
    no_color: bool,
) -> None:
    from careerfit_cli import fit
    from careerfit_cli import quiz as instrument

    preferences = instrument.preferences(profile)
    ranking = fit.rank(profile, catalogue, top)
    sure = fit.sureness(profile, catalogue, ranking)
    if json:
        from careerfit_cli.export import result as export

        screen.write(export.result(profile, preferences, ranking, sure))
        return
    from careerfit_cli.store.glossary import load_glossary
    from careerfit_cli.views import person

    look = screen.look(plain=plain)
    drawn = person.result(profile, preferences, ranking, sure, load_glossary(), look)
    screen.show(drawn, look, no_color=no_color)
    # Whole on one line, however long, so that it can be copied.
    screen.write(f"To see this again:\ncareerfit quiz --answers {profile.replay}")


def answer_text(answers: str) -> str:
    """The answer string itself, the content of the file it names, or standard input."""
    if answers == "-":
        return screen.standard_input().read(LONGEST_ANSWERS)
    if not _names_a_file(answers):
        return answers
    try:
        with Path(answers).open(encoding="utf-8") as file:
            return file.read(LONGEST_ANSWERS)
    except OSError as error:
        raise UsageError(f"{answers}: {error.strerror}", _GIVE_ANSWERS) from error
    except ValueError as error:
        raise UsageError(f"{answers}: is not a text file", _GIVE_ANSWERS) from error


def _names_a_file(answers: str) -> bool:
    """Whether this is meant as a file: it is there, or it can be nothing else."""
    if not answers or "\0" in answers or len(answers) > LONGEST_PATH:
        return False
    path = Path(answers)
    return path.exists() or len(path.parts) > 1 or path.suffix in (".txt", ".json")


class _Keeper:
    """Keeps the answers of a running quiz, as long as they can be kept."""

    def __init__(self, bank: Bank, name: str, *, on: bool) -> None:
        from careerfit_cli.store import persons, places

        self._bank, self._name = bank, name
        self._store = persons
        self.folder = places.personal_folder() if on else None
        self.fault: CareerfitError | None = None
        if self.folder is not None:
            persons.find_profile(self.folder, name)

    def unfinished(self) -> tuple[str, int] | None:
        """The answer string and place of a quiz that was stopped, if one is kept."""
        if self.folder is None:
            return None
        try:
            return self._store.load_unfinished(self.folder)
        except BadData as fault:
            # The first answer kept puts the file aside; a quiz goes on without it.
            screen.note(f"Your unfinished quiz cannot be read: {fault.text}")
            return None

    def keep(self, length: str, sheet: Sheet) -> None:
        """Keep the answers so far; a fault is remembered, and ends no quiz."""
        from careerfit_cli import quiz as instrument

        if self.folder is None or self.fault is not None:
            return
        replay = instrument.replay(self._bank, length, sheet.answers)
        try:
            if sheet.finished:
                saved = self._store.Saved(self._name, date.today(), replay)  # noqa: DTZ011
                self._store.save_profile(self.folder, saved)
                self._store.drop_unfinished(self.folder)
            else:
                self._store.save_unfinished(self.folder, replay, sheet.at)
        except CareerfitError as fault:
            self.fault = fault

    def report(self, length: str, sheet: Sheet) -> None:
        """Say where the answers are, or how to go on without them."""
        from careerfit_cli import quiz as instrument

        if self.fault is not None:
            screen.note(f"Your answers could not be kept: {self.fault.text}")
        if sheet.finished or not any(sheet.answers):
            return
        if self.folder is not None and self.fault is None:
            screen.note("Stopped. Your answers are kept: `careerfit quiz` goes on.")
        else:
            replay = instrument.replay(self._bank, length, sheet.answers)
            screen.note(
                f"Stopped. To go on from here:\ncareerfit quiz --continue {replay}"
            )


def _start(
    bank: Bank,
    keeper: _Keeper,
    length: str | None,
    go_on: str | None,
    *,
    restart: bool,
) -> tuple[str, tuple[int | None, ...], int]:
    """The length asked, the answers there are, and the question to begin at."""
    from careerfit_cli import quiz as instrument

    if length is not None and length not in bank.lengths:
        known = ", ".join(bank.lengths)
        raise UsageError(f"there is no {length!r} quiz", f"lengths: {known}")
    if go_on is not None:
        asked, answers = instrument.answers_in(bank, go_on)
        return asked, answers, _first_open(answers)
    kept = None if restart or length is not None else keeper.unfinished()
    if kept is not None:
        asked, answers = instrument.answers_in(bank, kept[0])
        done = sum(answer is not None for answer in answers)
        screen.note(
            f"Going on where you stopped: {done} of {len(answers)} answered. "
            "`careerfit quiz --restart` begins again."
        )
        return asked, answers, min(kept[1], len(answers))
    asked = length or instrument.STANDARD
    return asked, (None,) * len(bank.lengths[asked]), 0


def _first_open(answers: tuple[int | None, ...]) -> int:
    return next((at for at, own in enumerate(answers) if own is None), len(answers))


def _asked(
    bank: Bank,
    keeper: _Keeper,
    length: str,
    answers: tuple[int | None, ...],
    at: int,
    *,
    plain: bool,
    no_color: bool,
) -> Sheet:
    """What the person answered, as far as they came."""
    from careerfit_cli import ask
    from careerfit_cli import quiz as instrument

    questions = instrument.questions(bank, length)
    latest = ask.Sheet(answers, at, reached=max(at, _first_open(answers)))

    def keep(sheet: Sheet) -> None:
        nonlocal latest
        latest = sheet
        keeper.keep(length, sheet)

    by_line = _by_line(plain=plain)
    try:
        if by_line:
            reader = screen.standard_input()
            latest = ask.lines(questions, latest, reader, sys.stderr, keep)
        else:
            color = screen.has_color(sys.stderr, refused=no_color)
            latest = ask.keyed(questions, latest, keep, color=color)
    finally:
        keeper.report(length, latest)
    return latest


def _by_line(*, plain: bool) -> bool:
    """Whether to ask line by line: when told to, or where keys cannot be read."""
    if not plain and not screen.standard_input().isatty():
        raise UsageError(
            "the quiz needs a terminal to ask in",
            "give the answers with --answers, or use --plain to answer line by line",
        )
    look = screen.look(plain=plain, stream=sys.stderr)
    return look.plain or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb"
