"""The match: bounds, exact sums, invariances, missing ratings, weights, labels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from careerfit_cli import matching
from careerfit_cli.errors import UsageError
from careerfit_cli.matching import BASE, WEIGHTS
from careerfit_cli.matching.batch import BatchMatcher
from careerfit_cli.matching.labels import NAMES, THRESHOLDS
from careerfit_cli.matching.tiers import (
    CONSIDERED,
    DIFFERENT,
    INTERESTS_ALONE,
    result,
    tiers,
)
from careerfit_cli.matching.vectors import (
    OccupationVectors,
    clear_domains,
    person_levels,
    unit,
)
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Entry
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.storage import index, paths
from fitting import (
    AREAS,
    CLEAR,
    COUNT,
    HILLS,
    INTERESTS,
    NONE6,
    PARTS,
    STYLES,
    UPHILL,
    WAVE,
    answering,
    catalogues,
    crowd,
    like,
    partly,
    people,
    person,
    rated,
)


def tenths(value: float) -> int:
    whole = round(value * 10)
    assert value == whole / 10
    return whole


def shown(ranking: matching.Ranking) -> list[tuple[str, int, float]]:
    return [(one.entry.slug, one.rank, one.score) for one in ranking.matches]


def shipped() -> Catalogue:
    folder = paths.builtin_occupations()
    return index.open_index(folder, paths.cached_index(folder)).catalogue


class TestEveryMatch:
    @given(people, catalogues(partly))
    def test_scores_are_tenths_from_0_to_100(self, levels, rows):
        for one in matching.rank(person(levels), rows).matches:
            assert 0 <= tenths(one.score) <= 1000

    @given(people, catalogues(partly))
    def test_base_and_points_add_up_exactly(self, levels, rows):
        for one in matching.rank(person(levels), rows).matches:
            points = sum(tenths(part.points) for part in one.contributions)
            assert tenths(BASE) + points == tenths(one.score)

    @given(people, catalogues(partly))
    def test_weights_of_the_domains_sum_to_one(self, levels, rows):
        for one in matching.rank(person(levels), rows).matches:
            assert sum(part.weight for part in one.domains) == pytest.approx(1)
            assert 0 < one.shrinkage <= 1
            assert all(-1.000001 <= part.r <= 1.000001 for part in one.domains)

    @given(people, catalogues(partly))
    def test_the_domains_make_the_score(self, levels, rows):
        for one in matching.rank(person(levels), rows).matches:
            r = sum(part.weight * part.r for part in one.domains)
            assert one.score == pytest.approx(50 + 50 * one.shrinkage * r, abs=0.051)

    @given(people, catalogues(partly), st.randoms())
    def test_order_of_the_entries_does_not_matter(self, levels, rows, draw):
        mixed = list(rows.entries)
        draw.shuffle(mixed)
        again = matching.rank(person(levels), Catalogue(tuple(mixed)))
        assert shown(again) == shown(matching.rank(person(levels), rows))

    @given(people, catalogues(partly), st.sampled_from([0.25, 0.5, 2.0, 7.0]))
    def test_level_and_spread_of_the_answers_do_not_matter(self, levels, rows, by):
        moved = [by * level + 20 for level in levels]
        one, other = (matching.rank(person(own), rows) for own in (levels, moved))
        assert [match.score for match in one.matches] == pytest.approx(
            [match.score for match in other.matches], abs=0.11
        )

    @given(people, catalogues(partly))
    def test_ranks_count_those_before(self, levels, rows):
        matches = matching.rank(person(levels), rows).matches
        for one in matches:
            assert one.rank == 1 + sum(own.score > one.score for own in matches)
        keys = [(-one.score, one.entry.title) for one in matches]
        assert keys == sorted(keys)

    @given(people, catalogues(partly))
    def test_match_of_agrees_with_rank(self, levels, rows):
        ranking = matching.rank(person(levels), rows)
        matches = {one.entry.slug: one for one in ranking.matches}
        for entry in rows:
            own = matching.match_of(person(levels), rows, entry.slug)
            assert own == matches.get(entry.slug)


class TestManyPeopleAtOnce:
    @given(
        st.lists(people, min_size=1, max_size=4),
        catalogues(partly),
        st.sampled_from([WEIGHTS, {INTERESTS: 1.0}, {AREAS: 2.0, STYLES: 1.0}]),
        st.sampled_from([1, 2, None]),
    )
    def test_matches_are_those_of_each_alone(self, many, rows, weights, top):
        profiles = [person(levels) for levels in many]
        levels = np.array([person_levels(own) for own in profiles])
        clear = np.array([clear_domains(own) for own in profiles])
        careless = np.zeros(len(profiles), dtype=bool)
        best = BatchMatcher(rows, weights).best(levels, clear, careless, top)
        for number, profile in enumerate(profiles):
            own = (best.person == number) & (best.occupation >= 0)
            alone = matching.rank(profile, rows, top, weights).matches
            assert [rows.entries[n].slug for n in best.occupation[own]] == [
                one.entry.slug for one in alone
            ]
            assert best.rank[own].tolist() == [one.rank for one in alone]
            assert best.tenths[own].tolist() == [tenths(one.score) for one in alone]
            assert [NAMES[n] for n in best.label[own]] == [one.label for one in alone]


class TestGoodAndBadMatches:
    @given(catalogues(rated), st.data())
    def test_a_perfect_match_ranks_first(self, rows, data):
        entry = data.draw(st.sampled_from(rows.entries))
        assume(OccupationVectors(rows).available.all())
        own = matching.match_of(like(entry, rows), rows, entry.slug)
        assert own is not None
        assert own.score == pytest.approx(100, abs=0.11)
        assert own.rank == 1

    @given(catalogues(rated), st.data())
    def test_an_opposite_profile_scores_near_zero(self, rows, data):
        entry = data.draw(st.sampled_from(rows.entries))
        assume(OccupationVectors(rows).available.all())
        own = matching.match_of(like(entry, rows, -1), rows, entry.slug)
        assert own is not None
        assert own.score < 5

    def test_ties_share_a_rank_and_stand_in_title_order(self):
        first, second, *others = crowd(5)
        twins = [replace(first, slug=name, title=name) for name in ("zeta", "alpha")]
        rows = Catalogue((twins[0], second, twins[1], *others))
        matches = matching.rank(like(twins[0], rows), rows).matches
        assert [(one.entry.title, one.rank) for one in matches[:2]] == [
            ("alpha", 1),
            ("zeta", 1),
        ]
        assert matches[2].rank == 3

    def test_top_is_how_many_are_returned(self):
        rows = Catalogue(tuple(crowd()))
        profile = like(rows.entries[0], rows)
        assert len(matching.rank(profile, rows, 3).matches) == 3
        assert matching.rank(profile, rows, 3).ranked == len(rows)


class TestWhatIsLeftOut:
    ROWS = Catalogue(tuple(crowd()))

    def test_unclear_domains_are_left_out_and_named(self):
        profile = person(CLEAR, work_styles="all about the same")
        ranking = matching.rank(profile, self.ROWS)
        assert ranking.left_out == {STYLES: "all about the same"}
        for one in ranking.matches:
            shares = {part.domain: part.weight for part in one.domains}
            assert shares == pytest.approx({INTERESTS: 0.2 / 0.75, AREAS: 0.55 / 0.75})

    @pytest.mark.parametrize("levels", [NONE6, (40.0,) * 6], ids=["missing", "flat"])
    def test_domains_without_a_shape_are_left_out_and_named(self, levels):
        ranking = matching.rank(person((*levels, *HILLS, *WAVE)), self.ROWS)
        assert ranking.left_out == {INTERESTS: "nothing to compare on interests"}
        assert {part.domain for part in ranking.matches[0].domains} == {AREAS, STYLES}

    def test_without_any_signal_nothing_is_ranked(self):
        unclear = dict.fromkeys(PARTS, "flat")
        ranking = matching.rank(person(CLEAR, **unclear), self.ROWS)
        assert (ranking.matches, ranking.ranked) == ((), 0)
        assert ranking.left_out == unclear
        held = matching.withheld(person(CLEAR, **unclear), ranking)
        assert held.withheld_reason == matching.NO_SIGNAL

    @pytest.mark.parametrize("levels", [[None] * COUNT, [50.0] * COUNT])
    def test_nor_for_a_blank_or_flat_person(self, levels):
        assert matching.rank(person(levels), self.ROWS).matches == ()

    def test_an_empty_catalogue_has_an_empty_ranking(self):
        assert matching.rank(person(CLEAR), Catalogue(())).matches == ()

    def test_careless_answers_are_withheld_unless_allowed(self):
        mine = replace(person(CLEAR), careless_reason="Hm.")
        ranking = matching.rank(mine, self.ROWS)
        held = matching.withheld(mine, ranking)
        assert (held.matches, held.ranked, held.withheld_reason) == ((), 0, "Hm.")
        assert matching.withheld(mine, ranking, allow_careless=True) == ranking

    def test_careless_answers_do_not_spoil_the_areas_that_were_picked(self):
        mine = replace(person(CLEAR), careless_reason="Hm.", picks={"Music": 5})
        ranking = matching.rank(mine, self.ROWS, weights={AREAS: 1.0})
        assert matching.withheld(mine, ranking) == ranking


class TestInterestsAlone:
    """Without areas, interests are compared through the areas they go with."""

    def test_areas_are_implied_and_said_so(self):
        profile = person((*UPHILL, *[None] * 62))
        for one in matching.rank(profile, shipped(), 3).matches:
            (part,) = one.domains
            assert part.through_areas
            assert part.weight == 1
            assert len(one.contributions) == 6

    def test_weights_without_areas_compare_interests_as_they_are(self):
        profile = person((*UPHILL, *[None] * 62))
        ranking = matching.rank(profile, shipped(), 1, {INTERESTS: 1.0})
        (part,) = ranking.matches[0].domains
        assert not part.through_areas


class TestMissingRatings:
    def test_an_occupation_without_areas_gets_those_its_interests_imply(self):
        catalogue = shipped()
        entry = catalogue.entries[0]
        bare = replace(entry, slug="zz", scores=(*entry.scores[:6], *[None] * 62))
        rows = Catalogue((*catalogue.entries, bare))
        vectors = OccupationVectors(rows)
        assert vectors.available[-1].tolist() == [True, True, False]
        one = matching.match_of(person(CLEAR), rows, "zz")
        assert one is not None
        assert one.shrinkage < 1
        assert {part.domain for part in one.domains} == {INTERESTS, AREAS}

    def test_every_built_in_occupation_has_every_domain(self):
        catalogue = shipped()
        assert len(catalogue) == 923
        assert OccupationVectors(catalogue).available.all()
        ranking = matching.rank(person(CLEAR), catalogue)
        assert ranking.ranked == 923
        assert {one.shrinkage for one in ranking.matches} == {1.0}

    def test_estimated_domains_are_named(self):
        catalogue = shipped()
        estimated = {entry.slug for entry in catalogue if entry.estimated}
        ranking = matching.rank(person(CLEAR), catalogue)
        assert {one.entry.slug for one in ranking.matches if one.estimated} == estimated
        assert len(estimated) == 32


def as_match(entry: Entry, rank: int) -> matching.Match:
    return matching.Match(entry, rank, 90.0 - rank, "good", 1.0, (), ())


class TestTiersAndFamilies:
    """Tiers by what the noise allows; families of similar work within each."""

    ROWS = Catalogue(tuple(crowd(8)))

    def tiers(self, shares: list[float], entries: tuple[Entry, ...] = ()):
        rows = Catalogue(entries) if entries else self.ROWS
        matches = [as_match(entry, n) for n, entry in enumerate(rows, 1)]
        count = len(shares)
        alike = OccupationVectors(rows).similarity(range(count))
        return tiers(matches[:count], shares, alike)

    @given(st.lists(st.floats(0, 1), max_size=8))
    def test_every_match_is_in_one_tier_and_the_first_in_the_first(self, shares):
        found = self.tiers(shares)
        slugs = [one.entry.slug for tier in found for one in tier.matches]
        entries = self.ROWS.entries[: len(shares)]
        assert sorted(slugs) == sorted(entry.slug for entry in entries)
        numbers = [tier.number for tier in found]
        assert numbers == sorted(set(numbers))
        assert not shares or found[0].number == 1
        assert not shares or found[0].matches[0].entry == entries[0]

    def test_the_share_of_draws_among_the_first_ten_decides(self):
        found = self.tiers([0.9, 0.5, 0.3, 0.1, 0.08, 0.05])
        ranks = {tier.number: [one.rank for one in tier.matches] for tier in found}
        # Relative to the most frequent: .4 of .9 is .36, and .1 of it .09.
        assert ranks == {1: [1, 2], 2: [3, 4], 3: [5, 6]}

    def test_cut_offs_are_relative_where_filters_left_nothing_frequent(self):
        found = self.tiers([0.2, 0.1, 0.03, 0.01])
        assert [len(tier.matches) for tier in found] == [2, 1, 1]
        assert [tier.number for tier in self.tiers([0.0, 0.0])] == [1, 3]

    def test_alike_profiles_and_the_same_minor_group_are_one_family(self):
        first, second, third, fourth = crowd(4)
        twin = replace(second, scores=first.scores, code="15-1252.00")
        entries = (
            replace(first, code="29-1141.00"),
            replace(third, code="29-1171.00"),
            twin,
            replace(fourth, code="29-2011.00"),
        )
        (tier,) = self.tiers([1.0] * 4, entries)
        families = [[one.entry.title for one in own.matches] for own in tier.families]
        assert families == [["Job 0", "Job 2", "Job 1"], ["Job 3"]]
        assert tier.families[0].first.rank == 1

    def test_families_do_not_cross_tiers(self):
        first, second, _ = crowd(3)
        first = replace(first, code="29-1141.00")
        second = replace(second, code="15-1252.00")
        entries = (first, replace(first, slug="twin"), second)
        found = self.tiers([1.0, 0.2, 0.9], entries)
        assert [len(tier.families) for tier in found] == [2, 1]
        assert found[1].matches[0].entry.slug == "twin"


class TestResult:
    """What `rank` and `quiz` show."""

    ROWS = Catalogue(tuple(crowd(80)))
    MINE = answering([[1 + n * 7 % 5, 1 + n * 7 % 5] for n in range(COUNT)])

    def test_the_ranking_is_that_of_rank(self):
        found = result(self.MINE, self.ROWS, 7)
        assert found.ranking == matching.rank(self.MINE, self.ROWS, 7)
        considered = matching.rank(self.MINE, self.ROWS, CONSIDERED).matches
        tiered = [one for tier in found.tiers for one in tier.matches]
        assert sorted(one.rank for one in tiered) == [one.rank for one in considered]
        slugs = {one.entry.slug for one in found.ranking.matches}
        assert slugs <= set(found.certainty)

    def test_a_few_that_pass_filters_are_tiered_among_themselves(self):
        only = {"job-3", "job-40", "job-77"}
        found = result(self.MINE, self.ROWS, 10, only=only)
        tiered = {one.entry.slug for tier in found.tiers for one in tier.matches}
        assert tiered == only
        assert found.tiers[0].number == 1

    def test_interests_alone_are_shown_where_they_differ(self):
        found = result(self.MINE, self.ROWS, 10)
        alone = matching.rank(self.MINE, self.ROWS, 10, INTERESTS_ALONE).matches
        shown = {one.entry.slug for one in found.ranking.matches}
        assert len(shown & {one.entry.slug for one in alone}) <= DIFFERENT
        assert found.by_interests == tuple(one.entry for one in alone)

    @pytest.mark.parametrize("flat", [(AREAS, STYLES), (INTERESTS,)])
    def test_and_not_where_there_is_nothing_to_set_against(self, flat):
        mine = replace(self.MINE, unclear=dict.fromkeys(flat, "flat"))
        assert result(mine, self.ROWS, 10).by_interests == ()
        weights = {INTERESTS: 1.0}
        assert result(self.MINE, self.ROWS, 10, weights).by_interests == ()

    def test_without_answers_tiers_go_by_ranks(self):
        mine = replace(self.MINE, responses={})
        found = result(mine, self.ROWS, 10)
        assert found.certainty == {}
        first = [one.rank for one in found.tiers[0].matches]
        assert sorted(first) == [
            one.rank for one in found.ranking.matches if one.rank <= 10
        ]

    def test_careless_answers_have_neither_tiers_nor_certainty(self):
        mine = replace(self.MINE, careless_reason="Hm.")
        found = result(mine, self.ROWS, 10)
        assert (found.tiers, found.certainty, found.by_interests) == ((), {}, ())
        assert found.ranking.withheld_reason == "Hm."
        allowed = result(mine, self.ROWS, 10, allow_careless=True)
        assert allowed == result(self.MINE, self.ROWS, 10)


class TestLabels:
    def test_every_combination_of_domains_has_thresholds_in_order(self):
        assert len(THRESHOLDS) == 2 ** len(MATCHED) - 1
        for limits in THRESHOLDS.values():
            falling = [limits.best, limits.great, limits.good, limits.fair]
            assert falling == sorted(falling, reverse=True)
            assert limits.label(100.0) == "best"
            assert limits.label(limits.fair - 0.1) == "weak"

    def test_less_evidence_needs_a_higher_score(self):
        def best(*combination: bool) -> float:
            return THRESHOLDS[combination].best

        assert best(True, False, False) > best(True, False, True)
        assert best(True, True, False) > best(True, True, True)


class TestVectors:
    @pytest.mark.parametrize("scale", [1e-11, 1.0, 1e9])
    def test_any_scale_has_the_same_direction(self, scale):
        values = np.array([UPHILL]) * scale
        assert unit(values)[0] == pytest.approx(unit(np.array([UPHILL]))[0])

    def test_flat_rows_are_zero(self):
        assert (unit(np.full((2, 5), 0.1)) == 0).all()

    def test_missing_values_are_zero_and_do_not_move_the_others(self):
        values = np.array([[1.0, 2.0, np.nan, 3.0]])
        assert unit(values)[0] == pytest.approx([-(0.5**0.5), 0, 0, 0.5**0.5])

    @pytest.mark.parametrize(
        "weights", [{INTERESTS: -1.0}, {"courage": 1.0}, {INTERESTS: 0.0}]
    )
    def test_unusable_weights_are_refused(self, weights):
        with pytest.raises(UsageError):
            matching.rank(person(CLEAR), Catalogue(tuple(crowd())), weights=weights)

    def test_dimensions_are_interests_areas_and_styles(self):
        assert len(DIMENSIONS) == COUNT == 6 + 41 + 21
