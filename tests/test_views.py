"""Whole screens, as they are printed at 40, 80 and 120 columns, plain and in color."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from rich.console import RenderableType

from careerfit_cli import filters, quiz, search
from careerfit_cli.commands import compare, define, profile, profile_diff, why
from careerfit_cli.commands import list as listing
from careerfit_cli.commands import path as path_command
from careerfit_cli.commands import search as search_command
from careerfit_cli.commands import similar as similar_command
from careerfit_cli.commands import top as top_command
from careerfit_cli.commands.show import page
from careerfit_cli.compare.norms import Norms, Ratings, norms
from careerfit_cli.compare.paths import path_between as between
from careerfit_cli.compare.side_by_side import side_by_side
from careerfit_cli.compare.similar import SimilarOccupations, similar_to
from careerfit_cli.compare.states import by_state, in_state
from careerfit_cli.compare.top_elements import top_elements
from careerfit_cli.matching.difference import diff
from careerfit_cli.matching.explain import Explanation, explain
from careerfit_cli.matching.tiers import Result
from careerfit_cli.matching.tiers import result as matched
from careerfit_cli.model.catalogue import Catalogue
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.profile import Profile, Side
from careerfit_cli.preferences import Met
from careerfit_cli.storage import occupations, paths
from careerfit_cli.storage.bank import load_bank
from careerfit_cli.storage.glossary import load_glossary
from careerfit_cli.storage.index import Index
from careerfit_cli.ui.loading import all_ratings, met, open_index, open_tables
from careerfit_cli.ui.profile_options import area_names, with_preferences
from careerfit_cli.ui.terminal import rendered
from careerfit_cli.views import (
    figures,
    ranking,
    state_pay,
)
from careerfit_cli.views.display import Display, half_up, say
from codes import CARELESS, NURSE_STANDARD

pytestmark = pytest.mark.core

ANSWERS = NURSE_STANDARD
LOOKS = {
    "40": Display(40),
    "80": Display(80),
    "120": Display(120),
    "plain": Display(80, plain=True),
    "ascii": Display(80, ascii=True),
}


@cache
def the_index() -> Index:
    return open_index()


@cache
def the_ratings() -> Ratings:
    return all_ratings(the_index())


@cache
def load(slug: str) -> Occupation:
    return occupations.load(paths.builtin_occupations() / f"{slug}.yaml")


def profile_page(display: Display) -> RenderableType:
    return page.render(load("medical-health-services-manager"), display)


def sparse_page(display: Display) -> RenderableType:
    return page.render(load("legislator"), display, everything=True)


def state_page(display: Display) -> RenderableType:
    nurse = load("registered-nurse")
    state = in_state(nurse.pay, "California")
    return page.render(nurse, display, ["contacts", "states"], state=state)


def pay_by_state(display: Display) -> RenderableType:
    found = load("acute-care-nurse")
    prices = open_tables().price_levels
    return state_pay.by_state(found, by_state(found.pay), display, "pay", prices)


@cache
def the_norms() -> Norms:
    return norms(the_ratings())


def two(display: Display) -> RenderableType:
    found = [load("medical-health-services-manager"), load("registered-nurse")]
    return compare.render(side_by_side(found, the_norms()), display)


def nurse_to_practitioner(display: Display) -> RenderableType:
    found = between(load("registered-nurse"), load("nurse-practitioner"))
    return path_command.render(found, display)


def top_programming(display: Display) -> RenderableType:
    index = the_index()
    own = search.element("programming")
    weak = index.low_precision(own.domain)
    found = top_elements(own, index.catalogue, index.ratings(own.domain), weak)
    return top_command.render(found, found.found[:10], display)


def like_carpenters(display: Display) -> RenderableType:
    return similar_command.render(like("carpenter"), display)


def five(display: Display) -> RenderableType:
    slugs = (
        "actor",
        "legislator",
        "carpenter",
        "acute-care-nurse",
        "tour-guide-escort",
    )
    found = side_by_side([load(slug) for slug in slugs], the_norms())
    return compare.render(found, display)


@cache
def result_of(answers: str) -> tuple[Profile, Result]:
    bank, catalogue = load_bank(), the_index().catalogue
    mine = quiz.profile(bank, *quiz.answers_in(bank, answers))
    return mine, matched(mine, catalogue, 10)


def result(display: Display, answers: str = ANSWERS) -> RenderableType:
    mine, found = result_of(answers)
    return ranking.ranked(mine, found, 10, display, ranking.Context(area_names()))


def educated(display: Display) -> RenderableType:
    """The same result, with what needs more schooling apart."""
    mine, found = result_of(ANSWERS)
    context = ranking.Context(area_names(), education="Associate's degree")
    return ranking.ranked(mine, found, 10, display, context)


def careless(display: Display) -> RenderableType:
    return result(display, CARELESS)


def two_people(display: Display, *, everything: bool = False) -> RenderableType:
    bank = load_bank()
    friend = list(quiz.answers_in(bank, ANSWERS)[1])
    for place in (4, 10, 16):
        # Loves what the other one leaves: the Artistic and the Conventional.
        friend[place], friend[place + 1] = 5, 1
    profiles = [
        quiz.profile(bank, *quiz.answers_in(bank, ANSWERS)),
        quiz.profile(bank, "standard", friend),
    ]
    sides = [
        Side(own, name, "2026-05-02")
        for own, name in zip(profiles, ("may", "friend"), strict=True)
    ]
    found = diff(*profiles, the_index().catalogue)
    return profile_diff.render(found, sides, display, {}, everything=everything)


def two_people_in_full(display: Display) -> RenderableType:
    return two_people(display, everything=True)


def first_ten(display: Display) -> RenderableType:
    entries = the_index().catalogue.entries
    return listing.render(entries[:10], (), display, len(entries))


def found_by_words(display: Display) -> RenderableType:
    index = the_index()
    hits = search.search("nurse", index.catalogue, index.names, 8)
    return search_command.render(hits, display, more=True)


@cache
def me() -> Profile:
    bank = load_bank()
    return quiz.profile(bank, *quiz.answers_in(bank, ANSWERS))


@cache
def of_a_state() -> tuple[Profile, Result, Met]:
    """Few careers, of a state and against what is preferred."""
    index = the_index()
    there = Catalogue(filters.paid_in(index.catalogue, "California", index.state_pay))
    mine = with_preferences(me(), "outdoors,alone")
    kept = {own.slug for own in there if (own.median or 0) >= 60_000}
    return mine, matched(mine, there, 5, only=kept), met(index, mine.choices)


def narrowed_rank(display: Display) -> RenderableType:
    mine, found, matches = of_a_state()
    context = ranking.Context(area_names(), matches)
    return ranking.ranked(mine, found, 5, display, context)


@cache
def reasons_for(slug: str) -> Explanation | None:
    return explain(me(), the_index().catalogue, slug)


def why_a_nurse(display: Display) -> RenderableType:
    found = reasons_for("registered-nurse")
    assert found
    return why.render(found, display, area_names())


def saved_profile(display: Display) -> RenderableType:
    tendencies = quiz.tendencies(me())
    return profile.render(me(), tendencies, load_glossary(), area_names(), display)


def own_words(display: Display) -> RenderableType:
    terms = search.define("job zone", load_glossary())
    return define.render(terms)


SCREENS: dict[str, Callable[[Display], RenderableType]] = {
    "show": profile_page,
    "show-sparse": sparse_page,
    "show-state": state_page,
    "pay": pay_by_state,
    "compare": two,
    "compare-five": five,
    "path": nurse_to_practitioner,
    "top": top_programming,
    "similar": like_carpenters,
    "quiz": result,
    "quiz-careless": careless,
    "quiz-education": educated,
    "profile-diff": two_people,
    "profile-diff-all": two_people_in_full,
    "list": first_ten,
    "search": found_by_words,
    "rank": narrowed_rank,
    "why": why_a_nurse,
    "profile": saved_profile,
    "define": own_words,
}


@pytest.mark.parametrize("display", LOOKS)
@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str, display: str, golden: Callable[[str, str], None]) -> None:
    screen = LOOKS[display]
    text = rendered(SCREENS[name](screen), screen, color=False)
    # Addresses and commands stay on one line, so that they can be copied.
    whole = ("https://", "  careerfit ")
    lines = text.splitlines()
    folded = [line for line in lines if not any(own in line for own in whole)]
    assert max(map(len, folded)) <= screen.width
    assert "…" not in text
    assert text.isascii() or display not in ("ascii", "plain")
    golden(f"{name}-{display}.txt", text)


IN_COLOR = (
    "show",
    "show-state",
    "pay",
    "compare",
    "path",
    "list",
    "search",
    "top",
    "similar",
    "quiz",
    "rank",
    "why",
    "profile",
    "profile-diff",
)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", IN_COLOR)
def test_screen_in_color(
    name: str, width: int, golden: Callable[[str, str], None]
) -> None:
    display = Display(width)
    colored = rendered(SCREENS[name](display), display, color=True)
    # Color adds nothing to the words and takes nothing away.
    plain = rendered(SCREENS[name](display), display, color=False)
    assert ESCAPE.sub("", colored) == plain
    golden(f"{name}-color-{width}.txt", tagged(colored))


ESCAPE = re.compile(r"\x1b\[([0-9;]*)m")
STYLES = {"0": "", "1": "bold", "2": "dim", "32": "green", "33": "yellow", "36": "cyan"}


def tagged(text: str) -> str:
    """Text with its escape codes as tags that can be read: <bold cyan>Pay</>."""
    return ESCAPE.sub(
        lambda code: f"<{' '.join(STYLES[one] for one in code[1].split(';')) or '/'}>",
        text,
    )


@cache
def very_wide(name: str) -> str:
    return rendered(SCREENS[name](Display(300)), Display(300), color=False)


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("width", [40, 57, 64, 80, 100])
def test_every_word_and_figure_is_whole_at_any_width(name: str, width: int) -> None:
    wide = very_wide(name)
    text = rendered(SCREENS[name](Display(width)), Display(width), color=False)
    # Lists have no heads, nor a bar's scale, and only what is longer than a line may be
    # broken.
    heads = (
        {
            "$0",
            "Change",
            "Education",
            "Element",
            "Figure",
            "State",
            "Move",
            "Noise",
            "Occupation",
            "States",
        }
        if width < 76
        else set()
    )
    broken = words_in(wide) - words_in(text) - heads
    assert {word for word in broken if len(word) < 18} == set()


def words_in(text: str) -> set[str]:
    text = re.sub(r"https://\S+", "", text)
    words = re.findall(r"[A-Za-z0-9$][A-Za-z0-9$.,%/'*-]*", text)
    return {word.rstrip(".,") for word in words}


def unlike_others() -> list[str]:
    """Slugs with the longest names, the least data, and a seeded few of the others."""
    entries = the_index().catalogue.entries
    longest = sorted(entries, key=lambda own: max(map(len, own.title.split())))
    by_title = sorted(entries, key=lambda own: len(own.title))
    unknown = [own for own in entries if own.median is None or own.growth is None]
    others = random.Random(5).sample(entries, 5)
    chosen = (longest[-1], *by_title[-2:], *unknown[:2], *others)
    return list(dict.fromkeys(own.slug for own in chosen))


@cache
def like(slug: str) -> SimilarOccupations:
    index = the_index()
    return similar_to(load(slug), index.catalogue, the_ratings(), 10)


def screens_of(slug: str, other: str, display: Display) -> Iterator[RenderableType]:
    """Every screen that is of one occupation, or of it and another."""
    own, second = load(slug), load(other)
    yield page.render(own, display, everything=True, glossary=load_glossary())
    yield state_pay.by_state(own, by_state(own.pay), display, "state")
    found = side_by_side([own, second], the_norms())
    yield compare.render(found, display, most=None)
    yield path_command.render(between(own, second), display, everything=True)
    near = like(slug)
    yield similar_command.render(near, display, everything=True)
    if explained := reasons_for(slug):
        yield why.render(explained, display, area_names())


@pytest.mark.parametrize("place", range(10))
def test_no_line_is_wider_than_the_terminal_and_nothing_is_cut(place: int) -> None:
    slugs = unlike_others()
    slug, other = slugs[place % len(slugs)], slugs[(place + 1) % len(slugs)]
    chance = random.Random(place)
    for display in (
        Display(40 + place),
        Display(chance.randint(50, 130)),
        Display(chance.randint(40, 130), plain=True, ascii=True),
    ):
        for drawn in screens_of(slug, other, display):
            text = rendered(drawn, display, color=False)
            lines = [own for own in text.splitlines() if "https://" not in own]
            assert max(map(len, lines)) <= display.width
            assert "…" not in text
            assert "\n\n\n" not in text
            assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("name", ["list", "search", "top", "similar", "rank", "quiz"])
@pytest.mark.parametrize("display", ["40", "80", "120", "plain"])
def test_pay_and_growth_say_statistic_unit_and_year(name: str, display: str) -> None:
    text = rendered(SCREENS[name](LOOKS[display]), LOOKS[display], color=False)
    before = " ".join(text[: text.index("$")].split())
    for word in ("Median", "pay a year", "May 2025"):
        assert word in before
    if name not in ("rank", "quiz"):
        before = " ".join(text[: text.index("%")].split())
        assert "Growth" in before
        assert "2024-34" in before


def test_every_page_of_every_kind_of_occupation_can_be_drawn() -> None:
    for file in occupations.files(paths.builtin_occupations())[::45]:
        found = occupations.load(file)
        text = rendered(
            page.render(found, Display(80), everything=True),
            Display(80),
            color=False,
        )
        printed = words_in(text)
        for domain in DOMAINS:
            for name in found.ratings.get(domain.key, {}):
                assert words_in(name) <= printed


def test_data_is_never_markup_or_a_control_sequence() -> None:
    text = rendered(
        say("[bold]Baker[/] [retired]\x1b[31m\x07"), Display(80), color=True
    )
    assert text.startswith("[bold]Baker[/] [retired] [31m")


@pytest.mark.parametrize(
    ("score", "shown"),
    [(86.5, 87), (86.4, 86), (0.0, 0), (100.0, 100), (78.5, 79), (0.5, 1)],
)
def test_scores_are_rounded_half_up(score: float, shown: int) -> None:
    assert half_up(score) == shown


def test_figures_carry_their_unit_and_missing_ones_say_so() -> None:
    assert figures.dollars(123860) == "$123,860"
    assert figures.dollars(59.5, "hour") == "$59.50"
    assert figures.dollars(None) == "not reported"
    assert figures.percent(4) == "+4.0%"
    assert figures.percent(0) == "0.0%"
    assert figures.percent(-13.7) == "-13.7%"
    assert figures.percent(None) == "not reported"
    assert figures.count(616200) == "616,200"
    assert figures.job_zone(4) == "4 of 5, considerable preparation"
