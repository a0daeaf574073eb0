"""The report: what it says, that it is well-formed and accessible, and that it is safe."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import pairwise

import html5lib
import pytest

import pages
from careerfit_cli import preferences, quiz
from careerfit_cli.matching import BASE, tiers
from careerfit_cli.model.attribution import NO_CLAIM, NOTICES
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.preferences import PreferenceCheck, Verdict
from careerfit_cli.report import Career, Person, brief, career, page, wording
from careerfit_cli.storage.bank import load_bank
from careerfit_cli.ui.loading import open_index

pytestmark = pytest.mark.core

HOSTILE = "</title><script>alert(1)</script>\"'`><img src=x onerror=a&amp;\u202e\x1b[31m{{ 7*7 }}"


@pytest.fixture(scope="module")
def report():
    """A person who much prefers what the first careers do not offer."""
    return pages.sample(2, "alone,outdoors")


@pytest.fixture(scope="module")
def text(report):
    return page(report)


@pytest.fixture(scope="module")
def bare():
    """Two occupations and nobody: one paid by the hour only, one not reported at all."""
    unknown = Occupation("unknown-worker", "99-9999.00", "Unknown Workers")
    return pages.made(Career(pages.load("actor")), Career(unknown))


def scores_only(riasec: str, top: int = 1):
    """A report on the scores of another test."""
    mine = quiz.profile_of_interests(quiz.interest_scores(riasec))
    result = tiers.result(mine, open_index().catalogue, top)
    matches = result.ranking.matches
    careers = [Career(pages.load(match.entry.slug), match) for match in matches]
    return pages.made(*careers, person=Person(mine, result))


class TestWhole:
    @pytest.mark.parametrize("name", ["report", "report-bare"])
    def test_golden(self, name: str, golden: Callable[[str, str], None], bare):
        own = bare if name == "report-bare" else pages.sample(1, "alone,outdoors")
        text = page(own)
        # The style is looked at, not read.
        text = text.replace(pages.style(text), "").replace(_hash(text), "HASH")
        golden(f"{name}.html", text)

    def test_the_same_report_is_the_same_bytes(self, report, text):
        assert page(report) == text
        assert text.isascii()

    def test_the_day_it_was_made_is_an_argument(self, report):
        own = page(replace(report, made=date(2031, 2, 3)))
        assert '<time datetime="2031-02-03">February 3, 2031</time>' in own

    def test_it_says_what_it_is_and_whose_the_figures_are(self, report, bare):
        for own in (report, bare):
            words = pages.words(page(own))
            for notice in NOTICES:
                assert notice in words
        assert NO_CLAIM in pages.words(page(report))
        assert "does not say who a career fits" in pages.words(page(bare))

    def test_it_holds_the_answers_and_says_so(self, report, text, bare):
        words = pages.words(text)
        assert f"careerfit quiz --answers {report.person.profile.replay}" in words
        assert "This page holds your answers: anyone who has it can read them." in words
        assert "answers:" not in pages.words(page(bare))

    def test_every_occupation_of_a_sample_has_a_page(self):
        entries = open_index().catalogue.entries[::60]
        careers = [Career(pages.load(own.slug)) for own in entries]
        own = page(pages.made(*careers))
        pages.tree(own)
        for entry in entries:
            assert entry.title in pages.words(own)


class TestWords:
    def test_figures_have_unit_statistic_year_and_source(self, text):
        words = pages.words(text)
        for said in (
            "BLS Occupational Employment and Wage Statistics, May 2025",
            "Median pay $97,550 a year half earn less, half more; United States, May 2025",
            "High end $137,470 a year 10% earn more (90th percentile); United States",
            "Growth +4.9% Faster than average; projected change in jobs; United States",
            "Openings 189,100 a year average, people leaving included; United States",
            "job: O*NET 30.1",
        ):
            assert said in words, said

    def test_pay_by_the_hour_and_what_is_missing(self, bare):
        words = pages.words(page(bare))
        assert re.search(r"Median pay \$\d+\.\d\d an hour half earn less", words)
        assert "Pay a year is not reported for any of these careers." in words
        assert "Pay not reported No pay is published" in words
        assert "None" not in words
        some = pages.made(*bare.careers, Career(pages.load("carpenter")))
        words = pages.words(page(some))
        assert "an hour (no pay a year is published)" in words
        assert "Unknown Workers not reported" in words

    def test_the_whole_decomposition_adds_up(self, report):
        for each in report.careers:
            table = career.decomposition(each.match, each.occupation.sources)
            rows = [row for group in table.groups for row in group.rows]
            assert len(rows) == 68
            points = sum(float(row[-1].replace(wording.MINUS, "-")) for row in rows)
            assert points + BASE == pytest.approx(each.match.score)
            heads = [float(re.search(r"[+-][\d.]+", own.heading.replace(wording.MINUS, "-"))[0])
                     for own in table.groups]  # fmt: skip
            assert sum(heads) == pytest.approx(points)

    def test_every_point_says_how_both_meet(self, report):
        for part in report.careers[0].match.contributions:
            said = wording.meeting(part)
            if part.points > 0:
                assert said == ("both high" if part.person_unit > 0 else "both low")
            elif part.points < 0:
                assert said == ("you more" if part.person_unit > 0 else "the job more")
            else:
                assert said == "no effect"

    @pytest.mark.parametrize(
        ("points", "said"),
        [(7.7, "+7.7"), (-0.2, "\u22120.2"), (0.0, "0.0"), (-0.0, "0.0")],
    )
    def test_signs(self, points, said):
        assert wording.signed(points) == said

    def test_stability_stands_in_the_table_and_with_the_career(self, report, text):
        sure = report.careers[0].stability
        ranks = f"{sure.low_rank} to {sure.high_rank}"
        words = pages.words(text)
        assert f"{ranks} {sure.tag}" in words
        assert f"{sure.tag.capitalize()}: rank {ranks}" in words

    def test_scores_of_another_test_have_no_range_and_no_replay(self):
        words = pages.words(page(scores_only("R=31,I=24,A=20,S=18,E=9,C=12")))
        assert "The certainty of a FIT is known only for answers" in words
        assert "Range of" not in words
        assert "Not used: there are no answers on work styles." in words
        assert "This page holds your interest scores" in words
        assert "--answers" not in words

    def test_too_little_signal_ranks_nothing(self):
        own = page(scores_only("R=40,I=40,A=40,S=40,E=40,C=39"))
        words = pages.words(own)
        assert "There is not enough signal in the answers to rank careers." in words
        assert "the six interest scores are all about the same" in words
        assert not list(pages.all_of(own, "article"))

    def test_careless_answers_get_no_claim(self, report):
        mine = replace(
            report.person.profile, careless_reason="Hm.", notes=("odd answers",)
        )
        own = page(replace(report, person=replace(report.person, profile=mine)))
        assert "These answers look careless." in pages.words(own)
        assert "Odd answers." in pages.words(own)

    def test_a_career_that_cannot_be_ranked_says_so(self, report):
        own = replace(report, careers=(Career(pages.load("legislator")),), named=True)
        assert "Not ranked: too few of its ratings" in pages.words(page(own))

    def test_preferences_are_told_and_flagged_and_not_part_of_fit(self, text):
        words = pages.words(text)
        assert "Much rather outdoors than indoors" in words
        assert "not part of FIT" in words
        flag = "1. Registered Nurses against your preference: with people (strongly)"
        assert flag in words
        row = (
            r"Much rather alone than with people with people, more so than \d+% of occ"
        )
        assert re.search(row, words)
        without = pages.words(page(pages.sample(1)))
        assert "your preference" not in without.lower()

    def test_preferences_on_what_is_not_rated_say_so(self):
        bank = load_bank()
        (choice,) = preferences.named(bank.opposites, "outdoors")
        table = career.preferred([PreferenceCheck(choice, Verdict.NOT_RATED)])
        said = "Much rather outdoors than indoors"
        assert table.rows == ((said, "not rated", "not rated"),)
        assert wording.flags([PreferenceCheck(choice, Verdict.NOT_RATED)]) == ""

    def test_what_filters_hid(self, report):
        own = page(replace(report, hidden=(("pay at least $90,000 a year", 700),)))
        assert (
            "Filters: pay at least $90,000 a year (700 filtered out)."
            in pages.words(own)
        )

    def test_titles(self, report, bare):
        titles = [
            pages.tree(page(own)).find("body/header/h1").text
            for own in (
                report,
                replace(report, named=True),
                bare,
                pages.made(Career(pages.load("carpenter"))),
            )
        ]
        assert titles == [
            "Careers that match your answers",
            "How these careers match your answers",
            "Careers at a glance",
            "Carpenters",
        ]


class TestMarkup:
    def test_html_parsers_find_no_fault_and_the_same_tree_as_xml(self, text, bare):
        for own in (text, page(bare)):
            strict = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
            tags = [found.tag.split("}")[-1] for found in strict.parse(own).iter()]
            assert tags == [found.tag for found in pages.tree(own).iter()]

    def test_ids_are_unique_and_all_that_is_named_is_there(self, text):
        ids = [own.get("id") for own in pages.tree(text).iter() if own.get("id")]
        assert len(ids) == len(set(ids))
        for own in pages.tree(text).iter():
            for name in own.get("aria-labelledby", "").split():
                assert name in ids
            if own.get("href"):
                assert own.get("href").removeprefix("#") in ids

    def test_headings_are_in_order_and_landmarks_are_there(self, text, bare):
        for own in (text, page(bare)):
            levels = [
                int(found.tag[1]) for found in pages.all_of(own, "h1", "h2", "h3")
            ]
            assert levels.count(1) == 1
            assert levels[0] == 1
            assert all(own <= before + 1 for before, own in pairwise(levels))
            body = pages.tree(own).find("body")
            assert [found.tag for found in body] == [
                "a", "header", "nav", "main", "footer",
            ]  # fmt: skip
            assert body[0].get("href") == "#main"
        assert pages.tree(text).get("lang") == "en-US"

    def test_every_chart_has_a_name_or_stands_beside_its_number(self, text):
        charts = [
            each
            for each in pages.all_of(text, "div")
            if "chart " in each.get("class", "")
        ]
        assert len(charts) > 30
        for each in charts:
            number, strip = each
            assert number.text
            if strip.get("aria-hidden") != "true":
                assert (strip.get("role"), strip[0].tag) == ("img", "title")
                assert strip[0].text.startswith("10% earn less than $")

    def test_tables_have_captions_and_heads(self, text):
        tables = list(pages.all_of(text, "table"))
        assert len(tables) > 8
        for own in tables:
            assert own[0].tag == "caption"
            assert own[0].text
            for head in own.iter("th"):
                assert head.get("scope") in ("col", "row", "rowgroup")
            for row in own.find("tbody").iter("tr"):
                assert row[0].tag == "th" or row.get("class") == "reasons"


class TestSafety:
    def test_nothing_is_asked_for_and_only_its_own_style_applies(self, text):
        assert not re.search(r"https?:|url\(|@import|javascript:", text)
        assert not list(pages.all_of(text, "script", "img", "link", "iframe", "form"))
        for own in pages.tree(text).iter():
            assert not {"src", "style", "action"} & own.attrib.keys()
            assert not any(name.startswith("on") for name in own.attrib)
        policy = next(
            own.get("content")
            for own in pages.all_of(text, "meta")
            if own.get("http-equiv") == "Content-Security-Policy"
        )
        assert policy == (
            f"default-src 'none'; style-src 'sha256-{_hash(text)}'; "
            "base-uri 'none'; form-action 'none'"
        )

    def test_hostile_text_in_every_field_changes_no_markup(self, report):
        report = replace(report, hidden=(("asked", 3),), named=True)
        harmless = page(pages.reworded(report, lambda own: f"{own} harmless"))
        hostile = page(pages.reworded(report, lambda own: f"{own} {HOSTILE}"))
        assert pages.shape(hostile) == pages.shape(harmless)
        assert "<script" not in hostile
        assert "\x1b" not in hostile
        assert "&#8238;" not in hostile
        words = pages.words(hostile)
        # Each place shows the text as it was given, marks of direction but spaces.
        assert words.count("</title><script>alert(1)</script>\"'`><img src=x") > 150
        assert "onerror=a&amp; [31m{{ 7*7 }}" in words

    def test_hostile_text_reaches_an_html_parser_as_text(self, report):
        hostile = page(pages.reworded(report, lambda own: f"{own} {HOSTILE}"))
        strict = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        tags = {own.tag.split("}")[-1] for own in strict.parse(hostile).iter()}
        assert not tags & {"script", "img"}


class TestColors:
    """Contrast as WCAG 2 counts it, of what is drawn on what."""

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize(
        ("front", "back", "least"),
        [
            ("ink", "paper", 7),
            ("ink", "panel", 7),
            ("soft", "paper", 4.5),
            ("soft", "panel", 4.5),
            ("accent", "paper", 4.5),
            ("accent", "panel", 4.5),
            ("against", "paper", 4.5),
            ("ink", "middle", 4.5),
            ("accent", "track", 3),
        ],
    )
    def test_contrast(self, text, scheme, front, back, least):
        colors = _colors(pages.style(text))[scheme]
        assert _contrast(colors[front], colors[back]) >= least

    def test_both_schemes_name_the_same_colors(self, text):
        light, dark = _colors(pages.style(text)).values()
        assert light.keys() == dark.keys()


def _hash(text: str) -> str:
    return b64encode(sha256(pages.style(text).encode()).digest()).decode()


def _colors(style: str) -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root \{\s*color-scheme.*?\}", style, re.DOTALL)
    named = re.compile(r"--(\w+): (#[0-9a-f]{6})\b")
    return {"light": dict(named.findall(light)), "dark": dict(named.findall(dark))}


def _contrast(one: str, other: str) -> float:
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        own / 12.92 if own <= 0.04045 else ((own + 0.055) / 1.055) ** 2.4
        for own in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_pay_of_the_brief_part_is_in_the_order_of_its_tables() -> None:
    # By rank, tiers and their groups are not in order.
    report = pages.sample(10)
    listed = [
        each.occupation
        for tier in brief.tiers(report.person, report.careers)
        for direction in tier.directions
        for each in direction.careers
    ]
    assert listed != [each.occupation for each in report.careers]
    assert brief.by_tier(report.person, report.careers) == listed
