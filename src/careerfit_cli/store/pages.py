"""Pages written where a person says: whole or not at all, and never over another file."""

from __future__ import annotations

import os
from pathlib import Path

from careerfit_cli.errors import CareerfitError
from careerfit_cli.store import private

FOR_OWNER = 0o600
FOR_ALL = 0o666
"""Rights of a page that holds no answers, before the user's mask takes some away."""


def refuse(path: Path, *, force: bool) -> None:
    """Raise `CareerfitError` where a page may not be written.

    What is there already is replaced only by `force`, and only when it is a plain file.
    """
    private.refuse_links(path)
    if not path.parent.is_dir():
        raise CareerfitError(
            f"{path}: there is no folder {path.parent}", "make it first"
        )
    if path.exists() and not path.is_file():
        raise CareerfitError(f"{path}: is not a plain file", "give another name")
    if path.exists() and not force:
        raise CareerfitError(
            f"{path}: is there already", "give another name, or --force to replace it"
        )


def write(path: Path, text: str, *, holds_answers: bool, force: bool) -> None:
    """Write a page; one that holds a person's answers is for its owner alone (0600)."""
    refuse(path, force=force)
    rights = FOR_OWNER if holds_answers else FOR_ALL & ~_mask()
    try:
        private.write(path, text, rights)
    except CareerfitError as error:
        # The hints there are about the folder of a person's own files.
        raise CareerfitError(error.text, "give a file you may write to") from error


def _mask() -> int:
    """The user's mask of rights, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
