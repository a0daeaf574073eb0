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
"""Scores are all about the same when they differ by less than the highest over this."""

SCORE = r"-?\d{1,9}(?:\.\d{1,20})?"
"""A score as it is written; a mean comes with all its decimals."""


def profile_of_interests(text: str) -> Profile:
    """The profile of six interest scores of another test: `R=31,I=24,...`.

    Only their shape counts, so any scale will do; levels run from the lowest score, 0,
    to the highest, 100. Scores that differ by less than a twentieth of the highest are
    called unclear. Raises `UsageError` unless there is one number for each letter.
    """
    scores = _interest_scores(text)
    low, high = min(scores.values()), max(scores.values())
    unclear = {
        domain.key: f"there are no answers on {domain.title.lower()}"
        for domain in MATCHED
        if domain is not INTERESTS
    }
    if high - low < abs(high) / FLAT_WITHIN or high == low:
        unclear[INTERESTS.key] = "the six interest scores are all about the same"
    spread = (high - low) or 1
    levels = {name: (scores[name[0]] - low) / spread * 100 for name in INTERESTS.names}
    empty: Mapping[str, float] = frozen()
    every = {domain.key: empty for domain in MATCHED} | {INTERESTS.key: frozen(levels)}
    return Profile(levels=frozen(every), unclear=frozen(unclear))


def _interest_scores(text: str) -> dict[str, float]:
    scores: dict[str, float] = {}
    for part in text.upper().split(","):
        match = re.fullmatch(rf"\s*([RIASEC])\s*=\s*({SCORE})\s*", part)
        if not match or match[1] in scores:
            raise UsageError(
                f"{quoted(part.strip())} is not a new interest score", _RIASEC
            )
        scores[match[1]] = float(match[2])
    if len(scores) < len(INTERESTS.names):
        are = "is" if len(scores) == 1 else "are"
        raise UsageError(f"{len(scores)} of 6 interest scores {are} given", _RIASEC)
    return scores


_RIASEC = "write R=31,I=24,A=20,S=18,E=9,C=12"
