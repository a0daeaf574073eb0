"""Tendencies between opposite ways to work, from a person's answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from careerfit_cli.model.catalogue import Dimension
from careerfit_cli.model.profile import Profile


def _dimensions(domain: str, *names: str) -> tuple[Dimension, ...]:
    return tuple(Dimension(domain, name) for name in names)


@dataclass(frozen=True)
class Poles:
    """Two opposite ways to work, and the dimensions that indicate each.

    If `left_by` is empty, a low level of `right_by` indicates the left. `asked` is
    the id of the optional question that asks about the same thing directly.
    """

    left: str
    right: str
    right_by: tuple[Dimension, ...]
    left_by: tuple[Dimension, ...] = ()
    asked: str = ""


@dataclass(frozen=True)
class Tendency:
    """How far a person tends to one of two poles: -100 all left, 100 all right."""

    left: str
    right: str
    lean: float

    @property
    def side(self) -> str:
        """The preferred pole, or empty without a clear tendency."""
        if abs(self.lean) < CLEAR:
            return ""
        return self.right if self.lean > 0 else self.left


CLEAR = 25
"""A tendency is clear from this value, of 100: half a step of each answer."""

POLES = (
    Poles(
        "alone",
        "with others",
        _dimensions("work_styles", "Social Orientation"),
        asked="people",
    ),
    Poles("follow", "lead", _dimensions("work_styles", "Leadership Orientation")),
    Poles(
        "routine",
        "change",
        _dimensions("work_styles", "Adaptability", "Innovation"),
        asked="variety",
    ),
    Poles("bold", "careful", _dimensions("work_styles", "Cautiousness")),
    Poles("quick", "exact", _dimensions("work_styles", "Attention to Detail")),
    Poles(
        "things",
        "people",
        _dimensions("interests", "Social"),
        _dimensions("interests", "Realistic"),
    ),
    Poles(
        "data",
        "ideas",
        _dimensions("interests", "Investigative", "Artistic"),
        _dimensions("interests", "Enterprising", "Conventional"),
    ),
)
"""The last two are Prediger's (1982) dimensions under the Holland hexagon."""


def tendencies(profile: Profile) -> tuple[Tendency, ...]:
    """Which way a person's answers point between opposite ways to work.

    Questions that the person answered directly are left out.
    """
    answered = {
        choice.between.id for choice in profile.choices if choice.answer is not None
    }
    result = []
    for poles in POLES:
        if poles.asked in answered:
            continue
        if any(
            pole.domain in profile.unclear for pole in poles.right_by + poles.left_by
        ):
            continue
        right = _mean_level(profile, poles.right_by)
        left = _mean_level(profile, poles.left_by)
        if right is None or (poles.left_by and left is None):
            continue
        lean = (right - 50) * 2 if left is None else right - left
        result.append(Tendency(poles.left, poles.right, lean))
    return tuple(result)


def _mean_level(profile: Profile, dimensions: Sequence[Dimension]) -> float | None:
    levels = [
        level
        for dimension in dimensions
        if (level := profile.levels[dimension.domain].get(dimension.name)) is not None
    ]
    return fmean(levels) if levels else None
