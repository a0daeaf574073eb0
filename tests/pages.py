"""Reports made for tests, and pages taken apart."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from careerfit_cli import preferences, quiz
from careerfit_cli.matching import tiers
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.report import Career, Person, Report
from careerfit_cli.storage import occupations, paths
from careerfit_cli.storage.bank import load_bank
from careerfit_cli.storage.glossary import load_glossary
from careerfit_cli.ui.loading import met, open_index
from codes import NURSE_STANDARD

ANSWERS = NURSE_STANDARD
MADE = date(2026, 11, 23)

_KEYS = {domain.key for domain in DOMAINS} | {
    name for domain in DOMAINS for name in domain.names
}


def sample(top: int = 2, prefer: str = "") -> Report:
    """A person with the first of a ranking, and what they much prefer."""
    index, bank = open_index(), load_bank()
    mine = quiz.profile(bank, *quiz.answers_in(bank, ANSWERS))
    if prefer:
        mine = replace(mine, choices=preferences.named(bank.opposites, prefer))
    result = tiers.result(mine, index.catalogue, top)
    checks = met(index, mine.choices)
    careers = [
        Career(
            load(slug), match, result.certainty.get(slug), tuple(checks.get(slug, ()))
        )
        for match in result.ranking.matches
        for slug in [match.entry.slug]
    ]
    return made(*careers, person=Person(mine, result))


def made(*careers: Career, **rest: Any) -> Report:
    return Report(MADE, "0.0.0", careers, load_glossary(), **rest)


def load(slug: str):
    return occupations.load(paths.builtin_occupations() / f"{slug}.yaml")


def reworded(value: Any, change: Callable[[str], str]) -> Any:
    """A value of the model with every text in it changed, but for the names of fields.

    Names of O*NET's elements are changed where they are values, and kept as keys.
    """
    if is_dataclass(value) and not isinstance(value, type):
        new = {
            own.name: reworded(getattr(value, own.name), change)
            for own in fields(value)
            if own.init
        }
        for name in ("domain", "slug", "tag", "unit", "state_unit", "median_unit"):
            if name in new:
                new[name] = getattr(value, name)
        return type(value)(**new)
    if isinstance(value, Mapping):
        return {
            key if key in _KEYS else change(key): reworded(own, change)
            for key, own in value.items()
        }
    if isinstance(value, tuple):
        return tuple(reworded(own, change) for own in value)
    if isinstance(value, str) and value and not isinstance(value, Enum):
        return change(value)
    return value


def tree(page: str) -> ET.Element:
    """The page as XML, which it is well-formed as too."""
    return ET.fromstring(page)


def shape(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes, in the order of the page."""
    return [(own.tag, tuple(sorted(own.attrib))) for own in tree(page).iter()]


def words(page: str) -> str:
    return " ".join("".join(tree(page).itertext()).split())


def style(page: str) -> str:
    found = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert found
    return found[1]


def all_of(page: str, *tags: str) -> Iterator[ET.Element]:
    return (own for own in tree(page).iter() if own.tag in tags)
