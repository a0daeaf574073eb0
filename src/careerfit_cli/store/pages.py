"""Pages of the index: each occupation whole, so that one is read without YAML.

The file of an index begins with a line that says what follows: blocks for all occupations
together, which `store.index` reads, and then a page for each, in the order of the files. A
page is the values of its file as deflated JSON. Reading one takes a tenth of the time
that reading the file does, of which half goes into loading the library for YAML.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Mapping
from pathlib import Path
from stat import S_ISREG
from typing import Any

from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.store import places
from careerfit_cli.store.fields import SLUG, occupation_in
from careerfit_cli.store.plain import Plain

LARGEST_INDEX = 50_000_000
"""Bytes: a kept index beyond this is made anew (that of 923 occupations has 9 MB)."""

NO_INDEX = (AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a part raises that is JSON of another form, or none."""

VERSION = 7
"""To be raised when a part or a page comes to say something else of the same file."""

# What most pages have in common, so that they need not hold it: it takes off a third.
_COMMON = json.dumps(
    {domain.key: dict.fromkeys(domain.names, 50.1) for domain in DOMAINS},
    separators=(",", ":"),
).encode()


def find(folder: Path, slug: str) -> Occupation | None:
    """The occupation whose file is `slug`.yaml in a folder, or `None`.

    It is that of a page that still holds, or else of the file itself: raises `BadData`
    when that is at fault.
    """
    if not re.fullmatch(SLUG, slug):
        return None
    path = folder / f"{slug}.yaml"
    try:
        stat = path.stat()
    except (OSError, ValueError):
        return None
    page = _page(places.cached_index(folder), slug, [stat.st_size, stat.st_mtime_ns])
    found = occupation_on(page, slug) if page else None
    if found is not None:
        return found
    # Only what has changed, or is opened before there is an index, needs YAML.
    from careerfit_cli.store.occupations import load

    return load(path)


def page_of(values: Mapping[str, Any]) -> bytes:
    """The page of an occupation, given as the values of its file."""
    text = json.dumps(values, separators=(",", ":"), ensure_ascii=False)
    deflating = zlib.compressobj(zdict=_COMMON)
    return deflating.compress(text.encode()) + deflating.flush()


def occupation_on(page: bytes, slug: str) -> Occupation | None:
    """The occupation on a page; `None` where that is damaged."""
    try:
        text = zlib.decompressobj(zdict=_COMMON).decompress(page, LARGEST_INDEX)
        return occupation_in(Plain(json.loads(text)), slug)
    except (zlib.error, *NO_INDEX):
        return None


def is_readable(path: Path) -> bool:
    """Whether a path may be opened as an index: opening a pipe would wait for ever."""
    kept = path.stat()
    return S_ISREG(kept.st_mode) and kept.st_size <= LARGEST_INDEX


def _page(path: Path | None, slug: str, stat: list[int]) -> bytes | None:
    """The page an index has of a file of this size and time, if it has one."""
    try:
        if path is None or not is_readable(path):
            return None
        with path.open("rb") as file:
            head = json.loads(file.readline())
            if head["version"] != VERSION or head["elements"] != elements():
                return None
            files, *others = head["lengths"]
            stats = json.loads(file.read(files + 1))
            if stats.get(slug) != stat:
                return None
            before = head["pages"][: list(stats).index(slug)]
            file.seek(sum(others) + len(others) + sum(before), os.SEEK_CUR)
            return file.read(head["pages"][len(before)])
    except (OSError, *NO_INDEX):
        return None


def elements() -> int:
    """A checksum of the elements and their order, on which all ratings hang."""
    return zlib.crc32(_COMMON)
