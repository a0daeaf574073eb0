"""The program's own list of commands, so that tests cover those added later.

What a command is called with comes from the examples in its help.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import typer

from careerfit_cli.ui import app

SAMPLES = {"path": "missing.yaml", "name": "carpenter", "text": "carpenter"}
"""What a needed argument is given where help has no example, by its type or name."""

DULL = ("--no-color", "--pager", "--force", "--restart", "--save")
"""Flags that change nothing in what is printed, or only add more of the same."""


def downloads(form: tuple[str, ...]) -> bool:
    """Whether a command line is the one that uses the network: a release is named."""
    return form[:2] == ("import", "onet") and bool(re.fullmatch(r"\d+\.\d+", form[2]))


@dataclass(frozen=True)
class Command:
    """A command: its words, its parameters, and the examples of its help."""

    words: tuple[str, ...]
    options: tuple[Any, ...]
    arguments: tuple[Any, ...]
    examples: tuple[tuple[str, ...], ...]

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def usual(self) -> tuple[str, ...]:
        """A command line as a person would give it."""
        if self.examples:
            return self.examples[0]
        needed = [own for own in self.arguments if own.required]
        return (*self.words, *(_sample(own) for own in needed))

    @property
    def forms(self) -> list[tuple[str, ...]]:
        """Every example alone, and the usual call with each of the flags it knows."""
        flags = [own.opts[0] for own in self.options if own.is_flag]
        flags = [flag for flag in flags if flag not in ("--help", *self.usual)]
        with_flags = [(*self.usual, flag) for flag in flags]
        return [*(self.examples or [self.usual]), *with_flags]

    @property
    def looks(self) -> list[tuple[str, ...]]:
        """The forms that print something of their own.

        A download is left out: tests/test_download.py has it.
        """
        offline = [form for form in self.forms if not downloads(form)]
        return [form for form in offline if not set(DULL) & set(form)]

    def valued(self, kind: str = "") -> list[str]:
        """The names of options that take a value, those of a type alone if it is given."""
        return [
            own.opts[0]
            for own in self.options
            if not own.is_flag and (not kind or own.type.name.startswith(kind))
        ]


def _sample(argument: Any) -> str:
    return SAMPLES.get(argument.type.name) or SAMPLES.get(argument.name, "carpenter")


@cache
def commands() -> tuple[Command, ...]:
    """Every command there is, groups of commands left out."""
    found = tuple(_walk((), typer.main.get_command(app)))
    assert len(found) > 10
    return found


def _walk(words: tuple[str, ...], command: Any) -> Iterator[Command]:
    children = getattr(command, "commands", None)
    if children is not None:
        for name in children:
            yield from _walk((*words, name), children[name])
        if not words or not _runs_alone(command):
            return
    parameters = [own for own in command.params if own.name != "help"]
    yield Command(
        words,
        tuple(own for own in parameters if own.param_type_name == "option"),
        tuple(own for own in parameters if own.param_type_name == "argument"),
        tuple(_examples(words, command.help or "")),
    )


def _runs_alone(group: Any) -> bool:
    """Whether a group does more than greet when no command of it is named."""
    return bool(group.params)


def _examples(words: tuple[str, ...], text: str) -> Iterator[tuple[str, ...]]:
    for line in text.splitlines():
        first, *rest = shlex.split(line) if line.startswith("careerfit ") else [""]
        if first and tuple(rest[: len(words)]) == words:
            yield tuple(rest[: rest.index(">")] if ">" in rest else rest)


def by_name(name: str) -> Command:
    return next(own for own in commands() if own.name == name)
