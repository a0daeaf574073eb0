"""`careerfit compare`: two to five occupations side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.compare.side_by_side import (
    IMPORTANT,
    MINOR,
    Comparison,
    Difference,
    Fact,
    side_by_side,
)
from careerfit_cli.errors import UsageError
from careerfit_cli.export import document
from careerfit_cli.model.attribution import NOTICES
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.ui import completion, terminal
from careerfit_cli.ui.loading import (
    open_index,
    open_tables,
    saved_matches,
    the_occupation,
    with_area_pay,
)
from careerfit_cli.ui.options import Area, JsonOptions, PagedScreen, State, place_of
from careerfit_cli.views import figures
from careerfit_cli.views.display import (
    bullets,
    cell,
    group,
    half_up,
    paragraphs,
    say,
    section,
    section_of,
    table,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.matching import Match
    from careerfit_cli.storage.index import Index
    from careerfit_cli.views.display import Display

LEAST_GAP = 10
"""Smaller differences, in points, are not listed."""

MOST = 10
"""Differences shown without --all."""

_FEW = 5

_ORDER = (
    "The most unusual differences come first: points, relative to how much the score "
    "varies between occupations."
)

_LABEL, _VALUE = 32, 16
"""Minimum widths of the label and of each value in a table of words."""

_SHORT_LABEL, _FIGURE, _SHORT = 16, 12, 12
"""The same for a table of figures, and the length of the longest figure."""

_TITLES = {domain.key: domain.title.lower() for domain in DOMAINS}


def compare(
    names: Annotated[
        list[str],
        typer.Argument(
            help="Two to five occupations.", autocompletion=completion.occupations
        ),
    ],
    state: State = None,
    area: Area = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every difference of 10 points or more.")
    ] = False,
    *,
    output: JsonOptions,
    screen: PagedScreen,
) -> None:
    """Compare two to five occupations side by side.

    Pay, outlook and entry come first, then what differs most and what only one has.

    \b
    careerfit compare registered-nurse paramedic
    careerfit compare carpenter electrician plumber --json
    careerfit compare carpenter electrician --area Austin
    """
    from careerfit_cli.compare.exposure import exposures

    if not 2 <= len(names) <= 5:
        raise UsageError(
            f"two to five occupations can be compared, not {len(names)}",
            "for example: careerfit compare registered-nurse paramedic",
        )
    destination = output.destination()
    place = place_of(state, area)
    occupations = [with_area_pay(the_occupation(name), place) for name in names]
    slugs = [occupation.slug for occupation in occupations]
    if len(set(slugs)) < len(slugs):
        raise UsageError("the same occupation is given twice", "give different ones")
    index = open_index()
    scores = open_tables().ai_scores
    ai = [exposures(occupation.code, scores) for occupation in occupations]
    comparison = side_by_side(occupations, index.norms, place, ai)
    if destination.kind:
        destination.write_json("comparison", to_dict(comparison))
        return
    most = None if everything else MOST
    fits = _saved_fits(slugs, index)
    screen.show(render(comparison, screen.display, most=most, fits=fits))


def _saved_fits(slugs: Sequence[str], index: Index) -> list[Match | None]:
    """How occupations fit the saved profile, unless its answers look careless."""
    saved = saved_matches(slugs, index)
    if any(match and match[2] for match in saved):
        terminal.note(
            "Your FIT is left out: the answers of your last quiz look careless."
        )
    return [None if match is None or match[2] else match[0] for match in saved]


def render(
    comparison: Comparison,
    display: Display,
    *,
    most: int | None = MOST,
    fits: Sequence[Match | None] = (),
) -> RenderableType:
    """Figures first, then what differs most, what only one has, and what is shared.

    `most` limits the differences, and the lists of names further; `fits` are how the
    occupations fit the person, in the same order.
    """
    marked = zip(_heads(comparison), comparison.occupations, strict=True)
    names = [f"{mark}  {occupation.title}" for mark, occupation in marked]
    few = most is not None
    return group(
        *(say(name, "bold") for name in names),
        say(""),
        _facts(comparison, display, fits),
        _differences(comparison, display, most),
        _only(comparison, display, few=few),
        _shared("Job titles", comparison.shared_titles, few=few),
        _shared("Technologies", comparison.shared_technologies, few=few),
        section("Read with care", "", bullets(comparison.flags, display))
        if comparison.flags
        else None,
        paragraphs(NOTICES),
    )


def _heads(comparison: Comparison) -> tuple[str, ...]:
    return tuple("ABCDEFGHIJ"[: len(comparison.occupations)])


def _differences(
    comparison: Comparison, display: Display, most: int | None
) -> RenderableType:
    rows = [row for row in comparison.differences if row.gap >= LEAST_GAP]
    needed = [row for row in rows if max(value or 0 for value in row.values) >= MINOR]
    shown = rows if most is None else needed[:most]
    cells = [_difference(row) for row in shown]
    heads = ("Element", *_heads(comparison), "Points")
    right = range(1, len(heads))
    remarks = [_ORDER] if rows else [f"No score differs by {LEAST_GAP} points or more."]
    if len(shown) < len(rows):
        more = f"{len(rows) - len(shown)} more differ by {LEAST_GAP} points or more"
        remarks.append(f"{more}; --all shows them.")
    if any(None in row.values for row in shown):
        remarks.append("- is not rated.")
    return section(
        "What differs most",
        "O*NET scores, 0-100",
        table(heads, cells, display, right=right),
        paragraphs(remarks),
    )


def _difference(row: Difference) -> tuple[str, ...]:
    shown = [half_up(value) for value in row.values if value is not None]
    values = (cell(value if value is None else half_up(value)) for value in row.values)
    label = f"{row.element} ({_TITLES[row.domain]})"
    return (label, *values, str(max(shown) - min(shown)))


def _facts(
    comparison: Comparison, display: Display, fits: Sequence[Match | None]
) -> RenderableType:
    rows = [
        (_label(fact), *(_value(fact, value) for value in fact.values))
        for fact in comparison.facts
    ]
    remarks = ["Outlook, growth, jobs and openings are for the whole United States."]
    if any(fits):
        rows.append(("Your FIT", *map(_fit, fits)))
        remarks.append(
            "FIT, 0-100, is from your last quiz: `careerfit why NAME` has its reasons."
        )
    return section(
        "Pay, outlook and entry",
        "BLS; Holland code and job zone O*NET",
        *_side_by_side(("", *_heads(comparison)), rows, display),
        paragraphs(remarks),
    )


def _side_by_side(
    heads: Sequence[str], rows: Sequence[Sequence[str]], display: Display
) -> list[RenderableType]:
    """A table; if words do not fit, a table of the figures with the words below."""
    count = len(heads) - 1
    if display.stacked or display.width >= _LABEL + _VALUE * count:
        longest = max(len(row[0]) for row in rows)
        spare = display.width - 2 - longest >= (_VALUE + 2) * count
        return [table(heads, rows, display, widths=[longest if spare else None])]
    needed = _SHORT_LABEL + _FIGURE * count
    if display.width < needed:
        return [table(heads, rows, display, least_width=needed)]
    short = [row for row in rows if max(map(len, row[1:])) <= _SHORT]
    long = [row for row in rows if row not in short]
    return [
        table(heads, short, display, right=range(1, count + 1), least_width=needed),
        table(heads, long, display, least_width=display.width + 1),
    ]


def _fit(match: Match | None) -> str:
    if match is None:
        return "cannot be ranked"
    return f"{match.score:.1f} {match.label}, rank {match.rank}"


def _label(fact: Fact) -> str:
    periods = dict.fromkeys(period for period in fact.periods if period)
    return f"{fact.label}, {' / '.join(periods)}" if periods else fact.label


def _value(fact: Fact, value: float | str | None) -> str:
    if value is None or value == "":
        return figures.NOT_REPORTED
    if isinstance(value, str):
        return value
    if fact.unit == "dollars":
        return figures.dollars(value, "hour" if "hour" in fact.label else "year")
    return figures.percent(value) if fact.unit == "percent" else figures.count(value)


def _only(
    comparison: Comparison, display: Display, *, few: bool
) -> RenderableType | None:
    """What only one of the occupations has, if anything."""
    parts: list[RenderableType] = []
    for head, occupation, alone in zip(
        _heads(comparison), comparison.occupations, comparison.own, strict=True
    ):
        strengths = [
            f"{strength.element} ({_TITLES[strength.domain]}) {half_up(strength.value)}"
            for strength in alone.strengths
        ]
        lines = [
            f"{label}: {_listed(names, _FEW if few else None)}."
            for label, names in (
                ("Important here, minor there", strengths),
                ("Technologies", alone.technologies),
                ("Job titles", alone.titles),
            )
            if names
        ]
        if lines:
            title = say(f"{head}  {occupation.title}", "bold")
            parts += [title, bullets(lines, display)]
    note = f"important: {IMPORTANT} or more of 100; minor: under {MINOR}"
    return section_of("What only one has", note, *parts)


def _listed(names: Sequence[str], most: int | None) -> str:
    if most is not None and len(names) > most + 1:
        names = [*names[:most], f"and {len(names) - most} more (--all)"]
    return ", ".join(names)


def _shared(what: str, names: Sequence[str], *, few: bool) -> RenderableType | None:
    if not names:
        return None
    shown = _listed(names, 2 * _FEW if few else None)
    return section(f"{what} in common", "O*NET", say(shown))


def to_dict(comparison: Comparison) -> dict[str, Any]:
    """The document: a comparison, with every difference."""
    return {
        "units": {
            "facts": "facts.unit, of facts.periods",
            "differences.values": document.SCORE_UNIT,
            "differences.gap": "points",
            "differences.rarity": "gap over the score's standard deviation in the "
            "catalogue, times the root of its reliability",
            "own.strengths": document.SCORE_UNIT,
        },
        "order": "differences by rarity, the largest first",
        "occupations": [
            document.named_with_sources(occupation)
            for occupation in comparison.occupations
        ],
        "facts": document.plain(comparison.facts),
        "differences": document.plain(comparison.differences),
        "own": document.plain(comparison.own),
        "shared_titles": list(comparison.shared_titles),
        "shared_technologies": list(comparison.shared_technologies),
        "flags": list(comparison.flags),
    }
