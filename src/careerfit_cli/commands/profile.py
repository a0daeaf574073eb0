"""`careerfit profile`: saved profiles, listed, shown, and their preferences changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.commands.profile_diff import diff
from careerfit_cli.model.elements import (
    INTEREST_AREAS,
    INTERESTS,
    WORK_STYLES,
    holland_groups,
    holland_text,
)
from careerfit_cli.ui import terminal
from careerfit_cli.ui.app import greet
from careerfit_cli.ui.asking import put
from careerfit_cli.ui.commands import group
from careerfit_cli.ui.options import JsonOptions, Screen
from careerfit_cli.ui.profile_options import AnswerOptions, area_names, saved_profile
from careerfit_cli.views.display import (
    bullets,
    half_up,
    labelled,
    paragraphs,
    say,
    scores,
    section,
)
from careerfit_cli.views.reasons import chosen_preferences

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from careerfit_cli.model.glossary import Glossary
    from careerfit_cli.model.profile import Profile
    from careerfit_cli.prompts import Sheet
    from careerfit_cli.quiz import Tendency
    from careerfit_cli.storage.profiles import Profiles, Saved
    from careerfit_cli.views.display import Display
    from careerfit_cli.views.reasons import AreaNames

STRONGEST = 5
MIDDLE = 50
"""The level of an answer in the middle of its scale."""

STRONG = 60
"""A tendency is called strong from this value, of 100."""

_NOT_CLEAR = "not clear from the answers"

profiles = group("Show and compare saved profiles.")
profiles.callback(invoke_without_command=True)(greet)


@profiles.command(name="list")
def list_profiles(*, output: JsonOptions) -> None:
    """List the saved profiles, and the folder they are in."""
    from careerfit_cli.storage import paths, profiles

    destination = output.destination()
    folder = paths.needed_personal_folder()
    listed = profiles.list_profiles(folder)
    if destination.kind:
        data = list_dict(str(folder), listed)
        destination.write_json("profiles", data, private=True)
        return
    for saved in listed.saved:
        _, length, _, *optional = saved.replay.split(".")
        more = ", preferences" if any(optional[:1]) else ""
        terminal.write(f"{saved.name}  {saved.made}  {length} quiz{more}")
    for problem in listed.problems:
        terminal.note(str(problem))
    if not listed.saved:
        terminal.write("No profile is saved. Take the quiz: careerfit quiz")
    terminal.note(f"Saved in {folder}")


def list_dict(folder: str, listed: Profiles) -> dict[str, Any]:
    """The document: saved profiles, and the problems of those that cannot be read."""
    from careerfit_cli.export.failure import problem_row

    return {
        "folder": folder,
        "profiles": [
            {
                "name": saved.name,
                "made": saved.made.isoformat(),
                "length": saved.replay.split(".")[1],
                "replay": saved.replay,
                "education": saved.education,
            }
            for saved in listed.saved
        ],
        "problems": [problem_row(problem) for problem in listed.problems],
    }


@profiles.command()
def show(
    name: Annotated[str, typer.Argument(help="A saved profile's name.")] = "me",
    *,
    output: JsonOptions,
    screen: Screen,
) -> None:
    """Show a saved profile: interests, areas of work, work styles, preferences."""
    from careerfit_cli import quiz as instrument
    from careerfit_cli.storage.glossary import load_glossary

    destination = output.destination()
    options = AnswerOptions(name)
    profile = options.profile()
    tendencies = instrument.tendencies(profile)
    if destination.kind:
        data = to_dict(profile, tendencies, saved_profile(name))
        destination.write_json("levels", data, private=True)
        return
    screen.show(
        render(profile, tendencies, load_glossary(), area_names(), screen.display)
    )
    option = options.for_commands().read
    terminal.write(f"\nTo see your careers:\ncareerfit rank{option}")
    terminal.write(f"Your answers:\n{profile.replay}")


@profiles.command()
def preferences(
    name: Annotated[str, typer.Argument(help="A saved profile's name.")] = "me",
    *,
    screen: Screen,
) -> None:
    """Answer questions on where and how you like to work, for a saved profile."""
    from careerfit_cli import prompts
    from careerfit_cli import quiz as instrument
    from careerfit_cli.storage import paths, profiles
    from careerfit_cli.storage.bank import load_bank

    folder = paths.needed_personal_folder()
    saved = profiles.load_profile(folder, name)
    profile = AnswerOptions(name).profile()
    bank = load_bank(profile.replay)
    length, answers = instrument.answers_in(bank, profile.replay)
    main, optional, ties = instrument.parted(bank, length, answers)
    before = optional or (None,) * len(bank.opposites)

    def keep(sheet: Sheet) -> None:
        nonlocal saved
        replay = instrument.replay(bank, length, (*main, *sheet.answers, *ties))
        after = replace(saved, replay=replay)
        profiles.replace_profile(folder, saved, after)
        saved = after

    questions = instrument.preference_questions(bank)
    sheet = prompts.Sheet(before)
    sheet = put(questions, sheet, keep, screen)
    choices = instrument.choices(bank, length, (*main, *sheet.answers))
    screen.show(chosen_preferences(choices, screen.display))
    terminal.note(
        "`careerfit rank` flags what goes against them; "
        "`careerfit rank --preferred strong` hides it."
    )


profiles.command()(diff)


def render(
    profile: Profile,
    tendencies: Sequence[Tendency],
    glossary: Glossary,
    areas: AreaNames,
    display: Display,
) -> RenderableType:
    """A person's profile: interests, areas, work styles, preferences, remarks."""
    from rich.console import Group

    parts = [
        *([say(profile.careless_reason), say("")] if profile.careless_reason else []),
        _interests(profile, display),
        _areas(profile, areas, display),
        _styles(profile, glossary.meanings(WORK_STYLES.key), display),
        *([chosen_preferences(profile.choices, display)] if profile.choices else []),
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
    from careerfit_cli.views.hexagon import hexagon

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
    """Tendencies; `rest` means that the person was asked directly about others."""
    from rich.table import Table

    title = "Other tendencies" if rest else "Your tendencies"
    note = "which way your answers point"
    if not tendencies:
        return section(title, note, say(_NOT_CLEAR, "dim"))
    if display.stacked:
        rows = [
            (f"{tendency.left} or {tendency.right}", _in_words(tendency))
            for tendency in tendencies
        ]
        return section(title, note, labelled(rows, display))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=12, justify="right")
    grid.add_column(width=21)
    grid.add_column(width=12)
    grid.add_column()
    for tendency in tendencies:
        grid.add_row(
            say(tendency.left),
            _scale(tendency.lean, display),
            say(tendency.right),
            say(_in_words(tendency), "dim"),
        )
    return section(title, note, grid)


def _in_words(tendency: Tendency) -> str:
    if not tendency.side:
        return "no clear tendency"
    return f"{'strongly' if abs(tendency.lean) >= STRONG else 'rather'} {tendency.side}"


def _scale(lean: float, display: Display) -> Text:
    line, mark, middle = ("-", "O", "|") if display.ascii else ("─", "●", "┼")
    cells = [line] * 21
    cells[10] = middle
    cells[round((lean + 100) / 10)] = mark
    return say("".join(cells), "cyan")


def to_dict(
    profile: Profile, tendencies: Sequence[Tendency], saved: Saved
) -> dict[str, Any]:
    """The document of `show`: the person's profile, without a ranking."""
    from careerfit_cli.export import result as export

    return {
        "units": export.units(profile, {**export.LEVEL_UNITS, **export.LEAN_UNITS}),
        "name": saved.name,
        "made": saved.made.isoformat(),
        "replay": profile.replay,
        "profile": export.person(profile, tendencies),
    }
