"""The files that careerfit saves on a computer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class File:
    """A file, by its path within its place, and its size in bytes."""

    name: str
    size: int


@dataclass(frozen=True)
class SavedFolder:
    """One place: what it is for, its folder (empty if it has none), and its files."""

    what: str
    folder: str
    files: tuple[File, ...]
