"""What a terminal sends by itself, told from keys that a person pressed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

PATIENCE = 3.0
"""Seconds after which an unfinished sequence is given up."""

BURST = 0.1
"""Seconds between keys below which they are pasted, not typed."""

LONGEST = 400
"""Characters of pasted text that are looked at."""

_STRINGS = frozenset("]PX^_")
_KEYPAD = {chr(ord("p") + digit): str(digit) for digit in range(10)} | {"M": "c-m"}


@dataclass
class Sequences:
    """Escape sequences that the prompt library does not know, as they arrive.

    It passes their characters on one by one, and digits in them would count as answers.
    Strings (OSC, DCS and others) end with BEL or ESC and a backslash, control sequences
    (CSI) with a letter. Digits of a keypad in application mode (`ESC O p` to `y`) are
    digits.
    """

    now: Callable[[], float] = time.monotonic
    state: str = ""
    latest: float = 0.0

    def key(self, key: str) -> str:
        """The key that was pressed; empty for a part of a sequence."""
        now, before = self.now(), self.latest
        self.latest = now
        if self.state and now - before > PATIENCE:
            self.state = ""
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
        if state == "keypad":
            return _KEYPAD.get(key, "")
        if state == "control" and len(key) == 1:
            self.state = "" if "@" <= key <= "~" else "control"
            return ""
        return key

    def _in_string(self, key: str) -> str:
        if key == "escape":
            self.state = "end"
        elif key not in ("c-g", "\x9c"):
            self.state = "string"
        return ""

    def _after_escape(self, key: str) -> str:
        if key == "[":
            self.state = "control"
        elif key == "O":
            self.state = "keypad"
        elif key in _STRINGS:
            self.state = "string"
        else:
            return key
        return ""


@dataclass
class Burst:
    """An answer string pasted where the terminal does not mark pastes."""

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
