"""A report in the form its templates need: titles, text, and pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from careerfit_cli.matching import CUT_OFFS, Match
from careerfit_cli.matching.stability import NEAR_TOP
from careerfit_cli.model.elements import (
    INTEREST_AREAS,
    INTERESTS,
    WORK_STYLES,
    holland_groups,
    holland_text,
)
from careerfit_cli.model.glossary import Glossary
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.report import fits, pay, wording
from careerfit_cli.report.content import Career, Person, Report
from careerfit_cli.report.drawing import Bars, Strip
from careerfit_cli.report.geometry import Axis
from careerfit_cli.report.person import (
    Leanings,
    Radar,
    hexagon,
    leanings,
    level_bars,
)

MOST_AREAS = 10
"""How many rated areas are shown."""


@dataclass(frozen=True)
class You:
    """The person's part of the page; what the answers leave unclear is `None` or empty."""

    person: Person
    glossary: Glossary

    @property
    def hexagon(self) -> Radar | None:
        """The interests as a hexagon, if there are all six."""
        levels = self._clear(INTERESTS.key)
        if levels.keys() != set(INTERESTS.names):
            return None
        return hexagon(levels, self.glossary.meanings(INTERESTS.key))

    @property
    def interests(self) -> Bars | None:
        """The known interests, as bars."""
        return self._bars("Your interests", INTERESTS.key)

    @property
    def areas(self) -> Bars | None:
        """The highest interest areas, if they were rated, as bars."""
        levels = self._clear(INTEREST_AREAS.key)
        if not self.person.profile.responses.get(INTEREST_AREAS.key):
            return None
        order = sorted(levels, key=lambda name: -levels[name])[:MOST_AREAS]
        names = {self.person.areas.get(name, name): levels[name] for name in order}
        return level_bars("Your interest areas", names, {})

    @property
    def liked(self) -> str:
        """The chosen areas, listed as in a sentence."""
        return self._listed(self.person.profile.liked_areas)

    @property
    def disliked(self) -> str:
        """The areas marked "not for me", listed as in a sentence."""
        return self._listed(self.person.profile.disliked_areas)

    def _listed(self, names: Sequence[str]) -> str:
        return wording.listed([self.person.areas.get(name, name) for name in names])

    @property
    def styles(self) -> Bars | None:
        """The work styles, as bars."""
        return self._bars("Your work styles", WORK_STYLES.key)

    @property
    def leanings(self) -> Leanings | None:
        """Which way the answers lean."""
        preferences = self.person.preferences
        return leanings(preferences) if preferences else None

    @property
    def holland(self) -> str:
        """The Holland code, with ties in words."""
        return holland_text(holland_groups(self._clear(INTERESTS.key)))

    @property
    def weights(self) -> str:
        """The weights of the domains, listed as in a sentence."""
        weights = self.person.ranking.weights
        return wording.listed(
            [
                f"{wording.domain_title(key).lower()} {weight:.2f}"
                for key, weight in weights.items()
            ]
        )

    def _bars(self, title: str, key: str) -> Bars | None:
        levels = self._clear(key)
        meanings = self.glossary.meanings(key)
        return level_bars(title, levels, meanings) if levels else None

    def _clear(self, key: str) -> Mapping[str, float]:
        profile = self.person.profile
        return {} if key in profile.unclear else profile.levels.get(key, {})


@dataclass(frozen=True)
class Drawn:
    """A whole report, ready for the templates."""

    report: Report

    @property
    def title(self) -> str:
        """The title of the page."""
        if self.report.title:
            return self.report.title
        careers = self.report.careers
        if self.report.person is None:
            only = len(careers) == 1
            return careers[0].occupation.title if only else "Careers at a glance"
        if self.report.named:
            return "How these careers match your answers"
        return "Careers that match your answers"

    @property
    def you(self) -> You | None:
        """The person's part, if the report has one."""
        person = self.report.person
        return You(person, self.report.glossary) if person else None

    @property
    def fitted(self) -> list[tuple[int, Career]]:
        """Careers with a match, each with its number on the page."""
        numbered = enumerate(self.report.careers, 1)
        return [
            (number, career) for number, career in numbered if career.match is not None
        ]

    @cached_property
    def ranges(self) -> pay.PayRanges:
        """The careers' pay on one scale."""
        return pay.pay_ranges(self._occupations)

    @cached_property
    def brief_ranges(self) -> pay.PayRanges:
        """The careers' pay, in the order of the brief part."""
        tiers = self.report.brief.result.tiers if self.report.brief else ()
        families = [family for tier in tiers for family in tier.families]
        listed = [match.entry.slug for family in families for match in family.matches]
        place = {slug: number for number, slug in enumerate(listed)}
        last = len(place)
        return pay.pay_ranges(
            sorted(self._occupations, key=lambda career: place.get(career.slug, last))
        )

    @cached_property
    def map(self) -> pay.PayMap | None:
        """Growth against median pay."""
        return pay.pay_map(self._occupations)

    @cached_property
    def fit_axis(self) -> Axis | None:
        """One scale for all scores with a range; `None` when no range is known."""
        sure = [match.stability for _, match in self.fitted if match.stability]
        return fits.fit_axis(sure, self._fits) if sure else None

    def fit_strip(self, career: Career) -> Strip | None:
        """A career's score with its range."""
        if self.fit_axis is None or career.match is None or career.stability is None:
            return None
        return fits.fit_strip(career.match, career.stability, self.fit_axis)

    def points(self, career: Career) -> Bars | None:
        """What raises and lowers a career's match, on one scale for all careers."""
        if career.match is None:
            return None
        table = wording.decomposition(career.match, career.occupation.sources)
        return fits.points_chart(career.match, self._reach, table)

    @property
    def tags(self) -> str:
        """What firm, likely and fragile mean."""
        (firm, _), (likely, _), _ = CUT_OFFS
        return (
            f"Firm: the range stays within {firm:g} times the rank, up or down; likely: "
            f"within {likely:g} times; fragile: wider. Ranks under {NEAR_TOP} count as "
            f"{NEAR_TOP}."
        )

    @property
    def sources(self) -> list[str]:
        """The releases the page's figures are from, by publisher."""
        by_source: dict[str, set[str]] = {}
        for occupation in self._occupations:
            for source in occupation.sources.values():
                by_source.setdefault(source.publisher, set()).add(source.release)
        return [
            f"{publisher}: {'; '.join(sorted(releases))}"
            for publisher, releases in sorted(by_source.items())
        ]

    @property
    def _occupations(self) -> list[Occupation]:
        return [career.occupation for career in self.report.careers]

    @property
    def _fits(self) -> list[Match]:
        return [career.match for career in self.report.careers if career.match]

    @cached_property
    def _reach(self) -> float:
        return fits.reach(self._fits)
