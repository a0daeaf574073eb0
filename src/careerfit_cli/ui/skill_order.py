"""Finds the skills a person can start from, for the commands that show occupations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from careerfit_cli.matching.skills import Starts
    from careerfit_cli.matching.tiers import Result
    from careerfit_cli.storage.index import Index


def starts_of(skills: Collection[str], index: Index, slugs: Collection[str]) -> Starts:
    """What a person with some skills can start from, by occupation slug.

    Empty without skills.
    """
    if not skills:
        return {}
    from careerfit_cli.matching.skills import by_id, start
    from careerfit_cli.model.skills import SKILL_DOMAINS

    means = {
        skill: index.norms[domain.key, name].mean
        for domain in SKILL_DOMAINS
        for skill, name in domain.elements.items()
        if (domain.key, name) in index.norms
    }
    ratings = {domain.key: index.ratings(domain) for domain in SKILL_DOMAINS}
    return {
        slug: start(
            skills,
            by_id({key: by_slug.get(slug, {}) for key, by_slug in ratings.items()}),
            means,
        )
        for slug in slugs
    }


def sorted_by_skills(
    result: Result, skills: Collection[str], index: Index
) -> tuple[Result, Starts]:
    """A result sorted within its tiers by a person's skills, and the reasons."""
    if not skills or not result.tiers:
        return result, {}
    from careerfit_cli.matching.skills import sorted_by_start

    shown = {match.entry.slug for match in result.ranking.matches}
    starts = starts_of(skills, index, shown)
    return sorted_by_start(result, starts), starts
