"""The quiz as a command: asked in a terminal, or answered from a string."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.errors import UsageError
from careerfit_cli.ui import output, terminal
from careerfit_cli.ui.answer_text import answer_text, blaming_file
from careerfit_cli.ui.app import AllowCareless, Json, NoColor, Plain
from careerfit_cli.ui.autosave import Autosave
from careerfit_cli.ui.loading import met, open_index
from careerfit_cli.ui.quiz_session import Session, Start
from careerfit_cli.ui.results import (
    Have,
    education_level,
    profile_options,
    ranking_context,
    show_ranking,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerfit_cli.model.profile import Profile
    from careerfit_cli.storage.index import Index
    from careerfit_cli.views.next_steps import ProfileOptions

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
    typer.Option(
        "--continue", help="Continue from the answer string of a stopped quiz."
    ),
]
AskPreferences = Annotated[
    bool | None,
    typer.Option(
        "--preferences/--no-preferences",
        help="Also ask where and how you like to work, or never offer it.",
    ),
]


def quiz(
    length: Length = None,
    answers: AnswerText = None,
    go_on: GoOn = None,
    restart: Annotated[
        bool, typer.Option("--restart", help="Start over instead of where you stopped.")
    ] = False,
    save: Annotated[
        bool | None,
        typer.Option(
            "--save/--no-save",
            help="Save the answers: yes, unless they come from --answers.",
        ),
    ] = None,
    name: Annotated[
        str, typer.Option(help="The name to save the answers under.")
    ] = "me",
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
    from careerfit_cli.storage.bank import load_bank

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
    keeper = Autosave(bank, name, on=answers is None if save is None else save)
    keeper.education = have or keeper.education
    if text is not None:
        with blaming_file(answers or ""):
            taken = instrument.answers_in(bank, text)
        if save:
            keeper.keep_profile(*taken)
    else:
        session = Session(bank, index, keeper, plain=plain, no_color=no_color)
        start = Start(length, go_on, restart=restart, preferences=preferences)
        answered = session.quiz(start, education=have is None)
        if answered is None:
            return
        taken = answered
    profile = instrument.profile(bank, *taken)
    saved = keeper.keeps
    options = profile_options(name, None if saved else profile.replay, None)
    ranked = _report(
        profile,
        index,
        top,
        to,
        education=education_level(keeper.education or None),
        saved=saved,
        skills=keeper.skills if saved else (),
        options=options,
        allow_careless=allow_careless,
        plain=plain,
        no_color=no_color,
    )
    if saved and not to.kind:
        again = f" To see this again:\ncareerfit rank{options.read}" if ranked else ""
        terminal.note(f"Your answers are saved on this computer.{again}")
        if ranked and not keeper.skills:
            terminal.note(
                "To sort careers by the skills you have:\n"
                f"careerfit skills{options.read}"
            )


def _report(
    profile: Profile,
    index: Index,
    top: int,
    to: output.Output,
    *,
    education: str,
    saved: bool,
    skills: Sequence[str],
    options: ProfileOptions,
    allow_careless: bool,
    plain: bool,
    no_color: bool,
) -> bool:
    """Show a result, or write it as JSON; return whether careers are ranked."""
    from careerfit_cli import quiz as instrument
    from careerfit_cli.matching.tiers import result
    from careerfit_cli.ui.skill_order import sorted_by_skills

    tendencies = instrument.tendencies(profile)
    catalogue, matches = index.catalogue, met(index, profile.choices)
    matched = result(profile, catalogue, top, allow_careless=allow_careless)
    matched, starts = sorted_by_skills(matched, skills, index)
    if to.kind:
        from careerfit_cli.export import result as export

        text = export.result(
            profile, tendencies, matched, index.releases, matches, starts
        )
        to.write(text, private=True)
        return bool(matched.tiers)
    context = ranking_context(matches, education, options, starts)
    show_ranking(profile, matched, top, context, plain=plain, no_color=no_color)
    if not saved:
        # Whole on one line, however long, so that it can be copied.
        terminal.write(f"To see this again:\ncareerfit quiz --answers {profile.replay}")
    return bool(matched.tiers)
