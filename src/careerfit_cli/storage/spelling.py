"""The dictionary that people's words are checked against."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from careerfit_cli.errors import UsageError

TRADE_WORDS = Path(__file__).parents[1] / "data" / "trade_words.txt"
"""Words of trades that a general dictionary lacks, one a line."""


def unknown_words() -> Callable[[Collection[str]], Collection[str]]:
    """A function that tells, of some words, which are in no dictionary.

    Raises `UsageError` when the spelling library is not installed.
    """
    try:
        from spellchecker import SpellChecker
    except ImportError as error:
        raise UsageError(
            "the spelling library is not installed",
            "install pyspellchecker, or check without --words",
        ) from error
    dictionary = SpellChecker()
    dictionary.word_frequency.load_words(TRADE_WORDS.read_text("utf-8").split())
    return lambda words: dictionary.unknown(words)
