"""The 35 skills and 33 fields of knowledge a person can say they have, as a pick list.

They are not part of the quiz or of FIT. Source: O*NET Content Model, parts 2.A to 2.C. The
headings are ours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from careerfit_cli.model.elements import KNOWLEDGE, SKILLS
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.profile import LIKED, NEUTRAL, Part, Picking, Question

SKILL_DOMAINS = (SKILLS, KNOWLEDGE)

_HEADINGS = {
    "Skills: words, numbers and science": ("2.A.1",),
    "Skills: thinking and learning": ("2.A.2", "2.B.2"),
    "Skills: working with people": ("2.B.1",),
    "Skills: machines and technology": ("2.B.3",),
    "Skills: decisions and systems": ("2.B.4",),
    "Skills: time, money and staff": ("2.B.5",),
    "Subjects: business and office": ("2.C.1",),
    "Subjects: production and food": ("2.C.2",),
    "Subjects: technology and building": ("2.C.3",),
    "Subjects: mathematics and science": ("2.C.4",),
    "Subjects: health": ("2.C.5",),
    "Subjects: teaching, languages and culture": ("2.C.6", "2.C.7"),
    "Subjects: safety and law": ("2.C.8",),
    "Subjects: media and transportation": ("2.C.9", "2.C.10"),
}


SKILL_GROUPS: Mapping[str, str] = frozen(
    {
        skill: heading
        for heading, parts in _HEADINGS.items()
        for domain in SKILL_DOMAINS
        for skill in domain.elements
        if f"{skill}.".startswith(tuple(f"{part}." for part in parts))
    }
)
"""The heading of each, by O*NET element id, in the order they are listed."""

SKILL_NAMES: Mapping[str, str] = frozen(
    {
        **SKILLS.elements,
        **{
            skill: f"{name} (subject)" if name in SKILLS.names else name
            for skill, name in KNOWLEDGE.elements.items()
        },
    }
)
"""The name of each, by O*NET element id; no two are the same."""


def skill_names(skills: Iterable[str]) -> tuple[str, ...]:
    """The names of skills by element id, without ids that are not known."""
    return tuple(SKILL_NAMES[skill] for skill in skills if skill in SKILL_NAMES)


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
        for domain in SKILL_DOMAINS
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
