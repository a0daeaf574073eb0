"""Hostile text, what output must not contain, and a small catalogue to test it on."""

from __future__ import annotations

import csv
import html.parser
import io
import json
import re
import shutil
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.text import MOST_MARKS, is_hidden
from careerfit_cli.storage import occupations, paths, profiles
from careerfit_cli.storage.writing import text_of
from commands import commands

TEXTS = {
    "color": "\x1b[31;5mred",
    "clear screen": "\x1b[2J\x1b[H",
    "window title": "\x1b]0;owned\x07",
    "hyperlink": "\x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "paste answer": "\x1b[6n\x1bP$q\x1b\\",
    "C1 controls": "\x9b31m\x9d0;x\x9c",
    "backspaces": "safe\b\b\b\bevil",
    "carriage return": "safe\revil",
    "line ends": "a\nb\r\nc\x0bd\x0ce\x85f\u2028g\u2029h",
    "NUL": "a\0b",
    "bidi override": "\u202egnp.exe",
    "bidi isolates": "\u2066a\u2067b\u2068c\u2069",
    "bidi marks": "\u200ea\u200fb\u061cc",
    "zero width": "a\u200bb\u200cc\u200dd\u2060e\ufefff",
    "soft hyphen": "a\u00adb",
    "tag letters": "a\U000e0041\U000e007f",
    "variation selectors": "a\ufe0f\U000e0100",
    "fillers": "\u115f\u1160\u3164\uffa0\u2800\u17b4\u180e\u034f",
    "combining stack": "e" + "\u0301\u0323\u0489" * 30,
    "leading marks": "\u0301" * 9 + "x",
    "wide": "\uff37\uff49\uff44\uff45 \u4e2d\u6587\u5b57\u7b26 \ufdfd",
    "emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467\U0001f3fd\u2764\ufe0f",
    "right to left": "\u05d0\u05d7\u05d5\u05ea \u0645\u0645\u0631\u0636\u0629",
    "markup": "[bold red]x[/] [link=https://evil.example]y[/link] [/]",
    "emoji code": ":pile_of_poo: :warning:",
    "format": "{0} {} %s %n $(id) `id` ${HOME}",
    "table": "a | b || c",
    "link": "[x](javascript:alert(1)) ![y](https://evil.example/z.png) <https://a.b>",
    "address": "https://evil.example www.evil.example me@evil.example",
    "html": '<b onmouseover="alert(1)">x</b><img src=x onerror=alert(1)>',
    "script": "</script></style></svg><script>alert(1)</script>",
    "entity": "&lt;script&gt; &#60; &amp;amp;",
    "quotes": "\"'><\"' onload=alert(1) x='",
    "equals": "=1+1",
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(A1)",
    "command": "=cmd|' /C calc'!A0",
    "tab and formula": "\t=1+1",
    "return and formula": "\r=1+1",
    "spaces and formula": "  @x",
    "wide formula": "\uff1d1+1",
    "semicolon": "x;=1+1",
}

ANSWERS = (
    "v1.standard." + "1243253334143532152514333524452532442435543332225533211123124543"
)

ALL_IN_ONE = " ".join(TEXTS.values())

ONE_OF_EACH = " ".join(
    TEXTS[name]
    for name in ("color", "window title", "C1 controls", "line ends", "bidi override",
                 "zero width", "fillers", "emoji", "markup", "table", "script",
                 "address", "semicolon")
) + "e\u0301\u0323\u0489\u0301\u0323\u0489"  # fmt: skip
"""A text of every kind, short enough to stand before every text of a catalogue."""

_MARKS = re.compile(r"\\[\\|<>\[\]*_`~&$:@!#.]")
_FORMULA = re.compile("(^|;)\\s*[-=+@\uff1d\uff0b\uff0d\uff20]")


def assert_clean(text: str) -> None:
    """Nothing that steers a terminal, hides, or runs into other lines."""
    odd = {letter for letter in text if letter != "\n" and is_hidden(letter)}
    assert not odd, [f"U+{ord(letter):04X}" for letter in odd]
    run = 0
    for letter in text:
        run = run + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        assert run <= MOST_MARKS


def assert_safe(text: str) -> None:
    """Clean, and safe in the form it is in, as far as that tells itself."""
    # Excel needs the mark to read CSV as UTF-8.
    text = text.removeprefix("\ufeff")
    assert_clean(text)
    if text.startswith("{"):
        assert text.isascii()
        json.loads(text)
    elif text.startswith("| "):
        assert_safe_markdown(text)
    elif re.match(r"\w+,\w+,", text):
        assert_safe_csv(text)
    elif text.lstrip()[:9].lower().startswith(("<!doctype", "<html")):
        assert_safe_html(text)


def assert_safe_csv(text: str) -> None:
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    for row in rows:
        assert len(row) == len(head)
        for cell in row:
            number = re.fullmatch(r"-?\d+(\.\d+)?", cell)
            assert number or not _FORMULA.search(cell), cell


def assert_safe_markdown(text: str) -> None:
    """A table of whole rows in which nothing is HTML, a link or code."""
    lines = [_MARKS.sub("", line) for line in text.splitlines()]
    columns = lines[0].count("|")
    for line in lines:
        assert line.count("|") == columns
        assert not set("<>[]`*_~$@:") & set(line), line
        assert not re.search(r"&\w+;|www\.\w", line)


class _Page(html.parser.HTMLParser):
    """Whatever of a page could run or fetch something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag] if tag in ("script", "iframe", "object", "embed") else []
        for name, value in attrs:
            if name.startswith("on"):
                self.found.append(f"{tag} {name}")
            if name in ("src", "href") and re.match(
                r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE
            ):
                self.found.append(f"{tag} {name}={value}")


def assert_safe_html(text: str) -> None:
    page = _Page()
    page.feed(text)
    assert not page.found


def assert_short(told: str) -> None:
    """A complaint: a line of what is wrong and at most a hint, or names to choose from."""
    if told.startswith("{"):
        assert json.loads(told)["error"]["message"]
        return
    lines = told.splitlines()
    assert max(map(len, lines)) <= 1_000
    starts = [at for at, line in enumerate(lines) if line.startswith("careerfit: ")]
    assert len(starts) == 1, told
    # Remarks, as what each filter hid, come before it.
    assert starts[0] < 20
    lines = lines[starts[0] :]
    names = [line for line in lines if line.startswith("  ")]
    assert len(names) <= 8
    assert len(lines) - len(names) <= 3, told
    if len(lines) - len(names) == 3:
        assert "Closest names:" in lines or lines[1].startswith("and ")


def small_catalogue(folder: Path) -> Path:
    """The occupations that examples in help name, and three more."""
    shipped = paths.builtin_occupations()
    named = {word for own in commands() for line in own.examples for word in line}
    folder.mkdir(exist_ok=True)
    for slug in (*named, "actor", "carpenter", "plumber"):
        if "/" not in slug and (shipped / f"{slug}.yaml").is_file():
            shutil.copy(shipped / f"{slug}.yaml", folder)
    return folder


def hostile_catalogue(folder: Path, text: str) -> Path:
    """The small catalogue with a text before every text of every occupation."""
    for path in small_catalogue(folder).glob("*.yaml"):
        spoil(path, text)
    return folder


def spoil(path: Path, text: str) -> None:
    """Put a text before every text of an occupation's file."""
    path.write_text(text_of(spoiled(occupations.load(path), text)), "utf-8")


def save_profile(folder: Path) -> None:
    profiles.save_profile(folder, profiles.Saved("me", date(2026, 11, 23), ANSWERS))


def spoiled(occupation: Occupation, text: str) -> Occupation:
    """An occupation with a text put before every text that is not of a fixed form."""
    return _spoiled(occupation, text)


_FIXED = (
    "slug",
    "code",
    "soc",
    "phrase",
    "state_unit",
    "low_precision",
    "not_relevant",
    "tier",
)
_NAMES_FIXED = (
    "ratings",
    "levels",
    "sources",
    "requirements",
    "estimated",
    "percent",
    "values",
)


def _spoiled(value: Any, text: str, *, names_too: bool = True) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **dict(_fields(value, text)))
    if isinstance(value, Mapping):
        return {
            (text + key if names_too else key): _spoiled(own, text, names_too=names_too)
            for key, own in value.items()
        }
    if isinstance(value, tuple):
        return tuple(_spoiled(own, text) for own in value)
    return text + value if isinstance(value, str) and value else value


def _fields(value: Any, text: str) -> Iterable[tuple[str, Any]]:
    for own in fields(value):
        held = getattr(value, own.name)
        fixed = own.name in _FIXED or (own.name == "outlook" and isinstance(held, str))
        if own.init and not fixed:
            names_too = own.name not in _NAMES_FIXED
            # A period has a fixed form where projections are told, and none elsewhere.
            if own.name == "period" and re.fullmatch(r"\d{4}-\d\d", held):
                continue
            yield own.name, _spoiled(held, text, names_too=names_too)
