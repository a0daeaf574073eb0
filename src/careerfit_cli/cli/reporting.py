"""The command that writes a report: one page to read, print or keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.cli import narrowing, ranking, screen
from careerfit_cli.cli.app import Anyway
from careerfit_cli.cli.data import open_index, the_occupation
from careerfit_cli.errors import CareerfitError, UsageError

if TYPE_CHECKING:
    from careerfit_cli.filters import Filter
    from careerfit_cli.model.profile import Profile
    from careerfit_cli.report import Career, Person, Report

TOP = 10
MOST = 50
"""Careers in one report: more are no longer a page to read."""

_OWNER = "me"
_NOTHING = (
    "Take the quiz first (careerfit quiz), give --answers, "
    "or name occupations: careerfit report carpenter --html carpenter.html"
)
_WHERE = "careerfit report --html report.html, or --html - for standard output"


def report(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Occupations; else the best-fitting."),
    ] = None,
    html: Annotated[
        str | None, typer.Option("--html", help="The file to write, or - for output.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file if it is there.")
    ] = False,
    who: Annotated[
        str | None,
        typer.Option("--profile", help="A saved profile's name, or its file."),
    ] = None,
    no_profile: Annotated[
        bool, typer.Option("--no-profile", help="Leave the saved answers out.")
    ] = False,
    answers: ranking.Answers = None,
    riasec: ranking.Riasec = None,
    weights: ranking.Weights = None,
    top: Annotated[
        int | None,
        typer.Option(min=1, max=MOST, help=f"How many careers; {TOP} if not given."),
    ] = None,
    pay: narrowing.PayAtLeast = None,
    state: narrowing.State = None,
    growth: narrowing.GrowthAtLeast = None,
    education: narrowing.EducationAtMost = None,
    zone: narrowing.JobZones = None,
    outlook: narrowing.Outlooks = None,
    holland: narrowing.Holland = None,
    without: narrowing.Without = None,
    anyway: Anyway = False,
) -> None:
    """Write a report as one HTML page: you, careers, pay, and why they fit.

    \b
    careerfit report --html report.html
    careerfit report --html report.html --pay 70000 --top 5
    careerfit report carpenter electrician --html trades.html --no-profile
    """
    area = narrowing.area_of(state)
    filters = narrowing.chosen(
        pay, area, growth, education, zone, outlook, holland, without
    )
    _one_choice(names or [], filters, top)
    where = _place(html, force=force)
    shares = ranking.weights_in(weights)
    profile = _the_profile(who, answers, riasec, wanted=not no_profile)
    if profile is not None:
        ranking.refuse_careless(profile, anyway=anyway)
    if profile is None:
        found = _without_person(names or [])
    elif names:
        found = _named(profile, names, shares)
    else:
        found = _ranked(profile, filters, top or TOP, shares, area)
    _write(replace(found, area=area), where, force=force)


def _place(html: str | None, *, force: bool) -> Path | None:
    """The file to write, `None` being standard output; refused before any work."""
    if html is None:
        raise UsageError("no file is named for the report", _WHERE)
    if html == "-":
        return None
    from careerfit_cli.store import pages

    pages.refuse(Path(html), force=force)
    return Path(html)


def _one_choice(
    names: Sequence[str], filters: Sequence[Filter], top: int | None
) -> None:
    """Raise `UsageError` unless careers are chosen in one way."""
    if names and (filters or top is not None):
        raise UsageError(
            "occupations are named, and --top or a condition chooses others",
            "leave out one of the two",
        )
    if len(names) > MOST:
        raise UsageError(
            f"{len(names)} occupations are named", f"a report has {MOST} at most"
        )


def _the_profile(
    who: str | None, answers: str | None, riasec: str | None, *, wanted: bool
) -> Profile | None:
    """The person asked for, or the one whose answers are kept, if there is one."""
    given = any(own is not None for own in (who, answers, riasec))
    if not wanted:
        if given:
            raise UsageError("--no-profile and a profile are both given", "give one")
        return None
    if not given:
        from careerfit_cli.store import persons, places

        folder = places.personal_folder()
        if folder is None or persons.find_profile(folder, _OWNER) is None:
            return None
    return ranking.the_profile(who or _OWNER, answers, riasec)


def _without_person(names: Sequence[str]) -> Report:
    if not names:
        raise UsageError(
            "there is nothing to report on: no answers, and no occupation is named",
            _NOTHING,
        )
    from careerfit_cli.report import Career

    found = {own.slug: own for own in map(the_occupation, names)}
    return _report([Career(own) for own in found.values()])


def _named(
    profile: Profile, names: Sequence[str], weights: Mapping[str, float]
) -> Report:
    """A report of some occupations with their fits, those not ranked at the end."""
    from careerfit_cli import fit, quiz
    from careerfit_cli.report import Career, Person

    found = {own.slug: own for own in map(the_occupation, names)}
    catalogue = open_index().catalogue
    ranked = fit.rank(profile, catalogue, None, weights, only=found.keys())
    sure = fit.sureness(profile, catalogue, ranked)
    careers = [
        Career(found.pop(own.entry.slug), own, sure.get(own.entry.slug))
        for own in ranked.fits
    ]
    careers += [Career(own) for own in found.values()]
    person = Person(profile, quiz.preferences(profile), ranked)
    return _report(careers, person, named=True)


def _ranked(
    profile: Profile,
    filters: Sequence[Filter],
    top: int,
    weights: Mapping[str, float],
    area: str,
) -> Report:
    """A report of the occupations that fit best, of those that meet every filter.

    Filters on pay look at the state `area`, if it is named.
    """
    from careerfit_cli import fit, quiz
    from careerfit_cli.filters import narrowed
    from careerfit_cli.report import Career, Person

    catalogue = narrowing.paid(open_index(), area)
    found = narrowed(catalogue, filters)
    narrowing.tell(found)
    if not found.kept:
        raise CareerfitError("no career meets every condition", "drop one of them")
    kept = {entry.slug for entry in found.kept}
    ranked = fit.rank(profile, catalogue, top, weights, only=kept)
    sure = fit.sureness(profile, catalogue, ranked)
    careers = [
        Career(the_occupation(own.entry.slug), own, sure.get(own.entry.slug))
        for own in ranked.fits
    ]
    person = Person(profile, quiz.preferences(profile), ranked)
    return _report(careers, person, hidden=found.hidden)


def _report(
    careers: Sequence[Career],
    person: Person | None = None,
    *,
    named: bool = False,
    hidden: Sequence[tuple[str, int]] = (),
) -> Report:
    from importlib.metadata import version

    from careerfit_cli.report import Report
    from careerfit_cli.store.glossary import load_glossary

    return Report(
        made=date.today(),  # noqa: DTZ011 - the day where the person is
        version=version("careerfit-cli"),
        careers=tuple(careers),
        glossary=load_glossary(),
        person=person,
        named=named,
        hidden=tuple(hidden),
    )


def _write(found: Report, where: Path | None, *, force: bool) -> None:
    from careerfit_cli.report import page

    text = page(found)
    if where is None:
        screen.write(text)
        return
    from careerfit_cli.store import pages

    personal = found.person is not None
    pages.write(where, text, holds_answers=personal, force=force)
    screen.note(
        f"Written to {where}, {len(text) / 1000:,.0f} kB. Open it in a browser."
    )
    if personal:
        screen.note("It holds your answers: share it only with people you trust.")
