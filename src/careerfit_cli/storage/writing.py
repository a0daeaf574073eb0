"""Writes occupation files: all of them or none."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from careerfit_cli.errors import BadData, CareerfitError, Problem
from careerfit_cli.model.occupation import FIGURES, HEADER, WORDS, Occupation
from careerfit_cli.model.serialize import values_of
from careerfit_cli.model.text import quoted
from careerfit_cli.storage.occupations import banners, parse
from careerfit_cli.storage.schema import FIGURES_BANNER, WORDS_BANNER
from careerfit_cli.storage.text import read_text
from careerfit_cli.storage.transaction import Transaction
from careerfit_cli.storage.yaml_loader import dump

EDITORS_LINE = "# yaml-language-server:"
"""How a first line begins that tells editors the schema of a file."""


@dataclass(frozen=True)
class Saved:
    """The slugs of the files that saving made, changed and left as they were."""

    created: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]


def save(folder: Transaction, occupations: Iterable[Occupation]) -> Saved:
    """Write one file per occupation, keeping the words already in each.

    All files are written, or none. Raises `BadData` when a file is there without the
    two lines that part words from figures, or when a text could not be read again.
    """
    created: list[str] = []
    changed: list[str] = []
    unchanged: list[str] = []
    texts: dict[str, bytes] = {}
    for occupation in occupations:
        path = folder.folder / f"{occupation.slug}.yaml"
        # Unlike `Path.exists`, this returns false for a name too long for a file.
        before = read_text(path) if os.path.exists(path) else None  # noqa: PTH110
        text = _renewed(occupation, before, path)
        if text == before:
            unchanged.append(occupation.slug)
            continue
        _refuse_unreadable(text, path, occupation)
        if path.name in texts:
            what = f"{quoted(occupation.title)} and another title both make {path.name}"
            raise CareerfitError(what, "nothing was written; please report this")
        (created if before is None else changed).append(occupation.slug)
        texts[path.name] = text.encode()
    folder.write(texts)
    return Saved(tuple(created), tuple(changed), tuple(unchanged))


def _refuse_unreadable(text: str, path: Path, occupation: Occupation) -> None:
    """Raise `BadData` for a text that would not be read again.

    It names the occupation, because the text is not in a file yet and has no line.
    """
    try:
        parse(text, str(path), occupation.slug)
    except BadData as bad:
        place = f"{quoted(occupation.title)} ({occupation.code}) in the download"
        problems = [
            Problem(place, 0, "", f"{field}: {what}" if field else what, hint)
            for _file, _line, field, what, hint in bad.problems
        ]
        raise BadData(problems) from bad


def _renewed(occupation: Occupation, before: str | None, path: Path) -> str:
    if before is None:
        return text_of(occupation)
    return for_editors(before) + text_of(occupation, _words_in(before, path))


def for_editors(text: str) -> str:
    """The first line of a file if it is one for editors, to be kept; else nothing."""
    first, end, _ = text.partition("\n")
    return first + end if first.startswith(EDITORS_LINE) else ""


def _words_in(text: str, path: Path) -> str:
    lines = text.splitlines(keepends=True)
    banner_lines = banners([line.rstrip("\r\n") for line in lines])
    if not banner_lines:
        what = "lacks the lines that part words from figures"
        hint = f"add the lines `{WORDS_BANNER}` and `{FIGURES_BANNER}`"
        raise BadData([Problem(str(path), 0, "", what, hint)])
    first, last = banner_lines
    start = len(for_editors(text).splitlines())
    for number, line in enumerate(lines[start:], start + 1):
        if line.startswith("#") and not first < number <= last + 1:
            what = "is a remark outside the words, which an import would lose"
            hint = "move it between the WORDS and FIGURES lines"
            raise BadData([Problem(str(path), number, "", what, hint)])
    return "".join(lines[first + 1 : last])


def text_of(occupation: Occupation, words: str | None = None) -> str:
    """The text of an occupation's file; `words` replaces the lines of its words."""
    values = values_of(occupation)
    header, prose, figures = (
        dump(part) if part else ""
        for keys in (HEADER, WORDS, FIGURES)
        for part in ({key: values[key] for key in keys if key in values},)
    )
    words = f"{prose}\n" if words is None else words
    return "\n".join([header, WORDS_BANNER, words + FIGURES_BANNER, figures])
