"""What the program says of itself: a greeting, and all about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerfit_cli import __version__
from careerfit_cli.ui import output, terminal
from careerfit_cli.ui.app import Json, NoColor, Plain
from careerfit_cli.ui.loading import reading

if TYPE_CHECKING:
    from careerfit_cli.model.about import About

_WELCOME = """\
careerfit: careers that fit you, and why
{count} U.S. occupations, offline and free

Try one of these:

  careerfit quiz
    short questions, then the careers
    that fit your answers, and why
  careerfit show registered-nurse
    one occupation: the work, the pay,
    the outlook, how people get in
  careerfit list --sort growth --top 20
    the occupations that grow fastest

Every command: careerfit --help
One command: careerfit quiz --help
Your answers stay on this computer.
"""
"""Lines of 40 columns at most, for a narrow terminal."""


def welcome() -> str:
    """The greeting of a person who has given no command."""
    from careerfit_cli.storage import paths

    count = len(paths.occupations_in(paths.builtin_occupations()))
    return _WELCOME.format(count=count)


def about(
    json: Json = False,
    out: output.Out = None,
    force: output.Force = False,
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """Show the version, sources and legal notices.

    The version, how many occupations there are, from which releases their figures come,
    whose these are, and where things lie on this computer.

    \b
    careerfit about
    careerfit about --json
    """
    to = output.wanted(out, force=force, json=json)
    found = _about()
    if to.kind:
        from careerfit_cli.export import about as export

        # It names the profiles that are kept.
        to.write(export.about(found), private=True)
        return
    from careerfit_cli.views import about as view

    display = terminal.display(plain=plain)
    terminal.show(view.about(found, display), display, no_color=no_color)


def _about() -> About:
    from collections import Counter

    from careerfit_cli import api
    from careerfit_cli.compare.catalogues import counted
    from careerfit_cli.model.about import About, Folder
    from careerfit_cli.storage import paths, saved_data

    built_in = paths.builtin_occupations()
    opened = api.Catalogue.load(progress=reading)
    own = paths.own_occupations()
    return About(
        version=__version__,
        occupations=Folder(str(built_in), len(opened)),
        own=tuple(
            Folder(str(folder), len(paths.occupations_in(folder))) for folder in own
        ),
        releases=counted(opened.index.releases.values()),
        estimated=Counter(
            key for entry in opened.index.catalogue for key in entry.estimated
        ),
        kept=saved_data.everything(),
    )
