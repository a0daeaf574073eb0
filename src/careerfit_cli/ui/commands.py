"""Every command: the module of its function, and its summary in help.

Only the module of the requested command is loaded.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import suppress
from copy import copy
from functools import wraps
from importlib import import_module
from typing import Any, NamedTuple, get_type_hints

import typer
from typer.core import TyperGroup

from careerfit_cli.errors import UsageError

SETTINGS = {"help_option_names": ["-h", "--help"]}

AT_ONCE = """
[[ $zsh_eval_context[-1] == loadautofunc ]] && %(complete_func)s "$@"
"""
"""A fix for typer's zsh script.

zsh loads the script at the first Tab, which then only defines what completes: the first
Tab of every terminal would do nothing.
"""


class Place(NamedTuple):
    """A function, or a `Typer` of several commands, in a module.

    `module` is inside `careerfit_cli`, such as `commands.quiz`.
    `summary` repeats the first line of its docstring, so that help does not load it.
    """

    module: str
    name: str
    summary: str


COMMANDS = {
    "quiz": Place(
        "commands.quiz",
        "quiz",
        "Answer short questions and see which careers match, and why.",
    ),
    "rank": Place(
        "commands.rank", "rank", "Rank careers for a saved profile, with filters."
    ),
    "why": Place(
        "commands.why", "why", "Explain exactly why a career matches, or does not."
    ),
    "score": Place(
        "commands.score",
        "score",
        "Rank careers for many people at once, from a table of answers.",
    ),
    "class": Place(
        "commands.class_",
        "class_summary",
        "Summarize the answers of a class, and write a report per student.",
    ),
    "report": Place(
        "commands.report",
        "report",
        "Write a report as one HTML page: you, careers, pay, and why they match.",
    ),
    "profile": Place(
        "commands.profile", "profiles", "Show and compare saved profiles."
    ),
    "shortlist": Place(
        "commands.shortlist",
        "shortlist",
        "Manage careers you keep, with notes, and those not for you.",
    ),
    "skills": Place(
        "commands.skills",
        "skills",
        "Choose the skills and subjects you have, to see what you can start from.",
    ),
    "show": Place("commands.show", "show", "Show the profile of an occupation."),
    "compare": Place(
        "commands.compare", "compare", "Compare two to five occupations side by side."
    ),
    "pay": Place("commands.pay", "pay", "Show pay by state, city or area."),
    "where": Place(
        "commands.where", "where", "Show where the jobs are: states and areas."
    ),
    "employers": Place(
        "commands.employers",
        "employers",
        "List the industries that employ an occupation.",
    ),
    "next": Place(
        "commands.next",
        "next_steps",
        "Find next jobs close to yours, with more pay or growth.",
    ),
    "study": Place(
        "commands.study",
        "study",
        "Show the occupations related to a program of study.",
    ),
    "path": Place(
        "commands.path",
        "path",
        "Show what a change of occupation takes: what to learn, what carries over.",
    ),
    "search": Place(
        "commands.search", "search", "Find occupations by title or job title."
    ),
    "list": Place(
        "commands.list",
        "list_occupations",
        "List all occupations with their pay, growth and education.",
    ),
    "similar": Place(
        "commands.similar",
        "similar",
        "Show related occupations (O*NET) and those with the nearest profile.",
    ),
    "top": Place(
        "commands.top",
        "top",
        "List the occupations that need a skill, interest or other element most.",
    ),
    "define": Place("commands.define", "define", "Explain a term."),
    "check": Place(
        "commands.check", "check", "Check occupation files and report every problem."
    ),
    "import": Place(
        "commands.import_",
        "importing",
        "Create or update occupation files from official downloads.",
    ),
    "new": Place("commands.new", "new", "Create a file for an occupation of your own."),
    "data": Place(
        "commands.data",
        "data",
        "Show what is saved on this computer, and where.",
    ),
    "about": Place(
        "commands.about", "about", "Show the version, sources and legal notices."
    ),
}
"""The commands by name, in the order help lists them."""


HEADINGS = {
    "Find careers that fit": "quiz",
    "Look at careers": "show",
    "Files and more": "check",
}
"""The headings of help, each with the first command under it."""


class _OnDemand(MutableMapping[str, Any]):
    """The commands of a typer group, each created when first used."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _made(name, COMMANDS[name])
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


_NARROWEST = 50
"""Typer wraps help at this many columns or more, even on a narrower terminal."""


def help_width() -> int | None:
    """The columns to wrap help at; `None` if typer chooses well."""
    from shutil import get_terminal_size

    columns = get_terminal_size().columns
    return columns - 1 if columns < _NARROWEST + 2 else None


class Commands(TyperGroup):
    """The program: its commands are created on demand, and help creates none."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _OnDemand()

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
        names = list(COMMANDS)
        starts = [*map(names.index, HEADINGS.values()), len(names)]
        for heading, start, end in zip(HEADINGS, starts, starts[1:], strict=False):
            with formatter.section(heading):
                rows = [(name, COMMANDS[name].summary) for name in names[start:end]]
                formatter.write_dl(rows)


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


def _made(name: str, place: Place) -> Any:
    program = getattr(import_module(f"careerfit_cli.{place.module}"), place.name)
    if not isinstance(program, typer.Typer):
        program, function = group(), program
        program.command(name)(function)
    made = typer.main.get_command(program)
    made.name = name
    for command in (made, *getattr(made, "commands", {}).values()):
        for parameter in command.params:
            if parameter.type.name == "path" or parameter.name in _PATHS_OR_DASH:
                _refuse_empty(parameter)
    return made


_PATHS_OR_DASH = ("people", "table", "html")
"""Text parameters that are a path, or - for standard input or output."""


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
                function.__doc__ = _docstring(function.__module__, function.__name__)
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
    from dataclasses import fields, is_dataclass

    signature = inspect.signature(command, eval_str=True)
    groups: dict[str, Any] = {
        name: parameter.annotation
        for name, parameter in signature.parameters.items()
        if is_dataclass(parameter.annotation)
    }
    if not groups:
        return command
    parameters = [
        option
        for name, parameter in signature.parameters.items()
        for option in (_options(groups[name]) if name in groups else [parameter])
    ]

    @wraps(command)
    def run(**values: Any) -> None:
        for name, group in groups.items():
            names = [field.name for field in fields(group)]
            values[name] = group(**{key: values.pop(key) for key in names})
        command(**values)

    # Typer reads both, and would follow the wrapper to those of the command.
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    del run.__wrapped__
    return run


def _options(group: Any) -> list[inspect.Parameter]:
    from dataclasses import fields

    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=field.default,
            annotation=hints[field.name],
        )
        for field in fields(group)
    ]


def _docstring(module: str, name: str) -> str | None:
    """A function's docstring from the module's source; `None` without the source."""
    import ast
    import inspect

    try:
        tree = ast.parse(inspect.getsource(import_module(module)))
    except OSError:
        return None
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return ast.get_docstring(node, clean=False)
    return None


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
