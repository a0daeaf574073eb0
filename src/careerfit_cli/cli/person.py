"""Commands about a person: the quiz and its ranking."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.cli import screen
from careerfit_cli.cli.app import Json, NoColor, Plain, app
from careerfit_cli.cli.data import open_index
from careerfit_cli.errors import UsageError

if TYPE_CHECKING:
    from careerfit_cli.ask import Sheet
    from careerfit_cli.model.profile import Bank

LONGEST_ANSWERS = 10_000
"""Characters of an answers file that are read."""

LONGEST_PATH = 255

_GIVE_ANSWERS = "give an answer string, a file that holds one, or - for input"


@app.command()
def quiz(
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
    top: Annotated[int, typer.Option(min=1, help="How many careers to rank.")] = 10,
    json: Json = False,
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """Answer 64 short questions: which careers fit, and why.

    \b
    careerfit quiz
    careerfit quiz --answers answers.txt --json
    """
    from careerfit_cli import fit
    from careerfit_cli import quiz as instrument
    from careerfit_cli.store.bank import load_bank

    if answers is not None and go_on is not None:
        raise UsageError("--answers and --continue are both given", "give one of them")
    bank, catalogue = load_bank(), open_index().catalogue
    if answers is not None:
        length, given = instrument.answers_in(bank, _text(answers))
    else:
        length, before = _start(bank, go_on)
        sheet = _asked(bank, length, before, plain=plain, no_color=no_color)
        if sheet is None:
            return
        given = sheet
    profile = instrument.profile(bank, length, given)
    preferences = instrument.preferences(profile)
    ranking = fit.rank(profile, catalogue, top)
    if json:
        from careerfit_cli.export import result as export

        screen.write(export.result(profile, preferences, ranking))
        return
    from careerfit_cli.views import person

    look = screen.look(plain=plain)
    drawn = person.result(profile, preferences, ranking, look)
    screen.show(drawn, look, no_color=no_color)
    # Whole on one line, however long, so that it can be copied.
    screen.write(f"To see this again:\ncareerfit quiz --answers {profile.replay}")


def _text(answers: str) -> str:
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


def _start(bank: Bank, go_on: str | None) -> tuple[str, tuple[int | None, ...]]:
    from careerfit_cli import ask
    from careerfit_cli import quiz as instrument

    if go_on is not None:
        return instrument.answers_in(bank, go_on)
    blank = ask.Sheet.blank(len(bank.lengths[instrument.STANDARD]))
    return instrument.STANDARD, blank.answers


def _asked(
    bank: Bank,
    length: str,
    before: tuple[int | None, ...],
    *,
    plain: bool,
    no_color: bool,
) -> tuple[int | None, ...] | None:
    """The person's answers, or `None` when they stopped before the end."""
    from careerfit_cli import ask
    from careerfit_cli import quiz as instrument

    questions = instrument.questions(bank, length)
    first = next((at for at, own in enumerate(before) if own is None), len(before))
    latest = ask.Sheet(before, first, reached=first)

    def keep(sheet: Sheet) -> None:
        nonlocal latest
        latest = sheet

    by_line = _by_line(plain=plain)
    try:
        if by_line:
            reader = screen.standard_input()
            sheet = ask.lines(questions, latest, reader, sys.stderr, keep)
        else:
            color = screen.has_color(sys.stderr, refused=no_color)
            sheet = ask.keyed(questions, latest, keep, color=color)
    except BaseException:
        _tell_how_to_go_on(bank, length, latest)
        raise
    if sheet.finished:
        return sheet.answers
    _tell_how_to_go_on(bank, length, sheet)
    return None


def _by_line(*, plain: bool) -> bool:
    """Whether to ask line by line: when told to, or where keys cannot be read."""
    if not plain and not screen.standard_input().isatty():
        raise UsageError(
            "the quiz needs a terminal to ask in",
            "give the answers with --answers, or use --plain to answer line by line",
        )
    look = screen.look(plain=plain, stream=sys.stderr)
    return look.plain or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb"


def _tell_how_to_go_on(bank: Bank, length: str, sheet: Sheet) -> None:
    from careerfit_cli import quiz as instrument

    if any(answer is not None for answer in sheet.answers):
        string = instrument.replay(bank, length, sheet.answers)
        screen.note(f"Stopped. To go on from here:\ncareerfit quiz --continue {string}")
