"""Find an industry or a program of study by words of its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from careerfit_cli.errors import UsageError
from careerfit_cli.model.names import folded
from careerfit_cli.model.tables import Industry, Program
from careerfit_cli.model.text import quoted

SAME_NAME = 82
"""Likeness, 0-100, from which a misspelled name or word is accepted."""

MOST_LISTED = 8

_LONGEST = 200

_SHORTEST = 3
"""Letters of a word that says something of a program."""


def industry(query: str, industries: Sequence[Industry]) -> Industry:
    """The industry a text means: by its code, its name, words of it, or nearly.

    Raises `UsageError`, with the candidates, if none or several match.
    """
    text = folded(query[:_LONGEST])
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
            listed = "; ".join(f'"{industry.name}"' for industry in wide[:MOST_LISTED])
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
    text = folded(query[:_LONGEST])
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


def _begins(text: str, name: str) -> bool:
    """Whether each word of a text begins a word of a name."""
    words = name.split()
    return all(any(word.startswith(part) for word in words) for part in text.split())
