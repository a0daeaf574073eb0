"""Why one occupation fits: every point of the score, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType

from careerfit_cli.fit import BASE, Contribution, DomainFit, Fit, reasons
from careerfit_cli.fit.explanation import Explanation
from careerfit_cli.fit.methods import Standings
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.notices import NO_CLAIM, NOTICES
from careerfit_cli.preferences import Match
from careerfit_cli.views import methods, preferring
from careerfit_cli.views.look import (
    Look,
    bullets,
    foldable,
    half_up,
    paragraphs,
    say,
    section,
    table,
)
from careerfit_cli.views.reasons import UNCLAIMED, at_odds, in_common

_TITLES = {domain.key: domain.title for domain in DOMAINS}

_LEAST_WIDTH = 40

_FIGURES = 2 + 3 * 2 + 3 + 3 + 6
"""Columns beside the names: the indent, gaps, two levels and points."""


def page(
    found: Explanation,
    look: Look,
    matches: Sequence[Match] = (),
    places: Standings | None = None,
) -> RenderableType:
    """The score, what lifts and lowers it, all its points, and how sure it is.

    `matches` say how it meets the person's preferences, which no point counts; `places`
    are where other indices put it, if they are wanted.
    """
    fit = found.fit
    place = f"FIT {fit.score:.1f} {fit.label}, rank {fit.rank} of {found.ranked}"
    return Group(
        say(fit.entry.title, "bold"),
        say(place),
        *([say(UNCLAIMED)] if found.doubt else []),
        say(""),
        _summary(found, look),
        *(_domain(found, domain, look) for domain in fit.domains),
        *([preferring.matched(matches, look)] if matches else []),
        section("How sure is it?", "", bullets(_sureness(found), look)),
        *([methods.of_one(fit.entry, places, look)] if places else []),
        paragraphs([_sum(found), NO_CLAIM, *NOTICES]),
    )


def own_fit(
    fit: Fit, look: Look, matches: Sequence[Match] = (), doubt: str = ""
) -> RenderableType:
    """How one occupation fits the person: two reasons for, and one against.

    What it has of the person's preferences, and against them, follows. `doubt` says why
    the answers look careless: no fit is claimed for those.
    """
    title = "Does this career fit your work personality?"
    if doubt:
        lines = [
            "No fit is claimed: the answers of your last quiz look careless.",
            "To take it again with more time: careerfit quiz",
            f"If you meant every answer: careerfit why {fit.entry.slug} --anyway",
        ]
        return section(title, "", bullets(lines, look))
    lifts, lowers = reasons(fit)
    lines = [f"FIT {fit.score:.1f} {fit.label}, rank {fit.rank}, from your last quiz."]
    lines += [f"For: {in_common(part)}." for part in lifts]
    lines += [f"Against: {at_odds(part)}." for part in lowers[:1]]
    lines += preferring.lines(matches, clear=True)
    lines.append(f"All reasons: careerfit why {fit.entry.slug}")
    return section(title, "", bullets(lines, look))


def _summary(found: Explanation, look: Look) -> RenderableType:
    lifts, lowers = reasons(found.fit, most=3)
    lines = [f"Lifts it: {', '.join(map(_point, lifts))}."] if lifts else []
    if lowers:
        lines.append(f"Lowers it: {', '.join(map(_point, lowers))}.")
    return section("In short", "points of the score", bullets(lines, look))


def _point(part: Contribution) -> str:
    return f"{part.dimension.name} {part.points:+.1f}"


def _domain(found: Explanation, domain: DomainFit, look: Look) -> RenderableType:
    own = [
        part
        for part in found.fit.contributions
        if part.dimension.domain == domain.domain
    ]
    longest = max((len(part.dimension.name) for part in own), default=0)
    width = min(longest, look.width - _FIGURES)
    rows = [
        (
            foldable(part.dimension.name, width),
            str(half_up(part.person)),
            str(half_up(part.occupation)),
            f"{part.points:+.1f}",
        )
        for part in sorted(own, key=lambda part: -part.points)
    ]
    total = sum(part.points for part in own)
    label = f" ({domain.label} by O*NET's cut-offs)" if domain.label else ""
    note = (
        f"correlation {domain.r:+.2f}{label}, weight {domain.weight:.2f}, {total:+.1f}"
    )
    heads = ("", "You", "Job", "Points")
    drawn = table(
        heads, rows, look, right=[1, 2, 3], least_width=_LEAST_WIDTH, widths=[width]
    )
    return section(_TITLES[domain.domain], note, drawn)


def _sureness(found: Explanation) -> list[str]:
    lines = []
    if own := found.stability:
        lines.append(
            f"{own.tag.capitalize()}: redrawing your answers ranks it {own.low_rank} to "
            f"{own.high_rank} nine times in ten, with a FIT of {own.low_score:.0f} to "
            f"{own.high_score:.0f}."
        )
    if change := found.change:
        lines.append(
            f"One answer one step {change.direction} on {change.dimension.name} moves it "
            f"most: to FIT {change.score:.1f}, rank {change.rank}."
        )
    if codes := found.congruence:
        lines.append(
            f"Holland codes: you {'/'.join(codes.person)}, the job "
            f"{'/'.join(codes.occupation)}. Iachan's M is {codes.iachan:.1f} of 28, Brown "
            f"and Gore's C {codes.brown_gore:.1f} of 18; they look at three letters only."
        )
    if found.fit.trust < 1:
        rated = sum(domain.used for domain in found.fit.domains)
        lines.append(
            f"Rated on {rated} of 28 dimensions: the score is drawn to {BASE:g}."
        )
    return lines


def _sum(found: Explanation) -> str:
    points = found.fit.score - BASE
    return (
        f"{BASE:g} is no relation either way; all points add up to {points:+.1f}, so to "
        f"{found.fit.score:.1f}. You and the job are 0-100; work styles are compared with "
        "other jobs before they count."
    )
