"""Commands about the data: check, import."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.cli import screen
from careerfit_cli.cli.app import greet
from careerfit_cli.cli.commands import group
from careerfit_cli.errors import BadData, Problem, UsageError
from careerfit_cli.model.text import quoted

if TYPE_CHECKING:
    from careerfit_cli.importers.merge import Merge
    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.store.occupations import Checked

importing = group("Make or renew occupation files from official downloads.")
importing.callback(invoke_without_command=True)(greet)

MANY = 200
"""Files that are worth another process, which takes a while to start."""

Into = Annotated[
    Path, typer.Option("--into", help="The folder of occupation files to write.")
]


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders; the built-in occupations if none."),
    ] = None,
    words: Annotated[
        bool, typer.Option("--words", help="Also the style of people's words.")
    ] = False,
) -> None:
    """Report every problem in occupation files.

    \b
    careerfit check
    careerfit check my-occupations/ baker.yaml
    """
    from careerfit_cli.jobs import cores
    from careerfit_cli.store import occupations, places

    builtin = places.builtin_occupations()
    files = [
        file
        for path in paths or [builtin, *places.own_occupations()]
        for file in (occupations.files(path) if places.is_folder(path) else [path])
    ]
    checked = []
    jobs = min(cores(), len(files) // MANY) or 1
    found = occupations.check(files, installed=builtin, jobs=jobs)
    for done, own in enumerate(found, 1):
        screen.progress("Checking", done, len(files))
        checked.append(own)
    problems = [problem for own in checked for problem in own.problems]
    if words:
        problems += _style(checked)
    for problem in problems:
        screen.say(f"{problem}" + (f" ({problem.hint})" if problem.hint else ""))
    faulty = len({problem.file for problem in problems})
    told = f"{_number(len(problems), 'problem')} in {_number(faulty, 'file')}"
    checked_all = f"{_number(len(files), 'file')} checked"
    screen.write(f"{checked_all}, {told if problems else 'no problems'}.")
    if problems:
        raise typer.Exit(BadData.exit_code)


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _style(checked: Sequence[Checked]) -> list[Problem]:
    from careerfit_cli.store.spelling import unknown_words
    from careerfit_cli.words import review

    paths = {own.path.stem: own.path for own in checked if own.words}
    words = {own.path.stem: own.words for own in checked if own.words}
    return [
        Problem(str(paths[fault.slug]), 0, fault.field, fault.what, "see docs/words.md")
        for fault in review(words, unknown_words())
    ]


@importing.command()
def onet(
    path: Annotated[Path, typer.Argument(help="Folder or zip of the text download.")],
    into: Into,
    release: Annotated[
        str, typer.Option(help="Its number, if it does not name itself: 30.1.")
    ] = "",
    releases: Annotated[
        Path | None, typer.Option(help="A file of release numbers by table.")
    ] = None,
    skip: Annotated[
        list[str] | None, typer.Option(help="Leave this table out. May be repeated.")
    ] = None,
) -> None:
    """Import ratings, titles and related occupations from an O*NET text download.

    \b
    careerfit import onet db_30_1_text.zip --into occupations --skip "Work Styles"
    """
    from careerfit_cli.importers import merge
    from careerfit_cli.importers import onet as reader
    from careerfit_cli.model.release import Releases
    from careerfit_cli.store.releases import load_releases

    if release and releases:
        raise UsageError("--release and --releases are both given", "give one of them")
    if release and not re.fullmatch(r"\d{1,2}\.(\d|x)", release):
        raise UsageError(
            f"{quoted(release)} is not a release number", "it looks like 30.1"
        )
    numbers = load_releases(releases) if releases else Releases(release)
    present = _present(into)
    titles = {occupation.code: occupation.title for occupation in present}
    # A file of releases goes with a folder put together by hand, which may be partial.
    is_partial = bool(releases and present)
    download = reader.read(path, numbers, skip or [], titles if is_partial else None)
    _save(into, merge.with_onet(present, download))


@importing.command()
def bls(
    path: Annotated[Path, typer.Argument(help="Folder or zip of the BLS tables.")],
    into: Into,
) -> None:
    """Import pay, outlook and handbook facts from BLS tables, after `import onet`.

    \b
    careerfit import bls bls-2025/ --into occupations
    """
    from careerfit_cli.importers import bls as reader
    from careerfit_cli.importers import merge

    present = _present(into)
    if not present:
        raise UsageError(
            f"{into} holds no occupations to add to",
            "run `careerfit import onet` first",
        )
    _save(into, merge.with_bls(present, reader.read(path)))


def _present(folder: Path) -> list[Occupation]:
    from careerfit_cli.store import occupations, places

    if not places.is_folder(folder) or not any(folder.glob("*.yaml")):
        return []
    files = occupations.files(folder)
    if out := [problem for file in files for problem in occupations.leads_out(file)]:
        raise BadData(out)
    found = []
    for done, file in enumerate(files, 1):
        screen.progress("Reading", done, len(files))
        found.append(occupations.load(file))
    return found


def _save(folder: Path, merged: Merge) -> None:
    from careerfit_cli.store.writing import save_all

    saved = save_all(folder, merged.occupations)
    screen.write(
        f"{len(merged.occupations)} occupations in {folder}: {len(saved.created)} new, "
        f"{len(saved.changed)} changed, {len(saved.unchanged)} unchanged."
    )
    if merged.gone:
        screen.write(
            f"{len(merged.gone)} lack figures here, and keep those they had: "
            f"{_named(merged.gone)}."
        )


def _named(names: Sequence[str], most: int = 20) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
