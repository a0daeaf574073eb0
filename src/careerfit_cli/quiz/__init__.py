"""The instrument: which questions are asked, and what the answers add up to."""

from careerfit_cli.quiz.answers import (
    STANDARD,
    Answers,
    answers_in,
    choices,
    items,
    preference_questions,
    questions,
    replay,
)
from careerfit_cli.quiz.interests import profile_of_interests
from careerfit_cli.quiz.leaning import (
    CLEAR_LEAN,
    POLES,
    Poles,
    Preference,
    preferences,
)
from careerfit_cli.quiz.scoring import LEAST_SPREAD, profile
from careerfit_cli.quiz.steadiness import (
    DIFFERENT,
    LEAST_REPEATS,
    PATTERN,
    UNSTEADY,
    agreement,
    least_agreement,
)

__all__ = [
    "CLEAR_LEAN",
    "DIFFERENT",
    "LEAST_REPEATS",
    "LEAST_SPREAD",
    "PATTERN",
    "POLES",
    "STANDARD",
    "UNSTEADY",
    "Answers",
    "Poles",
    "Preference",
    "agreement",
    "answers_in",
    "choices",
    "items",
    "least_agreement",
    "preference_questions",
    "preferences",
    "profile",
    "profile_of_interests",
    "questions",
    "replay",
]
