"""`careerfit quiz`: asks short questions, or reads the answers, and ranks careers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.errors import UsageError
from careerfit_cli.ui import terminal
from careerfit_cli.ui.autosave import Autosave
from careerfit_cli.ui.loading import met, open_index
from careerfit_cli.ui.options import AllowCareless, JsonOptions, PagedScreen
from careerfit_cli.ui.profile_options import (
    AnswerOptions,
    Have,
    answer_text,
    area_names,
    blaming_file,
    education_level,
)
from careerfit_cli.ui.ranking import sorted_by_skills

if TYPE_CHECKING:
    from careerfit_cli.export.document import Releases
    from careerfit_cli.matching.skills import Starts
    from careerfit_cli.matching.tiers import Result
    from careerfit_cli.model.profile import Profile
    from careerfit_cli.preferences import Met
    from careerfit_cli.views.ranking import Context

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

Restart = Annotated[
    bool, typer.Option("--restart", help="Start over instead of where you stopped.")
]
Save = Annotated[
    bool | None,
    typer.Option(
        "--save/--no-save",
        help="Save the answers: yes, unless they come from --answers without --name.",
    ),
]
Name = Annotated[
    str | None,
    typer.Option(help="The name to save the answers under: me, unless you give one."),
]


def quiz(
    length: Length = None,
    answers: AnswerText = None,
    go_on: GoOn = None,
    restart: Restart = False,
    save: Save = None,
    name: Name = None,
    top: Annotated[int, typer.Option(min=1, help="How many careers to rank.")] = 10,
    have: Have = None,
    preferences: AskPreferences = None,
    allow_careless: AllowCareless = False,
    *,
    output: JsonOptions,
    screen: PagedScreen,
) -> None:
    """Answer short questions and see which careers match, and why.

    \b
    careerfit quiz
    careerfit quiz --length standard
    careerfit quiz --answers answers.txt --json
    """
    from careerfit_cli import quiz as instrument
    from careerfit_cli.matching.tiers import result
    from careerfit_cli.storage.bank import load_bank

    _refuse_conflicts(answers, go_on, preferences=preferences)
    destination = output.destination()
    education_level(have)
    text = None if answers is None else answer_text(answers)
    bank, index = load_bank(text or ""), open_index()
    saves = (answers is None or name is not None) if save is None else save
    keeper = Autosave(bank, "me" if name is None else name, on=saves)
    keeper.education = have or keeper.education
    if text is None:
        from careerfit_cli.ui.quiz_session import Session, Start

        session = Session(bank, index, keeper, screen)
        start = Start(length, go_on, restart=restart, preferences=preferences)
        answered = session.quiz(start, education=have is None)
        if answered is None:
            return
    else:
        with blaming_file(answers or ""):
            answered = instrument.answers_in(bank, text)
        keeper.keep_profile(*answered)
    profile = instrument.profile(bank, *answered)
    matched = result(profile, index.catalogue, top, allow_careless=allow_careless)
    skills = keeper.skills if keeper.keeps else ()
    matched, starts = sorted_by_skills(matched, skills, index)
    checks = met(index, profile.choices)
    if destination.kind:
        data = to_dict(profile, matched, index.releases, checks, starts)
        destination.write_json("result", data, private=True)
        return
    from careerfit_cli.views.ranking import ranked

    context = _context(keeper, profile, checks, starts)
    screen.show(ranked(profile, matched, top, screen.display, context))
    _say_how_to_see_again(profile, matched, keeper, context.options.read)


def _refuse_conflicts(
    answers: str | None, go_on: str | None, *, preferences: bool | None
) -> None:
    if answers is not None and go_on is not None:
        raise UsageError("--answers and --continue are both given", "give one of them")
    if answers is not None and preferences is not None:
        raise UsageError(
            "--answers asks no questions", "leave out --preferences or --no-preferences"
        )


def _context(
    keeper: Autosave, profile: Profile, checks: Met, starts: Starts
) -> Context:
    """The context of a ranking on the screen."""
    from careerfit_cli.views.ranking import Context

    replay = None if keeper.keeps else profile.replay
    options = AnswerOptions(keeper.name, replay).for_commands()
    level = education_level(keeper.education or None)
    return Context(area_names(), checks, level, options, starts)


def _say_how_to_see_again(
    profile: Profile, matched: Result, keeper: Autosave, option: str
) -> None:
    """Say whether the answers are saved, and how to use them again."""
    if not keeper.keeps:
        # Never wrapped, so that it can be copied.
        terminal.write(
            f"\nTo see this again:\ncareerfit quiz --answers {profile.replay}"
        )
        return
    terminal.note("Your answers are saved on this computer.")
    if not matched.tiers:
        return
    terminal.note(f"To see this again:\ncareerfit rank{option}")
    if not keeper.skills:
        terminal.note(
            f"To sort careers by the skills you have:\ncareerfit skills{option}"
        )


def to_dict(
    profile: Profile, matched: Result, releases: Releases, checks: Met, starts: Starts
) -> dict[str, Any]:
    """The document: the person's profile, and the ranking with every contribution."""
    from careerfit_cli import quiz as instrument
    from careerfit_cli.export import result as export
    from careerfit_cli.model.attribution import NO_CLAIM

    slugs = [match.entry.slug for match in matched.ranking]
    return {
        "units": export.units(profile, {**export.FIT_UNITS, **export.LEAN_UNITS}),
        "sources": export.sources(slugs, releases),
        "replay": profile.replay,
        "profile": export.person(profile, instrument.tendencies(profile)),
        "ranking": export.ranking(profile, matched, checks, starts),
        "no_claim": NO_CLAIM,
    }
