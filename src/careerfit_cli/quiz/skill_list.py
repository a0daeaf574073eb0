"""The pick list of skills and subjects, which is not part of the quiz or of FIT."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from careerfit_cli.model.elements import KNOWLEDGE, SKILLS
from careerfit_cli.model.profile import LIKED, NEUTRAL, Part, Picking, Question
from careerfit_cli.model.skills import SKILL_GROUPS, SKILL_NAMES

MOST_SKILLS = 20

_PART = Part(
    "skills_list",
    "Skills and subjects you have",
    f"Choose the ones you are good at or know well, up to {MOST_SKILLS}.",
    ("", "", "", "", ""),
    Picking("skill or subject", "skills and subjects", MOST_SKILLS, refusable=False),
)


def skill_questions(
    meanings: Mapping[str, Mapping[str, str]],
) -> tuple[Question, ...]:
    """A line for each skill and subject, by group.

    `meanings` explain each, by domain key and name.
    """
    means = {
        skill: meanings[domain.key][name]
        for domain in (SKILLS, KNOWLEDGE)
        for skill, name in domain.elements.items()
    }
    return tuple(
        Question(_PART, SKILL_NAMES[skill], examples=means[skill], group=group)
        for skill, group in SKILL_GROUPS.items()
    )


def marks_of(skills: Collection[str]) -> tuple[int | None, ...]:
    """The marks on the list for the skills with some element ids; empty without any."""
    if not skills:
        return (None,) * len(SKILL_GROUPS)
    return tuple(LIKED if skill in skills else NEUTRAL for skill in SKILL_GROUPS)


def skills_marked(marks: Sequence[int | None]) -> tuple[str, ...]:
    """The element ids of the skills marked on the list."""
    return tuple(
        skill for skill, mark in zip(SKILL_GROUPS, marks, strict=True) if mark == LIKED
    )
