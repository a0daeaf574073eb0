"""JSON of a person's result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from careerfit_cli.export import preferring
from careerfit_cli.export.document import (
    ENTRY_HEADS,
    ENTRY_SECTIONS,
    ENTRY_UNITS,
    Releases,
    document,
    entry_row,
    plain,
    sources_of,
)
from careerfit_cli.export.table import comma_separated, markdown
from careerfit_cli.matching import BASE, Match, Ranking
from careerfit_cli.matching.tiers import Result
from careerfit_cli.model.attribution import NO_CLAIM, SOURCE
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.profile import Profile, Side
from careerfit_cli.model.skills import SKILL_NAMES
from careerfit_cli.preferences import NONE_ASKED, Met, PreferenceCheck
from careerfit_cli.quiz import Tendency

if TYPE_CHECKING:
    from careerfit_cli.matching.difference import Diff
    from careerfit_cli.matching.explain import Change, Explanation
    from careerfit_cli.matching.skills import Starts

NO_STARTS: Starts = frozen()
"""Of a person who has chosen no skills."""


def result(
    profile: Profile,
    tendencies: Sequence[Tendency],
    found: Result,
    releases: Releases,
    met: Met = NONE_ASKED,
    starts: Starts = NO_STARTS,
) -> str:
    """A quiz result: the person's profile, and the ranking with every contribution.

    What the optional questions tell is there only where they were asked, and what the
    person can start from only where skills are saved.
    """
    return document(
        "result",
        {
            "units": {
                **ENTRY_UNITS,
                **_UNITS,
                **_LEAN,
                **_asked(profile, preferring.UNITS),
            },
            "sources": _sources(_slugs(found.ranking), releases),
            "replay": profile.replay,
            "profile": _profile(profile, tendencies),
            "ranking": _ranking(profile, found, met, starts),
            "no_claim": NO_CLAIM,
        },
    )


def levels(
    profile: Profile, tendencies: Sequence[Tendency], name: str, made: str
) -> str:
    """A profile alone: what its answers say of the person, without a ranking."""
    units = {"levels": _UNITS["levels"], **_LEAN}
    return document(
        "levels",
        {
            "units": {**units, **_asked(profile, preferring.UNITS)},
            "name": name,
            "made": made,
            "replay": profile.replay,
            "profile": _profile(profile, tendencies),
        },
    )


def _profile(profile: Profile, tendencies: Sequence[Tendency]) -> dict[str, Any]:
    return {
        "levels": plain(profile.levels),
        "unclear": plain(profile.unclear),
        "notes": list(profile.notes),
        "picks": plain(profile.picks),
        "careless_reason": profile.careless_reason or None,
        "tendencies": [{**plain(own), "side": own.side} for own in tendencies],
        **_answered(profile),
    }


_LEAN = {"lean": "-100 (left) to 100 (right)"}

_UNITS = {
    "levels": "0-100, from the answers",
    "fit": f"0-100; {BASE:g} and all points sum to it",
}


def _sources(slugs: Sequence[str], releases: Releases) -> dict[str, list[str]]:
    sections = (*(domain.key for domain in MATCHED), *ENTRY_SECTIONS[1:])
    return sources_of(slugs, releases, sections)


def _asked(profile: Profile, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values, where the optional questions were asked."""
    return values if profile.choices else {}


def _answered(profile: Profile) -> Mapping[str, Any]:
    return _asked(profile, {"answered_preferences": preferring.chosen(profile.choices)})


def _matched(profile: Profile, matches: Sequence[PreferenceCheck]) -> Mapping[str, Any]:
    return _asked(profile, {"preferences": preferring.matched(matches)})


def _slugs(ranking: Ranking) -> list[str]:
    return [match.entry.slug for match in ranking.matches]


def _start(slug: str, starts: Starts) -> dict[str, Any]:
    """What a person can start from, where skills are saved."""
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


def _ranking(
    profile: Profile, result: Result, met: Met, starts: Starts
) -> dict[str, Any]:
    found, certainty = result.ranking, result.certainty
    return {
        "base": BASE,
        "ranked": found.ranked,
        "withheld_reason": found.withheld_reason or None,
        "weights": plain(found.weights),
        "left_out": plain(found.left_out),
        "matches": [
            {
                **_match(match),
                "stability": plain(certainty.get(match.entry.slug)),
                **_matched(profile, met.get(match.entry.slug, ())),
                **_start(match.entry.slug, starts),
            }
            for match in found.matches
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


def _match(match: Match) -> dict[str, Any]:
    figures = _with_fit(match)
    figures["entry"] = entry_row(match.entry)
    return {**figures, "estimated": list(match.estimated)}


def _with_fit(found: Match | Change) -> dict[str, Any]:
    """A result whose score has the name that it has in tables."""
    return {
        "fit" if key == "score" else key: figure for key, figure in plain(found).items()
    }


def ranking(
    profile: Profile,
    result: Result,
    releases: Releases,
    kind: str,
    met: Met = NONE_ASKED,
    starts: Starts = NO_STARTS,
) -> str | bytes:
    """A ranking alone, as `json`, `csv`, `markdown` or `xlsx`."""
    found = result.ranking
    if kind == "json":
        return document(
            "ranking",
            {
                "units": {
                    **ENTRY_UNITS,
                    **_UNITS,
                    **_asked(profile, preferring.UNITS),
                },
                "sources": _sources(_slugs(found), releases),
                "replay": profile.replay,
                "careless_reason": profile.careless_reason or None,
                **_answered(profile),
                "ranking": _ranking(profile, result, met, starts),
                "no_claim": NO_CLAIM,
            },
        )
    rows = [
        [match.rank, match.score, match.label, *entry_row(match.entry).values(), SOURCE,
         *preferring.cells(met.get(match.entry.slug, ()))]
        for match in found.matches
    ]  # fmt: skip
    heads = ("rank", "fit", "label", *ENTRY_HEADS, *preferring.HEADS)
    if kind == "xlsx":
        from careerfit_cli.export.workbook import workbook

        return workbook("Ranking", heads, rows, [NO_CLAIM])
    write = comma_separated if kind == "csv" else markdown
    return write(heads, rows)


def why(
    profile: Profile,
    found: Explanation,
    releases: Releases,
    matches: Sequence[PreferenceCheck] = (),
    starts: Starts = NO_STARTS,
) -> str:
    """One occupation's match with every contribution, and how certain it is."""
    slug = found.match.entry.slug
    return document(
        "why",
        {
            "units": {
                **ENTRY_UNITS,
                **_UNITS,
                **_asked(profile, preferring.UNITS),
            },
            "sources": _sources([slug], releases),
            "replay": profile.replay,
            "careless_reason": profile.careless_reason or None,
            **_answered(profile),
            "base": BASE,
            "ranked": found.ranked,
            "match": _match(found.match),
            "stability": plain(found.stability),
            "change": _with_fit(found.change) if found.change else None,
            **_matched(profile, matches),
            **_start(slug, starts),
            "no_claim": NO_CLAIM,
        },
    )


def diff(found: Diff, one: Side, other: Side, releases: Releases) -> str:
    """Two profiles compared: every difference with its noise, and how ranks moved."""
    return document(
        "diff",
        {
            "units": {
                **ENTRY_UNITS,
                **_UNITS,
                "band": "0-100; up to it a change is no real change",
                "beyond_chance": "whether too large to be chance among all compared",
                "expected": "differences called real by chance alone",
                "chance": "probability, 0-1, of as many called real by chance or more",
                "together": "probability, 0-1, of differences as large by chance",
            },
            "sources": _sources([own.entry.slug for own in found.moves], releases),
            "one": _side(one),
            "other": _side(other),
            "differences": [
                {**plain(own), "beyond_chance": own in found.beyond_chance}
                for own in found.differences
            ],
            "expected": plain(found.expected),
            "chance": plain(found.chance),
            "together": plain(found.together),
            "correlations": plain(found.correlations),
            "codes": plain(found.codes),
            "withheld_reason": found.withheld_reason or None,
            "moves": [
                {**plain(own), "entry": entry_row(own.entry)} for own in found.moves
            ],
            "no_claim": NO_CLAIM,
        },
    )


def _side(side: Side) -> dict[str, Any]:
    return {
        "name": side.name or None,
        "made": side.made or None,
        "replay": side.profile.replay,
        "careless_reason": side.profile.careless_reason or None,
        "unclear": plain(side.profile.unclear),
    }
