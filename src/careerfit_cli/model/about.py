"""What the program can say of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from careerfit_cli.model.saved_data import SavedFolder


@dataclass(frozen=True)
class Folder:
    """A folder, and how many occupation files are in it."""

    path: str
    count: int


@dataclass(frozen=True)
class About:
    """The version, the built-in and a person's own occupations, and where things lie.

    `releases` say, by section of the built-in files, how many occupations have figures
    of each release, by publisher and release. `estimated` counts occupations by domain
    that has not been published for them and is estimated.
    """

    version: str
    occupations: Folder
    own: tuple[Folder, ...]
    releases: Mapping[str, Mapping[str, int]]
    estimated: Mapping[str, int]
    kept: tuple[SavedFolder, ...]
