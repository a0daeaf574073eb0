"""An occupation and its parts. Each field of an occupation file is declared here, once.

Reading, writing, both JSON Schemas and the tables in docs/data-format.md follow from the
declarations, in the order of the fields.
"""

# The types of fields are read while the program runs, so annotations must not be postponed.

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from careerfit_cli.model.bls import (
    MOST_JOBS,
    SOC,
    Group,
    Handbook,
    Outlook,
    Pay,
    Preparation,
)
from careerfit_cli.model.elements import (
    DOMAINS,
    ESTIMATED,
    INTERESTS,
    LEVEL_RANGE,
    Domain,
    holland_code,
)
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.preparation import REQUIREMENTS
from careerfit_cli.model.schema import (
    TEXT,
    Schema,
    declare,
    keyed,
    mapping,
    members,
    named,
    names_of,
    optional,
    record,
    ref,
    required,
    texts,
)

SCHEMA = 1
"""The version of the file format this program reads and writes."""

CODE = rf"{SOC}\.[0-9]{{2}}"

TIERS = {
    "primary_short": "Primary-Short",
    "primary_long": "Primary-Long",
    "supplemental": "Supplemental",
}
"""Key of each tier of related occupations in files, by how close they are."""

_CODE_KEYWORDS = {"pattern": f"^{CODE}$", "examples": ["11-9111.00"]}
_ANSWERS = {"minimum": 0, "maximum": 100, "decimals": 2, "unit": "percent of answers"}


@dataclass(frozen=True)
class Words:
    """The text people wrote about an occupation; every field may be empty.

    The fields to `change` are for every occupation, the rest for some.
    """

    summary: str = declare("One sentence: what these people do.")
    tasks: tuple[str, ...] = texts(
        "Short lines of what they often do, beginning with a verb."
    )
    entry: str = declare("How people get in.")
    conditions: str = declare("Where, hours, physical demands, dangers.")
    steps: str = declare("The usual way in, in order, with total time and license.")
    next: str = declare("The step up and the step sideways.")
    change: str = declare("What makes jobs grow or shrink, and how AI enters the work.")
    about: tuple[str, ...] = texts(
        "Paragraphs: more about the work, and how it varies."
    )
    duties: tuple[str, ...] = texts("Typical duties.")
    kinds: Mapping[str, str] = keyed("Kinds of the job: a name and a sentence each.")
    qualities: Mapping[str, str] = keyed(
        "Important qualities: a name and a sentence each."
    )
    details: tuple[str, ...] = texts("Short lines: what is done on the job.")
    environment: str = declare("Where the work is done, and what is hard about it.")
    schedule: str = declare("The hours.")
    education: str = declare("Schooling, at length.")
    experience: str = declare("Experience, at length.")
    licenses: str = declare("Licenses and certificates, at length.")
    advancement: str = declare("What people go on to.")
    demand: str = declare("What drives the outlook, without figures.")
    similar_work: Mapping[str, str] = keyed(
        "A line on each similar occupation, by its title."
    )
    also_called: tuple[str, ...] = texts("Everyday names, besides O*NET's titles.")
    organizations: tuple[str, ...] = texts("Bodies to contact, besides the handbook's.")


@dataclass(frozen=True)
class Titles:
    """Job titles of the occupation: those workers reported, then alternates."""

    reported: tuple[str, ...] = texts("Reported by workers.")
    alternate: tuple[str, ...] = texts("Other titles, those most sources name first.")

    def __iter__(self) -> Iterator[str]:
        return iter((*self.reported, *self.alternate))


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

    hot: tuple[str, ...] = texts("Hot technologies.")
    in_demand: tuple[str, ...] = texts("In demand for this occupation.")


@dataclass(frozen=True)
class PastFigure:
    """A figure of an earlier release, kept so that both can be seen."""

    what: str = required("Name of the figure.")
    group: str = declare(
        "The wider row it was published for.", key="published_for", kw_only=True
    )
    value: float = required(
        "Its value.", minimum=-MOST_JOBS, maximum=MOST_JOBS, decimals=2
    )
    unit: str = required("Such as dollars a year.")
    period: str = required("Such as May 2024.")
    source: str = required("The publisher's release.")
    at_least: bool = declare("True if it is this much or more.", default=False)


@dataclass(frozen=True)
class Source:
    """Where a section's figures come from."""

    publisher: str = required("O*NET or BLS.")
    release: str = required("As the publisher names it.")
    measure: str = declare("What the figures measure.")
    collected: str = declare("The latest date among the ratings.")
    raters: str = declare("Who rated.")
    earlier: Mapping[str, tuple[str, ...]] = keyed(
        "Elements kept from earlier releases, by release."
    )


@dataclass(frozen=True)
class Estimate:
    """Values of a domain that O*NET did not publish, computed from other figures.

    `values` are 0-100 by element name.
    """

    method: str = required("The estimator.")
    based_on: str = required("The figures it used.")
    values: Mapping[str, float] = required("As the domain.")


@dataclass(frozen=True)
class Requirement:
    """Percent of workers, or of experts, who chose each category of one question."""

    percent: Mapping[str, float] = required("By category.", one_line=True, **_ANSWERS)
    low_precision: tuple[str, ...] = texts("Categories O*NET recommends suppressing.")


def _domain(domain: Domain) -> Schema:
    unit = domain.measure if domain.as_published else "O*NET standardized score, 0-100"
    what = f"{domain.title}: {len(domain.names)} elements."
    origin = f"O*NET, {domain.scale} {domain.low} to {domain.high}"
    return {**ref(domain.key), "description": what, "unit": unit, "origin": origin}


def _level(domain: Domain) -> Schema:
    low, high = LEVEL_RANGE
    return {**_domain(domain), "origin": f"O*NET, {domain.levels} {low} to {high}"}


def _requirement(categories: tuple[str, ...]) -> Schema:
    percent = mapping(dict.fromkeys(categories, ref("percent")))
    names = names_of({"enum": list(categories)})
    return record(Requirement, percent=percent, low_precision=names)


def _estimate(domain: Domain) -> Schema:
    return record(Estimate, values=_domain(domain))


_LEVELED = tuple(domain for domain in DOMAINS if domain.levels)


def _by_domain(
    value: Callable[[Domain], Schema], domains: Iterable[Domain]
) -> Callable[[], Schema]:
    return lambda: mapping({domain.key: value(domain) for domain in domains})


def _names(domain: Domain) -> Schema:
    return names_of(ref(f"{domain.key}_names"))


_onet = partial(declare, default=frozen, origin="O*NET")


@dataclass(frozen=True)
class Occupation:
    """One occupation: people's words and published figures.

    `ratings` and `levels` hold O*NET standardized scores, 0-100, by domain key and
    element name; an element that was not rated is absent. In files, `words` and `ratings`
    are not nested, and domains that are `as_published` have published values.
    `requirements` is by question (`model.preparation.REQUIREMENTS`), `sources` by section.
    """

    slug: str
    code: str = required(
        "O*NET-SOC code; 99-9999.00 for one without.", **_CODE_KEYWORDS
    )
    title: str = required("What these people are called.")
    words: Words = declare(default=Words, spread=True)
    job_zone: int | None = optional(
        "How much preparation; 2 is the combined zone 1-2 (1 in releases to 30.1).",
        minimum=1, maximum=5, origin="O*NET Job Zones",
    )  # fmt: skip
    preparation: Preparation = declare(
        "What is typical to enter.", default=Preparation, origin="BLS projections"
    )
    pay: Pay | None = optional(
        origin="OEWS",
        what="Amounts under `at_least_` are published only as this much or more.",
    )
    outlook: Outlook | None = optional(
        "Projected employment.", origin="BLS projections"
    )
    handbook: Handbook | None = optional(
        "Facts from the handbook's page.", origin="BLS handbook"
    )
    requirements: Mapping[str, Requirement] = _onet(
        "By question: `percent` of answers by category, and `low_precision` categories.",
        unit="percent of answers",
        origin="O*NET, RL, RW, PT, OJ",
        schema=lambda: mapping(
            {key: _requirement(item.categories) for key, item in REQUIREMENTS.items()}
        ),
    )
    ratings: Mapping[str, Mapping[str, float]] = _onet(
        schema=_by_domain(_domain, DOMAINS), spread=True
    )
    estimated: Mapping[str, Estimate] = keyed(
        "By domain O*NET did not publish: `method`, `based_on` and computed `values`.",
        origin="computed by an import",
        schema=_by_domain(_estimate, ESTIMATED),
    )
    levels: Mapping[str, Mapping[str, float]] = _onet(
        "How much of it is needed.", schema=_by_domain(_level, _LEVELED)
    )
    low_precision: Mapping[str, tuple[str, ...]] = _onet(
        "Elements O*NET recommends suppressing.",
        origin="O*NET, Recommend Suppress = Y",
        schema=_by_domain(_names, DOMAINS),
    )
    not_relevant: Mapping[str, tuple[str, ...]] = _onet(
        "Elements whose level does not apply.",
        origin="O*NET, Not Relevant = Y",
        schema=_by_domain(_names, _LEVELED),
    )
    technologies: Technologies = declare(
        "Software by name.", default=Technologies, origin="O*NET Technology Skills"
    )
    titles: Titles = declare(
        "Job titles, 40 at most, reported ones first.", default=Titles, origin="O*NET"
    )
    related: tuple[Related, ...] = declare(
        "Titles of other occupations by code, closest first.",
        default=tuple,
        origin="O*NET",
        schema=lambda: mapping(
            dict.fromkeys(TIERS, named(TEXT, {"type": "string", **_CODE_KEYWORDS}))
        ),
    )
    history: tuple[PastFigure, ...] = declare(
        "Earlier figures.", default=tuple, origin="as given"
    )
    sources: Mapping[str, Source] = keyed(
        "By section: `publisher`, `release`, `measure`, `collected`, `raters`, and"
        " `earlier`: elements that `release` does not rate, by the release they are from.",
        schema=lambda: mapping(dict.fromkeys(FIGURES, ref("section_source"))),
    )

    @property
    def soc(self) -> str:
        """The six-digit SOC code, under which BLS publishes."""
        return self.code[:7]

    @property
    def pay_group(self) -> Group | None:
        """The wider row that pay and jobs are published for, if they are."""
        return self.pay.group if self.pay else None

    @property
    def holland(self) -> str:
        """The Holland code: first letters of the three highest interests, highest first.

        Ties keep the order R I A S E C. Empty unless all six are rated.
        """
        return holland_code(self.ratings.get(INTERESTS.key, {}))


HEADER = ("schema", "code", "title")
WORDS = tuple(key for key, _ in members(Words))
_KEYS = [key for key, _ in members(Occupation) if key not in (*HEADER, "words")]
_RATINGS = _KEYS.index("ratings")
FIGURES: tuple[str, ...] = (
    *_KEYS[:_RATINGS],
    *(domain.key for domain in DOMAINS),
    *_KEYS[_RATINGS + 1 :],
)
