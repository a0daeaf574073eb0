"""Writes occupation files as an import does."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from careerfit_cli.model.occupation import Occupation
from careerfit_cli.storage import transaction
from careerfit_cli.storage.writing import Saved, save


def save_all(folder: Path, occupations: Iterable[Occupation]) -> Saved:
    """Write one file per occupation into a folder, as `save`."""
    with transaction.locked(folder) as locked:
        return save(locked, occupations)
