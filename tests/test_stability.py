"""How sure: ranges and tags, what they rest on, and what one answer would change."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerfit_cli import matching, quiz
from careerfit_cli.errors import UsageError
from careerfit_cli.matching.explain import strongest_change
from careerfit_cli.matching.stability import tag_of
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue
from careerfit_cli.model.profile import Profile
from careerfit_cli.quiz.answers import STANDARD
from careerfit_cli.storage.bank import load_bank
from fitting import (
    AREAS,
    COUNT,
    INTERESTS,
    STYLES,
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
    return answering([[1 + n * 7 % 5] * times for n in range(COUNT)])


def widths(profile: Profile) -> list[float]:
    found = matching.stability(profile, CROWD, SLUGS)
    return [own.high_score - own.low_score for own in found.values()]


class TestRanges:
    @given(respondents, catalogues(partly))
    def test_hold_what_is_shown(self, responses, rows):
        mine = answering(responses)
        fits = matching.rank(mine, rows).matches
        slugs = [entry.slug for entry in rows]
        found = matching.stability(mine, rows, slugs, draws=20)
        assert set(found) == {one.entry.slug for one in fits}
        for one in fits:
            own = found[one.entry.slug]
            assert 1 <= own.low_rank <= one.rank <= own.high_rank <= len(rows)
            assert 0 <= own.low_score <= one.score <= own.high_score <= 100
            assert own.tag == tag_of(one.rank, own.low_rank, own.high_rank)

    @given(respondents)
    def test_same_answers_same_bytes(self, responses):
        mine = answering(responses)
        found = [
            repr(matching.stability(mine, CROWD, SLUGS[:3], draws=20)) for _ in "12"
        ]
        assert found[0] == found[1]

    def test_the_seed_and_the_draws_matter(self):
        mine = steady(1)
        once = matching.stability(mine, CROWD, SLUGS)
        assert once != matching.stability(mine, CROWD, SLUGS, seed=2)
        alone = matching.stability(mine, CROWD, SLUGS, draws=0)
        for one in matching.rank(mine, CROWD).matches:
            own = alone[one.entry.slug]
            assert (own.low_rank, own.high_rank) == (one.rank, one.rank)
            assert (own.low_score, own.high_score) == (one.score, one.score)

    def test_only_those_asked_for(self):
        found = matching.stability(steady(2), CROWD, ["job-3", "no-such-job"])
        assert list(found) == ["job-3"]
        assert found["job-3"] == matching.stability(steady(2), CROWD, SLUGS)["job-3"]


class TestWhatTheyRestOn:
    def test_single_items_wander(self):
        assert min(widths(steady(1))) > 2

    def test_two_that_agree_are_not_certain(self):
        assert min(widths(steady(2))) > 2

    def test_more_answers_make_narrower_ranges(self):
        mean = [sum(widths(steady(times))) for times in (1, 2, 4, 10)]
        assert mean == sorted(mean, reverse=True)

    def test_answers_that_disagree_make_wider_ones(self):
        level = [[2, 2, 2], [3, 3, 3], [4, 4, 4], [3, 3, 3]] * 17
        apart = [[1, 2, 3], [1, 3, 5], [3, 4, 5], [1, 3, 5]] * 17
        assert sum(widths(answering(apart))) > sum(widths(answering(level)))

    def test_levels_without_answers_have_no_range(self):
        mine = steady(2)
        assert not matching.stability(replace(mine, responses={}), CROWD, SLUGS)
        scores_only = {**mine.responses, INTERESTS: {}}
        partly_known = replace(mine, responses=scores_only)
        assert not matching.stability(partly_known, CROWD, SLUGS)
        weights = {AREAS: 1.0, STYLES: 1.0, INTERESTS: 0.0}
        assert matching.stability(partly_known, CROWD, SLUGS, weights)

    def test_nor_has_a_person_without_signal(self):
        unclear = dict.fromkeys((INTERESTS, AREAS, STYLES), "flat")
        assert not matching.stability(replace(steady(2), unclear=unclear), CROWD, SLUGS)
        assert not matching.stability(answering([[]] * COUNT), CROWD, SLUGS)
        assert not matching.stability(steady(2), Catalogue(()), SLUGS)

    def test_weights_are_checked(self):
        with pytest.raises(UsageError):
            matching.stability(steady(2), CROWD, SLUGS, {"looks": 1.0})


@pytest.mark.parametrize(
    ("rank", "low", "high", "tag"),
    [
        (1, 1, 20, "firm"),
        (5, 2, 20, "firm"),
        (1, 1, 21, "likely"),
        (3, 1, 50, "likely"),
        (3, 1, 51, "fragile"),
        (40, 10, 160, "firm"),
        (40, 9, 80, "likely"),
        (80, 8, 81, "likely"),
        (80, 7, 81, "fragile"),
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
    # An example ranks once for each of some hundred steps.
    @settings(max_examples=25)
    @given(respondents, catalogues(partly))
    def test_no_other_step_moves_it_more(self, responses, rows):
        mine, slug = answering(responses), rows.entries[0].slug
        before = matching.match_of(mine, rows, slug)
        change = strongest_change(mine, rows, slug)
        if before is None:
            assert change is None
            return
        steps = {}
        for dimension, direction, after in every_step(mine):
            one = matching.match_of(after, rows, slug)
            if one is not None:
                steps[dimension, direction] = (one.score, one.rank)
        most = max((abs(own - before.score) for own, _ in steps.values()), default=0)
        if change is None:
            assert most < 0.11
        else:
            own = (change.score, change.rank)
            assert own == steps[change.dimension, change.direction]
            assert abs(change.score - before.score) == pytest.approx(most, abs=0.11)

    @given(st.integers(0, 2**32))
    def test_answers_stay_on_their_scale(self, seed):
        rng = random.Random(seed)
        levels = [rng.choice((1, 5)) for _ in range(COUNT)]
        mine = answering([[level] for level in levels])
        change = strongest_change(mine, CROWD, "job-1")
        if change is not None:
            answer = levels[DIMENSIONS.index(change.dimension)]
            assert change.direction == ("up" if answer == 1 else "down")

    def test_is_none_where_nothing_can_be_said(self):
        mine = steady(2)
        assert strongest_change(mine, CROWD, "no-such-job") is None
        assert strongest_change(replace(mine, responses={}), CROWD, "job-1") is None
        unclear = dict.fromkeys((INTERESTS, AREAS, STYLES), "flat")
        silent = replace(mine, unclear=unclear)
        assert strongest_change(silent, CROWD, "job-1") is None
        levels = [own for each in mine.levels.values() for own in each.values()]
        assert strongest_change(person(levels), CROWD, "job-1") is None

    def test_domains_that_do_not_count_are_not_moved(self):
        change = strongest_change(steady(2), CROWD, "job-1", {AREAS: 1.0})
        assert change is not None
        assert change.dimension.domain == AREAS

    def test_weights_are_checked(self):
        with pytest.raises(UsageError):
            strongest_change(steady(2), CROWD, "job-1", {AREAS: -1.0})


class TestResponses:
    def test_are_the_answers_scored_and_levels_are_their_means(self):
        bank = load_bank()
        asked = quiz.items(bank, STANDARD)
        given_answers = [
            None if n % 11 == 0 else 1 + n * 7 % 5 for n in range(len(asked))
        ]
        mine = quiz.profile(bank, STANDARD, given_answers)
        for dimension in DIMENSIONS:
            expected = tuple(
                6 - answer if item.reverse else answer
                for item, answer in zip(asked, given_answers, strict=True)
                if item.dimension == dimension
                and answer
                and not item.check
                and not item.pick
            )
            own = mine.responses[dimension.domain].get(dimension.name, ())
            assert own == expected
            level = mine.levels[dimension.domain].get(dimension.name)
            if dimension.domain == AREAS:
                continue
            if own:
                assert level == pytest.approx(25 * (sum(own) / len(own) - 1))
            else:
                assert level is None
