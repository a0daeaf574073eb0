"""A person's preferences, and how occupations meet them, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from careerfit_cli.export.document import plain
from careerfit_cli.export.table import Cell
from careerfit_cli.model.profile import Choice
from careerfit_cli.preferences import PreferenceCheck, Verdict

UNITS = {
    "answer": "1 much rather left, 3 either is fine, 5 much rather right",
    "passed": "percent of rated occupations that lean less to the pole",
}

_COLUMNS = {
    "strongly_against_preferences": Verdict.STRONGLY_AGAINST,
    "against_preferences": Verdict.AGAINST,
    "as_preferred": Verdict.AGREES,
    "preferences_not_rated": Verdict.NOT_RATED,
}

HEADS = tuple(_COLUMNS)


def chosen(choices: Sequence[Choice]) -> list[dict[str, Any]]:
    """The answers to the optional questions."""
    return [
        {
            "id": own.between.id,
            "left": own.between.left,
            "right": own.between.right,
            "answer": own.answer,
            "prefers": own.pole,
            "strong": own.strong,
        }
        for own in choices
    ]


def matched(matches: Sequence[PreferenceCheck]) -> list[dict[str, Any]]:
    """How an occupation meets each clear preference."""
    return [
        {
            "id": own.choice.between.id,
            "prefers": own.choice.pole,
            "verdict": own.verdict.value,
            "leans": own.pole,
            "passed": plain(own.passed),
        }
        for own in matches
    ]


def cells(matches: Sequence[PreferenceCheck]) -> list[Cell]:
    """The columns of a table, in the order of `HEADS`: poles, set apart by `; `."""
    return [
        "; ".join(own.pole or own.choice.pole for own in matches if own.verdict == kind)
        for kind in _COLUMNS.values()
    ]
