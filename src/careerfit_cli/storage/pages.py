"""Pages of the index: each occupation whole, so that one is read without YAML.

A page holds the values of a file as compressed JSON. Reading it takes a tenth of the time
that reading the file does, half of which goes into loading the library for YAML.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.serialize import occupation_of
from careerfit_cli.storage import paths
from careerfit_cli.storage.index_file import (
    LARGEST_VALUE,
    NO_INDEX,
    as_json,
    digest_of,
    page_in,
    signature_of,
)
from careerfit_cli.storage.text import read_text

_DICTIONARY = paths.DATA / "page.json"
"""A typical page: what others have in common with it is not stored again, which makes them
a quarter smaller. scripts/page_dictionary.py writes it."""


def find(folder: Path, slug: str) -> Occupation | None:
    """The occupation whose file is `slug`.yaml in a folder, or `None`.

    It is that of a page that still holds, or else of the file itself: raises `BadData`
    when that is at fault.
    """
    if not paths.is_slug(slug):
        return None
    path = folder / f"{slug}.yaml"
    if folder != paths.builtin_occupations() and paths.leads_out(path):
        return None
    try:
        stat = path.stat()
    except (OSError, ValueError):
        return None
    index_path = paths.cached_index(folder)
    page = page_in(index_path, slug, signature_of(stat))
    if page is None and _is_shipped(folder):
        # Times of a shipped index are those of the machine it was built on.
        digest = digest_of(read_text(path))
        page = page_in(paths.PREBUILT_INDEX, slug, digest)
    occupation = occupation_on(page, slug) if page else None
    if occupation is not None:
        return occupation
    # Only what no index has as it is needs YAML.
    from careerfit_cli.storage.occupations import load

    return load(path)


def _is_shipped(folder: Path) -> bool:
    """Whether an index of the folder came with it: not where this runs from its source."""
    return folder == paths.builtin_occupations() and paths.PREBUILT_INDEX.exists()


def page_of(slug: str, values: Mapping[str, Any]) -> bytes:
    """The page of an occupation, given as the values of its file, and that file's name."""
    compressing = zlib.compressobj(9, zdict=_DICTIONARY.read_bytes())
    return compressing.compress(as_json([slug, values]).encode()) + compressing.flush()


def occupation_on(page: bytes, slug: str) -> Occupation | None:
    """The occupation on a page; `None` where that is damaged, or of another slug."""
    try:
        unpacking = zlib.decompressobj(zdict=_DICTIONARY.read_bytes())
        name, values = json.loads(unpacking.decompress(page, LARGEST_VALUE))
        # Without its end, a page has no checksum.
        whole = unpacking.eof and name == slug
        return occupation_of(values, slug) if whole else None
    except (OSError, zlib.error, *NO_INDEX):
        return None
