"""The one door to YAML: strict reading that knows the line of every fault."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from careerfit_cli.errors import BadData, CareerfitError, Problem
from careerfit_cli.model.occupation import frozen

LARGEST_FILE = 1_000_000
"""Bytes: a file beyond this is refused unread."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_TEXT = "tag:yaml.org,2002:str"
_KINDS = {
    "bool": "a yes/no word",
    "int": "a number",
    "float": "a number",
    "null": "empty",
    "timestamp": "a date",
}


def read_text(path: Path) -> str:
    """The text of a UTF-8 file of at most `LARGEST_FILE` bytes.

    Raises `BadData` when it is larger, not UTF-8 or not an ordinary file, and
    `CareerfitError` when it cannot be opened.
    """
    try:
        if not path.is_file():
            raise BadData([Problem(str(path), 0, "", "is not an ordinary file")])
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise CareerfitError(f"{path}: cannot be read: {error.strerror}") from error
    if len(raw) > LARGEST_FILE:
        what = f"is larger than {LARGEST_FILE:,} bytes"
        raise BadData([Problem(str(path), 0, "", what)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        hint = "save the file as UTF-8"
        raise BadData([Problem(str(path), line, "", "is not UTF-8", hint)]) from error


def dump(data: Mapping[str, Any]) -> str:
    """YAML text of plain values, in key order; `Flow` mappings and lists on one line."""
    text: str = yaml.dump(
        dict(data),
        Dumper=_HouseDumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=88,
    )
    return text


class Flow(dict[str, Any]):
    """A mapping to be written on one line."""


class _HouseDumper(_Dumper):  # type: ignore[misc, valid-type]
    def ignore_aliases(self, data: object) -> bool:
        return True


_HouseDumper.add_representer(
    Flow,
    lambda dumper, data: dumper.represent_mapping(
        "tag:yaml.org,2002:map", data.items(), flow_style=True
    ),
)


class Document:
    """One YAML file being read; faults are collected, not raised, until `finish`."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._seen: set[int] = set()
        self._root = self._compose(text)

    def _compose(self, text: str) -> Node | None:
        try:
            return yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 0
            self._note(line, "", f"is not YAML: {error.problem or error.context}")
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            self._note(line, "", "holds a character YAML does not allow")
        except RecursionError:
            self._note(0, "", "is nested too deeply")
        return None

    def _note(self, line: int, field: str, what: str, hint: str = "") -> None:
        self.problems.append(Problem(self.file, line, field, what, hint))

    def fault(self, node: Node, field: str, what: str, hint: str = "") -> None:
        """Note that a field is wrong."""
        self._note(node.start_mark.line + 1, field, what, hint)

    def finish(self) -> None:
        """Raise `BadData` with every fault noted, if there is any."""
        if self.problems:
            raise BadData(sorted(self.problems))

    def root(self, known: Collection[str], required: Collection[str] = ()) -> Part:
        """The file's own mapping, with its `known` and `required` keys."""
        if self._root is None and not self.problems:
            self._note(0, "", "is empty", "start it with `schema: 1`")
        return Part(self, "", self._root, known, required)

    def mapping(
        self, node: Node, field: str, known: Collection[str] | None
    ) -> dict[str, Node]:
        """The nodes of a mapping by key.

        Notes duplicate keys, keys that are not text and keys not among `known`.
        """
        if not isinstance(node, MappingNode):
            self.fault(node, field, "must be a mapping of `name: value` lines")
            return {}
        if self._is_alias(node, field):
            return {}
        found: dict[str, Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else None
            if name is None or key.tag != _TEXT:
                what = f"key {name!r} must be text" if name else "keys must be text"
                self.fault(key, field, what, "write the key in quotes")
            elif name in found:
                self.fault(
                    key, _join(field, name), "is given twice", "keep one of them"
                )
            elif known is not None and name not in known:
                hint = _near(name, known)
                self.fault(key, _join(field, name), "is not a known name", hint)
            else:
                found[name] = value
        return found

    def items(self, node: Node, field: str) -> list[Node]:
        """The nodes of a list."""
        if not isinstance(node, SequenceNode):
            self.fault(node, field, "must be a list", "start each line with `- `")
            return []
        return [] if self._is_alias(node, field) else list(node.value)

    def _is_alias(self, node: Node, field: str) -> bool:
        if id(node) in self._seen:
            self.fault(node, field, "uses a YAML alias", "write the value out")
            return True
        self._seen.add(id(node))
        return False

    def text(self, node: Node, field: str) -> str:
        """One printable line of text."""
        value = node.value if isinstance(node, ScalarNode) else None
        if value is None or node.tag != _TEXT:
            kind = _KINDS.get(node.tag.rpartition(":")[2], "not text")
            hint = f'write it in quotes: "{value}"' if value else "give a text"
            self.fault(node, field, f"must be text, and is {kind}", hint)
            return ""
        line = value.rstrip("\n")
        if not line.strip() or not line.isprintable():
            self.fault(node, field, "must be one printable line of text")
        return str(line)

    def number(
        self, node: Node, field: str, low: float, high: float, places: int
    ) -> float:
        """A plain decimal number from `low` to `high` with at most `places` decimals."""
        value = node.value if isinstance(node, ScalarNode) else ""
        match = _NUMBER.fullmatch(value) if node.tag != _TEXT else None
        if not match:
            shown = f"{value!r}" if value else "not one"
            hint = f"write plain digits, such as {low:g}"
            self.fault(node, field, f"must be a number, and is {shown}", hint)
            return low
        if len(match[2] or ".") - 1 > places:
            self.fault(node, field, f"{value} has more than {places} decimals")
        elif not low <= float(value) <= high:
            hint = f"it runs from {low:g} to {high:g}"
            self.fault(node, field, f"{value} is out of range", hint)
        return float(value)


class Part:
    """A mapping being read field by field; an absent field reads as its default."""

    def __init__(
        self,
        document: Document,
        field: str,
        node: Node | None,
        known: Collection[str] | None,
        required: Collection[str] = (),
    ) -> None:
        self.document = document
        self.field = field
        self.nodes: dict[str, Node] = {}
        if node is not None:
            self.nodes = document.mapping(node, field, known)
            for name in required:
                if name not in self.nodes:
                    what, hint = "is missing", f"add `{name}:`"
                    document.fault(node, _join(field, name), what, hint)

    def __contains__(self, name: str) -> bool:
        return name in self.nodes

    def __iter__(self) -> Iterator[str]:
        return iter(self.nodes)

    def fault(self, name: str, what: str, hint: str = "") -> None:
        """Note that one of the fields is wrong."""
        self.document.fault(self.nodes[name], _join(self.field, name), what, hint)

    def text(self, name: str, choices: Collection[str] | None = None) -> str:
        """One line of text, one of `choices` when given; empty when absent."""
        if name not in self.nodes:
            return ""
        value = self.document.text(self.nodes[name], _join(self.field, name))
        if value and choices is not None and value not in choices:
            self.fault(name, f"{value!r} is not a known value", _near(value, choices))
        return value

    def matching(self, name: str, pattern: str, example: str) -> str:
        """A text of a fixed form."""
        value = self.text(name)
        if value and not re.fullmatch(pattern, value):
            self.fault(name, f"{value!r} is not valid", f"it looks like {example}")
        return value

    def texts(
        self, name: str, choices: Collection[str] | None = None
    ) -> tuple[str, ...]:
        """A list of texts, none twice, all of them `choices` when given."""
        values: dict[str, None] = {}
        for field, node in self._items(name):
            value = self.document.text(node, field)
            if value in values:
                self.document.fault(node, field, f"{value!r} is given twice")
            elif value and choices is not None and value not in choices:
                what, hint = f"{value!r} is not a known name", _near(value, choices)
                self.document.fault(node, field, what, hint)
            values[value] = None
        return tuple(values)

    def number(
        self, name: str, low: float, high: float, places: int = 0
    ) -> float | None:
        """A number from `low` to `high`; `None` when absent."""
        node = self.nodes.get(name)
        if node is None:
            return None
        return self.document.number(node, _join(self.field, name), low, high, places)

    def whole(self, name: str, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`; `None` when absent."""
        value = self.number(name, low, high)
        return None if value is None else int(value)

    def flag(self, name: str) -> bool:
        """`true` or `false`; absent is false."""
        node = self.nodes.get(name)
        if node is None:
            return False
        if not isinstance(node, ScalarNode) or node.value not in ("true", "false"):
            self.fault(name, "must be `true` or `false`")
        return bool(node.value == "true")

    def part(
        self,
        name: str,
        known: Collection[str] | None,
        required: Collection[str] = (),
    ) -> Part:
        """A mapping below this one; empty when absent."""
        node = self.nodes.get(name)
        return Part(self.document, _join(self.field, name), node, known, required)

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
                    node, _join(part.field, key), low, high, places
                )
                for key, node in part.nodes.items()
            }
        )

    def _items(self, name: str) -> list[tuple[str, Node]]:
        if name not in self.nodes:
            return []
        field = _join(self.field, name)
        nodes = self.document.items(self.nodes[name], field)
        return [(f"{field}[{count}]", node) for count, node in enumerate(nodes, 1)]


def _join(field: str, name: str) -> str:
    return f"{field}.{name}" if field else name


def _near(name: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return f"did you mean `{close[0]}`?"
    listed = ", ".join(list(known)[:12])
    return f"known: {listed}{', ...' if len(known) > 12 else ''}"
