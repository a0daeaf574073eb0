"""The matching careers, in tiers and families, with the reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from careerfit_cli.matching import BASE, NO_SIGNAL, Match, Ranking, reasons
from careerfit_cli.matching.tiers import Result, Tier
from careerfit_cli.model import figures
from careerfit_cli.model.attribution import LIMITS
from careerfit_cli.model.catalogue import Entry
from careerfit_cli.model.elements import INTEREST_AREAS, INTERESTS
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.profile import Profile
from careerfit_cli.views.display import (
    Display,
    Hanging,
    Whole,
    apart,
    heading,
    indented,
    labelled,
    paragraphs,
    say,
    say_lines,
    section,
)
from careerfit_cli.views.listing import pay_head, pay_legend, short_education, short_pay
from careerfit_cli.views.next_steps import ProfileOptions, is_open, next_steps
from careerfit_cli.views.reasons import (
    CARELESS,
    CONFLICTS,
    SORTED,
    AreaNames,
    at_odds,
    conflicts,
    in_common,
    start_in_short,
)

if TYPE_CHECKING:
    # Only for types: most people have no saved skills or preferences.
    from careerfit_cli.matching.skills import Starts
    from careerfit_cli.preferences import Met

NARROWEST = 76
"""Columns below which the table becomes a list."""

OTHERS = 5
"""How many careers are named if a tier is summarized in one line."""

_COLORS = {"best": "bold green", "great": "green", "good": "cyan"}
_TIERS = {
    1: ("Best matches", "your answers cannot tell these apart"),
    2: ("Next", "less certain"),
    3: ("After these", "still less certain"),
}


@dataclass(frozen=True)
class Context:
    """The context of a ranking on the screen.

    `areas` are plain names of interest areas; `met` is where careers go against
    preferences; `education` is the person's level, or empty; `options` make commands in
    hints use the same profile. `starts` say what the person can start from, and are
    empty where no skills are saved.
    """

    areas: AreaNames = field(default_factory=frozen)
    met: Met = field(default_factory=frozen)
    education: str = ""
    options: ProfileOptions = field(default_factory=ProfileOptions)
    starts: Starts = field(default_factory=frozen)


def ranked(
    profile: Profile, result: Result, top: int, display: Display, context: Context
) -> RenderableType:
    """The result: `top` careers by tier, or why none are shown and what to do.

    With `context.education`, careers that need more education are listed separately.
    """
    if result.ranking.withheld_reason:
        return Group(*_withheld(profile, result.ranking, context))
    shown = {match.entry.slug for match in result.ranking.matches[:top]}
    _, length, *_ = (*profile.replay.split("."), "")
    steps = next_steps(result, length, context.education, context.options)
    entries = [match.entry for match in result.ranking.matches]
    return Group(
        *([say(CARELESS), say("")] if profile.careless_reason else []),
        *_lead(result, context),
        *(
            part
            for tier in result.tiers
            for part in _tier(tier, result, shown, display, context)
        ),
        say(""),
        *_more(result, shown, context),
        paragraphs([*pay_legend(entries), *_how(result, context)]),
        say(""),
        *([heading("Next steps"), *_commands(steps), say("")] if steps else []),
        paragraphs([LIMITS]),
    )


def _lead(result: Result, context: Context) -> list[RenderableType]:
    """Notes before the list: how clear the answers are."""
    lines = []
    labels = {match.label for match in result.ranking.matches}
    if not labels & {"best", "great"}:
        lines.append(
            "No career stands out clearly yet. These are directions to explore: choose "
            "areas you like, or answer more questions, to sharpen them."
        )
    lines += [f"Not used: {reason}." for reason in result.ranking.left_out.values()]
    if context.starts:
        lines.append(SORTED)
    return [paragraphs(lines, ""), say("")] if lines else []


def _tier(
    tier: Tier, result: Result, shown: set[str], display: Display, context: Context
) -> list[RenderableType]:
    """The shown careers of a tier by family; those open now apart from those open later."""
    matches = [match for match in tier.matches if match.entry.slug in shown]
    if not matches:
        return []
    parts: list[RenderableType] = []
    for title, belongs in _by_education(context.education):
        families = [
            [
                match
                for match in family.matches
                if match.entry.slug in shown and belongs(match)
            ]
            for family in tier.families
        ]
        drawn = [_family(each, result, display, context) for each in families if each]
        if drawn and title:
            parts += [say(title, "bold"), say("")]
        if drawn:
            parts += _heads([match.entry for match in matches], display)
            parts += apart(drawn)
    title, note = _TIERS[tier.number]
    count = f"{len(matches)} careers, " if len(matches) > 1 else ""
    return [section(title, f"{count}{note}", *parts)]


def _by_education(education: str) -> list[tuple[str, Callable[[Match], bool]]]:
    """The groups of careers by the education they need, each with its condition."""
    if not education:
        return [("", lambda _: True)]
    return [
        ("With the education you have", lambda match: is_open(match.entry, education)),
        ("With more education", lambda match: not is_open(match.entry, education)),
    ]


def _family(
    matches: Sequence[Match], result: Result, display: Display, context: Context
) -> RenderableType:
    """A family: one career per line, and the reasons for the first."""
    rows = [_row(match, display, context) for match in matches]
    lines = [Hanging(line) for line in _reasons(matches[0], result, context)]
    return Group(*rows, indented(Group(*lines), 4))


def _row(match: Match, display: Display, context: Context) -> RenderableType:
    entry = match.entry
    score = say(f"{match.score:.1f} {match.label}", _COLORS.get(match.label, ""))
    marks = " (est.)" if match.estimated else ""
    title = say(f"{entry.title}{marks}", "bold")
    growth = figures.percent(entry.growth)
    pay, education = short_pay(entry), short_education(entry.education)
    against = context.met.get(entry.slug, ())
    flags = [say(line, "yellow") for line in conflicts(against)]
    if _is_narrow(display):
        head = pay_head([entry]).replace("\n", " ")
        rows = [
            ("FIT", f"{match.score:.1f} {match.label}"),
            (head, pay),
            (f"Growth {entry.outlook_period}".strip(), growth),
            ("Education", education),
        ]
        facts = Group(labelled(rows, display), *flags)
        return Group(Hanging(say(f"{match.rank}. ") + title), indented(facts, 4))
    grid = _columns(display)
    grid.add_row(str(match.rank), title, score, pay, growth, education)
    return Group(grid, *(indented(flag, 4) for flag in flags))


def _is_narrow(display: Display) -> bool:
    """Whether the table would leave too little room for titles."""
    return display.plain or display.width < NARROWEST


def _heads(entries: Sequence[Entry], display: Display) -> list[RenderableType]:
    if _is_narrow(display):
        return []
    grid = _columns(display)
    for column in grid.columns:
        column.vertical = "bottom"
    periods = dict.fromkeys(entry.outlook_period for entry in entries)
    growth = "\n".join(["Growth", *filter(None, periods)])
    heads = ("#", "Occupation", "FIT,\n0-100", pay_head(entries), growth, "Education")
    grid.add_row(*(say_lines(head, "dim") for head in heads))
    return [grid]


def _columns(display: Display) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=3, justify="right")
    grid.add_column(width=display.width - 53, overflow="fold")
    grid.add_column(width=10)
    grid.add_column(width=11, justify="right")
    grid.add_column(width=7, justify="right")
    grid.add_column(width=12, overflow="fold")
    return grid


def _reasons(match: Match, result: Result, context: Context) -> list[Text]:
    lifts, lowers = reasons(match)
    lines = []
    if lifts:
        parts = ", ".join(in_common(part, context.areas) for part in lifts)
        lines.append(say(f"+ {parts}", "dim"))
    if lowers:
        lines.append(say(f"- {at_odds(lowers[0], context.areas)}", "dim"))
    if stability := result.certainty.get(match.entry.slug):
        spread = f"rank {stability.low_rank} to {stability.high_rank}"
        lines.append(say(f"~ {stability.tag}: {spread} if you answered again", "dim"))
    if context.starts:
        lines.append(say(start_in_short(context.starts.get(match.entry.slug)), "dim"))
    return lines


def _more(result: Result, shown: set[str], context: Context) -> list[RenderableType]:
    """Careers that are not in the list, and how to see them."""
    lines = []
    for tier in result.tiers[:2]:
        rest = [match for match in tier.matches if match.entry.slug not in shown]
        if rest:
            names = "; ".join(match.entry.title for match in rest[:OTHERS])
            more = f" and {len(rest) - OTHERS} more" if len(rest) > OTHERS else ""
            where = "Also among the best" if tier.number == 1 else "Next in line"
            lines.append(f"{where}: {names}{more}.")
    if result.by_interests:
        names = "; ".join(entry.title for entry in result.by_interests[:OTHERS])
        lines.append(f"By interests alone the first would be: {names}.")
    if not lines:
        return []
    command = Whole(f"careerfit rank --top 30{context.options.read}", 2)
    return [paragraphs([*lines, "To see more:"]), command, say("")]


def _how(result: Result, context: Context) -> list[str]:
    weights = ", ".join(
        f"{figures.section_title(domain).lower()} {weight:.2f}"
        for domain, weight in result.ranking.weights.items()
        if weight
    )
    lines = [
        (
            f"FIT is 0-100 and {BASE:g} is neutral. Weights: {weights}. + and - are points "
            "of the first career of each group; high and low are relative to your other "
            "answers, and to other jobs."
        ),
        (
            "Labels are calibrated against chance: 1 random answer sheet in 20 sees any "
            "career called best."
        ),
    ]
    if result.certainty:
        lines.append(
            "Groups are based on how often a career stays in your top ten when you "
            "answer again, so their ranks can overlap."
        )
        lines.append("~ is the likely rank range (90 %) if you answer again.")
    if any(match.estimated for match in result.ranking.matches):
        lines.append(
            "(est.): some ratings of this career are estimates, because O*NET has not "
            "published them."
        )
    if any(
        part.through_areas for m in result.ranking.matches[:1] for part in m.domains
    ):
        lines.append(
            "Interests are compared through the areas of work they usually go with."
        )
    if context.met:
        lines.append(CONFLICTS)
    return lines


def _withheld(
    profile: Profile, ranking: Ranking, context: Context
) -> list[RenderableType]:
    """Why no careers are ranked, and what to do next.

    Each command is on its own line, so that it can be copied.
    """
    option, again = context.options
    areas = (
        "To choose areas you would like to work in, in about a minute:",
        f"careerfit quiz --length flash{again}",
    )
    steps = _standing_out(profile, context)
    if ranking.withheld_reason == NO_SIGNAL:
        steps += [areas, ("To browse careers:", "careerfit list --sort growth")]
        reasons = [
            say(f"{reason[:1].upper()}{reason[1:]}.")
            for reason in ranking.left_out.values()
        ]
        return [say(NO_SIGNAL), *reasons, *_commands(steps)]
    if profile.liked_areas:
        command = f"careerfit rank --weights {INTEREST_AREAS.key}=1{option}"
        steps.append(("To see careers by the areas you chose alone:", command))
    steps += [
        ("To take the quiz again:", f"careerfit quiz{again}"),
        areas,
        ("If you meant every answer:", f"careerfit rank --allow-careless{option}"),
    ]
    title = say("No careers are ranked from these answers.")
    return [title, say(ranking.withheld_reason), *_commands(steps)]


def _commands(steps: Sequence[tuple[str, str]]) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for text, command in steps:
        parts += [say(""), say(text), Whole(command, 2)]
    return parts


def _standing_out(profile: Profile, context: Context) -> list[tuple[str, str]]:
    """The interests that stood out, even a little, with a command to explore them."""
    steps = []
    for name in profile.liked_areas[:3]:
        shown = context.areas.get(name, name)
        steps.append((f"Careers strongest in {shown}:", f'careerfit top "{name}"'))
    levels = profile.levels.get(INTERESTS.key, {})
    if levels and max(levels.values()) > min(levels.values()):
        best = max(levels, key=lambda name: levels[name])
        steps.append((f"Your highest interest is {best}:", f'careerfit top "{best}"'))
    return steps
