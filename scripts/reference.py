"""Generate the command reference: man/careerfit.1 and docs/cli.md."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import typer
from generated import ROOT, Files

from careerfit_cli import __version__
from careerfit_cli.model.attribution import NOTICES
from careerfit_cli.ui.app import app

EXIT_CODES = (
    ("0", "Success."),
    ("1", "Any other error; careerfit says what it is."),
    ("2", "Wrong usage, or a file or profile that does not exist."),
    ("3", "No occupation matches the name, or several do."),
    ("4", "Bad data in a file."),
    ("130", "Stopped with Ctrl-C."),
    ("143", "Stopped by another program (SIGTERM), or 129, by a closed terminal."),
)

VARIABLES = (
    ("ACCESSIBLE", "If set, except to 0: plain lines, as with --plain."),
    (
        "CAREERFIT_HOME",
        "The folder of a person's answers and own occupations, as an absolute path.",
    ),
    (
        "CAREERFIT_OCCUPATIONS",
        "Folders of your own occupations, separated as in PATH.",
    ),
    ("CAREERFIT_DEBUG", "If set, internal errors are printed with all details."),
    ("FORCE_COLOR", "If set, except to 0: colors even if output is not a terminal."),
    ("NO_COLOR", "If set, no colors, even with FORCE_COLOR."),
    ("PAGER", "The program that shows long pages on a terminal; default: less."),
)

PLACES = (
    (
        "~/.local/share/careerfit",
        "A person's saved data. `careerfit about` prints the folder on other systems.",
    ),
    (
        "~/.cache/careerfit",
        "The index of the catalogue, rebuilt if it is missing.",
    ),
)


@dataclass(frozen=True)
class Command:
    """One command: its name, description, arguments and options.

    `says` are paragraphs; those that end a line early are examples, a line each.
    `takes` and `options` are pairs of a name and what it means.
    """

    name: str
    usage: str
    says: tuple[str, ...]
    takes: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, str], ...]


def commands() -> tuple[Command, ...]:
    """Every command with its subcommands, in the order of help, the program first."""
    return tuple(_walked(typer.main.get_command(app), "careerfit"))


def _walked(command: Any, name: str) -> Iterator[Command]:
    settings = command.context_settings
    context = command.context_class(command, info_name=name, **settings)
    parameters = command.get_params(context)
    takes = [own for own in parameters if own.param_type_name == "argument"]
    options = [own for own in parameters if own.param_type_name == "option"]
    if " " in name:
        options = [own for own in options if "--help" not in own.opts]
    below = getattr(command, "commands", {})
    pieces = [
        name,
        "[OPTIONS]",
        *map(_usage, takes),
        *(["COMMAND ..."] if below else []),
    ]
    yield Command(
        name=name,
        usage=" ".join(pieces),
        says=_paragraphs(command.help or ""),
        takes=tuple((_placeholder(own), _meaning(own)) for own in takes),
        options=tuple((_flags(own), _meaning(own)) for own in options),
    )
    for own in below:
        yield from _walked(below[own], f"{name} {own}")


def _paragraphs(text: str) -> tuple[str, ...]:
    """Paragraphs on one line each; examples, which help marks, keep their lines."""
    found = []
    for part in inspect.cleandoc(text).split("\n\n"):
        if part.startswith("\b"):
            found.append(part.removeprefix("\b").lstrip("\n") + "\n")
        else:
            found.append(" ".join(part.split()))
    return tuple(found)


def _usage(argument: Any) -> str:
    shown = _placeholder(argument)
    return shown if argument.required else f"[{shown}]"


def _placeholder(argument: Any) -> str:
    return argument.name.upper() + ("..." if argument.nargs == -1 else "")


def _flags(option: Any) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    if option.secondary_opts:
        return f"{names} / {', '.join(option.secondary_opts)}"
    return names if option.is_flag else f"{names} {_value(option.type)}"


def _value(kind: Any) -> str:
    """What stands for an option's value, whichever release of typer is installed."""
    if choices := getattr(kind, "choices", None):
        return "|".join(str(getattr(own, "value", own)) for own in choices)
    words = {"int": "N", "float": "X", "path": "PATH"}
    name = type(kind).__name__.lower()
    return next((own for word, own in words.items() if word in name), "TEXT")


def _meaning(parameter: Any) -> str:
    """The help of a parameter, with its range, default and whether it may be repeated."""
    notes = []
    low, high = (getattr(parameter.type, end, None) for end in ("min", "max"))
    if low is not None and high is not None:
        notes.append(f"from {low} to {high}")
    elif low is not None:
        notes.append(f"{low} or more")
    if getattr(parameter, "multiple", False):
        notes.append("may be repeated")
    if default := _default(parameter):
        notes.append(f"default: {default}")
    help_text = " ".join((parameter.help or "").split())
    return f"{help_text} ({'; '.join(notes)})" if notes else help_text


def _default(parameter: Any) -> str:
    value = getattr(parameter.default, "value", parameter.default)
    if isinstance(value, bool):
        other = parameter.opts if value else parameter.secondary_opts
        return other[0] if parameter.secondary_opts else ""
    return str(value) if isinstance(value, (str, int, float)) else ""


# The manual page.


def manual(found: Sequence[Command]) -> str:
    """The manual page, in the man macros of roff."""
    program, *others = found
    lines = [
        '.\\" Made from the commands by scripts/generated.py. Do not change it here.',
        f'.TH CAREERFIT 1 "" "careerfit {__version__}" "User Commands"',
        ".nh",
        ".ad l",
        ".SH NAME",
        "careerfit \\- careers explored in a terminal, offline and explained",
        ".SH SYNOPSIS",
        ".B careerfit",
        _roff(program.usage.removeprefix("careerfit ")),
        ".SH DESCRIPTION",
        *_roff_paragraphs(program.says),
        *_roff_rows(program.options),
        ".SH COMMANDS",
    ]
    for own in others:
        lines += [f".SS {_roff(own.usage)}", *_roff_paragraphs(own.says)]
        lines += _roff_rows((*own.takes, *own.options))
    lines += [".SH EXIT STATUS", *_roff_rows(EXIT_CODES)]
    lines += [".SH ENVIRONMENT", *_roff_rows(VARIABLES)]
    lines += [".SH FILES", *_roff_rows(PLACES)]
    lines += [".SH NOTICES", *_roff_paragraphs(NOTICES)]
    return "\n".join(lines) + "\n"


def _roff_paragraphs(paragraphs: Sequence[str]) -> list[str]:
    lines: list[str] = []
    for own in paragraphs:
        if own.endswith("\n"):
            block = [_roff(line) for line in own.splitlines()]
            lines += [".PP", ".RS 4", ".nf", *block, ".fi", ".RE"]
        else:
            lines += [".PP", _roff(own)]
    return lines


def _roff_rows(rows: Sequence[tuple[str, str]]) -> list[str]:
    return [
        line
        for name, text in rows
        for line in (".TP", f"\\fB{_bare(name)}\\fR", _roff(text))
    ]


def _bare(text: str) -> str:
    """Text for within a line of roff: nothing in it is read as an escape."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    plain = plain.replace("`", "\\(ga").replace("^", "\\(ha").replace("~", "\\(ti")
    return "".join(
        mark if mark.isascii() else f"\\[u{ord(mark):04X}]" for mark in plain
    )


def _roff(text: str) -> str:
    """A line of its own, which a first dot or quote would make a request."""
    bare = _bare(text)
    return f"\\&{bare}" if bare.startswith((".", "\\(aq")) else bare


# The page of the documentation.


def page(found: Sequence[Command]) -> str:
    """The reference as Markdown."""
    program, *others = found
    lines = [
        "<!-- Made from the commands by scripts/generated.py. Do not change it here. -->",
        "",
        "# Commands",
        "",
        "`careerfit NAME --help` prints the same, and `man careerfit` all of it.",
        "",
        *_markdown_body(program),
    ]
    for own in others:
        lines += [f"## {own.name}", "", *_markdown_body(own)]
    lines += ["## Exit codes", "", *_markdown_rows(EXIT_CODES)]
    lines += ["## Environment", "", *_markdown_rows(VARIABLES)]
    lines += ["## Files", "", *_markdown_rows(PLACES)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _markdown_body(own: Command) -> list[str]:
    lines = ["```text", own.usage, "```", ""]
    for text in own.says:
        block = text.endswith("\n")
        lines += (
            ["```sh", *text.splitlines(), "```", ""] if block else [_prose(text), ""]
        )
    return lines + _markdown_rows((*own.takes, *own.options))


def _markdown_rows(rows: Sequence[tuple[str, str]]) -> list[str]:
    return [*(f"- `{name}`: {_prose(text)}" for name, text in rows), ""] if rows else []


def _prose(text: str) -> str:
    """Text outside of code, in which nothing is markup."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(
        own if own.startswith("`") else re.sub(r"([\\<>*_\[\]|])", r"\\\1", own)
        for own in parts
    )


FILES: Files = {
    ROOT / "man" / "careerfit.1": lambda: manual(commands()),
    ROOT / "docs" / "cli.md": lambda: page(commands()),
}
