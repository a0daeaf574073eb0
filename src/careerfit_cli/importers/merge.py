"""Merge the sections of a release into occupations; words and other sections stay."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from careerfit_cli.compare.estimates import estimates
from careerfit_cli.errors import CareerfitError
from careerfit_cli.importers import bls, onet
from careerfit_cli.model.amounts import is_at_least
from careerfit_cli.model.bls import Outlook, Pay, Preparation
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.occupation import Occupation, PastFigure, Source
from careerfit_cli.model.release import is_not_older

_Value = TypeVar("_Value")

_DOMAINS = {domain.key: domain for domain in DOMAINS}
_ONET_SECTIONS = ("job_zone", "requirements", "titles", "related", "technologies")
_BLS_SECTIONS = ("pay", "outlook", "preparation", "handbook")
_SECTION_ORDER = (*_DOMAINS, *_ONET_SECTIONS, *_BLS_SECTIONS)


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
    for fresh in download.occupations:
        before = by_code.pop(fresh.code, None)
        if before is None:
            slug = slug_of(fresh.title)
            if slug in taken:
                slug += f"-{fresh.code.replace('.', '-')}"
            taken.add(slug)
            before = Occupation(slug, fresh.code, "")
        merged.append(after := _updated(before, fresh))
        for key, source in after.sources.items():
            new = fresh.sources.get(key)
            is_fresh = new is not None and new.release == source.release
            if source.publisher == "O*NET" and not is_fresh:
                retained[key][source.release] += 1
    rest = sorted(by_code.values(), key=lambda occupation: occupation.slug)
    gone = () if download.is_partial else tuple(occupation.slug for occupation in rest)
    return Merge(with_estimates((*merged, *rest)), gone, frozen(retained))


def with_estimates(occupations: Sequence[Occupation]) -> tuple[Occupation, ...]:
    """Occupations with estimates of exactly the domains that they lack.

    With too few rated occupations to estimate from, earlier estimates stay.
    """
    fresh = estimates(occupations)
    merged = []
    for occupation in occupations:
        both = {**occupation.estimated, **fresh.get(occupation.code, {})}
        lacking = {key: both[key] for key in both if key not in occupation.ratings}
        merged.append(replace(occupation, estimated=_ordered(lacking)))
    return tuple(merged)


def _updated(before: Occupation, fresh: Occupation) -> Occupation:
    """An occupation with the sections of a release that are not older than its own."""
    sources = {
        key: source
        for key, source in fresh.sources.items()
        if is_not_older(source, before.sources.get(key))
    }
    changes: dict[str, Any] = {
        key: getattr(fresh, key) for key in _ONET_SECTIONS if key in sources
    }
    after = replace(before, title=fresh.title, **changes)
    for key in fresh.ratings:
        if key in sources:
            lacking = before.ratings.get(key, {}).keys() - fresh.ratings[key].keys()
            after = _rated(after, fresh, key, lacking)
            earlier = _earlier(before.sources.get(key), lacking)
            sources[key] = replace(sources[key], earlier=earlier)
    return replace(after, sources=_ordered({**before.sources, **sources}))


def _rated(
    before: Occupation, fresh: Occupation, key: str, lacking: set[str]
) -> Occupation:
    """An occupation with new ratings in a domain; `lacking` elements keep theirs."""
    names = _DOMAINS[key].names
    changes: dict[str, Any] = {}
    for name in ("ratings", "levels"):
        all_values: Mapping[str, Mapping[str, float]] = getattr(before, name)
        values = dict(getattr(fresh, name)[key])
        for element, value in all_values.get(key, {}).items():
            if element in lacking:
                values.setdefault(element, value)
        merged = {element: values[element] for element in names if element in values}
        changes[name] = _ordered({**all_values, key: merged})
    for name in ("low_precision", "not_relevant"):
        all_marks: Mapping[str, tuple[str, ...]] = getattr(before, name)
        marks = {
            *getattr(fresh, name)[key],
            *lacking.intersection(all_marks.get(key, ())),
        }
        marked = tuple(element for element in names if element in marks)
        changes[name] = _ordered({**all_marks, key: marked})
    return replace(before, **changes)


def _earlier(before: Source | None, lacking: set[str]) -> Mapping[str, tuple[str, ...]]:
    """Elements that a release lacks, by the release of their ratings."""
    if before is None:
        return frozen()
    earlier = {
        release: tuple(name for name in names if name in lacking)
        for release, names in before.earlier.items()
    }
    older = {name for names in earlier.values() for name in names}
    same = earlier.pop(before.release, ())
    earlier = {before.release: (*sorted(lacking - older), *same), **earlier}
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
    for before in occupations:
        shared = members[before.soc] > 1 or not before.code.endswith(".00")
        fresh = tables.occupation(before.code, shared=shared)
        sections = {key: getattr(fresh, key) for key in _BLS_SECTIONS}
        reported = {
            key: section for key, section in sections.items() if _is_reported(section)
        }
        merged.append(
            replace(
                before,
                history=_history(
                    (*before.history, *_superseded(before, fresh), *fresh.history)
                ),
                sources=_ordered({**before.sources, **fresh.sources}),
                **reported,
            )
        )
        had = {key for key in _BLS_SECTIONS if _is_reported(getattr(before, key))}
        if not had <= reported.keys():
            gone.append(before.slug)
    return Merge(tuple(merged), tuple(gone))


def _is_reported(section: object) -> bool:
    return section not in (None, Preparation())


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


def _superseded(before: Occupation, fresh: Occupation) -> Iterator[PastFigure]:
    """Figures that a later period replaces, for the history."""
    pay, outlook = before.pay, before.outlook
    figures: list[tuple[str, Pay | Outlook, str, float | None, str]] = []
    if pay and fresh.pay and pay.period != fresh.pay.period:
        amount, unit = pay.median
        each = "dollars an hour" if unit == "hour" else "dollars a year"
        figures.append(("pay", pay, "Median pay", amount, each))
    if outlook and fresh.outlook and outlook.period != fresh.outlook.period:
        figures += [
            ("outlook", outlook, "Growth", outlook.growth, "percent"),
            ("outlook", outlook, "Openings", outlook.openings, "jobs a year"),
        ]
    for key, section, what, value, unit in figures:
        source = before.sources.get(key)
        if value is not None:
            yield PastFigure(
                what=what,
                value=float(value),
                unit=unit,
                period=section.period,
                source=f"{source.publisher} {source.release}"
                if source
                else "not given",
                at_least=is_at_least(value),
                group=section.group.title if section.group else "",
            )


def _history(figures: Iterable[PastFigure]) -> tuple[PastFigure, ...]:
    """Past figures, sorted, without duplicates: the last of the same figure counts."""
    by_name = {(past.what, past.source, past.period): past for past in figures}
    return tuple(by_name[name] for name in sorted(by_name))


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
    end = re.search(r",? (?:except|including|of|for|in|through)\b", plain)
    head, tail = (plain[: end.start()], plain[end.start() :]) if end else (plain, "")
    parts = re.split(r"(\s*(?:,|--|/|\band\b|\bor\b)\s*)", head)
    singular = "".join(re.sub("[^ ]+$", _singular, part) for part in parts)
    words = re.findall(r"[a-z0-9]+", f"{singular} {tail}")
    return "-".join(word for word in words if word not in ("and", "or"))


def _singular(noun: re.Match[str]) -> str:
    word = noun[0]
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _THINGS or word.endswith(("ss", "us", "is", "ics")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word.removesuffix("s")
