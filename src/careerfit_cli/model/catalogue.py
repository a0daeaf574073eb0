"""The catalogue: what searching, filtering and ranking need of each occupation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from careerfit_cli.model.amounts import is_at_least
from careerfit_cli.model.elements import MATCHED

if TYPE_CHECKING:
    # Only for types: lists do not load the parts of an occupation.
    from careerfit_cli.model.occupation import Occupation


@dataclass(frozen=True)
class Dimension:
    """One of the 68 dimensions people and occupations are matched on."""

    domain: str
    name: str


DIMENSIONS = tuple(
    Dimension(domain.key, name) for domain in MATCHED for name in domain.names
)
"""Interests 6, interest areas 41, work styles 21, in that order."""


@dataclass(frozen=True)
class Entry:
    """One occupation as the catalogue lists it.

    `median` is of `pay_area`, in dollars a `median_unit` (`"year"` or `"hour"`), of
    `pay_period`; `pay_group` and `outlook_group` name the wider row a figure was
    published for, or are empty. `growth` is percent over `outlook_period`.
    `scores` follow `DIMENSIONS`, 0-100: published, or else estimated for the domains in
    `estimated` (keys of domains that O*NET did not publish); `None` where neither.
    """

    slug: str
    code: str
    title: str
    holland: str
    job_zone: int | None
    education: str
    median: float | None
    median_unit: str
    pay_area: str
    pay_period: str
    pay_group: str
    growth: float | None
    outlook: str
    outlook_period: str
    outlook_group: str
    scores: tuple[float | None, ...] = field(repr=False)
    estimated: tuple[str, ...] = ()

    @property
    def median_at_least(self) -> bool:
        """Whether the median is published only as a lower limit."""
        return is_at_least(self.median)

    def to_dict(self) -> dict[str, str | float | None]:
        """The figures of a list's row by the names of its CSV columns, without scores."""
        return {
            **{
                name: getattr(self, name)
                for name in self.__dataclass_fields__
                if name not in ("scores", "estimated")
            },
            "median_at_least": self.median_at_least,
        }


def entry(occupation: Occupation) -> Entry:
    """The catalogue's view of one occupation."""
    pay, outlook = occupation.pay, occupation.outlook
    median, unit = pay.median if pay else (None, "year")
    return Entry(
        slug=occupation.slug,
        code=occupation.code,
        title=occupation.title,
        holland=occupation.holland,
        job_zone=occupation.job_zone,
        education=occupation.preparation.education,
        median=median,
        median_unit=unit,
        pay_area=pay.area if pay else "",
        pay_period=pay.period if pay else "",
        pay_group=pay.group.title if pay and pay.group else "",
        growth=outlook.growth if outlook else None,
        outlook=outlook.phrase if outlook else "",
        outlook_period=outlook.period if outlook else "",
        outlook_group=outlook.group.title if outlook and outlook.group else "",
        scores=tuple(
            _values(occupation, dimension.domain).get(dimension.name)
            for dimension in DIMENSIONS
        ),
        estimated=tuple(occupation.estimated),
    )


def _values(occupation: Occupation, domain: str) -> Mapping[str, float]:
    """The published values of a domain, or the estimated ones."""
    if domain in occupation.ratings:
        return occupation.ratings[domain]
    estimate = occupation.estimated.get(domain)
    return estimate.values if estimate else {}


@dataclass(frozen=True)
class StatePay:
    """Median pay of one occupation by state, in dollars a `unit` (`year` or `hour`).

    A state whose figure is not published is absent.
    """

    unit: str
    median: Mapping[str, float]


@dataclass(frozen=True)
class Catalogue:
    """Every occupation's entry, in slug order."""

    entries: tuple[Entry, ...]

    def __hash__(self) -> int:
        # Vectors are cached by catalogue, and hashing every entry would be slow.
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)
