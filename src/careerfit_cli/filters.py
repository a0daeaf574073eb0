"""Which occupations to show, and in what order, for every command that lists."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from careerfit_cli.errors import UsageError
from careerfit_cli.model.catalogue import Entry, StatePay
from careerfit_cli.model.elements import INTERESTS
from careerfit_cli.model.preparation import EDUCATION, OUTLOOKS, zone_label
from careerfit_cli.model.text import quoted

HOURS_A_YEAR = 2080
"""Hours BLS multiplies an hourly wage by to get a yearly one."""

_AI_MEASURES = 2

MOST_DOLLARS = 100_000_000
MOST_GROWTH = 1_000
"""What occupation files hold at most, in percent over the period."""

_EDUCATION_ALSO = {
    "none": "no degree, nothing, no formal education, less than high school",
    "high-school": "hs, ged, high school diploma, diploma, secondary",
    "some-college": "college no degree",
    "certificate": "trade school, vocational, nondegree, certification",
    "associate": "associates, associates degree, aa, as, aas, two year, 2 year",
    "bachelor": "bachelors, bachelors degree, ba, bs, bsc, four year, 4 year",
    "master": "masters, masters degree, ma, ms, msc, mba",
    "doctoral": "doctorate, doctoral degree, phd, md, jd, doctor, professional",
}
"""Other accepted words for each word."""

EDUCATION_WORDS = tuple(_EDUCATION_ALSO)
"""What is typed for each of `EDUCATION`."""

_DEGREES = "some-college, associate or bachelor"
_SEVERAL_LEVELS = {"college": _DEGREES, "university": "bachelor, master or doctoral",
                   "degree": "associate, bachelor, master or doctoral",
                   "graduate": "bachelor, master or doctoral"}  # fmt: skip

_GOOD, _AVERAGE, _POOR = OUTLOOKS[:2], OUTLOOKS[2:3], OUTLOOKS[3:]
_OUTLOOK_ALSO = {
    "good": _GOOD, "bright": _GOOD, "growing": _GOOD, "strong": _GOOD, "fast": _GOOD,
    "average": _AVERAGE, "ok": _AVERAGE,
    "bad": _POOR, "poor": _POOR, "weak": _POOR, "slow": OUTLOOKS[3:4],
    "stable": OUTLOOKS[4:5], "no change": OUTLOOKS[4:5],
    "declining": OUTLOOKS[5:], "shrinking": OUTLOOKS[5:],
}  # fmt: skip
"""Everyday words for some of them."""


@dataclass(frozen=True)
class Filter:
    """One condition: what was asked, and whether an occupation meets it.

    An occupation whose figure is not reported does not meet a condition on it. `yearly`
    conditions are on pay a year; `unsure` says that the pay of a matching occupation,
    known only as a lower limit, may be less.
    """

    asked: str
    meets: Callable[[Entry], bool]
    yearly: bool = False
    unsure: Callable[[Entry], bool] = lambda _: False


@dataclass(frozen=True)
class Filtered:
    """Occupations that meet every condition, and how many each condition hid.

    `hidden` counts an occupation under the first condition it fails; `alone` is how
    many there would be without one condition, with the others applied. `by_hour` counts
    occupations kept because of yearly pay computed from hourly pay, and `by_limit`
    those kept although the only published amount, a lower limit, is less than
    requested.
    """

    kept: tuple[Entry, ...]
    hidden: tuple[tuple[str, int], ...]
    alone: tuple[tuple[str, int], ...]
    by_hour: int = 0
    by_limit: int = 0


def apply_filters(entries: Iterable[Entry], filters: Sequence[Filter]) -> Filtered:
    """The entries that meet every filter, in their order."""
    everything = tuple(entries)
    passing, hidden = everything, []
    for one in filters:
        left = tuple(entry for entry in passing if one.meets(entry))
        hidden.append((one.asked, len(passing) - len(left)))
        passing = left
    alone = tuple(
        (
            dropped.asked,
            sum(
                all(one.meets(entry) for one in filters if one is not dropped)
                for entry in everything
            ),
        )
        for dropped in filters
    )
    by_hour = paid_by_hour(passing) if any(one.yearly for one in filters) else 0
    by_limit = sum(any(one.unsure(entry) for one in filters) for entry in passing)
    return Filtered(passing, tuple(hidden), alone, by_hour, by_limit)


def paid_by_hour(entries: Iterable[Entry]) -> int:
    """How many of the entries have a median by the hour only."""
    hourly = (entry.median_unit == "hour" for entry in entries if entry.median)
    return sum(hourly)


def paid_in(
    entries: Iterable[Entry], state: str, pay: Mapping[str, StatePay]
) -> tuple[Entry, ...]:
    """The entries with the median pay of one state instead of the national one.

    `pay` is by slug. If the state figure is not published, the entry has no pay.
    """
    return tuple(
        replace(
            entry,
            median=pay[entry.slug].median.get(state),
            median_unit=pay[entry.slug].unit,
            pay_area=state,
        )
        for entry in entries
    )


def pay_at_least(dollars: float, area: str = "") -> Filter:
    """Median pay of at least an amount per year; hourly pay counts 2,080 hours.

    Pay published only as a lower limit meets it, whatever the limit.
    `area` only names the area of the entries' pay. Raises `UsageError` for what is no
    number from 0 to `MOST_DOLLARS`.
    """
    if not 0 <= dollars <= MOST_DOLLARS:
        raise UsageError(
            f"{dollars:g} is not a yearly pay", "give dollars, such as 60000"
        )
    where = f" in {area}" if area else ""
    return Filter(
        f"pay{where} at least ${dollars:,.0f} a year",
        lambda entry: entry.median_at_least or _yearly(entry) >= dollars,
        yearly=True,
        unsure=lambda entry: entry.median_at_least and _yearly(entry) < dollars,
    )


def growth_at_least(percent: float) -> Filter:
    """Projected growth of at least a percentage over the period.

    Raises `UsageError` for what is no number from -100 to `MOST_GROWTH`.
    """
    if not -100 <= percent <= MOST_GROWTH:
        raise UsageError(f"{percent:g} is not a growth", "give percent, such as 5")
    return Filter(
        f"growth at least {percent:g}%",
        lambda entry: entry.growth is not None and entry.growth >= percent,
    )


def education_level(text: str) -> str:
    """The category of `EDUCATION` that a text means; raises `UsageError`."""
    asked = _bare(text)
    for category, (word, also) in zip(EDUCATION, _EDUCATION_ALSO.items(), strict=True):
        if asked and asked in map(_bare, (word, category, *also.split(", "))):
            return category
    levels = f"levels: {', '.join(EDUCATION_WORDS)}"
    for word, several in _SEVERAL_LEVELS.items():
        if asked == word:
            raise UsageError(f"{quoted(text)} may be {several}", levels)
    raise UsageError(f"{quoted(text)} is not a level of education", levels)


def _bare(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def education_at_most(text: str) -> Filter:
    """Entry education no higher than the category a text means."""
    most = EDUCATION.index(education_level(text))
    return Filter(
        f"education at most {EDUCATION[most]}",
        lambda entry: entry.education in EDUCATION[: most + 1],
    )


def job_zones(zones: Sequence[int]) -> Filter:
    """One of some job zones; 1 and 2 both mean the combined zone 1-2."""
    labels = dict.fromkeys(zone_label(zone) for zone in sorted(zones))
    return Filter(
        f"job zone {' or '.join(labels)}",
        lambda entry: (
            entry.job_zone is not None and zone_label(entry.job_zone) in labels
        ),
    )


def outlook_is(texts: Sequence[str]) -> Filter:
    """An outlook phrase that begins with a text, or that an everyday word means.

    Raises `UsageError` for a text that is neither.
    """
    phrases = {phrase for text in texts for phrase in _outlooks(text)}
    shown = [phrase for phrase in OUTLOOKS if phrase in phrases]
    return Filter(
        f"outlook {' or '.join(map(str.lower, shown))}",
        lambda entry: entry.outlook in phrases,
    )


def _outlooks(text: str) -> Sequence[str]:
    asked = " ".join(text.casefold().replace("-", " ").split())
    begun = [phrase for phrase in OUTLOOKS if phrase.casefold().startswith(asked)]
    phrases = _OUTLOOK_ALSO.get(asked) or (begun if asked else ())
    if not phrases:
        raise UsageError(
            f"{quoted(text)} is not an outlook", f"outlooks: {', '.join(OUTLOOKS)}"
        )
    return phrases


def holland_has(letters: str) -> Filter:
    """A Holland code that contains all of some letters."""
    wanted = letters.upper()
    known = {name[0] for name in INTERESTS.names}
    if not wanted or len(wanted) > 3 or not set(wanted) <= known:
        raise UsageError(
            f"{quoted(letters)} is not part of a Holland code",
            "give one to three of RIASEC",
        )
    return Filter(
        f"Holland code with {wanted}", lambda entry: set(wanted) <= set(entry.holland)
    )


def without(text: str) -> Filter:
    """Exclude occupations with a text in the title, or at the beginning of the code."""
    words = text.casefold().strip()
    if not words:
        raise UsageError("what to leave out is empty", "give a word of a title")
    return Filter(
        f"without {quoted(text)}",
        lambda entry: (
            words not in entry.title.casefold() and not entry.code.startswith(words)
        ),
    )


def ai_at_most(percentile: float, of: Callable[[str], Mapping[str, float]]) -> Filter:
    """AI exposure of at most a percentile, by both measures.

    `of` gives the percentiles of a code by measure. Raises `UsageError` beyond 0 to 100.
    """
    if not 0 <= percentile <= 100:
        raise UsageError(f"{percentile:g} is not a percentile", "give 0 to 100")
    return Filter(
        f"AI exposure percentile at most {percentile:g}",
        lambda entry: (
            len(found := of(entry.code)) == _AI_MEASURES
            and max(found.values()) <= percentile
        ),
    )


def none_of(asked: str, slugs: Collection[str]) -> Filter:
    """Exclude some occupations, described by `asked`."""
    return Filter(asked, lambda entry: entry.slug not in slugs)


def ordered(
    entries: Iterable[Entry], by: str, ai: Mapping[str, float] | None = None
) -> list[Entry]:
    """Entries by `title`, with the highest `pay` or `growth`, or the lowest `ai` first.

    `ai` is the higher percentile of AI exposure by code.

    What is not reported comes last, and pay published only as a lower limit first;
    ties are in title order.
    """
    keys: dict[str, Callable[[Entry], float]] = {
        "title": lambda _: 0,
        "ai": lambda entry: (ai or {}).get(entry.code, inf),
        "pay": lambda entry: -inf if entry.median_at_least else -_yearly(entry),
        "growth": lambda entry: -(-inf if entry.growth is None else entry.growth),
    }
    key = keys[by]
    return sorted(entries, key=lambda entry: (key(entry), entry.title))


def _yearly(entry: Entry) -> float:
    if entry.median is None:
        return -inf
    return entry.median * (HOURS_A_YEAR if entry.median_unit == "hour" else 1)
