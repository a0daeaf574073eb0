"""Changes made by an import: occupations, job zones and ratings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.preparation import zone_label


@dataclass(frozen=True)
class ZoneChange:
    """A changed job zone; 1 and 2 are the same zone."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class RatingChange:
    """A changed rating, in points of 100."""

    title: str
    domain: str
    element: str
    before: float
    after: float

    @property
    def size(self) -> float:
        """The size of the change, in points."""
        return abs(self.after - self.before)


@dataclass(frozen=True)
class Changes:
    """Changes made by an import, each list in the order to print it.

    `renamed` are titles before and after; `ratings` are the largest changes first.
    """

    new: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    zones: tuple[ZoneChange, ...]
    ratings: tuple[RatingChange, ...]


def changes(before: Iterable[Occupation], after: Sequence[Occupation]) -> Changes:
    """The changes of occupations, matched by code."""
    old = {occupation.code: occupation for occupation in before}
    pairs = [
        (old[occupation.code], occupation)
        for occupation in after
        if occupation.code in old
    ]
    after_only = [occupation for occupation in after if occupation.code not in old]
    return Changes(
        new=tuple(occupation.title for occupation in after_only),
        renamed=tuple(
            (was.title, now.title) for was, now in pairs if was.title != now.title
        ),
        zones=tuple(
            ZoneChange(now.title, zone_label(was.job_zone), zone_label(now.job_zone))
            for was, now in pairs
            if was.job_zone
            and now.job_zone
            and zone_label(was.job_zone) != zone_label(now.job_zone)
        ),
        ratings=tuple(
            sorted(
                (change for pair in pairs for change in _ratings(*pair)),
                key=lambda change: (-change.size, change.title, change.element),
            )
        ),
    )


def _ratings(before: Occupation, after: Occupation) -> list[RatingChange]:
    return [
        RatingChange(after.title, domain.title, name, was[name], score)
        for domain in DOMAINS
        for was in (_scores(before, domain.key),)
        for name, score in _scores(after, domain.key).items()
        if name in was and was[name] != score
    ]


def _scores(occupation: Occupation, domain: str) -> Mapping[str, float]:
    return occupation.ratings.get(domain, {})
