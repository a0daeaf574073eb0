"""How sure: ranges and tags, what they rest on, and what one answer would change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli import fit, quiz
from careerfit_cli.errors import UsageError
from careerfit_cli.fit import change as changes
from careerfit_cli.fit.stability import tag_of
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue
from careerfit_cli.model.profile import Profile
from careerfit_cli.store.bank import load_bank
from fitting import (
    INTERESTS,
    STYLES,
    VALUES,
    answering,
    catalogues,
    crowd,
    partly,
    person,
    respondents,
)

CROWD = Catalogue(tuple(crowd(60)))
SLUGS = [entry.slug for entry in CROWD]


def steady(times: int) -> Profile:
    """A person of one shape, whatever the number of items."""
    return answering([[1 + n * 7 % 5] * times for n in range(28)])


def widths(profile: Profile) -> list[float]:
    found = fit.stability(profile, CROWD, SLUGS)
    return [own.high_score - own.low_score for own in found.values()]


class TestRanges:
    @given(respondents, catalogues(partly))
    def test_hold_what_is_shown(self, responses, rows):
        mine = answering(responses)
        fits = fit.rank(mine, rows).fits
        slugs = [entry.slug for entry in rows]
        found = fit.stability(mine, rows, slugs, draws=20)
        assert set(found) == {one.entry.slug for one in fits}
        for one in fits:
            own = found[one.entry.slug]
            assert 1 <= own.low_rank <= one.rank <= own.high_rank <= len(rows)
            assert 0 <= own.low_score <= one.score <= own.high_score <= 100
            assert own.tag == tag_of(one.rank, own.low_rank, own.high_rank)

    @given(respondents)
    def test_same_answers_same_bytes(self, responses):
        mine = answering(responses)
        found = [repr(fit.stability(mine, CROWD, SLUGS[:3], draws=20)) for _ in "12"]
        assert found[0] == found[1]

    def test_the_seed_and_the_draws_matter(self):
        mine = steady(1)
        once = fit.stability(mine, CROWD, SLUGS)
        assert once != fit.stability(mine, CROWD, SLUGS, seed=2)
        alone = fit.stability(mine, CROWD, SLUGS, draws=0)
        for one in fit.rank(mine, CROWD).fits:
            own = alone[one.entry.slug]
            assert (own.low_rank, own.high_rank) == (one.rank, one.rank)
            assert (own.low_score, own.high_score) == (one.score, one.score)

    def test_only_those_asked_for(self):
        found = fit.stability(steady(2), CROWD, ["job-3", "no-such-job"])
        assert list(found) == ["job-3"]
        assert found["job-3"] == fit.stability(steady(2), CROWD, SLUGS)["job-3"]


class TestWhatTheyRestOn:
    def test_single_items_wander(self):
        assert min(widths(steady(1))) > 5

    def test_two_that_agree_are_not_certain(self):
        assert min(widths(steady(2))) > 3

    def test_more_answers_make_narrower_ranges(self):
        mean = [sum(widths(steady(times))) for times in (1, 2, 4, 10)]
        assert mean == sorted(mean, reverse=True)

    def test_answers_that_disagree_make_wider_ones(self):
        level = [[2, 2, 2], [3, 3, 3], [4, 4, 4], [3, 3, 3]] * 7
        apart = [[1, 2, 3], [1, 3, 5], [3, 4, 5], [1, 3, 5]] * 7
        assert sum(widths(answering(apart))) > sum(widths(answering(level)))

    def test_levels_without_answers_have_no_range(self):
        mine = steady(2)
        assert not fit.stability(replace(mine, responses={}), CROWD, SLUGS)
        scores_only = {**mine.responses, INTERESTS: {}}
        partly_known = replace(mine, responses=scores_only)
        assert not fit.stability(partly_known, CROWD, SLUGS)
        weights = {VALUES: 1.0, STYLES: 1.0, INTERESTS: 0.0}
        assert fit.stability(partly_known, CROWD, SLUGS, weights)

    def test_nor_has_a_person_without_signal(self):
        unclear = dict.fromkeys((INTERESTS, VALUES, STYLES), "flat")
        assert not fit.stability(replace(steady(2), unclear=unclear), CROWD, SLUGS)
        assert not fit.stability(answering([[]] * 28), CROWD, SLUGS)
        assert not fit.stability(steady(2), Catalogue(()), SLUGS)

    def test_weights_are_checked(self):
        with pytest.raises(UsageError):
            fit.stability(steady(2), CROWD, SLUGS, {"looks": 1.0})


@pytest.mark.parametrize(
    ("rank", "low", "high", "tag"),
    [
        (1, 1, 10, "firm"),
        (5, 2, 10, "firm"),
        (1, 1, 11, "likely"),
        (3, 1, 25, "likely"),
        (3, 1, 26, "fragile"),
        (40, 20, 80, "firm"),
        (40, 19, 80, "likely"),
        (40, 8, 81, "likely"),
        (40, 7, 41, "fragile"),
    ],
)
def test_tags(rank, low, high, tag):
    assert tag_of(rank, low, high) == tag


def every_step(mine: Profile) -> list[tuple[object, str, Profile]]:
    """Every profile that differs by one answer by one step, the slow way."""
    answers = [mine.responses[own.domain].get(own.name, ()) for own in DIMENSIONS]
    found = []
    for place, own in enumerate(answers):
        for direction, sign in (("up", 1), ("down", -1)):
            for n, answer in enumerate(own):
                if 1 <= answer + sign <= 5:
                    other = (*own[:n], answer + sign, *own[n + 1 :])
                    after = [*answers[:place], other, *answers[place + 1 :]]
                    found.append((DIMENSIONS[place], direction, answering(after)))
    return found


class TestCounterfactual:
    @given(respondents, catalogues(partly))
    def test_no_other_step_moves_it_more(self, responses, rows):
        mine, slug = answering(responses), rows.entries[0].slug
        before = fit.fit_of(mine, rows, slug)
        change = changes.counterfactual(mine, rows, slug)
        if before is None:
            assert change is None
            return
        steps = {}
        for dimension, direction, after in every_step(mine):
            one = fit.fit_of(after, rows, slug)
            if one is not None:
                steps[dimension, direction] = (one.score, one.rank)
        most = max((abs(own - before.score) for own, _ in steps.values()), default=0)
        if change is None:
            assert most < 0.11
        else:
            own = (change.score, change.rank)
            assert own == steps[change.dimension, change.direction]
            assert abs(change.score - before.score) == pytest.approx(most, abs=0.11)

    @given(st.lists(st.sampled_from([1, 5]), min_size=28, max_size=28))
    def test_answers_stay_on_their_scale(self, levels):
        mine = answering([[level] for level in levels])
        change = changes.counterfactual(mine, CROWD, "job-1")
        if change is not None:
            answer = levels[DIMENSIONS.index(change.dimension)]
            assert change.direction == ("up" if answer == 1 else "down")

    def test_is_none_where_nothing_can_be_said(self):
        mine = steady(2)
        assert changes.counterfactual(mine, CROWD, "no-such-job") is None
        assert (
            changes.counterfactual(replace(mine, responses={}), CROWD, "job-1") is None
        )
        unclear = dict.fromkeys((INTERESTS, VALUES, STYLES), "flat")
        silent = replace(mine, unclear=unclear)
        assert changes.counterfactual(silent, CROWD, "job-1") is None
        levels = [own for each in mine.levels.values() for own in each.values()]
        assert changes.counterfactual(person(levels), CROWD, "job-1") is None

    def test_domains_that_do_not_count_are_not_moved(self):
        change = changes.counterfactual(steady(2), CROWD, "job-1", {VALUES: 1.0})
        assert change is not None
        assert change.dimension.domain == VALUES

    def test_weights_are_checked(self):
        with pytest.raises(UsageError):
            changes.counterfactual(steady(2), CROWD, "job-1", {VALUES: -1.0})


class TestResponses:
    def test_are_the_answers_scored_and_levels_are_their_means(self):
        bank = load_bank()
        asked = quiz.items(bank)
        given_answers = [
            None if n % 11 == 0 else 1 + n * 7 % 5 for n in range(len(asked))
        ]
        mine = quiz.profile(bank, quiz.STANDARD, given_answers)
        for dimension in DIMENSIONS:
            expected = tuple(
                6 - answer if item.reverse else answer
                for item, answer in zip(asked, given_answers, strict=True)
                if item.dimension == dimension and answer and not item.check
            )
            own = mine.responses[dimension.domain].get(dimension.name, ())
            assert own == expected
            level = mine.levels[dimension.domain].get(dimension.name)
            if own:
                assert level == pytest.approx(25 * (sum(own) / len(own) - 1))
            else:
                assert level is None
