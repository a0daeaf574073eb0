"""Replace our text with official O*NET sentences, in your own folder only.

    python scripts/official_words.py db_30_4_text.zip --into my-occupations

The description becomes the summary, and core task statements the tasks, of each occupation
file in the folder that the download has them for. The built-in folder is refused: its words
are ours. O*NET is under CC BY 4.0; keep the attribution when you pass the folder on.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from careerfit_cli.importers.tables import Release
from careerfit_cli.storage import occupations, paths
from careerfit_cli.storage.writing import for_editors, text_of

CODE = "O*NET-SOC Code"
MOST_TASKS = 10


def sentences(download: Path) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The description and the core tasks of each occupation of a download, by code."""
    release = Release(download)
    descriptions = {
        row[CODE]: _line(row["Description"])
        for row in release.rows("Occupation Data.txt", [CODE, "Description"])
    }
    tasks: dict[str, list[str]] = defaultdict(list)
    if "Task Statements.txt" in release.names():
        columns = [CODE, "Task", "Task Type"]
        for row in release.rows("Task Statements.txt", columns):
            own = tasks[row[CODE]]
            text = _line(row["Task"])
            if row["Task Type"] == "Core" and text not in own and len(own) < MOST_TASKS:
                own.append(text)
    return descriptions, tasks


def _line(text: str) -> str:
    return " ".join(text.split())


def main(argv: Sequence[str] | None = None) -> None:
    """Read the download, then rewrite the words of each file it covers."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("download", type=Path)
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args(argv)
    if given.into.resolve() == paths.builtin_occupations().resolve():
        raise SystemExit(f"{given.into} is the built-in folder, whose words are ours")
    descriptions, tasks = sentences(given.download)
    changed = 0
    for path in occupations.files(given.into):
        own = occupations.load(path)
        if not descriptions.get(own.code):
            continue
        words = replace(
            own.words,
            summary=descriptions[own.code],
            tasks=tuple(tasks.get(own.code, ())) or own.words.tasks,
        )
        first = for_editors(path.read_text(encoding="utf-8"))
        text = first + text_of(replace(own, words=words))
        path.write_text(text, encoding="utf-8")
        changed += 1
    print(f"{changed} files in {given.into} have official sentences", file=sys.stderr)


if __name__ == "__main__":
    main()
