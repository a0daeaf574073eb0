"""Place occupations between opposite ways to work, and compare them with preferences.

Nothing here is part of FIT: preferences flag and filter. `docs/method.md`,
"Preferences", has the formulas and how the elements were judged.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from careerfit_cli.errors import UsageError
from careerfit_cli.model.profile import HIGHEST, LOWEST, Choice, Opposites

OUTER_THIRD = 200 / 3
"""An occupation is at a pole if it is beyond this percent of occupations."""

OUTER_FIFTH = 80
"""An occupation is far out at a pole if it is beyond this percent of occupations."""

LEAST_RATED = 0.5
"""Share of the elements an occupation must be rated on to have a standing."""

Ratings = Mapping[str, Mapping[str, float]]
"""Scores 0-100 by slug and element name; what was not rated is absent."""


@dataclass(frozen=True)
class Standing:
    """Percent of occupations closer to the opposite pole, for each of two poles, 0-100.

    Ties count on neither side, so the two add up to less than 100.
    """

    to_left: float
    to_right: float


class Verdict(StrEnum):
    """How an occupation meets a preference."""

    AGREES = "agrees"
    BETWEEN = "in between"
    AGAINST = "against"
    STRONGLY_AGAINST = "strongly against"
    NOT_RATED = "not rated"


@dataclass(frozen=True)
class PreferenceCheck:
    """How one occupation meets one clear preference.

    `pole` is the side the occupation is closer to, and `passed` the percent of
    occupations that are less so; empty and `None` if it is not rated.
    """

    choice: Choice
    verdict: Verdict
    pole: str = ""
    passed: float | None = None

    @property
    def is_flag(self) -> bool:
        """Whether the occupation goes against the preference, strongly or not."""
        return self.verdict in (Verdict.AGAINST, Verdict.STRONGLY_AGAINST)


Met = Mapping[str, Sequence[PreferenceCheck]]
"""How occupations meet a person's clear preferences, by slug."""


def standings(
    opposites: Iterable[Opposites], ratings: Ratings
) -> Mapping[str, Mapping[str, Standing]]:
    """The standing of each occupation, by slug and id; absent if it is not rated."""
    standings: dict[str, dict[str, Standing]] = {slug: {} for slug in ratings}
    for between in opposites:
        elements = (*between.more, *between.less)
        rated = {
            slug: tuple(name for name in elements if name in scores)
            for slug, scores in ratings.items()
        }
        for names in set(rated.values()):
            if not names or len(names) < LEAST_RATED * len(elements):
                continue
            # An occupation is compared with all that are rated on the same elements.
            levels = {
                slug: _level(between, ratings[slug], names)
                for slug, rated_on in rated.items()
                if set(names) <= set(rated_on)
            }
            ordered, count = sorted(levels.values()), len(levels)
            for slug, level in levels.items():
                if rated[slug] == names:
                    standings[slug][between.id] = Standing(
                        to_left=(count - bisect_right(ordered, level)) / count * 100,
                        to_right=bisect_left(ordered, level) / count * 100,
                    )
    return standings


def _level(
    between: Opposites, scores: Mapping[str, float], names: Sequence[str]
) -> float:
    """The mean score, 100 being all right and 0 all left."""
    return fmean(
        100 - scores[name] if name in between.less else scores[name] for name in names
    )


def met(choices: Iterable[Choice], ratings: Ratings) -> Met:
    """How each occupation meets each clear preference.

    Questions answered with "either is fine" are left out.
    """
    clear = [choice for choice in choices if choice.pole]
    standing = standings((choice.between for choice in clear), ratings)
    return {
        slug: tuple(
            _match(choice, standings.get(choice.between.id)) for choice in clear
        )
        for slug, standings in standing.items()
    }


def _match(choice: Choice, standing: Standing | None) -> PreferenceCheck:
    if standing is None:
        return PreferenceCheck(choice, Verdict.NOT_RATED)
    toward, away = standing.to_right, standing.to_left
    if choice.pole == choice.between.left:
        toward, away = away, toward
    pole, passed = (choice.other, away) if away > toward else (choice.pole, toward)
    return PreferenceCheck(choice, _verdict(choice, toward, away), pole, passed)


def _verdict(choice: Choice, toward: float, away: float) -> Verdict:
    if choice.strong and away >= OUTER_FIFTH:
        return Verdict.STRONGLY_AGAINST
    if away >= OUTER_THIRD:
        return Verdict.AGAINST
    return Verdict.AGREES if toward >= OUTER_THIRD else Verdict.BETWEEN


def named(opposites: Sequence[Opposites], text: str) -> tuple[Choice, ...]:
    """The strong preferences in a list of poles: `outdoors, alone`.

    A pole may be shortened to a part of its name. Raises `UsageError` for one that is
    unknown or could be more than one, and for two that are opposites.
    """
    choices: dict[str, Choice] = {}
    for word in text.split(","):
        choice = _named(opposites, " ".join(word.split()).casefold())
        earlier = choices.setdefault(choice.between.id, choice)
        if earlier != choice:
            raise UsageError(
                f"{earlier.pole!r} and {choice.pole!r} are opposites",
                "give one of them",
            )
    return tuple(choices.values())


def _named(opposites: Sequence[Opposites], word: str) -> Choice:
    poles = {
        pole: Choice(pair, answer)
        for pair in opposites
        for pole, answer in ((pair.left, LOWEST), (pair.right, HIGHEST))
    }
    if word in poles:
        return poles[word]
    close = [pole for pole in poles if word and word in pole]
    if len(close) == 1:
        return poles[close[0]]
    what = f"could be {' or '.join(close)}" if close else "is no preference"
    raise UsageError(f"{word!r} {what}", f"known: {', '.join(poles)}")
