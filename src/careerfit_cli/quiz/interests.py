"""A profile from the six interest scores of another test."""

from __future__ import annotations

import re
from collections.abc import Mapping

from careerfit_cli.errors import UsageError
from careerfit_cli.model.elements import INTERESTS, MATCHED
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.profile import Profile
from careerfit_cli.model.text import quoted

FLAT_WITHIN = 20
"""Scores are flat if they differ by less than the highest divided by this."""

EXAMPLE = "write R=31,I=24,A=20,S=18,E=9,C=12"

NUMBER = r"[+-]?\d{1,12}(?:\.\d{1,20})?"
_VALUE = r"[+-]?\d{1,12}(?:\.\d{1,20}|,\d{1,2}(?!\d))?"
_SCORE = re.compile(
    rf"({'|'.join(INTERESTS.names)}|[RIASEC])(?:\s*\([RIASEC]\))?"
    rf"(?:\s*[=:]|\s+[-\u2013](?=\s))?\s*({_VALUE})(?![\d.])"
    r"(?:\s*(%)|\s*(/)\s*([1-9]\d{0,11}))?",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[\s,;]*")


def profile_of_interests(scores: Mapping[str, float]) -> Profile:
    """The profile of six interest scores of another test, by name of the type.

    Only their shape counts, so any scale works; levels run from the lowest score, 0, to
    the highest, 100. Scores that differ by less than a twentieth of the highest are
    called unclear.
    """
    low, high = min(scores.values()), max(scores.values())
    unclear = {
        domain.key: f"there are no answers on {domain.title.lower()}"
        for domain in MATCHED
        if domain is not INTERESTS
    }
    if high - low < abs(high) / FLAT_WITHIN or high == low:
        unclear[INTERESTS.key] = "the six interest scores are all about the same"
    spread = (high - low) or 1
    levels = {name: (scores[name] - low) / spread * 100 for name in INTERESTS.names}
    every = {
        domain.key: frozen(levels if domain is INTERESTS else {}) for domain in MATCHED
    }
    return Profile(levels=frozen(every), unclear=frozen(unclear))


def interest_scores(text: str) -> dict[str, float]:
    """Six interest scores as people write them, by name of the type.

    `R=31,I=24,...`, `R: 31, I: 24`, one `R 31` per line, or full names; as
    numbers, percentages or shares such as `31/40`. Raises
    `UsageError` unless there is exactly one number for each type.
    """
    scores: dict[str, float] = {}
    kinds = set()
    names = {name[0]: name for name in INTERESTS.names}
    at = 0
    text = text.strip()
    while at < len(text):
        match = _SCORE.match(text, at)
        rest = text[at:].split(",")[0].strip()
        if not match:
            raise UsageError(f"{quoted(rest)} is not an interest score", EXAMPLE)
        name = names[match[1][0].upper()]
        if name in scores:
            raise UsageError(f"{name} has two scores", EXAMPLE)
        scores[name] = float(match[2].replace(",", ".")) / int(match[5] or 1)
        kinds.add(match[3] or match[4])
        separator = _SEPARATORS.match(text, match.end())
        at = separator.end() if separator else match.end()
    if len(kinds) > 1:
        raise UsageError("the scores are written in different ways", EXAMPLE)
    if missing := [name for name in INTERESTS.names if name not in scores]:
        raise UsageError(f"there is no score for {', '.join(missing)}", EXAMPLE)
    return scores
