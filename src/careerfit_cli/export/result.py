"""JSON of a person's result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from careerfit_cli.export import methods, preferring
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
from careerfit_cli.fit import BASE, Fit, Ranking, Stability
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.notices import NO_CLAIM, SOURCE
from careerfit_cli.model.profile import Profile, Side
from careerfit_cli.preferences import NONE_ASKED, Match, Met
from careerfit_cli.quiz import Preference

if TYPE_CHECKING:
    from careerfit_cli.fit.difference import Diff
    from careerfit_cli.fit.explanation import Explanation
    from careerfit_cli.fit.methods import Standings


def result(
    profile: Profile,
    preferences: Sequence[Preference],
    found: Ranking,
    sure: Mapping[str, Stability],
    releases: Releases,
    met: Met = NONE_ASKED,
) -> str:
    """A quiz result: the person's profile, and the ranking with every contribution.

    What the optional questions tell is there only where they were asked.
    """
    return document(
        "result",
        {
            "units": {
                **ENTRY_UNITS,
                **_UNITS,
                "lean": "-100 (left) to 100 (right)",
                **_asked(profile, preferring.UNITS),
            },
            "sources": _sources([own.entry.slug for own in found.fits], releases),
            "replay": profile.replay,
            "profile": {
                "levels": plain(profile.levels),
                "unclear": plain(profile.unclear),
                "notes": list(profile.notes),
                "steady": profile.steady,
                "preferences": [
                    {**plain(own), "side": own.side} for own in preferences
                ],
                **_answered(profile),
            },
            "ranking": _ranking(profile, found, sure, met),
            "no_claim": NO_CLAIM,
        },
    )


_UNITS = {
    "levels": "0-100, from the answers",
    "score": f"0-100; {BASE:g} and all points sum to it",
}


def _sources(slugs: Sequence[str], releases: Releases) -> dict[str, list[str]]:
    sections = (*(domain.key for domain in MATCHED), *ENTRY_SECTIONS[1:])
    return sources_of(slugs, releases, sections)


def _asked(profile: Profile, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values, where the optional questions were asked."""
    return values if profile.choices else {}


def _answered(profile: Profile) -> Mapping[str, Any]:
    return _asked(profile, {"answered_preferences": preferring.chosen(profile.choices)})


def _matched(profile: Profile, matches: Sequence[Match]) -> Mapping[str, Any]:
    return _asked(profile, {"preferences": preferring.matched(matches)})


def _ranking(
    profile: Profile, found: Ranking, sure: Mapping[str, Stability], met: Met
) -> dict[str, Any]:
    return {
        "base": BASE,
        "ranked": found.ranked,
        "held_back": found.held_back or None,
        "weights": plain(found.weights),
        "left_out": plain(found.left_out),
        "fits": [
            {
                **_fit(own),
                "stability": plain(sure.get(own.entry.slug)),
                **_matched(profile, met.get(own.entry.slug, ())),
            }
            for own in found.fits
        ],
    }


def _fit(fit: Fit) -> dict[str, Any]:
    return {**plain(fit), "entry": entry_row(fit.entry)}


def ranking(
    profile: Profile,
    found: Ranking,
    sure: Mapping[str, Stability],
    releases: Releases,
    kind: str,
    met: Met = NONE_ASKED,
) -> str:
    """A ranking alone, as `json`, `csv` or `markdown`."""
    if kind == "json":
        return document(
            "ranking",
            {
                "units": {
                    **ENTRY_UNITS,
                    **_UNITS,
                    **_asked(profile, preferring.UNITS),
                },
                "sources": _sources([own.entry.slug for own in found.fits], releases),
                "replay": profile.replay,
                "steady": profile.steady,
                **_answered(profile),
                "ranking": _ranking(profile, found, sure, met),
                "no_claim": NO_CLAIM,
            },
        )
    rows = [
        [fit.rank, fit.score, fit.label, *entry_row(fit.entry).values(), SOURCE]
        for fit in found.fits
    ]
    heads = ("rank", "fit", "label", *ENTRY_HEADS)
    if profile.choices:
        heads += preferring.HEADS
        for row, fit in zip(rows, found.fits, strict=True):
            row += preferring.cells(met.get(fit.entry.slug, ()))
    write = comma_separated if kind == "csv" else markdown
    return write(heads, rows)


def why(
    profile: Profile,
    found: Explanation,
    releases: Releases,
    matches: Sequence[Match] = (),
    places: Standings | None = None,
) -> str:
    """One occupation's fit with every contribution, and how sure it is.

    `places` are where other indices put it, if they are wanted.
    """
    slug = found.fit.entry.slug
    return document(
        "why",
        {
            "units": {
                **ENTRY_UNITS,
                **_UNITS,
                **_asked(profile, preferring.UNITS),
                **(methods.UNITS if places else {}),
            },
            "sources": _sources([slug], releases),
            "replay": profile.replay,
            "steady": profile.steady,
            **_answered(profile),
            "base": BASE,
            "ranked": found.ranked,
            "fit": _fit(found.fit),
            "stability": plain(found.stability),
            "change": plain(found.change),
            "congruence": plain(found.congruence),
            **({"methods": methods.of_one(places, slug)} if places else {}),
            **_matched(profile, matches),
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
            "likenesses": plain(found.likenesses),
            "codes": plain(found.codes),
            "held_back": found.held_back or None,
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
        "steady": side.profile.steady,
        "unclear": plain(side.profile.unclear),
    }
