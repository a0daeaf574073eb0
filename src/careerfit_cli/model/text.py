"""Text from files, arguments and answers, made safe to show."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 60
"""Characters of a name that are repeated in a message."""

MOST_MARKS = 4
"""Combining marks on one letter that are shown: more would run into other lines."""

_UNSEEN = frozenset(
    map(
        chr,
        (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x2800, 0x3164,
         *range(0xFE00, 0xFE10), 0xFFA0, *range(0xE0100, 0xE01F0)),
    )
)  # fmt: skip
"""Letters and marks that show nothing, beside those `str.isprintable` tells.

Source: Default_Ignorable_Code_Point of Unicode 15, and the blank braille cell.
"""


_DASHES = re.compile("[\u2010-\u2015\u2212]")


def with_hyphens(text: str) -> str:
    """A text with a hyphen in place of every other dash."""
    return _DASHES.sub("-", text)


def printable(text: str) -> str:
    """Text with spaces in place of characters that could control or mislead a terminal.

    Combining marks beyond `MOST_MARKS` on one letter are left out.
    """
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if _is_mark(letter) else 0
        if is_hidden(letter):
            shown.append(" ")
        elif marks <= MOST_MARKS:
            shown.append(letter)
    return "".join(shown)


def is_hidden(letter: str) -> bool:
    """Whether a character is invisible: control, bidirectional or zero-width."""
    return not letter.isprintable() or letter in _UNSEEN


def _is_mark(letter: str) -> bool:
    return not letter.isascii() and unicodedata.category(letter) in ("Mn", "Me")


def quoted(name: str) -> str:
    """A name in quotes for a message; only its beginning if it is long."""
    shortened = repr(name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}...")
    shown = (
        f"\\u{ord(character):04x}" if character in _UNSEEN else character
        for character in shortened
    )
    return printable("".join(shown))


def shortened(line: str, most: int) -> str:
    """A line cut in the middle to a maximum number of characters."""
    if len(line) <= most:
        return line
    half = (most - 5) // 2
    return f"{line[:half]} ... {line[-half:]}"


# Spreadsheets of many countries take a semicolon for the end of a cell, and those of
# East Asia the wide signs for the narrow ones.
_FORMULA = re.compile(
    "(?:^|;)\\s*(?=[-=+@"
    "\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
    "\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}])"
)


def spreadsheet_safe(text: str) -> str:
    """Printable text, with an apostrophe before what a spreadsheet would run."""
    return _FORMULA.sub(r"\g<0>'", printable(text))
