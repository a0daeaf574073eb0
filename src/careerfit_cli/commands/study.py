"""`careerfit study`: programs of study and the occupations they relate to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.export import document
from careerfit_cli.model.amounts import bare
from careerfit_cli.model.attribution import SHORT
from careerfit_cli.ui import terminal
from careerfit_cli.ui.loading import open_index, open_tables
from careerfit_cli.ui.options import Screen, TableOptions
from careerfit_cli.views import listing
from careerfit_cli.views.display import bullets, cell, group, paragraphs, say

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.model.catalogue import Catalogue, Entry
    from careerfit_cli.model.tables import Program
    from careerfit_cli.storage.tables import Tables
    from careerfit_cli.views.display import Display

_FEW = 8
"""Programs listed without --all."""


@dataclass(frozen=True)
class Row:
    """An occupation, how many of the programs relate to it, and its workers' education.

    `have` is the percent of its workers aged 25 and older with the typical entry
    education or more; `None` where either is not reported.
    """

    entry: Entry
    programs: int
    have: float | None


@dataclass(frozen=True)
class Study:
    """Programs that match a text, and the occupations the crosswalk relates to them.

    `elsewhere` are related SOC codes that have no page of their own.
    """

    programs: tuple[Program, ...]
    rows: tuple[Row, ...]
    elsewhere: tuple[str, ...]


def study(
    program: Annotated[
        str,
        typer.Argument(
            help="Words of a program's name, such as psychology, or a CIP code."
        ),
    ],
    top: Annotated[int, typer.Option(min=1, help="How many occupations.")] = 20,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every program and occupation.")
    ] = False,
    *,
    output: TableOptions,
    screen: Screen,
) -> None:
    """Show the occupations related to a program of study.

    \b
    careerfit study psychology
    careerfit study "computer science" --top 10
    careerfit study 51.3801
    """
    from careerfit_cli import search

    destination = output.destination()
    tables, index = open_tables(), open_index()
    programs, meant = search.programs(program, tables.programs)
    if meant:
        terminal.note(f"Showing programs for {meant!r}.")
    study = related(programs, index.catalogue, tables)
    if destination.kind:
        data = to_dict(study, tables)
        destination.write_rows("study", data, HEADS, data["occupations"])
        return
    drawn = render(study, tables, screen.display, top=None if everything else top)
    screen.show(drawn)


def related(programs: Sequence[Program], catalogue: Catalogue, tables: Tables) -> Study:
    """The occupations related to some programs, most programs first.

    Figures are published by SOC code, so each code is listed once, as its main
    occupation. Codes without one, such as that of all other managers, are in
    `elsewhere`.
    """
    from collections import Counter

    counts = Counter(soc for program in programs for soc in program.socs)
    rows = [
        Row(entry, counts[entry.code[:7]], have_entry_level(entry, tables))
        for entry in catalogue
        if entry.code.endswith(".00") and entry.code[:7] in counts
    ]
    known = {row.entry.code[:7] for row in rows}
    rows.sort(
        key=lambda row: (-row.programs, -(row.entry.median or 0), row.entry.title)
    )
    return Study(tuple(programs), tuple(rows), tuple(sorted(set(counts) - known)))


def have_entry_level(entry: Entry, tables: Tables) -> float | None:
    """Percent of workers with the typical entry education or more."""
    from careerfit_cli.model.preparation import LEVEL_OF_ENTRY

    attainment = tables.attainment(entry.code[:7])
    level = LEVEL_OF_ENTRY.get(entry.education)
    if attainment is None or not level:
        return None
    return attainment.at_least(level)


def render(
    study: Study, tables: Tables, display: Display, *, top: int | None = None
) -> RenderableType:
    """The programs, and a table of occupations."""
    shown = study.programs if top is None else study.programs[:_FEW]
    lines = [f"{program.title} ({program.code})" for program in shown]
    more = len(study.programs) - len(shown)
    if more:
        lines.append(f"and {more} more; --all lists them, a CIP code shows one alone")
    count = len(study.programs)
    head = "1 program of study" if count == 1 else f"{count} programs of study"
    rows = study.rows[:top]
    return group(
        say(head, "bold"),
        bullets(lines, display),
        say(""),
        _occupations(study, rows, display)
        if rows
        else say("No occupation here is linked to them."),
        say(""),
        paragraphs(_remarks(study, rows, tables)),
    )


def _occupations(study: Study, rows: Sequence[Row], display: Display) -> RenderableType:
    after = [
        listing.Column("Have it\nor more", [cell(row.have, "{:.0f}%") for row in rows]),
        listing.Column("Programs", [str(row.programs) for row in rows]),
    ]
    entries = [row.entry for row in rows]
    names = listing.Column("Related occupation", [entry.title for entry in entries])
    shown = after if len(study.programs) > 1 else after[:1]
    return listing.entry_table(entries, display, after=shown, names=names)


def _remarks(study: Study, rows: Sequence[Row], tables: Tables) -> list[str]:
    entries = [row.entry for row in rows]
    crosswalk, attained = tables.source("programs"), tables.source("attainment")
    lines = []
    if len(rows) < len(study.rows):
        lines.append(
            f"The first {len(rows)} of {len(study.rows)} occupations; --top and --all "
            "show more."
        )
    lines.append(
        f"Related by the official crosswalk ({crosswalk.publisher}, {crosswalk.period}): "
        "the program and the work have something in common. That does not mean that "
        "the program leads to the job or is needed for it."
    )
    if len(study.programs) > 1:
        lines.append("Programs: how many of the programs above relate to it.")
    lines += listing.legend(
        entries,
        "Have it or more: workers aged 25 and older with that education or more, "
        f"{attained.period} (BLS).",
    )
    if study.elsewhere:
        others = (
            f"{tables.pay_titles.get(soc, 'SOC')} ({soc})" for soc in study.elsewhere
        )
        lines.append(f"Also related, without a page of its own: {'; '.join(others)}.")
    return [*lines, SHORT]


_ENTRY = (
    "slug", "code", "title", "median", "median_unit", "pay_period", "pay_group",
    "growth", "outlook_period", "education", "median_at_least",
)  # fmt: skip

HEADS = (*_ENTRY, "have_education_percent", "programs", "source")


def to_dict(study: Study, tables: Tables) -> dict[str, Any]:
    """The document: every program and every related occupation."""
    return {
        "units": {
            "occupations.median": "U.S. dollars a year, or an hour",
            "occupations.growth": "percent over outlook_period",
            "occupations.have_education_percent": (
                "percent of workers aged 25 and older with that education or more"
            ),
            "occupations.programs": "programs of this document related to it",
        },
        "sources": document.plain(
            {name: tables.source(name) for name in ("programs", "attainment")}
        ),
        "programs": document.plain(study.programs),
        "occupations": [
            {
                **{name: bare(getattr(row.entry, name)) for name in _ENTRY},
                "have_education_percent": row.have,
                "programs": row.programs,
            }
            for row in study.rows
        ],
        "without_page": list(study.elsewhere),
    }
