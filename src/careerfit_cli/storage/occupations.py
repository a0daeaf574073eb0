"""Reads occupation files strictly: from YAML to the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from careerfit_cli.errors import BadData, Problem, UsageError, unreadable
from careerfit_cli.model.bls import STATES_BY_HOUR, STATES_BY_YEAR
from careerfit_cli.model.occupation import (
    FIGURES,
    HEADER,
    SCHEMA,
    WORDS,
    Occupation,
)
from careerfit_cli.model.schema import AT_LEAST
from careerfit_cli.model.serialize import occupation_of
from careerfit_cli.model.text import quoted
from careerfit_cli.parallel import map_in_order
from careerfit_cli.storage import ignored, paths
from careerfit_cli.storage.document import Document
from careerfit_cli.storage.paths import is_occupation, is_slug
from careerfit_cli.storage.schema import (
    FIGURES_BANNER,
    OWN_CODE,
    WORDS_BANNER,
    file_schema,
)
from careerfit_cli.storage.text import read_text
from careerfit_cli.storage.yaml_loader import Node

CHUNK = 25
"""Files checked at a time: a seventh of a second, by one of several processes."""


def load(path: Path, warnings: list[Problem] | None = None) -> Occupation:
    """The occupation in one file; its slug is the file's name.

    Raises `BadData` with every fault in the file, by line. `warnings` takes what can be
    read and may be meant otherwise.
    """
    return parse(read_text(path), str(path), path.stem, warnings)


def is_empty(folder: Path) -> bool:
    """Whether a folder holds no files at all; false where it cannot be read."""
    try:
        return not any(folder.iterdir())
    except OSError:
        return False


def files(folder: Path) -> list[Path]:
    """The occupation files of a folder, by name.

    Raises `CareerfitError` when the folder cannot be read or holds none.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if is_occupation(path.name))
    except OSError as error:
        raise unreadable(folder, error) from error
    if not paths:
        near = ignored.ignored(folder)
        hint = f"{near[0]} ({near[0].hint})" if near else ""
        raise UsageError(f"{folder}: holds no occupation files", hint)
    return paths


def leads_out(path: Path) -> tuple[Problem, ...]:
    """The fault of a file that is a link to another folder; empty when it is none."""
    if not paths.leads_out(path):
        return ()
    return (Problem(str(path), 0, "", ignored.LINKED, ignored.LINKED_HINT),)


@dataclass(frozen=True)
class Checked:
    """A file with its faults and, where it can be read, its code.

    `warnings` are of what can be read and may be meant otherwise.
    """

    path: Path
    problems: tuple[Problem, ...]
    code: str = ""
    warnings: tuple[Problem, ...] = ()


def check(
    paths: Sequence[Path], *, installed: Path | None = None, jobs: int = 1
) -> Iterator[Checked]:
    """Check every file, even after a fault; a code must be unique in a folder.

    Links in the folder of `installed` occupations are no fault: installers make them.
    `jobs` are how many processes share the work.
    """
    codes: dict[tuple[Path, str], Path] = {}
    chunks = (paths[start : start + CHUNK] for start in range(0, len(paths), CHUNK))
    for _, chunk in map_in_order(
        chunks, partial(_each_checked, installed=installed), jobs
    ):
        for checked in chunk:
            first = codes.setdefault((checked.path.parent, checked.code), checked.path)
            alone = first is checked.path or checked.code in ("", OWN_CODE)
            yield (
                checked if alone else replace(checked, problems=_second(checked, first))
            )


def _each_checked(paths: Sequence[Path], *, installed: Path | None) -> list[Checked]:
    return [_checked(path, installed) for path in paths]


def _checked(path: Path, installed: Path | None) -> Checked:
    if path.parent != installed and (out := leads_out(path)):
        return Checked(path, out)
    warnings: list[Problem] = []
    try:
        occupation = load(path, warnings)
    except BadData as error:
        return Checked(path, error.problems)
    return Checked(path, (), occupation.code, tuple(warnings))


def _second(checked: Checked, first: Path) -> tuple[Problem, ...]:
    lines = enumerate(read_text(checked.path).splitlines(), 1)
    line = next((number for number, line in lines if line.startswith("code:")), 0)
    what = f"{checked.code} is already the code of {first.name}"
    return (
        Problem(str(checked.path), line, "code", what, "keep one file for each code"),
    )


def parse(
    text: str, file: str, slug: str, warnings: list[Problem] | None = None
) -> Occupation:
    """The occupation a file's text holds; `file` is for error messages.

    `warnings` takes what can be read and may be meant otherwise.
    """
    document = Document(file, text, file_schema())
    nodes = document.root()
    if not is_slug(slug):
        what = f"{quoted(slug)} cannot name an occupation file"
        there = [sibling.name for sibling in Path(file).parent.glob("*.yaml")]
        said, hint = ignored.misnamed(slug, there)
        copy = f": it {said}" if "copy" in said else ""
        document.note(0, "", f"{what}{copy}", hint)
    _check_schema(document, nodes)
    _check_owners(document, nodes, text)
    values = document.values(nodes, document.schema)
    for key, what in _amounts_given_twice(values.get("pay", {})):
        amounts = next(node for name, node in nodes["pay"].value if name.value == key)
        document.fault(amounts, f"pay.{key}", what, "keep one of them")
    document.finish()
    if warnings is not None:
        warnings.extend(document.warnings)
    return occupation_of(values, slug)


def _check_schema(document: Document, nodes: Mapping[str, Node]) -> None:
    if "schema" not in nodes:
        return
    number = {"type": "integer", "minimum": 1, "maximum": 1_000_000}
    version = document.value(nodes["schema"], number, "schema")
    if version not in (None, SCHEMA):
        what = f"this file is of version {version}; this careerfit reads {SCHEMA}"
        document.fault(nodes["schema"], "schema", what, "update careerfit")
        document.finish()


def banners(lines: list[str]) -> tuple[int, int] | None:
    """The positions of the lines that separate words and figures, if both are in order."""
    try:
        first, last = lines.index(WORDS_BANNER), lines.index(FIGURES_BANNER)
    except ValueError:
        return None
    return (first, last) if first < last else None


def _check_owners(document: Document, nodes: Mapping[str, Node], text: str) -> None:
    lines = text.splitlines()
    if not (banner_lines := banners(lines)):
        return
    first, last = banner_lines
    for names, start, end, place in (
        (HEADER, -1, first, "above the WORDS line"),
        (WORDS, first, last, "between the WORDS and FIGURES lines"),
        (FIGURES, last, len(lines), "below the FIGURES line"),
    ):
        for name in names:
            # A nested value starts a line below its key, which is still its own part.
            if name in nodes and not start < nodes[name].start_mark.line < end:
                what = "is outside its part of the file"
                document.fault(nodes[name], name, what, f"move it {place}")


def _amounts_given_twice(pay: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The key of each amount given twice, with what is wrong."""
    for key, limits in pay.items():
        exact = key.removeprefix(AT_LEAST)
        if exact != key:
            for name in limits.keys() & pay.get(exact, {}).keys():
                yield key, f"gives {name}, and {exact} gives it too"
    by_hour = [key for key in pay if key.endswith(STATES_BY_HOUR)]
    if by_hour and any(key.endswith(STATES_BY_YEAR) for key in pay):
        yield by_hour[-1], "is given beside state medians a year"
