"""The options for preferences, and for hiding occupations by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.errors import UsageError
from careerfit_cli.ui import terminal

if TYPE_CHECKING:
    from careerfit_cli.filters import Filter, Filtered
    from careerfit_cli.model.profile import Choice, Profile
    from careerfit_cli.preferences import Met


class Hidden(StrEnum):
    """Which occupations a person's preferences hide."""

    STRONG = "strong"
    ALL = "all"


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


def preferring(profile: Profile, text: str | None) -> Profile:
    """The profile with the named preferences in place of its earlier ones."""
    if text is None:
        return profile
    from careerfit_cli import preferences
    from careerfit_cli.storage.bank import load_bank

    named = preferences.named(load_bank().opposites, text)
    ids = {choice.between.id for choice in named}
    others = [choice for choice in profile.choices if choice.between.id not in ids]
    return replace(profile, choices=(*others, *named))


def hiding(
    choices: Sequence[Choice], met: Met, hidden: Hidden | None
) -> Sequence[Filter]:
    """A filter for each clear preference, if they are to hide occupations."""
    if hidden is None:
        return ()
    from careerfit_cli import filters
    from careerfit_cli.preferences import Verdict

    clear = [choice for choice in choices if choice.pole]
    if not clear:
        raise UsageError(
            "there are no preferences to use",
            "answer `careerfit profile preferences`, or give --prefer outdoors,alone",
        )
    if hidden is Hidden.STRONG and not any(choice.strong for choice in clear):
        raise UsageError(
            "none of your preferences is strong", "--preferred all uses the others"
        )
    hides = {Verdict.STRONGLY_AGAINST}
    if hidden is Hidden.ALL:
        hides.add(Verdict.AGAINST)
    return [
        filters.none_of(
            f"{'much ' if choice.strong else ''}rather {choice.pole}",
            {
                slug
                for slug, checks in met.items()
                if any(
                    check.choice == choice and check.verdict in hides
                    for check in checks
                )
            },
        )
        for choice in clear
        if choice.strong or hidden is Hidden.ALL
    ]


def tell_not_rated(
    choices: Sequence[Choice], filtered: Filtered, met: Met, hidden: Hidden | None
) -> None:
    """Print to standard error how many are included because they are not rated."""
    if hidden is None:
        return
    unrated = [
        check.choice
        for entry in filtered.kept
        for check in met.get(entry.slug, ())
        if check.passed is None and (check.choice.strong or hidden is Hidden.ALL)
    ]
    listed = [
        f"{count} on {choice.pole}"
        for choice in choices
        if (count := unrated.count(choice))
    ]
    if listed:
        terminal.note(f"Kept, though not rated: {', '.join(listed)}.")
