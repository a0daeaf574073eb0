"""Find occupations by text: exact names, short names, job titles, beginnings, typos."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, chain

from rapidfuzz import fuzz, process

from careerfit_cli.errors import UnknownOccupation
from careerfit_cli.model.catalogue import Catalogue, Entry
from careerfit_cli.model.names import Names, folded
from careerfit_cli.model.text import quoted
from careerfit_cli.search.codes import by_code, check_is_no_code
from careerfit_cli.search.spelling import (
    CERTAIN,
    CLEAR_LEAD,
    LEAST_LIKENESS,
    LONGEST_QUERY,
    SAME_WORD,
    SHORT_WORD,
    is_near,
    is_typo,
    likeness_of,
)

TITLE_LEAD = 2
"""A title must be this many points ahead of a job title of another occupation."""

LEAST_BEGINNING = 4
"""The beginning of a word can match a title from this many letters on."""

ABBREVIATIONS = {
    "admin": "administrative", "asst": "assistant", "dev": "developer",
    "doc": "doctor", "ed": "education", "govt": "government", "lab": "laboratory",
    "mgr": "manager", "ops": "operations", "prof": "professor",
    "rep": "representative", "supv": "supervisor", "temp": "temporary",
}  # fmt: skip
"""Common abbreviations, besides those in `folded`."""

PERSONS = frozenset(
    ("agent", "boy", "employee", "gal", "girl", "guy", "lady", "man", "officer", "people",
     "person", "staff", "woman", "worker")
)  # fmt: skip
"""Words that only mean "a person who does this"."""

_PART_OF_TITLE = re.compile(r", (?:and )?| and ")
_RESTRICTED = re.compile(
    r"^[^,]+, (?!and |or |Except|Including)[^,]*(?:, (?!and |or ).*)?$"
)
_NO_LIST = ("Helpers", "First-Line")
_NO_OCCUPATION = ("Except", "Including")

Scorer = Callable[..., float]

_GIVE_ONE = "give one of these names, or its code"
_CANDIDATES = 8
_SETTLED = 30
_SHORTLIST = 300
_JOB_TITLE_PENALTY = 3


@dataclass(frozen=True)
class Hit:
    """An occupation, the matching name, and their likeness to the query, 0-100."""

    entry: Entry
    name: str
    likeness: float


def find(query: str, catalogue: Catalogue, names: Names) -> Entry:
    """The one occupation a name means.

    Tried in turn: file name or O*NET-SOC code, beginning of a code, title, short name,
    part of a title, job title, beginning of a title, typo. Singular and plural, case and
    punctuation do not matter.
    Raises `UnknownOccupation`, with candidates, if none or several match.
    """
    query = query[:LONGEST_QUERY]
    for entries in by_code(query, catalogue):
        if entries:
            return _only(query, entries, names)
    check_is_no_code(query, catalogue)
    for text in _forms(query):
        if entries := _short(text, catalogue, names):
            titled = [one for one in entries if names.folded[one.slug][0] == text]
            if len(titled or entries) == 1:
                return (titled or entries)[0]
            hits = search(query, catalogue, names, _CANDIDATES)
            # The occupations a short name means come first, then similar ones.
            candidates = dict.fromkeys((*entries, *(hit.entry for hit in hits)))
            raise _several(query, list(candidates)[:_CANDIDATES], "several")
        for entries in _exactly(text, catalogue, names):
            if entries:
                return _only(query, entries, names)
    if entries := _short(_without_person(query), catalogue, names):
        if len(entries) == 1:
            return entries[0]
        raise _several(query, entries, "several")
    return _nearest(query, catalogue, names)


def _only(query: str, entries: list[Entry], names: Names) -> Entry:
    """The only occupation; raises `UnknownOccupation`, the likeliest first, if several."""
    if len(entries) == 1:
        return entries[0]
    text = folded(query)
    entries = sorted(entries, key=lambda entry: _distance(entry, text, names))
    raise _several(query, entries, str(len(entries)))


def _several(query: str, entries: list[Entry], count: str) -> UnknownOccupation:
    """An error that a name may mean several occupations, with the likeliest first."""
    shown = [(entry.slug, entry.title) for entry in entries[:_CANDIDATES]]
    few = f"; the {len(shown)} likeliest" if len(shown) < len(entries) else ""
    return UnknownOccupation(
        f"{quoted(query)} may mean {count} occupations{few}", shown, _GIVE_ONE
    )


def is_guess(query: str, entry: Entry) -> bool:
    """Whether an occupation was found by something other than its name or code."""
    own_names = {folded(entry.title), folded(entry.slug), folded(entry.code)}
    return folded(query) not in own_names


def search(query: str, catalogue: Catalogue, names: Names, most: int) -> list[Hit]:
    """Occupations with a title or job title similar to a text, most similar first."""
    forms = _forms(query[:LONGEST_QUERY])
    hits: dict[str, Hit] = {}
    for text in forms:
        for entry in _short(text, catalogue, names):
            hits.setdefault(entry.slug, Hit(entry, entry.title, 100.0))
        for entries in _exactly(text, catalogue, names):
            ordered = sorted(entries, key=lambda entry: _distance(entry, text, names))
            for entry in ordered[:most]:
                hits.setdefault(entry.slug, _hit(entry, text, names))
    for entry in _short(_without_person(query), catalogue, names):
        hits.setdefault(entry.slug, Hit(entry, entry.title, 100.0))
    for text in dict.fromkeys(_telling(text, names) for text in forms[-1:]):
        titles = ((entry, 0) for entry in catalogue)
        near = _similar(text, catalogue, names, fuzz.WRatio)
        nearest = _hits(text, chain(titles, near), names, most)
        likeliest = [*_misspelled(text, catalogue, names), *nearest]
        for hit in sorted(likeliest, key=lambda hit: -hit.likeness):
            hits.setdefault(hit.entry.slug, hit)
    last = forms[-1].split()[-1] if forms and not hits else ""
    if last and last not in forms:
        return search(last, catalogue, names, most)
    return _falling(hits.values())[:most]


def _misspelled(text: str, catalogue: Catalogue, names: Names) -> Iterator[Hit]:
    """The occupations of short names that a text may be a typo of."""
    for name, slugs in names.short.items():
        if is_near(text, name):
            likeness = round(likeness_of(text, name), 1)
            for entry in _entries(slugs, catalogue):
                yield Hit(entry, entry.title, likeness)


def _telling(text: str, names: Names) -> str:
    """The words of a text that distinguish occupations; all of them if none does.

    This leaves out a last word such as `guy`, and words that resemble no name, such as
    the employer in "Amazon driver".
    """
    words = text.split()
    if len(words) < 2:
        return text
    known = set(" ".join(chain.from_iterable(names.folded.values())).split())
    if words[-1] in PERSONS and words[-2] in known:
        words.pop()
    telling = [word for word in words if word in known or _is_like_one(word, known)]
    long_enough = any(len(word) > SHORT_WORD for word in telling)
    return " ".join(telling if long_enough else words)


def _is_like_one(word: str, known: Iterable[str]) -> bool:
    """Whether a word may be a typo of a known one."""
    if len(word) <= SHORT_WORD:
        return False
    near = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=SAME_WORD)
    return near is not None


def _falling(hits: Iterable[Hit]) -> list[Hit]:
    """Hits in their order, with likeness never higher than that of the one before."""
    falling: list[Hit] = []
    for hit in hits:
        limit = falling[-1].likeness if falling else 100.0
        falling.append(Hit(hit.entry, hit.name, min(hit.likeness, limit)))
    return falling


def _forms(query: str) -> list[str]:
    """The forms of a text to compare: as written, then with abbreviations spelled out."""
    text = folded(query)
    words = text.split()
    if len(words) > 1 and all(len(word) == 1 for word in words):
        # R.N. is RN.
        words = ["".join(words)]
    several = len(words) > 1
    spelled = [ABBREVIATIONS.get(word, word) if several else word for word in words]
    forms = " ".join(words), folded(" ".join(spelled))
    return list(dict.fromkeys(filter(None, forms)))


def _short(text: str, catalogue: Catalogue, names: Names) -> list[Entry]:
    """The occupations that a short name means, written as one word or several."""
    joined = text.replace(" ", "")
    meant = names.short.get(text) or next(
        (
            slugs
            for name, slugs in names.short.items()
            if " " in name and name.replace(" ", "") == joined
        ),
        (),
    )
    return _entries(meant, catalogue)


def _without_person(query: str) -> str:
    """The field without the person: the IT of "IT guy", the FBI of "FBI agent"."""
    words = folded(query).split()
    return " ".join(words[:-1]) if words and words[-1] in PERSONS else ""


def _entries(slugs: Iterable[str], catalogue: Catalogue) -> list[Entry]:
    """The occupations of some slugs, in their order."""
    by_slug = {entry.slug: entry for entry in catalogue}
    return [by_slug[slug] for slug in dict.fromkeys(slugs) if slug in by_slug]


def _hit(entry: Entry, text: str, names: Names) -> Hit:
    """An occupation with the one of its names that a text names best."""
    likenesses = [likeness_of(text, name) for name in names.folded[entry.slug]]
    place = likenesses.index(max(likenesses))
    name = names.shown(entry.slug, place)
    penalty = 0 if name == entry.title else _JOB_TITLE_PENALTY
    likeness = round(likenesses[place] - penalty, 1)
    return Hit(entry, name, max(likeness, LEAST_LIKENESS))


def _hits(
    text: str, shortlist: Iterable[tuple[Entry, int]], names: Names, most: int
) -> list[Hit]:
    """The best matches among occupations and positions of their names."""
    best: dict[str, Hit] = {}
    for entry, place in shortlist:
        likeness = likeness_of(text, names.folded[entry.slug][place])
        name = names.shown(entry.slug, place)
        if name != entry.title:
            likeness -= _JOB_TITLE_PENALTY
        if likeness > (best[entry.slug].likeness if entry.slug in best else 0):
            best[entry.slug] = Hit(entry, name, round(likeness, 1))
    hits = [hit for hit in best.values() if hit.likeness >= LEAST_LIKENESS]
    hits = sorted(hits, key=lambda hit: -hit.likeness)[: max(most, _SETTLED)]
    hits.sort(key=lambda hit: (-hit.likeness, *_distance(hit.entry, text, names)))
    return hits[:most]


def _similar(
    text: str, catalogue: Catalogue, names: Names, scorer: Scorer
) -> Iterator[tuple[Entry, int]]:
    """The occupations with the names most similar to a text by a quick scorer.

    Each comes with the position among its names.
    """
    extracted = process.extract(
        text,
        list(chain.from_iterable(names.folded.values())),
        scorer=scorer,
        limit=_SHORTLIST,
        score_cutoff=LEAST_LIKENESS,
    )
    starts = [0, *accumulate(map(len, names.folded.values()))]
    by_slug = {entry.slug: entry for entry in catalogue}
    slugs = list(names.folded)
    for _, _, place in extracted:
        position = bisect_right(starts, place) - 1
        yield by_slug[slugs[position]], place - starts[position]


def _exactly(text: str, catalogue: Catalogue, names: Names) -> Iterator[list[Entry]]:
    """Occupations that a folded text names exactly, most reliable kind of name first."""
    yield [entry for entry in catalogue if names.folded[entry.slug][0] == text]
    yield [
        entry
        for entry in catalogue
        # The title contains the words of its parts, and is faster to check.
        if text in names.folded[entry.slug][0] and text in _parts_of_title(entry.title)
    ]
    yield [entry for entry in catalogue if text in names.folded[entry.slug]]
    # A stockbroker is a stock broker.
    joined = text.replace(" ", "")
    yield [
        entry
        for entry in catalogue
        if names.folded[entry.slug][0].replace(" ", "") == joined
    ]
    # One search in all names, a line each, is faster than comparing them one by one.
    line = f"\n{joined}\n"
    yield [
        entry
        for entry in catalogue
        if line in "\n".join(("", *names.folded[entry.slug], "")).replace(" ", "")
    ]
    begin = [
        entry for entry in catalogue if names.folded[entry.slug][0].startswith(text)
    ]
    title = names.folded[begin[0].slug][0] if begin else ""
    if len(begin) != 1 or len(text) >= LEAST_BEGINNING or title.startswith(f"{text} "):
        yield begin


def _parts_of_title(title: str) -> list[str]:
    """The occupations that a title names, such as both of "Waiters and Waitresses"."""
    # "Cooks, Private Household" are not all cooks; helpers of plumbers are no plumbers.
    if _RESTRICTED.search(title) or title.startswith(_NO_LIST):
        return []
    parts = []
    for part in _PART_OF_TITLE.split(title):
        if part.startswith(_NO_OCCUPATION):
            break
        if part.endswith("s"):
            parts.append(folded(part))
    return parts


def _nearest(query: str, catalogue: Catalogue, names: Names) -> Entry:
    """The occupation meant by a typo; raises `UnknownOccupation` with similar ones."""
    # By the weights of `likeness_of`, a name similar enough to be accepted, or to make
    # the choice ambiguous, has a token sort ratio of 54 or more: search is not needed.
    text = folded(query)
    near = _similar(text, catalogue, names, fuzz.token_sort_ratio)
    meant = _certain(text, _hits(text, near, names, _CANDIDATES))
    if meant is not None:
        return meant
    hits = search(query, catalogue, names, _CANDIDATES)
    raise UnknownOccupation(
        f"no occupation is called {quoted(query)}",
        [(hit.entry.slug, hit.entry.title) for hit in hits],
        _GIVE_ONE if hits else "try `careerfit search` with one or two plain words",
    )


def _certain(text: str, hits: list[Hit]) -> Entry | None:
    """The first, if the text is a typo of its name and it is clearly ahead.

    A title needs a smaller lead over job titles, which are often shared.
    """
    if (
        not hits
        or hits[0].likeness < CERTAIN
        or not is_typo(text, folded(hits[0].name))
    ):
        return None
    if len(hits) == 1:
        return hits[0].entry
    ahead = hits[0].likeness - hits[1].likeness
    is_title = [hit.name == hit.entry.title for hit in hits[:2]]
    lead = TITLE_LEAD if is_title == [True, False] else CLEAR_LEAD
    return hits[0].entry if ahead >= lead else None


def _distance(entry: Entry, text: str, names: Names) -> tuple[bool, int, float]:
    """Words in the title first, then in most job titles, then nearest spelling."""
    words = set(text.split())
    title, *others = names.folded[entry.slug][: len(names.titles[entry.slug])]
    named = sum(words <= set(other.split()) for other in others)
    return not words <= set(title.split()), -named, -likeness_of(text, title)
