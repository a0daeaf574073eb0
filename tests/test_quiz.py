"""The quiz: answer strings, levels, unclear domains, carelessness, tendencies."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli import quiz
from careerfit_cli.errors import UsageError
from careerfit_cli.model.catalogue import DIMENSIONS, Dimension
from careerfit_cli.model.elements import (
    INTEREST_AREAS,
    INTERESTS,
    MATCHED,
    WORK_STYLES,
    holland_groups,
    holland_text,
)
from careerfit_cli.model.profile import DISLIKED, LIKED, NEUTRAL, Item, Profile
from careerfit_cli.quiz import DEFAULT, LENGTHS, Tendency
from careerfit_cli.quiz.batch import levels_of, levels_of_interests
from careerfit_cli.quiz.careless import PATTERN, acquiescence
from careerfit_cli.quiz.tendencies import CLEAR, POLES
from careerfit_cli.storage.bank import load_bank
from respondents import answer_sheets

BANK = load_bank()
COUNTS = {name: len(ids) for name, ids in BANK.lengths.items()}
V1 = "v1.standard." + "1243253334143532152514333524452532442435543332225533211123124543"
RNG = random.Random


def keyed(item: Item, level: int) -> int:
    """The answer that scores a level, whichever way the item is keyed."""
    return 6 - level if item.reverse else level


def varied(item: Item) -> int:
    """Answers that give every domain a shape."""
    assert item.dimension
    place = DIMENSIONS.index(item.dimension)
    if item.pick:
        return (LIKED, NEUTRAL, DISLIKED, NEUTRAL)[place % 4]
    return keyed(item, 1 + place * 3 % 5)


def answered(choose: Callable[[Item], int | None], length: str = "standard") -> Profile:
    answers = [choose(item) for item in quiz.items(BANK, length)]
    return quiz.profile(BANK, length, answers)


class TestForms:
    def test_lengths_are_as_promised(self):
        screens = {name: quiz.screens(quiz.questions(BANK, name)) for name in LENGTHS}
        assert screens == {"flash": 7, "quick": 30, "standard": 69, "full": 122}
        assert DEFAULT == "quick"

    def test_each_shorter_form_is_in_the_longer_ones(self):
        flash, quick, standard, full = (set(BANK.lengths[name]) for name in LENGTHS)
        assert flash < quick < standard < full

    def test_every_dimension_is_asked_from_quick_on_and_styles_forward(self):
        for length in LENGTHS[1:]:
            asked = quiz.items(BANK, length)
            assert {item.dimension for item in asked} == set(DIMENSIONS)
            forward = {
                item.dimension
                for item in asked
                if not item.reverse and item.dimension.domain == WORK_STYLES.key
            }
            assert len(forward) == len(WORK_STYLES.names)

    def test_standard_and_full_ask_every_style_both_ways(self):
        for length in ("standard", "full"):
            asked = [
                item
                for item in quiz.items(BANK, length)
                if item.dimension.domain == WORK_STYLES.key and not item.check
            ]
            ways = Counter((item.dimension, item.reverse) for item in asked)
            assert len(ways) == 2 * len(WORK_STYLES.names)
            assert set(ways.values()) == {1}

    def test_the_list_is_one_run_of_questions(self):
        for length in LENGTHS:
            ((start, end),) = quiz.lists(BANK, length)
            picks = quiz.items(BANK, length)[start:end]
            assert all(item.pick and item.examples and item.group for item in picks)
            names = [item.dimension.name for item in picks]
            assert sorted(names) == sorted(INTEREST_AREAS.names)
            groups = [item.group for item in picks]
            assert [one for one, _ in itertools.groupby(groups)] == list(
                dict.fromkeys(groups)
            )


class TestAnswerStrings:
    @given(st.sampled_from(LENGTHS), st.integers(0, 2**32))
    def test_what_is_written_is_read_back(self, length, seed):
        rng = RNG(seed)
        answers = tuple(
            rng.choice((None, 1, 2, 3, 4, 5)) for _ in range(COUNTS[length])
        )
        text = quiz.replay(BANK, length, answers)
        assert text.startswith(f"v2.{length}.")
        assert quiz.answers_in(BANK, text) == (length, answers)

    @pytest.mark.parametrize(
        "text",
        [
            " v2.flash." + "3" * 47 + "\r\n",
            "V2.FLASH." + "3" * 47 + ".",
            "\ufeffv2.flash." + "3" * 47,
            "\u201cv2.flash." + "3" * 47 + "\u201d",
            "v2.flash.\n" + "3" * 20 + "\n" + "3" * 27,
            "3" * 47,
        ],
    )
    def test_spellings_that_mean_the_same(self, text):
        assert quiz.answers_in(BANK, text) == ("flash", (3,) * 47)

    @pytest.mark.parametrize(
        ("text", "what"),
        [
            ("hello", "not an answer string"),
            ("v2.quick.123", "there are 3 answers"),
            ("v2.long." + "3" * 47, "there is no 'long' quiz"),
            ("v2.flash." + "3" * 46 + "9", "answer 47 is 9"),
            ("v3.flash." + "3" * 47, "version 3"),
            (V1, "version 1"),
        ],
    )
    def test_others_are_refused(self, text, what):
        with pytest.raises(UsageError, match=what):
            quiz.answers_in(BANK, text)

    def test_preferences_follow_in_a_part_of_their_own(self):
        text = "v2.flash." + "3" * 47 + ".51524-1243"
        length, answers = quiz.answers_in(BANK, text)
        assert answers[47:] == (5, 1, 5, 2, 4, None, 1, 2, 4, 3)
        chosen = quiz.choices(BANK, length, answers)
        assert [own.answer for own in chosen][:2] == [5, 1]


class TestFirstVersion:
    """Answer strings of version 1: their interests count, and the rest is said."""

    def test_interests_count_and_the_rest_is_unclear(self):
        bank = load_bank(V1)
        assert bank.version == 1
        profile = quiz.profile(bank, *quiz.answers_in(bank, V1))
        assert len(profile.levels[INTERESTS.key]) == 6
        assert set(profile.unclear) == {INTEREST_AREAS.key, WORK_STYLES.key}
        assert profile.replay == V1
        assert "version 1" in profile.notes[0]

    def test_levels_are_those_of_its_own_items(self):
        marks = "5" + "1" * 5 + "5" + "3" * 57
        bank = load_bank("v1.standard.")
        profile = quiz.profile(bank, "standard", [int(mark) for mark in marks])
        # R01, R02 and R03 were asked first, seventh and thirteenth.
        expected = ((5 + 5 + 3) / 3 - 1) * 25
        assert profile.levels[INTERESTS.key]["Realistic"] == pytest.approx(expected)

    def test_its_optional_questions_still_count(self):
        text = V1 + ".51524-1243"
        bank = load_bank(text)
        profile = quiz.profile(bank, *quiz.answers_in(bank, text))
        assert profile.choices[0].answer == 5

    def test_the_current_bank_is_the_default(self):
        assert load_bank("v2.quick.3").version == 2
        assert load_bank("").version == 2


class TestLevels:
    def test_are_0_to_100_and_mirrored_where_reversed(self):
        profile = answered(lambda item: LIKED if item.pick else keyed(item, 5))
        for domain in MATCHED:
            assert set(profile.levels[domain.key].values()) == {100.0}

    def test_a_level_is_the_mean_of_ratings_and_pick(self):
        name = INTEREST_AREAS.names[0]
        dimension = Dimension(INTEREST_AREAS.key, name)
        profile = answered(
            lambda item: LIKED if item.pick and item.dimension == dimension else 2,
            "full",
        )
        assert profile.levels[INTEREST_AREAS.key][name] == pytest.approx(62.5)
        assert profile.responses[INTEREST_AREAS.key][name] == (2,)
        assert profile.picks[name] == LIKED

    def test_picks_are_told_apart(self):
        profile = answered(varied, "flash")
        assert set(profile.liked_areas) == set(INTEREST_AREAS.names[2::4])
        assert len(profile.disliked_areas) == 11

    def test_skipped_questions_are_counted_without_the_list(self):
        profile = answered(lambda item: None, "quick")
        assert profile.notes == ("29 of 29 questions were skipped.",)
        assert set(profile.unclear) == {domain.key for domain in MATCHED}


class TestUnclear:
    def test_a_list_without_a_choice_says_so(self):
        profile = answered(lambda item: 3 if item.pick else varied(item), "quick")
        assert profile.unclear == {
            INTEREST_AREAS.key: "no areas were chosen from the list"
        }

    @pytest.mark.parametrize("mark", [LIKED, DISLIKED])
    def test_one_choice_is_a_signal(self, mark):
        profile = answered(
            lambda item: (
                (mark if item.dimension.name == "Music" else NEUTRAL)
                if item.pick
                else varied(item)
            ),
            "flash",
        )
        assert set(profile.unclear) == {WORK_STYLES.key}

    @pytest.mark.parametrize("key", [1, 3, 5])
    def test_the_same_key_everywhere_is_no_shape(self, key):
        profile = answered(lambda item: NEUTRAL if item.pick else key)
        assert set(profile.unclear) == {domain.key for domain in MATCHED}

    def test_clear_answers_have_no_remarks(self):
        profile = answered(varied)
        assert profile.unclear == {}
        assert profile.careless_reason == ""


class TestCareless:
    def sheets(self, agreeing: int = 0, seed: int = 1) -> Profile:
        rng = RNG(seed)

        def answer(item: Item) -> int:
            if item.pick:
                return NEUTRAL
            level = 1 + DIMENSIONS.index(item.dimension) * 3 % 5
            raw = keyed(item, level) + agreeing + rng.choice((-1, 0, 0, 1))
            return min(max(raw, 1), 5)

        return answered(answer)

    def test_honest_answers_pass(self):
        assert all(self.sheets(seed=n).careless_reason == "" for n in range(20))

    def test_people_who_agree_with_everything_pass_too(self):
        flagged = sum(bool(self.sheets(1, n).careless_reason) for n in range(20))
        assert flagged <= 1

    def test_acquiescence_is_measured_by_statements_asked_both_ways(self):
        form = [item for item in quiz.items(BANK, "standard") if not item.pick]
        asked = [(item, min(keyed(item, 3) + 1, 5)) for item in form]
        assert acquiescence(asked) == {WORK_STYLES.key: pytest.approx(1)}

    def test_random_answers_are_mostly_found(self):
        rng = RNG(3)
        found = [
            bool(answered(lambda item: rng.randint(1, 5)).careless_reason)
            for _ in range(100)
        ]
        assert sum(found) >= 80

    @pytest.mark.parametrize("keys", [(1, 5), (2, 4, 3), (1, 2, 3, 4, 5), (4,)])
    def test_patterns_are_found(self, keys):
        turns = iter(range(1000))
        profile = answered(
            lambda item: NEUTRAL if item.pick else keys[next(turns) % len(keys)]
        )
        assert profile.careless_reason == PATTERN

    def test_undecided_people_who_press_the_middle_are_not_careless(self):
        rng = RNG(5)
        profile = answered(lambda item: rng.choice((3, 3, 3, 3, 4)), "quick")
        assert profile.careless_reason == ""

    def test_repeated_statements_that_disagree_are_named(self):
        profile = answered(lambda item: 5 if item.id in ("X1", "W43") else varied(item))
        assert not any("X1" in note for note in profile.notes)
        opposite = answered(lambda item: {"X1": 5, "W43": 1}.get(item.id, varied(item)))
        assert any(BANK.items["X1"].statement in note for note in opposite.notes)


class TestManyAtOnce:
    @pytest.mark.parametrize("length", LENGTHS)
    def test_everybody_gets_what_one_person_gets(self, length):
        rows = answer_sheets(BANK, length, 240, RNG(length))
        sheets = np.array([[mark or 0 for mark in row] for row in rows], dtype=np.uint8)
        found = levels_of(BANK, length, sheets)
        for number, row in enumerate(rows):
            alone = quiz.profile(BANK, length, row)
            levels = [
                alone.levels[own.domain].get(own.name, np.nan) for own in DIMENSIONS
            ]
            assert found.levels[number] == pytest.approx(levels, nan_ok=True)
            clear = [domain.key not in alone.unclear for domain in MATCHED]
            assert found.clear[number].tolist() == clear
            assert found.careless[number] == bool(alone.careless_reason)

    def test_interest_scores_too(self):
        rng = RNG(8)
        rows = [[rng.randint(0, 40) for _ in range(6)] for _ in range(50)]
        rows += [[7] * 6, [40, 40, 40, 40, 39, 39]]
        found = levels_of_interests(np.array(rows, dtype=float))
        for number, row in enumerate(rows):
            scores = dict(zip(INTERESTS.names, map(float, row), strict=True))
            alone = quiz.profile_of_interests(scores)
            levels = [alone.levels[INTERESTS.key][name] for name in INTERESTS.names]
            assert found.levels[number][:6] == pytest.approx(levels)
            assert found.clear[number][0] == (INTERESTS.key not in alone.unclear)


class TestInterestScores:
    SCORES = {  # noqa: RUF012
        "Realistic": 31.0,
        "Investigative": 24.0,
        "Artistic": 20.0,
        "Social": 18.0,
        "Enterprising": 9.0,
        "Conventional": 12.0,
    }

    @pytest.mark.parametrize(
        "text",
        [
            "R=31,I=24,A=20,S=18,E=9,C=12",
            "R: 31, I: 24, A: 20, S: 18, E: 9, C: 12",
            "R=31 I=24 A=20 S=18 E=9 C=12",
            "r 31\ni 24\na 20\ns 18\ne 9\nc 12",
            (
                "Realistic=31,Investigative=24,Artistic=20,Social=18,Enterprising=9,"
                "Conventional=12"
            ),
            "C=12;E=9;S=18.0;A=20;I=24;R=31",
        ],
    )
    def test_are_read_as_people_write_them(self, text):
        assert quiz.interest_scores(text) == self.SCORES

    @pytest.mark.parametrize(
        ("text", "what"),
        [
            ("R=31,I=24", "no score for Artistic"),
            ("R=31,R=24,A=20,S=18,E=9,C=12", "Realistic has two scores"),
            ("R=many,I=24,A=20,S=18,E=9,C=12", "'R=many' is not an interest score"),
            ("Q=31", "'Q=31' is not an interest score"),
            ("", "no score for Realistic"),
        ],
    )
    def test_others_are_refused(self, text, what):
        with pytest.raises(UsageError, match=what):
            quiz.interest_scores(text)

    @pytest.mark.parametrize("scale", [1e-11, 1.0, 1e9])
    def test_any_scale_gives_the_same_levels(self, scale):
        one = quiz.profile_of_interests(self.SCORES)
        other = quiz.profile_of_interests(
            {n: v * scale for n, v in self.SCORES.items()}
        )
        assert other.levels[INTERESTS.key] == pytest.approx(one.levels[INTERESTS.key])
        assert other.unclear == one.unclear


class TestHollandCodes:
    @pytest.mark.parametrize(
        ("values", "text"),
        [
            ((5, 4, 3, 2, 1, 0), "RIA"),
            ((5, 4, 1, 1, 1, 1), "RI, then A, S, E and C alike"),
            ((5, 5, 4, 3, 2, 1), "R and I alike, then A"),
            ((5, 4, 3, 3, 1, 1), "RI, then A and S alike"),
            ((1, 1, 1, 1, 1, 1), "R, I, A, S, E and C alike"),
        ],
    )
    def test_ties_are_said(self, values, text):
        levels = dict(zip(INTERESTS.names, map(float, values), strict=True))
        assert holland_text(holland_groups(levels)) == text

    def test_without_all_six_there_is_none(self):
        assert holland_groups({"Realistic": 1.0}) == ()


class TestTendencies:
    def profile(self, **styles: float) -> Profile:
        levels = {domain.key: {} for domain in MATCHED}
        levels[WORK_STYLES.key] = {k.replace("_", " "): v for k, v in styles.items()}
        return Profile(levels=levels)

    def test_all_are_within_their_bounds(self):
        found = quiz.tendencies(answered(varied))
        assert len(found) == len(POLES)
        assert all(-100 <= own.lean <= 100 for own in found)

    def test_a_level_points_to_a_pole(self):
        (found,) = quiz.tendencies(self.profile(Leadership_Orientation=80.0))
        assert found == Tendency("follow", "lead", 60)
        assert found.side == "lead"

    @pytest.mark.parametrize(
        ("lean", "side"),
        [(CLEAR, "b"), (CLEAR - 0.1, ""), (0, ""), (-CLEAR, "a")],
    )
    def test_a_small_lean_is_no_side(self, lean, side):
        assert Tendency("a", "b", lean).side == side

    def test_unclear_domains_say_nothing(self):
        profile = answered(lambda item: NEUTRAL if item.pick else keyed(item, 3))
        assert quiz.tendencies(profile) == ()
