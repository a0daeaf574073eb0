"""Reads trusted values fast, without checks: shipped data, and pages of the index.

They have the form of `part.Part` and nothing is checked: tests read the shipped files
through `Document`, strictly. (JSON is YAML too, so that faults there are told by line.)
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"
"""The program's own data files."""


def shipped(name: str) -> Plain:
    """The mapping in one of the data files."""
    return Plain(json.loads((DATA / name).read_bytes()))


class Plain:
    """A trusted mapping; an absent field reads as its default."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    def __contains__(self, name: str) -> bool:
        return name in self._data

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def part(
        self,
        name: str,
        known: Collection[str] | None,  # noqa: ARG002 - as `Part` has it
        required: Collection[str] = (),  # noqa: ARG002
    ) -> Plain:
        """A mapping within this one."""
        return Plain(self._data.get(name, {}))

    def text(self, name: str, choices: Collection[str] | None = None) -> str:  # noqa: ARG002
        """One line of text."""
        return str(self._data.get(name, ""))

    def texts(
        self,
        name: str,
        choices: Collection[str] | None = None,  # noqa: ARG002
    ) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(self._data.get(name, ()))

    def flag(self, name: str) -> bool:
        """Yes or no."""
        return bool(self._data.get(name, False))

    def whole(self, name: str, low: int, high: int) -> int | None:  # noqa: ARG002
        """A whole number."""
        return self._data.get(name)

    def fault(self, name: str, what: str, hint: str = "") -> None:
        """Raises `ValueError`: trusted data should have no fault."""
        raise ValueError(f"{name} {what}: {hint}")
