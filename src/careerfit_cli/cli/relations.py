"""Commands that hold an occupation against places and other occupations."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from careerfit_cli.cli import narrowing, output, screen
from careerfit_cli.cli.app import Json, NoColor, Plain
from careerfit_cli.cli.browse import Name
from careerfit_cli.cli.data import the_occupation
from careerfit_cli.errors import UsageError


class PayOrder(StrEnum):
    """What states are sorted by."""

    PAY = "pay"
    STATE = "state"


def pay(
    name: Name,
    state: narrowing.States = None,
    sort: Annotated[PayOrder, typer.Option(help="Sort by this.")] = PayOrder.PAY,
    json: Json = False,
    csv: narrowing.Csv = False,
    markdown: narrowing.Markdown = False,
    out: output.Out = None,
    force: output.Force = False,
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """Print pay by state, against the national median.

    \b
    careerfit pay registered-nurse
    careerfit pay electrician --state CA,NV --state Oregon
    careerfit pay electrician --sort state -o electrician.csv
    """
    from careerfit_cli.compare import by_state

    to = output.wanted(out, force=force, json=json, csv=csv, markdown=markdown)
    areas = narrowing.areas_of(state or [])
    occupation = the_occupation(name)
    found = by_state(occupation.pay, areas, sort.value)
    if to.kind:
        from careerfit_cli.export import relations as export

        to.write(export.by_state(occupation, found, to.kind))
        return
    from careerfit_cli.views import state_pay

    look = screen.look(plain=plain)
    drawn = state_pay.by_state(occupation, found, look, sort.value)
    screen.show(drawn, look, no_color=no_color)


def path(
    start: Annotated[str, typer.Argument(help="The occupation a person is in.")],
    goal: Annotated[str, typer.Argument(help="The occupation to go to.")],
    everything: Annotated[
        bool, typer.Option("--all", help="Every step, technology and element.")
    ] = False,
    json: Json = False,
    out: output.Out = None,
    force: output.Force = False,
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """Say what a change of occupation takes: what to add, what carries over.

    \b
    careerfit path registered-nurse nurse-practitioner
    careerfit path "bank teller" "loan officer" --all
    """
    from careerfit_cli.compare import path as between

    to = output.wanted(out, force=force, json=json)
    first, second = the_occupation(start), the_occupation(goal)
    if first.slug == second.slug:
        raise UsageError("both names stand for one occupation", "give two")
    found = between(first, second)
    if to.kind:
        from careerfit_cli.export import relations as export

        to.write(export.path(found))
        return
    from careerfit_cli.views import path as view

    look = screen.look(plain=plain)
    drawn = view.path(found, look, everything=everything)
    screen.show(drawn, look, no_color=no_color)
