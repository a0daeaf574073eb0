"""The glossary: every term on screen is in it, and each is found."""

from __future__ import annotations

import json

import pytest
from prose import unknown_words

from careerfit_cli import search
from careerfit_cli.matching.labels import NAMES
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.names import folded
from careerfit_cli.model.preparation import OUTLOOKS, zone_label
from careerfit_cli.model.text import printable
from careerfit_cli.storage import occupations, paths
from careerfit_cli.storage.glossary import load_glossary
from careerfit_cli.ui import main


@pytest.fixture(scope="module")
def glossary():
    return load_glossary()


def test_every_group_is_there_and_every_definition_has_words(glossary) -> None:
    assert list(glossary.groups) == [
        *(domain.key for domain in DOMAINS),
        *("job_zones", "education", "experience", "training", "outlook"),
        *("qualities", "terms"),
    ]
    for definition in glossary:
        for words in (definition.term, definition.means):
            assert isinstance(words, str)
            assert words == printable(words).strip() != ""


def test_every_element_is_defined(glossary) -> None:
    for domain in DOMAINS:
        assert set(glossary.groups[domain.key]) == set(domain.names)


def test_every_category_on_screen_is_defined(glossary) -> None:
    for path in occupations.files(paths.builtin_occupations())[::20]:
        found = occupations.load(path)
        own = found.preparation
        for group, term in (
            ("education", own.education),
            ("experience", own.experience),
            ("training", own.training),
            ("outlook", found.outlook.phrase if found.outlook else ""),
            ("job_zones", zone_label(found.job_zone)),
        ):
            assert not term or term in glossary.groups[group], (path.stem, group, term)
        for quality in found.handbook.qualities if found.handbook else ():
            assert quality in glossary.groups["qualities"], (path.stem, quality)
    for phrase in OUTLOOKS:
        assert phrase in glossary.groups["outlook"]


def test_definitions_are_short_and_ours(glossary) -> None:
    unknown = unknown_words()
    for own in glossary:
        assert 4 <= len(own.means.split()) <= 26, own
        assert own.means.endswith("."), own
        assert not unknown(
            [word.strip(".,:;()'-") for word in own.means.split() if word.isalpha()]
        ), own


def test_work_context_says_what_the_ends_mean(glossary) -> None:
    for own in glossary.groups["work_context"].values():
        assert own.low, own
        assert own.high, own
        assert own.whole.endswith(f" 0 {own.low}, 100 {own.high}.")


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ("social orientation", "Social Orientation"),
        ("Socail Orientation", "Social Orientation"),
        ("holland code", "Holland code"),
        ("telephone", "Telephone"),
        ("bachelors degree", "Bachelor's degree"),
        ("medain", "Median pay"),
        ("holand", "Holland code"),
        ("interest", "Interests"),
        ("salary", "Salary"),
    ],
)
def test_a_term_is_found_by_its_name_or_nearly(glossary, query: str, term: str) -> None:
    assert search.define(query, glossary)[0].term == term


def test_every_word_a_ranking_judges_by_is_defined(glossary) -> None:
    for name in NAMES:
        found = search.define(name, glossary)[0]
        assert found.term == name.capitalize()
        assert "random" in found.means
    for name in ("firm", "likely", "fragile"):
        assert search.define(name, glossary)[0].term == name.capitalize()


ABOUT_A_FIGURE = ("unit", "area", "period", "group", "at_least")
"""Ends of columns that say what another one's figure is of."""

PLAIN = {
    "slug", "title", "source", "matched", "likeness", "rank", "label", "group", "place",
    "domains", "closeness", "carries", "adds", "strongly_against_preferences",
    "against_preferences", "as_preferred", "preferences_not_rated", "estimated",
}  # fmt: skip
"""Columns named in plain words, or explained in docs/json.md."""


@pytest.mark.parametrize(
    "argv",
    [
        ("list", "--ai", "30", "--top", "1"),
        ("search", "welding", "--top", "1"),
        ("similar", "carpenter"),
        ("next", "carpenter", "--top", "1"),
        ("rank", "--riasec", "R=31,I=24,A=20,S=18,E=9,C=12"),
    ],
)
def test_every_column_is_defined(run, glossary, argv: tuple[str, ...]) -> None:
    columns = run(*argv, "--csv").out.splitlines()[0].split(",")
    assert len(columns) > 3
    for column in columns:
        if column not in PLAIN and not column.endswith(ABOUT_A_FIGURE):
            words = set(folded(column.replace("_", " ")).split()) - {"ai"}
            terms = [
                definition.term
                for definition in search.define(column.replace("_", " "), glossary)
                if words <= set(folded(definition.term).split())
            ]
            assert terms, column


@pytest.mark.parametrize(
    "term",
    ["outlook", "education", "experience", "training", "pay", "weights", "preferences",
     "profile", "shortlist", "points", "growth", "code", "openings", "interests", "skills",
     "interest areas", "work styles", "work values", "knowledge", "abilities", "rank",
     "work activities", "work context", "tendencies", "closeness", "correlation"],
)  # fmt: skip
def test_every_option_that_stands_for_a_figure_is_defined(glossary, term: str) -> None:
    assert search.define(term, glossary)[0].term == term.capitalize()


def test_a_name_of_two_things_gives_both(glossary) -> None:
    groups = [own.group for own in search.define("independence", glossary)]
    assert groups == ["former_work_styles", "work_values"]


@pytest.mark.parametrize("query", ["", "  ", "nosuch", "pilot", "zzqqxx", "\U0001f4a5"])
def test_what_is_no_term_is_not_found(glossary, query: str) -> None:
    assert search.define(query, glossary) == []


def test_the_command_prints_it_or_says_what_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["define", "telephone"]) == 0
    assert capsys.readouterr().out.startswith("Telephone  work context\n  How often")
    assert main(["define", "telephone", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["definitions"][0]["high"] == "every day"
    assert main(["define", "zzqqxx"]) == 2
    assert "no term is like 'zzqqxx'" in capsys.readouterr().err


def test_explain_prints_meanings_beside_scores(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["show", "carpenter", "--explain", "-s", "work-context"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "0 never, 100 every day." in out


def test_explain_says_what_qualities_and_categories_mean(
    capsys: pytest.CaptureFixture[str], glossary
) -> None:
    sections = ("-s", "qualities", "-s", "preparation", "-s", "outlook")
    assert main(["show", "glazier", "--explain", *sections]) == 0
    out = " ".join(capsys.readouterr().out.split())
    found = occupations.load(paths.builtin_occupations() / "glazier.yaml")
    assert found.handbook
    assert found.outlook
    for group, term in (
        ("qualities", found.handbook.qualities[0]),
        ("education", found.preparation.education),
        ("job_zones", zone_label(found.job_zone)),
        ("outlook", found.outlook.phrase),
    ):
        assert glossary.meanings(group)[term] in out, term
