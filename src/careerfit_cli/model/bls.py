"""What the Bureau of Labor Statistics publishes of an occupation, as files have it.

These are parts of `model.occupation`, declared in the same way.
"""

# The types of fields are read while the program runs, so annotations must not be postponed.

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from careerfit_cli.model.amounts import names_at_least
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.preparation import OUTLOOKS
from careerfit_cli.model.schema import declare, optional, ref, required

SOC = r"[0-9]{2}-[0-9]{4}"

STATES_BY_YEAR = "state_median_dollars_a_year"
STATES_BY_HOUR = "state_median_dollars_an_hour"
"""Keys of state medians; a file has only one of them."""

MOST_JOBS = 1_000_000_000
_MOST_DOLLARS = 100_000_000
_JOBS = {"minimum": 0, "maximum": MOST_JOBS}
_YEARLY = {"type": "integer", "minimum": 0, "maximum": _MOST_DOLLARS,
           "unit": "U.S. dollars a year"}  # fmt: skip
_HOURLY = {"type": "number", "minimum": 0, "maximum": _MOST_DOLLARS, "decimals": 2,
           "unit": "U.S. dollars an hour"}  # fmt: skip
_PERCENT = {"minimum": 0, "maximum": 100, "decimals": 1, "unit": "percent of jobs"}

_oews = partial(optional, origin="OEWS")
_projections = partial(optional, origin="BLS projections")
_handbook = partial(declare, origin="BLS handbook")


@dataclass(frozen=True)
class Group:
    """A wider row a figure was published for: its SOC code and title."""

    soc: str = required("Its SOC code.", pattern=f"^{SOC}$", examples=["13-1020"])
    title: str = required("Its title.")


_published_for = partial(
    optional,
    "The wider row the figure was published for: `soc` and `title`.",
    key="published_for",
    schema=lambda: ref("published_for"),
    kw_only=True,
)


@dataclass(frozen=True)
class Preparation:
    """What BLS says is typical to enter: education, experience and training.

    `"None"` is a published value; an empty text means not reported.
    """

    group: Group | None = _published_for()
    education: str = declare("Typical to enter.")
    experience: str = declare("In a related occupation; `None` is a value.")
    training: str = declare("On the job; `None` is a value.")


@dataclass(frozen=True)
class Wages:
    """Wages in U.S. dollars, a year or an hour; `None` is not published.

    A wage published only as a lower limit is `amounts.AtLeast`.
    """

    mean: float | None = None
    p10: float | None = None
    p25: float | None = None
    median: float | None = None
    p75: float | None = None
    p90: float | None = None

    @property
    def at_least(self) -> tuple[str, ...]:
        """The names of wages that are only lower limits."""
        return names_at_least(vars(self))


_wages = partial(_oews, default=Wages, at_least=True, one_line=True)


@dataclass(frozen=True)
class Pay:
    """Wages and jobs of one survey round (BLS OEWS) in one area.

    `state_median` is dollars a year, or an hour where `state_unit` is `"hour"`
    (occupations paid by the hour only).
    """

    area: str = required("The area the figures are for.")
    period: str = required("The survey round, such as May 2025.")
    group: Group | None = _published_for()
    jobs: int | None = _oews(
        "Jobs in the area.", kw_only=True, unit="wage and salary jobs", **_JOBS
    )
    annual: Wages = _wages("Mean and percentiles.", key="dollars_a_year", **_YEARLY)
    hourly: Wages = _wages("Mean and percentiles.", key="dollars_an_hour", **_HOURLY)
    state_unit: str = "year"
    state_median: Mapping[str, float] = _oews(
        "Median by state or territory.",
        key=STATES_BY_YEAR,
        default=frozen,
        at_least=True,
        by_hour=(STATES_BY_HOUR, _HOURLY),
        **_YEARLY,
    )

    @property
    def states_at_least(self) -> tuple[str, ...]:
        """The states whose median is only a lower limit."""
        return names_at_least(self.state_median)

    @property
    def median(self) -> tuple[float | None, str]:
        """The national median and its unit: `"hour"` if only that is published."""
        if self.annual.median is None and self.hourly.median is not None:
            return self.hourly.median, "hour"
        return self.annual.median, "year"


@dataclass(frozen=True)
class Outlook:
    """Projected employment (BLS), all jobs, self-employed included.

    `phrase` is the handbook's where it has a page for just this work, else the phrase
    BLS uses for a `growth` of this size: a page for several occupations speaks of their
    sum, which may grow while one of them declines.
    """

    area: str = required("The area the figures are for.")
    period: str = required(
        "Start and end, such as 2024-34.",
        pattern="^[0-9]{4}-[0-9]{2}$",
        examples=["2024-34"],
    )
    group: Group | None = _published_for()
    phrase: str = _handbook("Outlook in words.", enum=OUTLOOKS)
    growth: float | None = _projections(
        "Change of employment.", key="growth_percent", unit="percent over the period",
        minimum=-100, maximum=1000, decimals=1,
    )  # fmt: skip
    jobs_start: int | None = _projections(
        "At the start of the period.", unit="jobs, self-employed included", **_JOBS
    )
    jobs_end: int | None = _projections(
        "At the end of the period.", unit="jobs, self-employed included", **_JOBS
    )
    change: int | None = _projections(
        "Jobs gained, or lost if negative.", unit="jobs over the period",
        minimum=-MOST_JOBS, maximum=MOST_JOBS,
    )  # fmt: skip
    openings: int | None = _projections(
        "Job openings.", key="openings_a_year",
        unit="jobs a year, average over the period", **_JOBS,
    )  # fmt: skip
    self_employed: float | None = _projections(
        "Self-employed people.", key="self_employed_percent", **_PERCENT
    )


@dataclass(frozen=True)
class Similar:
    """A neighbor the handbook names, with its entry education and median annual pay."""

    title: str = required("As the page names it.")
    education: str = declare("Typical to enter.")
    median: int | None = optional("Median pay.", key="median_dollars_a_year", **_YEARLY)
    at_least: bool = declare("True if the pay is this much or more.", default=False)


@dataclass(frozen=True)
class Contact:
    """An organization the handbook names, with its web address."""

    name: str = required("Its name.")
    url: str = declare("Its web address.")


@dataclass(frozen=True)
class Handbook:
    """Facts of the BLS Occupational Outlook Handbook page that covers this work.

    `period` is the year of `employers` and of the pay in `similar`.
    """

    title: str = required("Title of the page.")
    period: str = required("The year of its figures.")
    outlook: str = _handbook(
        "Outlook in words, for all the work the page covers.", enum=OUTLOOKS
    )
    employers: Mapping[str, float] = _handbook(
        "Largest employers.", key="employers_percent", default=frozen, **_PERCENT
    )
    qualities: tuple[str, ...] = _handbook("Important qualities.", default=tuple)
    similar: tuple[Similar, ...] = _handbook("Similar occupations.", default=tuple)
    contacts: tuple[Contact, ...] = _handbook("Bodies to contact.", default=tuple)
