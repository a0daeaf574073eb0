"""The occupations that lean most on an element, and which element a text means."""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerfit_cli import search
from careerfit_cli.compare.top_elements import top_elements
from careerfit_cli.errors import UsageError
from careerfit_cli.model.elements import DOMAINS, ELEMENTS
from fitting import HILLS, NONE6, WAVE, made

ENTRIES = [made(name, *NONE6, *HILLS, *WAVE) for name in ("Bakers", "Actors", "Cooks")]
WRITING = search.element("skills: Writing")


class TestElement:
    @pytest.mark.parametrize(
        ("query", "whole"),
        [
            ("Social Orientation", "work styles: Social Orientation"),
            ("social-orientation", "work styles: Social Orientation"),
            (
                "outdoors exposed to weather",
                "work context: Outdoors, Exposed to Weather",
            ),
            ("weather", "work context: Outdoors, Exposed to Weather"),
            ("programing", "skills: Programming"),
            ("skills: Mathematics", "skills: Mathematics"),
            ("KNOWLEDGE:mathematics", "knowledge: Mathematics"),
            ("work_values: Independence", "work values: Independence"),
            ("styles: innovation", "work styles: Innovation"),
            ("Achievement", "work values: Achievement"),
        ],
    )
    def test_is_found_by_its_name_or_nearly(self, query, whole):
        assert search.element(query).whole == whole

    def test_every_one_is_found_by_its_whole_name(self):
        assert [search.element(own.whole) for own in ELEMENTS] == [*ELEMENTS]
        by_domain = [search.element(own.name, own.domain.title) for own in ELEMENTS]
        assert by_domain == [*ELEMENTS]

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            (
                "Public Speaking",
                ["interest areas: Public Speaking", "work context: Public Speaking"],
            ),
            ("Mathematics", ["skills: Mathematics", "knowledge: Mathematics"]),
            ("math", ["skills: Mathematics", "abilities: Mathematical Reasoning"]),
        ],
    )
    def test_several_are_told_apart(self, query, names):
        with pytest.raises(UsageError, match="may mean") as caught:
            search.element(query)
        for name in names:
            assert f'"{name}"' in caught.value.hint

    def test_a_domain_tells_two_of_one_name_apart(self):
        assert search.element("Mathematics", "skills").domain.key == "skills"
        assert search.element("Mathematics", "Knowledge").domain.key == "knowledge"

    def test_one_that_is_merely_like_is_not_taken(self):
        with pytest.raises(UsageError, match="nothing that is rated") as caught:
            search.element("team leadership")
        assert caught.value.hint == "nearest: work styles: Leadership Orientation"

    @pytest.mark.parametrize("query", ["xyzzy", "", " ", ":", "\x1b[31m", "q" * 5000])
    def test_nothing_is_made_of_nothing(self, query):
        with pytest.raises(UsageError):
            search.element(query)

    def test_a_wrong_domain_lists_them(self):
        for arguments in (("luck: Writing",), ("Writing", "luck")):
            with pytest.raises(UsageError, match="'luck' is not a domain") as caught:
                search.element(*arguments)
            assert "work styles" in caught.value.hint

    @given(st.text(max_size=30))
    def test_any_text_means_an_element_or_is_refused(self, query):
        with suppress(UsageError):
            assert search.element(query).domain in DOMAINS


class TestLeanings:
    def test_highest_first_equals_by_title_and_share_a_rank(self):
        ratings = {
            "bakers": {"Writing": 50.0},
            "actors": {"Writing": 80.0},
            "cooks": {"Writing": 80.0},
        }
        found = top_elements(WRITING, ENTRIES, ratings, {})
        assert [(own.entry.title, own.rank, own.score) for own in found.found] == [
            ("Actors", 1, 80),
            ("Cooks", 1, 80),
            ("Bakers", 3, 50),
        ]
        assert (found.rated, found.mean, found.unrated) == (3, 70, 0)
        lowest = top_elements(WRITING, ENTRIES, ratings, {}, lowest=True)
        assert [(own.entry.title, own.rank) for own in lowest.found] == [
            ("Bakers", 1),
            ("Actors", 2),
            ("Cooks", 2),
        ]

    def test_ranks_are_those_among_all_and_the_unrated_are_counted(self):
        ratings = {
            "bakers": {"Writing": 50.0},
            "actors": {"Writing": 80.0},
            "cooks": {},
        }
        found = top_elements(WRITING, [ENTRIES[0], ENTRIES[2]], ratings, {})
        assert [(own.entry.title, own.rank) for own in found.found] == [("Bakers", 2)]
        assert (found.rated, found.unrated) == (2, 1)
        assert top_elements(WRITING, ENTRIES, {}, {}).found == ()

    def test_low_precision_is_told(self):
        ratings = {"bakers": {"Writing": 50.0}, "actors": {"Writing": 80.0}}
        weak = {"bakers": frozenset({"Writing"}), "actors": frozenset({"Speaking"})}
        found = top_elements(WRITING, ENTRIES, ratings, weak)
        assert [own.weak for own in found.found] == [False, True]


class TestCommand:
    def test_the_screen_says_what_it_means_and_the_mean(self, run):
        out = run("top", "programming", "--top", "3").out
        assert out.startswith("Programming  skills\nWriting code")
        assert re.search(r"Computer Programmers +94 +1 +\$100,390 +-6.0%", out)
        assert "75?" in out
        assert "? marks low precision" in out
        assert "The mean of all 894 rated is 15." in out
        assert "1 more has the last of these scores." in out
        assert "29 occupations are not rated on it." in out

    def test_filters_and_orders_are_those_of_list(self, run):
        done = run("top", "programming", "--pay", "100000", "--json", "--top", "5")
        rows = done.data["occupations"]
        assert all(row["median"] >= 100_000 for row in rows)
        assert [row["rank"] for row in rows] == sorted(row["rank"] for row in rows)
        assert re.search(r"pay at least \$100,000 a year: \d+ filtered", done.err)
        by_pay = run(
            "top", "programming", "--pay", "100000", "--json", "--top", "5",
            "--sort", "pay",
        ).data["occupations"]  # fmt: skip
        assert {row["slug"] for row in by_pay} == {row["slug"] for row in rows}
        medians = [row["median"] for row in by_pay]
        assert medians == sorted(medians, reverse=True)
        area = run("top", "programming", "--state", "CA", "--json", "--top", "1").data
        assert area["occupations"][0]["pay_area"] == "California"

    def test_json_says_its_sources_and_units(self, run):
        data = run("top", "knowledge: mathematics", "--json", "--top", "2").data
        assert data["schema"] == "careerfit.top/1"
        assert data["element"] == {"domain": "knowledge", "name": "Mathematics"}
        assert data["sources"]["knowledge"] == ["O*NET 30.1"]
        assert data["sources"]["pay"][0].startswith("BLS Occupational Employment")
        assert data["units"]["score"] == "O*NET standardized score, 0-100"

    def test_csv_and_markdown(self, run):
        out = run("top", "programming", "--csv", "--top", "3").out
        rows = list(csv.DictReader(io.StringIO(out)))
        assert [row["rank"] for row in rows] == ["1", "2", "3"]
        assert rows[2]["weak"] == "true"
        assert rows[0]["element"] == "Programming"
        out = run("top", "programming", "--markdown", "--top", "1").out
        assert out.startswith("| domain | element | rank | score | weak | slug |")

    def test_a_near_name_is_told_and_an_unclear_one_refused(self, run):
        done = run("top", "programing", "--top", "1")
        assert done.err == "Showing skills: Programming for 'programing'.\n"
        assert run("top", "Skills:Programming", "--top", "1").err == ""
        done = run("top", "public speaking")
        assert (done.code, done.out) == (2, "")
        assert '"interest areas: Public Speaking"' in done.err

    def test_nothing_left_prints_nothing(self, run):
        done = run("top", "programming", "--pay", "9000000")
        assert (done.code, done.out) == (0, "")
        assert "Nothing is left" in done.err
