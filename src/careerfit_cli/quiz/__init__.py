"""The instrument: which questions are asked, and what the answers add up to."""

from careerfit_cli.quiz.answers import (
    DEFAULT,
    FLASH,
    FULL,
    LENGTHS,
    QUICK,
    STANDARD,
    Answers,
    answers_in,
    choices,
    items,
    lists,
    preference_questions,
    questions,
    replay,
    screens,
    version_of,
)
from careerfit_cli.quiz.careless import (
    DISAGREE,
    LEAST_REPEATS,
    PATTERN,
    agreement,
    careless_reason,
    least_agreement,
)
from careerfit_cli.quiz.interests import interest_scores, profile_of_interests
from careerfit_cli.quiz.scoring import LEAST_SPREAD, profile
from careerfit_cli.quiz.tendencies import POLES, Poles, Tendency, tendencies

__all__ = [
    "DEFAULT",
    "DISAGREE",
    "FLASH",
    "FULL",
    "LEAST_REPEATS",
    "LEAST_SPREAD",
    "LENGTHS",
    "PATTERN",
    "POLES",
    "QUICK",
    "STANDARD",
    "Answers",
    "Poles",
    "Tendency",
    "agreement",
    "answers_in",
    "careless_reason",
    "choices",
    "interest_scores",
    "items",
    "least_agreement",
    "lists",
    "preference_questions",
    "profile",
    "profile_of_interests",
    "questions",
    "replay",
    "screens",
    "tendencies",
    "version_of",
]
