"""Screens of the commands in `commands/`: at 80 and 40 columns, and plain."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.console import RenderableType

from careerfit_cli.commands import class_, employers, pay, study, where
from careerfit_cli.commands import list as listing
from careerfit_cli.commands import next as next_jobs
from careerfit_cli.commands.show import page
from careerfit_cli.geography import find_area
from careerfit_cli.matching.group import Direction, Summary
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.search import programs
from careerfit_cli.storage import occupations, paths
from careerfit_cli.ui.loading import open_index, open_tables, table_facts
from careerfit_cli.ui.terminal import rendered
from careerfit_cli.views.display import Display

LOOKS = {"40": Display(40), "80": Display(80), "plain": Display(80, plain=True)}


def load(slug: str) -> Occupation:
    return occupations.load(paths.builtin_occupations() / f"{slug}.yaml")


def pay_in_areas(display: Display) -> RenderableType:
    tables, actor = open_tables(), load("actor")
    areas = [find_area(name, tables.areas) for name in ("new york", "austin")]
    return pay.render(actor, pay.pay_in(actor, areas, tables), tables, display)


def where_nurses_work(display: Display) -> RenderableType:
    tables, nurse = open_tables(), load("acute-care-nurse")
    return where.render(nurse, where.jobs_of(nurse, tables, 5), tables, display)


def nurses_employers(display: Display) -> RenderableType:
    tables, nurse = open_tables(), load("registered-nurse")
    every = employers.largest(nurse, tables)
    return employers.render(nurse, every[:6], len(every), tables, display)


def psychology(display: Display) -> RenderableType:
    tables = open_tables()
    found, _ = programs("clinical psychology", tables.programs)
    catalogue = open_index().catalogue
    return study.render(study.related(found, catalogue, tables), tables, display, top=5)


def after_two_jobs(display: Display) -> RenderableType:
    index = open_index()
    held = [load("cashier"), load("cook-fast-food")]
    close = next_jobs.close_to(held, list(index.catalogue), index)
    entries = tuple(
        own for own in index.catalogue if own.slug in ("cashier", "cook-fast-food")
    )
    steps = tuple(next_jobs.Step(own, load(own.entry.slug), None) for own in close[:3])
    return next_jobs.render(next_jobs.NextSteps(entries, steps, len(close)), display)


def from_the_tables(display: Display) -> RenderableType:
    nurse = load("registered-nurse")
    keys = ["education", "programs", "employers", "ai"]
    return page.render(nurse, display, keys, facts=table_facts(nurse))


def a_class(display: Display) -> RenderableType:
    names = ("carpenter", "registered-nurse", "nurse-practitioner", "statistician")
    own = {entry.slug: entry for entry in open_index().catalogue if entry.slug in names}
    directions = (
        Direction((own["carpenter"],), 11),
        Direction((own["registered-nurse"], own["nurse-practitioner"]), 7),
        Direction((own["statistician"],), 1),
    )
    types = {"Realistic": 12, "Social": 9}
    found = Summary(30, 28, types, 6, directions, ("S07", "S19"), ("S19", "S22"))
    return class_.render(found, display)


def hospital_jobs(display: Display) -> RenderableType:
    entries = open_index().catalogue.entries[:3]
    jobs = listing.Column("industry_jobs", "Jobs\nthere", "jobs", "Jobs: in Hospitals.",
                          {own.slug: 1_230 for own in entries[:2]})  # fmt: skip
    return listing.render(entries, [jobs], display, 923)


SCREENS: dict[str, Callable[[Display], RenderableType]] = {
    "pay-area": pay_in_areas,
    "where": where_nurses_work,
    "employers": nurses_employers,
    "study": psychology,
    "next": after_two_jobs,
    "class": a_class,
    "show-tables": from_the_tables,
    "list-columns": hospital_jobs,
}


@pytest.mark.parametrize("display", LOOKS)
@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str, display: str, golden: Callable[[str, str], None]) -> None:
    screen = LOOKS[display]
    text = rendered(SCREENS[name](screen), screen, color=False)
    assert max(map(len, text.splitlines())) <= screen.width
    assert "…" not in text
    assert text.isascii() or display != "plain"
    golden(f"{name}-{display}.txt", text)
