"""The quiz as a command: asked in a terminal, or answered from a string."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.cli import output, screen
from careerfit_cli.cli.app import Anyway, Json, NoColor, Plain
from careerfit_cli.cli.data import met, open_index
from careerfit_cli.errors import BadData, CareerfitError, UsageError
from careerfit_cli.model.text import quoted

if TYPE_CHECKING:
    from careerfit_cli.ask import Saved, Sheet
    from careerfit_cli.fit.score import Ranking
    from careerfit_cli.model.profile import Bank, Profile, Question
    from careerfit_cli.quiz.answers import Answers
    from careerfit_cli.store.index import Index
    from careerfit_cli.store.persons import Unfinished

LONGEST_ANSWERS = 10_000
"""Characters of an answers file that are read."""

LONGEST_PATH = 255

Length = Annotated[
    str | None,
    typer.Option(help="quick (30 questions), standard (64), full (122)."),
]
AnswerText = Annotated[
    str | None,
    typer.Option(help="An answer string, a file that holds one, or - for input."),
]
GoOn = Annotated[
    str | None,
    typer.Option("--continue", help="Go on from the answer string of a stopped quiz."),
]
AskPreferences = Annotated[
    bool | None,
    typer.Option(
        "--preferences/--no-preferences",
        help="Ask where and how you like to work too, or do not offer it.",
    ),
]

_GIVE_ANSWERS = "give an answer string, a file that holds one, or - for input"


def quiz(
    length: Length = None,
    answers: AnswerText = None,
    go_on: GoOn = None,
    restart: Annotated[
        bool, typer.Option("--restart", help="Begin again, not where you stopped.")
    ] = False,
    save: Annotated[
        bool | None,
        typer.Option(
            "--save/--no-save",
            help="Keep the answers: yes, unless they come from --answers.",
        ),
    ] = None,
    name: Annotated[str, typer.Option(help="The name to keep them under.")] = "me",
    top: Annotated[int, typer.Option(min=1, help="How many careers to rank.")] = 10,
    preferences: AskPreferences = None,
    anyway: Anyway = False,
    json: Json = False,
    out: output.Out = None,
    force: output.Force = False,
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
    if answers is not None and preferences is not None:
        raise UsageError(
            "--answers asks no questions", "leave out --preferences or --no-preferences"
        )
    to = output.wanted(out, force=force, json=json)
    bank, index = load_bank(), open_index()
    keeper = _Keeper(bank, name, on=answers is None if save is None else save)
    if answers is not None:
        asked, given = instrument.answers_in(bank, answer_text(answers))
        if save:
            keeper.keep_profile(asked, given)
    else:
        asked, sheet = _start(
            bank, keeper, length, go_on, restart=restart, preferences=preferences
        )
        sheet = _asked(bank, keeper, asked, sheet, plain=plain, no_color=no_color)
        if not sheet.finished and not _only_the_optional_left(bank, asked, sheet):
            return
        given = sheet.answers
    profile = instrument.profile(bank, asked, given)
    ranking = _report(
        profile, index, top, to, anyway=anyway, plain=plain, no_color=no_color
    )
    if keeper.keeps and ranking.fits and not to.kind:
        _lead_on(ranking.fits[0].entry.slug, name)


def _lead_on(best: str, name: str) -> None:
    """Say what a person can do with a result that was kept."""
    whose = "" if name == "me" else f" --profile {name}"
    screen.note(
        "Your answers are kept on this computer.\nWhat next:\n"
        f"careerfit why {best}{whose}\n"
        f"careerfit rank --education associate{whose}\n"
        f"careerfit report --html report.html{whose}"
    )


def _report(
    profile: Profile,
    index: Index,
    top: int,
    to: output.Output,
    *,
    anyway: bool,
    plain: bool,
    no_color: bool,
) -> Ranking:
    from careerfit_cli import fit
    from careerfit_cli import quiz as instrument

    preferences = instrument.preferences(profile)
    catalogue, matches = index.catalogue, met(index, profile.choices)
    ranking = fit.claimed(profile, fit.rank(profile, catalogue, top), anyway=anyway)
    sure = fit.sureness(profile, catalogue, ranking)
    if to.kind:
        from careerfit_cli.export import result as export

        sources = index.releases
        text = export.result(profile, preferences, ranking, sure, sources, matches)
        to.write(text, private=True)
        return ranking
    from careerfit_cli.store.glossary import load_glossary
    from careerfit_cli.views import person

    look = screen.look(plain=plain)
    glossary = load_glossary()
    drawn = person.result(profile, preferences, ranking, sure, glossary, look, matches)
    screen.show(drawn, look, no_color=no_color)
    # Whole on one line, however long, so that it can be copied.
    screen.write(f"To see this again:\ncareerfit quiz --answers {profile.replay}")
    return ranking


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
    # Unlike `Path.exists`, this says no to a name too long for any file.
    there = os.path.exists(path)  # noqa: PTH110
    return there or len(path.parts) > 1 or path.suffix in (".txt", ".json")


class _Keeper:
    """Keeps the answers of a running quiz, as long as they can be kept."""

    def __init__(self, bank: Bank, name: str, *, on: bool) -> None:
        from careerfit_cli.store import persons, places

        self._bank, self._name = bank, name
        self._store = persons
        self.folder = places.personal_folder() if on else None
        self.fault: CareerfitError | None = None
        self._latest: Unfinished | None = None
        if self.folder is not None:
            persons.find_profile(self.folder, name)

    def unfinished(self) -> Unfinished | None:
        """The quiz that was stopped, if one is kept."""
        if self.folder is None:
            return None
        try:
            self._latest = self._store.load_unfinished(self.folder)
        except BadData as fault:
            # The first answer kept puts the file aside; a quiz goes on without it.
            screen.note(f"Your unfinished quiz cannot be read: {fault.text}")
        return self._latest

    def keep(self, length: str, sheet: Sheet, *, result: bool = False) -> None:
        """Keep the answers so far; a fault is remembered, and ends no quiz.

        They are a profile once finished, or where a `result` is to be told of them.
        """
        from careerfit_cli import quiz as instrument

        if self.folder is None or self.fault is not None:
            return
        replay = instrument.replay(self._bank, length, sheet.answers)
        try:
            self._refuse_another()
            if sheet.finished or result:
                self.keep_profile(length, sheet.answers)
            if sheet.finished:
                self._store.drop_unfinished(self.folder)
            else:
                reached = max(sheet.at, sheet.reached)
                self._store.save_unfinished(self.folder, replay, sheet.at, reached)
                self._latest = self._store.Unfinished(replay, sheet.at, reached)
        except CareerfitError as fault:
            self.fault = fault

    def keep_profile(self, length: str, answers: Answers) -> None:
        """Keep answers as a profile; raises `CareerfitError` when they cannot be."""
        from careerfit_cli import quiz as instrument

        if self.folder is not None:
            replay = instrument.replay(self._bank, length, answers)
            saved = self._store.Saved(self._name, date.today(), replay)  # noqa: DTZ011
            self._store.save_profile(self.folder, saved)

    @property
    def keeps(self) -> bool:
        """Whether answers are kept, as far as is known."""
        return self.folder is not None and self.fault is None

    def _refuse_another(self) -> None:
        """Raise `CareerfitError` when the file is not as this quiz left it."""
        try:
            there = self._store.load_unfinished(self.folder) if self.folder else None
        except BadData:
            return
        if there != self._latest:
            raise CareerfitError("another quiz is keeping its answers here now")

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
    preferences: bool | None,
) -> tuple[str, Sheet]:
    """The length asked, and the sheet to begin with."""
    asked, sheet = _begun(bank, keeper, length, go_on, restart=restart)
    answers, offered = sheet.answers, 0
    count = len(bank.lengths[asked])
    if preferences is False:
        answers = answers[:count]
    elif len(answers) == count:
        offered = len(bank.opposites)
    if preferences:
        answers, offered = answers + (None,) * offered, 0
    at, reached = (min(place, len(answers)) for place in (sheet.at, sheet.reached))
    return asked, replace(
        sheet, answers=answers, at=at, reached=reached, offered=offered
    )


def _begun(
    bank: Bank,
    keeper: _Keeper,
    length: str | None,
    go_on: str | None,
    *,
    restart: bool,
) -> tuple[str, Sheet]:
    """The length asked, and the answers there are."""
    from careerfit_cli import quiz as instrument
    from careerfit_cli.ask import Sheet

    if length is not None and length not in bank.lengths:
        known = ", ".join(bank.lengths)
        raise UsageError(f"there is no {quoted(length)} quiz", f"lengths: {known}")
    kept = keeper.unfinished()
    if go_on is not None:
        asked, answers = instrument.answers_in(bank, go_on)
        return asked, Sheet.resumed(answers)
    if kept is not None and not restart and length is None:
        asked, answers = instrument.answers_in(bank, kept.replay)
        done = sum(answer is not None for answer in answers)
        screen.note(
            f"Going on where you stopped: {done} of {len(answers)} answered. "
            "`careerfit quiz --restart` begins again."
        )
        return asked, Sheet(answers, kept.at, reached=kept.reached)
    asked = length or instrument.STANDARD
    return asked, Sheet.blank(len(bank.lengths[asked]))


def _asked(
    bank: Bank,
    keeper: _Keeper,
    length: str,
    latest: Sheet,
    *,
    plain: bool,
    no_color: bool,
) -> Sheet:
    """What the person answered, as far as they came."""
    from careerfit_cli import quiz as instrument

    questions = (
        *instrument.questions(bank, length),
        *instrument.preference_questions(bank),
    )

    def keep(sheet: Sheet) -> None:
        nonlocal latest
        latest = sheet
        keeper.keep(length, sheet)

    try:
        latest = put(questions, latest, keep, plain=plain, no_color=no_color)
        if not latest.finished and _only_the_optional_left(bank, length, latest):
            keeper.keep(length, latest, result=True)
    finally:
        keeper.report(length, latest)
    return latest


def _only_the_optional_left(bank: Bank, length: str, sheet: Sheet) -> bool:
    """Whether the person went past the questions that make the result."""
    count = len(bank.lengths[length])
    return len(sheet.answers) > count and max(sheet.at, sheet.reached) >= count


def put(
    questions: Sequence[Question],
    sheet: Sheet,
    keep: Saved,
    *,
    plain: bool,
    no_color: bool,
) -> Sheet:
    """Ask by key or line by line, as the terminal can; return the sheet as it was left."""
    from careerfit_cli import ask

    if _by_line(plain=plain):
        reader = screen.standard_input()
        return ask.lines(questions, sheet, reader, sys.stderr, keep)
    color = screen.has_color(sys.stderr, refused=no_color)
    return ask.keyed(questions, sheet, keep, color=color)


def _by_line(*, plain: bool) -> bool:
    """Whether to ask line by line: when told to, or where keys cannot be read."""
    if not plain and not screen.standard_input().isatty():
        raise UsageError(
            "the quiz needs a terminal to ask in",
            "give the answers with --answers, or use --plain to answer line by line",
        )
    # A console of Windows reports keys in its own way, which no test here covers.
    if sys.platform == "win32":
        return True
    look = screen.look(plain=plain, stream=sys.stderr)
    return look.plain or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb"
