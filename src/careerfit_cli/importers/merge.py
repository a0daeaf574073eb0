"""Merge the sections of a release into occupations; words and other sections stay."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from careerfit_cli.compare.estimates import estimates
from careerfit_cli.errors import CareerfitError
from careerfit_cli.importers import bls, onet
from careerfit_cli.importers.ratings import Ratings
from careerfit_cli.importers.sections import Sections
from careerfit_cli.model.amounts import is_at_least
from careerfit_cli.model.bls import Preparation
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.occupation import Occupation, PastFigure, Source
from careerfit_cli.model.release import is_not_older

_Value = TypeVar("_Value")

_SECTION_ORDER = (
    *(domain.key for domain in DOMAINS),
    "job_zone",
    "requirements",
    "titles",
    "related",
    "technologies",
    "pay",
    "outlook",
    "preparation",
    "handbook",
)


@dataclass(frozen=True)
class Merge:
    """Occupations after an import.

    `gone` are the slugs of occupations missing from the download, or from one of its
    sections. `retained` counts occupations by section and release whose section stays,
    because the download lacks it or has an older one.
    """

    occupations: tuple[Occupation, ...]
    gone: tuple[str, ...] = ()
    retained: Mapping[str, Mapping[str, int]] = field(default_factory=frozen)


def with_onet(present: Iterable[Occupation], download: onet.Download) -> Merge:
    """Occupations with the figures of an O*NET release.

    An occupation keeps the slug its code already has; a new one gets the slug of its
    title. A section is replaced by one of the same or a later release; sections the
    release lacks stay, with their own release. Unpublished domains are estimated again.
    """
    by_code = _by_code(present)
    taken = {occupation.slug for occupation in by_code.values()}
    merged = []
    retained: dict[str, Counter[str]] = defaultdict(Counter)
    for sections in download.occupations:
        before = by_code.pop(sections.code, None)
        if before is None:
            before = Occupation(_fresh_slug(sections, taken), sections.code, "")
            taken.add(before.slug)
        merged.append(after := _updated(before, sections))
        for key, source in after.sources.items():
            is_fresh = source.release == _release(sections.sources.get(key))
            if source.publisher == "O*NET" and not is_fresh:
                retained[key][source.release] += 1
    rest = sorted(by_code.values(), key=lambda occupation: occupation.slug)
    gone = () if download.is_partial else tuple(occupation.slug for occupation in rest)
    return Merge(with_estimates((*merged, *rest)), gone, frozen(retained))


def _release(source: Source | None) -> str:
    return source.release if source else ""


def with_estimates(occupations: Sequence[Occupation]) -> tuple[Occupation, ...]:
    """Occupations with estimates of exactly the domains that they lack.

    With too few rated occupations to estimate from, earlier estimates stay.
    """
    fresh = estimates(occupations)
    return tuple(
        replace(
            occupation,
            estimated=_ordered(
                {
                    key: estimate
                    for key, estimate in {
                        **occupation.estimated,
                        **fresh.get(occupation.code, {}),
                    }.items()
                    if key not in occupation.ratings
                }
            ),
        )
        for occupation in occupations
    )


def _fresh_slug(sections: Sections, taken: set[str]) -> str:
    slug = slug_of(sections.title)
    return f"{slug}-{sections.code.replace('.', '-')}" if slug in taken else slug


def _updated(before: Occupation, sections: Sections) -> Occupation:
    """An occupation with the sections of a release that are not older than its own."""
    sources = {
        key: source
        for key, source in sections.sources.items()
        if is_not_older(source, before.sources.get(key))
    }
    after = before
    for key, ratings in sections.ratings.items():
        if key in sources:
            after = _rated(after, key, ratings)
            del sources[key]

    def newer(key: str, fresh: _Value | None, old: _Value) -> _Value:
        return old if fresh is None or key not in sources else fresh

    return replace(
        after,
        title=sections.title,
        job_zone=newer("job_zone", sections.job_zone, before.job_zone),
        titles=newer("titles", sections.titles, before.titles),
        related=newer("related", sections.related, before.related),
        technologies=newer("technologies", sections.technologies, before.technologies),
        requirements=newer("requirements", sections.requirements, before.requirements),
        sources=_ordered({**after.sources, **sources}),
    )


def _rated(before: Occupation, key: str, fresh: Ratings) -> Occupation:
    """An occupation with new ratings in a domain.

    Elements that the release does not rate keep their ratings and earlier release.
    """
    names = next(domain.names for domain in DOMAINS if domain.key == key)
    old = before.ratings.get(key, {})
    lacking = {name for name in old if name not in fresh.scores}

    def both(
        before: Mapping[str, Mapping[str, float]], fresh: Mapping[str, float]
    ) -> Mapping[str, Mapping[str, float]]:
        values = {**before.get(key, {}), **fresh}
        wanted = [name for name in names if name in fresh or name in lacking]
        scores = {name: values[name] for name in wanted if name in values}
        return _ordered({**before, key: scores})

    def marked(
        before: Mapping[str, tuple[str, ...]], fresh: tuple[str, ...]
    ) -> Mapping[str, tuple[str, ...]]:
        marks = {*fresh, *lacking.intersection(before.get(key, ()))}
        return _ordered({**before, key: tuple(name for name in names if name in marks)})

    source = replace(fresh.source, earlier=_earlier(before.sources.get(key), lacking))
    return replace(
        before,
        ratings=both(before.ratings, fresh.scores),
        levels=both(before.levels, fresh.levels),
        low_precision=marked(before.low_precision, fresh.low_precision),
        not_relevant=marked(before.not_relevant, fresh.not_relevant),
        sources=_ordered({**before.sources, key: source}),
    )


def _earlier(
    before: Source | None, lacking: Collection[str]
) -> Mapping[str, tuple[str, ...]]:
    """Elements that a release lacks, by the release of their ratings."""
    if before is None:
        return frozen()
    earlier = {
        release: tuple(name for name in names if name in lacking)
        for release, names in before.earlier.items()
    }
    older = {name for names in earlier.values() for name in names}
    rest = tuple(sorted(set(lacking) - older))
    same = earlier.pop(before.release, ())
    earlier = {before.release: (*rest, *same), **earlier}
    return frozen({release: names for release, names in earlier.items() if names})


def _ordered(mapping: Mapping[str, _Value]) -> Mapping[str, _Value]:
    """A mapping without empty values, in the order of sections."""
    return frozen({key: mapping[key] for key in _SECTION_ORDER if mapping.get(key)})


def with_bls(present: Iterable[Occupation], tables: bls.Tables) -> Merge:
    """Occupations with the pay, outlook and handbook facts of a BLS download.

    A section the download lacks stays unchanged, and its occupation counts as gone.
    Median pay, growth and openings of another period become history.
    """
    occupations = tuple(_by_code(present).values())
    members = Counter(occupation.soc for occupation in occupations)
    merged, gone = [], []
    for occupation in occupations:
        shared = members[occupation.soc] > 1 or not occupation.code.endswith(".00")
        sections = tables.sections(occupation.code, shared=shared)
        merged.append(_with_figures(occupation, sections))
        if _lacks_some(sections, occupation):
            gone.append(occupation.slug)
    return Merge(tuple(merged), tuple(gone))


def _lacks_some(sections: bls.Sections, occupation: Occupation) -> bool:
    """Whether the download lacks a section that an occupation has."""
    nothing = (None, Preparation())
    return any(
        getattr(occupation, name) not in nothing and getattr(sections, name) in nothing
        for name in ("pay", "outlook", "preparation", "handbook")
    )


def _by_code(present: Iterable[Occupation]) -> dict[str, Occupation]:
    by_code: dict[str, Occupation] = {}
    for occupation in present:
        other = by_code.setdefault(occupation.code, occupation)
        if other is not occupation:
            raise CareerfitError(
                f"{occupation.code} is the code of two files, {other.slug}.yaml and "
                f"{occupation.slug}.yaml",
                "keep one of them",
            )
    return by_code


def _with_figures(occupation: Occupation, sections: bls.Sections) -> Occupation:
    prepared = sections.preparation != Preparation()
    fresh = (*_superseded(occupation, sections), *sections.past)
    return replace(
        occupation,
        pay=sections.pay or occupation.pay,
        outlook=sections.outlook or occupation.outlook,
        preparation=sections.preparation if prepared else occupation.preparation,
        handbook=sections.handbook or occupation.handbook,
        history=_history(occupation.history, fresh),
        sources=_ordered({**occupation.sources, **sections.sources}),
    )


def _superseded(before: Occupation, after: bls.Sections) -> list[PastFigure]:
    """Figures that a later period replaces, for the history."""
    figures = []
    old, new = before.pay, after.pay
    if old and new and old.period != new.period:
        amount, unit = old.median
        each = "dollars an hour" if unit == "hour" else "dollars a year"
        if amount is not None:
            figures.append(_past(before, "pay", "Median pay", amount, each, old.period))
    was, now = before.outlook, after.outlook
    if was and now and was.period != now.period:
        for what, value, unit in (
            ("Growth", was.growth, "percent"),
            ("Openings", was.openings, "jobs a year"),
        ):
            if value is not None:
                figures.append(_past(before, "outlook", what, value, unit, was.period))
    return figures


def _past(
    before: Occupation, section: str, what: str, value: float, unit: str, period: str
) -> PastFigure:
    source = before.sources.get(section)
    named = f"{source.publisher} {source.release}" if source else "not given"
    part = before.pay if section == "pay" else before.outlook
    group = part.group.title if part and part.group else ""
    at_least = is_at_least(value)
    value = float(value)
    return PastFigure(
        what=what,
        value=value,
        unit=unit,
        period=period,
        source=named,
        at_least=at_least,
        group=group,
    )


def _history(
    before: Sequence[PastFigure], fresh: Sequence[PastFigure]
) -> tuple[PastFigure, ...]:
    """Earlier figures, with new ones in place of the same figure."""
    both = {(past.what, past.source, past.period): past for past in (*before, *fresh)}
    return tuple(
        sorted(both.values(), key=lambda past: (past.what, past.source, past.period))
    )


_THINGS = frozenset((
    "activities", "affairs", "animals", "arts", "benefits", "biofuels", "claims",
    "commodities", "communications", "customs", "electronics", "fibers", "gas",
    "goods", "materials", "news", "operations", "products", "programs", "sales",
    "sciences", "securities", "services", "surfaces", "systems", "trades",
    "utilities", "vehicles",
))  # fmt: skip
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
_IRREGULAR = {
    "mechanics": "mechanic",
    "midwives": "midwife",
    "paramedics": "paramedic",
}


def slug_of(title: str) -> str:
    """The file name for an O*NET title: "Chief Executives" -> `chief-executive`.

    Lower case; "and", "or" and punctuation dropped; head nouns singular: the last word
    of each part of the head phrase, unless it names a thing and not a worker. The head
    phrase ends at "except", "including" or a preposition. The slug of a slug is itself.
    """
    plain = re.sub(r"\b-\b", " ", re.sub(f"[{_APOSTROPHES}]", "", title.lower()))
    head, tail = _split_head(plain)
    parts = re.split(r"(\s*(?:,|--|/|\band\b|\bor\b)\s*)", head)
    singular = "".join(_singular_last(part) for part in parts)
    words = re.findall(r"[a-z0-9]+", f"{singular} {tail}")
    return "-".join(word for word in words if word not in ("and", "or"))


def _split_head(title: str) -> tuple[str, str]:
    end = re.search(r",? (?:except|including|of|for|in|through)\b", title)
    return (title[: end.start()], title[end.start() :]) if end else (title, "")


def _singular_last(part: str) -> str:
    start, _, last = part.rpartition(" ")
    return f"{start} {_singular(last)}" if start else _singular(last)


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _THINGS or word.endswith(("ss", "us", "is", "ics")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word.removesuffix("s")
