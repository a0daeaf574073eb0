"""Reads YAML into nodes and writes it; nothing else imports the YAML library."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from careerfit_cli.model.serialize import Flow

__all__ = [
    "MappingNode",
    "Node",
    "NotYaml",
    "ScalarNode",
    "SequenceNode",
    "compose",
    "dump",
]

DEEPEST = 20
"""Levels of nesting: far more would crash the program."""

MOST_VALUES = 20_000
"""Keys and values of a file: each takes a kilobyte (the most known are 1,719)."""

_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

# What YAML takes for the beginning of a line. Its reader compares each directive with
# all others, so that a megabyte of them would take minutes.
_DIRECTIVE = re.compile("(?:\\A|[\r\n\x85\u2028\u2029])\ufeff*(%)")
# Compiled where a file is at fault, not each time this module is loaded.
_MERGE = r"(?m)^(?:<{7}|>{7}|={7}|[|]{7})(?= |\r?$)"
_ODD_SPACE = "(?m)^[ \t]*([\xa0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff])"
_HALF = "[\ud800-\udfff]"
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
            raise _LimitError(parent, f"values lie more than {DEEPEST} deep")
        if self._values > MOST_VALUES:
            raise _LimitError(parent, f"there are more than {MOST_VALUES:,} values")

    def ascend_resolver(self) -> None:
        self._depth -= 1


class _LimitError(yaml.MarkedYAMLError):
    """A document exceeds one of the limits of this module."""

    def __init__(self, parent: Node, what: str) -> None:
        super().__init__(problem=what, problem_mark=parent.start_mark)


def _within_limits(text: str) -> Node | None:
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


class NotYaml(Exception):
    """A text that cannot be read as YAML: the position in it, what is wrong, and a hint.

    `place` is `None` where it is not known.
    """

    def __init__(self, place: int | None, what: str, hint: str) -> None:
        super().__init__(what)
        self.place = place
        self.what = what
        self.hint = hint


def compose(text: str) -> Node | None:
    """The nodes of a document; `None` when it is empty. Raises `NotYaml`."""
    # Finding a character is faster than trying each line.
    if "%" in text and (directive := _DIRECTIVE.search(text)):
        what = "has a YAML directive"
        raise NotYaml(directive.start(1), what, "take the line with % away")
    try:
        return _within_limits(text)
    except yaml.MarkedYAMLError as error:
        raise _foreign_sign(text) or _syntax_error(error) from error
    except yaml.reader.ReaderError as error:
        # The error's position counts bytes in one loader and characters in the other.
        match = yaml.reader.Reader.NON_PRINTABLE.search(text)
        what = "holds a character YAML does not allow"
        hint = f"take out the character U+{ord(match[0]):04X}" if match else ""
        raise NotYaml(match.start() if match else 0, what, hint) from error
    except (ValueError, OverflowError) as error:
        # Half a character, or an escape beyond Unicode's last one.
        half = re.search(_HALF, text)
        what = "holds a character that does not exist"
        raise NotYaml(half.start() if half else None, what, "take it out") from error


def _syntax_error(error: yaml.MarkedYAMLError) -> NotYaml:
    mark = error.problem_mark or error.context_mark
    message = ", ".join(filter(None, (error.context, error.problem)))
    hints = (hint for sign, hint in _YAML_HINTS.items() if sign in message)
    what = f"cannot be read as YAML: {message}"
    return NotYaml(mark.index if mark else None, what, next(hints, ""))


def _foreign_sign(text: str) -> NotYaml | None:
    """A merge marker, or an unusual space at the beginning of a line, if there is one."""
    if merge := re.search(_MERGE, text):
        what = f"has marks of an unfinished merge: {merge[0]}"
        hint = "keep one version, and delete the other and the marks"
        return NotYaml(merge.start(), what, hint)
    if space := re.search(_ODD_SPACE, text):
        sign = f"U+{ord(space[1]):04X}"
        what = f"begins with a space that YAML does not accept ({sign})"
        return NotYaml(space.start(1), what, "replace it with ordinary spaces")
    return None
