"""An occupation and its parts, as one YAML file holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields

from careerfit_cli.model.amounts import is_at_least
from careerfit_cli.model.elements import INTERESTS, holland_code
from careerfit_cli.model.frozen import frozen


@dataclass(frozen=True)
class Words:
    """The text people wrote about an occupation; every field may be empty.

    For every occupation there are `summary`, `tasks`, `entry`, `conditions` (where, hours,
    physical demands), `steps` (the usual way in, in order), `next` (the step up and the
    step sideways) and `change` (what makes jobs grow or shrink, and how machines and AI
    enter the work); the rest is for some.
    `qualities` are sentences by name of a quality, `kinds` by kind of the job,
    `similar_work` by title of a similar occupation. `details` are short lines of what
    is done on the job. `also_called` are everyday names besides O*NET's titles, and
    `organizations` bodies to contact besides the handbook's.
    """

    summary: str = ""
    tasks: tuple[str, ...] = ()
    entry: str = ""
    conditions: str = ""
    steps: str = ""
    next: str = ""
    change: str = ""
    about: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=frozen)
    qualities: Mapping[str, str] = field(default_factory=frozen)
    details: tuple[str, ...] = ()
    environment: str = ""
    schedule: str = ""
    education: str = ""
    experience: str = ""
    licenses: str = ""
    advancement: str = ""
    demand: str = ""
    similar_work: Mapping[str, str] = field(default_factory=frozen)
    also_called: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Titles:
    """Job titles of the occupation: those workers reported, then alternates."""

    reported: tuple[str, ...] = ()
    alternate: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[str]:
        return iter((*self.reported, *self.alternate))


@dataclass(frozen=True)
class Group:
    """A wider row a figure was published for: its SOC code and title."""

    code: str
    title: str


@dataclass(frozen=True)
class Preparation:
    """What BLS says is typical to enter: education, experience and training.

    `"None"` is a published value; an empty text means not reported.
    """

    education: str = ""
    experience: str = ""
    training: str = ""
    group: Group | None = None


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
        return tuple(
            field.name for field in fields(self) if is_at_least(self[field.name])
        )

    def __getitem__(self, name: str) -> float | None:
        amount: float | None = getattr(self, name)
        return amount


@dataclass(frozen=True)
class Pay:
    """Wages and jobs of one survey round (BLS OEWS) in one area.

    `jobs` counts wage and salary jobs. `state_median` is dollars a year, or an hour
    where `state_unit` is `"hour"` (occupations paid by the hour only).
    """

    area: str
    period: str
    annual: Wages = field(default_factory=Wages)
    hourly: Wages = field(default_factory=Wages)
    jobs: int | None = None
    state_unit: str = "year"
    state_median: Mapping[str, float] = field(default_factory=frozen)
    group: Group | None = None

    @property
    def states_at_least(self) -> tuple[str, ...]:
        """The states whose median is only a lower limit."""
        medians = self.state_median.items()
        return tuple(state for state, median in medians if is_at_least(median))

    @property
    def median(self) -> tuple[float | None, str]:
        """The national median and its unit: `"hour"` if only that is published."""
        if self.annual.median is None and self.hourly.median is not None:
            return self.hourly.median, "hour"
        return self.annual.median, "year"


@dataclass(frozen=True)
class Outlook:
    """Projected employment (BLS), all jobs, self-employed included.

    `growth` is percent over the `period`; `openings` are jobs a year, on average.
    `phrase` is the handbook's where it has a page for just this work, else the phrase
    BLS uses for a `growth` of this size: a page for several occupations speaks of their
    sum, which may grow while one of them declines.
    """

    area: str
    period: str
    phrase: str = ""
    growth: float | None = None
    jobs_start: int | None = None
    jobs_end: int | None = None
    change: int | None = None
    openings: int | None = None
    self_employed: float | None = None
    group: Group | None = None


@dataclass(frozen=True)
class Similar:
    """A neighbour the handbook names, with its entry education and median annual pay.

    `at_least` marks a pay the source gives only as "this much or more".
    """

    title: str
    education: str = ""
    median: int | None = None
    at_least: bool = False


@dataclass(frozen=True)
class Contact:
    """An organisation the handbook names, with its web address."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Handbook:
    """Facts of the BLS Occupational Outlook Handbook page that covers this work.

    `title` is the page's own title and `outlook` its phrase, for all the work it covers;
    `period` the year of `employers` (percent of jobs) and of the pay in `similar`.
    """

    title: str
    period: str
    outlook: str = ""
    employers: Mapping[str, float] = field(default_factory=frozen)
    qualities: tuple[str, ...] = ()
    similar: tuple[Similar, ...] = ()
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True)
class Related:
    """A related occupation of O*NET.

    `tier` is `Primary-Short` (closest), `Primary-Long` or `Supplemental`.
    """

    code: str
    title: str
    tier: str


@dataclass(frozen=True)
class Technologies:
    """Software names O*NET marks as hot, and as in demand for this occupation."""

    hot: tuple[str, ...] = ()
    in_demand: tuple[str, ...] = ()


@dataclass(frozen=True)
class PastFigure:
    """A figure of an earlier release, kept so that both can be seen.

    `at_least` marks a value the source gives only as "this much or more".
    """

    what: str
    value: float
    unit: str
    period: str
    source: str
    at_least: bool = False
    group: str = ""


@dataclass(frozen=True)
class Source:
    """Where a section's figures come from.

    `release` is the publisher's own; `collected` the latest date among the ratings;
    `raters` who rated. Both are empty where the table does not say. `earlier` names, by
    an earlier release, the elements that `release` has no figure for.
    """

    publisher: str
    release: str
    measure: str = ""
    collected: str = ""
    raters: str = ""
    earlier: Mapping[str, tuple[str, ...]] = field(default_factory=frozen)


@dataclass(frozen=True)
class Estimate:
    """Values of a domain that O*NET did not publish, computed from other figures.

    `values` are 0-100 by element name, `method` names the estimator and `based_on` the
    figures it used.
    """

    values: Mapping[str, float]
    method: str
    based_on: str


@dataclass(frozen=True)
class Requirement:
    """Percent of workers, or of experts, who chose each category of one question.

    `low_precision` names the categories O*NET recommends suppressing.
    """

    percent: Mapping[str, float]
    low_precision: tuple[str, ...] = ()


@dataclass(frozen=True)
class Occupation:
    """One occupation: people's words and published figures.

    `ratings` and `levels` hold O*NET standardised scores, 0-100, by domain key and
    element name; an element that was not rated is absent. `low_precision` names the
    elements O*NET recommends suppressing, `not_relevant` those whose level does not
    apply, by domain key. `estimated` has the domains that were not published and are
    computed instead; published values come first. `requirements` is what workers say of
    schooling, experience and training, by question (`model.preparation.REQUIREMENTS`).
    `sources` is by section.
    """

    slug: str
    code: str
    title: str
    words: Words = field(default_factory=Words)
    titles: Titles = field(default_factory=Titles)
    job_zone: int | None = None
    preparation: Preparation = field(default_factory=Preparation)
    pay: Pay | None = None
    outlook: Outlook | None = None
    ratings: Mapping[str, Mapping[str, float]] = field(default_factory=frozen)
    levels: Mapping[str, Mapping[str, float]] = field(default_factory=frozen)
    low_precision: Mapping[str, tuple[str, ...]] = field(default_factory=frozen)
    not_relevant: Mapping[str, tuple[str, ...]] = field(default_factory=frozen)
    estimated: Mapping[str, Estimate] = field(default_factory=frozen)
    requirements: Mapping[str, Requirement] = field(default_factory=frozen)
    technologies: Technologies = field(default_factory=Technologies)
    related: tuple[Related, ...] = ()
    handbook: Handbook | None = None
    history: tuple[PastFigure, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=frozen)

    @property
    def soc(self) -> str:
        """The six-digit SOC code, under which BLS publishes."""
        return self.code[:7]

    @property
    def holland(self) -> str:
        """The Holland code: first letters of the three highest interests, highest first.

        Ties keep the order R I A S E C. Empty unless all six are rated.
        """
        return holland_code(self.ratings.get(INTERESTS.key, {}))
