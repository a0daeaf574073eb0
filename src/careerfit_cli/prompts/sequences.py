"""Distinguishes what a terminal sends by itself from keys that a person presses."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

PATIENCE = 3.0
"""Seconds after which an unfinished sequence is given up."""

BURST = 0.1
"""Keys are pasted, not typed, if fewer seconds than this pass between them."""

LONGEST = 400
"""How many characters of pasted text, or of a sequence, are examined."""

PASTE = "<bracketed-paste>"
"""The key that stands for pasted text, as in the prompt library."""

_ESCAPE = "\x1b"
_CHARACTERS = {"escape": _ESCAPE, "c-g": "\x07"}
_EIGHT_BIT = {chr(ord(letter) + 0x40): _ESCAPE + letter for letter in "ON]PX^_"} | {
    "s-escape": f"{_ESCAPE}["
}
"""One-character openings, and their equivalents."""

_WHOLE = re.compile(
    r"""\x1b (
        \[ M .{3}                        # the oldest way to report the mouse
        | \[ \[ .                        # function keys of the Linux console
        | \[ (?![M[]) [^@-~\x1b]* [@-~]  # other control sequences (CSI)
        | O [^@-~\x1b]* [@-~]            # keypads
        | N .
        | []PX^_] [^\x07\x1b\x9c]* (\x07 | \x9c | \x1b\\)  # OSC, DCS and other strings
    )""",
    re.VERBOSE | re.DOTALL,
)
_UNFINISHED = re.compile(
    r"""\x1b (
        \[ M .{0,2}
        | \[ \[
        | [\[O] [^@-~\x1b]*
        | N
        | []PX^_] [^\x07\x1b\x9c]* \x1b?
    )?""",
    re.VERBOSE | re.DOTALL,
)
_OPEN_STRING = re.compile(r"\x1b[]PX^_][^\x07\x1b\x9c]*")

_KEYPAD = {f"{_ESCAPE}O{chr(ord('p') + digit)}": str(digit) for digit in range(10)} | {
    f"{_ESCAPE}OM": "c-m"
}
"""Keys of a keypad in application mode."""


@dataclass
class Sequences:
    """Escape sequences and pastes that the prompt library does not know, as they arrive.

    The library passes on the characters of unknown sequences one by one, and digits in
    them would count as answers. Pasted text is collected in `pasted`: if its start
    marker arrives in pieces, until the end marker, and where a terminal does not mark
    pastes, an answer string: keys in quick succession, the first of them `v`.
    """

    now: Callable[[], float] = time.monotonic
    latest: float = 0.0
    sequence: str = ""
    pasting: bool = False
    burst: bool = False
    pasted: str = ""

    def key(self, key: str, *, bursts: bool = False) -> str:
        """The key that was pressed; empty for a part of a sequence.

        `PASTE` at the end of pasted text, and with `bursts` for each key of a pasted
        answer string.
        """
        now, before = self.now(), self.latest
        self.latest = now
        if now - before > PATIENCE:
            self.sequence, self.pasting = "", False
        was_pasting = self.pasting
        pressed = self._pressed(key)
        if was_pasting:
            self._collect(pressed)
            return "" if self.pasting else PASTE
        if bursts and pressed not in ("", "escape"):
            if self.burst and now - before < BURST:
                self._collect(pressed)
                return PASTE
            self.burst = pressed in ("v", "V")
            self.pasted = pressed
        # Mouse events and other reports that the library handles.
        return "" if len(key) > 1 and key.startswith("<") else pressed

    def _collect(self, key: str) -> None:
        if len(key) == 1 and len(self.pasted) < LONGEST:
            self.pasted += key

    def _pressed(self, key: str) -> str:
        in_string = bool(_OPEN_STRING.fullmatch(self.sequence))
        character = _CHARACTERS.get(key, key)
        if not in_string:
            character = _EIGHT_BIT.get(key, character)
        if not self.sequence and character[0] != _ESCAPE:
            return key
        sequence = self.sequence + character
        if not (_WHOLE.fullmatch(sequence) or _UNFINISHED.fullmatch(sequence)):
            # Another one begins before the end.
            sequence = sequence[sequence.rindex(_ESCAPE) :]
        self.sequence = ""
        if _WHOLE.fullmatch(sequence):
            return self._meaning(sequence)
        if not _UNFINISHED.fullmatch(sequence):
            return key
        long = len(sequence) > LONGEST
        self.sequence = sequence[:2] + sequence[-1] if long else sequence
        return key if character == _ESCAPE and not in_string else ""

    def _meaning(self, sequence: str) -> str:
        if sequence == f"{_ESCAPE}[200~":
            self.pasting, self.pasted = True, ""
        elif sequence == f"{_ESCAPE}[201~":
            self.pasting = False
        return _KEYPAD.get(sequence, "")
