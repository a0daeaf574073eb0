"""Parts of the JSON documents of a person: profile, ranking, match, preferences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from careerfit_cli.export.document import (
    ENTRY_SECTIONS,
    ENTRY_UNITS,
    Releases,
    entry_row,
    plain,
    sources_of,
)
from careerfit_cli.export.table import Cell
from careerfit_cli.matching import BASE, Match
from careerfit_cli.matching.tiers import Result
from careerfit_cli.model.attribution import NO_CLAIM
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.profile import Profile
from careerfit_cli.model.skills import SKILL_NAMES
from careerfit_cli.preferences import PreferenceCheck, Verdict
from careerfit_cli.quiz import Tendency

if TYPE_CHECKING:
    from careerfit_cli.matching.explain import Change
    from careerfit_cli.matching.skills import Starts
    from careerfit_cli.preferences import Met

LEVEL_UNITS = {"levels": "0-100, from the answers"}

LEAN_UNITS = {"lean": "-100 (left) to 100 (right)"}

FIT_UNITS = {
    **ENTRY_UNITS,
    **LEVEL_UNITS,
    "fit": f"0-100; {BASE:g} and all points sum to it",
}


PREFERENCE_UNITS = {
    "answer": "1 much rather left, 3 either is fine, 5 much rather right",
    "passed": "percent of rated occupations that lean less to the pole",
}

_BY_VERDICT = {
    "strongly_against_preferences": Verdict.STRONGLY_AGAINST,
    "against_preferences": Verdict.AGAINST,
    "as_preferred": Verdict.AGREES,
    "preferences_not_rated": Verdict.NOT_RATED,
}

PREFERENCE_HEADS = tuple(_BY_VERDICT)
"""Columns of a table that say how occupations meet preferences."""


def preference_cells(checks: Sequence[PreferenceCheck]) -> list[Cell]:
    """The cells of `PREFERENCE_HEADS`: poles, separated by `; `."""
    return [
        "; ".join(
            check.pole or check.choice.pole for check in checks if check.verdict == kind
        )
        for kind in _BY_VERDICT.values()
    ]


def result_document(
    profile: Profile,
    slugs: Sequence[str],
    releases: Releases,
    parts: Mapping[str, Any],
) -> dict[str, Any]:
    """A document on how occupations match a person: units, sources, answers and `parts`."""
    return {
        "units": units(profile),
        "sources": sources(slugs, releases),
        "replay": profile.replay,
        "careless_reason": profile.careless_reason or None,
        **answered_preferences(profile),
        **parts,
        "no_claim": NO_CLAIM,
    }


def units(
    profile: Profile, figures: Mapping[str, str] = FIT_UNITS
) -> Mapping[str, str]:
    """Units of figures, and of preferences if the optional questions were asked."""
    return {**figures, **(PREFERENCE_UNITS if profile.choices else {})}


def sources(slugs: Sequence[str], releases: Releases) -> dict[str, list[str]]:
    """Every release that figures of ranked occupations come from, by section."""
    sections = (*(domain.key for domain in MATCHED), *ENTRY_SECTIONS[1:])
    return sources_of(slugs, releases, sections)


def person(profile: Profile, tendencies: Sequence[Tendency]) -> dict[str, Any]:
    """The profile of a person's answers."""
    return {
        "levels": plain(profile.levels),
        "unclear": plain(profile.unclear),
        "notes": list(profile.notes),
        "picks": plain(profile.picks),
        "careless_reason": profile.careless_reason or None,
        "tendencies": [
            {**plain(tendency), "side": tendency.side} for tendency in tendencies
        ],
        **answered_preferences(profile),
    }


def answered_preferences(profile: Profile) -> Mapping[str, Any]:
    """The answers to the optional questions, if they were asked."""
    if not profile.choices:
        return {}
    answered = [
        {
            "id": choice.between.id,
            "left": choice.between.left,
            "right": choice.between.right,
            "answer": choice.answer,
            "prefers": choice.pole,
            "strong": choice.strong,
        }
        for choice in profile.choices
    ]
    return {"answered_preferences": answered}


def checked_preferences(
    profile: Profile, checks: Sequence[PreferenceCheck]
) -> Mapping[str, Any]:
    """How an occupation meets the preferences, if they were asked."""
    if not profile.choices:
        return {}
    checked = [
        {
            "id": check.choice.between.id,
            "prefers": check.choice.pole,
            "verdict": check.verdict.value,
            "leans": check.pole,
            "passed": plain(check.passed),
        }
        for check in checks
    ]
    return {"preferences": checked}


def start(slug: str, starts: Starts) -> dict[str, Any]:
    """What a person can start from, if skills are saved."""
    if slug not in starts:
        return {}
    start = starts[slug]
    return {
        "start": start
        and {
            "figure": start.figure,
            "have": [SKILL_NAMES[skill] for skill in start.have],
            "learn": [SKILL_NAMES[skill] for skill in start.learn],
        }
    }


def ranking(
    profile: Profile, result: Result, met: Met, starts: Starts
) -> dict[str, Any]:
    """A ranking with every contribution, in tiers and families.

    Preferences are present only if they were asked, and starting points only if skills
    are saved.
    """
    ranked, certainty = result.ranking, result.certainty
    return {
        "base": BASE,
        "ranked": ranked.ranked,
        "withheld_reason": ranked.withheld_reason or None,
        "weights": plain(ranked.weights),
        "left_out": plain(ranked.left_out),
        "matches": [
            {
                **match_row(match),
                "stability": plain(certainty.get(match.entry.slug)),
                **checked_preferences(profile, met.get(match.entry.slug, ())),
                **start(match.entry.slug, starts),
            }
            for match in ranked.matches
        ],
        "tiers": [
            {
                "number": tier.number,
                "families": [
                    [match.entry.slug for match in family.matches]
                    for family in tier.families
                ],
            }
            for tier in result.tiers
        ],
        "by_interests_alone": [entry.slug for entry in result.by_interests],
    }


def match_row(match: Match) -> dict[str, Any]:
    """A match with every contribution."""
    figures = with_fit(match)
    figures["entry"] = entry_row(match.entry)
    return {**figures, "estimated": list(match.estimated)}


def with_fit(match: Match | Change) -> dict[str, Any]:
    """A result with its score renamed to `fit`, as in tables."""
    return {
        "fit" if key == "score" else key: figure for key, figure in plain(match).items()
    }
