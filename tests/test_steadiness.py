"""Careless answering: the agreement of answers, patterns of keys, and what is said."""

from __future__ import annotations

import itertools
import random
from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli import quiz
from careerfit_cli.model.catalogue import DIMENSIONS, Dimension
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.profile import Item, Profile
from careerfit_cli.quiz import DIFFERENT, LEAST_REPEATS, PATTERN, STANDARD
from careerfit_cli.store.bank import load_bank

BANK = load_bank()
COMPARED = (STANDARD, "full")
LENGTHS = ("quick", *COMPARED)
TRIALS = 200

LEAD = Dimension("former_work_styles", "Leadership")
HELP = Dimension("former_work_styles", "Cooperation")

sheets = st.sampled_from(LENGTHS).flatmap(
    lambda length: st.tuples(
        st.just(length),
        st.lists(
            st.one_of(st.none(), st.integers(1, 5)),
            min_size=len(BANK.lengths[length]),
            max_size=len(BANK.lengths[length]),
        ),
    )
)


def over_and_over(length: str, keys: list[int]) -> list[int]:
    return list(itertools.islice(itertools.cycle(keys), len(BANK.lengths[length])))


def honest(length: str, rng: random.Random, noise: float = 1.0) -> list[int]:
    """Answers of somebody with clear leanings, as `benchmarks/simulation.py` has them."""
    levels = {}
    for domain in MATCHED:
        drawn = [rng.gauss(0, 1) for _ in domain.names]
        for name, own in zip(domain.names, drawn, strict=True):
            shape = (own - fmean(drawn)) / pstdev(drawn)
            levels[Dimension(domain.key, name)] = 3 + shape + rng.gauss(0, 0.5)
    answers = []
    for item in quiz.items(BANK, length):
        answer = round(min(5, max(1, levels[item.dimension] + rng.gauss(0, noise))))
        answers.append(item.scored(answer))
    return answers


def at_random(length: str, rng: random.Random) -> list[int]:
    return [rng.randint(1, 5) for _ in BANK.lengths[length]]


def profile(length: str, answers: list[int | None]) -> Profile:
    return quiz.profile(BANK, length, answers)


def agreement(length: str, answers: list[int | None]) -> tuple[float, int]:
    return quiz.agreement(list(zip(quiz.items(BANK, length), answers, strict=True)))


def asked(*own: tuple[Dimension, int | None, bool]) -> list[tuple[Item, int | None]]:
    return [
        (Item(str(place), "", dimension, reverse=reverse), answer)
        for place, (dimension, answer, reverse) in enumerate(own)
    ]


class TestAgreement:
    def test_by_hand(self):
        # Within: 0.5 + 0.5 of squares; all of 5 4 2 1 around 3 is 10, so 2 x 10 / 3.
        own = asked(
            (LEAD, 5, False), (LEAD, 4, False), (HELP, 2, False), (HELP, 1, False)
        )
        assert quiz.agreement(own) == (pytest.approx(1 - 1 / (2 * 10 / 3)), 2)

    def test_reverse_items_are_mirrored(self):
        own = asked(
            (LEAD, 5, False), (LEAD, 1, True), (HELP, 1, False), (HELP, 5, True)
        )
        assert quiz.agreement(own) == (1, 2)

    def test_answers_that_contradict_are_below_chance(self):
        own = asked(
            (LEAD, 5, False), (LEAD, 5, True), (HELP, 5, False), (HELP, 5, True)
        )
        assert quiz.agreement(own)[0] == pytest.approx(-0.5)

    def test_skipped_answers_repeat_nothing(self):
        own = asked((LEAD, 5, False), (LEAD, None, False), (HELP, 1, False))
        assert quiz.agreement(own) == (1, 0)

    def test_nothing_asked(self):
        assert quiz.agreement([]) == (1, 0)

    @pytest.mark.parametrize(
        ("length", "repeats"), [("quick", 2), (STANDARD, 36), ("full", 94)]
    )
    def test_repeated_questions_of_each_length(self, length, repeats):
        assert agreement(length, [3] * len(BANK.lengths[length])) == (1, repeats)

    def test_levels_of_other_domains_do_not_count(self):
        likes = Dimension("interests", "Social")
        alone = asked((LEAD, 5, False), (LEAD, 4, False), (HELP, 2, False))
        beside = [*alone, *asked((likes, 1, False))]
        assert quiz.agreement(beside) == quiz.agreement(alone)

    def test_chance_is_nought_on_average(self):
        rng = random.Random(1)
        own = honest(STANDARD, rng)
        dealt = [
            agreement(STANDARD, at_random(STANDARD, rng))[0] for _ in range(TRIALS)
        ]
        assert sum(dealt) / TRIALS == pytest.approx(0, abs=0.05)
        assert agreement(STANDARD, own)[0] > 0.3

    @given(sheets)
    def test_bounds(self, sheet):
        own, repeats = agreement(*sheet)
        assert own <= 1
        assert 0 <= repeats < len(sheet[1])
        # Nothing can differ within dimensions by more than it differs in all.
        assert own >= 1 - len(sheet[1]) / max(repeats, 1)

    @given(sheets)
    def test_the_other_way_round_agrees_as_much(self, sheet):
        length, answers = sheet
        mirrored = [None if own is None else 6 - own for own in answers]
        own, other = agreement(length, answers), agreement(length, mirrored)
        assert own == (pytest.approx(other[0]), other[1])

    @given(sheets, st.randoms(use_true_random=False))
    def test_the_order_asked_does_not_matter(self, sheet, rng):
        own = list(zip(quiz.items(BANK, sheet[0]), sheet[1], strict=True))
        mixed = rng.sample(own, len(own))
        first, again = quiz.agreement(own), quiz.agreement(mixed)
        assert first == (pytest.approx(again[0]), again[1])

    def test_less_noise_more_agreement(self):
        means = []
        for noise in (0.2, 0.6, 1.0, 1.5, 2.5):
            rng = random.Random(5)
            found = [
                agreement(STANDARD, honest(STANDARD, rng, noise))[0] for _ in range(60)
            ]
            means.append(sum(found) / len(found))
        assert means == sorted(means, reverse=True)


class TestCutOff:
    @pytest.mark.parametrize(
        ("repeats", "least"),
        [(12, 0.046), (16, 0.1), (25, 0.17), (31, 0.199), (36, 0.2), (94, 0.2)],
    )
    def test_by_how_many_questions_repeat(self, repeats, least):
        assert quiz.least_agreement(repeats) == pytest.approx(least, abs=0.001)

    def test_more_questions_ask_for_more_agreement(self):
        cut_offs = [quiz.least_agreement(count) for count in range(LEAST_REPEATS, 120)]
        assert cut_offs == sorted(cut_offs)
        assert cut_offs[0] > 0

    def test_too_few_questions_to_tell(self):
        rng = random.Random(3)
        for _ in range(50):
            kept = set(rng.sample(DIMENSIONS, 4))
            answers = [
                rng.randint(1, 5) if item.dimension in kept and not item.check else None
                for item in quiz.items(BANK)
            ]
            assert agreement(STANDARD, answers)[1] < LEAST_REPEATS
            assert profile(STANDARD, answers).steady


class TestCareless:
    @pytest.mark.parametrize("length", LENGTHS)
    @pytest.mark.parametrize(
        "keys",
        [
            [1], [3], [5], [1, 5], [4, 2], [1, 2, 3, 4, 5], [5, 4, 3, 2, 1], [2, 3, 4],
            [1, 1, 5, 5], [1, 2, 3, 4, 5, 4, 3, 2],
        ],
        ids=str,
    )  # fmt: skip
    def test_patterns_of_keys(self, length, keys):
        own = profile(length, over_and_over(length, keys))
        assert not own.steady
        assert own.notes[-1] == PATTERN
        assert DIFFERENT not in own.notes

    @pytest.mark.parametrize("length", LENGTHS)
    def test_one_key_but_a_few(self, length):
        answers = over_and_over(length, [4])
        answers[3], answers[-2], answers[10] = 1, 5, 2
        assert not profile(length, answers).steady

    @pytest.mark.parametrize("length", LENGTHS)
    def test_a_pattern_with_questions_skipped(self, length):
        answers: list[int | None] = [*over_and_over(length, [2, 5])]
        answers[4:7] = [None] * 3
        own = profile(length, answers)
        assert not own.steady
        assert own.notes[0].startswith("3 of ")

    def test_a_few_answers_are_no_pattern(self):
        count = len(BANK.lengths[STANDARD])
        assert profile(STANDARD, [3] * LEAST_REPEATS + [None] * (count - 12)).steady

    @pytest.mark.parametrize(("length", "least"), [(STANDARD, 0.85), ("full", 0.98)])
    def test_answers_at_random(self, length, least):
        rng = random.Random(2)
        found = [profile(length, at_random(length, rng)) for _ in range(TRIALS)]
        flagged = [own for own in found if not own.steady]
        assert len(flagged) >= least * TRIALS
        assert all(own.notes[-1] == DIFFERENT for own in flagged)

    @pytest.mark.parametrize(("length", "least"), [(STANDARD, 0.85), ("full", 0.98)])
    def test_a_persons_own_marks_at_random(self, length, least):
        rng = random.Random(4)
        found = []
        for _ in range(TRIALS):
            answers = honest(length, rng)
            rng.shuffle(answers)
            found.append(not profile(length, answers).steady)
        assert sum(found) >= least * TRIALS

    def test_the_quick_form_cannot_tell_random_answers(self):
        rng = random.Random(2)
        found = [profile("quick", at_random("quick", rng)) for _ in range(TRIALS)]
        assert all(own.steady and not own.notes for own in found)


class TestHonest:
    @pytest.mark.parametrize("length", LENGTHS)
    @pytest.mark.parametrize("careless", [0, 2])
    def test_hardly_ever_flagged(self, length, careless):
        rng = random.Random(6)
        flagged = 0
        for _ in range(TRIALS):
            answers = honest(length, rng)
            for place in rng.sample(range(len(answers)), careless):
                answers[place] = rng.randint(1, 5)
            flagged += not profile(length, answers).steady
        assert flagged <= 0.03 * TRIALS

    @pytest.mark.parametrize("length", LENGTHS)
    @pytest.mark.parametrize("loved", ["Realistic", "Social", "Conventional"])
    def test_one_great_love_is_no_pattern(self, length, loved):
        def level(dimension: Dimension) -> int:
            if dimension.domain == "interests":
                return 5 if dimension.name == loved else 1
            return 1 + DIMENSIONS.index(dimension) * 3 % 5

        own = profile(
            length,
            [item.scored(level(item.dimension)) for item in quiz.items(BANK, length)],
        )
        assert own.steady
        assert not own.notes

    def test_levels_from_another_test_are_taken_as_steady(self):
        assert quiz.profile_of_interests("R=31,I=24,A=20,S=18,E=9,C=12").steady


@given(sheets)
def test_a_note_says_so_when_and_only_when_answers_are_not_steady(sheet):
    own = profile(*sheet)
    said = {DIFFERENT, PATTERN} & set(own.notes)
    assert len(said) == (not own.steady)


@given(sheets)
def test_levels_and_what_is_unclear_stay_as_they_are(sheet):
    own = profile(*sheet)
    assert all(
        0 <= level <= 100 for part in own.levels.values() for level in part.values()
    )
    assert profile(*sheet) == own
