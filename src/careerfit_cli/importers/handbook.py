"""Facts of the BLS Occupational Outlook Handbook, and its phrases for growth."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from careerfit_cli.importers.tables import Release, fault
from careerfit_cli.model.bls import Contact, Handbook, Similar
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.preparation import OUTLOOKS

_LOWEST = (7, 5, 3, 1, 0)
"""The lowest ten-year growth, in whole percent, for each of `OUTLOOKS` but the last."""

_VIDEOS = "careeronestop-videos"
_MISPRINTS = {"Dexterit y": "Dexterity"}
_NOT_FACTS = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
_ELSEWHERE = "See How to Become One"


@dataclass(frozen=True)
class Page:
    """A handbook page, with its jobs and its median pay an hour."""

    handbook: Handbook
    jobs: int | None
    hourly: float | None = None


def pages_in(release: Release, name: str, period: str) -> dict[str, Page]:
    """Handbook pages by O*NET-SOC code, from a file of facts."""
    try:
        facts = json.loads(release.text(name))
        pages = [(fact["onet_codes"], _page(fact, period)) for fact in facts]
        return {code: page for codes, page in pages for code in codes}
    except _NOT_FACTS as error:
        what = f"is not a table of handbook facts ({type(error).__name__}: {error})"
        raise fault(f"{release.path}/{name}", what, "download it again") from error


def _page(fact: Mapping[str, Any], period: str) -> Page:
    year, outlook = period[:4], _clean(fact["outlook"])
    if outlook not in ("", *OUTLOOKS):
        raise ValueError(f"{fact['title']}: {outlook!r} is not an outlook")
    qualities = fact["important_qualities"]
    shares = fact[f"largest_employers_{year}_pct"]
    return Page(
        handbook=Handbook(
            title=_clean(fact["title"]),
            period=year,
            outlook=outlook,
            employers=frozen({_clean(name): _share(share) for name, share in shares}),
            qualities=tuple(filter(None, dict.fromkeys(map(_clean, qualities)))),
            similar=tuple(_similar(row, year) for row in fact["similar"]),
            contacts=_contacts(fact["contacts"]),
        ),
        jobs=fact[f"jobs_{year}"],
        hourly=_hourly(fact[f"median_pay_{year}"]["hourly"]),
    )


def _hourly(median: float | None) -> float | None:
    if median is not None and not 0 < median < math.inf:
        raise ValueError(f"{median} is not a median wage")
    return median


def _share(share: float) -> float:
    if not 0 <= share <= 100:
        raise ValueError(f"{share} is not a share in percent")
    return float(share)


def _clean(text: str) -> str:
    """Text with the stray spaces, dashes and misprints of the handbook corrected."""
    text = " ".join(text.split()).replace("\N{EN DASH}", "-")
    return _MISPRINTS.get(text, re.sub(r"- (?=[a-z])", "-", text))


def _similar(row: Mapping[str, str], year: str) -> Similar:
    pay = row[f"median_pay_{year}"]
    digits = re.search(r"\$([\d,]+)", pay)
    return Similar(
        title=_clean(row["title"]),
        education=_clean(row["entry_education"]).replace(_ELSEWHERE, "Varies"),
        median=int(digits[1].replace(",", "")) if digits else None,
        at_least="equal to or greater" in pay,
    )


def _contacts(rows: Iterable[Mapping[str, str]]) -> tuple[Contact, ...]:
    """The first contact of each name, ignoring case; videos are left out."""
    contacts: dict[str, Contact] = {}
    for row in rows:
        contact = Contact(_clean(row["name"]), row["url"].strip())
        if contact.name and _VIDEOS not in contact.url:
            contacts.setdefault(contact.name.casefold(), contact)
    return tuple(contacts.values())


def growth_phrase(
    growth: Decimal | None, change: int | None = None, jobs: int | None = None
) -> str:
    """The phrase BLS uses for growth over ten years, in percent; empty without growth.

    The cut-offs match all 341 handbook pages of 2024-34, where the average of all
    occupations is 3.1 percent. BLS rounds the unrounded growth to whole percents, so
    `change` and `jobs`, if given, decide which way a published half is rounded. They are
    themselves rounded to hundreds, so they decide nothing else.
    """
    if growth is None:
        return ""
    if growth % 1 in (Decimal("0.5"), Decimal("-0.5")) and change and jobs:
        unrounded = Decimal(100 * change) / jobs
        if unrounded != growth:
            growth += Decimal("0.1").copy_sign(unrounded - growth)
    whole = int(growth.quantize(Decimal(1), ROUND_HALF_UP))
    return OUTLOOKS[sum(whole < lowest for lowest in _LOWEST)]
