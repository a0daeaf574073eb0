"""Whole screens, as they are printed at 40, 80 and 120 columns, plain and in color."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from rich.console import RenderableType

from careerfit_cli import filters, quiz, search
from careerfit_cli.cli import preferring
from careerfit_cli.cli.data import all_ratings, met, open_index, open_tables
from careerfit_cli.cli.results import area_names
from careerfit_cli.cli.screen import rendered
from careerfit_cli.compare.leaning import leanings
from careerfit_cli.compare.likeness import Neighbors, neighbors
from careerfit_cli.compare.norms import Norms, Ratings, norms
from careerfit_cli.compare.paths import path as between
from careerfit_cli.compare.side_by_side import table
from careerfit_cli.compare.states import by_state, in_state
from careerfit_cli.matching.difference import diff
from careerfit_cli.matching.explain import Explanation, explain
from careerfit_cli.matching.tiers import Result
from careerfit_cli.matching.tiers import result as matched
from careerfit_cli.model.catalogue import Catalogue
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.profile import Profile, Side
from careerfit_cli.preferences import Met
from careerfit_cli.store import occupations, places
from careerfit_cli.store.bank import load_bank
from careerfit_cli.store.glossary import load_glossary
from careerfit_cli.store.index import Index
from careerfit_cli.views import (
    comparison,
    definitions,
    difference,
    figures,
    leaning,
    likeness,
    listing,
    occupation,
    path,
    person,
    ranking,
    state_pay,
    why,
)
from careerfit_cli.views.look import Look, half_up, say
from codes import CARELESS, NURSE_STANDARD

pytestmark = pytest.mark.core

ANSWERS = NURSE_STANDARD
LOOKS = {
    "40": Look(40),
    "80": Look(80),
    "120": Look(120),
    "plain": Look(80, plain=True),
    "ascii": Look(80, ascii=True),
}


@cache
def the_index() -> Index:
    return open_index()


@cache
def the_ratings() -> Ratings:
    return all_ratings(the_index())


@cache
def load(slug: str) -> Occupation:
    return occupations.load(places.builtin_occupations() / f"{slug}.yaml")


def profile_page(look: Look) -> RenderableType:
    return occupation.page(load("medical-health-services-manager"), look)


def sparse_page(look: Look) -> RenderableType:
    return occupation.page(load("legislator"), look, everything=True)


def state_page(look: Look) -> RenderableType:
    nurse = load("registered-nurse")
    state = in_state(nurse.pay, "California")
    return occupation.page(nurse, look, ["contacts", "states"], state=state)


def pay_by_state(look: Look) -> RenderableType:
    found = load("acute-care-nurse")
    prices = open_tables().price_levels
    return state_pay.by_state(found, by_state(found.pay), look, "pay", prices)


@cache
def the_norms() -> Norms:
    return norms(the_ratings())


def two(look: Look) -> RenderableType:
    found = [load("medical-health-services-manager"), load("registered-nurse")]
    return comparison.comparison(table(found, the_norms()), look)


def nurse_to_practitioner(look: Look) -> RenderableType:
    found = between(load("registered-nurse"), load("nurse-practitioner"))
    return path.path(found, look)


def top_programming(look: Look) -> RenderableType:
    index = the_index()
    own = search.element("programming")
    weak = index.low_precision(own.domain)
    found = leanings(own, index.catalogue, index.ratings(own.domain), weak)
    meaning = load_glossary().meanings(own.domain.key)[own.name]
    return leaning.leanings(found, found.found[:10], meaning, look)


def like_carpenters(look: Look) -> RenderableType:
    return likeness.neighbors(like("carpenter"), look)


def five(look: Look) -> RenderableType:
    slugs = (
        "actor",
        "legislator",
        "carpenter",
        "acute-care-nurse",
        "tour-guide-escort",
    )
    found = table([load(slug) for slug in slugs], the_norms())
    return comparison.comparison(found, look)


@cache
def result_of(answers: str) -> tuple[Profile, Result]:
    bank, catalogue = load_bank(), the_index().catalogue
    mine = quiz.profile(bank, *quiz.answers_in(bank, answers))
    return mine, matched(mine, catalogue, 10)


def result(look: Look, answers: str = ANSWERS) -> RenderableType:
    mine, found = result_of(answers)
    return ranking.ranked(mine, found, 10, look, ranking.Context(area_names()))


def educated(look: Look) -> RenderableType:
    """The same result, with what needs more schooling apart."""
    mine, found = result_of(ANSWERS)
    context = ranking.Context(area_names(), education="Associate's degree")
    return ranking.ranked(mine, found, 10, look, context)


def careless(look: Look) -> RenderableType:
    return result(look, CARELESS)


def two_people(look: Look, *, everything: bool = False) -> RenderableType:
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
    return difference.page(found, sides, look, everything=everything)


def two_people_in_full(look: Look) -> RenderableType:
    return two_people(look, everything=True)


def first_ten(look: Look) -> RenderableType:
    entries = the_index().catalogue.entries
    return listing.listing(entries[:10], look, len(entries))


def found_by_words(look: Look) -> RenderableType:
    index = the_index()
    hits = search.search("nurse", index.catalogue, index.names, 8)
    return listing.hits(hits, look, all_of_them=False)


@cache
def me() -> Profile:
    bank = load_bank()
    return quiz.profile(bank, *quiz.answers_in(bank, ANSWERS))


@cache
def of_a_state() -> tuple[Profile, Result, Met]:
    """Few careers, of a state and against what is preferred."""
    index = the_index()
    there = Catalogue(filters.paid_in(index.catalogue, "California", index.state_pay))
    mine = preferring.preferring(me(), "outdoors,alone")
    kept = {own.slug for own in there if (own.median or 0) >= 60_000}
    return mine, matched(mine, there, 5, only=kept), met(index, mine.choices)


def narrowed_rank(look: Look) -> RenderableType:
    mine, found, matches = of_a_state()
    context = ranking.Context(area_names(), matches)
    return ranking.ranked(mine, found, 5, look, context)


@cache
def reasons_for(slug: str) -> Explanation | None:
    return explain(me(), the_index().catalogue, slug)


def why_a_nurse(look: Look) -> RenderableType:
    found = reasons_for("registered-nurse")
    assert found
    return why.page(found, look, area_names())


def saved_profile(look: Look) -> RenderableType:
    tendencies = quiz.tendencies(me())
    return person.person(me(), tendencies, load_glossary(), area_names(), look)


def own_words(look: Look) -> RenderableType:
    terms = search.define("job zone", load_glossary())
    return definitions.definitions(terms)


SCREENS: dict[str, Callable[[Look], RenderableType]] = {
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


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", SCREENS)
def test_screen(name: str, look: str, golden: Callable[[str, str], None]) -> None:
    screen = LOOKS[look]
    text = rendered(SCREENS[name](screen), screen, color=False)
    # Addresses and commands stay on one line, so that they can be copied.
    whole = ("https://", "  careerfit ")
    lines = text.splitlines()
    folded = [line for line in lines if not any(own in line for own in whole)]
    assert max(map(len, folded)) <= screen.width
    assert "…" not in text
    assert text.isascii() or look not in ("ascii", "plain")
    golden(f"{name}-{look}.txt", text)


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
    look = Look(width)
    colored = rendered(SCREENS[name](look), look, color=True)
    # Color adds nothing to the words and takes nothing away.
    plain = rendered(SCREENS[name](look), look, color=False)
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
    return rendered(SCREENS[name](Look(300)), Look(300), color=False)


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("width", [40, 57, 64, 80, 100])
def test_every_word_and_figure_is_whole_at_any_width(name: str, width: int) -> None:
    wide = very_wide(name)
    text = rendered(SCREENS[name](Look(width)), Look(width), color=False)
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
def like(slug: str) -> Neighbors:
    index = the_index()
    return neighbors(load(slug), index.catalogue, the_ratings(), 10)


def screens_of(slug: str, other: str, look: Look) -> Iterator[RenderableType]:
    """Every screen that is of one occupation, or of it and another."""
    own, second = load(slug), load(other)
    yield occupation.page(own, look, everything=True, glossary=load_glossary())
    yield state_pay.by_state(own, by_state(own.pay), look, "state")
    found = table([own, second], the_norms())
    yield comparison.comparison(found, look, most=None)
    yield path.path(between(own, second), look, everything=True)
    near = like(slug)
    yield likeness.neighbors(near, look, everything=True)
    if explained := reasons_for(slug):
        yield why.page(explained, look, area_names())


@pytest.mark.parametrize("place", range(10))
def test_no_line_is_wider_than_the_terminal_and_nothing_is_cut(place: int) -> None:
    slugs = unlike_others()
    slug, other = slugs[place % len(slugs)], slugs[(place + 1) % len(slugs)]
    chance = random.Random(place)
    for look in (
        Look(40 + place),
        Look(chance.randint(50, 130)),
        Look(chance.randint(40, 130), plain=True, ascii=True),
    ):
        for drawn in screens_of(slug, other, look):
            text = rendered(drawn, look, color=False)
            lines = [own for own in text.splitlines() if "https://" not in own]
            assert max(map(len, lines)) <= look.width
            assert "…" not in text
            assert "\n\n\n" not in text
            assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("name", ["list", "search", "top", "similar", "rank", "quiz"])
@pytest.mark.parametrize("look", ["40", "80", "120", "plain"])
def test_pay_and_growth_say_statistic_unit_and_year(name: str, look: str) -> None:
    text = rendered(SCREENS[name](LOOKS[look]), LOOKS[look], color=False)
    before = " ".join(text[: text.index("$")].split())
    for word in ("Median", "pay a year", "May 2025"):
        assert word in before
    if name not in ("rank", "quiz"):
        before = " ".join(text[: text.index("%")].split())
        assert "Growth" in before
        assert "2024-34" in before


def test_every_page_of_every_kind_of_occupation_can_be_drawn() -> None:
    for file in occupations.files(places.builtin_occupations())[::45]:
        found = occupations.load(file)
        text = rendered(
            occupation.page(found, Look(80), everything=True), Look(80), color=False
        )
        for domain in DOMAINS:
            for name in found.ratings.get(domain.key, {}):
                assert words_in(name) <= words_in(text)


def test_data_is_never_markup_or_a_control_sequence() -> None:
    text = rendered(say("[bold]Baker[/] [retired]\x1b[31m\x07"), Look(80), color=True)
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
