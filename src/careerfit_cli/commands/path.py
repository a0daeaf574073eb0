"""`careerfit path`: what a change from one occupation to another takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.compare.paths import (
    ADD,
    LEVELLED,
    NEARLY,
    Change,
    Need,
    Path,
    Step,
    path_between,
)
from careerfit_cli.compare.side_by_side import IMPORTANT
from careerfit_cli.errors import UsageError
from careerfit_cli.model.attribution import NOTICES
from careerfit_cli.model.elements import (
    ABILITIES,
    KNOWLEDGE,
    SKILLS,
    WORK_ACTIVITIES,
    Domain,
)
from careerfit_cli.ui import completion
from careerfit_cli.ui.loading import the_occupation
from careerfit_cli.ui.options import JsonOptions, Screen
from careerfit_cli.views import figures
from careerfit_cli.views.display import (
    Hanging,
    bullets,
    few,
    group,
    more,
    paragraphs,
    say,
    section,
    table,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.views.display import Display

_FEW, _NAMES = 5, 12

_MUCH = 2.0
"""A step is called long from this many points of level."""

_ADDED = {
    SKILLS.key: "Skills to add",
    KNOWLEDGE.key: "Knowledge to add",
    WORK_ACTIVITIES.key: "Activities to do at a higher level",
    ABILITIES.key: "Abilities asked for more",
}

_LEAST_WIDTH = 76

_TIERS = {
    "": "O*NET does not list the new occupation as related to the old one.",
    "Primary-Short": "O*NET lists the new occupation among those closest to the old one.",
    "Primary-Long": "O*NET lists the new occupation among those close to the old one.",
    "Supplemental": "O*NET lists the new occupation among those related to the old one.",
}


_CARE = (
    (
        "Levels are O*NET's, 0-7: how much of each the work needs. Only what is "
        f"important in the new work ({IMPORTANT} or more of 100) counts."
    ),
    (
        f"To add: {ADD:g} point or more above the old work; nearly there: from {NEARLY:g}; "
        "the rest carries over."
    ),
    "We assume you have what your current job needs; yours may differ.",
)


def path(
    start: Annotated[
        str,
        typer.Argument(
            help="The current occupation.",
            autocompletion=completion.occupations,
        ),
    ],
    goal: Annotated[
        str,
        typer.Argument(
            help="The new occupation.", autocompletion=completion.occupations
        ),
    ],
    everything: Annotated[
        bool, typer.Option("--all", help="Show every step, technology and element.")
    ] = False,
    *,
    output: JsonOptions,
    screen: Screen,
) -> None:
    """Show what a change of occupation takes: what to learn, what carries over.

    \b
    careerfit path registered-nurse nurse-practitioner
    careerfit path "bank teller" "loan officer" --all
    """
    destination = output.destination()
    first, second = the_occupation(start), the_occupation(goal)
    if first.slug == second.slug:
        raise UsageError("both names mean the same occupation", "give two")
    path = path_between(first, second)
    if destination.kind:
        destination.write_json("path", to_dict(path))
    else:
        screen.show(render(path, screen.display, everything=everything))


def render(path: Path, display: Display, *, everything: bool = False) -> RenderableType:
    """A summary, what changes, what to add, what carries over, and technologies."""
    titles = (("From", path.start.title), ("To", path.goal.title))
    added = (_added(path, domain, display, full=everything) for domain in LEVELLED)
    parts = (
        section("In short", "", bullets(_short(path), display)),
        _stages(path),
        _changes(path, display),
        *added,
        _carried(path, display, full=everything),
        _technologies(path, display, full=everything),
        section(
            "Read with care",
            "",
            bullets((*_CARE, *path.flags), display),
        ),
        paragraphs(NOTICES),
    )
    return group(
        *(say(f"{label:<4}  {title}", "bold") for label, title in titles),
        say(""),
        *(part for part in parts if part),
    )


def _short(path: Path) -> list[str]:
    lines = [_TIERS.get(path.tier, _TIERS[""])]
    add, nearly, carried = map(len, (path.add, path.nearly, path.carried))
    count = add + nearly + carried
    if not count:
        return [*lines, "What to add is not known: both occupations must be rated."]
    lines.append(
        f"Of {count} skills, fields of knowledge, activities and abilities important in "
        f"the new work, {carried} carry over, {nearly} nearly do, {add} are to be added."
    )
    if path.add:
        most = path.add[0]
        domain = figures.section_title(most.domain).lower()
        lines.append(
            f"The longest step: {most.element} ({domain}), from level "
            f"{most.level:.1f} to {most.needed:.1f} of 7."
        )
    return lines


def _stages(path: Path) -> RenderableType | None:
    """What the goal requires, as numbered steps."""
    lines = []
    for place, stage in enumerate(path.stages, 1):
        time = f" ({stage.time})" if stage.time else ""
        done = " Your present work already asks for that much." if stage.done else ""
        what = stage.what if stage.what.endswith(".") else f"{stage.what}{time}."
        lines.append(say(f"{place}. {stage.kind.capitalize()}: {what}{done}"))
    if not lines:
        return None
    note = "BLS, typical entry; licenses and exams in our own words"
    return section("Steps, in order", note, *map(Hanging, lines))


def _changes(path: Path, display: Display) -> RenderableType:
    rows = [*map(_change, path.changes), *map(_step, path.steps)]
    return section(
        "What changes",
        "BLS; job zone O*NET",
        table(("", "Now", "Then", "Change"), rows, display, least_width=_LEAST_WIDTH),
    )


def _change(change: Change) -> tuple[str, str, str, str]:
    periods = dict.fromkeys(period for period in change.periods if period)
    before, after = change.units
    return (
        ", ".join((change.what.capitalize(), *periods)),
        _figure(change.before, before),
        _figure(change.after, after),
        _difference(change),
    )


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return figures.NOT_REPORTED
    if unit.startswith("dollars"):
        each = unit.removeprefix("dollars ")
        return f"{figures.dollars(value, each.split()[-1])} {each}"
    if unit.startswith("percent"):
        return figures.percent(value)
    return figures.count(value)


def _difference(change: Change) -> str:
    if change.difference is None:
        return "cannot be compared"
    if change.difference == 0:
        return "the same"
    sign = "+" if change.difference > 0 else "-"
    size, unit = abs(change.difference), change.units[0]
    if unit.startswith("percent"):
        return f"{sign}{size:.1f} points"
    amount = figures.count(size)
    if unit.startswith("dollars"):
        amount = figures.dollars(size, unit.split()[-1])
    share = "" if change.percent is None else f" ({figures.percent(change.percent)})"
    return f"{sign}{amount}{share}"


def _step(step: Step) -> tuple[str, str, str, str]:
    before, after = figures.typical(step.before), figures.typical(step.after)
    change = "of another kind" if step.before and step.after else "cannot be compared"
    if step.up is not None and step.before and step.after:
        steps = "step" if abs(step.up) == 1 else "steps"
        way = "up" if step.up > 0 else "down"
        change = f"{abs(step.up)} {steps} {way}" if step.up else "the same"
    return step.what.capitalize(), before, after, change


def _added(
    path: Path, domain: Domain, display: Display, *, full: bool
) -> RenderableType | None:
    needs = [need for need in path.add if need.domain == domain.key]
    if not needs:
        return None
    shown = needs if full else needs[:_FEW]
    rows = [
        (
            need.element,
            f"{need.level:.1f}",
            f"{need.needed:.1f}",
            f"+{need.more:.1f} {'far more' if need.more >= _MUCH else 'more'}",
        )
        for need in shown
    ]
    heads = ("Element", "Now", "Needed", "Step")
    return section(
        _ADDED[domain.key],
        "level, 0-7, O*NET",
        table(heads, rows, display, right=[1, 2]),
        *more(len(shown), len(needs), "The largest"),
    )


def _carried(path: Path, display: Display, *, full: bool) -> RenderableType | None:
    lines = []
    needs = (*path.add, *path.nearly, *path.carried)
    for domain in LEVELLED:
        names = [need.element for need in path.carried if need.domain == domain.key]
        count = sum(need.domain == domain.key for need in needs)
        if names:
            listed = "; ".join(few(names, _FEW, full=full))
            lines.append(f"{domain.title}, {len(names)} of {count}: {listed}.")
    if path.nearly:
        names = [f"{need.element} +{need.more:.1f}" for need in path.nearly]
        listed = "; ".join(few(names, _FEW, full=full))
        lines.append(f"Nearly there, {len(path.nearly)}: {listed}.")
    if not lines:
        return None
    note = "most important in the new work first"
    return section("What carries over", note, bullets(lines, display))


def _technologies(path: Path, display: Display, *, full: bool) -> RenderableType | None:
    lines = [
        f"{label}: {', '.join(few(names, _NAMES, full=full))}."
        for label, names in (
            ("In demand in the new work", path.technologies_to_learn),
            ("In demand in both", path.technologies_known),
        )
        if names
    ]
    if not lines:
        return None
    remark = "Some jobs ask for these; it does not say what a worker knows."
    return section("Technologies", "O*NET", bullets(lines, display), say(remark, "dim"))


def to_dict(path: Path) -> dict[str, Any]:
    """The document: every need, change, step and technology."""
    from careerfit_cli.export.document import SCORE_UNIT, named_with_sources, plain

    def rows(needs: Sequence[Need]) -> list[dict[str, Any]]:
        return [{**plain(need), "more": need.more} for need in needs]

    return {
        "units": {
            "importance": SCORE_UNIT,
            "level": "O*NET level in the old work, 0-7; 0 where it is not used",
            "needed": "O*NET level in the new work, 0-7",
            "more": "points of level",
            "changes": "changes.units; percent is of what was before",
            "steps.up": "categories of preparation",
        },
        "rules": {"important": IMPORTANT, "add": ADD, "nearly": NEARLY},
        "start": named_with_sources(path.start),
        "goal": named_with_sources(path.goal),
        "tier": path.tier,
        "add": rows(path.add),
        "nearly": rows(path.nearly),
        "carried": rows(path.carried),
        "changes": [
            {
                **plain(change),
                "percent": None if change.percent is None else round(change.percent, 1),
            }
            for change in path.changes
        ],
        "steps": plain(path.steps),
        "stages": plain(path.stages),
        "technologies_to_learn": list(path.technologies_to_learn),
        "technologies_known": list(path.technologies_known),
        "flags": list(path.flags),
    }
