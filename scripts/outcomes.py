"""Run the examples of every command and print the outcome of each, as JSON.

`python outcomes.py FOLDER`: the examples are those of the help, and run in FOLDER with
files as they name them. What differs from one installation to another by right (where it
lies) is replaced by a word. Told, too: where the package lies, and how many occupation
files the first command had to parse.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import shlex
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ANSWERS = (
    "v2.quick.1452153531333311333355533331331335535511333333333132521353241235334332"
)
"""The quiz answers of a made-up person."""

UNTRIED = (
    ("check",),  # Slow for all occupations; the files are compared directly.
    ("score", "people.parquet", "-o", "fits.parquet", "--jobs", "2"),  # Needs pyarrow.
)
"""Examples that are left out."""


def prepare(home: Path) -> None:
    """Create the files used in examples: answers, people, profiles, occupation files."""
    mine, cache, data = str(home / "mine"), str(home / "cache"), str(home / "data")
    os.environ.update(HOME=str(home), CAREERFIT_HOME=mine, TERM="dumb", COLUMNS="80")
    os.environ.update(XDG_CACHE_HOME=cache, XDG_DATA_HOME=data)
    for name in ("NO_COLOR", "FORCE_COLOR", "ACCESSIBLE", "CAREERFIT_OCCUPATIONS"):
        os.environ.pop(name, None)
    os.chdir(home)
    (home / "answers.txt").write_text(ANSWERS)
    shutil.copy(ROOT / "docs" / "people.csv", home)
    files = (
        "before/actor",
        "before/baker",
        "after/baker",
        "my-occupations/baker",
        "baker",
    )
    for name in files:
        path = home / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "occupations" / path.name, path)
    keep_profiles(home)


def keep_profiles(home: Path) -> None:
    """Save two profiles, and a friend's in a file."""
    from careerfit_cli.storage import profiles

    me = profiles.Saved("me", date(2026, 11, 23), ANSWERS)
    may = profiles.Saved("may", date(2026, 5, 4), ANSWERS.replace("1", "2"))
    for saved in (me, may):
        profiles.save_profile(home / "mine", saved)
    (home / "friend.json").write_text(profiles.profile_text(me))


def parsed_at_first() -> int:
    """How many occupation files it takes to open the catalogue with an empty cache."""
    from careerfit_cli import api
    from careerfit_cli.storage import indexing

    parse, parsed = indexing.parse, []

    def counting(text: str, file: str, slug: str) -> Any:
        parsed.append(slug)
        return parse(text, file, slug)

    indexing.parse = counting
    api.Catalogue.load()
    indexing.parse = parse
    return len(parsed)


def lines() -> list[tuple[str, ...]]:
    """Every example and every page of help; commands that purge come last."""
    sys.path.insert(0, str(ROOT / "tests"))
    from commands import commands

    found = [
        line
        for command in commands()
        for line in (*(command.examples or [command.usual]), (*command.words, "--help"))
        if line not in UNTRIED
    ]
    return sorted(dict.fromkeys(found), key=lambda line: "purge" in line)


def ran(argv: tuple[str, ...], home: Path) -> dict[str, Any]:
    """Exit code, output, errors, and the digests of created files."""
    from careerfit_cli.ui import main

    before = digests(home)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(argv)
    made = {key: own for key, own in digests(home).items() if before.get(key) != own}
    told = {"out": as_anywhere(out.getvalue()), "err": as_anywhere(err.getvalue())}
    return {"code": code, **told, "made": made}


def digests(home: Path) -> dict[str, str]:
    """Every file below a folder except the cache, with a digest of its content."""
    return {
        path.relative_to(home).as_posix(): _digest(path)
        for path in sorted(home.rglob("*"))
        if path.is_file() and "cache" not in path.parts
    }


def _digest(path: Path) -> str:
    text = path.read_text(encoding="utf-8", errors="surrogateescape")
    return hashlib.sha256(os.fsencode(as_anywhere(text))).hexdigest()


def as_anywhere(text: str) -> str:
    """A text without the location of the program.

    They decide where lines break and how large a file is that names one.
    """
    from careerfit_cli.storage import paths

    text = "".join(text.split())
    text = re.sub(r"\"bytes\":[0-9]+|[0-9][0-9,]*bytes", "N bytes", text)
    text = re.sub(r"catalogue-[0-9a-f-]+", "catalogue-N", text)
    for place, word in (
        (paths.builtin_occupations(), "BUILT-IN"),
        (paths.PACKAGE, "PACKAGE"),
        (Path.cwd(), "HOME"),
    ):
        text = text.replace("".join(str(place).split()), word)
    return text


def main() -> None:
    """Run all of them and print the document."""
    home = Path(sys.argv[1]).resolve()
    prepare(home)
    from careerfit_cli.storage import paths

    found: dict[str, Any] = {
        "package": str(paths.PACKAGE),
        "parsed": parsed_at_first(),
    }
    found["ran"] = {shlex.join(argv): ran(argv, home) for argv in lines()}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
