"""How similar two texts are, word by word."""

from __future__ import annotations

from rapidfuzz import fuzz

LONGEST_QUERY = 200
"""Maximum length; the rest of a longer text is ignored."""

CERTAIN = 88
"""A similar spelling is accepted as the name meant from this likeness on (0-100)."""

CLEAR_LEAD = 4
"""How far it must be ahead of the next candidate."""

LEAST_LIKENESS = 50
"""Names below this likeness are not results."""

SAME_WORD = 75
"""Likeness below which two words are not misspellings of each other."""

SHORT_WORD = 3
"""Words of at most this many letters must match exactly: PI is not a typo of PT."""


def likeness_of(query: str, name: str) -> float:
    """Mostly whether the query's words are present, and partly whether others are."""
    words, others = query.split(), name.split()
    if not words or not others:
        return 0
    there = sum(max(_alike(word, other) for other in others) for word in words)
    return 0.65 * there / len(words) + 0.35 * fuzz.token_sort_ratio(query, name)


def is_typo(query: str, name: str) -> bool:
    """Whether a text is a name with a typo: word by word the same but for some letters.

    A typo rarely changes the first letter, so a vlogger is not a logger.
    """
    words, others = sorted(query.split()), sorted(name.split())
    pairs = zip(words, others, strict=False)
    return is_near(query, name) and all(a[0] == b[0] for a, b in pairs)


def is_near(query: str, name: str) -> bool:
    """Whether each word of a text may be a misspelling of a word of a name."""
    words, others = sorted(query.split()), sorted(name.split())
    if len(words) != len(others):
        return False
    return all(map(_alike, words, others))


def share_within(query: str, name: str) -> float:
    """The share, 0-1, of a text's words that are words of a name or typos of them."""
    words, others = query.split(), name.split()
    count = sum(
        any(word[0] == other[0] and _alike(word, other) for other in others)
        for word in words
    )
    return count / len(words) if words else 0


def _alike(word: str, other: str) -> float:
    if len(word) <= SHORT_WORD:
        return 100.0 * (word == other)
    return fuzz.ratio(word, other, score_cutoff=SAME_WORD)
