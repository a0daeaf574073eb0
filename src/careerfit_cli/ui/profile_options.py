"""Options that choose a person's answers and preferences, and the resulting profile."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.errors import BadData, CareerfitError, Problem, UsageError
from careerfit_cli.model.text import quoted
from careerfit_cli.ui import terminal

if TYPE_CHECKING:
    from careerfit_cli.model.profile import Profile
    from careerfit_cli.storage.profiles import Saved
    from careerfit_cli.views.next_steps import ProfileOptions

LONGEST_ANSWERS = 10_000
"""How many characters of an answers file are read."""

LONGEST_PATH = 255

_GIVE_ANSWERS = "give an answer string, a file that holds one, or - for input"


class Hidden(StrEnum):
    """Which occupations a person's preferences hide."""

    STRONG = "strong"
    ALL = "all"


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
Prefer = Annotated[
    str | None,
    typer.Option(
        help="What you strongly prefer, such as outdoors,alone; flags conflicts."
    ),
]
Preferred = Annotated[
    Hidden | None,
    typer.Option(help="Hide careers that go against your strong, or any, preferences."),
]


@dataclass(frozen=True)
class AnswerOptions:
    """Options that choose a person's answers: saved, in a string, or other scores."""

    who: Who = "me"
    answers: Answers = None
    riasec: Riasec = None

    def profile(self) -> Profile:
        """The profile from the answers or scores."""
        from careerfit_cli import api

        if self.answers is not None and self.riasec is not None:
            raise UsageError(
                "--answers and --riasec are both given", "give one of them"
            )
        if self.riasec is not None:
            from careerfit_cli import quiz as instrument

            scores = instrument.interest_scores(self.riasec)
            return instrument.profile_of_interests(scores)
        if self.answers is not None:
            text = answer_text(self.answers)
            with blaming_file(self.answers):
                return api.profile(text)
        text = saved_profile(self.who).replay
        hint = "take the quiz again, or give another --profile"
        with _blaming(f"profile {quoted(self.who)}", hint):
            return api.profile(text)

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


def with_preferences(profile: Profile, text: str | None) -> Profile:
    """The profile with the named preferences in place of its earlier ones."""
    if text is None:
        return profile
    from careerfit_cli import preferences
    from careerfit_cli.storage.bank import load_bank

    named = preferences.named(load_bank().opposites, text)
    ids = {choice.between.id for choice in named}
    others = [choice for choice in profile.choices if choice.between.id not in ids]
    return replace(profile, choices=(*others, *named))


def answer_text(answers: str) -> str:
    """The answer string itself, the content of the file it names, or standard input."""
    if answers == "-":
        return terminal.standard_input().read(LONGEST_ANSWERS)
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
        from careerfit_cli.tables.encoding import what_else

        what, _ = what_else(raw) or ("is not a text file", "")
        raise BadData([Problem(answers, 0, "", what, _GIVE_ANSWERS)]) from error


def blaming_file(answers: str) -> AbstractContextManager[None]:
    """Raise `BadData` for answers that cannot be read if they come from a file."""
    if answers == "-" or not _names_a_file(answers):
        return nullcontext()
    return _blaming(answers)


@contextmanager
def _blaming(source: str, hint: str = "") -> Iterator[None]:
    """Raise `BadData` about a source of answers instead of `UsageError`."""
    try:
        yield
    except UsageError as error:
        problem = Problem(source, 0, "", error.text, hint or error.hint)
        raise BadData([problem]) from error


def _decoded(raw: bytes) -> str:
    """The text of a file of answers; raises `ValueError` if it is not text."""
    if raw.startswith((b"PK", b"%PDF")):
        raise ValueError
    is_utf_16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    return raw.decode("utf-16" if is_utf_16 else "utf-8-sig")


def _names_a_file(answers: str) -> bool:
    """Whether a text names a file: the file exists, or the text can be nothing else."""
    if not answers or "\0" in answers or len(answers) > LONGEST_PATH:
        return False
    path = Path(answers)
    # Unlike `Path.exists`, this returns false for a name too long for a file.
    there = os.path.exists(path)  # noqa: PTH110
    return there or len(path.parts) > 1 or path.suffix in (".txt", ".json")
