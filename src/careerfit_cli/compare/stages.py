"""The stages of a path in order: education, license or exam, experience, training."""

from __future__ import annotations

import re
from dataclasses import dataclass

from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.preparation import EDUCATION

TRAINING_TIME = {
    "Short-term on-the-job training": "a month or less",
    "Moderate-term on-the-job training": "more than a month, up to a year",
    "Long-term on-the-job training": "more than a year",
}
"""How long training takes, as BLS defines its categories."""

_CREDENTIAL = re.compile(r"\b(licen[sc]|certif|exam\b|exams\b|registered with)", re.I)


@dataclass(frozen=True)
class Stage:
    """One stage: its kind, what it is, how long it takes, and its source.

    `time` is empty if not known; `done` says whether the starting occupation already
    requires it.
    """

    kind: str
    what: str
    time: str
    source: str
    done: bool = False


def stages(start: Occupation, goal: Occupation) -> tuple[Stage, ...]:
    """What BLS and our text name as required for the goal, in the usual order."""
    return (
        *_education(start, goal),
        *_credential(goal),
        *_experience(start, goal),
        *_training(goal),
    )


def _education(start: Occupation, goal: Occupation) -> list[Stage]:
    now, then = start.preparation.education, goal.preparation.education
    if not then or then == EDUCATION[0]:
        return []
    known = now in EDUCATION and then in EDUCATION
    done = known and EDUCATION.index(now) >= EDUCATION.index(then)
    return [Stage("education", then, "", "BLS, typical entry", done=done)]


def _credential(goal: Occupation) -> list[Stage]:
    """Sentences about licenses, certifications and exams."""
    words = goal.words
    text = words.licenses or _credential_of(words.steps) or _credential_of(words.entry)
    return [Stage("license or exam", text, "", "careerfit")] if text else []


def _credential_of(text: str) -> str:
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return " ".join(one for one in sentences if _CREDENTIAL.search(one))


def _experience(start: Occupation, goal: Occupation) -> list[Stage]:
    needed = goal.preparation.experience
    if needed in ("", "None"):
        return []
    related = next(
        (related.tier for related in start.related if related.code == goal.code), ""
    )
    counts = "; your present work is related and may count" if related else ""
    what = f"work in a related occupation{counts}"
    return [
        Stage("experience", what, needed[0].lower() + needed[1:], "BLS, typical entry")
    ]


def _training(goal: Occupation) -> list[Stage]:
    training = goal.preparation.training
    if training in ("", "None"):
        return []
    time = TRAINING_TIME.get(training, "")
    return [Stage("training on the job", training, time, "BLS, typical entry")]
