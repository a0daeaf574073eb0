"""Pages of the index: each occupation whole, so that one is read without YAML.

A page is the values of a file as deflated JSON. Reading it takes a tenth of the time that
reading the file does, of which half goes into loading the library for YAML.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.storage import paths
from careerfit_cli.storage.fields import occupation_in
from careerfit_cli.storage.index_file import (
    LARGEST_INDEX,
    NO_INDEX,
    as_json,
    digest_of,
    page_in,
    sign_of,
)
from careerfit_cli.storage.plain import Plain
from careerfit_cli.storage.text import read_text

# What most pages have in common, so that they need not hold it: it takes off a third.
_COMMON = as_json({domain.key: dict.fromkeys(domain.names, 50.1) for domain in DOMAINS})


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
    kept = paths.cached_index(folder)
    page = page_in(kept, slug, sign_of(stat))
    if page is None and _is_shipped(folder):
        # Times of a shipped index are those of the machine it was built on.
        digest = digest_of(read_text(path))
        page = page_in(paths.PREBUILT_INDEX, slug, digest=digest)
    found = occupation_on(page, slug) if page else None
    if found is not None:
        return found
    # Only what no index has as it is needs YAML.
    from careerfit_cli.storage.occupations import load

    return load(path)


def _is_shipped(folder: Path) -> bool:
    """Whether an index of the folder came with it: not where this runs from its source."""
    return folder == paths.builtin_occupations() and paths.PREBUILT_INDEX.exists()


def page_of(slug: str, values: Mapping[str, Any]) -> bytes:
    """The page of an occupation, given as the values of its file, and that file's name."""
    deflating = zlib.compressobj(zdict=_COMMON)
    return deflating.compress(as_json([slug, values])) + deflating.flush()


def occupation_on(page: bytes, slug: str) -> Occupation | None:
    """The occupation on a page; `None` where that is damaged, or of another slug."""
    try:
        inflating = zlib.decompressobj(zdict=_COMMON)
        own, values = json.loads(inflating.decompress(page, LARGEST_INDEX))
        # Without its end, a page has no checksum.
        whole = inflating.eof and own == slug
        return occupation_in(Plain(values), slug) if whole else None
    except (zlib.error, *NO_INDEX):
        return None
