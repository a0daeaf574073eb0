"""Find states, rated elements, terms, industries and programs of study by text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from careerfit_cli.errors import UsageError
from careerfit_cli.model.elements import CURRENT, ELEMENTS, Domain, Element
from careerfit_cli.model.glossary import Definition, Glossary
from careerfit_cli.model.names import folded
from careerfit_cli.model.states import STATES
from careerfit_cli.model.tables import Industry, Program
from careerfit_cli.model.text import quoted
from careerfit_cli.search.spelling import (
    CERTAIN,
    CLEAR_LEAD,
    LEAST_LIKENESS,
    LONGEST_QUERY,
    SAME_WORD,
    likeness_of,
    share_within,
)

HALF, MOST = 0.5, 0.65
"""Shares of the words of a text that a name must have to be near it."""

NEARLY_AS_LIKE = 15
"""Points of likeness (0-100) that a term may be behind the one most like a text."""

SAME_NAME = 82
"""Likeness, 0-100, from which a misspelled name of an industry or program is accepted."""

_CANDIDATES = 8

_SHORTEST = 3
"""Letters of a word that says something of a program."""


def state(query: str) -> str:
    """The state with a postal code or name; raises `UsageError` if there is none."""
    asked = " ".join(query.upper().replace("-", " ").split())
    names = {name.upper(): name for name in STATES.values()}
    state = STATES.get(asked) or names.get(asked)
    if state is None:
        meant = ", ".join(nearest(query, tuple(STATES.values()), least=SAME_WORD))
        hint = (
            f"nearest: {meant}" if meant else "give a name or code, such as Ohio or OH"
        )
        raise UsageError(f"{query!r} is not a state", hint)
    return state


def nearest(
    query: str, names: Sequence[str], most: int = 3, least: float = 0
) -> list[str]:
    """The names most similar to a text, of a likeness of at `least`, 0-100, best first."""
    extracted = process.extract(
        query[:LONGEST_QUERY],
        names,
        processor=folded,
        limit=most,
        score_cutoff=least,
    )
    return [name for name, _, _ in extracted]


def element(query: str, domain: str = "") -> Element:
    """The element a text means: by its name, by domain and name, or nearly.

    The domain is an argument, or comes before the name as in `skills: Mathematics`.
    Raises `UsageError`, with the likeliest, if none or several elements match.
    """
    query = query[:LONGEST_QUERY]
    head, colon, rest = query.partition(":")
    asked, within = (rest, head) if colon and not domain else (query, domain)
    domains = _domains(within) if within else CURRENT
    text = folded(asked)
    ranked = [
        (likeness_of(text, folded(element.name)), element)
        for element in ELEMENTS
        if text and element.domain in domains
    ]
    ranked.sort(key=lambda pair: -pair[0])
    elements = _meant(text, ranked)
    if len(elements) == 1:
        return elements[0]
    if elements:
        listed = ", ".join(f'"{element.whole}"' for element in elements[:_CANDIDATES])
        raise UsageError(
            f"{query!r} may mean {len(elements)} elements", f"give {listed}"
        )
    near = [
        element.whole
        for likeness, element in ranked[:3]
        if likeness >= LEAST_LIKENESS
        and share_within(text, folded(element.name)) >= HALF
    ]
    hint = "`careerfit define TERM` knows every term on screen"
    raise UsageError(
        f"nothing that is rated is called {query!r}",
        f"nearest: {'; '.join(near)}" if near else hint,
    )


def _meant(text: str, ranked: Sequence[tuple[float, Element]]) -> list[Element]:
    """Elements with exactly that name, or clearly similar, or with words that begin so."""
    named = [
        element
        for _, element in ranked
        if text in (folded(element.name), folded(element.whole))
    ]
    if named:
        return named
    if ranked and ranked[0][0] >= max(CERTAIN, ranked[1][0] + CLEAR_LEAD):
        return [ranked[0][1]]
    return [element for _, element in ranked if _begins(text, folded(element.name))]


def is_named(query: str, element: Element) -> bool:
    """Whether an element was found by its exact name."""
    asked = {folded(query), folded(query.rpartition(":")[2])}
    return not asked.isdisjoint({folded(element.name), folded(element.whole)})


def _domains(query: str) -> list[Domain]:
    """The domain of a name, whole or its last word, as a list."""
    text = folded(query.replace("_", " "))
    matches = [
        domain
        for domain in CURRENT
        if text in (title := folded(domain.title), title.split()[-1])
    ]
    if not matches:
        listed = ", ".join(domain.title.lower() for domain in CURRENT)
        raise UsageError(f"{query.strip()!r} is not a domain", f"domains: {listed}")
    return matches


def _begins(text: str, name: str) -> bool:
    """Whether each word of a text begins a word of a name."""
    words = name.split()
    return all(any(part.startswith(word) for part in words) for word in text.split())


def define(query: str, glossary: Glossary, most: int = 3) -> list[Definition]:
    """The terms a text means: those with exactly that name, else those a typo away."""
    text = folded(query[:LONGEST_QUERY])
    if not text:
        return []
    named = [definition for definition in glossary if folded(definition.term) == text]
    if named:
        return named
    near = [
        (likeness_of(text, folded(definition.term)), definition)
        for definition in glossary
        if share_within(text, folded(definition.term)) >= MOST
    ]
    near.sort(key=lambda pair: -pair[0])
    return [
        definition
        for likeness, definition in near[:most]
        if likeness >= near[0][0] - NEARLY_AS_LIKE
    ]


def industry(query: str, industries: Sequence[Industry]) -> Industry:
    """The industry a text means: by its code, its name, words of it, or nearly.

    Raises `UsageError`, with the candidates, if none or several match.
    """
    text = folded(query[:LONGEST_QUERY])
    names = {
        industry: folded(industry.name) for industry in industries if industry.level > 1
    }
    for matches in (
        [industry for industry in names if industry.code == query.strip()],
        [industry for industry, name in names.items() if name == text],
        [industry for industry, name in names.items() if text and _begins(text, name)],
    ):
        wide = [
            industry
            for industry in matches
            if industry.level == min(each.level for each in matches)
        ]
        if len(wide) == 1:
            return wide[0]
        if wide:
            listed = "; ".join(f'"{industry.name}"' for industry in wide[:_CANDIDATES])
            raise UsageError(
                f"{quoted(query)} may mean {len(wide)} industries", f"give {listed}"
            )
    near = sorted(names, key=lambda industry: -fuzz.ratio(text, names[industry]))[:3]
    if text and fuzz.ratio(text, names[near[0]]) >= SAME_NAME:
        return near[0]
    meant = "; ".join(f'"{industry.name}"' for industry in near)
    raise UsageError(f"no industry is called {quoted(query)}", f"nearest: {meant}")


def programs(query: str, known: Sequence[Program]) -> tuple[list[Program], str]:
    """The programs of study a text means, and the corrected text, if any.

    A CIP code or the beginning of one; a whole title; else every title with words that
    begin as those of the text. Raises `UsageError` when there is none.
    """
    code = query.strip()
    if re.fullmatch(r"[0-9]{2}(\.[0-9]{0,4})?", code):
        coded = [program for program in known if program.code.startswith(code)]
        if coded:
            return coded, ""
    text = folded(query[:LONGEST_QUERY])
    if all(len(word) < _SHORTEST for word in text.split()):
        text = ""
    titles = {program.code: folded(program.title) for program in known}
    exact = [program for program in known if titles[program.code] == text]
    worded = [
        program for program in known if text and _begins(text, titles[program.code])
    ]
    if exact or worded:
        return exact or worded, ""
    words = sorted({word for title in titles.values() for word in title.split()})
    # Only words are corrected, not what looks like a path or a code.
    plain = re.fullmatch(r"[\w\s,&'-]+", query)
    meant = " ".join(_spelled(word, words) for word in text.split()) if plain else ""
    worded = [
        program for program in known if meant and _begins(meant, titles[program.code])
    ]
    if worded:
        return worded, meant
    raise UsageError(
        f"no program of study is called {quoted(query)}",
        "try one word of it: careerfit study nursing",
    )


def _spelled(word: str, words: Sequence[str]) -> str:
    """A word, or the most similar known one if none begins with it."""
    if any(known.startswith(word) for known in words):
        return word
    near = process.extractOne(word, words, score_cutoff=SAME_NAME)
    return near[0] if near else word
