"""The questionnaire: which questions are asked, and how answers are scored."""

from careerfit_cli.quiz.answers import (
    DEFAULT,
    LENGTHS,
    Answers,
    answers_in,
    choices,
    items,
    lists,
    parted,
    preference_questions,
    questions,
    replay,
    screens,
    tie_break_questions,
    version_of,
    with_ties,
)
from careerfit_cli.quiz.interests import interest_scores, profile_of_interests
from careerfit_cli.quiz.scoring import profile
from careerfit_cli.quiz.tendencies import Tendency, tendencies

__all__ = [
    "DEFAULT",
    "LENGTHS",
    "Answers",
    "Tendency",
    "answers_in",
    "choices",
    "interest_scores",
    "items",
    "lists",
    "parted",
    "preference_questions",
    "profile",
    "profile_of_interests",
    "questions",
    "replay",
    "screens",
    "tendencies",
    "tie_break_questions",
    "version_of",
    "with_ties",
]
