"""The instrument: answer strings, keys, flat answers, notes and preferences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli import quiz
from careerfit_cli.errors import UsageError
from careerfit_cli.model.catalogue import DIMENSIONS, Dimension
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.profile import Bank, Item, Part, Profile, Question
from careerfit_cli.quiz import CLEAR_LEAN, STANDARD, Preference
from careerfit_cli.store.bank import load_bank

BANK = load_bank()
LENGTHS = {name: len(ids) for name, ids in BANK.lengths.items()}
INTERESTS, VALUES, STYLES = MATCHED
OTHER_VERSION = (
    "the answers are to version 2 of the questions, and this careerfit asks version 1"
)

replies = st.one_of(st.none(), st.integers(1, 5))


def answer_sets():
    return st.sampled_from(sorted(LENGTHS)).flatmap(
        lambda length: st.tuples(
            st.just(length),
            st.lists(replies, min_size=LENGTHS[length], max_size=LENGTHS[length]),
        )
    )


def answered(choose: Callable[[Item], int | None], length: str = STANDARD) -> Profile:
    answers = [choose(item) for item in quiz.items(BANK, length)]
    return quiz.profile(BANK, length, answers)


def keyed(item: Item, level: int) -> int:
    """The answer that scores a level, whichever way the item is keyed."""
    return 6 - level if item.reverse else level


def varied(item: Item) -> int:
    """Answers that give every domain a shape."""
    return keyed(item, 1 + DIMENSIONS.index(item.dimension) * 3 % 5)


def level(profile: Profile, dimension: Dimension) -> float | None:
    return profile.levels[dimension.domain].get(dimension.name)


class TestAnswerString:
    @given(answer_sets())
    def test_round_trip(self, given_set):
        length, answers = given_set
        text = quiz.replay(BANK, length, answers)
        assert quiz.answers_in(BANK, text) == (length, tuple(answers))

    @given(answer_sets())
    def test_replay_gives_the_same_profile(self, given_set):
        profile = quiz.profile(BANK, *given_set)
        assert quiz.profile(BANK, *quiz.answers_in(BANK, profile.replay)) == profile

    def test_looks(self):
        answers = [None, 5, *[3] * (LENGTHS["quick"] - 2)]
        assert quiz.replay(BANK, "quick", answers) == "v1.quick.-5" + "3" * 28

    @pytest.mark.parametrize(
        "text",
        [
            "3" * 64,
            "v1.standard." + "3" * 64,
            "  v1.standard." + "3" * 64 + "\r\n",
            "v1.standard.\n" + "\n".join(["3" * 16] * 4),
            " ".join("3" * 64),
            "\t".join(["33333333"] * 8) + "\u00a0",
        ],
    )
    def test_bare_digits_and_white_space(self, text):
        assert quiz.answers_in(BANK, text) == (STANDARD, (3,) * 64)

    def test_an_unfinished_one_is_all_dashes_from_there(self):
        text = "v1.standard.12" + "-" * 62
        assert quiz.answers_in(BANK, text)[1] == (1, 2, *[None] * 62)

    NOT_ONE = (
        "the answers are not an answer string",
        "give digits 1-5 and - for a skipped question, such as v1.standard.4215-3...",
    )
    SCALE = "answers run from 1 to 5, and - is a skipped one"

    @pytest.mark.parametrize(
        ("text", "message", "hint"),
        [
            (
                "",
                "there are 0 answers, and the standard quiz has 64",
                "give one character per question",
            ),
            (
                "3" * 63,
                "there are 63 answers, and the standard quiz has 64",
                "give one character per question",
            ),
            (
                "v1.quick." + "3" * 28,
                "there are 28 answers, and the quick quiz has 30",
                "give one character per question",
            ),
            (
                "v2.standard." + "3" * 64,
                OTHER_VERSION,
                "take the quiz again",
            ),
            (
                "v1.long." + "3" * 64,
                "there is no 'long' quiz",
                "lengths: quick, standard, full",
            ),
            ("33633", "answer 3 is 6", SCALE),
            ("0" + "3" * 63, "answer 1 is 0", SCALE),
            ("hello", *NOT_ONE),
            ("v1.standard", *NOT_ONE),
            ("v1..333", *NOT_ONE),
            ("v1.STANDARD." + "3" * 64, *NOT_ONE),
            ("v99999999999.standard.3", *NOT_ONE),
            ("3,3,3", *NOT_ONE),
            ("\u0663" * 64, *NOT_ONE),
            ("\N{GRINNING FACE}", *NOT_ONE),
            ("../../etc/passwd", *NOT_ONE),
        ],
    )
    def test_what_is_wrong_and_what_to_do(self, text, message, hint):
        with pytest.raises(UsageError) as caught:
            quiz.answers_in(BANK, text)
        assert (caught.value.text, caught.value.hint) == (message, hint)
        assert caught.value.exit_code == 2

    @given(st.text(max_size=200))
    def test_any_text_is_read_or_refused(self, text):
        try:
            length, answers = quiz.answers_in(BANK, text)
        except UsageError:
            return
        assert len(answers) == LENGTHS[length]

    @pytest.mark.parametrize("count", [0, 63, 65])
    def test_profile_takes_an_answer_for_every_item(self, count):
        with pytest.raises(ValueError, match="argument 2 is"):
            quiz.profile(BANK, STANDARD, [3] * count)


class TestQuestions:
    @pytest.mark.parametrize("length", LENGTHS)
    def test_no_key_in_view(self, length):
        assert {field.name for field in fields(Question)} == {
            "part",
            "statement",
            "own_labels",
        }
        assert "dimension" not in {field.name for field in fields(Part)}
        for question, item in zip(
            quiz.questions(BANK, length), quiz.items(BANK, length), strict=True
        ):
            assert question == Question(
                BANK.parts[item.dimension.domain], item.statement
            )

    @pytest.mark.parametrize("length", LENGTHS)
    def test_one_for_every_item_in_order(self, length):
        asked = quiz.questions(BANK, length)
        assert [question.statement for question in asked] == [
            item.statement for item in quiz.items(BANK, length)
        ]
        assert len(asked) == LENGTHS[length]

    def test_standard_is_what_is_asked_when_none_is_chosen(self):
        assert quiz.questions(BANK) == quiz.questions(BANK, STANDARD)
        assert quiz.items(BANK) == quiz.items(BANK, STANDARD)


class TestLevels:
    @given(answer_sets())
    def test_levels_run_from_0_to_100(self, given_set):
        profile = quiz.profile(BANK, *given_set)
        assert list(profile.levels) == [domain.key for domain in MATCHED]
        for levels in profile.levels.values():
            assert all(0 <= own <= 100 for own in levels.values())

    @pytest.mark.parametrize("length", LENGTHS)
    @pytest.mark.parametrize(
        ("score", "expected"), [(1, 0), (2, 25), (4, 75), (5, 100)]
    )
    def test_reverse_items_are_mirrored(self, length, score, expected):
        profile = answered(lambda item: keyed(item, score), length)
        assert {level(profile, own) for own in DIMENSIONS} == {expected}

    @pytest.mark.parametrize("length", LENGTHS)
    def test_each_dimension_is_measured_by_its_own_items(self, length):
        for dimension in DIMENSIONS:
            profile = answered(
                lambda item, own=dimension: keyed(
                    item, 5 if item.dimension == own else 1
                ),
                length,
            )
            high = [own for own in DIMENSIONS if level(profile, own) == 100]
            assert high == [dimension]

    def test_mean_of_what_was_answered(self):
        given_ones = iter([2, None, 5])
        realistic = Dimension("interests", "Realistic")
        profile = answered(
            lambda item: next(given_ones) if item.dimension == realistic else 3
        )
        assert level(profile, realistic) == pytest.approx((3.5 - 1) / 4 * 100)

    def test_skipped_dimensions_are_absent(self):
        gone = {
            Dimension("interests", "Social"),
            Dimension("former_work_styles", "Integrity"),
        }
        profile = answered(
            lambda item: None if item.dimension in gone else varied(item)
        )
        assert {own for own in DIMENSIONS if level(profile, own) is None} == gone
        assert not profile.unclear

    def test_nothing_answered(self):
        profile = answered(lambda item: None)
        assert [dict(levels) for levels in profile.levels.values()] == [{}, {}, {}]
        assert profile.unclear == {
            "interests": "only 0 of 6 interests have answers",
            "work_values": "only 0 of 6 work values have answers",
            "former_work_styles": "only 0 of 16 former work styles have answers",
        }
        assert profile.notes == ("64 of 64 questions were skipped.",)

    def test_frozen(self):
        profile = answered(varied)
        with pytest.raises(TypeError):
            profile.levels["interests"]["Social"] = 1.0  # type: ignore[index]
        with pytest.raises(TypeError):
            profile.unclear["interests"] = ""  # type: ignore[index]


class TestChecks:
    CHECKS = tuple(item for item in quiz.items(BANK) if item.check)

    def test_standard_has_two(self):
        assert len(self.CHECKS) == 2

    @pytest.mark.parametrize("length", [STANDARD, "full"])
    def test_never_scored(self, length):
        low = answered(lambda item: 1 if item.check else varied(item), length)
        high = answered(lambda item: 5 if item.check else varied(item), length)
        assert low.levels == high.levels
        assert low.unclear == high.unclear

    @pytest.mark.parametrize("check", CHECKS, ids=lambda item: item.id)
    @pytest.mark.parametrize(
        ("first", "again", "noted"),
        [
            (3, 3, False),
            (3, 4, False),
            (3, 5, True),
            (5, 3, True),
            (1, 5, True),
            (None, 5, False),
            (1, None, False),
        ],
    )
    def test_noted_when_two_steps_apart(self, check, first, again, noted):
        other = BANK.items[check.check]
        profile = answered(
            lambda item: {check.id: again, other.id: first}.get(item.id, 3)
        )
        remark = (
            "Two answers differ that ask nearly the same: "
            f'"{other.statement}" and "{check.statement}".'
        )
        assert (remark in profile.notes) is noted

    @given(answer_sets())
    def test_steady_answers_and_skipped_ones_are_counted(self, given_set):
        profile = quiz.profile(BANK, *given_set)
        skipped = given_set[1].count(None)
        assert any("skipped" in note for note in profile.notes) is bool(skipped)

    def test_one_skipped_question(self):
        profile = answered(lambda item: None if item.id == "R01" else varied(item))
        assert profile.notes == ("1 of 64 questions was skipped.",)


def tiny(*items: Item) -> Bank:
    part = Part("former_work_styles", "", "", ("", "", "", "", ""))
    return Bank(
        version=3,
        parts={"former_work_styles": part},
        items={item.id: item for item in items},
        lengths={STANDARD: tuple(item.id for item in items)},
    )


class TestChecksOfOtherBanks:
    OWN = Dimension("former_work_styles", "Leadership")

    def test_a_check_keyed_the_other_way_is_mirrored_first(self):
        bank = tiny(
            Item("A", "I lead", self.OWN),
            Item("B", "I follow", self.OWN, reverse=True, check="A"),
        )
        assert not quiz.profile(bank, STANDARD, [5, 1]).notes
        assert quiz.profile(bank, STANDARD, [5, 5]).notes

    def test_a_check_of_an_item_that_is_not_asked(self):
        bank = tiny(Item("B", "I lead again", self.OWN, check="A"))
        assert not quiz.profile(bank, STANDARD, [5]).notes


class TestUnclear:
    @pytest.mark.parametrize("length", LENGTHS)
    @pytest.mark.parametrize("answer", [1, 2, 3, 4, 5])
    def test_the_same_answer_all_the_way_down(self, length, answer):
        profile = answered(lambda item: answer, length)
        assert profile.unclear == {
            "interests": "the answers on interests are all about the same",
            "work_values": "the answers on work values are all about the same",
            "former_work_styles": "the answers on former work styles are all about the same",
        }

    @pytest.mark.parametrize("length", LENGTHS)
    def test_nor_does_one_slip_make_a_shape(self, length):
        profile = answered(lambda item: 4 if item.id == "W01" else 5, length)
        assert "former_work_styles" in profile.unclear

    @pytest.mark.parametrize("length", LENGTHS)
    @pytest.mark.parametrize("score", [1, 3, 5])
    def test_the_same_level_in_everything(self, length, score):
        profile = answered(lambda item: keyed(item, score), length)
        assert len(profile.unclear) == 3

    @pytest.mark.parametrize("domain", [own.key for own in MATCHED])
    @pytest.mark.parametrize("length", LENGTHS)
    def test_one_domain_flat_only(self, domain, length):
        profile = answered(
            lambda item: 3 if item.dimension.domain == domain else varied(item), length
        )
        assert list(profile.unclear) == [domain]

    @pytest.mark.parametrize("length", LENGTHS)
    def test_clear_answers(self, length):
        assert not answered(varied, length).unclear

    @pytest.mark.parametrize(
        ("length", "steps", "flat"),
        [
            # Eight items for six: spreads of .37, .38 and .47, the least being .39.
            ("quick", [1], True),
            ("quick", [1 / 2, 1], True),
            ("quick", [1, 1], False),
            # Three items each: spreads of .12, .25 and .28, the least being .26.
            (STANDARD, [1 / 3], True),
            (STANDARD, [2 / 3], True),
            (STANDARD, [2 / 3, 1 / 3], True),
            (STANDARD, [2 / 3, 2 / 3], False),
            (STANDARD, [1], False),
        ],
    )
    def test_least_spread(self, length, steps, flat):
        each = Counter(item.dimension for item in quiz.items(BANK, length))
        stepped = [Dimension("interests", name) for name in INTERESTS.names]
        left = {
            own: round(step * each[own])
            for own, step in zip(stepped, steps, strict=False)
        }

        def choose(item: Item) -> int:
            if item.dimension.domain != "interests":
                return varied(item)
            more = left.get(item.dimension, 0) > 0
            if more:
                left[item.dimension] -= 1
            return 4 if more else 3

        assert ("interests" in answered(choose, length).unclear) is flat

    @pytest.mark.parametrize(
        ("domain", "kept", "unclear"),
        [
            (INTERESTS, 2, "only 2 of 6 interests have answers"),
            (INTERESTS, 3, None),
            (VALUES, 2, "only 2 of 6 work values have answers"),
            (VALUES, 3, None),
            (STYLES, 7, "only 7 of 16 former work styles have answers"),
            (STYLES, 8, None),
        ],
    )
    def test_half_of_the_dimensions_are_enough(self, domain, kept, unclear):
        gone = domain.names[kept:]

        def choose(item: Item) -> int | None:
            own = item.dimension
            return (
                None if own.domain == domain.key and own.name in gone else varied(item)
            )

        assert answered(choose).unclear.get(domain.key) == unclear


def leaning(**levels: float) -> Profile:
    """A profile of a few levels, such as `styles_Leadership=75`."""
    keys = {
        "interests": "interests",
        "values": "work_values",
        "styles": "former_work_styles",
    }
    found: dict[str, dict[str, float]] = {key: {} for key in keys.values()}
    for name, own in levels.items():
        domain, _, element = name.partition("_")
        found[keys[domain]][element.replace("_", " ")] = own
    return Profile(found)


def lean_of(profile: Profile, left: str) -> Preference | None:
    return next((own for own in quiz.preferences(profile) if own.left == left), None)


class TestPreferences:
    def test_poles_name_known_dimensions(self):
        for poles in quiz.POLES:
            assert set(poles.right_by + poles.left_by) <= set(DIMENSIONS)
            assert poles.right_by

    def test_all_seven_when_all_is_answered(self):
        found = quiz.preferences(answered(varied))
        assert [(own.left, own.right) for own in found] == [
            ("alone", "with others"),
            ("follow", "lead"),
            ("guidance", "freedom"),
            ("routine", "change"),
            ("quick", "exact"),
            ("things", "people"),
            ("data", "ideas"),
        ]

    @given(answer_sets())
    def test_leans_run_from_all_left_to_all_right(self, given_set):
        profile = quiz.profile(BANK, *given_set)
        assert all(-100 <= own.lean <= 100 for own in quiz.preferences(profile))

    @pytest.mark.parametrize(
        ("own", "lean", "side"),
        [(0, -100, "follow"), (50, 0, ""), (75, 50, "lead"), (100, 100, "lead")],
    )
    def test_by_one_dimension(self, own, lean, side):
        found = lean_of(leaning(styles_Leadership=own), "follow")
        assert found is not None
        assert (found.lean, found.side) == (lean, side)

    def test_between_two_sides(self):
        profile = leaning(interests_Social=80, interests_Realistic=20)
        assert lean_of(profile, "things") == Preference("things", "people", 60)

    def test_means_of_several_dimensions(self):
        profile = leaning(
            styles_Independence=90, values_Independence=70, values_Support=60
        )
        assert lean_of(profile, "guidance") == Preference("guidance", "freedom", 20)

    def test_of_several_dimensions_one_is_enough(self):
        found = lean_of(leaning(styles_Innovation=100), "routine")
        assert found == Preference("routine", "change", 100)

    @pytest.mark.parametrize(
        ("levels", "left"),
        [
            ({}, "alone"),
            ({"interests_Social": 90}, "things"),
            ({"interests_Realistic": 90}, "things"),
            ({"values_Support": 90}, "guidance"),
        ],
    )
    def test_missing(self, levels, left):
        assert lean_of(leaning(**levels), left) is None

    @pytest.mark.parametrize(
        ("lean", "side"),
        [
            (CLEAR_LEAN, "right"),
            (CLEAR_LEAN - 0.1, ""),
            (0, ""),
            (-CLEAR_LEAN + 0.1, ""),
            (-CLEAR_LEAN, "left"),
        ],
    )
    def test_clear_lean(self, lean, side):
        assert Preference("left", "right", lean).side == side
