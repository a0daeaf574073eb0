"""Print the sentences of occupation files that laws or numbers decide, for yearly review.

Run: `python scripts/claims.py` prints one line per sentence: occupation, field, the month
all words were last reviewed, and the sentence. `python scripts/claims.py registered-nurse`
prints those of some occupations. Update `REVIEWED` after a review of all.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from prose import texts

from careerfit_cli.model.occupation import Words
from careerfit_cli.storage import occupations

FOLDER = Path(__file__).parents[1] / "occupations"

REVIEWED = "2026-11"
"""The month in which a second reader last reviewed every occupation's words."""

_CLAIM = re.compile(
    r"\b(licen[sc]\w*|certif\w*|exams?|registered|registration|permits?|clearance"
    r"|federal|states?|law|age|aged|\d+|two|three|four|five|six|seven|eight|nine|ten"
    r"|every|all|only|always|never|none|at least)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def claims(words: Words) -> Iterator[tuple[str, str]]:
    """The field and text of each sentence that names a law, a number or no exception."""
    for field, text in texts(words):
        for sentence in _SENTENCE_END.split(text):
            if _CLAIM.search(sentence):
                yield field, sentence


def main(slugs: list[str]) -> int:
    """Print the claims of some occupations, or of all; the exit code."""
    paths = [FOLDER / f"{slug}.yaml" for slug in slugs] or sorted(FOLDER.glob("*.yaml"))
    if missing := [path.stem for path in paths if not path.is_file()]:
        print(f"no such occupation: {', '.join(missing)}", file=sys.stderr)
        return 2
    for path in paths:
        for field, sentence in claims(occupations.load(path).words):
            print(path.stem, field, REVIEWED, sentence, sep="\t")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
