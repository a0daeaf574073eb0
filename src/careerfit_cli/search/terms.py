"""Find states, rated elements and terms by text."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process

from careerfit_cli.errors import UsageError
from careerfit_cli.model.elements import CURRENT, ELEMENTS, Domain, Element
from careerfit_cli.model.glossary import Definition, Glossary
from careerfit_cli.model.names import folded
from careerfit_cli.model.states import STATES
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

_CANDIDATES = 8


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
    inside = [element for element in ELEMENTS if element.domain in domains]
    ranked = sorted(inside, key=lambda element: -_near(text, element)) if text else []
    elements = _meant(text, ranked)
    if len(elements) == 1:
        return elements[0]
    if elements:
        listed = ", ".join(f'"{element.whole}"' for element in elements[:_CANDIDATES])
        raise UsageError(
            f"{query!r} may mean {len(elements)} elements", f"give {listed}"
        )
    raise UsageError(
        f"nothing that is rated is called {query!r}", _likeliest(text, ranked)
    )


def is_named(query: str, element: Element) -> bool:
    """Whether an element was found by its exact name."""
    asked = {folded(query), folded(query.rpartition(":")[2])}
    return not asked.isdisjoint({folded(element.name), folded(element.whole)})


def _domains(query: str) -> list[Domain]:
    """The domain of a name, whole or its last word, as a list."""
    text = folded(query.replace("_", " "))
    matches = [domain for domain in CURRENT if text in _domain_names(domain)]
    if not matches:
        listed = ", ".join(domain.title.lower() for domain in CURRENT)
        raise UsageError(f"{query.strip()!r} is not a domain", f"domains: {listed}")
    return matches


def _domain_names(domain: Domain) -> set[str]:
    title = folded(domain.title)
    return {title, title.split()[-1]}


def _meant(text: str, ranked: Sequence[Element]) -> list[Element]:
    """Elements with exactly that name, or clearly similar, or with words that begin so."""
    named = [
        element
        for element in ranked
        if text in (folded(element.name), folded(element.whole))
    ]
    if named:
        return named
    likeness = [_near(text, element) for element in ranked[:2]]
    if likeness and likeness[0] >= max(CERTAIN, likeness[1] + CLEAR_LEAD):
        return [ranked[0]]
    return [element for element in ranked if _begins(text, folded(element.name))]


def _likeliest(text: str, ranked: Sequence[Element]) -> str:
    near = [
        element
        for element in ranked[:3]
        if _near(text, element) >= LEAST_LIKENESS
        and share_within(text, folded(element.name)) >= HALF
    ]
    if not near:
        return "`careerfit define TERM` knows every term on screen"
    return f"nearest: {'; '.join(element.whole for element in near)}"


def _near(text: str, element: Element) -> float:
    return likeness_of(text, folded(element.name))


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
