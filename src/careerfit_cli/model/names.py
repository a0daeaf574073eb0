"""The names occupations go by, and the form in which names are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from careerfit_cli.model.catalogue import Catalogue
from careerfit_cli.model.frozen import frozen


@dataclass(frozen=True)
class Names:
    """Every name of every occupation, by slug.

    `titles` are its own title and then its job titles; `parts` what is before and within
    the brackets of such as "RN (Registered Nurse)". `folded` holds the `folded` form of
    the titles and then of the parts. `short` has short and famous names, folded, with the
    slugs they mean, the most likely first.
    """

    titles: Mapping[str, Sequence[str]]
    parts: Mapping[str, Sequence[str]]
    folded: Mapping[str, Sequence[str]]
    short: Mapping[str, Sequence[str]] = field(default_factory=frozen)

    def shown(self, slug: str, place: int) -> str:
        """The name with the folded form at a position."""
        titles = self.titles[slug]
        past = place - len(titles)
        return titles[place] if past < 0 else self.parts[slug][past]


def names_of(catalogue: Catalogue, job_titles: Mapping[str, Sequence[str]]) -> Names:
    """The names of a catalogue's occupations, given their job titles by slug."""
    titles = {
        entry.slug: (entry.title, *job_titles.get(entry.slug, ()))
        for entry in catalogue
    }
    parts = {slug: parts_of(title) for slug, title in titles.items()}
    folds = {
        slug: [folded(name) for name in (*title, *parts[slug])]
        for slug, title in titles.items()
    }
    return Names(titles, parts, folds)


def parts_of(titles: Iterable[str]) -> list[str]:
    """Of each title with brackets, what is before and within them."""
    split = (title.partition(" (") for title in titles)
    return [
        part
        for outer, bracket, inner in split
        if bracket
        for part in (outer, inner.rstrip(")"))
    ]


def folded(text: str) -> str:
    """Lower-case words without punctuation, plural endings or `and`."""
    words = re.findall(r"\w+", re.sub("['\u2019]", "", text.casefold()))
    return " ".join(_stem(word) for word in words if word not in ("and", "or", "the"))


def _stem(word: str) -> str:
    if word in ("tech", "techs"):
        return "technician"
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word.removesuffix("s")
