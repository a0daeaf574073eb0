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
from careerfit_cli.cli.app import AllowCareless, Json, NoColor, Plain
from careerfit_cli.cli.data import met, open_index
from careerfit_cli.cli.results import (
    Have,
    education_level,
    profile_option,
    ranking_context,
    show_ranking,
)
from careerfit_cli.errors import BadData, CareerfitError, UsageError
from careerfit_cli.model.text import quoted

if TYPE_CHECKING:
    from careerfit_cli.ask import Pasted, Saved, Sheet
    from careerfit_cli.matching import Match
    from careerfit_cli.model.profile import Bank, Profile, Question
    from careerfit_cli.quiz.answers import Answers
    from careerfit_cli.store.index import Index
    from careerfit_cli.store.persons import Unfinished

LONGEST_ANSWERS = 10_000
"""Characters of an answers file that are read."""

LONGEST_PATH = 255

Length = Annotated[
    str | None,
    typer.Option(
        help="flash (1 minute), quick (3 minutes, the default), standard (7), full (13)."
    ),
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
    have: Have = None,
    preferences: AskPreferences = None,
    allow_careless: AllowCareless = False,
    json: Json = False,
    out: output.Out = None,
    force: output.Force = False,
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """Answer short questions and see which careers match, and why.

    \b
    careerfit quiz
    careerfit quiz --length standard
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
    level = education_level(have)
    text = None if answers is None else answer_text(answers)
    bank, index = load_bank(text or ""), open_index()
    keeper = _Keeper(bank, name, on=answers is None if save is None else save)
    if text is not None:
        asked, given = instrument.answers_in(bank, text)
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
    saved = keeper.keeps
    option = profile_option(name, None if saved else profile.replay, None)
    shown = _report(
        profile,
        index,
        top,
        to,
        education=level,
        option=option,
        allow_careless=allow_careless,
        plain=plain,
        no_color=no_color,
    )
    if saved and not to.kind:
        screen.note("Your answers are saved on this computer.")
    if shown and not to.kind and (saved or sys.stdout.isatty()):
        _next_steps(shown, option)


def _next_steps(shown: Sequence[Match], option: str) -> None:
    """Say what to do with a result: two or three commands that fit it."""
    first = shown[0].entry
    steps = [f"careerfit why {first.slug}{option}"]
    if len(shown) > 1:
        steps.append(f"careerfit compare {first.slug} {shown[1].entry.slug}")
    if not any(option_name in option for option_name in ("--answers", "--riasec")):
        steps.append(f"careerfit report --html report.html{option}")
    screen.note("\n".join(["Next:", *steps]))


def _report(
    profile: Profile,
    index: Index,
    top: int,
    to: output.Output,
    *,
    education: str,
    option: str,
    allow_careless: bool,
    plain: bool,
    no_color: bool,
) -> Sequence[Match]:
    """Show a result, and return the careers in it: the best of each family."""
    from careerfit_cli import quiz as instrument
    from careerfit_cli.matching.tiers import result

    tendencies = instrument.tendencies(profile)
    catalogue, matches = index.catalogue, met(index, profile.choices)
    matched = result(profile, catalogue, top, allow_careless=allow_careless)
    if to.kind:
        from careerfit_cli.export import result as export

        text = export.result(profile, tendencies, matched, index.releases, matches)
        to.write(text, private=True)
        return ()
    context = ranking_context(matches, education, option)
    show_ranking(profile, matched, top, context, plain=plain, no_color=no_color)
    # Whole on one line, however long, so that it can be copied.
    screen.write(f"To see this again:\ncareerfit quiz --answers {profile.replay}")
    families = [family for tier in matched.tiers[:1] for family in tier.families]
    return [family.first for family in families]


def answer_text(answers: str) -> str:
    """The answer string itself, the content of the file it names, or standard input."""
    if answers == "-":
        return screen.standard_input().read(LONGEST_ANSWERS)
    if not _names_a_file(answers):
        return answers
    raw = b""
    try:
        with Path(answers).open("rb") as file:
            raw = file.read(LONGEST_ANSWERS)
        return _decoded(raw)
    except OSError as error:
        raise UsageError(f"{answers}: {error.strerror}", _GIVE_ANSWERS) from error
    except ValueError as error:
        from careerfit_cli.batch.streams import what_else

        what, _ = what_else(raw) or ("is not a text file", "")
        raise UsageError(f"{answers}: {what}", _GIVE_ANSWERS) from error


def _decoded(raw: bytes) -> str:
    """The text of a file of answers; raises `ValueError` where it is none."""
    if raw.startswith((b"PK", b"%PDF")):
        raise ValueError
    is_utf_16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    return raw.decode("utf-16" if is_utf_16 else "utf-8-sig")


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
        self._read = self._profile()

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
            if self._profile() != self._read:
                what = f"the profile {self._name!r} was changed by another command"
                hint = "choose another name: careerfit quiz --name NAME --answers ..."
                raise CareerfitError(what, hint)
            self._store.save_profile(self.folder, saved)
            self._read = saved

    def _profile(self) -> object:
        """The profile that is saved under the name now, if there is one."""
        if self.folder is None:
            return None
        return self._store.find_profile(self.folder, self._name)

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
    if kept is not None and instrument.version_of(kept.replay) != bank.version:
        screen.note("Your unfinished quiz asked earlier questions, so it begins again.")
        kept = None
    if go_on is not None:
        asked, answers = instrument.answers_in(bank, go_on)
        return asked, Sheet.resumed(answers, instrument.lists(bank, asked))
    if kept is not None and not restart and length is None:
        asked, answers = instrument.answers_in(bank, kept.replay)
        lists = instrument.lists(bank, asked)
        sheet = Sheet(answers, kept.at, reached=kept.reached, lists=lists)
        screen.note(
            f"Resuming where you stopped, at question {sheet.screen_of(sheet.at) + 1} of "
            f"{sheet.screens}. To begin again: careerfit quiz --restart"
        )
        return asked, sheet
    asked = length or instrument.DEFAULT
    lists = instrument.lists(bank, asked)
    return asked, Sheet.blank(len(bank.lengths[asked]), lists)


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

    def pasted(text: str) -> Answers | None:
        try:
            other, answers = instrument.answers_in(bank, text)
        except UsageError:
            return None
        return answers if other == length else None

    try:
        latest = put(
            questions, latest, keep, plain=plain, no_color=no_color, pasted=pasted
        )
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
    pasted: Pasted | None = None,
) -> Sheet:
    """Ask by key or line by line, as the terminal can; return the sheet as it was left."""
    from careerfit_cli import ask

    if _by_line(plain=plain):
        reader = screen.standard_input()
        strict = not reader.isatty()
        return ask.lines(questions, sheet, reader, sys.stderr, keep, strict=strict)
    color = screen.has_color(sys.stderr, refused=no_color)
    read = pasted or ask.no_answers
    return ask.keyed(questions, sheet, keep, color=color, pasted=read)


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
