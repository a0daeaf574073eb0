"""`careerfit skills`: the skills and subjects a person has, to sort careers by."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.errors import CareerfitError, UsageError
from careerfit_cli.model.elements import KNOWLEDGE
from careerfit_cli.model.skills import SKILL_DOMAINS, SKILL_NAMES, skill_names
from careerfit_cli.ui import terminal
from careerfit_cli.ui.options import JsonOptions, Screen
from careerfit_cli.ui.profile_options import profile_option

if TYPE_CHECKING:
    from pathlib import Path

    from careerfit_cli.model.profile import Question
    from careerfit_cli.storage.profiles import Saved


def skills(
    have: Annotated[
        str | None,
        typer.Option(help="Names or numbers, separated by commas; asks nothing."),
    ] = None,
    clear: Annotated[
        bool, typer.Option("--clear", help="Remove your saved skills.")
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Show your saved skills, and ask nothing.")
    ] = False,
    who: Annotated[
        str, typer.Option("--profile", help="A saved profile's name.")
    ] = "me",
    *,
    output: JsonOptions,
    screen: Screen,
) -> None:
    """Choose the skills and subjects you have, to see what you can start from.

    FIT does not count them. Within each group, `rank` lists careers that use them most
    first; `why` and `show` name what you can start from and what to learn.

    \b
    careerfit skills
    careerfit skills --have "critical thinking, mathematics"
    careerfit skills --clear
    """
    from careerfit_cli.storage import paths, profiles

    if (have is not None) + clear + show > 1:
        raise UsageError("--have, --clear and --show exclude each other", "give one")
    destination = output.destination()
    folder = paths.needed_personal_folder()
    saved = profiles.load_profile(folder, who)
    if clear:
        chosen: tuple[str, ...] = ()
    elif have is not None:
        chosen = named(have)
    elif show or destination.kind or not (screen.plain or terminal.reads_terminal()):
        chosen = saved.skills
    else:
        chosen = asked(saved.skills, screen)
    if chosen != saved.skills:
        saved = keep(folder, saved, chosen)
    if destination.kind:
        destination.write_json("skills", to_dict(saved), private=True)
    else:
        tell(saved)


def questions() -> tuple[Question, ...]:
    """The list to pick from, with the meaning of each line."""
    from careerfit_cli.model.skills import skill_questions
    from careerfit_cli.storage.glossary import load_glossary

    glossary = load_glossary()
    return skill_questions(
        {domain.key: glossary.meanings(domain.key) for domain in SKILL_DOMAINS}
    )


def named(text: str) -> tuple[str, ...]:
    """The element ids of skills by name or number; raises `UsageError`."""
    from careerfit_cli.model.skills import skills_marked
    from careerfit_cli.prompts import pick_list

    try:
        chosen = skills_marked(pick_list.read(questions(), text))
    except pick_list.UnknownChoice as unknown:
        from careerfit_cli.search import nearest
        from careerfit_cli.search.spelling import SAME_WORD

        names = tuple(SKILL_NAMES.values()) if unknown.text else ()
        near = nearest(unknown.text, names, most=2, least=SAME_WORD)
        listed = f"; nearest: {', '.join(near)}" if near else ""
        hint = "to see them all, with numbers: careerfit skills --plain"
        raise UsageError(f"{str(unknown).rstrip('.')}{listed}", hint) from unknown
    if not chosen:
        raise UsageError(
            "--have names no skill", "to remove all: careerfit skills --clear"
        )
    return chosen


def asked(before: tuple[str, ...], screen: Screen) -> tuple[str, ...]:
    """The skills a person picks from the list; the earlier ones if they quit."""
    from careerfit_cli.model.skills import marks_of, skills_marked
    from careerfit_cli.prompts import Sheet
    from careerfit_cli.ui.asking import put

    lines = questions()
    sheet = Sheet(marks_of(before), lists=((0, len(lines)),), review=False)
    try:
        sheet = put(lines, sheet, lambda _: None, screen)
    except UsageError as error:
        hint = 'give them: careerfit skills --have "writing, mathematics"'
        raise UsageError(error.text, hint) from error
    left = not sheet.finished or all(mark is None for mark in sheet.answers)
    return before if left else skills_marked(sheet.answers)


def keep(folder: Path, before: Saved, chosen: tuple[str, ...]) -> Saved:
    """Save the skills in the profile as it is now on disk; return the profile.

    Raises `CareerfitError` if another command changed the skills in the meantime.
    """
    from careerfit_cli.storage import profiles

    now = profiles.load_profile(folder, before.name)
    if now.skills not in (before.skills, chosen):
        names = shlex.quote(", ".join(skill_names(chosen)))
        option = profile_option(before.name)
        raise CareerfitError(
            "the skills were changed by another command, and yours are not saved",
            f"to save yours: careerfit skills --have {names}{option}"
            if chosen
            else f"to remove them: careerfit skills --clear{option}",
        )
    saved = replace(now, skills=chosen)
    profiles.save_profile(folder, saved)
    return saved


def tell(saved: Saved) -> None:
    """Print the saved skills, and how they are used."""
    option = profile_option(saved.name)
    if not saved.skills:
        have = "" if terminal.reads_terminal() else ' --have "writing, mathematics"'
        terminal.write("No skills are saved. To choose some:")
        terminal.write(f"careerfit skills{have}{option}")
        return
    for title, domain in zip(("Skills", "Subjects"), SKILL_DOMAINS, strict=True):
        names = skill_names(filter(domain.elements.__contains__, saved.skills))
        if names:
            terminal.say(f"{title} you have: {', '.join(names)}")
    terminal.note("They are saved on this computer. FIT does not count them.")
    terminal.note(f"To see careers sorted by them:\ncareerfit rank{option}")


def to_dict(saved: Saved) -> dict[str, Any]:
    """The document: a profile's name and its saved skills."""
    return {
        "name": saved.name,
        "skills": [
            {
                "id": skill,
                "name": SKILL_NAMES[skill],
                "domain": "knowledge" if skill in KNOWLEDGE.elements else "skills",
            }
            for skill in saved.skills
            if skill in SKILL_NAMES
        ],
    }
