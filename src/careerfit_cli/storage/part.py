"""A mapping of a YAML file, read field by field."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.text import quoted, with_hyphens
from careerfit_cli.storage.yaml_loader import Document, joined_name, nearest


class Part:
    """A mapping being read field by field; an absent field reads as its default."""

    def __init__(
        self,
        document: Document,
        field: str,
        node: Any | None,
        known: Collection[str] | None,
        required: Collection[str] = (),
    ) -> None:
        self.document = document
        self.field = field
        self.nodes: dict[str, Any] = {}
        if node is not None:
            self.nodes = document.mapping(node, field, known, required)

    def __contains__(self, name: str) -> bool:
        return name in self.nodes

    def __iter__(self) -> Iterator[str]:
        return iter(self.nodes)

    def fault(self, name: str, what: str, hint: str = "") -> None:
        """Note that one of the fields is wrong."""
        self.document.fault(self.nodes[name], joined_name(self.field, name), what, hint)

    def text(self, name: str, choices: Collection[str] | None = None) -> str:
        """One line of text, one of any `choices`; empty if absent."""
        if name not in self.nodes:
            return ""
        value = self.document.text(self.nodes[name], joined_name(self.field, name))
        if value and choices is not None and value not in choices:
            what = f"{quoted(value)} is not a known value"
            self.fault(name, what, nearest(value, choices))
        return value

    def matching(self, name: str, pattern: str, example: str) -> str:
        """A text of a fixed form."""
        value = self.text(name)
        if value and not re.fullmatch(pattern, value):
            hyphened = with_hyphens(value)
            # SOC writes codes without the last part.
            forms = (form for form in (hyphened, f"{hyphened}.00"))
            meant = next((form for form in forms if re.fullmatch(pattern, form)), "")
            hint = f"write {meant}" if meant else f"it looks like {example}"
            self.fault(name, f"{quoted(value)} is not valid", hint)
        return value

    def texts(
        self, name: str, choices: Collection[str] | None = None
    ) -> tuple[str, ...]:
        """A list of unique texts, all from any `choices`."""
        values: dict[str, None] = {}
        for field, node in self._items(name):
            value = self.document.text(node, field)
            if not value:
                continue
            if value in values:
                what, hint = f"{quoted(value)} is given twice", "keep one of them"
                self.document.fault(node, field, what, hint)
            elif choices is not None and value not in choices:
                what = f"{quoted(value)} is not a known name"
                self.document.fault(node, field, what, nearest(value, choices))
            values[value] = None
        return tuple(values)

    def number(
        self, name: str, low: float, high: float, places: int = 0
    ) -> float | None:
        """A number from `low` to `high`; `None` when absent."""
        node = self.nodes.get(name)
        if node is None:
            return None
        return self.document.number(
            node, joined_name(self.field, name), low, high, places
        )

    def whole(self, name: str, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`; `None` when absent."""
        value = self.number(name, low, high)
        return None if value is None else int(value)

    def flag(self, name: str) -> bool:
        """`true` or `false`; absent is false."""
        node = self.nodes.get(name)
        if node is None:
            return False
        if not self.document.is_bare(node, joined_name(self.field, name)):
            return False
        value = self.document.flag(node)
        if value is None:
            self.fault(name, "must be `true` or `false`", "write it without quotes")
        return bool(value)

    def part(
        self,
        name: str,
        known: Collection[str] | None,
        required: Collection[str] = (),
    ) -> Part:
        """A mapping below this one; empty when absent."""
        node = self.nodes.get(name)
        return Part(self.document, joined_name(self.field, name), node, known, required)

    def parts(
        self, name: str, known: Collection[str], required: Collection[str] = ()
    ) -> list[Part]:
        """A list of mappings."""
        return [
            Part(self.document, field, node, known, required)
            for field, node in self._items(name)
        ]

    def numbers(
        self,
        name: str,
        low: float,
        high: float,
        places: int = 0,
        known: Collection[str] | None = None,
    ) -> Mapping[str, float]:
        """Numbers by name, from `low` to `high`."""
        part = self.part(name, known)
        return frozen(
            {
                key: part.document.number(
                    node, joined_name(part.field, key), low, high, places
                )
                for key, node in part.nodes.items()
            }
        )

    def _items(self, name: str) -> list[tuple[str, Any]]:
        if name not in self.nodes:
            return []
        field = joined_name(self.field, name)
        nodes = self.document.items(self.nodes[name], field)
        return [(f"{field}[{count}]", node) for count, node in enumerate(nodes, 1)]
