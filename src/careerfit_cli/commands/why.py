"""`careerfit why`: every point of a match, and how certain it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.errors import CareerfitError
from careerfit_cli.model.attribution import NO_CLAIM, SOURCE
from careerfit_cli.model.figures import half_up, section_title
from careerfit_cli.ui import completion
from careerfit_cli.ui.loading import met, open_index, the_entry
from careerfit_cli.ui.options import AllowCareless, JsonOptions, Screen
from careerfit_cli.ui.profile_options import (
    AnswerOptions,
    area_names,
    refuse_careless,
)
from careerfit_cli.ui.ranking import Weights, starts_of, weights_in
from careerfit_cli.views.display import (
    bullets,
    foldable,
    group,
    paragraphs,
    say,
    section,
    table,
)
from careerfit_cli.views.reasons import (
    CARELESS,
    at_odds,
    checked_preferences,
    in_common,
    name_of,
    start_section,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.export.document import Releases
    from careerfit_cli.matching import Contribution, DomainMatch, Match
    from careerfit_cli.matching.explain import Explanation
    from careerfit_cli.matching.skills import Starts
    from careerfit_cli.model.profile import Profile
    from careerfit_cli.preferences import PreferenceCheck
    from careerfit_cli.views.display import Display
    from careerfit_cli.views.reasons import AreaNames

SMALL = 0.5
"""Smaller points, in tenths, are summed up in one line if there are many."""

MANY = 12
"""A domain with this many dimensions has its small points summed up."""

_LEAST_WIDTH = 40

_FIGURES = 2 + 3 * 2 + 3 + 3 + 6
"""Width besides the names: the indent, gaps, two levels and points."""


def why(
    name: Annotated[
        str,
        typer.Argument(help="The occupation.", autocompletion=completion.occupations),
    ],
    *,
    person: AnswerOptions,
    weights: Weights = None,
    allow_careless: AllowCareless = False,
    output: JsonOptions,
    screen: Screen,
) -> None:
    """Explain exactly why a career matches, or does not.

    \b
    careerfit why registered-nurse
    """
    from careerfit_cli.matching.explain import explain

    destination = output.destination()
    shares = weights_in(weights)
    profile = person.profile()
    refuse_careless(profile, allow_careless=allow_careless)
    index = open_index()
    entry = the_entry(name, index)
    explanation = explain(profile, index.catalogue, entry.slug, shares)
    if explanation is None:
        raise CareerfitError(
            f"{entry.title} cannot be ranked: too few of its ratings and your answers "
            "meet",
            "answer more questions, or choose another occupation",
        )
    checks = met(index, profile.choices).get(entry.slug, ())
    saved = person.saved()
    starts = starts_of(saved.skills if saved else (), index, [entry.slug])
    if destination.kind:
        data = to_dict(profile, explanation, index.releases, checks, starts)
        destination.write_json("why", data, private=True)
        return
    screen.show(render(explanation, screen.display, area_names(), checks, starts))


def to_dict(
    profile: Profile,
    explanation: Explanation,
    releases: Releases,
    checks: Sequence[PreferenceCheck],
    starts: Starts,
) -> dict[str, Any]:
    """The document: one match with every contribution, and how certain it is."""
    from careerfit_cli.export import result as export
    from careerfit_cli.export.document import plain
    from careerfit_cli.matching import BASE

    slug, change = explanation.match.entry.slug, explanation.change
    parts = {
        "base": BASE,
        "ranked": explanation.ranked,
        "match": export.match_row(explanation.match),
        "stability": plain(explanation.stability),
        "change": export.with_fit(change) if change else None,
        **export.checked_preferences(profile, checks),
        **export.start(slug, starts),
    }
    return export.result_document(profile, [slug], releases, parts)


def render(
    explanation: Explanation,
    display: Display,
    areas: AreaNames,
    checks: Sequence[PreferenceCheck] = (),
    starts: Starts | None = None,
) -> RenderableType:
    """The score, what raises and lowers it, all points, and how certain it is.

    `checks` are how it matches the person's preferences, and `starts` what the person
    can start from; neither counts toward the points.
    """
    match = explanation.match
    place = f"rank {match.rank} of {explanation.ranked}"
    certainty = bullets(_certainty(explanation, areas), display)
    return group(
        say(match.entry.title, "bold"),
        say(f"FIT {match.score:.1f} {match.label}, {place}"),
        *([say(CARELESS)] if explanation.careless_reason else []),
        say(""),
        _summary(match, areas, display),
        *(_domain(match, domain, areas, display) for domain in match.domains),
        *([checked_preferences(checks, display)] if checks else []),
        *(start_section(start, display) for start in (starts or {}).values()),
        section("How certain is it?", "", certainty),
        paragraphs([_sum(match), NO_CLAIM, f"{SOURCE}. Notices: careerfit about"]),
    )


def _summary(match: Match, areas: AreaNames, display: Display) -> RenderableType:
    from careerfit_cli.matching import reasons

    lifts, lowers = reasons(match, most=3)
    lines = []
    if lifts:
        parts = ", ".join(in_common(part, areas) for part in lifts)
        lines.append(f"Raises it: {parts}.")
    if lowers:
        parts = ", ".join(at_odds(part, areas) for part in lowers)
        lines.append(f"Lowers it: {parts}.")
    if match.estimated:
        names = " and ".join(section_title(key).lower() for key in match.estimated)
        lines.append(f"Estimated, because O*NET has not published them: its {names}.")
    return section("In short", "points of the score", bullets(lines, display))


def _domain(
    match: Match, domain: DomainMatch, areas: AreaNames, display: Display
) -> RenderableType:
    """Both levels and the points of each dimension, most points first.

    Dimensions with few points are summed up in one line.
    """
    parts = [
        part for part in match.contributions if part.dimension.domain == domain.domain
    ]
    shown = [part for part in parts if len(parts) < MANY or abs(part.points) >= SMALL]
    through = (
        ", through the areas that interests go with" if domain.through_areas else ""
    )
    estimated = ", job's ratings estimated" if domain.estimated else ""
    note = (
        f"correlation {domain.r:+.2f}, weight {domain.weight:.2f}, "
        f"{_total(parts):+.1f}{through}{estimated}"
    )
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
    heads = ("", "You", "Job", "Points")
    points = table(
        heads, rows, display, right=[1, 2, 3], least_width=_LEAST_WIDTH, widths=[width]
    )
    title = section_title(domain.domain)
    rest = [part for part in parts if part not in shown]
    if not rest:
        return section(title, note, points)
    text = f"{len(rest)} others, less than {SMALL:g} points each: {_total(rest):+.1f}"
    return section(title, note, points, say(text, "dim"))


def _total(parts: Sequence[Contribution]) -> float:
    return round(sum(part.points for part in parts), 1)


def _certainty(explanation: Explanation, areas: AreaNames) -> list[str]:
    lines = []
    if stability := explanation.stability:
        # Tags are relative to the rank, which misleads if it is never in the top ten.
        tag = stability.tag if stability.in_top_ten else "outside your top ten"
        lines.append(
            f"{tag.capitalize()}: if you answered again, in 9 of 10 cases its "
            f"rank would be {stability.low_rank} to {stability.high_rank} and its FIT "
            f"{stability.low_score:.0f} to {stability.high_score:.0f}."
        )
        width = stability.high_rank - stability.low_rank
        if width and explanation.match.rank - stability.low_rank <= width / 10:
            lines.append(
                f"Today's rank, {explanation.match.rank}, is at the top of that range: "
                "a close match usually drops when some answers change."
            )
    if change := explanation.change:
        name = areas.get(change.dimension.name, change.dimension.name)
        step = {"up": "higher", "down": "lower"}[change.direction]
        lines.append(
            f"One answer about {name}, one step {step}, would change it most: to FIT "
            f"{change.score:.1f}, rank {change.rank}."
        )
    if explanation.match.shrinkage < 1:
        lines.append("Score reduced toward 50: some ratings of the job are missing.")
    if not lines:
        lines.append(
            "Not known: these scores do not come from answers to our questions."
        )
    return lines


def _sum(match: Match) -> str:
    from careerfit_cli.matching import BASE

    points = match.score - BASE
    return (
        f"The points add up to {points:+.1f}; with a base of {BASE:g} that makes "
        f"{match.score:.1f}. You and the job are on a scale of 0-100. Interest areas and "
        "work styles are compared with other jobs before they count."
    )
