"""Answer strings of simulated people, for tests that need a realistic person."""

from __future__ import annotations

from careerfit_cli import quiz
from careerfit_cli.model.profile import DISLIKED, LIKED
from careerfit_cli.storage.bank import load_bank

NURSE = (
    "v2.quick.1452153531333311333355533331331335535511333333333132521353241235334332"
)
"""A registered nurse, by the quick quiz."""

NURSE_STANDARD = (
    "v2.standard.324333533325343114353415333333113331533313333333"
    "5555553133333113322553153323321323432241251144424431554343232"
)
"""A registered nurse, by the standard quiz."""

CARPENTER = (
    "v2.quick.4141254435133355133131113355333333353333133333353332444552454325332121"
)
"""A carpenter, by the quick quiz."""

CARELESS = "v2.quick." + "12345123" + "3" * 41 + "123451234512345123451"
"""Keys in a pattern, and nothing chosen from the list."""

CARELESS_STANDARD = "v2.standard." + "12" * 12 + "3" * 41 + "12" * 22
"""The same, by the standard quiz."""

FIRST_VERSION = (
    "v1.standard." + "1243253334143532152514333524452532442435543332225533211123124543"
)
"""Answers to version 1 of the questions."""


def typed(replay: str) -> str:
    """What somebody types in plain mode, line by line, to give these answers."""
    bank = load_bank()
    length, marks = quiz.answers_in(bank, replay)
    ((start, end),) = quiz.lists(bank, length)
    numbered = [*enumerate(marks[start:end], 1)]
    liked = [str(number) for number, mark in numbered if mark == LIKED]
    disliked = [f"-{number}" for number, mark in numbered if mark == DISLIKED]
    keys = [*marks[:start], ", ".join(liked + disliked), *marks[end:]]
    return "".join(f"{key or ''}\n" for key in keys)
