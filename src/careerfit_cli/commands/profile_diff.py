"""`careerfit profile diff`: compare two profiles and separate changes from noise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.model.attribution import LIMITS, NO_CLAIM
from careerfit_cli.model.figures import half_up, section_title
from careerfit_cli.model.profile import Side
from careerfit_cli.ui.loading import open_index
from careerfit_cli.ui.options import AllowCareless, JsonOptions, Screen
from careerfit_cli.ui.profile_options import AnswerOptions, area_names, saved_profile
from careerfit_cli.views.display import (
    bullets,
    group,
    indented,
    labelled,
    paragraphs,
    say,
    section,
    table,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.export.document import Releases
    from careerfit_cli.matching.difference import (
        Diff,
        Difference,
        DomainCorrelation,
        Move,
    )
    from careerfit_cli.views.display import Display
    from careerfit_cli.views.reasons import AreaNames

_ANSWER_STRING = re.compile(r"v\d+\.|[1-5-]{41}")
"""How an answer string begins; no profile name begins like this."""

UNLIKELY = 0.05
"""Below this probability, the number of differences is called unlikely by chance."""

_NOISE = (
    "Noise is the largest difference to expect, 19 times in 20, if the same person "
    "answers again and nothing has changed. Only a larger one is a real change."
)
_CORRELATION = (
    "The correlation compares the shapes of the profiles: +1 the same, 0 no relation, -1 "
    "opposite."
)
_MOVES = (
    "Many careers fit about as well as the first few, so a list of ten changes even if "
    "the same person answers again. * marks a real move: the likely ranges of the two "
    "ranks do not overlap."
)


def diff(
    one: Annotated[
        str, typer.Argument(help="A saved profile's name, a file, or an answer string.")
    ],
    other: Annotated[str, typer.Argument(help="The other profile.")],
    top: Annotated[int, typer.Option(min=1, help="How many careers to compare.")] = 10,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every level, not only real changes.")
    ] = False,
    allow_careless: AllowCareless = False,
    *,
    output: JsonOptions,
    screen: Screen,
) -> None:
    """Compare two profiles: you in May and now, or you and a friend.

    \b
    careerfit profile diff may me
    careerfit profile diff me friend.json
    """
    from careerfit_cli.matching.difference import diff as compare_profiles

    destination = output.destination()
    first, second = sides = (_side(one), _side(other))
    index = open_index()
    profiles = (first.profile, second.profile)
    differences = compare_profiles(
        *profiles, index.catalogue, top, allow_careless=allow_careless
    )
    if destination.kind:
        data = to_dict(differences, sides, index.releases)
        destination.write_json("diff", data, private=True)
        return
    names = area_names()
    screen.show(
        render(differences, sides, screen.display, names, everything=everything)
    )


def _side(who: str) -> Side:
    """The profile from a saved name, a file, or an answer string."""
    if _ANSWER_STRING.match(who) or Path(who).suffix == ".txt":
        return Side(AnswerOptions(answers=who).profile())
    saved = saved_profile(who)
    profile = AnswerOptions(who).profile()
    return Side(profile, saved.name, saved.made.isoformat())


def render(
    diff: Diff,
    sides: Sequence[Side],
    display: Display,
    areas: AreaNames,
    *,
    everything: bool = False,
) -> RenderableType:
    """What differs from the first profile, A, to the second, B.

    `areas` are plain names of interest areas. `everything` also lists differences that
    may be noise.
    """
    return group(
        labelled(
            [(name, _described(side)) for name, side in zip("AB", sides, strict=True)],
            display,
        ),
        say(""),
        section("In short", "", bullets(_summary(diff, sides), display)),
        *(
            _domain(diff, alike, areas, display, everything=everything)
            for alike in diff.correlations
        ),
        _careers(diff, display),
        paragraphs([_NOISE, _CORRELATION, LIMITS]),
    )


def _described(side: Side) -> str:
    length = side.profile.replay.split(".")[1]
    if not side.name:
        return f"the answers given, {length} quiz"
    return f"{side.name}, saved {side.made}, {length} quiz"


def _summary(diff: Diff, sides: Sequence[Side]) -> list[str]:
    one, other = (side.profile for side in sides)
    same = ["These are the same answers."] if one.replay == other.replay else []
    doubts = [
        f"The answers of {name} look careless: differences may mean little."
        for name, profile in (("A", one), ("B", other))
        if profile.careless_reason
    ]
    return [*same, *doubts, *_changes(diff), _codes(diff), *_shared(diff)]


def _changes(diff: Diff) -> list[str]:
    real, compared = len(diff.real), len(diff.differences)
    if not compared:
        return ["No level has answers in both."]
    if real:
        each = (
            f"{real} of {compared} levels {'differs' if real == 1 else 'differ'} by more "
            f"than noise. About {half_up(diff.expected)} would by chance "
            f"alone{_multiplicity(diff)}."
        )
    else:
        each = f"No real change in any of {compared} levels, each taken by itself."
    domains = " and ".join(domain.title.lower() for domain in diff.differing_domains)
    what = "levels" if diff.together < UNLIKELY else domains
    if what:
        return [each, f"Taken together, the {what} differ more than noise explains."]
    if _really_moved(diff) * 2 > len(diff.moves):
        together = (
            "One level alone shows little, but all answers together do: most of the "
            "careers below moved by more than noise."
        )
        return [each, together]
    return [each, "Taken together, the levels differ no more than noise explains."]


def _really_moved(diff: Diff) -> int:
    return sum(move.real is True for move in diff.moves)


def _multiplicity(diff: Diff) -> str:
    """How to judge the differences, given the number of comparisons."""
    large, real = len(diff.beyond_chance), len(diff.real)
    if large:
        which = "these" if large == real else f"{large} of these"
        which = "that one" if real == 1 else which
        return f", but {which} {'is' if large == 1 else 'are'} too large for that"
    if diff.chance < UNLIKELY:
        return "; this many are unlikely, though any one may be chance"
    return ", so this may be chance"


def _codes(diff: Diff) -> str:
    one, other = (code or "not clear" for code in diff.codes)
    if one == other:
        return f"Holland code: {one} in both."
    return f"Holland code: {one} in A, {other} in B."


def _shared(diff: Diff) -> list[str]:
    if diff.withheld_reason:
        return []
    stayed = sum(not move.came and not move.left for move in diff.moves)
    best = sum(not move.left for move in diff.moves)
    real = _really_moved(diff)
    moved = f" {real} of {len(diff.moves)} really moved." if real else ""
    return [f"Best-fitting careers: {stayed} of the first {best} are the same.{moved}"]


def _domain(
    diff: Diff,
    alike: DomainCorrelation,
    areas: AreaNames,
    display: Display,
    *,
    everything: bool,
) -> RenderableType:
    every = sorted(diff.in_domain(alike.domain), key=lambda level: -abs(level.change))
    shown = every if everything else [level for level in every if level.real]
    parts = [_levels(shown, areas, display, everything=everything)] if shown else []
    if not every:
        parts.append(say("No level has answers in both.", "dim"))
    if rest := len(every) - len(shown):
        where = f"the other {rest}" if shown else f"any of {rest}"
        parts.append(say(f"No real change in {where}.", "dim"))
    alike_by = "not clear enough to correlate"
    if alike.r is not None:
        alike_by = f"correlation {alike.r:+.2f}"
    note = f"0-100 from the answers; {alike_by}"
    return section(section_title(alike.domain), note, *parts)


def _levels(
    shown: Sequence[Difference],
    areas: AreaNames,
    display: Display,
    *,
    everything: bool,
) -> RenderableType:
    """A row per level; real changes are marked if some are not."""
    rows = []
    for level in shown:
        name = areas.get(level.dimension.name, level.dimension.name)
        one, other = half_up(level.one), half_up(level.other)
        # The difference of the two levels as they are shown.
        change = f"{other - one:+d}" if level.change else "0"
        verdict = "real change" if level.real else "no real change"
        noise = half_up(level.band)
        rows.append((name, f"{one}", f"{other}", change, f"{noise}", verdict))
    if display.stacked:
        return group(
            *(
                _block(
                    name,
                    f"{one} in A, {other} in B: {change}; noise up to {noise}"
                    + (f"; {verdict}" if everything else ""),
                )
                for name, one, other, change, noise, verdict in rows
            )
        )
    heads = ("", "A", "B", "Change", "Noise up to", "")
    columns = len(heads) if everything else len(heads) - 1
    cells = [row[:columns] for row in rows]
    return table(heads[:columns], cells, display, right=[1, 2, 3, 4])


def _block(title: str, words: str) -> RenderableType:
    return group(say(title, "bold"), indented(say(words)))


def _careers(diff: Diff, display: Display) -> RenderableType:
    from careerfit_cli.matching import NO_SIGNAL

    title = "Best-fitting careers"
    if diff.withheld_reason:
        lines = ["The rankings are not compared.", diff.withheld_reason]
        if diff.withheld_reason != NO_SIGNAL:
            lines.append("To compare careless answers too: --allow-careless")
        return section(title, "", paragraphs(lines, ""))
    rows = [(move.entry.title, _rank(move.one), _rank(move.other), _moved(move))
            for move in diff.moves]  # fmt: skip
    if display.stacked:
        drawn: RenderableType = group(
            *(_block(name, f"{one} in A, {other} in B: {moved}")
              for name, one, other, moved in rows)
        )  # fmt: skip
    else:
        drawn = table(("Occupation", "A", "B", "Move"), rows, display, right=[1, 2])
    return section(title, "rank in A and in B", drawn, say(""), paragraphs([_MOVES]))


def _rank(place: int | None) -> str:
    return "not ranked" if place is None else str(place)


def _moved(move: Move) -> str:
    words = ["came in"] if move.came else ["left"] if move.left else []
    if move.one is not None and move.other is not None:
        up = move.one - move.other
        words.append(f"up {up}" if up > 0 else f"down {-up}" if up else "same")
    return ", ".join(words) + (" *" if move.real else "")


def to_dict(diff: Diff, sides: Sequence[Side], releases: Releases) -> dict[str, Any]:
    """The document: every difference with its noise, and how ranks moved."""
    from careerfit_cli.export import result as export
    from careerfit_cli.export.document import entry_row, plain

    one, other = map(_side_dict, sides)
    return {
        "units": {
            **export.FIT_UNITS,
            "band": "0-100; up to it a change is no real change",
            "beyond_chance": "whether too large to be chance among all compared",
            "expected": "differences called real by chance alone",
            "chance": "probability, 0-1, of as many called real by chance or more",
            "together": "probability, 0-1, of differences as large by chance",
        },
        "sources": export.sources([move.entry.slug for move in diff.moves], releases),
        "one": one,
        "other": other,
        "differences": [
            {**plain(level), "beyond_chance": level in diff.beyond_chance}
            for level in diff.differences
        ],
        "expected": plain(diff.expected),
        "chance": plain(diff.chance),
        "together": plain(diff.together),
        "correlations": plain(diff.correlations),
        "codes": plain(diff.codes),
        "withheld_reason": diff.withheld_reason or None,
        "moves": [
            {**plain(move), "entry": entry_row(move.entry)} for move in diff.moves
        ],
        "no_claim": NO_CLAIM,
    }


def _side_dict(side: Side) -> dict[str, Any]:
    from careerfit_cli.export.document import plain

    return {
        "name": side.name or None,
        "made": side.made or None,
        "replay": side.profile.replay,
        "careless_reason": side.profile.careless_reason or None,
        "unclear": plain(side.profile.unclear),
    }
