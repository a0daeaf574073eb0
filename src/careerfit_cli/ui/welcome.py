"""The greeting of a person who has given no command."""

from __future__ import annotations

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
