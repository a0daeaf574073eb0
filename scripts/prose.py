"""Check descriptions of occupations against the style guide (docs/words.md).

Run: `python scripts/prose.py` checks the built-in occupations, and `python scripts/prose.py
FOLDER` those in a folder. Prints each fault, and ends with 1 if there is any.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process
from spellchecker import SpellChecker

from careerfit_cli.model.occupation import Words
from careerfit_cli.storage import occupations, pages, paths

TRADE_WORDS = Path(__file__).with_name("trade_words.txt")
"""Words of trades that a general dictionary lacks, one a line."""

SUMMARY_WORDS = (14, 32)
TASK_WORDS = (6, 16)
ENTRY_WORDS = (12, 45)
SHORT_WORDS = {
    "conditions": (18, 70),
    "steps": (18, 75),
    "next": (10, 50),
    "change": (14, 60),
}
"""Fewest and most words of the short fields on a career's conditions and course."""

_LIMITS = {"summary": SUMMARY_WORDS, "entry": ENTRY_WORDS, **SHORT_WORDS}

SENTENCES = 3
"""Most sentences of a short field."""

TASKS = 5

SUMMARIES_ALIKE, TASKS_ALIKE, SHORT_ALIKE = 80, 85, 88
"""Likeness (0-100, same words in any order) from which two texts are called alike."""

_PROSE = ("environment", "schedule", "education", "experience", "licenses",
         "advancement", "demand")  # fmt: skip

BANNED = """
responsible for, in charge of, duties include, a variety of, various, utilize,
etc, ensure, ensures, ensuring, perform, performs, exciting, rewarding, vital
role, passionate, crucial, you, your, we, our, he, she, his, her, him, hers
"""
_BANNED = re.compile(
    rf"\b(?:{' '.join(BANNED.split()).replace(', ', '|')})\b", re.IGNORECASE
)

Unknown = Callable[[Collection[str]], Collection[str]]
"""Of some words, those that are in no dictionary."""


class Fault(NamedTuple):
    """A fault in one field of an occupation's words."""

    slug: str
    field: str
    what: str


def review(words: Mapping[str, Words], unknown: Unknown) -> list[Fault]:
    """Everything that breaks the style, by slug: lengths, phrases, spelling, repeats."""
    found = [
        Fault(slug, field, what)
        for slug, own in words.items()
        for field, what in (*_faults(own), *_wrong_words(own, unknown))
    ]
    return [*found, *_repeats(words)]


def _faults(words: Words) -> Iterator[tuple[str, str]]:
    for field, limits in _LIMITS.items():
        text = getattr(words, field)
        yield from _length(field, text, limits)
        if text and not text.endswith("."):
            yield field, "ends without a full stop"
        sentences = len(re.findall(r"[.!?](?=\s+[A-Z0-9]|$)", text))
        if field in SHORT_WORDS and sentences > SENTENCES:
            yield field, f"has {sentences} sentences, {SENTENCES} at most"
    if len(words.tasks) != TASKS:
        yield "tasks", f"has {len(words.tasks)} lines and needs {TASKS}"
    for number, task in enumerate(words.tasks, 1):
        yield from _length(f"tasks[{number}]", task, TASK_WORDS)
        if task.endswith("."):
            yield f"tasks[{number}]", "ends with one"


def texts(words: Words) -> list[tuple[str, str]]:
    """Every text of an occupation's words that is prose of ours, with its field."""
    found = [("summary", words.summary), ("entry", words.entry)]
    found += [(field, getattr(words, field)) for field in SHORT_WORDS]
    for field in ("tasks", "duties", "details", "about"):
        lines = enumerate(getattr(words, field), 1)
        found += [(f"{field}[{number}]", line) for number, line in lines]
    for field in ("kinds", "qualities", "similar_work"):
        lines = getattr(words, field).items()
        found += [(f"{field}.{name}", line) for name, line in lines]
    found += [(field, getattr(words, field)) for field in _PROSE]
    return [(field, text) for field, text in found if text]


def _length(
    field: str, text: str, limits: tuple[int, int]
) -> Iterator[tuple[str, str]]:
    count = len(text.split())
    low, high = limits
    if not text:
        yield field, "is missing"
    elif not low <= count <= high:
        yield field, f"has {count} words, and {low} to {high} are wanted"


def _wrong_words(words: Words, unknown: Unknown) -> Iterator[tuple[str, str]]:
    """Banned phrases, and words that are in no dictionary."""
    for field, text in texts(words):
        for phrase in _BANNED.findall(text):
            yield field, f"says {phrase!r}"
        for word in sorted(unknown(re.findall(r"[^\W\d_]+(?:'[a-z]+)?", text))):
            yield field, f"{word!r} is in no dictionary"


def _repeats(words: Mapping[str, Words]) -> Iterator[Fault]:
    tasks = {
        (slug, f"tasks[{number}]"): task
        for slug, own in words.items()
        for number, task in enumerate(own.tasks, 1)
    }
    yield from _alike(tasks, TASKS_ALIKE)
    limits = {"summary": SUMMARIES_ALIKE, **dict.fromkeys(SHORT_WORDS, SHORT_ALIKE)}
    for field, least in limits.items():
        texts_of = {(slug, field): getattr(own, field) for slug, own in words.items()}
        yield from _alike(texts_of, least)


def _alike(given: Mapping[tuple[str, str], str], least: float) -> Iterator[Fault]:
    places = [place for place, text in given.items() if text]
    # Words sorted once: `fuzz.token_sort_ratio` sorts them again for every pair.
    folded = [" ".join(sorted(given[place].lower().split())) for place in places]
    likeness = process.cdist(
        folded, folded, scorer=fuzz.ratio, score_cutoff=least, workers=-1
    )
    for row, column in zip(*likeness.nonzero(), strict=True):
        if row < column:
            other = places[column]
            yield Fault(*places[row], f"is nearly {other[0]}: {given[other]!r}")


def unknown_words() -> Unknown:
    """A function that returns those of some words that are in no dictionary."""
    dictionary = SpellChecker()
    dictionary.word_frequency.load_words(TRADE_WORDS.read_text("utf-8").split())
    return lambda words: dictionary.unknown(words)


def main(arguments: list[str]) -> int:
    """Print the faults in a folder of occupations; 1 if there is any."""
    folder = Path(arguments[0]) if arguments else paths.builtin_occupations()
    files = {path.stem: path for path in occupations.files(folder)}
    # Pages are faster to read; a file that has none must not be left out.
    words = {
        slug: (pages.find(folder, slug) or occupations.load(path)).words
        for slug, path in files.items()
    }
    faults = review(words, unknown_words())
    for fault in faults:
        print(f"{files[fault.slug]}: {fault.field}: {fault.what}")
    print(f"{len(files)} files, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
