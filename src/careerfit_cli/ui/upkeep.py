"""Commands about the data: check, import."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.errors import BadData, Problem, UsageError
from careerfit_cli.model.text import quoted
from careerfit_cli.ui import output, terminal
from careerfit_cli.ui.app import Json, greet
from careerfit_cli.ui.commands import group
from careerfit_cli.ui.loading import finish_import

if TYPE_CHECKING:
    from careerfit_cli.importers.merge import Merge
    from careerfit_cli.importers.onet import Download
    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.storage.occupations import Checked
    from careerfit_cli.storage.transaction import Transaction

importing = group("Create or update occupation files from official downloads.")
importing.callback(invoke_without_command=True)(greet)

MANY = 200
"""Files that are worth another process, which takes a while to start."""

_RELEASE = r"\d{1,2}\.\d"
"""How a release to fetch is written: 31.0."""

Into = Annotated[
    Path, typer.Option("--into", help="The folder of occupation files to write.")
]


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders; the built-in occupations if none."),
    ] = None,
    words: Annotated[
        bool, typer.Option("--words", help="Also check the style of descriptions.")
    ] = False,
    json: Json = False,
    out: output.Out = None,
    force: output.Force = False,
) -> None:
    """Check occupation files and report every problem.

    \b
    careerfit check
    careerfit check my-occupations/ baker.yaml
    """
    from careerfit_cli.parallel import cores
    from careerfit_cli.storage import occupations
    from careerfit_cli.storage.paths import builtin_occupations, is_folder

    to = output.wanted(out, force=force, json=json)
    for path in paths or []:
        _refuse_missing(path)
    builtin = builtin_occupations()
    own_folders = _own_folders()
    for path in paths or [builtin, *own_folders]:
        finish_import(path)
    files = [
        file
        for path in paths or [builtin, *own_folders]
        for file in (occupations.files(path) if is_folder(path) else [path])
    ]
    folders = [path for path in paths or own_folders if is_folder(path)]
    checked = []
    jobs = min(cores(), len(files) // MANY) or 1
    found = occupations.check(files, installed=builtin, jobs=jobs)
    for done, own in enumerate(found, 1):
        terminal.progress("Checking", done, len(files))
        checked.append(own)
    problems = [problem for own in checked for problem in own.problems]
    if words:
        problems += _style(checked)
    warnings = [problem for own in checked for problem in own.warnings]
    warnings += _not_read(folders, {problem.file for problem in problems})
    if to.kind:
        from careerfit_cli.export import files as export

        to.write(export.check(len(files), problems, warnings))
    else:
        _show_checked(len(files), problems, warnings)
    if problems:
        raise typer.Exit(BadData.exit_code)


def _show_checked(
    files: int, problems: Sequence[Problem], warnings: Sequence[Problem]
) -> None:
    for problem in problems:
        terminal.say(f"{problem}" + (f" ({problem.hint})" if problem.hint else ""))
    for warning in warnings:
        terminal.say(f"Warning: {warning} ({warning.hint})")
    faulty = len({problem.file for problem in problems})
    counts = f"{_number(len(problems), 'problem')} in {_number(faulty, 'file')}"
    more = f", {_number(len(warnings), 'warning')}" if warnings else ""
    terminal.write(
        f"{_number(files, 'file')} checked, {counts if problems else 'no problems'}{more}."
    )


def _own_folders() -> list[Path]:
    """Folders of the person's own occupations, without the usual one if it is empty."""
    from careerfit_cli.storage import occupations, paths

    usual = paths.personal_occupations()
    return [
        folder
        for folder in paths.own_occupations()
        if folder != usual or not occupations.is_empty(folder)
    ]


def _refuse_missing(path: Path) -> None:
    """Raise `UsageError` for a path that leads to nothing; a broken link is a fault."""
    # Unlike `Path.exists`, this ends for names that no system looks up.
    if not os.path.lexists(path):
        raise UsageError(f"{path}: no such file or folder", "check its spelling")


def _not_read(folders: Sequence[Path], told: Collection[str]) -> list[Problem]:
    """What is not read in folders, without the files that were told of already."""
    from careerfit_cli.storage.ignored import ignored

    found = [problem for folder in folders for problem in ignored(folder)]
    return [problem for problem in found if problem.file not in told]


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _style(checked: Sequence[Checked]) -> list[Problem]:
    from careerfit_cli.storage.spelling import unknown_words
    from careerfit_cli.words import review

    paths = {own.path.stem: own.path for own in checked if own.words}
    words = {own.path.stem: own.words for own in checked if own.words}
    return [
        Problem(str(paths[fault.slug]), 0, fault.field, fault.what, "see docs/words.md")
        for fault in review(words, unknown_words())
    ]


@importing.command()
def onet(
    path: Annotated[
        Path,
        typer.Argument(
            help="Folder or zip of a download, or a release to download: 31.0."
        ),
    ],
    into: Into,
    release: Annotated[
        str, typer.Option(help="The release, if the files do not say: 30.1.")
    ] = "",
    releases: Annotated[
        Path | None, typer.Option(help="A file of release numbers by table.")
    ] = None,
    skip: Annotated[
        list[str] | None, typer.Option(help="Leave out this table. May be repeated.")
    ] = None,
) -> None:
    """Import ratings, titles and related occupations from an O*NET download.

    Text and CSV downloads of releases 27.3 to 31.0 are read. A release number in place of
    a file downloads the official zip from onetcenter.org into the current folder.
    All files are written, or none: an import that is stopped is undone. While another
    import into the folder is running, this one stops with exit code 1.

    \b
    careerfit import onet db_31_0_text.zip --into occupations
    careerfit import onet 31.0 --into occupations
    """
    from careerfit_cli.importers import merge
    from careerfit_cli.importers import onet as reader
    from careerfit_cli.model.release import Releases
    from careerfit_cli.storage.releases import load_releases

    if release and releases:
        raise UsageError("--release and --releases are both given", "give one of them")
    if release and not re.fullmatch(r"\d{1,2}\.(\d|x)", release):
        raise UsageError(
            f"{quoted(release)} is not a release number", "it looks like 30.1"
        )
    if releases:
        _refuse_missing(releases)
    numbers = load_releases(releases) if releases else Releases(release)
    path = _fetched(path)
    with _locked(into) as folder:
        present = _present(into)
        titles = {occupation.code: occupation.title for occupation in present}
        # A file of releases goes with a folder made by hand, which may be partial.
        is_partial = bool(releases and present)
        known = titles if is_partial else None
        download = reader.read(path, numbers, skip or [], known)
        merged = merge.with_onet(present, download)
        _save(folder, merged)
    _report_tables(download)
    _report_changes(present, merged)


def _fetched(path: Path) -> Path:
    """The path of a download; a release number is fetched first."""
    if not re.fullmatch(_RELEASE, str(path)) or path.exists():
        return path
    from careerfit_cli.importers import download
    from careerfit_cli.storage import atomic, private

    archive = Path(download.archive_name(str(path)))
    for name in (archive, archive.with_name(f"{archive.name}.part")):
        with private.trying("written", name):
            atomic.resolved(name)
            if os.path.lexists(name):
                atomic.refuse_planted(name)
    return download.fetch(str(path), Path(), terminal.note, _megabytes)


def _megabytes(arrived: int, total: int) -> None:
    of = f" of {total / 1e6:.1f}" if total else ""
    ended = arrived == total
    terminal.tally(f"Downloading, MB{of}", arrived // 1_000_000, ended=ended)


def _report_tables(download: Download) -> None:
    """Say which layout was found, and which tables were read."""
    terminal.write(f"Read a download in {download.layout}:")
    for table in download.tables:
        terminal.write(
            f"  {table.name}: O*NET {table.release}, "
            f"{_number(table.occupations, 'occupation')}"
        )


MOST_CHANGES = 5
"""Changes of a kind that an import names."""


def _report_changes(before: Sequence[Occupation], merged: Merge) -> None:
    """Say what is new, renamed, changed most and kept from before."""
    from careerfit_cli.importers.summary import changes
    from careerfit_cli.model.figures import section_title

    found = changes(before, merged.occupations)
    if before and found.new:
        terminal.write(f"New: {_named(found.new)}.")
    for old, new in found.renamed[:MOST_CHANGES]:
        terminal.write(f"Renamed: {old} to {new}.")
    _report_more(len(found.renamed), "renamed")
    for zone in found.zones[:MOST_CHANGES]:
        terminal.write(f"Job zone {zone.before} to {zone.after}: {zone.title}.")
    _report_more(len(found.zones), "other job zones")
    for rating in found.ratings[:MOST_CHANGES]:
        terminal.write(
            f"{rating.domain}: {rating.element} {rating.before:.0f} to "
            f"{rating.after:.0f} of 100: {rating.title}."
        )
    _report_more(len(found.ratings), "smaller changes of ratings")
    for key, releases in merged.kept.items():
        for release, count in releases.items():
            occupations = _number(count, "occupation")
            terminal.write(
                f"Kept from before: {section_title(key).lower()}, O*NET {release}, "
                f"{occupations}."
            )
    if count := sum(bool(own.estimated) for own in merged.occupations):
        terminal.write(f"Estimated domains: {_number(count, 'occupation')}.")


def _report_more(count: int, what: str) -> None:
    if count > MOST_CHANGES:
        terminal.write(f"and {count - MOST_CHANGES:,} {what}.")


@importing.command()
def bls(
    path: Annotated[Path, typer.Argument(help="Folder or zip of the BLS tables.")],
    into: Into,
) -> None:
    """Import pay, outlook and handbook facts from BLS tables, after `import onet`.

    As `import onet`, it writes all files or none.

    \b
    careerfit import bls bls-2025/ --into occupations
    """
    from careerfit_cli.importers import bls as reader
    from careerfit_cli.importers import merge

    with _locked(into) as folder:
        present = _present(into)
        if not present:
            raise UsageError(
                f"{into} holds no occupations to add to",
                "run `careerfit import onet` first",
            )
        _save(folder, merge.with_bls(present, reader.read(path)))


@contextmanager
def _locked(into: Path) -> Iterator[Transaction]:
    """The folder to write, for this import alone; an earlier one is undone first."""
    from careerfit_cli.storage import atomic, private, transaction

    with private.trying("written", into):
        atomic.resolved(into)
    with transaction.locked(into) as folder:
        for remark in folder.remarks:
            terminal.note(remark)
        yield folder


def _present(folder: Path) -> list[Occupation]:
    from careerfit_cli.storage import occupations, paths

    if not paths.is_folder(folder) or not any(folder.glob("*.yaml")):
        return []
    files = occupations.files(folder)
    if out := [problem for file in files for problem in occupations.leads_out(file)]:
        raise BadData(out)
    found = []
    for done, file in enumerate(files, 1):
        terminal.progress("Reading", done, len(files))
        found.append(occupations.load(file))
    return found


def _save(folder: Transaction, merged: Merge) -> None:
    from careerfit_cli.storage.writing import save

    saved = save(folder, merged.occupations)
    terminal.write(
        f"{len(merged.occupations)} occupations in {folder.folder}: "
        f"{len(saved.created)} new, "
        f"{len(saved.changed)} changed, {len(saved.unchanged)} unchanged."
    )
    if merged.gone:
        terminal.write(
            f"{len(merged.gone)} lack figures here, and keep those they had: "
            f"{_named(merged.gone)}."
        )


def _named(names: Sequence[str], most: int = 20) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
