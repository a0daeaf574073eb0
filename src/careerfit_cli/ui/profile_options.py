"""Options that choose a person's answers, and the resulting profile."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.errors import BadData, CareerfitError, Problem, UsageError
from careerfit_cli.model.text import quoted
from careerfit_cli.ui.answer_text import answer_text, blaming_file

if TYPE_CHECKING:
    from careerfit_cli.model.profile import Profile
    from careerfit_cli.storage.profiles import Saved
    from careerfit_cli.views.next_steps import ProfileOptions

Who = Annotated[
    str, typer.Option("--profile", help="A saved profile's name, or its file.")
]
Answers = Annotated[
    str | None, typer.Option(help="An answer string, a file that holds one, or -.")
]
Riasec = Annotated[
    str | None,
    typer.Option(help="Scores of another test: R=31,I=24,A=20,S=18,E=9,C=12"),
]
Have = Annotated[
    str | None,
    typer.Option(
        help="The education you have, such as associate: careers that need more are "
        "listed apart."
    ),
]


@dataclass(frozen=True)
class AnswerOptions:
    """Options that choose a person's answers: saved, in a string, or other scores."""

    who: Who = "me"
    answers: Answers = None
    riasec: Riasec = None

    def profile(self) -> Profile:
        """The profile from the answers or scores."""
        from careerfit_cli import quiz as instrument
        from careerfit_cli.storage.bank import load_bank

        if self.answers is not None and self.riasec is not None:
            raise UsageError(
                "--answers and --riasec are both given", "give one of them"
            )
        if self.riasec is not None:
            scores = instrument.interest_scores(self.riasec)
            return instrument.profile_of_interests(scores)
        if self.answers is not None:
            text = answer_text(self.answers)
            with blaming_file(self.answers):
                bank = load_bank(text)
                return instrument.profile(bank, *instrument.answers_in(bank, text))
        text = saved_profile(self.who).replay
        try:
            bank = load_bank(text)
            return instrument.profile(bank, *instrument.answers_in(bank, text))
        except UsageError as error:
            hint = "take the quiz again, or give another --profile"
            what = f"profile {quoted(self.who)}"
            problem = Problem(what, 0, "", error.text, hint)
            raise BadData([problem]) from error

    def saved(self) -> Saved | None:
        """The saved profile; `None` if the answers do not come from one."""
        if self.answers is not None or self.riasec is not None:
            return None
        return saved_profile(self.who)

    def for_commands(self) -> ProfileOptions:
        """The options that make commands use the same profile, ready to paste."""
        from careerfit_cli.views.next_steps import ProfileOptions

        if self.answers is not None:
            return ProfileOptions(f" --answers {shlex.quote(self.answers)}")
        if self.riasec is not None:
            return ProfileOptions(f" --riasec {shlex.quote(self.riasec)}")
        if self.who == "me":
            return ProfileOptions()
        from careerfit_cli.storage.profile_files import NAME

        name = f" --name {self.who}" if NAME.fullmatch(self.who) else ""
        return ProfileOptions(profile_option(self.who), name)


def saved_profile(who: str) -> Saved:
    """The saved profile of a name, or in a file."""
    from careerfit_cli.storage import paths, profiles

    path = Path(who)
    if len(path.parts) > 1 or path.suffix == ".json":
        return profiles.load_profile_file(path)
    return profiles.load_profile(paths.needed_personal_folder(), who)


def refuse_careless(profile: Profile, *, allow_careless: bool) -> None:
    """Raise `CareerfitError` for careless answers, unless they are allowed."""
    if profile.careless_reason and not allow_careless:
        raise CareerfitError(
            f"these answers are not ranked. {profile.careless_reason}",
            "if you meant every answer, add --allow-careless",
        )


def education_level(word: str | None) -> str:
    """The level of education that a word means; empty without one.

    Raises `UsageError` for a word that is not a level.
    """
    if word is None:
        return ""
    from careerfit_cli import filters

    return filters.education_level(word)


def profile_option(who: str) -> str:
    """The option that makes a command read a saved profile, ready to paste."""
    return "" if who == "me" else f" --profile {shlex.quote(who)}"


def area_names() -> Mapping[str, str]:
    """Plain names of the interest areas, by O*NET's name."""
    from careerfit_cli.storage.bank import load_bank

    items = load_bank().items.values()
    return {
        item.dimension.name: item.statement
        for item in items
        if item.pick and item.dimension
    }
