"""Two profiles side by side: what really differs, and what may be noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.console import Group, RenderableType
from rich.padding import Padding

from careerfit_cli.matching import NO_SIGNAL
from careerfit_cli.matching.difference import Diff, Difference, DomainCorrelation, Move
from careerfit_cli.model.attribution import LIMITS
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.profile import Side
from careerfit_cli.views.display import (
    Display,
    bullets,
    half_up,
    labelled,
    paragraphs,
    say,
    section,
    table,
)
from careerfit_cli.views.reasons import NO_NAMES, AreaNames

UNLIKELY = 0.05
"""Below this chance, so many differences are called unlikely to be chance alone."""

_TITLES = {domain.key: domain.title for domain in MATCHED}
_NOISE = (
    "Noise is how far apart two levels lie, 19 times in 20, when the same person answers "
    "again and nothing has changed. Up to there it is no real change."
)
_CORRELATION = (
    "The correlation says how alike the two shapes are: +1 the same, 0 no relation, -1 "
    "opposite."
)
_MOVES = (
    "Many careers fit about as well as those in the first few, so that a list of ten "
    "changes by itself when answers are given again. * is a real move: how sure the two "
    "ranks are leaves no rank in common."
)


def page(
    found: Diff,
    sides: Sequence[Side],
    display: Display,
    areas: AreaNames = NO_NAMES,
    *,
    everything: bool = False,
) -> RenderableType:
    """What differs from the first profile, A, to the second, B.

    `areas` are plain names of interest areas. `everything` also lists the differences
    that are no real change.
    """
    found = _named(found, areas)
    return Group(
        labelled(
            [(name, _described(side)) for name, side in zip("AB", sides, strict=True)],
            display,
        ),
        say(""),
        section("In short", "", bullets(_summary(found, sides), display)),
        *(
            _domain(found, alike, display, everything=everything)
            for alike in found.correlations
        ),
        _careers(found, display),
        paragraphs([_NOISE, _CORRELATION, LIMITS]),
    )


def _named(found: Diff, areas: AreaNames) -> Diff:
    """The differences with interest areas by their plain names."""
    return replace(
        found,
        differences=tuple(
            replace(
                own,
                dimension=replace(
                    own.dimension,
                    name=areas.get(own.dimension.name, own.dimension.name),
                ),
            )
            for own in found.differences
        ),
    )


def _described(side: Side) -> str:
    length = side.profile.replay.split(".")[1]
    if not side.name:
        return f"the answers given, {length} quiz"
    return f"{side.name}, saved {side.made}, {length} quiz"


def _summary(found: Diff, sides: Sequence[Side]) -> list[str]:
    one, other = (side.profile for side in sides)
    same = ["These are the same answers."] if one.replay == other.replay else []
    doubts = [
        f"The answers of {name} look careless: differences may mean little."
        for name, profile in (("A", one), ("B", other))
        if profile.careless_reason
    ]
    return [*same, *doubts, *_changes(found), _codes(found), *_shared(found)]


def _changes(found: Diff) -> list[str]:
    real, compared = len(found.real), len(found.differences)
    if not compared:
        return ["No level has answers in both."]
    if real:
        single = (
            f"{real} of {compared} levels {'differs' if real == 1 else 'differ'} by more "
            "than answers wander by themselves. About "
            f"{half_up(found.expected)} would by chance alone{_multiplicity(found)}."
        )
    else:
        single = f"No real change in any of {compared} levels, each taken by itself."
    if found.together < UNLIKELY:
        return [single, "Taken together, the levels differ more than noise makes them."]
    if _careers_differ(found):
        together = (
            "One level alone shows little, but all answers together do: most of the "
            "careers below moved by more than noise."
        )
        return [single, together]
    return [single, "Taken together, the levels differ no more than noise makes them."]


def _careers_differ(found: Diff) -> bool:
    """Whether most of the best careers moved further than noise explains."""
    real = sum(move.real is True for move in found.moves)
    return bool(found.moves) and real * 2 > len(found.moves)


def _multiplicity(found: Diff) -> str:
    """What so many comparisons leave of those that stand out."""
    large, real = len(found.beyond_chance), len(found.real)
    if large:
        which = "these" if large == real else f"{large} of these"
        which = "that one" if real == 1 else which
        return f", but {which} {'is' if large == 1 else 'are'} too large for that"
    if found.chance < UNLIKELY:
        return "; so many are unlikely, though any one of them may be chance"
    return ", so this may be chance"


def _codes(found: Diff) -> str:
    one, other = (code or "not clear" for code in found.codes)
    if one == other:
        return f"Holland code: {one} in both."
    return f"Holland code: {one} in A, {other} in B."


def _shared(found: Diff) -> list[str]:
    if found.withheld_reason:
        return []
    stayed = sum(not move.came and not move.left for move in found.moves)
    best = sum(not move.left for move in found.moves)
    real = sum(move.real is True for move in found.moves)
    moved = f" {real} of {len(found.moves)} really moved." if real else ""
    return [f"Best-fitting careers: {stayed} of the first {best} are the same.{moved}"]


def _domain(
    found: Diff, alike: DomainCorrelation, display: Display, *, everything: bool
) -> RenderableType:
    every = [own for own in found.differences if own.dimension.domain == alike.domain]
    every.sort(key=lambda own: -abs(own.change))
    shown = every if everything else [own for own in every if own.real]
    parts = [_levels(shown, display, everything=everything)] if shown else []
    if not every:
        parts.append(say("No level has answers in both.", "dim"))
    if rest := len(every) - len(shown):
        where = f"the other {rest}" if shown else f"any of {rest}"
        parts.append(say(f"No real change in {where}.", "dim"))
    alike_by = "not clear enough to correlate"
    if alike.r is not None:
        alike_by = f"correlation {alike.r:+.2f}"
    note = f"0-100 from the answers; {alike_by}"
    return section(_TITLES[alike.domain], note, *parts)


def _levels(
    shown: Sequence[Difference], display: Display, *, everything: bool
) -> RenderableType:
    """A row a level; which ones are real changes is said where not all are."""
    if display.stacked:
        return Group(*(_spoken(own, everything=everything) for own in shown))
    heads = ["", "A", "B", "Change", "Noise up to"]
    rows = [
        [
            own.dimension.name,
            *map(str, _ends(own)),
            _change(own),
            str(half_up(own.band)),
        ]
        for own in shown
    ]
    if everything:
        heads.append("")
        for row, own in zip(rows, shown, strict=True):
            row.append(_verdict(own))
    return table(heads, rows, display, right=[1, 2, 3, 4])


def _spoken(own: Difference, *, everything: bool) -> RenderableType:
    one, other = _ends(own)
    verdict = f"; {_verdict(own)}" if everything else ""
    words = f"{one} in A, {other} in B: {_change(own)}; noise up to {half_up(own.band)}"
    return _block(own.dimension.name, words + verdict)


def _ends(own: Difference) -> tuple[int, int]:
    return half_up(own.one), half_up(own.other)


def _change(own: Difference) -> str:
    """The difference of the two levels as they are shown."""
    one, other = _ends(own)
    return f"{other - one:+d}" if own.change else "0"


def _verdict(own: Difference) -> str:
    return "real change" if own.real else "no real change"


def _block(title: str, words: str) -> RenderableType:
    return Group(say(title, "bold"), Padding(say(words), (0, 0, 0, 2)))


def _careers(found: Diff, display: Display) -> RenderableType:
    title = "Best-fitting careers"
    if found.withheld_reason:
        lines = ["The rankings are not compared.", found.withheld_reason]
        if found.withheld_reason != NO_SIGNAL:
            lines.append("To compare careless answers too: --allow-careless")
        return section(title, "", paragraphs(lines, ""))
    rows = [(move.entry.title, _rank(move.one), _rank(move.other), _moved(move))
            for move in found.moves]  # fmt: skip
    if display.stacked:
        drawn: RenderableType = Group(
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
