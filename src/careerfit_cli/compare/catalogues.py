"""Two catalogues held against each other: what came, went, was renamed and changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from careerfit_cli.compare.norms import Ratings
from careerfit_cli.model.amounts import any_at_least, is_at_least
from careerfit_cli.model.catalogue import Catalogue, Entry
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.preparation import zone_label

Releases = Mapping[str, Mapping[str, str]]
"""Publisher and release of each section's figures, by slug and section."""

Counts = Mapping[str, int]
"""How many occupations have a section's figures from each release, most first."""


@dataclass(frozen=True)
class Edition:
    """A catalogue at one time: its entries, all its ratings, and where they come from."""

    catalogue: Catalogue
    ratings: Ratings
    releases: Releases


@dataclass(frozen=True)
class Pair:
    """One occupation, as it was and as it is."""

    before: Entry
    after: Entry

    @property
    def renamed(self) -> bool:
        """Whether its title, file name or code is another."""
        old, new = self.before, self.after
        names = (old.title, old.slug, old.code), (new.title, new.slug, new.code)
        return names[0] != names[1]


@dataclass(frozen=True)
class SectionChange:
    """From which releases a section's figures came, and come now, of what is in both."""

    section: str
    before: Counts
    after: Counts


@dataclass(frozen=True)
class DomainChange:
    """Of one domain, over occupations on both sides: how many scores changed.

    `compared` scores are on both sides; `came` only on the later one, `went` only on
    the earlier one.
    """

    domain: str
    compared: int
    changed: int
    came: int
    went: int


@dataclass(frozen=True)
class RatingChange:
    """A score, 0-100, that is another than before; `entry` is the later one."""

    entry: Entry
    domain: str
    element: str
    before: float
    after: float

    @property
    def difference(self) -> float:
        """Points up, or down below 0."""
        return round(self.after - self.before, 1)


@dataclass(frozen=True)
class FigureChange:
    """A figure of one occupation that is another than before; `entry` is the later one.

    `None` is not reported. `units`, `periods` and `groups` are those before and after;
    a group is the wider row the figure was published for, or empty. `phrases` are what
    BLS calls an outlook. `difference` is in the figure's unit, percentage points where
    that is percent; `None` where one is not reported or the units differ.
    """

    entry: Entry
    before: float | None
    after: float | None
    units: tuple[str, str]
    periods: tuple[str, str]
    groups: tuple[str, str]
    difference: float | None
    phrases: tuple[str, str] = ("", "")

    @property
    def percent(self) -> float | None:
        """The difference in percent of what was before; `None` for percentages."""
        if self.difference is None or not self.before or self.units[0] == PERCENT:
            return None
        return 100 * self.difference / self.before

    @property
    def at_least(self) -> tuple[bool, bool]:
        """Whether each figure is published only as a lower limit."""
        return is_at_least(self.before), is_at_least(self.after)


@dataclass(frozen=True)
class KindChange:
    """A category of one occupation that is another than before; empty is not reported."""

    entry: Entry
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class CatalogueDiff:
    """What changed from one catalogue to another; every list is whole, largest first.

    `counts` are the occupations of each, `kept` those in both. `sections` are those
    whose releases changed. `flags` say what to read with care.
    """

    counts: tuple[int, int]
    kept: int
    new: tuple[Entry, ...]
    gone: tuple[Entry, ...]
    renamed: tuple[Pair, ...]
    sections: tuple[SectionChange, ...]
    domains: tuple[DomainChange, ...]
    ratings: tuple[RatingChange, ...]
    pay: tuple[FigureChange, ...]
    outlook: tuple[FigureChange, ...]
    kinds: tuple[KindChange, ...]
    flags: tuple[str, ...]


PERCENT = "percent over the period"

_DOLLARS = {"year": "dollars a year", "hour": "dollars an hour"}


def differences(old: Edition, new: Edition) -> CatalogueDiff:
    """What a later catalogue has otherwise than an earlier one.

    Occupations are the same where they share a code that no other has on its side, or
    else a file name.
    """
    pairs = _pairs(old.catalogue, new.catalogue)
    was = {pair.before.slug for pair in pairs}
    still = {pair.after.slug for pair in pairs}
    domains = [
        _domain(key, pairs, old.ratings[key], new.ratings[key]) for key in new.ratings
    ]
    ratings = (change for _, changes in domains for change in changes)
    pay = _largest_first(_pay(pair) for pair in pairs)
    outlook = _largest_first(_outlook(pair) for pair in pairs)
    return CatalogueDiff(
        counts=(len(old.catalogue), len(new.catalogue)),
        kept=len(pairs),
        new=tuple(entry for entry in new.catalogue if entry.slug not in still),
        gone=tuple(entry for entry in old.catalogue if entry.slug not in was),
        renamed=tuple(pair for pair in pairs if pair.renamed),
        sections=_sections(pairs, old.releases, new.releases),
        domains=tuple(counted for counted, _ in domains),
        ratings=tuple(sorted(ratings, key=lambda rating: -abs(rating.difference))),
        pay=pay,
        outlook=outlook,
        kinds=tuple(change for pair in pairs for change in _kinds(pair)),
        flags=_flags(pay, outlook),
    )


def counted(releases: Iterable[Mapping[str, str]]) -> Mapping[str, Counts]:
    """How many occupations have each section from each release, the most first.

    `releases` are the publisher and release of each section, an occupation each.
    """
    sections: dict[str, Counter[str]] = {}
    for section_releases in releases:
        for section, release in section_releases.items():
            sections.setdefault(section, Counter())[release] += 1
    return frozen(
        {name: dict(counts.most_common()) for name, counts in sections.items()}
    )


def _pairs(old: Catalogue, new: Catalogue) -> tuple[Pair, ...]:
    """The occupations on both sides, in the order of the later one."""
    by_code, by_slug = _by_code(old), {entry.slug: entry for entry in old}
    alone = _by_code(new)
    previous = {
        entry.slug: by_code[entry.code]
        for entry in new
        if entry.code in alone and entry.code in by_code
    }
    taken = {entry.slug for entry in previous.values()}
    for entry in new:
        if (
            entry.slug not in previous
            and entry.slug in by_slug
            and entry.slug not in taken
        ):
            previous[entry.slug] = by_slug[entry.slug]
    return tuple(
        Pair(previous[entry.slug], entry) for entry in new if entry.slug in previous
    )


def _by_code(catalogue: Catalogue) -> dict[str, Entry]:
    """The entries whose code no other one has."""
    times = Counter(entry.code for entry in catalogue)
    return {entry.code: entry for entry in catalogue if times[entry.code] == 1}


def _sections(
    pairs: Sequence[Pair], old: Releases, new: Releases
) -> tuple[SectionChange, ...]:
    slugs = ((pair.before.slug, pair.after.slug) for pair in pairs)
    both = [(old.get(was, {}), new.get(now, {})) for was, now in slugs]
    before, after = counted(old for old, _ in both), counted(new for _, new in both)
    return tuple(
        SectionChange(name, before.get(name, frozen()), after.get(name, frozen()))
        for name in dict.fromkeys((*after, *before))
        if dict(before.get(name, {})) != dict(after.get(name, {}))
    )


_Scores = Mapping[str, Mapping[str, float]]


def _domain(
    domain: str, pairs: Sequence[Pair], old: _Scores, new: _Scores
) -> tuple[DomainChange, list[RatingChange]]:
    compared = came = went = 0
    changes = []
    for pair in pairs:
        before, after = old.get(pair.before.slug, {}), new.get(pair.after.slug, {})
        both = before.keys() & after.keys()
        compared += len(both)
        came += len(after) - len(both)
        went += len(before) - len(both)
        changes += [
            RatingChange(pair.after, domain, element, before[element], after[element])
            for element in after
            if element in both and before[element] != after[element]
        ]
    return DomainChange(domain, compared, len(changes), came, went), changes


def _pay(pair: Pair) -> FigureChange:
    before, after = pair.before, pair.after
    units = (_DOLLARS[before.median_unit], _DOLLARS[after.median_unit])
    return FigureChange(
        entry=after,
        before=before.median,
        after=after.median,
        units=units,
        periods=(before.pay_period, after.pay_period),
        groups=(before.pay_group, after.pay_group),
        difference=_difference(before.median, after.median, units),
    )


def _outlook(pair: Pair) -> FigureChange:
    before, after = pair.before, pair.after
    units = (PERCENT, PERCENT)
    return FigureChange(
        entry=after,
        before=before.growth,
        after=after.growth,
        units=units,
        periods=(before.outlook_period, after.outlook_period),
        groups=(before.outlook_group, after.outlook_group),
        difference=_difference(before.growth, after.growth, units),
        phrases=(before.outlook, after.outlook),
    )


def _difference(
    before: float | None, after: float | None, units: tuple[str, str]
) -> float | None:
    if before is None or after is None or units[0] != units[1]:
        return None
    if any_at_least((before, after)):
        return None
    return round(after - before, 2)


def _largest_first(changes: Iterable[FigureChange]) -> tuple[FigureChange, ...]:
    """Those that are changes: by percent for pay, by points for growth."""
    return tuple(sorted(filter(_is_change, changes), key=_size))


def _is_change(change: FigureChange) -> bool:
    figures = (change.before, change.units[0]), (change.after, change.units[1])
    if change.before is None and change.after is None:
        return False
    return (
        figures[0] != figures[1]
        or change.at_least[0] != change.at_least[1]
        or change.phrases[0] != change.phrases[1]
    )


def _size(change: FigureChange) -> tuple[bool, float]:
    if change.difference is None:
        return True, 0
    return False, -abs(change.difference if change.percent is None else change.percent)


def _kinds(pair: Pair) -> Iterator[KindChange]:
    before, after = pair.before, pair.after
    for what, old, new in (
        ("education", before.education, after.education),
        ("job zone", _zone(before), _zone(after)),
        ("Holland code", before.holland, after.holland),
    ):
        if old != new:
            yield KindChange(after, what, old, new)


def _zone(entry: Entry) -> str:
    return "" if entry.job_zone is None else f"{zone_label(entry.job_zone)} of 5"


def _flags(
    pay: Sequence[FigureChange], outlook: Sequence[FigureChange]
) -> tuple[str, ...]:
    """What makes a change something else than a change of the work itself."""
    flags = []
    if years := _years(pay):
        flags.append(
            f"Pay is of different years ({years}), in the dollars of each: it is not "
            "corrected for prices."
        )
    if years := _years(outlook):
        flags.append(f"Growth is over different periods ({years}).")
    for what, changes in (("Pay", pay), ("Growth", outlook)):
        regrouped = sum(change.groups[0] != change.groups[1] for change in changes)
        if regrouped:
            flags.append(
                f"{what} marked * ({regrouped}) was published for one group of "
                "occupations before, and for another now."
            )
    return tuple(flags)


def _years(changes: Sequence[FigureChange]) -> str:
    periods = {change.periods for change in changes if all(change.periods)}
    return "; ".join(f"{old} and {new}" for old, new in sorted(periods) if old != new)
