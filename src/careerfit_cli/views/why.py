"""Why one occupation matches: every point of the score, and how certain it is."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType

from careerfit_cli.matching import BASE, Contribution, DomainMatch, Match, reasons
from careerfit_cli.matching.explain import Explanation
from careerfit_cli.matching.skills import Starts
from careerfit_cli.model.attribution import NO_CLAIM, SOURCE
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.frozen import frozen
from careerfit_cli.preferences import PreferenceCheck
from careerfit_cli.views import preferring, starting
from careerfit_cli.views.display import (
    Display,
    bullets,
    foldable,
    half_up,
    paragraphs,
    say,
    section,
    table,
)
from careerfit_cli.views.reasons import (
    CARELESS,
    NO_NAMES,
    AreaNames,
    at_odds,
    in_common,
    name_of,
)

NO_STARTS: Starts = frozen()
"""Of a person who has chosen no skills."""

SMALL = 0.5
"""Points below this, in tenths, are summed up in one line where there are many."""

MANY = 12
"""Dimensions of a domain from which small points are summed up."""

_TITLES = {domain.key: domain.title for domain in DOMAINS}

_LEAST_WIDTH = 40

_FIGURES = 2 + 3 * 2 + 3 + 3 + 6
"""Columns beside the names: the indent, gaps, two levels and points."""


def page(
    explanation: Explanation,
    display: Display,
    areas: AreaNames,
    checks: Sequence[PreferenceCheck] = (),
    starts: Starts = NO_STARTS,
) -> RenderableType:
    """The score, what raises and lowers it, all its points, and how certain it is.

    `checks` say how it meets the person's preferences, and `starts` what the person can
    start from; no point counts them.
    """
    match = explanation.match
    of = f"rank {match.rank} of {explanation.ranked}"
    place = f"FIT {match.score:.1f} {match.label}, {of}"
    return Group(
        say(match.entry.title, "bold"),
        say(place),
        *([say(CARELESS)] if explanation.careless_reason else []),
        say(""),
        _summary(match, areas, display),
        *(_domain(match, domain, areas, display) for domain in match.domains),
        *([preferring.matched(checks, display)] if checks else []),
        *(starting.starting(start, display) for start in starts.values()),
        section(
            "How certain is it?", "", bullets(_certainty(explanation, areas), display)
        ),
        paragraphs([_sum(match), NO_CLAIM, f"{SOURCE}. Notices: careerfit about"]),
    )


def own_match(
    match: Match,
    display: Display,
    checks: Sequence[PreferenceCheck] = (),
    careless_reason: str = "",
    areas: AreaNames = NO_NAMES,
    starts: Starts = NO_STARTS,
) -> RenderableType:
    """How one occupation matches the person: two reasons for, and one against.

    How it meets the person's preferences follows, and what the person can start from.
    Careless answers show no match.
    """
    title = "Does this career match your answers?"
    if careless_reason:
        lines = [
            "The answers of your last quiz look careless, so no match is shown.",
            "To take it again with more time: careerfit quiz",
            (
                f"If you meant every answer: careerfit why {match.entry.slug} "
                "--allow-careless"
            ),
        ]
        return section(title, "", bullets(lines, display))
    lifts, lowers = reasons(match)
    lines = [
        f"FIT {match.score:.1f} {match.label}, rank {match.rank}, from your last quiz."
    ]
    lines += [f"For: {in_common(part, areas)}." for part in lifts]
    lines += [f"Against: {at_odds(part, areas)}." for part in lowers[:1]]
    lines += preferring.lines(checks, clear=True)
    lines += [line for start in starts.values() for line in starting.lines(start)]
    lines.append(f"All reasons: careerfit why {match.entry.slug}")
    return section(title, "", bullets(lines, display))


def _summary(match: Match, areas: AreaNames, display: Display) -> RenderableType:
    lifts, lowers = reasons(match, most=3)
    lines = []
    if lifts:
        parts = ", ".join(in_common(part, areas) for part in lifts)
        lines.append(f"Raises it: {parts}.")
    if lowers:
        parts = ", ".join(at_odds(part, areas) for part in lowers)
        lines.append(f"Lowers it: {parts}.")
    if match.estimated:
        names = " and ".join(_TITLES[key].lower() for key in match.estimated)
        lines.append(f"Estimated, because O*NET has not published them: its {names}.")
    return section("In short", "points of the score", bullets(lines, display))


def _domain(
    match: Match, domain: DomainMatch, areas: AreaNames, display: Display
) -> RenderableType:
    parts = [
        part for part in match.contributions if part.dimension.domain == domain.domain
    ]
    shown = [part for part in parts if len(parts) < MANY or abs(part.points) >= SMALL]
    longest = max((len(name_of(part, areas)) for part in shown), default=0)
    width = min(longest, display.width - _FIGURES)
    rows = [
        (
            foldable(name_of(part, areas), width),
            str(half_up(part.person)),
            "-" if part.occupation is None else str(half_up(part.occupation)),
            f"{part.points:+.1f}",
        )
        for part in sorted(shown, key=lambda part: -part.points)
    ]
    total = round(sum(part.points for part in parts), 1)
    through = (
        ", through the areas that interests go with" if domain.through_areas else ""
    )
    estimated = ", job's ratings estimated" if domain.estimated else ""
    note = (
        f"correlation {domain.r:+.2f}, weight {domain.weight:.2f}, "
        f"{total:+.1f}{through}{estimated}"
    )
    heads = ("", "You", "Job", "Points")
    drawn = table(
        heads, rows, display, right=[1, 2, 3], least_width=_LEAST_WIDTH, widths=[width]
    )
    return section(_TITLES[domain.domain], note, drawn, *_rest(parts, shown))


def _rest(
    parts: Sequence[Contribution], shown: Sequence[Contribution]
) -> list[RenderableType]:
    """The dimensions with few points in one line."""
    rest = [part for part in parts if part not in shown]
    if not rest:
        return []
    total = round(sum(part.points for part in rest), 1)
    text = f"{len(rest)} others, less than {SMALL:g} points each: {total:+.1f}"
    return [say(text, "dim")]


def _certainty(explanation: Explanation, areas: AreaNames) -> list[str]:
    lines = []
    if own := explanation.stability:
        lines.append(
            f"{own.tag.capitalize()}: if you answered again, its rank would likely be "
            f"{own.low_rank} to {own.high_rank} and its FIT {own.low_score:.0f} to "
            f"{own.high_score:.0f} (90 %)."
        )
    if change := explanation.change:
        name = areas.get(change.dimension.name, change.dimension.name)
        lines.append(
            f"Changing one answer about {name} by one step {change.direction} would move "
            f"it most: to FIT {change.score:.1f}, rank {change.rank}."
        )
    if explanation.match.shrinkage < 1:
        lines.append("Score reduced toward 50: some ratings of the job are missing.")
    if not lines:
        lines.append(
            "Not known: these scores do not come from answers to our questions."
        )
    return lines


def _sum(match: Match) -> str:
    points = match.score - BASE
    return (
        f"The points add up to {points:+.1f}; with a base of {BASE:g} that makes "
        f"{match.score:.1f}. You and the job are on a scale of 0-100. Interest areas and "
        "work styles are compared with other jobs before they count."
    )
