"""The way from one occupation to another."""

from __future__ import annotations

from rich.console import Group, RenderableType

from careerfit_cli.compare.paths import ADD, LEVELLED, NEARLY, Change, Path, Step
from careerfit_cli.compare.side_by_side import IMPORTANT
from careerfit_cli.model.attribution import NOTICES
from careerfit_cli.model.elements import (
    ABILITIES,
    KNOWLEDGE,
    SKILLS,
    WORK_ACTIVITIES,
    Domain,
)
from careerfit_cli.views import figures
from careerfit_cli.views.display import (
    Display,
    Hanging,
    bullets,
    few,
    more,
    paragraphs,
    say,
    section,
    table,
)

_FEW, _NAMES = 5, 12

_MUCH = 2.0
"""Points of level from which a step is called a long one."""

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
    "Levels are O*NET's, 0-7: how much of it the work takes. Counted is what is important "
    f"in the new work ({IMPORTANT} or more of 100)."
)

_GROUPS = (
    f"To add is {ADD:g} point or more above the old work, nearly there from {NEARLY:g}; "
    "the rest carries over."
)

_TAKEN = "People are taken to have what their work needs; yours may differ."


def path(found: Path, display: Display, *, everything: bool = False) -> RenderableType:
    """In short, what changes, what to add, what carries over, and technologies."""
    titles = (("From", found.start.title), ("To", found.goal.title))
    added = (_added(found, domain, display, full=everything) for domain in LEVELLED)
    parts = (
        section("In short", "", bullets(_short(found), display)),
        _stages(found),
        _changes(found, display),
        *added,
        _carried(found, display, full=everything),
        _technologies(found, display, full=everything),
        section(
            "Read with care",
            "",
            bullets((_RULES, _GROUPS, _TAKEN, *found.flags), display),
        ),
        paragraphs(NOTICES),
    )
    return Group(
        *(say(f"{label:<4}  {title}", "bold") for label, title in titles),
        say(""),
        *(part for part in parts if part),
    )


def _short(found: Path) -> list[str]:
    lines = [_TIERS.get(found.tier, _UNRELATED)]
    add, nearly, carried = map(len, (found.add, found.nearly, found.carried))
    count = add + nearly + carried
    if not count:
        return [*lines, "What to add cannot be told: both have to be rated for it."]
    lines.append(
        f"Of {count} skills, fields of knowledge, activities and abilities important in "
        f"the new work, {carried} carry over, {nearly} nearly do, {add} are to be added."
    )
    if found.add:
        most = found.add[0]
        lines.append(
            f"The longest step: {most.element} ({_TITLES[most.domain]}), from level "
            f"{most.level:.1f} to {most.needed:.1f} of 7."
        )
    return lines


def _stages(found: Path) -> RenderableType | None:
    """What the goal asks for, one numbered step after another."""
    lines = []
    for place, stage in enumerate(found.stages, 1):
        time = f" ({stage.time})" if stage.time else ""
        done = " Your present work already asks for that much." if stage.done else ""
        what = stage.what if stage.what.endswith(".") else f"{stage.what}{time}."
        lines.append(say(f"{place}. {stage.kind.capitalize()}: {what}{done}"))
    if not lines:
        return None
    note = "BLS, typical entry; licenses and exams in our own words"
    return section("Steps, in order", note, *map(Hanging, lines))


def _changes(found: Path, display: Display) -> RenderableType:
    rows = [_change(own) for own in found.changes] + [_step(own) for own in found.steps]
    return section(
        "What changes",
        "BLS; job zone O*NET",
        table(("", "Now", "Then", "Change"), rows, display, least_width=_LEAST_WIDTH),
    )


def _change(own: Change) -> tuple[str, ...]:
    periods = dict.fromkeys(period for period in own.periods if period)
    label = own.what.capitalize()
    return (
        ", ".join((label, *periods)),
        *(
            _figure(*each)
            for each in zip((own.before, own.after), own.units, strict=True)
        ),
        _difference(own),
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


def _difference(own: Change) -> str:
    if own.difference is None:
        return "cannot be compared"
    if own.difference == 0:
        return "the same"
    sign = "+" if own.difference > 0 else "-"
    size = abs(own.difference)
    if own.units[0].startswith("percent"):
        return f"{sign}{size:.1f} points"
    hourly = own.units[0].endswith("hour")
    amount = figures.dollars(size, "hour") if hourly else figures.count(size)
    mark = "$" if own.units[0] == "dollars a year" else ""
    share = "" if own.percent is None else f" ({figures.percent(own.percent)})"
    return f"{sign}{mark}{amount}{share}"


def _step(own: Step) -> tuple[str, ...]:
    return (
        own.what.capitalize(),
        figures.typical(own.before),
        figures.typical(own.after),
        _up(own),
    )


def _up(own: Step) -> str:
    if not own.before or not own.after:
        return "cannot be compared"
    if own.up is None:
        return "of another kind"
    if own.up == 0:
        return "the same"
    count = abs(own.up)
    return (
        f"{count} {'step' if count == 1 else 'steps'} {'up' if own.up > 0 else 'down'}"
    )


def _added(
    found: Path, domain: Domain, display: Display, *, full: bool
) -> RenderableType | None:
    needs = [own for own in found.add if own.domain == domain.key]
    if not needs:
        return None
    shown = needs if full else needs[:_FEW]
    rows = [
        (
            own.element,
            f"{own.level:.1f}",
            f"{own.needed:.1f}",
            f"+{own.more:.1f} {'far more' if own.more >= _MUCH else 'more'}",
        )
        for own in shown
    ]
    heads = ("Element", "Now", "Needed", "Step")
    return section(
        _ADDED[domain.key],
        "level, 0-7, O*NET",
        table(heads, rows, display, right=[1, 2]),
        *more(len(shown), len(needs), "The largest"),
    )


def _carried(found: Path, display: Display, *, full: bool) -> RenderableType | None:
    lines = []
    for domain in LEVELLED:
        own = [need for need in found.carried if need.domain == domain.key]
        count = sum(
            need.domain == domain.key
            for needs in (found.add, found.nearly, found.carried)
            for need in needs
        )
        if own:
            names = tuple(need.element for need in own)
            listed = "; ".join(few(names, _FEW, full=full))
            lines.append(f"{domain.title}, {len(own)} of {count}: {listed}.")
    if found.nearly:
        names = tuple(f"{own.element} +{own.more:.1f}" for own in found.nearly)
        listed = "; ".join(few(names, _FEW, full=full))
        lines.append(f"Nearly there, {len(found.nearly)}: {listed}.")
    note = "most important in the new work first"
    return (
        section("What carries over", note, bullets(lines, display)) if lines else None
    )


def _technologies(
    found: Path, display: Display, *, full: bool
) -> RenderableType | None:
    lines = [
        f"{label}: {', '.join(few(names, _NAMES, full=full))}."
        for label, names in (
            ("In demand in the new work", found.technologies_to_learn),
            ("In demand in both", found.technologies_known),
        )
        if names
    ]
    if not lines:
        return None
    remark = "Some jobs ask for these; it does not say what a worker knows."
    return section("Technologies", "O*NET", bullets(lines, display), say(remark, "dim"))
