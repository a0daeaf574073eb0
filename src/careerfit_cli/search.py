"""Text to occupations: exact names, codes, job titles, beginnings, near spellings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from rapidfuzz import fuzz, process

from careerfit_cli.errors import UnknownOccupation, UsageError
from careerfit_cli.model.catalogue import Catalogue, Entry
from careerfit_cli.model.elements import CURRENT, ELEMENTS, Domain, Element
from careerfit_cli.model.glossary import Definition, Glossary
from careerfit_cli.model.names import Names, folded
from careerfit_cli.model.states import STATES
from careerfit_cli.model.text import quoted

LONGEST_QUERY = 200
"""Characters: the rest of a longer text is not looked at."""

CERTAIN = 88
"""Least likeness (0-100) from which a near spelling is taken for the name meant."""

CLEAR_LEAD = 4
"""How far ahead of the next occupation it must be."""

TITLE_LEAD = 2
"""Points by which a title must lead a job title of another occupation."""

LEAST_LIKENESS = 50
"""Below this likeness nothing is called a result."""

SAME_WORD = 75
"""Likeness below which two words are not misspellings of each other."""

Scorer = Callable[..., float]

_CANDIDATES = 8
_SETTLED = 30
_SHORTLIST = 300
_JOB_TITLE_PENALTY = 3


@dataclass(frozen=True)
class Hit:
    """An occupation found, the name that matched, and how alike they are, 0-100."""

    entry: Entry
    name: str
    likeness: float


def find(query: str, catalogue: Catalogue, names: Names) -> Entry:
    """The one occupation a name stands for.

    Tried in turn: file name or O*NET-SOC code, beginning of a code, title, job title,
    beginning of a title, near spelling. Singular and plural, case and punctuation do
    not matter.
    Raises `UnknownOccupation`, with candidates, when none or several answer to it.
    """
    query = query[:LONGEST_QUERY]
    for found in _exactly(query, catalogue, names):
        if len(found) == 1:
            return found[0]
        if found:
            raise _ambiguous(query, found, names)
    return _nearest(query, catalogue, names)


def is_guess(query: str, entry: Entry) -> bool:
    """Whether an occupation was found by other words than its own name or code."""
    own = {folded(entry.title), folded(entry.slug), folded(entry.code)}
    return folded(query) not in own


def search(query: str, catalogue: Catalogue, names: Names, most: int) -> list[Hit]:
    """Occupations whose title or job titles are like a text, the most alike first."""
    text = folded(query[:LONGEST_QUERY])
    if not text:
        return []
    near = _extract(text, names, fuzz.WRatio)
    titles = ((own, 0) for own in catalogue)
    return _hits(text, chain(titles, _owned(near, catalogue, names)), names, most)


def _hits(
    text: str, shortlist: Iterable[tuple[Entry, int]], names: Names, most: int
) -> list[Hit]:
    """The likeliest of occupations and places of their names."""
    best: dict[str, Hit] = {}
    for entry, place in shortlist:
        likeness = _likeness(text, names.folded[entry.slug][place])
        name = names.shown(entry.slug, place)
        if name != entry.title:
            likeness -= _JOB_TITLE_PENALTY
        if likeness > (best[entry.slug].likeness if entry.slug in best else 0):
            best[entry.slug] = Hit(entry, name, round(likeness, 1))
    hits = [hit for hit in best.values() if hit.likeness >= LEAST_LIKENESS]
    hits = sorted(hits, key=lambda hit: -hit.likeness)[: max(most, _SETTLED)]
    hits.sort(key=lambda hit: (-hit.likeness, *_distance(hit.entry, text, names)))
    return hits[:most]


def _extract(text: str, names: Names, scorer: Scorer) -> list[int]:
    """Places, among all names in a row, of those a quick look finds most like a text."""
    found = process.extract(
        text,
        list(chain.from_iterable(names.folded.values())),
        scorer=scorer,
        limit=_SHORTLIST,
        score_cutoff=LEAST_LIKENESS,
    )
    return [place for _, _, place in found]


def _owned(
    places: Iterable[int], catalogue: Catalogue, names: Names
) -> Iterator[tuple[Entry, int]]:
    """The occupation each of some places belongs to, and the place among its names."""
    starts = [0, *accumulate(map(len, names.folded.values()))]
    by_slug = {entry.slug: entry for entry in catalogue}
    slugs = list(names.folded)
    for place in places:
        own = bisect_right(starts, place) - 1
        yield by_slug[slugs[own]], place - starts[own]


def _likeness(query: str, name: str) -> float:
    """Mostly whether the query's words are there, and somewhat whether others are."""
    words, own = query.split(), name.split()
    if not own:
        return 0
    there = sum(max(_word_likeness(word, other) for other in own) for word in words)
    return 0.65 * there / len(words) + 0.35 * fuzz.token_sort_ratio(query, name)


def _word_likeness(word: str, other: str) -> float:
    return fuzz.ratio(word, other, score_cutoff=SAME_WORD)


def _exactly(query: str, catalogue: Catalogue, names: Names) -> Iterator[list[Entry]]:
    yield _by_key(query, catalogue)
    yield _by_code(query, catalogue)
    text = folded(query)
    yield [entry for entry in catalogue if names.folded[entry.slug][0] == text]
    yield [entry for entry in catalogue if text and text in names.folded[entry.slug]]
    # A stockbroker is a stock broker.
    joined = text.replace(" ", "")
    yield [entry for entry in catalogue if _joined(entry, names)[0] == joined]
    yield [entry for entry in catalogue if joined and joined in _joined(entry, names)]
    yield [
        entry
        for entry in catalogue
        if text and names.folded[entry.slug][0].startswith(text)
    ]


def _joined(entry: Entry, names: Names) -> list[str]:
    """The folded names of an occupation, without spaces."""
    return "\0".join(names.folded[entry.slug]).replace(" ", "").split("\0")


def _by_key(query: str, catalogue: Catalogue) -> list[Entry]:
    key = query.strip().casefold()
    # Code 29-1141.00 is what SOC calls 29-1141; .01 and so on are specialties of it.
    keys = (key, f"{key}.00")
    return [entry for entry in catalogue if entry.slug == key or entry.code in keys]


def _by_code(query: str, catalogue: Catalogue) -> list[Entry]:
    """The occupations whose code begins so, once a minor group is told."""
    start = query.strip()
    if not re.fullmatch(r"\d\d-\d[\d.]*", start):
        return []
    return [entry for entry in catalogue if entry.code.startswith(start)]


def _nearest(query: str, catalogue: Catalogue, names: Names) -> Entry:
    found = _plain_misspelling(query, catalogue, names)
    if found is not None:
        return found
    hits = search(query, catalogue, names, _CANDIDATES)
    if (found := _certain(hits)) is not None:
        return found
    raise UnknownOccupation(
        f"no occupation is called {quoted(query)}",
        [(hit.entry.slug, hit.entry.title) for hit in hits],
        "" if hits else "try `careerfit search` with one or two plain words",
    )


def _plain_misspelling(query: str, catalogue: Catalogue, names: Names) -> Entry | None:
    """The occupation a slip of the keys was meant for, without the slow look.

    What is like enough to be taken, or to make that doubtful, has a token sort ratio of
    54 or more by the weights of `_likeness`, and so is in the shortlist.
    """
    text = folded(query)
    near = _extract(text, names, fuzz.token_sort_ratio)
    return _certain(_hits(text, _owned(near, catalogue, names), names, _CANDIDATES))


def _certain(hits: list[Hit]) -> Entry | None:
    """The first, when it is near enough and clearly ahead.

    A title needs a smaller lead over job titles, which are often shared.
    """
    if not hits or hits[0].likeness < CERTAIN:
        return None
    if len(hits) == 1:
        return hits[0].entry
    ahead = hits[0].likeness - hits[1].likeness
    is_title = [hit.name == hit.entry.title for hit in hits[:2]]
    lead = TITLE_LEAD if is_title == [True, False] else CLEAR_LEAD
    return hits[0].entry if ahead >= lead else None


def _ambiguous(query: str, found: list[Entry], names: Names) -> UnknownOccupation:
    text = folded(query)
    found = sorted(found, key=lambda entry: _distance(entry, text, names))
    shown = [(entry.slug, entry.title) for entry in found[:_CANDIDATES]]
    few = f"; the {len(shown)} likeliest" if len(shown) < len(found) else ""
    return UnknownOccupation(
        f"{quoted(query)} may mean {len(found)} occupations{few}",
        shown,
        "give one of these names, or its code",
    )


def _distance(entry: Entry, text: str, names: Names) -> tuple[bool, int, float]:
    """Words in the title first, then in most job titles, then nearest spelling."""
    words = set(text.split())
    title, *others = names.folded[entry.slug][: len(names.titles[entry.slug])]
    named = sum(words <= set(own.split()) for own in others)
    return not words <= set(title.split()), -named, -_likeness(text, title)


def state(query: str) -> str:
    """The state a postal code or a name stands for; raises `UsageError` if none does."""
    asked = " ".join(query.upper().replace("-", " ").split())
    names = {name.upper(): name for name in STATES.values()}
    found = STATES.get(asked) or names.get(asked)
    if found is None:
        meant = ", ".join(nearest(query, tuple(STATES.values())))
        raise UsageError(f"{query!r} is not a state", f"nearest: {meant}")
    return found


def nearest(
    query: str, names: Sequence[str], most: int = 3, least: float = 0
) -> list[str]:
    """The names most like a text, 0-100, the most alike first."""
    found = process.extract(
        query[:LONGEST_QUERY],
        names,
        processor=folded,
        limit=most,
        score_cutoff=least,
    )
    return [name for name, _, _ in found]


def element(query: str, domain: str = "") -> Element:
    """The element a text means: by its name, by domain and name, or nearly.

    The domain stands apart, or before the name as in `skills: Mathematics`. Raises
    `UsageError`, with the likeliest, when none or several elements answer to it.
    """
    query = query[:LONGEST_QUERY]
    head, colon, rest = query.partition(":")
    asked, within = (rest, head) if colon and not domain else (query, domain)
    domains = _domains(within) if within else CURRENT
    text = folded(asked)
    inside = [own for own in ELEMENTS if own.domain in domains]
    ranked = sorted(inside, key=lambda own: -_near(text, own)) if text else []
    found = _meant(text, ranked)
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f'"{own.whole}"' for own in found[:_CANDIDATES])
        raise UsageError(f"{query!r} may mean {len(found)} elements", f"give {listed}")
    raise UsageError(
        f"nothing that is rated is called {query!r}", _likeliest(text, ranked)
    )


def is_named(query: str, found: Element) -> bool:
    """Whether an element was found by its very name."""
    asked = {folded(query), folded(query.rpartition(":")[2])}
    return not asked.isdisjoint({folded(found.name), folded(found.whole)})


def _domains(query: str) -> list[Domain]:
    """The domain of a name, whole or its last word, as a list."""
    text = folded(query.replace("_", " "))
    found = [own for own in CURRENT if text in _domain_names(own)]
    if not found:
        listed = ", ".join(own.title.lower() for own in CURRENT)
        raise UsageError(f"{query.strip()!r} is not a domain", f"domains: {listed}")
    return found


def _domain_names(domain: Domain) -> set[str]:
    title = folded(domain.title)
    return {title, title.split()[-1]}


def _meant(text: str, ranked: Sequence[Element]) -> list[Element]:
    """Elements of that very name, or clearly near it, or with words that begin so."""
    named = [own for own in ranked if text in (folded(own.name), folded(own.whole))]
    if named:
        return named
    likeness = [_near(text, own) for own in ranked[:2]]
    if likeness and likeness[0] >= max(CERTAIN, likeness[1] + CLEAR_LEAD):
        return [ranked[0]]
    return [own for own in ranked if _begins(text, folded(own.name))]


def _likeliest(text: str, ranked: Sequence[Element]) -> str:
    near = [own for own in ranked[:3] if _near(text, own) >= LEAST_LIKENESS]
    if not near:
        return "`careerfit define TERM` knows every term on screen"
    return f"nearest: {', '.join(own.whole for own in near)}"


def _near(text: str, own: Element) -> float:
    return _likeness(text, folded(own.name))


def _begins(text: str, name: str) -> bool:
    """Whether each word of a text begins a word of a name."""
    words = name.split()
    return all(any(own.startswith(word) for own in words) for word in text.split())


def define(query: str, glossary: Glossary, most: int = 3) -> list[Definition]:
    """The terms a text means: those of that very name, else those most like it."""
    text = folded(query[:LONGEST_QUERY])
    if not text:
        return []
    named = [own for own in glossary if folded(own.term) == text]
    if named:
        return named
    ranked = sorted(
        ((_likeness(text, folded(own.term)), own) for own in glossary),
        key=lambda pair: -pair[0],
    )
    return [own for likeness, own in ranked[:most] if likeness >= LEAST_LIKENESS]
