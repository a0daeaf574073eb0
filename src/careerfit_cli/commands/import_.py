"""`careerfit import`: occupation files from official downloads."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.commands.check import counted, refuse_missing
from careerfit_cli.errors import BadData, UsageError
from careerfit_cli.model.text import quoted
from careerfit_cli.ui import terminal
from careerfit_cli.ui.app import greet
from careerfit_cli.ui.commands import group

if TYPE_CHECKING:
    from careerfit_cli.importers.merge import Merge
    from careerfit_cli.importers.onet import Download
    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.storage.transaction import Transaction

    Pair = tuple[Occupation, Occupation]
    """An occupation before and after an import."""

importing = group("Create or update occupation files from official downloads.")
importing.callback(invoke_without_command=True)(greet)

Into = Annotated[
    Path, typer.Option("--into", help="The folder of occupation files to write.")
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

    Text and CSV downloads of releases 27.3 to 31.0 are read. A release number in place
    of a file downloads the official zip from onetcenter.org into the current folder.
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
        refuse_missing(releases)
    numbers = load_releases(releases) if releases else Releases(release)
    path = _fetched(path)
    with _locked(into) as folder:
        present = _present(into)
        # Only folders assembled by hand need a file of releases, and they may be partial.
        is_partial = bool(releases and present)
        titles = {occupation.code: occupation.title for occupation in present}
        download = reader.read(
            path, numbers, skip or [], titles if is_partial else None
        )
        merged = merge.with_onet(present, download)
        _save(folder, merged)
    _report_tables(download)
    _report_changes(present, merged)


def _fetched(path: Path) -> Path:
    """The path of a download; a release number is fetched first."""
    if not re.fullmatch(r"\d{1,2}\.\d", str(path)) or path.exists():
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
    """Report the layout of the download, which tables were read, and what was not."""
    terminal.write(f"Format: {download.layout}. Tables read:")
    for table in download.tables:
        terminal.write(
            f"  {table.name}: O*NET {table.release}, "
            f"{counted(table.occupations, 'occupation')}"
        )
    if download.unread:
        terminal.write(f"Not used: {', '.join(download.unread)}.")
    if download.unrated:
        terminal.write(
            f"Left out: {counted(download.unrated, 'occupation')} without interest ratings."
        )


MOST_CHANGES = 5
"""Changes of each kind that an import names."""


def _report_changes(before: Sequence[Occupation], merged: Merge) -> None:
    """Report what is new, renamed, changed most and kept."""
    from careerfit_cli.model.figures import section_title

    old = {occupation.code: occupation for occupation in before}
    new = [now.title for now in merged.occupations if now.code not in old]
    pairs = [(old[now.code], now) for now in merged.occupations if now.code in old]
    if before and new:
        terminal.write(f"New: {_named(new)}.")
    renamed = [(was.title, now.title) for was, now in pairs if was.title != now.title]
    _report_first("renamed", [f"Renamed: {was} to {now}." for was, now in renamed])
    _report_first("other job zones", _zone_changes(pairs))
    _report_first("smaller changes of ratings", _rating_changes(pairs))
    for key, releases in merged.retained.items():
        for release, count in releases.items():
            occupations = counted(count, "occupation")
            terminal.write(
                f"Kept from before: {section_title(key).lower()}, O*NET {release}, "
                f"{occupations}."
            )
    if count := sum(bool(occupation.estimated) for occupation in merged.occupations):
        terminal.write(f"Estimated domains: {counted(count, 'occupation')}.")


def _report_first(what: str, lines: Sequence[str]) -> None:
    for line in lines[:MOST_CHANGES]:
        terminal.write(line)
    if len(lines) > MOST_CHANGES:
        terminal.write(f"and {len(lines) - MOST_CHANGES:,} {what}.")


def _zone_changes(pairs: Iterable[Pair]) -> list[str]:
    """A line for each changed job zone; 1 and 2 are the same zone."""
    from careerfit_cli.model.preparation import zone_label

    zones = [
        (zone_label(was.job_zone), zone_label(now.job_zone), now.title)
        for was, now in pairs
        if was.job_zone and now.job_zone
    ]
    return [
        f"Job zone {before} to {after}: {title}."
        for before, after, title in zones
        if before != after
    ]


def _rating_changes(pairs: Iterable[Pair]) -> list[str]:
    """A line for each changed rating, in points of 100, the largest change first."""
    from careerfit_cli.model.elements import DOMAINS

    changes = [
        (abs(score - before[name]), now.title, name, domain.title, before[name], score)
        for was, now in pairs
        for domain in DOMAINS
        for before in (was.ratings.get(domain.key, {}),)
        for name, score in now.ratings.get(domain.key, {}).items()
        if name in before and before[name] != score
    ]
    return [
        f"{domain}: {name} {before:.0f} to {after:.0f} of 100: {title}."
        for _, title, name, domain, before, after in sorted(
            changes, key=lambda change: (-change[0], *change[1:3])
        )
    ]


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
    """Lock the folder to write; an earlier stopped import is undone first."""
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
    present = []
    for done, file in enumerate(files, 1):
        terminal.progress("Reading", done, len(files))
        present.append(occupations.load(file))
    return present


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
