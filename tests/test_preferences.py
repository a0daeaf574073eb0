"""Where and how a person likes to work: asked, matched, flagged, filtered, not scored."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli import matching, preferences, quiz
from careerfit_cli.errors import UsageError
from careerfit_cli.model.elements import WORK_CONTEXT
from careerfit_cli.model.profile import Choice, Opposites
from careerfit_cli.preferences import PreferenceCheck, Standing, Verdict
from careerfit_cli.quiz.tendencies import POLES
from careerfit_cli.storage.bank import load_bank
from careerfit_cli.ui.loading import open_index
from careerfit_cli.ui.terminal import rendered
from careerfit_cli.views import reasons
from careerfit_cli.views.display import Display
from codes import NURSE, typed

BANK = load_bank()
BY_ID = {own.id: own for own in BANK.opposites}
PLACE = BY_ID["place"]
OLD = NURSE
NEW = f"{OLD}.51524-1243"
COUNT = len(BANK.lengths["quick"])

PAIR = Opposites("pair", "Low or high?", "low", "high", more=("A", "B"), less=("C",))


def standing_of(ratings: Mapping[str, Mapping[str, float]]) -> Mapping[str, Standing]:
    found = preferences.standings([PAIR], ratings)
    return {slug: own["pair"] for slug, own in found.items() if own}


class TestTheBank:
    def test_the_questions_are_few_short_and_on_work_context(self):
        assert 8 <= len(BANK.opposites) <= 10
        for own in BANK.opposites:
            assert own.question.endswith("?")
            assert len(own.question) < 90
            elements = (*own.more, *own.less)
            assert elements
            assert set(elements) <= set(WORK_CONTEXT.names)
        every = [name for own in BANK.opposites for name in (*own.more, *own.less)]
        assert len(set(every)) == len(every)

    def test_no_pole_can_be_taken_for_another_or_for_a_list(self):
        poles = [pole for own in BANK.opposites for pole in (own.left, own.right)]
        assert len(set(poles)) == len(poles)
        for pole in poles:
            assert "," not in pole
            (choice,) = preferences.named(BANK.opposites, pole.upper())
            assert choice.pole == pole

    def test_the_answers_of_a_question_name_its_poles(self):
        (question,) = [
            own
            for own in quiz.preference_questions(BANK)
            if own.statement == PLACE.question
        ]
        assert question.labels == (
            "Much rather indoors",
            "Rather indoors",
            "Either is fine",
            "Rather outdoors",
            "Much rather outdoors",
        )

    @pytest.mark.parametrize(
        ("between", "left", "right"),
        [
            ("people", "poet-lyricist-creative-writer", "registered-nurse"),
            ("place", "dental-hygienist", "roofer"),
            ("freedom", "telephone-operator", "chief-executive"),
            ("movement", "travel-agent", "waiter-waitress"),
            ("variety", "data-entry-keyer", "clinical-counseling-psychologist"),
            ("surroundings", "actuary", "firefighter"),
            ("pace", "massage-therapist", "news-analyst-reporter-journalist"),
            ("week", "tutor", "anesthesiologist"),
            ("competition", "crossing-guard-flagger", "real-estate-sales-agent"),
            ("conflict", "animal-breeder", "correctional-officer-jailer"),
        ],
    )
    def test_every_pole_is_where_anyone_would_look_for_it(self, between, left, right):
        ratings = open_index().ratings(WORK_CONTEXT)
        found = preferences.standings([BY_ID[between]], ratings)
        assert found[left][between].to_left >= preferences.OUTER_FIFTH
        assert found[right][between].to_right >= preferences.OUTER_FIFTH


scores = st.integers(0, 20).map(lambda n: n * 5.0)
partly = st.fixed_dictionaries({}, optional={"A": scores, "B": scores, "C": scores})
rated = st.dictionaries(st.sampled_from("abcdefghij"), partly, max_size=10)


class TestStanding:
    def test_the_mean_counts_the_elements_of_the_left_pole_the_other_way_round(self):
        found = standing_of(
            {
                "low": {"A": 0, "B": 0, "C": 100},
                "middle": {"A": 50, "B": 60, "C": 40},
                "high": {"A": 100, "B": 90, "C": 0},
                "as high": {"A": 90, "B": 100, "C": 0},
            }
        )
        assert found["low"] == Standing(to_left=75, to_right=0)
        assert found["middle"] == Standing(to_left=50, to_right=25)
        assert found["high"] == found["as high"] == Standing(to_left=0, to_right=50)

    def test_an_occupation_is_compared_on_what_it_is_rated_on(self):
        found = standing_of(
            {
                "whole low": {"A": 10, "B": 10, "C": 0},
                "whole high": {"A": 90, "B": 90, "C": 100},
                "partly": {"A": 50, "B": 50},
            }
        )
        # On A and B alone it lies between the two; C is left out of it.
        assert found["partly"].to_right == pytest.approx(100 / 3)
        assert found["partly"].to_left == pytest.approx(100 / 3)

    def test_too_few_elements_are_no_rating(self):
        assert standing_of({"a": {"A": 50}, "b": {"A": 1, "B": 2}}).keys() == {"b"}
        assert not standing_of({"a": {}})

    @given(rated, st.randoms(use_true_random=False))
    def test_order_does_not_matter(self, ratings, chance: random.Random):
        slugs = list(ratings)
        chance.shuffle(slugs)
        mixed = {slug: dict(reversed(ratings[slug].items())) for slug in slugs}
        assert standing_of(mixed) == standing_of(ratings)

    @given(rated)
    def test_the_two_shares_are_shares_of_different_occupations(self, ratings):
        for own in standing_of(ratings).values():
            assert min(own.to_left, own.to_right) >= 0
            assert own.to_left + own.to_right < 100

    @given(rated)
    def test_poles_turned_round_turn_the_standing_round(self, ratings):
        turned = replace(PAIR, left="high", right="low", more=("C",), less=("A", "B"))
        found = preferences.standings([turned], ratings)
        straight = standing_of(ratings)
        for slug, own in straight.items():
            back = found[slug]["pair"]
            assert own.to_left == pytest.approx(back.to_right)
            assert own.to_right == pytest.approx(back.to_left)


def verdict(answer: int, to_left: float, to_right: float) -> PreferenceCheck:
    """The match of an answer with an occupation of many that stands so."""
    # 1000 occupations: so many further left, this one and its ties, so many further right.
    right, left = round(to_right * 10), round(to_left * 10)
    levels = [10.0] * right + [50.0] * (1000 - right - left) + [90.0] * left
    ratings = {f"o{n}": {"X": level} for n, level in enumerate(levels)}
    pair = Opposites("x", "?", "left", "right", more=("X",))
    return preferences.met([Choice(pair, answer)], ratings)[f"o{right}"][0]


class TestVerdict:
    @pytest.mark.parametrize(
        ("answer", "to_left", "to_right", "expected", "pole"),
        [
            (1, 5, 93, Verdict.STRONGLY_AGAINST, "right"),
            (1, 10, 80, Verdict.STRONGLY_AGAINST, "right"),
            (1, 10, 79.9, Verdict.AGAINST, "right"),
            (2, 5, 93, Verdict.AGAINST, "right"),
            (2, 20, 66.7, Verdict.AGAINST, "right"),
            (2, 20, 66.6, Verdict.BETWEEN, "right"),
            (2, 50, 40, Verdict.BETWEEN, "left"),
            (2, 66.7, 20, Verdict.AGREES, "left"),
            (1, 93, 5, Verdict.AGREES, "left"),
            (4, 66.7, 20, Verdict.AGAINST, "left"),
            (5, 80, 10, Verdict.STRONGLY_AGAINST, "left"),
            (5, 20, 66.7, Verdict.AGREES, "right"),
            (4, 0, 0, Verdict.BETWEEN, "right"),
        ],
    )
    def test_thirds_and_fifths(self, answer, to_left, to_right, expected, pole):
        found = verdict(answer, to_left, to_right)
        assert (found.verdict, found.pole) == (expected, pole)
        assert found.passed == pytest.approx(to_right if pole == "right" else to_left)
        against = expected in (Verdict.AGAINST, Verdict.STRONGLY_AGAINST)
        assert found.is_flag is against

    @pytest.mark.parametrize("answer", [3, None])
    def test_nothing_is_said_where_either_is_fine_or_nothing_was_answered(self, answer):
        assert preferences.met([Choice(PLACE, answer)], {"a": {}}) == {"a": ()}

    def test_not_rated_is_no_flag(self):
        (found,) = preferences.met([Choice(PLACE, 1)], {"a": {}})["a"]
        assert found == PreferenceCheck(Choice(PLACE, 1), Verdict.NOT_RATED)
        assert not found.is_flag


class TestNamed:
    def test_poles_by_name_or_a_part_of_it(self):
        found = preferences.named(BANK.opposites, " Outdoors ,tight, competition")
        assert [(own.pole, own.strong) for own in found] == [
            ("outdoors", True),
            ("tight deadlines", True),
            ("competition", True),
        ]

    @pytest.mark.parametrize(
        ("text", "what"),
        [
            ("", "is no preference"),
            ("outdoors,", "is no preference"),
            ("rich", "is no preference"),
            ("tasks", "could be the same tasks or changing tasks"),
            ("indoors,outdoors", "'indoors' and 'outdoors' are opposites"),
        ],
    )
    def test_anything_else_is_refused(self, text, what):
        with pytest.raises(UsageError, match=what):
            preferences.named(BANK.opposites, text)


class TestReplay:
    def test_the_marks_come_back(self):
        length, answers = quiz.answers_in(BANK, NEW)
        assert (length, len(answers)) == ("quick", COUNT + 10)
        assert answers[COUNT:] == (5, 1, 5, 2, 4, None, 1, 2, 4, 3)
        assert quiz.replay(BANK, length, answers) == NEW
        profile = quiz.profile(BANK, length, answers)
        assert profile.replay == NEW
        assert [own.answer for own in profile.choices] == list(answers[COUNT:])
        assert quiz.profile(BANK, *quiz.answers_in(BANK, profile.replay)) == profile

    def test_bare_answers_may_have_them_too(self):
        assert quiz.answers_in(BANK, NEW.removeprefix("v2.quick."))[1][COUNT] == 5

    @pytest.mark.parametrize("marks", ["1", "123", "12345123456", "1234512346", "x"])
    def test_too_few_too_many_or_wrong_ones_are_refused(self, marks):
        with pytest.raises(UsageError):
            quiz.answers_in(BANK, f"{OLD}.{marks}")

    def test_no_mark_touches_the_levels_or_the_ranking(self):
        old = quiz.profile(BANK, *quiz.answers_in(BANK, OLD))
        new = quiz.profile(BANK, *quiz.answers_in(BANK, NEW))
        assert replace(new, choices=(), replay=OLD) == old
        catalogue = open_index().catalogue
        assert matching.rank(new, catalogue, 923) == matching.rank(old, catalogue, 923)

    def test_what_was_asked_takes_the_place_of_the_like_leaning(self):
        old = quiz.profile(BANK, *quiz.answers_in(BANK, OLD))
        new = quiz.profile(BANK, *quiz.answers_in(BANK, NEW))
        left = {own.left for own in quiz.tendencies(old)}
        assert left - {own.left for own in quiz.tendencies(new)} == {
            "alone",
            "routine",
        }
        skipped = quiz.profile(BANK, *quiz.answers_in(BANK, f"{OLD}.{'-' * 10}"))
        assert quiz.tendencies(skipped) == quiz.tendencies(old)

    def test_every_leaning_replaced_is_one_that_is_asked(self):
        assert {own.asked for own in POLES} - {""} <= set(BY_ID)


def keep(home: Path, replay: str) -> None:
    (home / "profiles").mkdir(parents=True, mode=0o700)
    home.chmod(0o700)
    data = {
        "schema": "careerfit.profile/2",
        "name": "me",
        "made": "2026-05-01",
        "replay": replay,
    }
    (home / "profiles" / "me.json").write_text(json.dumps(data))


def fits(out: str) -> list[dict]:
    return json.loads(out)["ranking"]["matches"]


class TestJson:
    def test_without_marks_there_is_not_a_word_of_it(self, run):
        """Skipped marks add their own keys and change no other byte."""
        _, old, _ = run("quiz", "--answers", OLD, "--json", "--top", "3")
        data = run(
            "quiz", "--answers", f"{OLD}.{'-' * 10}", "--json", "--top", "3"
        ).data
        assert data.pop("replay") == f"{OLD}.----------"
        assert len(data["profile"].pop("answered_preferences")) == 10
        for name in ("answer", "passed"):
            data["units"].pop(name)
        for own in data["ranking"]["matches"]:
            assert own.pop("preferences") == []
        plain = json.loads(old)
        assert plain.pop("replay") == OLD
        assert json.dumps(data) == json.dumps(plain)

    def test_it_carries_each_answer_and_each_match(self, run):
        _, out, _ = run("quiz", "--answers", NEW, "--json", "--top", "2")
        first, *_ = json.loads(out)["profile"]["answered_preferences"]
        assert first == {
            "id": "people",
            "left": "alone",
            "right": "with people",
            "answer": 5,
            "prefers": "with people",
            "strong": True,
        }
        (match, *_), second = (own["preferences"] for own in fits(out))
        assert match["verdict"] == "agrees"
        assert 66 < match["passed"] < 100
        # Eight of the ten are clear: one is skipped, and either is fine once.
        assert len(second) == 8

    def test_why_and_rank_carry_the_same_matches(self, run):
        _, ranked, _ = run("rank", "--answers", NEW, "--json", "--top", "1")
        (first,) = fits(ranked)
        slug = first["entry"]["slug"]
        _, why, _ = run("why", slug, "--answers", NEW, "--json")
        assert json.loads(why)["preferences"] == first["preferences"]
        assert "preferences" not in json.loads(
            run("why", slug, "--answers", OLD, "--json")[1]
        )

    def test_tables_have_a_column_for_each_verdict(self, run):
        _, out, _ = run("rank", "--answers", NEW, "--csv", "--top", "40")
        rows = list(csv.DictReader(io.StringIO(out)))
        assert rows[0]["as_preferred"] == "with people; indoors"
        assert rows[0]["against_preferences"] == ""
        assert any(row["strongly_against_preferences"] for row in rows)
        _, old, _ = run("rank", "--answers", OLD, "--csv", "--top", "1")
        (row,) = csv.DictReader(io.StringIO(old))
        assert {row[head] for head in row if "prefer" in head} == {""}
        _, out, _ = run("rank", "--answers", NEW, "--markdown", "--top", "1")
        assert "| strongly\\_against\\_preferences |" in out


class TestHiding:
    def counts(self, err: str) -> dict[str, int]:
        return {
            hidden[1]: int(hidden[2])
            for line in err.splitlines()
            if (hidden := re.fullmatch(r"(.+): (\d+) filtered out\.", line))
        }

    def kept_not_rated(self, err: str) -> str:
        (line,) = [own for own in err.splitlines() if own.startswith("Kept, though")]
        return line

    def test_what_is_hidden_is_flagged_and_counted(self, run):
        _, out, _ = run("rank", "--answers", NEW, "--json", "--top", "923")
        every = {own["entry"]["slug"]: own for own in fits(out)}
        # The ranks stay those among all.
        ranks = {slug: own["rank"] for slug, own in every.items()}
        for level, hidden in (
            ("strong", {"strongly against"}),
            ("all", {"strongly against", "against"}),
        ):
            _, out, err = run(
                "rank", "--answers", NEW, "--csv", "--top", "923", "--preferred", level
            )
            kept = {
                own["slug"]: int(own["rank"])
                for own in csv.DictReader(io.StringIO(out))
            }
            flagged = {
                slug
                for slug, own in every.items()
                if any(match["verdict"] in hidden for match in own["preferences"])
            }
            assert flagged
            assert kept == {
                slug: rank for slug, rank in ranks.items() if slug not in flagged
            }
            assert sum(self.counts(err).values()) == len(flagged)

    def test_what_is_not_rated_is_kept_and_counted(self, run):
        _, out, err = run(
            "rank", "--answers", OLD, "--prefer", "outdoors,few", "--preferred",
            "strong", "--json", "--top", "923",
        )  # fmt: skip
        unrated = {"place": 0, "pace": 0}
        for own in fits(out):
            for match in own["preferences"]:
                unrated[match["id"]] += match["verdict"] == "not rated"
        assert unrated["place"] == 42
        assert unrated["pace"] > unrated["place"]
        assert self.kept_not_rated(err) == (
            f"Kept, though not rated: 42 on outdoors, {unrated['pace']} on few deadlines."
        )

    def test_the_counts_go_with_those_of_other_filters(self, run):
        _, _, err = run(
            "rank", "--answers", OLD, "--pay", "300000", "--prefer", "outdoors",
            "--preferred", "strong",
        )  # fmt: skip
        assert re.match(r"pay at least \$300,000 a year: 9\d\d? filtered out", err)
        assert "much rather outdoors" in self.counts(err)

    def test_mild_preferences_hide_nothing_as_strong_ones(self, run):
        _, _, err = run("rank", "--answers", NEW, "--preferred", "strong")
        assert all(asked.startswith("much rather ") for asked in self.counts(err))
        code, out, err = run(
            "rank", "--answers", f"{OLD}.{'2' * 10}", "--preferred", "strong"
        )
        assert (code, out) == (2, "")
        assert "none of your preferences is strong" in err

    @pytest.mark.parametrize("answers", [OLD, f"{OLD}.{'3' * 10}"])
    def test_without_preferences_it_says_how_to_give_them(self, run, answers):
        code, out, err = run("rank", "--answers", answers, "--preferred", "all")
        assert (code, out) == (2, "")
        assert "--prefer outdoors,alone" in err

    def test_named_ones_take_the_place_of_those_on_the_same(self, run):
        _, out, _ = run(
            "rank", "--answers", NEW, "--prefer", "alone", "--json", "--top", "1"
        )
        given = {
            own["id"]: own["prefers"] for own in json.loads(out)["answered_preferences"]
        }
        assert given["people"] == "alone"
        assert given["place"] == "indoors"
        assert len(given) == 10

    def test_scores_of_another_test_may_have_preferences(self, run):
        riasec = "R=31,I=24,A=20,S=18,E=9,C=12"
        _, out, _ = run(
            "rank", "--riasec", riasec, "--prefer", "alone,few", "--top", "4"
        )
        assert "! against your preference: tight deadlines (strongly)" in out


class TestScreens:
    def test_the_ranking_flags_and_explains_the_flag(self, run):
        _, out, _ = run("rank", "--answers", NEW, "--top", "3")
        assert "! against your preference: tight deadlines (strongly)" in out
        assert "! conflicts with a preference" in " ".join(out.split())
        _, out, _ = run("rank", "--answers", OLD, "--top", "3")
        assert "prefer" not in out

    def test_what_is_not_rated_is_said(self, run):
        _, out, _ = run("why", "medical-records-specialist", "--answers", NEW)
        assert "Not rated on: with people, indoors, " in out
        assert "rated on 0 of your 8 preferences" in reasons.conflicts(
            [PreferenceCheck(Choice(PLACE, 1), Verdict.NOT_RATED)] * 8
        )

    def test_a_saved_profile_with_them_tells_on_the_page_of_an_occupation(
        self, run, home
    ):
        keep(home, NEW)
        _, out, err = run("show", "roofer", "-s", "interests")
        assert err == ""
        words = " ".join(out.split())
        assert (
            "Strongly against your preference: outdoors, more so than 98% of" in words
        )
        assert "In between" not in words
        _, out, _ = run("profile", "show")
        assert "Much rather with people than alone" in out
        assert "Either is fine: little conflict or handling conflict" in out
        assert "Not answered: clean and quiet or dirt and noise" in out
        assert "quick quiz, preferences" in run("profile", "list")[1]

    def test_an_older_profile_is_as_it_was(self, run, home):
        keep(home, OLD)
        assert "prefer" not in run("rank", "--top", "2")[1]
        _, out, _ = run("show", "roofer", "-s", "interests")
        assert "prefer" not in out
        assert "which way your answers point" in run("profile", "show")[1]
        assert "quick quiz\n" in run("profile", "list")[1]

    @pytest.mark.parametrize(
        "display",
        [Display(40), Display(80), Display(80, plain=True), Display(80, ascii=True)],
        ids=str,
    )
    def test_whole(self, display: Display, golden: Callable[[str, str], None]):
        own = quiz.profile(BANK, *quiz.answers_in(BANK, NEW))
        met = preferences.met(own.choices, open_index().ratings(WORK_CONTEXT))
        slugs = ("roofer", "concierge", "medical-records-specialist")
        drawn = [
            reasons.chosen_preferences(own.choices, display),
            *(reasons.checked_preferences(met[slug], display) for slug in slugs),
        ]
        text = "".join(rendered(part, display, color=False) for part in drawn)
        text += "\n".join(
            line for slug in slugs for line in reasons.conflicts(met[slug])
        )
        assert max(map(len, text.splitlines()[:-5])) <= display.width
        kind = (
            "plain"
            if display.plain
            else "ascii"
            if display.ascii
            else str(display.width)
        )
        golden(f"preferences-{kind}.txt", f"{text}\n")


class TestAsked:
    """The optional part line by line; keys are in test_preferences_terminal."""

    def quiz(self, run, monkeypatch, lines: str, *flags: str):
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        return run("quiz", "--plain", "--json", "--top", "1", *flags)

    MAIN = typed(OLD)

    def test_yes_asks_them_after_the_others(self, run, monkeypatch, home):
        lines = self.MAIN + "y\n5\n1\n5\n2\n4\ns\n1\n2\n4\n3\n\n"
        code, out, err = self.quiz(run, monkeypatch, lines)
        assert code == 0
        assert json.loads(out)["replay"] == NEW
        assert "10 more questions on where and how you like to work? One minute;" in err
        assert "Question 30 of 30." in err
        assert "Optional: Where and how you like to work" in err
        assert "Question 31 of 40. Which would you rather have?" in err
        assert "1 = Much rather indoors, 5 = Much rather outdoors" in err
        kept = json.loads((home / "profiles" / "me.json").read_text())
        assert kept["replay"] == NEW
        assert not (home / "unfinished.json").exists()

    @pytest.mark.parametrize("no", ["n\n", "NO\n", "\n", ""])
    def test_no_enter_or_the_end_of_input_asks_nothing_more(self, run, monkeypatch, no):
        code, out, err = self.quiz(run, monkeypatch, self.MAIN + no)
        assert code == 0
        assert json.loads(out)["replay"] == OLD
        assert "of 40" not in err

    def test_an_answer_that_is_neither_is_refused_by_its_line(self, run, monkeypatch):
        code, out, err = self.quiz(run, monkeypatch, self.MAIN + "what\nn\n")
        assert (code, out) == (2, "")
        assert "'what'" in err

    def test_they_can_be_left_out_or_taken_from_the_start(self, run, monkeypatch):
        _, out, err = self.quiz(run, monkeypatch, self.MAIN, "--no-preferences")
        assert "more questions" not in err
        assert json.loads(out)["replay"] == OLD
        lines = self.MAIN + "5\n" * 10
        _, out, err = self.quiz(run, monkeypatch, lines, "--preferences")
        assert "more questions" not in err
        assert "Question 1 of 40." in err
        assert json.loads(out)["replay"] == f"{OLD}.{'5' * 10}"
        for flag in ("--preferences", "--no-preferences"):
            assert run("quiz", "--answers", OLD, flag)[:2] == (2, "")

    def test_stopped_in_them_there_is_a_result_and_the_rest_can_follow(
        self, run, monkeypatch, home
    ):
        code, out, err = self.quiz(run, monkeypatch, self.MAIN + "y\n5\n1\nq\n")
        assert code == 0
        assert json.loads(out)["replay"] == f"{OLD}.51--------"
        assert "Your answers are saved. To resume:\ncareerfit quiz" in err
        kept = json.loads((home / "profiles" / "me.json").read_text())
        assert kept["replay"] == f"{OLD}.51--------"
        _, out, err = self.quiz(run, monkeypatch, "4\n" * 8)
        assert "at question 33 of 40" in err
        assert json.loads(out)["replay"] == f"{OLD}.5144444444"
        assert not (home / "unfinished.json").exists()

    def test_stopped_before_them_there_is_no_result(self, run, monkeypatch, home):
        code, out, _ = self.quiz(run, monkeypatch, "3\nq\n", "--preferences")
        assert (code, out) == (0, "")
        assert not (home / "profiles").exists()

    def test_one_begun_can_go_on_without_them(self, run, monkeypatch):
        self.quiz(run, monkeypatch, self.MAIN + "y\n5\nq\n")
        _, out, err = self.quiz(run, monkeypatch, "\n", "--no-preferences")
        assert json.loads(out)["replay"] == OLD
        assert "Part 4" not in err

    def test_they_can_be_added_to_finished_answers(self, run, monkeypatch):
        _, out, err = self.quiz(
            run, monkeypatch, "2\n" * 10, "--continue", OLD, "--preferences"
        )
        assert "Question 31 of 40." in err
        assert json.loads(out)["replay"] == f"{OLD}.{'2' * 10}"

    def test_nothing_kept_says_how_to_go_on(self, run, monkeypatch, home):
        lines = self.MAIN + "y\n5\nq\n"
        _, _, err = self.quiz(run, monkeypatch, lines, "--no-save")
        assert f"careerfit quiz --continue {OLD}.5---------" in err
        assert not home.exists()


class TestOnTheirOwn:
    def test_a_saved_profile_gets_them_without_the_quiz(self, run, monkeypatch, home):
        keep(home, OLD)
        monkeypatch.setattr("sys.stdin", io.StringIO("1\n5\nq\n"))
        code, out, err = run("profile", "preferences", "--plain")
        assert code == 0
        assert "Question 1 of 10." in err
        assert "Much rather outdoors than indoors" in out
        kept = json.loads((home / "profiles" / "me.json").read_text())
        assert kept["replay"] == f"{OLD}.15--------"
        assert kept["made"] == "2026-05-01"

    def test_they_can_be_changed(self, run, monkeypatch, home):
        keep(home, NEW)
        monkeypatch.setattr("sys.stdin", io.StringIO("1\nq\n"))
        _, _, err = run("profile", "preferences", "--plain")
        assert "Your answer so far: 5 = Much rather with people." in err
        kept = json.loads((home / "profiles" / "me.json").read_text())
        assert kept["replay"] == f"{OLD}.11524-1243"

    def test_without_a_profile_it_says_to_take_the_quiz(self, run):
        code, out, err = run("profile", "preferences", "--plain")
        assert (code, out) == (2, "")
        assert "take the quiz" in err
