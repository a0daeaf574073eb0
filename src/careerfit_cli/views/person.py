"""What a person's answers show: the careers that match, and the person's profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from careerfit_cli.model.elements import (
    DOMAINS,
    INTEREST_AREAS,
    INTERESTS,
    WORK_STYLES,
    holland_groups,
    holland_text,
)
from careerfit_cli.model.profile import Profile
from careerfit_cli.quiz import Tendency
from careerfit_cli.views import preferring
from careerfit_cli.views.display import (
    Display,
    bullets,
    half_up,
    labelled,
    paragraphs,
    say,
    scores,
    section,
)
from careerfit_cli.views.hexagon import hexagon
from careerfit_cli.views.reasons import AreaNames

if TYPE_CHECKING:
    # Only the type: a ranking explains no terms.
    from careerfit_cli.model.glossary import Glossary

STRONGEST = 5
MIDDLE = 50
"""The level of an answer in the middle of its scale."""

STRONG = 60
"""From this lean on, of 100, a tendency is called strong."""

_NOT_CLEAR = "not clear from the answers"
_TITLES = {domain.key: domain.title.lower() for domain in DOMAINS}


def person(
    profile: Profile,
    tendencies: Sequence[Tendency],
    glossary: Glossary,
    areas: AreaNames,
    display: Display,
) -> RenderableType:
    """A person's profile: interests, areas, work styles, preferences, remarks."""
    parts = [
        *([say(profile.careless_reason), say("")] if profile.careless_reason else []),
        _interests(profile, display),
        _areas(profile, areas, display),
        _styles(profile, glossary.meanings(WORK_STYLES.key), display),
        *([preferring.chosen(profile.choices, display)] if profile.choices else []),
        _tendencies(tendencies, display, rest=bool(profile.choices)),
    ]
    remarks = [f"Not used: {reason}." for reason in profile.unclear.values()]
    remarks += [note for note in profile.notes if note != profile.careless_reason]
    if remarks:
        parts.append(section("Remarks", "", bullets(remarks, display)))
    return Group(*parts)


def _ordered(profile: Profile, domain: str) -> list[tuple[str, float]]:
    return sorted(profile.levels[domain].items(), key=lambda row: -row[1])


def _interests(profile: Profile, display: Display) -> RenderableType:
    rows = _ordered(profile, INTERESTS.key)
    title, note = "Your interests", "0-100, from your answers"
    if not rows or INTERESTS.key in profile.unclear:
        return section(title, note, say(_NOT_CLEAR, "dim"))
    groups = holland_groups(profile.levels[INTERESTS.key])
    lines: list[RenderableType] = []
    if groups:
        lines.append(say(f"Holland code: {holland_text(groups)}"))
    if picture := hexagon(profile.levels[INTERESTS.key], display):
        lines += [say(""), picture, say("")]
    return section(title, note, *lines, scores(rows, display))


def _areas(profile: Profile, areas: AreaNames, display: Display) -> RenderableType:
    title = "Your areas of work"
    liked = [areas.get(name, name) for name in profile.liked_areas]
    disliked = [areas.get(name, name) for name in profile.disliked_areas]
    lines = [f"You chose: {', '.join(liked)}."] if liked else []
    if disliked:
        lines.append(f"Not for you: {', '.join(disliked)}.")
    rated = profile.responses.get(INTEREST_AREAS.key, {})
    if rated and INTEREST_AREAS.key not in profile.unclear:
        rows = [(areas.get(n, n), v) for n, v in _ordered(profile, INTEREST_AREAS.key)]
        strong = [row for row in rows[:10] if row[1] > MIDDLE]
        note = "the highest, 0-100, from your answers"
        return section(title, note, paragraphs(lines, ""), scores(strong, display))
    return section(title, "", paragraphs(lines or [_NOT_CLEAR], ""))


def _styles(
    profile: Profile, meanings: Mapping[str, str], display: Display
) -> RenderableType:
    rows = _ordered(profile, WORK_STYLES.key)
    title = "How you work"
    strong = [(name, level) for name, level in rows[:STRONGEST] if level > MIDDLE]
    if not strong or WORK_STYLES.key in profile.unclear:
        return section(title, "", say(_NOT_CLEAR, "dim"))
    weak = [f"{name} ({half_up(level)})" for name, level in rows[-3:] if level < MIDDLE]
    rest = [f"Least like you: {', '.join(reversed(weak))}."] if weak else []
    return section(
        title,
        "your strongest work styles, 0-100, from your answers",
        scores(strong, display, meanings=meanings),
        paragraphs(rest),
    )


def _tendencies(
    tendencies: Sequence[Tendency], display: Display, *, rest: bool
) -> RenderableType:
    """Tendencies; `rest` is whether they only add to what was asked directly."""
    title = "Other tendencies" if rest else "Your tendencies"
    note = "which way your answers point"
    if not tendencies:
        return section(title, note, say(_NOT_CLEAR, "dim"))
    if display.stacked:
        rows = [(f"{own.left} or {own.right}", tendency(own)) for own in tendencies]
        return section(title, note, labelled(rows, display))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=12, justify="right")
    grid.add_column(width=21)
    grid.add_column(width=12)
    grid.add_column()
    for own in tendencies:
        grid.add_row(
            say(own.left),
            _scale(own.lean, display),
            say(own.right),
            say(tendency(own), "dim"),
        )
    return section(title, note, grid)


def tendency(own: Tendency) -> str:
    """A tendency in words."""
    if not own.side:
        return "no clear tendency"
    return f"{'strongly' if abs(own.lean) >= STRONG else 'rather'} {own.side}"


def _scale(lean: float, display: Display) -> Text:
    line, mark, middle = ("-", "O", "|") if display.ascii else ("─", "●", "┼")
    cells = [line] * 21
    cells[10] = middle
    cells[round((lean + 100) / 10)] = mark
    return Text("".join(cells), "cyan")
