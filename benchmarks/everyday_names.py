"""How often the search finds the occupation that an everyday name means.

Run: `python benchmarks/everyday_names.py [--misses]`. The names are those of
tests/everyday_names.tsv, written without looking at the search; figures for names that
the shipped list of short names does not contain stand apart, and those of the second and
third list, which were written after it. A name without a page is right when nothing is
taken for it without asking.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from careerfit_cli import search
from careerfit_cli.errors import UnknownOccupation
from careerfit_cli.model.names import folded
from careerfit_cli.ui.loading import open_index

NAMES = Path(__file__).parents[1] / "tests" / "everyday_names.tsv"
NOTHING = "-"
LISTS = {"# Second list": 2, "# Third list": 3}
"""The lists after the first, by the comment that begins each."""


@dataclass(frozen=True)
class Case:
    """A name, the pages it may mean, what the search lists, and what `find` takes."""

    name: str
    pages: tuple[str, ...]
    listed: tuple[str, ...]
    taken: str
    shipped: bool
    list_number: int

    def among(self, first: int) -> bool:
        """Whether a page that is right is among the first listed."""
        if self.pages == (NOTHING,):
            return not self.taken
        return not {*self.pages}.isdisjoint(self.listed[:first])

    @property
    def outcome(self) -> str:
        """What `find` does with the name: right, wrong, or asks."""
        if not self.taken:
            return "asks"
        return "right" if self.taken in self.pages else "wrong"


def everyday_names() -> Iterator[tuple[str, tuple[str, ...], int]]:
    """The names, the pages they may mean, and the number of their list."""
    list_number = 1
    for line in NAMES.read_text("utf-8").splitlines():
        if line.startswith("#"):
            heading = line.partition(",")[0]
            list_number = LISTS.get(heading, list_number)
        elif line:
            name, pages = line.split("\t")
            yield name, tuple(pages.split("|")), list_number


def measured(every: int = 1) -> list[Case]:
    """Every name, or one in so many, with what the search makes of it."""
    index = open_index()
    catalogue, names = index.catalogue, index.names
    shipped = {*names.short}
    cases = []
    for name, pages, list_number in islice(everyday_names(), 0, None, every):
        hits = search.search(name, catalogue, names, 5)
        try:
            taken = search.find(name, catalogue, names).slug
        except UnknownOccupation:
            taken = ""
        listed = tuple(hit.entry.slug for hit in hits)
        known = folded(name) in shipped
        cases.append(Case(name, pages, listed, taken, known, list_number))
    return cases


def share(cases: list[Case], right: Callable[[Case], bool]) -> str:
    """The percent of cases that are right."""
    return f"{100 * sum(map(right, cases)) / max(len(cases), 1):5.1f} %"


def main() -> None:
    """Print the table, and with --misses the names that are not first."""
    cases = measured()
    first = [case for case in cases if case.list_number == 1]
    tables = {
        "first list": first,
        "not in the shipped list": [case for case in first if not case.shipped],
        "second list": [case for case in cases if case.list_number == 2],
        "third list": [case for case in cases if case.list_number == 3],
    }
    print(f"{'names':<28}{'count':>6}{'top 1':>9}{'top 5':>9}"
          f"{'taken':>9}{'asks':>9}{'wrong':>9}")  # fmt: skip
    for title, own in tables.items():
        shares = [
            share(own, lambda case: case.among(1)),
            share(own, lambda case: case.among(5)),
            share(own, lambda case: case.outcome == "right"),
            share(own, lambda case: case.outcome == "asks"),
            share(own, lambda case: case.outcome == "wrong"),
        ]
        print(f"{title:<28}{len(own):>6}{''.join(f'{each:>9}' for each in shares)}")
    if "--misses" in sys.argv:
        for case in cases:
            if not case.among(1) or case.outcome == "wrong":
                mark = f"{'5' if case.among(5) else '-'} {case.outcome:<5}"
                print(
                    f"{mark} {case.name:<26} {case.taken or '?':<40} {case.listed[:3]}"
                )


if __name__ == "__main__":
    main()
