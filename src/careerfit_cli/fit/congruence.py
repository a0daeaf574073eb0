"""Two older indices of fit, on Holland codes alone: a second view, never the score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import permutations
from statistics import fmean

from careerfit_cli.model.catalogue import DIMENSIONS, Entry
from careerfit_cli.model.elements import INTERESTS
from careerfit_cli.model.profile import Profile

HEXAGON = "RIASEC"
"""Holland's six types in their order around the hexagon."""

_IACHAN = ((22, 10, 4), (10, 5, 2), (4, 2, 1))
"""Weight of a letter by its place in the one code (row) and in the other (column)."""

_BROWN_GORE = (3, 2, 1)
"""Weight of the first, second and third pair of letters."""


@dataclass(frozen=True)
class Congruence:
    """How far two Holland codes agree: Iachan's M, 0-28, and Brown & Gore's C, 0-18.

    `person` and `occupation` are the codes that ties allow, usually one each; both
    indices are means over them.
    """

    person: tuple[str, ...]
    occupation: tuple[str, ...]
    iachan: float
    brown_gore: float


def congruence(profile: Profile, entry: Entry) -> Congruence | None:
    """Both indices for a person and an occupation.

    `None` when either side lacks one of the six interests, or the person's are unclear.
    """
    if INTERESTS.key in profile.unclear:
        return None
    person = codes(profile.levels.get(INTERESTS.key, {}))
    occupation = codes(_interests(entry))
    if not person or not occupation:
        return None
    pairs = [(mine, theirs) for mine in person for theirs in occupation]
    return Congruence(
        person=person,
        occupation=occupation,
        iachan=fmean(iachan(*pair) for pair in pairs),
        brown_gore=fmean(brown_gore(*pair) for pair in pairs),
    )


def codes(interests: Mapping[str, float]) -> tuple[str, ...]:
    """The three-letter codes of six interests, highest first: one for each order of ties.

    They stand in the order R I A S E C; none unless all six are there. Source for ties:
    Iachan (1990), Journal of Vocational Behavior 36, 176-180.
    """
    if len(interests) < len(INTERESTS.names):
        return ()
    found = []
    for three in permutations(INTERESTS.names, 3):
        own = [interests[name] for name in three]
        rest = [interests[name] for name in INTERESTS.names if name not in three]
        if own == sorted(own, reverse=True) and own[-1] >= max(rest):
            found.append("".join(name[0] for name in three))
    return tuple(found)


def iachan(one: str, other: str) -> int:
    """Iachan's M between two three-letter codes, 0 (no letter shared) to 28 (the same).

    The sum of a weight for every shared letter: 22 when first in both, 10 when first in
    the one and second in the other, and so on. Source: Iachan (1984), Journal of
    Vocational Behavior 24, 133-141.
    """
    return sum(
        _IACHAN[one.index(letter)][other.index(letter)]
        for letter in one
        if letter in other
    )


def brown_gore(one: str, other: str) -> int:
    """Brown and Gore's C between two three-letter codes, 0 (opposites) to 18 (the same).

    C = 3 x1 + 2 x2 + x3, where x compares the first, second and third letters: 3 when
    the same, 2 when next to each other on the hexagon, 1 when next but one, 0 when
    opposite. Source: Brown & Gore (1994), Journal of Vocational Behavior 45, 310-327.
    """
    pairs = zip(_BROWN_GORE, one, other, strict=True)
    return sum(weight * (3 - _apart(mine, theirs)) for weight, mine, theirs in pairs)


def _apart(one: str, other: str) -> int:
    """Steps between two types around the hexagon, 0-3."""
    steps = abs(HEXAGON.index(one) - HEXAGON.index(other))
    return min(steps, len(HEXAGON) - steps)


def _interests(entry: Entry) -> Mapping[str, float]:
    rated: Iterable[tuple[str, float | None]] = (
        (dimension.name, score)
        for dimension, score in zip(DIMENSIONS, entry.scores, strict=True)
        if dimension.domain == INTERESTS.key
    )
    return {name: score for name, score in rated if score is not None}
