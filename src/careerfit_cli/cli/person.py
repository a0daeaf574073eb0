"""The quiz as a command: asked in a terminal, or answered from a string."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.cli import asking, output, screen
from careerfit_cli.cli.app import AllowCareless, Json, NoColor, Plain
from careerfit_cli.cli.data import met, open_index
from careerfit_cli.cli.keeper import Keeper
from careerfit_cli.cli.results import (
    Have,
    education_level,
    profile_option,
    ranking_context,
    show_ranking,
)
from careerfit_cli.errors import UsageError
from careerfit_cli.model.text import quoted

if TYPE_CHECKING:
    from careerfit_cli.ask import Sheet
    from careerfit_cli.model.profile import Bank, Profile
    from careerfit_cli.quiz.answers import Answers
    from careerfit_cli.store.index import Index

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
    education_level(have)
    text = None if answers is None else answer_text(answers)
    bank, index = load_bank(text or ""), open_index()
    keeper = Keeper(bank, name, on=answers is None if save is None else save)
    keeper.education = have or keeper.education
    if text is not None:
        asked, given = instrument.answers_in(bank, text)
        if save:
            keeper.keep_profile(asked, given)
    else:
        choose = _chooser(bank, keeper, plain=plain, no_color=no_color)
        asked, sheet = _start(
            bank,
            keeper,
            length,
            go_on,
            choose,
            restart=restart,
            preferences=preferences,
        )
        sheet = _asked(bank, keeper, asked, sheet, plain=plain, no_color=no_color)
        if not sheet.finished and not _only_the_optional_left(bank, asked, sheet):
            return
        given = sheet.answers
        if asking.is_present():
            ask = _LastQuestions(bank, index, plain=plain, no_color=no_color)
            given = ask.tie_breaks(asked, given)
            if have is None:
                keeper.education = ask.education(keeper.education)
            keeper.keep_result(asked, given)
    profile = instrument.profile(bank, asked, given)
    saved = keeper.keeps
    option = profile_option(name, None if saved else profile.replay, None)
    ranked = _report(
        profile,
        index,
        top,
        to,
        education=education_level(keeper.education or None),
        saved=saved,
        option=option,
        allow_careless=allow_careless,
        plain=plain,
        no_color=no_color,
    )
    if saved and not to.kind:
        again = f" To see this again:\ncareerfit rank{option}" if ranked else ""
        screen.note(f"Your answers are saved on this computer.{again}")


@dataclass(frozen=True)
class _LastQuestions:
    """What is asked after the quiz: tie-breaking questions, and education."""

    bank: Bank
    index: Index
    plain: bool
    no_color: bool

    def tie_breaks(
        self, length: str, answers: tuple[int | None, ...]
    ) -> tuple[int | None, ...]:
        """Answers with those to three more questions, where no career stands out."""
        from careerfit_cli import quiz as instrument
        from careerfit_cli.ask import Sheet
        from careerfit_cli.matching.tiers import is_undecided

        profile = instrument.profile(self.bank, length, answers)
        questions = instrument.tie_break_questions(self.bank)
        if not questions or not is_undecided(profile, self.index.catalogue):
            return answers
        sheet = asking.put(
            questions,
            Sheet((None,) * len(questions), review=False),
            lambda _: None,
            plain=self.plain,
            no_color=self.no_color,
        )
        return instrument.with_ties(self.bank, length, answers, sheet.answers)

    def education(self, known: str) -> str:
        """The word for the person's education; `known` is an earlier answer."""
        choice = asking.choose(
            asking.education_menu(known), plain=self.plain, no_color=self.no_color
        )
        return asking.education_word(choice, known)


def _report(
    profile: Profile,
    index: Index,
    top: int,
    to: output.Output,
    *,
    education: str,
    saved: bool,
    option: str,
    allow_careless: bool,
    plain: bool,
    no_color: bool,
) -> bool:
    """Show a result, or write it as JSON; return whether careers are ranked."""
    from careerfit_cli import quiz as instrument
    from careerfit_cli.matching.tiers import result

    tendencies = instrument.tendencies(profile)
    catalogue, matches = index.catalogue, met(index, profile.choices)
    matched = result(profile, catalogue, top, allow_careless=allow_careless)
    if to.kind:
        from careerfit_cli.export import result as export

        text = export.result(profile, tendencies, matched, index.releases, matches)
        to.write(text, private=True)
        return bool(matched.tiers)
    context = ranking_context(matches, education, option)
    show_ranking(profile, matched, top, context, plain=plain, no_color=no_color)
    if not saved:
        # Whole on one line, however long, so that it can be copied.
        screen.write(f"To see this again:\ncareerfit quiz --answers {profile.replay}")
    return bool(matched.tiers)


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


def _start(
    bank: Bank,
    keeper: Keeper,
    length: str | None,
    go_on: str | None,
    choose: Callable[[], str],
    *,
    restart: bool,
    preferences: bool | None,
) -> tuple[str, Sheet]:
    """The length asked, and the sheet to begin with."""
    asked, sheet = _begun(bank, keeper, length, go_on, choose, restart=restart)
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
    keeper: Keeper,
    length: str | None,
    go_on: str | None,
    choose: Callable[[], str],
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
        main, optional, _ = instrument.parted(bank, asked, answers)
        answers = (*main, *optional) if any(optional) else main
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
    asked = length or choose()
    lists = instrument.lists(bank, asked)
    return asked, Sheet.blank(len(bank.lengths[asked]), lists)


def _chooser(
    bank: Bank, keeper: Keeper, *, plain: bool, no_color: bool
) -> Callable[[], str]:
    """What chooses the length: the first screen, or the default where nobody is."""
    from careerfit_cli import quiz as instrument

    def choose() -> str:
        if not asking.is_present():
            return instrument.DEFAULT
        menu = asking.first_screen(bank, saves=keeper.folder is not None)
        choice = asking.choose(menu, plain=plain, no_color=no_color)
        if choice == "q":
            raise typer.Exit
        return list(bank.lengths)[int(choice) - 1]

    return choose


def _asked(
    bank: Bank,
    keeper: Keeper,
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
        latest = asking.put(
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
