"""Where things lie: built-in occupations, the prebuilt index, the user's folders."""

from __future__ import annotations

import hashlib
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
PREBUILT_INDEX = PACKAGE / "index.jsonl"
"""The index of the built-in occupations, present in an installed wheel."""


def builtin_occupations() -> Path:
    """The folder of the built-in occupations.

    It lies in the installed package, or at the root of the repository this runs from.
    """
    installed = PACKAGE / "occupations"
    return installed if installed.is_dir() else PACKAGE.parents[1] / "occupations"


def cached_index(folder: Path) -> Path | None:
    """Where the index of an occupations folder is kept; `None` if there is no home."""
    # Only commands that need every occupation pay for this import.
    from platformdirs import user_cache_path

    try:
        place = user_cache_path("careerfit", appauthor=False)
        name = hashlib.blake2b(str(folder.resolve()).encode(), digest_size=8)
    except (OSError, RuntimeError):
        return None
    return place / f"index-{name.hexdigest()}.jsonl"
