"""The file an index is kept in: what it says of itself, and where its pages stand.

Its first line is JSON: the version, and the lengths of what follows. That is blocks for
all occupations together, which `storage.index` reads, and then a page for each, in the
order of the files, which `storage.pages` reads one at a time.
"""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path
from stat import S_ISREG

from careerfit_cli.model.elements import DOMAINS

LARGEST_INDEX = 200_000_000
"""Bytes: a larger index is neither kept nor read (that of 923 occupations has 9 MB)."""

NO_INDEX = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a part raises that is JSON of another form, or none."""

VERSION = 12
"""To be raised when a part or a page comes to say something else of the same file."""


def elements() -> int:
    """A checksum of the elements and their order, on which ratings and pages hang."""
    known = [(domain.key, domain.names) for domain in DOMAINS]
    return zlib.crc32(repr(known).encode())


def as_json(data: object) -> bytes:
    """Values as the index holds them."""
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False).encode()


def is_readable(path: Path) -> bool:
    """Whether a path may be opened as an index: opening a pipe would wait for ever.

    Raises `OSError` or `ValueError` where there is none.
    """
    kept = path.stat()
    return S_ISREG(kept.st_mode) and kept.st_size <= LARGEST_INDEX


def sign_of(stat: os.stat_result) -> list[int]:
    """What tells a file from what it was before: its size, its time, its last change.

    Size and time can be set back, as some programs do when they copy or write files.
    """
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]


def digest_of(text: str) -> str:
    """What tells the text of a file from any other."""
    # Most commands look at sizes and times alone.
    import hashlib

    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def page_in(
    path: Path | None, slug: str, stat: list[int] | None = None, digest: str = ""
) -> bytes | None:
    """The page an index has of a file of this size and time, or else of this digest."""
    try:
        if path is None or not is_readable(path):
            return None
        with path.open("rb") as file:
            head = json.loads(file.readline())
            if head["version"] != VERSION or head["elements"] != elements():
                return None
            files, digests, *others = head["lengths"]
            # A damaged length may be beyond any memory.
            stats = json.loads(file.read(min(files + 1, LARGEST_INDEX)))
            known = json.loads(file.read(min(digests + 1, LARGEST_INDEX)))
            place = list(stats).index(slug)
            if stats[slug] != stat and known[place] != digest:
                return None
            before = head["pages"][:place]
            file.seek(sum(others) + len(others) + sum(before), os.SEEK_CUR)
            return file.read(min(head["pages"][len(before)], LARGEST_INDEX))
    except (OSError, *NO_INDEX):
        return None
