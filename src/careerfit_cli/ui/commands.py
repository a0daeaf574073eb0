"""Every command: its name, its summary in help, and how its module is loaded.

Only the module of the requested command is loaded.
"""

from __future__ import annotations

import inspect
from collections import UserDict
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from functools import wraps
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from careerfit_cli.errors import UsageError

SETTINGS = {"help_option_names": ["-h", "--help"]}

HEADINGS = {
    "Find careers that fit": {
        "quiz": "Answer short questions and see which careers match, and why.",
        "rank": "Rank careers for a saved profile, with filters.",
        "why": "Explain exactly why a career matches, or does not.",
        "score": "Rank careers for many people at once, from a table of answers.",
        "class": "Summarize the answers of a class, and write a report per student.",
        "report": (
            "Write a report as one HTML page: you, careers, pay, and why they match."
        ),
        "profile": "Show and compare saved profiles.",
        "shortlist": "Manage careers you keep, with notes, and those not for you.",
        "skills": (
            "Choose the skills and subjects you have, to see what you can start from."
        ),
    },
    "Look at careers": {
        "show": "Show the profile of an occupation.",
        "compare": "Compare two to five occupations side by side.",
        "pay": "Show pay by state, city or area.",
        "where": "Show where the jobs are: states and areas.",
        "employers": "List the industries that employ an occupation.",
        "next": "Find next jobs close to yours, with more pay or growth.",
        "study": "Show the occupations related to a program of study.",
        "path": (
            "Show what a change of occupation takes: what to learn, what carries over."
        ),
        "search": "Find occupations by title or job title.",
        "list": "List all occupations with their pay, growth and education.",
        "similar": (
            "Show related occupations (O*NET) and those with the nearest profile."
        ),
        "top": (
            "List the occupations that need a skill, interest or other element most."
        ),
        "define": "Explain a term.",
    },
    "Files and more": {
        "check": "Check occupation files and report every problem.",
        "import": "Create or update occupation files from official downloads.",
        "new": "Create a file for an occupation of your own.",
        "data": "Show what is saved on this computer, and where.",
        "about": "Show the version, sources and legal notices.",
    },
}
"""The commands under the headings of help, in its order.

A summary repeats the first line of the command's docstring, so that help loads no
command.
"""

COMMANDS = {name: text for group in HEADINGS.values() for name, text in group.items()}
"""The summaries of all commands, by name."""

_FUNCTIONS = {
    "class": "class_.class_summary",
    "profile": "profile.profiles",
    "next": "next.next_steps",
    "list": "list.list_occupations",
    "import": "import_.importing",
}
"""The functions of commands in `careerfit_cli.commands` that are not `NAME.NAME`."""

AT_ONCE = """
[[ $zsh_eval_context[-1] == loadautofunc ]] && %(complete_func)s "$@"
"""
"""A fix for typer's zsh script.

zsh loads the script at the first Tab, which then only defines what completes: the first
Tab of every terminal would do nothing.
"""

_NARROWEST = 50
"""Typer wraps help at this many columns or more, even on a narrower terminal."""

_PATHS_OR_DASH = ("people", "table", "html")
"""Text parameters that are a path, or - for standard input or output."""


def help_width() -> int | None:
    """The columns to wrap help at; `None` if typer chooses well."""
    from shutil import get_terminal_size

    columns = get_terminal_size().columns
    return columns - 1 if columns < _NARROWEST + 2 else None


class _OnDemand(UserDict[str, Any]):
    """The commands of a typer group, each loaded when first used."""

    def __getitem__(self, name: str) -> Any:
        if self.data[name] is None:
            self.data[name] = _loaded(name)
        return self.data[name]


class Commands(TyperGroup):
    """The program: its commands are loaded on demand, and help loads none."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _OnDemand(dict.fromkeys(COMMANDS))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options before the command."""
        if {*SETTINGS["help_option_names"]} & {*args}:
            # The contexts of the commands take their width from this one.
            ctx.terminal_width = help_width()
        if {"--install-completion", "--show-completion"} & {*args}:
            _complete_at_once()
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - typer's
        """Write the lists of commands, each under its heading."""
        for heading, summaries in HEADINGS.items():
            with formatter.section(heading):
                formatter.write_dl(list(summaries.items()))


class Group(TyperGroup):
    """A subgroup of the program: help shows the whole first line of each command."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - typer's
        """Write the list of commands."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, (command.help or "").partition("\n")[0])
                    for name, command in self.commands.items()
                ]
            )


def _complete_at_once() -> None:
    # Typer may move its scripts; zsh then needs a second Tab.
    with suppress(ImportError, AttributeError, KeyError):
        from typer._completion_shared import _completion_scripts as scripts

        if AT_ONCE not in scripts["zsh"]:
            scripts["zsh"] += AT_ONCE


def _loaded(name: str) -> Any:
    module, _, attribute = _FUNCTIONS.get(name, f"{name}.{name}").partition(".")
    program = getattr(import_module(f"careerfit_cli.commands.{module}"), attribute)
    if not isinstance(program, typer.Typer):
        program, function = group(), program
        program.command(name)(function)
    loaded = typer.main.get_command(program)
    loaded.name = name
    for command in (loaded, *getattr(loaded, "commands", {}).values()):
        for parameter in command.params:
            if parameter.type.name == "path" or parameter.name in _PATHS_OR_DASH:
                _refuse_empty(parameter)
    return loaded


def _refuse_empty(parameter: Any) -> None:
    """Make a parameter refuse an empty path, which would mean the current folder."""
    # All text parameters share one type object.
    parameter.type = copy(parameter.type)
    convert = parameter.type.convert

    def converted(value: Any, option: Any, context: Any) -> Any:
        if isinstance(value, str) and not value.strip():
            what = f"{option.get_error_hint(context)} is empty"
            raise UsageError(what.replace("'", ""), "name a file or folder")
        return convert(value, option, context)

    parameter.type.convert = converted


class Program(typer.Typer):
    """A program whose commands have help even if Python drops docstrings (-OO)."""

    def command(self, name: str | None = None, **attributes: Any) -> Any:
        """A decorator that turns a function into a command."""
        register = super().command(name, **attributes)

        def registered(function: Any) -> Any:
            if function.__doc__ is None:
                function.__doc__ = _docstring(function)
            register(with_options(function))
            return function

        return registered

    def callback(self, *arguments: Any, **attributes: Any) -> Any:
        """A decorator that makes a function run before each command."""
        register = super().callback(*arguments, **attributes)
        return lambda function: register(with_options(function))


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """A command with an option for each field of the groups among its parameters.

    A group is a dataclass whose fields are annotated as options of typer.
    """
    from dataclasses import is_dataclass

    signature = inspect.signature(command, eval_str=True)
    groups: dict[str, Any] = {
        name: parameter.annotation
        for name, parameter in signature.parameters.items()
        if is_dataclass(parameter.annotation)
    }
    if not groups:
        return command
    options = {
        name: inspect.signature(group, eval_str=True).parameters.values()
        for name, group in groups.items()
    }
    parameters = [
        option.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in signature.parameters.items()
        for option in options.get(name, [parameter])
    ]

    @wraps(command)
    def run(**values: Any) -> None:
        for name, group in groups.items():
            names = [option.name for option in options[name]]
            values[name] = group(**{key: values.pop(key) for key in names})
        command(**values)

    # Typer reads both, and would follow the wrapper to those of the command.
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    del run.__wrapped__
    return run


def _docstring(function: Any) -> str | None:
    """A function's docstring from its source; `None` without the source."""
    import ast

    try:
        (node,) = ast.parse(inspect.getsource(function)).body
    except OSError:
        return None
    if not isinstance(node, ast.FunctionDef):
        return None
    return ast.get_docstring(node, clean=False)


def group(help: str | None = None) -> typer.Typer:  # noqa: A002 - as typer calls it
    """A program or group with plain help: it starts fast and suits screen readers."""
    return Program(
        cls=Group,
        help=help,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings=SETTINGS,
    )
