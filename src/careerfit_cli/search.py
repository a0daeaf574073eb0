"""Text to occupations: exact names, codes, job titles, beginnings, near spellings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from careerfit_cli.errors import UnknownOccupation, UsageError
from careerfit_cli.model.catalogue import Catalogue, Entry
from careerfit_cli.model.glossary import Definition, Glossary
from careerfit_cli.model.states import STATES

Titles = Mapping[str, tuple[str, ...]]
"""Job titles by slug."""

LONGEST_QUERY = 200
"""Characters: the rest of a longer text is not looked at."""

CERTAIN = 88
"""Least likeness (0-100) from which a near spelling is taken for the name meant."""

CLEAR_LEAD = 4
"""How far ahead of the next occupation it must be."""

LEAST_LIKENESS = 50
"""Below this likeness nothing is called a result."""

SAME_WORD = 75
"""Likeness below which two words are not misspellings of each other."""

_Form = Callable[[str], str]

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


def find(query: str, catalogue: Catalogue, titles: Titles) -> Entry:
    """The one occupation a name stands for.

    Tried in turn: file name or O*NET-SOC code, beginning of a code, title, job title,
    beginning of a title, near spelling. Singular and plural, case and punctuation do
    not matter.
    Raises `UnknownOccupation`, with candidates, when none or several answer to it.
    """
    query = query[:LONGEST_QUERY]
    for found in _exactly(query, catalogue, titles):
        if len(found) == 1:
            return found[0]
        if found:
            raise _ambiguous(query, found, titles)
    return _nearest(query, catalogue, titles)


def is_guess(query: str, entry: Entry) -> bool:
    """Whether an occupation was found by other words than its own name or code."""
    own = {_fold(entry.title), _fold(entry.slug), _fold(entry.code)}
    return _fold(query) not in own


def search(query: str, catalogue: Catalogue, titles: Titles, most: int) -> list[Hit]:
    """Occupations whose title or job titles are like a text, the most alike first."""
    folded = _fold(query[:LONGEST_QUERY])
    if not folded:
        return []
    best: dict[str, Hit] = {}
    for entry, name in _shortlist(folded, catalogue, titles):
        likeness = _likeness(folded, _fold(name))
        if name != entry.title:
            likeness -= _JOB_TITLE_PENALTY
        if likeness > (best[entry.slug].likeness if entry.slug in best else 0):
            best[entry.slug] = Hit(entry, name, round(likeness, 1))
    hits = [hit for hit in best.values() if hit.likeness >= LEAST_LIKENESS]
    hits = sorted(hits, key=lambda hit: -hit.likeness)[: max(most, _SETTLED)]
    hits.sort(key=lambda hit: (-hit.likeness, *_distance(hit.entry, folded, titles)))
    return hits[:most]


def _shortlist(
    folded: str, catalogue: Catalogue, titles: Titles
) -> Iterator[tuple[Entry, str]]:
    """Every title, and the job titles that a quick look finds most like the text."""
    yield from ((entry, entry.title) for entry in catalogue)
    names = [
        (entry, name)
        for entry in catalogue
        for title in titles.get(entry.slug, ())
        for name in _forms(title)
    ]
    near = process.extract(
        folded,
        [name for _, name in names],
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=_SHORTLIST,
        score_cutoff=LEAST_LIKENESS,
    )
    yield from (names[place] for _, _, place in near)


def _forms(title: str) -> tuple[str, ...]:
    """A title as it stands and, of "RN (Registered Nurse)", both its parts."""
    outer, bracket, inner = title.partition(" (")
    return (title, outer, inner.rstrip(")")) if bracket else (title,)


def _likeness(query: str, name: str) -> float:
    """Mostly whether the query's words are there, and somewhat whether others are."""
    words, own = query.split(), name.split()
    if not own:
        return 0
    there = sum(max(_word_likeness(word, other) for other in own) for word in words)
    return 0.65 * there / len(words) + 0.35 * fuzz.token_sort_ratio(query, name)


def _word_likeness(word: str, other: str) -> float:
    return fuzz.ratio(word, other, score_cutoff=SAME_WORD)


def _fold(text: str) -> str:
    """Lower-case words without punctuation, plural endings or `and`."""
    words = re.findall(r"\w+", re.sub("['\u2019]", "", text.casefold()))
    return " ".join(_stem(word) for word in words if word not in ("and", "or", "the"))


def _stem(word: str) -> str:
    if word in ("tech", "techs"):
        return "technician"
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word.removesuffix("s")


def _joined(text: str) -> str:
    """A folded text without spaces: a stockbroker is a stock broker."""
    return _fold(text).replace(" ", "")


def _exactly(query: str, catalogue: Catalogue, titles: Titles) -> Iterator[list[Entry]]:
    yield _by_key(query, catalogue)
    yield _by_code(query, catalogue)
    for form in (_fold, _joined):
        yield _by_title(form(query), form, catalogue)
        yield _by_job_title(form(query), form, catalogue, titles)
    yield _by_beginning(query, catalogue)


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


def _by_title(query: str, form: _Form, catalogue: Catalogue) -> list[Entry]:
    return [entry for entry in catalogue if form(entry.title) == query]


def _by_job_title(
    query: str, form: _Form, catalogue: Catalogue, titles: Titles
) -> list[Entry]:
    if not query:
        return []
    # Most of the 30,000 titles are told apart by their first letter alone.
    start = query[0]
    return [
        entry
        for entry in catalogue
        if any(
            start in name[:2].casefold() and form(name) == query
            for title in titles.get(entry.slug, ())
            for name in _forms(title)
        )
    ]


def _by_beginning(query: str, catalogue: Catalogue) -> list[Entry]:
    folded = _fold(query)
    if not folded:
        return []
    return [entry for entry in catalogue if _fold(entry.title).startswith(folded)]


def _nearest(query: str, catalogue: Catalogue, titles: Titles) -> Entry:
    hits = search(query, catalogue, titles, _CANDIDATES)
    if hits and hits[0].likeness >= CERTAIN:
        ahead = hits[0].likeness - (hits[1].likeness if len(hits) > 1 else 0)
        if ahead >= CLEAR_LEAD:
            return hits[0].entry
    raise UnknownOccupation(
        f"no occupation is called {query!r}",
        [(hit.entry.slug, hit.entry.title) for hit in hits],
        "" if hits else "try `careerfit search` with one or two plain words",
    )


def _ambiguous(query: str, found: list[Entry], titles: Titles) -> UnknownOccupation:
    folded = _fold(query)
    found = sorted(found, key=lambda entry: _distance(entry, folded, titles))
    shown = [(entry.slug, entry.title) for entry in found[:_CANDIDATES]]
    few = f"; the {len(shown)} likeliest" if len(shown) < len(found) else ""
    return UnknownOccupation(
        f"{query!r} may mean {len(found)} occupations{few}",
        shown,
        "give one of these names, or its code",
    )


def _distance(entry: Entry, folded: str, titles: Titles) -> tuple[bool, int, float]:
    """Words in the title first, then in most job titles, then nearest spelling."""
    words = set(folded.split())
    title = _fold(entry.title)
    named = sum(
        words <= set(_fold(name).split()) for name in titles.get(entry.slug, ())
    )
    return not words <= set(title.split()), -named, -_likeness(folded, title)


def state(query: str) -> str:
    """The state a postal code or a name stands for; raises `UsageError` if none does."""
    asked = query.strip().upper()
    names = {name.upper(): name for name in STATES.values()}
    found = STATES.get(asked) or names.get(asked)
    if found is None:
        near = process.extract(asked, list(names), limit=3)
        meant = ", ".join(names[name] for name, _, _ in near)
        raise UsageError(f"{query!r} is not a state", f"nearest: {meant}")
    return found


def define(query: str, glossary: Glossary, most: int = 3) -> list[Definition]:
    """The terms a text means: those of that very name, else those most like it."""
    folded = _fold(query[:LONGEST_QUERY])
    if not folded:
        return []
    named = [own for own in glossary if _fold(own.term) == folded]
    if named:
        return named
    ranked = sorted(
        ((_likeness(folded, _fold(own.term)), own) for own in glossary),
        key=lambda pair: -pair[0],
    )
    return [own for likeness, own in ranked[:most] if likeness >= LEAST_LIKENESS]
