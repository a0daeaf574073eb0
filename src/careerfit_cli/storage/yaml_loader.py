"""Read YAML strictly and locate every fault by line; nothing else reads YAML."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from careerfit_cli.errors import BadData, Problem
from careerfit_cli.model.serialize import Flow
from careerfit_cli.model.text import MOST_MARKS, is_hidden, printable, quoted

if TYPE_CHECKING:
    from careerfit_cli.storage.part import Part

DEEPEST = 20
"""Levels of nesting: far more would crash the program."""

MOST_VALUES = 20_000
"""Keys and values of a file: each takes a kilobyte (the most known are 1,719)."""

LONGEST_TEXT = 5_000
"""Characters of a text or a key (the longest known has 374)."""

MOST_PROBLEMS = 100
"""Faults reported in one file; the rest are reported after these are fixed."""

_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
# What YAML takes for the beginning of a line. Its reader compares each directive with
# all others, so that a megabyte of them would take minutes.
_DIRECTIVE = re.compile("(?:\\A|[\r\n\x85\u2028\u2029])\ufeff*(%)")
_WORDS = ("true", "false")
_FLAG = "tag:yaml.org,2002:bool"
_TEXT = "tag:yaml.org,2002:str"
_KINDS = {
    "bool": "a yes/no word",
    "int": "a number",
    "float": "a number",
    "null": "empty",
    "timestamp": "a date",
    "seq": "a list",
    "map": "a mapping",
}
_TOO_LONG = f"has more than {LONGEST_TEXT:,} characters"
_SHORTEN = "shorten it"
# Compiled where a file is at fault, not each time this module is loaded.
_MERGE = r"(?m)^(?:<{7}|>{7}|={7}|[|]{7})(?= |\r?$)"
_ODD_SPACE = "(?m)^[ \t]*([\xa0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff])"
_LINE_END = r"\r\n?|\n"
_COMMENT = re.compile(r"[ \t]*(?<=[ \t])(#[^\r\n]*)")
_HALF = "[\ud800-\udfff]"
_ROUND = ("a whole number", "one decimal", "two decimals")
_YAML_HINTS = {
    "mapping values are not allowed": "put text that holds `: ` in quotes",
    "cannot start any token": "indent with spaces; quote text that starts with a sign",
    "alias": "put text that starts with `*` in quotes",
    "anchor": "put text that starts with `&` in quotes",
    "did not find expected": "check the indents and quotes here and just above",
    "another document": "keep one document in a file",
}


def dump(data: Mapping[str, Any]) -> str:
    """YAML text of plain values, in key order; `Flow` mappings on one line."""
    text: str = yaml.dump(
        dict(data),
        Dumper=_HouseDumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=88,
    )
    return text


class _Loader(_SafeLoader):  # type: ignore[misc, valid-type]
    """The safe loader, with an error if values are nested too deeply or too many.

    These two methods are called for every value; what they do in PyYAML is unused here.
    """

    _depth = 0
    _values = 0

    def descend_resolver(self, parent: Node | None, _index: object) -> None:
        self._depth += 1
        self._values += 1
        if parent is None:
            return
        if self._depth > DEEPEST:
            raise _beyond(parent, f"values lie more than {DEEPEST} deep")
        if self._values > MOST_VALUES:
            raise _beyond(parent, f"there are more than {MOST_VALUES:,} values")

    def ascend_resolver(self) -> None:
        self._depth -= 1


class _LimitError(yaml.MarkedYAMLError):
    """A document exceeds one of the limits of this module."""


def _beyond(parent: Node, what: str) -> _LimitError:
    return _LimitError(problem=what, problem_mark=parent.start_mark)


def _node_tree(text: str) -> Node | None:
    """Compose a document; our limits are reported before limits of the library.

    PyYAML scans ahead of the values it returns, so its own limit on nesting, if it has
    one, can be reached first. The text before that place is then held to our limits.
    """
    try:
        return yaml.compose(text, Loader=_Loader)
    except _LimitError:
        raise
    except yaml.MarkedYAMLError as error:
        if error.problem_mark:
            try:
                yaml.compose(text[: error.problem_mark.index], Loader=_Loader)
            except _LimitError as limit:
                raise limit from None
            except yaml.YAMLError:
                pass
        raise


class _HouseDumper(_Dumper):  # type: ignore[misc, valid-type]
    def ignore_aliases(self, _data: object) -> bool:
        return True


_HouseDumper.add_representer(
    Flow,
    lambda dumper, data: dumper.represent_mapping(
        "tag:yaml.org,2002:map", data.items(), flow_style=True
    ),
)


class Document:
    """One YAML file being read; faults are collected, not raised, until `finish`.

    The fault that makes them `MOST_PROBLEMS` raises `BadData` with all of them.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        # YAML counts positions in a file from after its byte order mark.
        self._text = text.removeprefix("\ufeff")
        self._root = self._compose()

    def _compose(self) -> Node | None:
        # Finding a character is faster than trying each line.
        directive = _DIRECTIVE.search(self._text) if "%" in self._text else None
        if directive:
            line = self._line(directive.start(1))
            self.note(line, "", "has a YAML directive", "take the line with % away")
            return None
        try:
            return _node_tree(self._text)
        except yaml.MarkedYAMLError as error:
            if self._foreign_signs():
                return None
            mark = error.problem_mark or error.context_mark
            message = ", ".join(filter(None, (error.context, error.problem)))
            hints = (hint for sign, hint in _YAML_HINTS.items() if sign in message)
            what = f"cannot be read as YAML: {message}"
            line = self._line(mark.index) if mark else 0
            self.note(line, "", what, next(hints, ""))
        except yaml.reader.ReaderError:
            # The error's position counts bytes in one loader and characters in the other.
            match = yaml.reader.Reader.NON_PRINTABLE.search(self._text)
            place, sign = (match.start(), match[0]) if match else (0, "")
            what = "holds a character YAML does not allow"
            self.note(self._line(place), "", what, _odd(sign))
        except (ValueError, OverflowError):
            # Half a character, or an escape beyond Unicode's last one.
            half = re.search(_HALF, self._text)
            line = self._line(half.start()) if half else 0
            self.note(line, "", "holds a character that does not exist", "take it out")
        return None

    def _foreign_signs(self) -> bool:
        """Note merge markers, and unusual spaces at the beginning of a line."""
        if merge := re.search(_MERGE, self._text):
            what = f"has marks of an unfinished merge: {merge[0]}"
            hint = "keep one version, and delete the other and the marks"
            self.note(self._line(merge.start()), "", what, hint)
            return True
        if space := re.search(_ODD_SPACE, self._text):
            line = self._line(space.start(1))
            what = (
                f"begins with a space that YAML does not accept (U+{ord(space[1]):04X})"
            )
            self.note(line, "", what, "replace it with ordinary spaces")
        return bool(space)

    def _line(self, place: int) -> int:
        """The line of a place as editors count, from 1; YAML has more line ends."""
        return len(re.findall(_LINE_END, self._text[:place])) + 1

    def note(self, line: int, field: str, what: str, hint: str = "") -> None:
        """Note a fault by its line; 0 is the whole file."""
        self.problems.append(Problem(self.file, line, field, what, hint))
        if len(self.problems) == MOST_PROBLEMS:
            self.finish()

    def fault(self, node: Node, field: str, what: str, hint: str = "") -> None:
        """Note that a field is wrong."""
        self.note(self._line(node.start_mark.index), field, what, hint)

    def finish(self) -> None:
        """Raise `BadData` with every fault noted, if there is any."""
        problems = sorted(self.problems)
        if len(problems) == MOST_PROBLEMS:
            what = f"may have more faults than these {MOST_PROBLEMS}"
            hint = "mend these and check again"
            problems.append(Problem(self.file, 0, "", what, hint))
        if problems:
            raise BadData(problems)

    def root(self, known: Collection[str], required: Collection[str] = ()) -> Part:
        """The file's own mapping, with its `known` and `required` keys."""
        from careerfit_cli.storage.part import Part

        if self._root is None and not self.problems:
            self.note(0, "", "is empty", f"it needs {', '.join(required)}")
        return Part(self, "", self._root, known, required)

    def mapping(
        self,
        node: Node,
        field: str,
        known: Collection[str] | None,
        required: Collection[str] = (),
    ) -> dict[str, Node]:
        """The nodes of a mapping by key.

        Notes keys that are not text, given twice or not `known`, and `required` ones
        that are missing.
        """
        if not isinstance(node, MappingNode):
            self.fault(node, field, "must be a mapping of `name: value` lines")
            return {}
        if not self.is_bare(node, field):
            return {}
        nodes: dict[str, Node] = {}
        for key, value in node.value:
            name = self._key(key, field)
            if name in nodes:
                self.fault(
                    key, joined_name(field, name), "is given twice", "keep one of them"
                )
            elif known is not None and name and name not in known:
                hint = nearest(name, known)
                self.fault(key, joined_name(field, name), "is not a known name", hint)
            elif name:
                nodes[name] = value
        for name in required:
            if name not in nodes:
                self.fault(
                    node, joined_name(field, name), "is missing", f"add `{name}:`"
                )
        return nodes

    def _key(self, key: Node, field: str) -> str:
        """The text of a key; empty, and noted, when it is not text."""
        if not self.is_bare(key, field):
            return ""
        name = str(key.value) if isinstance(key, ScalarNode) else ""
        if len(name) > LONGEST_TEXT:
            self.fault(key, field, f"key {quoted(name)} {_TOO_LONG}", _SHORTEN)
        elif key.tag != _TEXT:
            what = f"key {quoted(name)} must be text" if name else "keys must be text"
            self.fault(key, field, what, "write the key in quotes")
        elif odd := _odd(name):
            self.fault(key, field, f"key {quoted(name)} must be printable text", odd)
        else:
            return name
        return ""

    def items(self, node: Node, field: str) -> list[Node]:
        """The nodes of a list."""
        if not isinstance(node, SequenceNode):
            self.fault(node, field, "must be a list", "start each line with `- `")
            return []
        return list(node.value) if self.is_bare(node, field) else []

    def is_bare(self, node: Node, field: str) -> bool:
        """Whether a value is written out: no tag, and no anchor for an alias."""
        place = node.start_mark.index
        sign = self._text[place : place + 1]
        if sign == "!":
            self.fault(node, field, "has a YAML tag", "take the tag away")
        elif sign == "&":
            self.fault(node, field, "has a YAML anchor", "write each value out")
        return sign not in ("!", "&")

    def text(self, node: Node, field: str) -> str:
        """One printable line of text; empty, and noted, when it is not one."""
        if not self.is_bare(node, field):
            return ""
        value = node.value if isinstance(node, ScalarNode) else None
        if value is None or node.tag != _TEXT:
            kind = _KINDS.get(node.tag.rpartition(":")[2], "a YAML sign")
            hint = f'write it in quotes: "{cut(value)}"' if value else "give a text"
            self.fault(node, field, f"must be text, and is {kind}", hint)
            return ""
        line = str(value).rstrip("\n")
        if len(line) > LONGEST_TEXT:
            self.fault(node, field, _TOO_LONG, _SHORTEN)
            return ""
        if odd := _odd(line):
            self.fault(node, field, "must be one printable line of text", odd)
            return ""
        self._warn_of_comment(node, field)
        return line

    def _warn_of_comment(self, node: Node, field: str) -> None:
        """Warn of a comment after unquoted text: it may have been meant as text."""
        end = node.end_mark.index
        match = _COMMENT.match(self._text, end)
        if match is None or getattr(node, "style", None):
            return
        what = f"ends before {quoted(match[1].strip())}, which YAML takes for a comment"
        hint = "put the whole text in quotes if it belongs to it"
        self.warnings.append(Problem(self.file, self._line(end), field, what, hint))

    def flag(self, node: Node) -> bool | None:
        """`true` or `false`; `None` when it is neither."""
        plain = isinstance(node, ScalarNode) and node.tag == _FLAG
        return node.value == "true" if plain and node.value in _WORDS else None

    def number(
        self, node: Node, field: str, low: float, high: float, places: int
    ) -> float:
        """A plain decimal number from `low` to `high` with at most `places` decimals.

        It is `low`, and noted, when it is not one.
        """
        if not self.is_bare(node, field):
            return low
        value = node.value if isinstance(node, ScalarNode) else ""
        match = _NUMBER.fullmatch(value)
        if not match or node.tag == _TEXT:
            shown = f"and is {quoted(value)}" if value else "and is not one"
            plain = f"write plain digits, such as {max(low, 0)}"
            hint = "take the quotes away" if match else plain
            self.fault(node, field, f"must be a number, {shown}", hint)
        elif not low <= (amount := float(value)) <= high:
            hint = f"it runs from {low} to {high}"
            self.fault(node, field, f"{cut(value)} is out of range", hint)
        elif len(match[2] or ".") - 1 > places:
            what = f"{cut(value)} has too many decimals"
            self.fault(node, field, what, f"round it to {_ROUND[places]}")
        else:
            # Zero has no sign.
            return amount + 0.0
        return low


def joined_name(field: str, name: str) -> str:
    """A field within a field, as messages name it."""
    return f"{field}.{cut(name)}" if field else cut(name)


def cut(text: str) -> str:
    """The beginning of a text, to identify it in a message."""
    return text if len(text) <= 60 else f"{text[:60]}..."


def _odd(line: str) -> str:
    """What to do about a text that is not one printable line; empty when it is."""
    if line == printable(line):
        return "" if line.strip() else "give a text"
    sign = next(filter(is_hidden, line), "")
    if not sign:
        return f"put at most {MOST_MARKS} marks on one letter"
    if sign in "\r\n":
        return "write it on one line"
    return f"take out the character U+{ord(sign):04X}"


def nearest(name: str, known: Collection[str]) -> str:
    """A hint that gives the most similar known name, or all of them."""
    close = difflib.get_close_matches(name[:LONGEST_TEXT], known, n=1)
    if close:
        return f"did you mean `{close[0]}`?"
    listed = ", ".join(list(known)[:12])
    return f"known: {listed}{', ...' if len(known) > 12 else ''}"
