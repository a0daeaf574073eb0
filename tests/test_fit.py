"""The match: bounds, exact sums, invariances, missing ratings, weights and reasons."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from statistics import correlation, fmean, pstdev

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from careerfit_cli import fit, quiz
from careerfit_cli.errors import UsageError
from careerfit_cli.fit import BASE, WEIGHTS, Contribution, Fit
from careerfit_cli.fit.arithmetic import domains_of, in_tenths, rank_in
from careerfit_cli.fit.many import scores_of
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Entry
from careerfit_cli.model.profile import Profile
from careerfit_cli.store import index, places
from careerfit_cli.store.bank import load_bank
from fitting import (
    INTERESTS,
    NONE6,
    PARTS,
    STYLES,
    UPHILL,
    VALUES,
    WAVE,
    catalogues,
    crowd,
    like,
    made,
    partly,
    people,
    person,
    rated,
)


def shown(ranking: fit.Ranking) -> list[tuple[str, int, float]]:
    return [(one.entry.slug, one.rank, one.score) for one in ranking.fits]


def tenths(value: float) -> int:
    whole = round(value * 10)
    assert value == whole / 10
    return whole


def clear(profile: Sequence[float], rows: Catalogue) -> bool:
    """Whether every domain has a shape on both sides."""
    shapes = fit.compared(np.array([one.scores for one in rows], dtype=float))
    return all(
        pstdev(profile[part]) > 1 and (shapes[:, part].std(axis=1) > 1e-3).all()
        for part in PARTS.values()
    )


class TestEveryFit:
    @given(people, catalogues(partly))
    def test_scores_are_tenths_from_0_to_100(self, levels, rows):
        for one in fit.rank(person(levels), rows).fits:
            assert 0 <= tenths(one.score) <= 1000
            assert not np.signbit(one.score)

    @given(people, catalogues(partly))
    @example([0.0, 100.0] * 14, Catalogue((made("Job", *[100.0, 0.0] * 14),)))
    def test_base_and_points_add_up_exactly(self, levels, rows):
        for one in fit.rank(person(levels), rows).fits:
            points = sum(tenths(part.points) for part in one.contributions)
            assert tenths(BASE) + points == tenths(one.score)

    @given(people, catalogues(partly))
    def test_points_are_rounded_by_less_than_a_tenth(self, levels, rows):
        for one in fit.rank(person(levels), rows).fits:
            weight = {part.domain: part.weight for part in one.domains}
            for part in one.contributions:
                share = 50 * one.trust * weight[part.dimension.domain]
                exact = share * part.person_leans * part.occupation_leans
                assert part.points == pytest.approx(exact, abs=0.1 + 1e-6)

    @given(people, catalogues(partly))
    def test_shares_of_the_domains_sum_to_one(self, levels, rows):
        for one in fit.rank(person(levels), rows).fits:
            assert sum(part.weight for part in one.domains) == pytest.approx(1)
            assert 0 < one.trust <= 1
            assert all(-1.000001 <= part.r <= 1.000001 for part in one.domains)

    @given(people, catalogues(partly), st.randoms())
    def test_order_of_the_entries_does_not_matter(self, levels, rows, draw):
        mixed = list(rows.entries)
        draw.shuffle(mixed)
        again = fit.rank(person(levels), Catalogue(tuple(mixed)))
        assert shown(again) == shown(fit.rank(person(levels), rows))

    @given(
        people,
        catalogues(partly),
        st.sampled_from([0.25, 0.3, 0.5, 2.0, 3.0, 7.0]),
        st.integers(-50, 50),
    )
    def test_level_and_spread_of_the_answers_do_not_matter(self, levels, rows, a, b):
        moved = [a * level + b for level in levels]
        assert shown(fit.rank(person(moved), rows)) == shown(
            fit.rank(person(levels), rows)
        )

    @given(people, catalogues(partly))
    def test_ranks_count_those_before(self, levels, rows):
        fits = fit.rank(person(levels), rows).fits
        for one in fits:
            assert one.rank == 1 + sum(other.score > one.score for other in fits)
        keys = [(-one.score, one.entry.title) for one in fits]
        assert keys == sorted(keys)

    @given(people, catalogues(partly))
    def test_fit_of_agrees_with_rank(self, levels, rows):
        fits = {one.entry.slug: one for one in fit.rank(person(levels), rows).fits}
        for entry in rows:
            assert fit.fit_of(person(levels), rows, entry.slug) == fits.get(entry.slug)

    @given(people, catalogues(rated))
    def test_fully_rated_occupations_are_trusted_in_full(self, levels, rows):
        assume(clear(levels, rows))
        assert {one.trust for one in fit.rank(person(levels), rows).fits} == {1}


class TestAgainstOtherArithmetic:
    @given(people, catalogues(rated))
    def test_score_is_the_weighted_correlations(self, levels, rows):
        assume(clear(levels, rows))
        every = np.array([one.scores for one in rows])
        styles = every[:, PARTS[STYLES]]
        spread = styles.std(axis=0)
        styles = (styles - styles.mean(axis=0)) / np.where(spread > 0, spread, 1)
        for entry in rows:
            row = rows.entries.index(entry)
            r = {
                INTERESTS: correlation(levels[:6], entry.scores[:6]),
                VALUES: np.corrcoef(levels[6:12], entry.scores[6:12])[0, 1],
                STYLES: np.corrcoef(levels[12:], styles[row])[0, 1],
            }
            own = fit.fit_of(person(levels), rows, entry.slug)
            assert own is not None
            assert {part.domain: part.r for part in own.domains} == pytest.approx(r)
            expected = 50 + 50 * sum(WEIGHTS[domain] * r[domain] for domain in r)
            assert own.score == pytest.approx(expected, abs=0.0501)

    def test_leans_multiply_to_the_correlation(self):
        rows = Catalogue(tuple(crowd()))
        own = fit.rank(person((*UPHILL, *UPHILL, *WAVE)), rows, 1).fits[0]
        for part in own.domains:
            shares = [
                one.person_leans * one.occupation_leans
                for one in own.contributions
                if one.dimension.domain == part.domain
            ]
            assert len(shares) == part.used
            assert sum(shares) == pytest.approx(part.r)

    def test_styles_are_compared_with_other_occupations_first(self):
        scores = np.array([one.scores for one in crowd()], dtype=float)
        styles = fit.compared(scores)[:, PARTS[STYLES]]
        assert styles.mean(axis=0) == pytest.approx(np.zeros(16), abs=1e-12)
        assert styles.std(axis=0) == pytest.approx(np.ones(16))
        for n, name in enumerate(range(12, 28)):
            column = [float(value) for value in scores[:, name]]
            expected = [(v - fmean(column)) / pstdev(column) for v in column]
            assert styles[:, n] == pytest.approx(expected)

    def test_interests_and_values_are_compared_as_they_are(self):
        scores = np.array([one.scores for one in crowd()], dtype=float)
        assert (fit.compared(scores)[:, :12] == scores[:, :12]).all()

    def test_a_style_that_all_jobs_ask_alike_tells_nothing(self):
        entries = [
            replace(one, scores=(*one.scores[:12], 86.7, *one.scores[13:]))
            for one in crowd(7)
        ]
        scores = np.array([one.scores for one in entries], dtype=float)
        assert (fit.compared(scores)[:, 12] == 0).all()

    def test_styles_not_rated_stay_missing(self):
        first, second, third = crowd(3)
        second = replace(second, scores=(*second.scores[:12], *[None] * 16))
        scores = np.array([one.scores for one in (first, second, third)], dtype=float)
        leans = fit.compared(scores)[:, PARTS[STYLES]]
        assert np.isnan(leans[1]).all()
        assert leans[[0, 2]].mean(axis=0) == pytest.approx(np.zeros(16))


class TestManyPeopleAtOnce:
    @given(
        st.lists(people, min_size=1, max_size=4),
        catalogues(partly),
        st.sets(st.integers(0, 27), max_size=12),
        st.sampled_from([WEIGHTS, {INTERESTS: 1.0}, {VALUES: 2.0, STYLES: 0.0}]),
    )
    def test_scores_and_ranks_are_those_of_each_alone(self, many, rows, gaps, weights):
        many = [
            [None if n in gaps else own for n, own in enumerate(one)] for one in many
        ]
        levels = np.array(many, dtype=float)
        domains = domains_of(person(many[0]), weights)
        shown = in_tenths(scores_of(levels, rows, weights, domains))
        for one, scores in zip(many, shown, strict=True):
            for row, entry in enumerate(rows):
                own = fit.fit_of(person(one), rows, entry.slug, weights)
                assert (own is None) == np.isnan(scores[row])
                if own is not None:
                    assert own.score == scores[row]
                    assert own.rank == rank_in(scores[None], row)[0]


class TestMatches:
    @given(catalogues(rated), st.data())
    def test_a_perfect_match_ranks_first(self, rows, data):
        entry = data.draw(st.sampled_from(rows.entries))
        assume(clear(entry.scores, rows))
        own = fit.fit_of(like(entry, rows), rows, entry.slug)
        assert own is not None
        assert (own.rank, own.score, own.label) == (1, 100.0, "best")

    @given(catalogues(rated), st.data())
    def test_an_opposite_profile_ranks_last(self, rows, data):
        entry = data.draw(st.sampled_from(rows.entries))
        assume(clear(entry.scores, rows))
        fits = fit.rank(like(entry, rows, -1), rows).fits
        own = next(one for one in fits if one.entry == entry)
        assert own.score == 0.0
        assert own.rank == max(one.rank for one in fits)

    def test_ties_share_a_rank_and_stand_in_title_order(self):
        first, second, *others = crowd(5)
        twins = [replace(first, slug=name, title=name) for name in ("zeta", "alpha")]
        rows = Catalogue((twins[0], second, twins[1], *others))
        fits = fit.rank(like(twins[0], rows), rows).fits
        assert [(one.entry.title, one.rank) for one in fits[:2]] == [
            ("alpha", 1),
            ("zeta", 1),
        ]
        assert fits[2].rank == 3

    def test_top_is_how_many_are_given(self):
        rows = Catalogue(tuple(crowd()))
        profile = like(rows.entries[0], rows)
        assert len(fit.rank(profile, rows, 3).fits) == 3
        assert fit.rank(profile, rows, 3).ranked == len(rows)
        assert fit.rank(profile, rows, 3).fits == fit.rank(profile, rows).fits[:3]


class TestWhatIsLeftOut:
    def test_unclear_domains_are_left_out_and_said(self):
        rows = Catalogue(tuple(crowd()))
        profile = person((*UPHILL, *UPHILL, *WAVE), interests="all about the same")
        ranking = fit.rank(profile, rows)
        assert ranking.left_out == {INTERESTS: "all about the same"}
        assert len(ranking.fits) == len(rows)
        for one in ranking.fits:
            shares = {part.domain: part.weight for part in one.domains}
            assert shares == pytest.approx({VALUES: 0.2 / 0.65, STYLES: 0.45 / 0.65})
            assert all(part.dimension.domain != INTERESTS for part in one.contributions)

    @pytest.mark.parametrize("levels", [NONE6, (40.0,) * 6], ids=["missing", "flat"])
    def test_domains_without_a_shape_are_left_out_and_said(self, levels):
        rows = Catalogue(tuple(crowd()))
        ranking = fit.rank(person((*levels, *UPHILL, *WAVE)), rows)
        assert ranking.left_out == {INTERESTS: "nothing to compare on interests"}
        assert {part.domain for part in ranking.fits[0].domains} == {VALUES, STYLES}

    def test_without_any_signal_nothing_is_ranked(self):
        rows = Catalogue(tuple(crowd()))
        levels = (*UPHILL, *UPHILL, *WAVE)
        unclear = dict.fromkeys((INTERESTS, VALUES, STYLES), "flat")
        ranking = fit.rank(person(levels, **unclear), rows)
        assert (ranking.fits, ranking.ranked, ranking.left_out) == ((), 0, unclear)
        assert fit.fit_of(person(levels, **unclear), rows, "job-1") is None

    @pytest.mark.parametrize("levels", [[None] * 28, [50.0] * 28])
    def test_nor_for_a_blank_or_flat_person(self, levels):
        ranking = fit.rank(person(levels), Catalogue(tuple(crowd())))
        assert ranking.fits == ()
        assert set(ranking.left_out) == {INTERESTS, VALUES, STYLES}

    def test_an_empty_catalogue_has_an_empty_ranking(self):
        assert fit.rank(person([50.0, 60.0] * 14), Catalogue(())).fits == ()

    @pytest.mark.parametrize("one_off", range(6))
    @pytest.mark.parametrize("level", [2, 3, 4])
    def test_near_flat_answers_carry_no_signal(self, level, one_off):
        bank = load_bank()
        answers = [
            level if item.dimension.domain == INTERESTS else 1 + n * 7 % 5
            for n, item in enumerate(quiz.items(bank))
        ]
        answers[one_off] += 1
        profile = quiz.profile(bank, quiz.STANDARD, answers)
        ranking = fit.rank(profile, Catalogue(tuple(crowd())))
        assert "all about the same" in ranking.left_out[INTERESTS]
        assert all(
            part.domain != INTERESTS for one in ranking.fits for part in one.domains
        )


class TestWhatIsClaimed:
    CROWD = Catalogue(tuple(crowd()))
    CLEAR = person([*UPHILL, *UPHILL, *WAVE])

    def test_a_ranking_of_steady_answers_is_claimed_as_it_is(self):
        ranking = fit.rank(self.CLEAR, self.CROWD)
        assert fit.claimed(self.CLEAR, ranking) == ranking
        assert ranking.held_back == ""

    def test_one_of_careless_answers_is_held_back_unless_wanted(self):
        mine = replace(self.CLEAR, doubt="Hm.")
        ranking = fit.rank(mine, self.CROWD)
        held = fit.claimed(mine, ranking)
        assert (held.fits, held.ranked, held.held_back) == ((), 0, "Hm.")
        assert held.weights == ranking.weights
        assert fit.claimed(mine, ranking, anyway=True) == ranking

    @pytest.mark.parametrize("anyway", [True, False])
    def test_without_a_clear_domain_there_is_none_to_want(self, anyway):
        mine = replace(self.CLEAR, unclear=dict.fromkeys(PARTS, "flat"))
        ranking = fit.rank(mine, self.CROWD)
        held = fit.claimed(mine, ranking, anyway=anyway)
        assert held == replace(ranking, held_back=fit.NO_SIGNAL)
        assert held.fits == ()


class TestMissingRatings:
    def catalogue(self, entry: Entry) -> Catalogue:
        return Catalogue((*crowd(), entry))

    def of(self, entry: Entry, weights: dict[str, float] | None = None) -> Fit | None:
        rows = self.catalogue(entry)
        profile = person((*UPHILL, *UPHILL, *WAVE))
        return fit.fit_of(profile, rows, entry.slug, weights or WEIGHTS)

    def test_half_of_a_domain_counts(self):
        own = self.of(made("Half", *UPHILL[:3], None, None, None, *UPHILL, *WAVE))
        assert own is not None
        part = own.domains[0]
        assert (part.domain, part.used) == (INTERESTS, 3)
        assert part.r == pytest.approx(1)
        names = [one.dimension.name for one in own.contributions][:4]
        assert names == ["Realistic", "Investigative", "Artistic", "Achievement"]

    def test_less_than_half_does_not(self):
        own = self.of(made("Less", *UPHILL[:2], *NONE6[2:], *UPHILL, *WAVE))
        assert own is not None
        assert [part.domain for part in own.domains] == [VALUES, STYLES]
        assert own.domains[0].weight == pytest.approx(0.2 / 0.65)

    def test_what_the_person_skipped_is_missing_too(self):
        rows = Catalogue(tuple(crowd()))
        own = fit.rank(person((*UPHILL[:3], *NONE6[3:], *UPHILL, *WAVE)), rows).fits[0]
        assert own.domains[0].used == 3
        own = fit.rank(person((*UPHILL[:2], *NONE6[2:], *UPHILL, *WAVE)), rows).fits[0]
        assert [part.domain for part in own.domains] == [VALUES, STYLES]

    def test_an_occupation_without_ratings_is_not_ranked(self):
        assert self.of(made("Bare", *[None] * 28)) is None

    def test_an_unknown_occupation_is_not_ranked(self):
        rows = Catalogue(tuple(crowd()))
        assert fit.fit_of(person([10.0, 20.0] * 14), rows, "no-such") is None

    def test_interests_alone_are_drawn_to_50(self):
        own = self.of(made("Interests", *UPHILL, *NONE6, *[None] * 16))
        assert own is not None
        least = 0.35**2 / 5 + 0.20**2 / 5 + 0.45**2 / 15
        assert own.trust == pytest.approx((least / (1 / 5)) ** 0.5)
        assert own.trust == pytest.approx(0.48, abs=0.005)
        assert own.domains[0].r == pytest.approx(1)
        assert own.score == round(50 + 50 * own.trust, 1)

    def test_weights_that_favor_one_domain_leave_the_fully_rated_alone(self):
        rows = self.catalogue(made("Styles", *NONE6, *NONE6, *WAVE))
        weights = {INTERESTS: 0.9, STYLES: 0.1}
        fits = fit.rank(person((*UPHILL, *UPHILL, *WAVE)), rows, None, weights).fits
        assert {one.trust for one in fits} == {1}

    @pytest.mark.parametrize("part", [INTERESTS, VALUES])
    def test_a_constant_profile_is_left_out_not_nan(self, part):
        scores = [*UPHILL, *UPHILL, *WAVE]
        scores[PARTS[part]] = [86.7] * 6
        own = self.of(made("Constant", *scores))
        assert own is not None
        assert own.score == own.score
        assert part not in [one.domain for one in own.domains]

    def test_nor_is_the_only_occupation(self):
        rows = Catalogue((made("Only", *UPHILL, *UPHILL, *WAVE),))
        (own,) = fit.rank(person((*UPHILL, *UPHILL, *WAVE)), rows).fits
        assert [one.domain for one in own.domains] == [INTERESTS, VALUES]


class TestWeights:
    @pytest.mark.parametrize(
        ("weights", "text", "hint"),
        [
            (
                {"skills": 1.0},
                "'skills' has no weight",
                "known: interests, work_values, former_work_styles",
            ),
            ({INTERESTS: -0.1}, "the weight of interests is -0.1", "give 0 or more"),
            ({VALUES: float("nan")}, "the weight of work_values is nan", "give 0 or"),
            ({VALUES: float("inf")}, "the weight of work_values is inf", "give 0 or"),
            ({INTERESTS: 0.0, VALUES: 0.0}, "every weight is 0", "give at least one"),
            ({}, "every weight is 0", "give at least one domain a weight"),
        ],
    )
    def test_refused(self, weights, text, hint):
        with pytest.raises(UsageError) as caught:
            fit.rank(person([10.0, 20.0] * 14), Catalogue(tuple(crowd())), 1, weights)
        assert caught.value.text == text
        assert caught.value.hint.startswith(hint)

    def test_zero_drops_a_domain(self):
        rows = Catalogue(tuple(crowd()))
        profile = person((*UPHILL, *UPHILL, *WAVE))
        nought = {INTERESTS: 1.0, VALUES: 0.0, STYLES: 1.0}
        without = {INTERESTS: 1.0, STYLES: 1.0}
        ranking = fit.rank(profile, rows, None, nought)
        assert shown(ranking) == shown(fit.rank(profile, rows, None, without))
        assert [part.domain for part in ranking.fits[0].domains] == [INTERESTS, STYLES]
        assert len(ranking.fits[0].contributions) == 22

    @pytest.mark.parametrize("factor", [1e-300, 0.5, 100, 7e307])
    def test_only_proportions_count(self, factor):
        rows = Catalogue(tuple(crowd()))
        profile = person((*UPHILL, *UPHILL, *WAVE))
        weights = {domain: factor * (5 * own) for domain, own in WEIGHTS.items()}
        assert shown(fit.rank(profile, rows, None, weights)) == shown(
            fit.rank(profile, rows)
        )

    def test_published_weights_sum_to_one(self):
        assert sum(WEIGHTS.values()) == pytest.approx(1)
        assert list(WEIGHTS) == [INTERESTS, VALUES, STYLES]


def related(r: float) -> tuple[Profile, Catalogue]:
    """A person and an occupation whose interests correlate by r, and all else by 1."""
    person_shape = np.array([1.0, -1, 0, 0, 1, -1])
    other_shape = np.array([1.0, 1, -1, -1, 0, 0])
    scores = 50 + 20 * (r * person_shape + (1 - r * r) ** 0.5 * other_shape)
    entry = made("Related", *(float(own) for own in scores), *UPHILL, *WAVE)
    levels = [float(level) for level in 50 + 20 * person_shape]
    return person((*levels, *UPHILL, *WAVE)), Catalogue((*crowd(), entry))


class TestLabels:
    @pytest.mark.parametrize(
        ("score", "label"),
        [
            (100.0, "best"),
            (85.0, "best"),
            (84.9, "great"),
            (80.0, "great"),
            (79.9, "good"),
            (70.0, "good"),
            (69.9, "fair"),
            (57.0, "fair"),
            (56.9, "weak"),
            (50.0, "weak"),
            (0.0, "weak"),
        ],
    )
    def test_score(self, score, label):
        assert fit.label_of(score) == label

    @pytest.mark.parametrize(
        ("r", "label"),
        [
            (0.9, "best"),
            (0.7291, "best"),
            (0.7289, "great"),
            (0.6081, "great"),
            (0.6079, ""),
            (-0.9, ""),
        ],
    )
    def test_interests_keep_the_cut_offs_of_the_interest_profiler(self, r, label):
        profile, rows = related(r)
        own = fit.fit_of(profile, rows, "related")
        assert own is not None
        interests, values, styles = own.domains
        assert interests.r == pytest.approx(r)
        assert interests.label == label
        assert values.r == pytest.approx(1)
        assert (values.label, styles.label) == ("", "")


class TestReasons:
    def fit_with(self, *points: float) -> Fit:
        entry = made("Job", *[50.0] * 28)
        parts = tuple(
            Contribution(dimension, 50.0, 50.0, 0.0, 0.0, own)
            for dimension, own in zip(DIMENSIONS, points, strict=False)
        )
        return Fit(entry, 1, 50 + sum(points), "fair", 1.0, (), parts)

    def points(self, parts: list[Contribution]) -> list[float]:
        return [part.points for part in parts]

    def test_the_largest_come_first(self):
        lifts, lowers = fit.reasons(self.fit_with(1.0, -4.0, 3.0, 0.0, 2.0, -1.0, -2.0))
        assert self.points(lifts) == [3.0, 2.0]
        assert self.points(lowers) == [-4.0, -2.0]

    def test_as_many_as_asked(self):
        lifts, lowers = fit.reasons(self.fit_with(1.0, -4.0, 3.0, 2.0, -1.0), 3)
        assert self.points(lifts) == [3.0, 2.0, 1.0]
        assert self.points(lowers) == [-4.0, -1.0]

    def test_nought_is_no_reason(self):
        assert fit.reasons(self.fit_with(0.0, 0.0)) == ([], [])

    def test_equals_stand_in_the_order_of_the_dimensions(self):
        lifts, lowers = fit.reasons(self.fit_with(1.0, -1.0, 1.0, -1.0))
        assert [part.dimension.name for part in lifts] == ["Realistic", "Artistic"]
        assert [part.dimension.name for part in lowers] == ["Investigative", "Social"]


@pytest.fixture(scope="module")
def real(request: pytest.FixtureRequest) -> Catalogue:
    folder = places.builtin_occupations()
    cached = places.cached_index(folder)
    cache = request.config.cache
    assert cached is not None
    assert cache is not None
    kept = cache.mkdir("careerfit") / "careerfit" / cached.name
    return index.open_index(folder, kept).catalogue


class TestTheRealCatalogue:
    def test_every_fit_adds_up(self, real):
        for one in fit.rank(person((*UPHILL, *UPHILL[::-1], *WAVE)), real).fits:
            points = sum(tenths(part.points) for part in one.contributions)
            assert tenths(BASE) + points == tenths(one.score)
            assert 0 <= one.score <= 100

    def test_order_of_the_entries_does_not_matter(self, real):
        mixed = list(real.entries)
        random.Random(3).shuffle(mixed)
        profile = person((*UPHILL, *UPHILL[::-1], *WAVE))
        assert shown(fit.rank(profile, Catalogue(tuple(mixed)))) == shown(
            fit.rank(profile, real)
        )

    def test_perfect_matches_rank_first_and_opposites_last(self, real):
        full = [entry for entry in real if None not in entry.scores]
        for entry in full[::45]:
            own = fit.fit_of(like(entry, real), real, entry.slug)
            assert own is not None
            assert (own.rank, own.score) == (1, 100.0)
            ranking = fit.rank(like(entry, real, -1), real)
            assert (ranking.fits[-1].entry, ranking.fits[-1].score) == (entry, 0.0)

    def test_fully_rated_occupations_are_trusted_in_full(self, real):
        for one in fit.rank(person((*UPHILL, *UPHILL, *WAVE)), real).fits:
            assert (one.trust == 1) == (None not in one.entry.scores)
