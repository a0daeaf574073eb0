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
            "id": choice.between.id,
            "left": choice.between.left,
            "right": choice.between.right,
            "answer": choice.answer,
            "prefers": choice.pole,
            "strong": choice.strong,
        }
        for choice in choices
    ]


def matched(checks: Sequence[PreferenceCheck]) -> list[dict[str, Any]]:
    """How an occupation meets each clear preference."""
    return [
        {
            "id": check.choice.between.id,
            "prefers": check.choice.pole,
            "verdict": check.verdict.value,
            "leans": check.pole,
            "passed": plain(check.passed),
        }
        for check in checks
    ]


def cells(checks: Sequence[PreferenceCheck]) -> list[Cell]:
    """The columns of a table, in the order of `HEADS`: poles, set apart by `; `."""
    return [
        "; ".join(
            check.pole or check.choice.pole for check in checks if check.verdict == kind
        )
        for kind in _COLUMNS.values()
    ]
