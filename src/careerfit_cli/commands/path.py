"""`careerfit path`: what a change from one occupation to another takes."""

from __future__ import annotations

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

_TITLES = {domain.key: domain.title.lower() for domain in LEVELLED}

_UNRELATED = "O*NET does not list the new occupation as related to the old one."

_LEAST_WIDTH = 76

_TIERS = {
    "Primary-Short": "O*NET lists the new occupation among those closest to the old one.",
    "Primary-Long": "O*NET lists the new occupation among those close to the old one.",
    "Supplemental": "O*NET lists the new occupation among those related to the old one.",
}


_RULES = (
    "Levels are O*NET's, 0-7: how much of each the work needs. Only what is important in "
    f"the new work ({IMPORTANT} or more of 100) counts."
)

_GROUPS = (
    f"To add: {ADD:g} point or more above the old work; nearly there: from {NEARLY:g}; "
    "the rest carries over."
)

_TAKEN = "We assume you have what your current job needs; yours may differ."


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
            bullets((_RULES, _GROUPS, _TAKEN, *path.flags), display),
        ),
        paragraphs(NOTICES),
    )
    return group(
        *(say(f"{label:<4}  {title}", "bold") for label, title in titles),
        say(""),
        *(part for part in parts if part),
    )


def _short(path: Path) -> list[str]:
    lines = [_TIERS.get(path.tier, _UNRELATED)]
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
        lines.append(
            f"The longest step: {most.element} ({_TITLES[most.domain]}), from level "
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
    rows = [_change(change) for change in path.changes] + [
        _step(step) for step in path.steps
    ]
    return section(
        "What changes",
        "BLS; job zone O*NET",
        table(("", "Now", "Then", "Change"), rows, display, least_width=_LEAST_WIDTH),
    )


def _change(change: Change) -> tuple[str, ...]:
    periods = dict.fromkeys(period for period in change.periods if period)
    label = change.what.capitalize()
    return (
        ", ".join((label, *periods)),
        *(
            _figure(*each)
            for each in zip((change.before, change.after), change.units, strict=True)
        ),
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
    size = abs(change.difference)
    if change.units[0].startswith("percent"):
        return f"{sign}{size:.1f} points"
    hourly = change.units[0].endswith("hour")
    amount = figures.dollars(size, "hour") if hourly else figures.count(size)
    mark = "$" if change.units[0] == "dollars a year" else ""
    share = "" if change.percent is None else f" ({figures.percent(change.percent)})"
    return f"{sign}{mark}{amount}{share}"


def _step(step: Step) -> tuple[str, ...]:
    return (
        step.what.capitalize(),
        figures.typical(step.before),
        figures.typical(step.after),
        _up(step),
    )


def _up(step: Step) -> str:
    if not step.before or not step.after:
        return "cannot be compared"
    if step.up is None:
        return "of another kind"
    if step.up == 0:
        return "the same"
    count = abs(step.up)
    return (
        f"{count} {'step' if count == 1 else 'steps'} {'up' if step.up > 0 else 'down'}"
    )


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
    for domain in LEVELLED:
        carried = [need for need in path.carried if need.domain == domain.key]
        count = sum(
            need.domain == domain.key
            for needs in (path.add, path.nearly, path.carried)
            for need in needs
        )
        if carried:
            names = tuple(need.element for need in carried)
            listed = "; ".join(few(names, _FEW, full=full))
            lines.append(f"{domain.title}, {len(carried)} of {count}: {listed}.")
    if path.nearly:
        names = tuple(f"{need.element} +{need.more:.1f}" for need in path.nearly)
        listed = "; ".join(few(names, _FEW, full=full))
        lines.append(f"Nearly there, {len(path.nearly)}: {listed}.")
    note = "most important in the new work first"
    return (
        section("What carries over", note, bullets(lines, display)) if lines else None
    )


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
        "add": [_need(need) for need in path.add],
        "nearly": [_need(need) for need in path.nearly],
        "carried": [_need(need) for need in path.carried],
        "changes": [
            {**plain(change), "percent": _rounded(change.percent)}
            for change in path.changes
        ],
        "steps": plain(path.steps),
        "stages": plain(path.stages),
        "technologies_to_learn": list(path.technologies_to_learn),
        "technologies_known": list(path.technologies_known),
        "flags": list(path.flags),
    }


def _need(need: Need) -> dict[str, Any]:
    from careerfit_cli.export.document import plain

    return {**plain(need), "more": need.more}


def _rounded(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 1)
