"""The SQLite file that caches a folder of occupations: its tables, and safe reading.

docs/architecture.md describes the tables for people who want to query them. A file is
never changed in place: a new one replaces it. So it is opened as immutable, and SQLite
neither locks it nor looks for journals beside it.

Another user may be able to write the cache folder. What a file says is data: no command
runs because of it, and only the tables below are queried.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from stat import S_ISREG
from typing import Any, BinaryIO

from careerfit_cli.model.elements import DOMAINS

LARGEST_INDEX = 200_000_000
"""Bytes: a larger index is neither stored nor read (that of 923 occupations has 10 MB)."""

LARGEST_VALUE = 10_000_000
"""Bytes of the largest text or page in an index."""

MOST_ROWS = 100_000
"""Rows that are read from a table at most."""

NO_INDEX = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    sqlite3.Error,
)
"""What reading raises in a file that is damaged or in another format."""

VERSION = 15
"""Increase it when the content of a column or a page changes for the same file."""

TABLES = {
    "files": "signature, digest",
    "occupations": (
        "code, title, holland, job_zone, education, median, median_at_least, "
        "median_unit, pay_area, pay_period, pay_group, growth, outlook, outlook_period, "
        "outlook_group, estimated, scores, releases"
    ),
    "state_pay": "unit, medians, at_least",
    "names": "titles, title_parts, folded",
    "ratings": ", ".join((*(domain.key for domain in DOMAINS), "low_precision")),
    "pages": "page",
}
"""The columns of the tables with a row for each occupation, after its slug."""

SCHEMA = (
    *(
        f"CREATE TABLE {table} (slug TEXT PRIMARY KEY, {columns}) WITHOUT ROWID"
        for table, columns in TABLES.items()
    ),
    "CREATE TABLE releases (digest TEXT PRIMARY KEY, sections) WITHOUT ROWID",
    (
        "CREATE TABLE elements (domain, position, name, rated, total, squares, "
        "PRIMARY KEY (domain, position)) WITHOUT ROWID"
    ),
)

CHUNK = 1 << 16
"""Bytes of a file that are read at a time."""

_CHECKSUM = slice(60, 64)
"""Where the header of an SQLite file has its `user_version`."""


class Connection(sqlite3.Connection):
    """A connection that closes itself: from 3.13 Python warns of one left open."""

    def __del__(self) -> None:
        # A connection that could not be opened cannot be closed.
        with suppress(sqlite3.Error):
            self.close()


def form() -> int:
    """A checksum of what the columns mean: files with another one are not read."""
    elements = [(domain.key, domain.names) for domain in DOMAINS]
    return zlib.crc32(repr((VERSION, elements)).encode()) & 0x7FFF_FFFF


def in_memory() -> Connection:
    """A database in memory, with nothing in it."""
    connection = _connected(":memory:")
    # An index that a loss of power damages is made again.
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def empty() -> Connection:
    """A new index in memory, without occupations."""
    connection = in_memory()
    # Rows of up to 10 KB would leave smaller database pages half empty.
    connection.execute("PRAGMA page_size = 32768")
    connection.execute(f"PRAGMA application_id = {form()}")
    for statement in SCHEMA:
        connection.execute(statement)
    elements = [
        (domain.key, position, name, 0, 0, 0)
        for domain in DOMAINS
        for position, name in enumerate(domain.names)
    ]
    connection.executemany("INSERT INTO elements VALUES (?, ?, ?, ?, ?, ?)", elements)
    return connection


def connect(path: Path, *, writable: bool = False) -> Connection:
    """Open an index; raises one of `NO_INDEX` or `OSError` if the file is not one.

    Damage outside the schema is not noticed: see `is_whole`. Only a file that nobody else
    reads yet may be opened as `writable`: if that is stopped midway, the file is lost.
    """
    stat = path.stat()
    # Opening a pipe would block.
    if not S_ISREG(stat.st_mode) or stat.st_size > LARGEST_INDEX:
        raise ValueError(path)
    mode = "rw" if writable else "ro&immutable=1"
    connection = _connected(f"{path.absolute().as_uri()}?mode={mode}")
    if writable:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
    # A view or a trigger in place of a table could run forever.
    statements = connection.execute("SELECT sql FROM sqlite_master LIMIT 20").fetchall()
    (made_with,) = connection.execute("PRAGMA application_id").fetchone()
    if made_with != form() or [sql for (sql,) in statements] != list(SCHEMA):
        raise ValueError(path)
    return connection


def _connected(address: str) -> Connection:
    connection = sqlite3.connect(
        address,
        uri=True,
        factory=Connection,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def is_whole(path: Path) -> bool:
    """Whether a file's checksum is correct."""
    with path.open("rb") as file:
        checksum = _checksum(file)
        file.seek(_CHECKSUM.start)
        return file.read(4) == checksum


def seal(path: Path) -> None:
    """Write a checksum of all other bytes into the file."""
    with path.open("r+b") as file:
        checksum = _checksum(file)
        file.seek(_CHECKSUM.start)
        file.write(checksum)


def _checksum(file: BinaryIO) -> bytes:
    checksum = zlib.crc32(file.read(_CHECKSUM.start))
    file.seek(_CHECKSUM.stop)
    # Reading the whole file into memory would take longer than its checksum.
    while chunk := file.read(CHUNK):
        checksum = zlib.crc32(chunk, checksum)
    return checksum.to_bytes(4, "big")


def page_in(path: Path | None, slug: str, sign: str) -> bytes | None:
    """The page of a file, if an index has it with this signature or this digest."""
    query = (
        "SELECT page FROM files JOIN pages USING (slug) "
        "WHERE slug = ? AND ? IN (signature, digest)"
    )
    try:
        if path is None:
            return None
        with closing(connect(path)) as connection:
            row = connection.execute(query, (slug, sign)).fetchone()
        return row[0] if row and isinstance(row[0], bytes) else None
    except (OSError, *NO_INDEX):
        return None


def as_json(data: object) -> str:
    """Values as a column holds them."""
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


def all_json(texts: Iterable[str]) -> list[Any]:
    """The values of many texts, which are decoded faster as one."""
    return list(json.loads(f"[{','.join(texts)}]"))


def signature_of(stat: os.stat_result) -> str:
    """What distinguishes a file from earlier ones: its size, its time, its last change.

    Size and time can be set back, as some programs do when they copy or write files.
    """
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}"


def digest_of(text: str) -> str:
    """A digest of a text, such as that of a file."""
    # Most commands compare only signatures.
    import hashlib

    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
