"""`careerfit define`: what a term means."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.errors import UsageError
from careerfit_cli.export import document
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.model.text import printable, quoted
from careerfit_cli.ui import completion
from careerfit_cli.ui.options import JsonOptions, Screen
from careerfit_cli.views.display import group, indented, say

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerfit_cli.model.glossary import Definition

_GROUPS = {
    **{domain.key: domain.title.lower() for domain in DOMAINS},
    "job_zones": "job zone",
    "outlook": "job outlook",
    "qualities": "important quality",
    "terms": "",
}


def define(
    term: Annotated[
        str,
        typer.Argument(
            help="A term on screen; typos are fine.", autocompletion=completion.elements
        ),
    ],
    output: JsonOptions,
    screen: Screen,
) -> None:
    """Explain a term.

    \b
    careerfit define "Social Orientation"
    careerfit define "job zone"
    """
    from careerfit_cli import search
    from careerfit_cli.storage.glossary import load_glossary

    destination = output.destination()
    definitions = search.define(term, load_glossary())
    if not definitions:
        raise UsageError(
            f"no term is like {quoted(term)}",
            f"for an occupation: careerfit search {shlex.quote(term)}",
        )
    if destination.kind:
        destination.write_json("definitions", to_dict(definitions))
    else:
        screen.show(render(definitions))


def render(definitions: Sequence[Definition]) -> RenderableType:
    """Each term with its group, and its meaning below."""
    return group(
        *(
            part
            for definition in definitions
            for part in (_head(definition), indented(say(definition.whole)))
        )
    )


def _head(definition: Definition) -> RenderableType:
    from rich.text import Text

    name = _GROUPS.get(definition.group, definition.group)
    term = printable(definition.term)
    return Text.assemble((term, "bold"), (f"  {name}" if name else "", "dim"))


def to_dict(definitions: Sequence[Definition]) -> dict[str, Any]:
    """The document: terms and what they mean."""
    return {"definitions": document.plain(tuple(definitions))}
