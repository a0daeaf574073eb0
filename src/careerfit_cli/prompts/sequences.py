"""Distinguishes what a terminal sends by itself from keys that a person presses."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

PATIENCE = 3.0
"""Seconds after which an unfinished sequence is given up."""

BURST = 0.1
"""Keys are pasted, not typed, if fewer seconds than this pass between them."""

LONGEST = 400
"""How many characters of pasted text are examined."""

PASTE = "<bracketed-paste>"
"""The key that stands for pasted text, as in the prompt library."""

_STRINGS = frozenset("]PX^_")
_KEYPAD = {chr(ord("p") + digit): str(digit) for digit in range(10)} | {"M": "c-m"}
_EIGHT_BIT = {chr(ord(letter) + 0x40): letter for letter in "ON]PX^_"} | {
    "s-escape": "["
}
"""One-character openings, and the equivalent letters after ESC."""

_COORDINATES = 3
"""Characters after `ESC [ M`, the oldest way to report the mouse."""


@dataclass
class Sequences:
    """Escape sequences that the prompt library does not know, as they arrive.

    The library passes on their characters one by one, and digits in them would count as
    answers. Strings (OSC, DCS and others) end with BEL or ESC and a backslash, control
    sequences (CSI) with a letter. Digits of a keypad in application mode (`ESC O p` to
    `y`) are digits. If the start marker of pasted text arrives in pieces, the text is
    collected in `pasted` until the end marker.
    """

    now: Callable[[], float] = time.monotonic
    state: str = ""
    latest: float = 0.0
    parameters: str = ""
    skipping: int = 0
    pasting: bool = False
    pasted: str = ""

    def key(self, key: str) -> str:
        """The key that was pressed; empty for a part of a sequence.

        `PASTE` at the end of pasted text, which is then in `pasted`.
        """
        now, before = self.now(), self.latest
        self.latest = now
        if now - before > PATIENCE:
            self.state, self.skipping, self.pasting = "", 0, False
        was_pasting = self.pasting
        pressed = self._pressed(key)
        if was_pasting and self.pasting and len(self.pasted) < LONGEST:
            self.pasted += pressed if len(pressed) == 1 else ""
        if was_pasting:
            return "" if self.pasting else PASTE
        # Mouse events and other reports that the library handles.
        return "" if len(key) > 1 and key.startswith("<") else pressed

    def _pressed(self, key: str) -> str:
        if self.skipping:
            self.skipping -= 1
            return ""
        state, self.state = self.state, ""
        if state == "string":
            return self._in_string(key)
        if key == "escape":
            self.state = "end" if state == "end" else "escape"
            return key
        if state == "end" and key == "\\":
            return ""
        if state in ("escape", "end"):
            return self._after_escape(key)
        if state in ("control", "keypad") and len(key) == 1:
            return self._in_control(key, state)
        return self._after_escape(_EIGHT_BIT[key]) if key in _EIGHT_BIT else key

    def _in_string(self, key: str) -> str:
        if key == "escape":
            self.state = "end"
        elif key not in ("c-g", "\x9c"):
            self.state = "string"
        return ""

    def _after_escape(self, key: str) -> str:
        self.parameters = ""
        if key == "[":
            self.state = "control"
        elif key == "O":
            self.state = "keypad"
        elif key == "N":
            self.skipping = 1
        elif key in _STRINGS:
            self.state = "string"
        else:
            return key
        return ""

    def _in_control(self, key: str, state: str) -> str:
        if not "@" <= key <= "~":
            self.state = state
            self.parameters = (self.parameters + key)[:LONGEST]
            return ""
        whole = self.parameters + key
        if state == "keypad":
            return _KEYPAD.get(whole, "")
        if whole == "200~":
            self.pasting, self.pasted = True, ""
        elif whole == "201~":
            self.pasting = False
        elif whole == "M":
            self.skipping = _COORDINATES
        elif whole == "[":
            # Function keys of the Linux console have one more letter.
            self.skipping = 1
        return ""


@dataclass
class Burst:
    """An answer string pasted on a terminal that does not mark pastes."""

    now: Callable[[], float] = time.monotonic
    text: str = ""
    latest: float = 0.0

    def holds(self, key: str) -> bool:
        """Whether a key belongs to a pasted answer string, which begins with `v`."""
        now, before = self.now(), self.latest
        self.latest = now
        if self.text and now - before < BURST:
            self.text += key if len(key) == 1 else ""
            return len(self.text) < LONGEST
        self.text = "v" if key == "v" else ""
        return False
