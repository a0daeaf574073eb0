"""What a person's answers say: strengths, interests, values, preferences, best fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from careerfit_cli.fit import BASE, NO_SIGNAL, Fit, Ranking, Stability, reasons
from careerfit_cli.model.catalogue import Entry
from careerfit_cli.model.elements import (
    DOMAINS,
    FORMER_WORK_STYLES,
    INTERESTS,
    WORK_VALUES,
    holland_code,
)
from careerfit_cli.model.notices import NO_CLAIM, NOTICES
from careerfit_cli.model.profile import Profile
from careerfit_cli.preferences import NONE_ASKED, Match, Met
from careerfit_cli.quiz import Preference
from careerfit_cli.views import preferring
from careerfit_cli.views.hexagon import hexagon
from careerfit_cli.views.listing import (
    pay_head,
    pay_legend,
    short_education,
    short_pay,
)
from careerfit_cli.views.look import (
    Hanging,
    Look,
    bullets,
    half_up,
    labelled,
    paragraphs,
    say,
    say_lines,
    scores,
    section,
)
from careerfit_cli.views.reasons import UNCLAIMED, at_odds, in_common

if TYPE_CHECKING:
    # Only the type: a ranking explains no terms.
    from careerfit_cli.model.glossary import Glossary

STRONGEST = 5
MIDDLE = 50
"""The level of an answer in the middle of its scale."""

_NOT_CLEAR = "not clear from the answers"
_TITLES = {domain.key: domain.title.lower() for domain in DOMAINS}


def result(
    profile: Profile,
    preferences: Sequence[Preference],
    ranking: Ranking,
    sure: Mapping[str, Stability],
    glossary: Glossary,
    look: Look,
    met: Met = NONE_ASKED,
) -> RenderableType:
    """The whole result of a quiz, the person first and then the ranking."""
    return Group(
        person(profile, preferences, glossary, look),
        ranked(ranking, sure, look, met, profile.doubt),
    )


def person(
    profile: Profile,
    preferences: Sequence[Preference],
    glossary: Glossary,
    look: Look,
) -> RenderableType:
    """A person's own side: work personality, interests, values, preferences."""
    parts = [
        *([say(profile.doubt), say("")] if profile.doubt else []),
        _styles(profile, glossary.meanings(FORMER_WORK_STYLES.key), look),
        _interests(profile, look),
        _values(profile, look),
        *([preferring.chosen(profile.choices, look)] if profile.choices else []),
        _preferences(preferences, look, rest=bool(profile.choices)),
    ]
    remarks = [
        f"Not clear enough to use: {reason}." for reason in profile.unclear.values()
    ]
    remarks.extend(note for note in profile.notes if note != profile.doubt)
    if remarks:
        parts.append(section("What was unclear", "", bullets(remarks, look)))
    return Group(*parts)


def _ordered(profile: Profile, domain: str) -> list[tuple[str, float]]:
    return sorted(profile.levels[domain].items(), key=lambda row: -row[1])


def _styles(
    profile: Profile, meanings: Mapping[str, str], look: Look
) -> RenderableType:
    rows = _ordered(profile, FORMER_WORK_STYLES.key)
    title = "Your work personality"
    strong = [(name, own) for name, own in rows[:STRONGEST] if own > MIDDLE]
    if not strong or FORMER_WORK_STYLES.key in profile.unclear:
        return section(title, "", say(_NOT_CLEAR, "dim"))
    weak = [f"{name} ({half_up(own)})" for name, own in rows[-3:] if own < MIDDLE]
    rest = [f"Least like you: {', '.join(reversed(weak))}."] if weak else []
    return section(
        title,
        "your strongest work styles, 0-100 from your answers",
        scores(strong, look, meanings=meanings),
        paragraphs(rest),
    )


def _interests(profile: Profile, look: Look) -> RenderableType:
    rows = _ordered(profile, INTERESTS.key)
    title, note = "Your interests", "0-100 from your answers"
    if not rows or INTERESTS.key in profile.unclear:
        return section(title, note, say(_NOT_CLEAR, "dim"))
    code = holland_code(profile.levels[INTERESTS.key])
    spelled = ", ".join(name for name, _ in rows[: len(code)])
    lines: list[RenderableType] = []
    if code:
        lines.append(say(f"Holland code {code}: {spelled}"))
    if picture := hexagon(profile.levels[INTERESTS.key], look):
        lines += [say(""), picture, say("")]
    return section(title, note, *lines, scores(rows, look))


def _values(profile: Profile, look: Look) -> RenderableType:
    rows = _ordered(profile, WORK_VALUES.key)
    title, note = "What you want from work", "work values, 0-100 from your answers"
    if not rows or WORK_VALUES.key in profile.unclear:
        return section(title, note, say(_NOT_CLEAR, "dim"))
    return section(title, note, scores(rows, look))


def _preferences(
    preferences: Sequence[Preference], look: Look, *, rest: bool
) -> RenderableType:
    """Leanings; `rest` is whether they only add to what was asked outright."""
    title = "Other leanings" if rest else preferring.TITLE
    note = f"which way your {'other ' if rest else ''}answers lean"
    if not preferences:
        return section(title, note, say(_NOT_CLEAR, "dim"))
    if look.stacked:
        rows = [(f"{own.left} or {own.right}", _leaning(own)) for own in preferences]
        return section(title, note, labelled(rows, look))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=12, justify="right")
    grid.add_column(width=21)
    grid.add_column(width=12)
    grid.add_column()
    for own in preferences:
        grid.add_row(
            say(own.left),
            _scale(own.lean, look),
            say(own.right),
            say(_leaning(own), "dim"),
        )
    return section(title, note, grid)


def _leaning(own: Preference) -> str:
    if not own.side:
        return "no clear lean"
    strength = "strongly" if abs(own.lean) >= 60 else "rather"
    return f"{strength} {own.side}"


def _scale(lean: float, look: Look) -> Text:
    line, mark, middle = ("-", "O", "|") if look.ascii else ("─", "●", "┼")
    cells = [line] * 21
    cells[10] = middle
    cells[round((lean + 100) / 10)] = mark
    return Text("".join(cells), "cyan")


def ranked(
    ranking: Ranking,
    sure: Mapping[str, Stability],
    look: Look,
    met: Met = NONE_ASKED,
    doubt: str = "",
) -> RenderableType:
    """The ranked fit table: each occupation with its score, why, and how sure.

    `sure` holds the stability of those shown, by slug, where the answers tell it. `met`
    says where they go against preferences, and is empty when there are none. `doubt`
    says why the answers look careless. A ranking that is held back says why, and what
    to do.
    """
    title = "Best-fitting careers"
    if ranking.held_back:
        return section(title, "", *_held_back(ranking, look))
    entries = [fit.entry for fit in ranking.fits]
    shown = len(ranking.fits)
    note = f"the first {shown} of {ranking.ranked}"
    if ranking.fits and ranking.fits[-1].rank > shown:
        note = f"{shown} shown, with their ranks among all {ranking.ranked}"
    return section(
        title,
        note,
        *([say(UNCLAIMED), say("")] if doubt else []),
        *_heads(entries, look),
        *(
            _row(fit, sure.get(fit.entry.slug), met.get(fit.entry.slug, ()), look)
            for fit in ranking.fits
        ),
        say(""),
        paragraphs([*_how(ranking, met), *pay_legend(entries)]),
        say(""),
        paragraphs([NO_CLAIM]),
        say(""),
        paragraphs(NOTICES),
    )


def _held_back(ranking: Ranking, look: Look) -> list[RenderableType]:
    """Why no careers are ranked, and what a person can do about it."""
    reasons = [f"{reason.capitalize()}." for reason in ranking.left_out.values()]
    if ranking.held_back == NO_SIGNAL:
        steps = ["Take the quiz again, and use the whole scale from 1 to 5."]
        return [say(NO_SIGNAL), bullets([*reasons, *steps], look)]
    steps = [
        "To take it again: careerfit quiz",
        "If you meant every answer, to rank them as they are: careerfit rank --anyway",
    ]
    told = [say("No careers are ranked from these answers."), say(ranking.held_back)]
    return [*told, say(""), bullets([*reasons, *steps], look)]


def _row(
    fit: Fit, sure: Stability | None, matches: Sequence[Match], look: Look
) -> RenderableType:
    score = say(f"{fit.score:.1f} {fit.label}", _color(fit.label))
    pay, education = short_pay(fit.entry), short_education(fit.entry.education)
    title = say(fit.entry.title, "bold")
    flags = [say(line, "yellow") for line in preferring.flags(matches)]
    reasons = [Hanging(line) for line in (*_reasons(fit, sure), *flags)]
    why = Padding(Group(*reasons), (0, 0, 0, 4))
    if look.stacked:
        head = pay_head([fit.entry]).replace("\n", " ")
        figures = labelled([(head, pay), ("Education", education)], look)
        facts = Group(Text.assemble(("FIT: ", "dim"), score), figures)
        return Group(
            Hanging(say(f"{fit.rank}. ") + title), Padding(facts, (0, 0, 0, 4)), why
        )
    grid = _columns(look)
    grid.add_row(str(fit.rank), title, score, pay, education)
    return Group(grid, why)


def _heads(entries: Sequence[Entry], look: Look) -> list[RenderableType]:
    if look.stacked:
        return []
    grid = _columns(look)
    for column in grid.columns:
        column.vertical = "bottom"
    heads = ("#", "Occupation", "FIT,\n0-100", pay_head(entries), "Education")
    grid.add_row(*(say_lines(head, "dim") for head in heads))
    return [grid]


def _columns(look: Look) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=3, justify="right")
    grid.add_column(width=look.width - 45, overflow="fold")
    grid.add_column(width=10)
    grid.add_column(width=11, justify="right")
    grid.add_column(width=12, overflow="fold")
    return grid


def _color(label: str) -> str:
    return {"best": "bold green", "great": "green", "good": "cyan"}.get(label, "")


def _reasons(fit: Fit, sure: Stability | None) -> list[Text]:
    lifts, lowers = reasons(fit)
    lines = []
    if lifts:
        lines.append(say("+ " + ", ".join(in_common(part) for part in lifts), "dim"))
    if lowers:
        lines.append(say("- " + ", ".join(at_odds(part) for part in lowers[:1]), "dim"))
    if sure:
        spread = f"rank {sure.low_rank} to {sure.high_rank}"
        lines.append(say(f"~ {sure.tag}: {spread}", "dim"))
    if fit.trust < 1:
        rated = sum(part.used for part in fit.domains)
        lines.append(
            say(f"rated on {rated} of 28 dimensions: score drawn to 50", "dim")
        )
    return lines


def _how(ranking: Ranking, met: Met) -> list[str]:
    weights = ", ".join(
        f"{_TITLES[domain]} {weight:.2f}" for domain, weight in ranking.weights.items()
    )
    meaning = (
        "+ and - are points. High and low are against your other answers, and against "
        "the job's other ratings; for work styles, against other jobs."
    )
    lines = [
        f"FIT is 0-100; {BASE:g} is no relation either way. Weights: {weights}.",
        meaning,
        "~ is how sure: the ranks nine times in ten when your answers are redrawn.",
        *([preferring.LEGEND] if met else []),
    ]
    lines.extend(f"Left out: {reason}." for reason in ranking.left_out.values())
    return lines
