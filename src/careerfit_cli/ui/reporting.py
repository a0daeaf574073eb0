"""The command that writes a report: one page to read, print or keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.errors import CareerfitError, UsageError
from careerfit_cli.ui import (
    completion,
    filter_options,
    output,
    preference_options,
    ranking,
    terminal,
)
from careerfit_cli.ui.app import AllowCareless
from careerfit_cli.ui.loading import met, open_index, the_occupation, with_area_pay
from careerfit_cli.ui.results import (
    Have,
    area_names,
    education_level,
    profile_options,
)

if TYPE_CHECKING:
    from careerfit_cli.filters import Filter
    from careerfit_cli.matching.tiers import Result
    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.model.profile import Profile
    from careerfit_cli.report import Career, Person, Report
    from careerfit_cli.storage.index import Index
    from careerfit_cli.storage.profiles import Pick, Saved
    from careerfit_cli.ui.output import Output
    from careerfit_cli.views.next_steps import ProfileOptions

TOP = 10
MOST = 50
"""Careers in one report: more are no longer a page to read."""

LONGEST_TITLE = 200
_OWNER = "me"
_NOTHING = (
    "Take the quiz first (careerfit quiz), give --answers, "
    "or name occupations: careerfit report carpenter --html carpenter.html"
)
_WHERE = "careerfit report --html report.html, or --html - for standard output"


@filter_options.with_filter_options
def report(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...",
            help="Occupations; without any, your best matches.",
            autocompletion=completion.occupations,
        ),
    ] = None,
    html: Annotated[
        str | None, typer.Option("--html", help="The file to write, or - for output.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace an existing file.")
    ] = False,
    who: Annotated[
        str | None,
        typer.Option("--profile", help="A saved profile's name, or its file."),
    ] = None,
    no_profile: Annotated[
        bool, typer.Option("--no-profile", help="Leave out the saved answers.")
    ] = False,
    answers: ranking.Answers = None,
    riasec: ranking.Riasec = None,
    weights: ranking.Weights = None,
    top: Annotated[
        int | None,
        typer.Option(min=1, max=MOST, help=f"How many careers; {TOP} if not given."),
    ] = None,
    title: Annotated[
        str, typer.Option(help="A heading for the report, such as a name or code.")
    ] = "",
    full: Annotated[
        bool,
        typer.Option(
            "--full", help="Include every figure and career, not just two pages."
        ),
    ] = False,
    have: Have = None,
    *,
    narrow: filter_options.FilterOptions,
    prefer: preference_options.Prefer = None,
    preferred: preference_options.Preferred = None,
    allow_careless: AllowCareless = False,
) -> None:
    """Write a report as one HTML page: you, careers, pay, and why they match.

    \b
    careerfit report --html report.html
    careerfit report --html report.html --pay 70000 --title "Sam, grade 11"
    careerfit report --html all.html --full
    careerfit report carpenter electrician --html trades.html --no-profile
    """
    area, filters = narrow.chosen()
    chosen = bool(filters) or top is not None or preferred is not None
    _one_choice(names or [], chosen=chosen)
    where = _place(html, force=force)
    shares = ranking.weights_in(weights)
    level = education_level(have)
    profile = _the_profile(who, answers, riasec, wanted=not no_profile)
    if profile is None:
        found = _without_person(names or [], asked=bool(weights or prefer))
    else:
        ranking.refuse_careless(profile, allow_careless=allow_careless)
        saved = ranking.saved_person(who or _OWNER, answers, riasec)
        wanted = _Wanted(
            filters,
            preferred,
            top or TOP,
            area,
            frozenset(saved.aside if saved else ()),
            saved.skills if saved else (),
        )
        profile = preference_options.preferring(profile, prefer)
        found = (
            _named(profile, names, shares)
            if names
            else _ranked(profile, wanted, shares)
        )
        options = profile_options(who or _OWNER, answers, riasec)
        found = replace(_with_brief(found, saved, level, options), full=full)
    _write(replace(found, area=area, title=title[:LONGEST_TITLE]), where)


@dataclass(frozen=True)
class _Wanted:
    """Which careers of a ranking: those left by filters, how many, sorted by skills."""

    filters: Sequence[Filter]
    preferred: preference_options.Hidden | None
    top: int
    area: str
    aside: frozenset[str]
    skills: tuple[str, ...]


def _place(html: str | None, *, force: bool) -> Output:
    """Where the page goes; refused before any work where it cannot."""
    if html is None:
        raise UsageError("no file is named for the report", _WHERE)
    return output.wanted(Path(html), force=force, html=True)


def _one_choice(names: Sequence[str], *, chosen: bool) -> None:
    """Raise `UsageError` unless careers are named, or chosen, but not both."""
    if names and chosen:
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
        from careerfit_cli.storage import paths, profiles

        folder = paths.personal_folder()
        if folder is None or profiles.find_profile(folder, _OWNER) is None:
            return None
    return ranking.the_profile(who or _OWNER, answers, riasec)


def _without_person(names: Sequence[str], *, asked: bool) -> Report:
    """A report of occupations and nobody; `asked` is whether a fit was asked about."""
    if not names:
        raise UsageError(
            "there is nothing to report on: no answers, and no occupation is named",
            _NOTHING,
        )
    if asked:
        raise UsageError(
            "--weights and --prefer go with answers, and there are none", _NOTHING
        )
    from careerfit_cli.report import Career

    found = {own.slug: own for own in map(the_occupation, names)}
    return _report([Career(own) for own in found.values()])


def _named(
    profile: Profile, names: Sequence[str], weights: Mapping[str, float]
) -> Report:
    """A report of some occupations with their fits, those not ranked at the end."""
    from careerfit_cli.matching.tiers import result

    found = {own.slug: own for own in map(the_occupation, names)}
    index = open_index()
    ranked = result(
        profile,
        index.catalogue,
        len(found),
        weights,
        found.keys(),
        allow_careless=True,
    )
    return replace(matched_report(profile, index, ranked, found), named=True)


def _ranked(profile: Profile, wanted: _Wanted, weights: Mapping[str, float]) -> Report:
    """A report of the occupations that fit best, of those that meet every filter."""
    from careerfit_cli.filters import apply_filters
    from careerfit_cli.matching.tiers import result
    from careerfit_cli.ui.skill_order import sorted_by_skills

    index = open_index()
    catalogue = filter_options.paid(index, wanted.area)
    matches = met(index, profile.choices)
    hiding = preference_options.hiding(profile.choices, matches, wanted.preferred)
    left = apply_filters(catalogue, [*wanted.filters, *hiding])
    filter_options.explain_filters(left)
    preference_options.tell_not_rated(profile.choices, left, matches, wanted.preferred)
    if not left.kept:
        raise CareerfitError("no career meets every condition", "drop one of them")
    kept = {entry.slug for entry in left.kept} - wanted.aside
    ranked = result(profile, catalogue, wanted.top, weights, kept, allow_careless=True)
    ranked, _ = sorted_by_skills(ranked, wanted.skills, index)
    slugs = [own.entry.slug for own in ranked.ranking.matches]
    found = {slug: with_area_pay(the_occupation(slug), wanted.area) for slug in slugs}
    return replace(matched_report(profile, index, ranked, found), hidden=left.hidden)


def matched_report(
    profile: Profile,
    index: Index,
    matched: Result,
    found: Mapping[str, Occupation],
) -> Report:
    """A report of occupations, by slug, with what a ranking says of them."""
    from careerfit_cli import quiz
    from careerfit_cli.report import Brief, Career, Person
    from careerfit_cli.report.drawn import You
    from careerfit_cli.views.next_steps import steps_with_answers

    ranked, sure = matched.ranking, matched.certainty
    matches = met(index, profile.choices)
    fits = {own.entry.slug: own for own in ranked.matches}
    careers = [
        Career(found[slug], fits.get(slug), sure.get(slug), (*matches.get(slug, ()),))
        for slug in dict.fromkeys([*fits, *found])
    ]
    tendencies = quiz.tendencies(profile)
    person = Person(profile, tendencies, ranked, area_names())
    report = _report(careers, person)
    holland = You(person, report.glossary).holland
    steps = steps_with_answers(matched, profile.replay)
    brief = Brief(matched, holland, period=_period(careers), steps=_on_paper(steps))
    return replace(report, brief=brief)


def _on_paper(steps: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The steps without the report itself."""
    return tuple(step for step in steps if "report" not in step[1].split())


def _with_brief(
    report: Report, saved: Saved | None, level: str, options: ProfileOptions
) -> Report:
    """The report with what its first pages say of the person."""
    from careerfit_cli.model.skills import skill_names
    from careerfit_cli.views.next_steps import next_steps

    if report.brief is None or report.person is None:
        return report
    level = level or education_level((saved.education if saved else "") or None)
    _, length, *_ = (*report.person.profile.replay.split("."), "")
    steps = next_steps(report.brief.result, length, level, options)
    picks = saved.shortlist if saved else ()
    brief = replace(
        report.brief,
        education=level,
        steps=_on_paper(steps),
        shortlist=tuple(_titled(picks)),
        skills=skill_names(saved.skills) if saved else (),
    )
    return replace(report, brief=brief)


def _titled(picks: Sequence[Pick]) -> Iterator[tuple[str, str]]:
    """The careers of a shortlist by title, with notes; those without a page by name."""
    titles = {entry.slug: entry.title for entry in open_index().catalogue}
    for pick in picks:
        yield titles.get(pick.slug, pick.slug), pick.note


def _period(careers: Sequence[Career]) -> str:
    """The years that pay and growth are of, where they are the same for all."""
    entries = [own.match.entry for own in careers if own.match]
    pay = dict.fromkeys(own.pay_period for own in entries if own.pay_period)
    growth = dict.fromkeys(own.outlook_period for own in entries if own.outlook_period)
    parts = [f"Pay: national median, {', '.join(pay)} (BLS)."] if pay else []
    parts += (
        [f"Growth: U.S. jobs, projected, {', '.join(growth)} (BLS)."] if growth else []
    )
    return " ".join(parts)


def _report(careers: Sequence[Career], person: Person | None = None) -> Report:
    from careerfit_cli import __version__
    from careerfit_cli.report import Report
    from careerfit_cli.storage.glossary import load_glossary

    return Report(
        made=date.today(),  # noqa: DTZ011 - the day where the person is
        version=__version__,
        careers=tuple(careers),
        glossary=load_glossary(),
        person=person,
    )


def _write(found: Report, where: Output) -> None:
    from careerfit_cli.report import page

    personal = found.person is not None
    where.write(page(found), private=personal)
    if where.path is not None and personal:
        terminal.note("It holds your answers: share it only with people you trust.")
