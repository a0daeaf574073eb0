"""`careerfit next`: occupations close to jobs held, with better pay or outlook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.compare.next_steps import CARRIED, GAP, NextStep, better
from careerfit_cli.compare.next_steps import next_steps as steps_from
from careerfit_cli.compare.side_by_side import IMPORTANT
from careerfit_cli.errors import UsageError
from careerfit_cli.model import figures
from careerfit_cli.model.attribution import SHORT
from careerfit_cli.ui import completion, filter_options
from careerfit_cli.ui.loading import open_index, saved_matches, the_occupation
from careerfit_cli.ui.options import Screen, TableOptions
from careerfit_cli.views.display import group, indented, labelled, say
from careerfit_cli.views.listing import (
    growth_legend,
    pay_legend,
    short_growth,
    short_pay,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.export.document import Releases
    from careerfit_cli.model.catalogue import Entry
    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.storage.index import Index
    from careerfit_cli.views.display import Display

MOST_HELD = 8

_NAMED = 4
"""Elements listed per occupation on screen."""


@dataclass(frozen=True)
class Step:
    """A next step, its entry requirements, and the person's FIT if known."""

    close: NextStep
    occupation: Occupation
    fit: float | None


@dataclass(frozen=True)
class NextSteps:
    """The jobs held and the steps shown, out of `among` that meet every condition."""

    held: tuple[Entry, ...]
    steps: tuple[Step, ...]
    among: int


def next_steps(
    jobs: Annotated[
        list[str],
        typer.Argument(
            help="One or more jobs you have held.",
            autocompletion=completion.occupations,
        ),
    ],
    top: Annotated[int, typer.Option(min=1, help="How many occupations.")] = 8,
    everything: Annotated[
        bool, typer.Option("--all", help="Include those with no more pay or growth.")
    ] = False,
    *,
    narrow: filter_options.FilterOptions,
    output: TableOptions,
    screen: Screen,
) -> None:
    """Find next jobs close to yours, with more pay or growth.

    \b
    careerfit next cashier cook-fast-food
    careerfit next nursing-assistant --education associate --area Austin
    """
    from careerfit_cli.filters import apply_filters

    if len(jobs) > MOST_HELD:
        raise UsageError(f"{len(jobs)} jobs are named", f"give {MOST_HELD} at most")
    destination = output.destination()
    area, filters = narrow.chosen()
    held = [the_occupation(name) for name in jobs]
    index = open_index()
    catalogue = filter_options.paid(index, area)
    close = close_to(held, list(catalogue), index, everything=everything)
    passing = apply_filters([step.entry for step in close], filters)
    slugs = {entry.slug for entry in passing.kept}
    chosen = [step for step in close if step.entry.slug in slugs]
    named = {occupation.slug for occupation in held}
    answer = NextSteps(
        tuple(entry for entry in catalogue if entry.slug in named),
        _with_details(chosen[:top], index),
        len(chosen),
    )
    if destination.kind:
        data = to_dict(answer, index.releases)
        destination.write_rows("next", data, HEADS, map(_cells, data["steps"]))
    else:
        screen.show(render(answer, screen.display))
    filter_options.explain_filters(passing)


def close_to(
    held: Sequence[Occupation],
    entries: Sequence[Entry],
    index: Index,
    *,
    everything: bool = False,
) -> list[NextStep]:
    """Occupations close to the jobs held, the closest first.

    Without `everything`, only those with more pay or growth. Raises `UsageError`
    when none of the jobs held has ratings.
    """
    slugs = {occupation.slug for occupation in held}
    before = [entry for entry in entries if entry.slug in slugs]
    tiers: dict[str, str] = {}
    for occupation in held:
        for related in occupation.related:
            tiers.setdefault(related.code, related.tier)
    ratings = {domain.key: index.ratings(domain) for domain in CARRIED}
    steps = steps_from(before, entries, ratings, tiers)
    if not steps:
        raise UsageError(
            "O*NET has no ratings of skills for these jobs",
            "name a similar job: `careerfit similar NAME` lists some",
        )
    return steps if everything else [step for step in steps if better(step, before)]


def _with_details(steps: Sequence[NextStep], index: Index) -> tuple[Step, ...]:
    fits = saved_matches([step.entry.slug for step in steps], index)
    return tuple(
        Step(
            step,
            the_occupation(step.entry.slug),
            None if fit is None or fit[2] else fit[0].score,
        )
        for step, fit in zip(steps, fits, strict=True)
    )


def render(answer: NextSteps, display: Display) -> RenderableType:
    """A block per occupation: figures, what carries over, what to add."""
    held = ", ".join(entry.title for entry in answer.held)
    blocks: list[RenderableType] = []
    inner = replace(display, width=display.width - 2)
    for place, step in enumerate(answer.steps, 1):
        blocks += [
            say(f"{place}. {step.close.entry.title}", "bold cyan"),
            indented(labelled(_lines(step), inner)),
            say(""),
        ]
    if not blocks:
        blocks = [say("No occupation meets every condition."), say("")]
    return group(
        say(f"Next steps from: {held}", "bold"),
        say("closest to what these jobs use, with more pay or growth", "dim"),
        say(""),
        *blocks,
        *(say(line, "dim") for line in _remarks(answer)),
    )


_TIERS = {
    "Primary-Short": "; O*NET: closest to a job you named",
    "Primary-Long": "; O*NET: close to a job you named",
    "Supplemental": "; O*NET: related to a job you named",
}


def _lines(step: Step) -> list[tuple[str, str]]:
    """The labels and values of an occupation's block."""
    close, preparation = step.close, step.occupation.preparation
    entry = close.entry
    each = "" if entry.median is None or entry.median_unit == "hour" else " a year"
    area = entry.pay_area or "United States"
    to_enter = figures.typical(preparation.education)
    for label, value in (
        ("experience", preparation.experience),
        ("training", preparation.training),
    ):
        if value and value != "None":
            to_enter += f"; {label}: {value.lower()}"
    lines = [
        ("Closeness", f"{close.closeness:.0f} of 100{_TIERS.get(close.tier, '')}"),
        ("Pay", f"{short_pay(entry)}{each} ({area}), growth {short_growth(entry)}"),
        ("To enter", to_enter),
        ("Carries over", _few(close.carries)),
        ("To add", _few(close.adds)),
    ]
    if step.occupation.words.entry:
        lines.append(("How", step.occupation.words.entry))
    if step.fit is not None:
        lines.append(("Your FIT", f"{step.fit:.1f}"))
    return lines


def _few(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    listed = ", ".join(names[:_NAMED]) or "nothing important"
    return f"{listed} and {more} more" if more > 0 else listed


def _remarks(answer: NextSteps) -> list[str]:
    entries = [step.close.entry for step in answer.steps]
    lines = []
    if len(answer.steps) < answer.among:
        lines.append(f"{len(answer.steps)} of {answer.among}; --top shows more.")
    return [
        *lines,
        "Closeness: how similar the skills, knowledge and activities are (O*NET).",
        "We assume you have what the jobs you named need.",
        f"To add: important (at least {IMPORTANT} of 100), and over {GAP} above your jobs.",
        *pay_legend(entries),
        *growth_legend(entries),
        "`careerfit path FROM TO` lists the steps from one to another.",
        SHORT,
    ]


HEADS = (
    "closeness", "tier", "carries", "adds", "fit", "experience", "training", "slug",
    "code", "title", "median", "median_unit", "pay_area", "pay_period", "pay_group",
    "growth", "outlook_period", "education", "median_at_least", "source",
)  # fmt: skip


def to_dict(answer: NextSteps, releases: Releases) -> dict[str, Any]:
    """The document: the jobs held and every step shown."""
    from careerfit_cli.export.document import (
        ENTRY_SECTIONS,
        ENTRY_UNITS,
        entry_row,
        sources_of,
    )

    slugs = [entry.slug for entry in answer.held]
    slugs += [step.close.entry.slug for step in answer.steps]
    sections = (*(domain.key for domain in CARRIED), *ENTRY_SECTIONS)
    return {
        "units": {
            "steps.closeness": "0-100: shape and coverage of skills, knowledge and "
            "activities",
            "steps.fit": "FIT, 0-100, of the saved profile",
            **ENTRY_UNITS,
        },
        "sources": sources_of(slugs, releases, sections),
        "held": [entry_row(entry) for entry in answer.held],
        "among": answer.among,
        "steps": [_row(step) for step in answer.steps],
    }


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    """A step's row of a table: lists become text."""
    return {**row, **{key: "; ".join(row[key]) for key in ("carries", "adds")}}


def _row(step: Step) -> dict[str, Any]:
    from careerfit_cli.export.document import entry_row

    preparation = step.occupation.preparation
    return {
        "closeness": step.close.closeness,
        "tier": step.close.tier,
        "carries": list(step.close.carries),
        "adds": list(step.close.adds),
        "fit": step.fit,
        "experience": preparation.experience,
        "training": preparation.training,
        **entry_row(step.close.entry),
    }
