"""What `quiz` and `rank` share: the ranking on screen, and what it is shown with."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.ui import terminal

if TYPE_CHECKING:
    from careerfit_cli.matching.skills import Starts
    from careerfit_cli.matching.tiers import Result
    from careerfit_cli.model.profile import Profile
    from careerfit_cli.preferences import Met
    from careerfit_cli.views.next_steps import ProfileOptions
    from careerfit_cli.views.ranking import Context

Have = Annotated[
    str | None,
    typer.Option(
        help="The education you have, such as associate: careers that need more are "
        "listed apart."
    ),
]


def area_names() -> Mapping[str, str]:
    """Plain names of the interest areas, by O*NET's name."""
    from careerfit_cli.storage.bank import load_bank

    items = load_bank().items.values()
    return {
        item.dimension.name: item.statement
        for item in items
        if item.pick and item.dimension
    }


def education_level(word: str | None) -> str:
    """The level of education that a word stands for; empty without one.

    Raises `UsageError` for a word that is not a level.
    """
    from careerfit_cli import filters

    return "" if word is None else filters.education_level(word)


def profile_option(who: str) -> str:
    """The option that makes a command read a saved profile, ready to be pasted."""
    return "" if who == "me" else f" --profile {shlex.quote(who)}"


def profile_options(
    who: str, answers: str | None, riasec: str | None
) -> ProfileOptions:
    """The options that make commands use the same profile, ready to be pasted."""
    from careerfit_cli.storage.profile_files import NAME
    from careerfit_cli.views.next_steps import ProfileOptions

    if answers is not None:
        return ProfileOptions(f" --answers {shlex.quote(answers)}")
    if riasec is not None:
        return ProfileOptions(f" --riasec {shlex.quote(riasec)}")
    is_own = who != "me" and NAME.fullmatch(who)
    return ProfileOptions(profile_option(who), f" --name {who}" if is_own else "")


def ranking_context(
    met: Met, education: str, options: ProfileOptions, starts: Starts
) -> Context:
    """What a ranking is shown with."""
    from careerfit_cli.views.ranking import Context

    return Context(area_names(), met, education, options, starts)


def show_ranking(
    profile: Profile,
    result: Result,
    top: int,
    context: Context,
    *,
    plain: bool,
    no_color: bool,
) -> None:
    """Print a ranking, in the pager if it is longer than the screen."""
    from careerfit_cli.views.ranking import ranked

    display = terminal.display(plain=plain)
    drawn = ranked(profile, result, top, display, context)
    terminal.show(drawn, display, no_color=no_color, paged=True)
