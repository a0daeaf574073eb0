"""Reads a YAML document by its JSON Schema and notes every fault with its line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from typing import Any

from careerfit_cli.errors import BadData, Problem
from careerfit_cli.model.schema import Schema, resolved
from careerfit_cli.model.text import (
    MOST_MARKS,
    is_hidden,
    printable,
    quoted,
    with_hyphens,
)
from careerfit_cli.storage.yaml_loader import (
    MappingNode,
    Node,
    NotYaml,
    ScalarNode,
    SequenceNode,
    compose,
)

LONGEST_TEXT = 5_000
"""Characters of a text or a key (the longest known has 374)."""

MOST_PROBLEMS = 100
"""Faults reported in one file; the rest are reported after these are fixed."""

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_COMMENT = re.compile(r"[ \t]*(?<=[ \t])(#[^\r\n]*)")
_LINE_END = re.compile(r"\r\n?|\n")
_BOOLEANS = ("true", "false")
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
_ROUND = ("a whole number", "one decimal", "two decimals")


class Document:
    """A document being read; faults are collected, not raised, until `finish`.

    `BadData` is raised at once when there are `MOST_PROBLEMS` faults. Values may be used
    only after `finish` returns. `schema` is that of the whole document, with the
    definitions it refers to under `$defs`.
    """

    def __init__(self, file: str, text: str, schema: Schema) -> None:
        self.file = file
        self.schema = schema
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        # YAML counts positions in a file from after its byte order mark.
        self._text = text.removeprefix("\ufeff")

    def note(self, line: int, field: str, what: str, hint: str = "") -> None:
        """Note a fault by its line; 0 is the whole file."""
        self.problems.append(Problem(self.file, line, field, what, hint))
        if len(self.problems) == MOST_PROBLEMS:
            self.finish()

    def fault(self, node: Node, field: str, what: str, hint: str = "") -> None:
        """Note that a field is wrong."""
        self.note(self._line(node.start_mark.index), field, what, hint)

    def _line(self, place: int) -> int:
        """The line of a place as editors count, from 1; YAML has more line ends."""
        return len(_LINE_END.findall(self._text[:place])) + 1

    def finish(self) -> None:
        """Raise `BadData` with every fault noted, if there is any."""
        problems = sorted(self.problems)
        if len(problems) == MOST_PROBLEMS:
            what = f"may have more faults than these {MOST_PROBLEMS}"
            hint = "mend these and check again"
            problems.append(Problem(self.file, 0, "", what, hint))
        if problems:
            raise BadData(problems)

    def root(self) -> dict[str, Node]:
        """The nodes of the document's own mapping by key."""
        try:
            node = compose(self._text)
        except NotYaml as error:
            line = 0 if error.place is None else self._line(error.place)
            self.note(line, "", error.what, error.hint)
            return {}
        if node is None:
            self.note(
                0, "", "is empty", f"it needs {', '.join(self.schema['required'])}"
            )
            return {}
        return self._nodes(node, self.schema, "")

    def values(
        self, nodes: Mapping[str, Node], schema: Schema, field: str = ""
    ) -> dict[str, Any]:
        """The values of a mapping's nodes by key."""
        known = schema.get("properties", {})
        names = resolved(schema.get("propertyNames", {}), self.schema["$defs"])
        values = {}
        for key, node in nodes.items():
            within = joined_name(field, key)
            if "examples" in names and not re.fullmatch(names["pattern"], key):
                what = names.get("description", "an O*NET-SOC code")
                hint = f"it looks like {names['examples'][0]}"
                self.fault(node, within, f"is not {what}", hint)
            inner = known[key] if key in known else schema["additionalProperties"]
            values[key] = self.value(node, inner, within)
        return values

    def value(self, node: Node, schema: Schema, field: str) -> Any:
        """The value of a node; constants are not compared, so the caller checks them."""
        schema = resolved(schema, self.schema["$defs"])
        if "const" in schema:
            return schema["const"]
        kind = schema.get("type", "string")
        if kind in ("number", "integer"):
            return self._number(node, schema, field)
        if kind == "string":
            return self._string(node, schema, field)
        if kind == "array":
            return self._list(node, schema, field)
        if kind == "object":
            return self.values(self._nodes(node, schema, field), schema, field)
        return self._flag(node, field)

    def _nodes(self, node: Node, schema: Schema, field: str) -> dict[str, Node]:
        """The nodes of a mapping by key.

        Notes keys that are not text, given twice or unknown, and missing ones.
        """
        if not isinstance(node, MappingNode):
            self.fault(node, field, "must be a mapping of `name: value` lines")
            return {}
        if not self.is_bare(node, field):
            return {}
        known = schema.get("properties")
        nodes: dict[str, Node] = {}
        for key, value in node.value:
            name = self._key(key, field)
            within = joined_name(field, name)
            if name in nodes:
                self.fault(key, within, "is given twice", "keep one of them")
            elif known is not None and name and name not in known:
                self.fault(key, within, "is not a known name", nearest(name, known))
            elif name:
                nodes[name] = value
        for name in schema.get("required", ()):
            if name not in nodes:
                within = joined_name(field, name)
                self.fault(node, within, "is missing", f"add `{name}:`")
        return nodes

    def _key(self, key: Node, field: str) -> str:
        """The text of a key; otherwise a fault is noted and it is empty."""
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

    def is_bare(self, node: Node, field: str) -> bool:
        """Whether a value is written out: no tag, and no anchor for an alias."""
        place = node.start_mark.index
        sign = self._text[place : place + 1]
        if sign == "!":
            self.fault(node, field, "has a YAML tag", "take the tag away")
        elif sign == "&":
            self.fault(node, field, "has a YAML anchor", "write each value out")
        return sign not in ("!", "&")

    def _list(self, node: Node, schema: Schema, field: str) -> list[Any] | None:
        """A list of mappings, or of unique texts."""
        if not isinstance(node, SequenceNode):
            self.fault(node, field, "must be a list", "start each line with `- `")
            return None
        if not self.is_bare(node, field):
            return None
        items = resolved(schema["items"], self.schema["$defs"])
        values: dict[Any, None] = {}
        rows = []
        for count, item in enumerate(node.value, 1):
            within = f"{field}[{count}]"
            if items.get("type") == "object":
                rows.append(self.value(item, items, within))
                continue
            text = self._text_of(item, within)
            if text is None:
                continue
            if text in values:
                what = f"{quoted(text)} is given twice"
                self.fault(item, within, what, "keep one of them")
            elif text not in items.get("enum", (text,)):
                what = f"{quoted(text)} is not a known name"
                self.fault(item, within, what, nearest(text, items["enum"]))
            values[text] = None
        return rows or list(values)

    def _string(self, node: Node, schema: Schema, field: str) -> str | None:
        """One line of text that is one of the choices or fits the pattern, if any."""
        text = self._text_of(node, field)
        if text is None:
            return None
        if text not in schema.get("enum", (text,)):
            hint = nearest(text, schema["enum"])
            self.fault(node, field, f"{quoted(text)} is not a known value", hint)
        elif "examples" in schema and not re.fullmatch(schema["pattern"], text):
            hyphened = with_hyphens(text)
            # SOC writes codes without the last part.
            forms = (form for form in (hyphened, f"{hyphened}.00"))
            meant = next(
                (form for form in forms if re.fullmatch(schema["pattern"], form)), ""
            )
            hint = (
                f"write {meant}" if meant else f"it looks like {schema['examples'][0]}"
            )
            self.fault(node, field, f"{quoted(text)} is not valid", hint)
        return text

    def _text_of(self, node: Node, field: str) -> str | None:
        """One printable line of text; otherwise a fault is noted and it is `None`."""
        if not self.is_bare(node, field):
            return None
        value = node.value if isinstance(node, ScalarNode) else None
        if value is None or node.tag != _TEXT:
            kind = _KINDS.get(node.tag.rpartition(":")[2], "a YAML sign")
            hint = f'write it in quotes: "{cut(value)}"' if value else "give a text"
            self.fault(node, field, f"must be text, and is {kind}", hint)
            return None
        line = str(value).rstrip("\n")
        if len(line) > LONGEST_TEXT:
            self.fault(node, field, _TOO_LONG, _SHORTEN)
            return None
        if odd := _odd(line):
            self.fault(node, field, "must be one printable line of text", odd)
            return None
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

    def _flag(self, node: Node, field: str) -> bool | None:
        if not self.is_bare(node, field):
            return None
        if (
            isinstance(node, ScalarNode)
            and node.tag == _FLAG
            and node.value in _BOOLEANS
        ):
            return bool(node.value == "true")
        self.fault(node, field, "must be `true` or `false`", "write it without quotes")
        return None

    def _number(self, node: Node, schema: Schema, field: str) -> float | None:
        """A plain decimal number with the range and decimals that `schema` allows."""
        if not self.is_bare(node, field):
            return None
        low, high = schema["minimum"], schema["maximum"]
        places = schema.get("decimals", 0)
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
            return int(amount) if schema["type"] == "integer" else amount + 0.0
        return None


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
