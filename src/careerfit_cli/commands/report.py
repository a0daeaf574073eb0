"""`careerfit report`: a person's result, or some occupations, as one HTML page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.errors import CareerfitError, UsageError
from careerfit_cli.ui import completion, output, terminal
from careerfit_cli.ui.filter_options import FilterOptions
from careerfit_cli.ui.loading import met, open_index, the_occupation, with_area_pay
from careerfit_cli.ui.options import AllowCareless
from careerfit_cli.ui.profile_options import (
    AnswerOptions,
    Answers,
    Have,
    Prefer,
    Preferred,
    Riasec,
    area_names,
    education_level,
    refuse_careless,
    with_preferences,
)
from careerfit_cli.ui.ranking import (
    Conditions,
    Weights,
    explain_conditions,
    rank_filtered,
    weights_in,
)

if TYPE_CHECKING:
    from careerfit_cli.matching.tiers import Result
    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.model.profile import Profile
    from careerfit_cli.report import Career, Person, Report
    from careerfit_cli.storage.index import Index
    from careerfit_cli.storage.profiles import Pick, Saved
    from careerfit_cli.views.next_steps import ProfileOptions

TOP = 10
MOST = 50
"""The largest number of careers in one report, to keep it readable."""

LONGEST_TITLE = 200
_OWNER = "me"
_NOTHING = (
    "Take the quiz first (careerfit quiz), give --answers, "
    "or name occupations: careerfit report carpenter --html carpenter.html"
)
_WHERE = "careerfit report --html report.html, or --html - for standard output"


Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAME]...",
        help="Occupations; without any, your best matches.",
        autocompletion=completion.occupations,
    ),
]
Html = Annotated[
    str | None,
    typer.Option("--html", help="The file to write, or - for standard output."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace an existing file.")]
Who = Annotated[
    str | None,
    typer.Option("--profile", help="A saved profile's name, or its file."),
]
NoProfile = Annotated[
    bool, typer.Option("--no-profile", help="Leave out the saved answers.")
]
Top = Annotated[
    int | None,
    typer.Option(min=1, max=MOST, help=f"How many careers; {TOP} if not given."),
]
Title = Annotated[
    str, typer.Option(help="A heading for the report, such as a name or code.")
]
Full = Annotated[
    bool,
    typer.Option("--full", help="Include every figure and career, not just two pages."),
]


def report(
    names: Names = None,
    html: Html = None,
    force: Force = False,
    who: Who = None,
    no_profile: NoProfile = False,
    answers: Answers = None,
    riasec: Riasec = None,
    weights: Weights = None,
    top: Top = None,
    title: Title = "",
    full: Full = False,
    have: Have = None,
    *,
    narrow: FilterOptions,
    prefer: Prefer = None,
    preferred: Preferred = None,
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
    to = _destination(html, force=force)
    shares = weights_in(weights)
    level = education_level(have)
    person = _person(who, answers, riasec, wanted=not no_profile)
    if person is None:
        content = _without_person(names or [], asked=bool(weights or prefer))
    else:
        profile, saved = person.profile(), person.saved()
        refuse_careless(profile, allow_careless=allow_careless)
        profile = with_preferences(profile, prefer)
        if names:
            content = _named(profile, names, shares)
        else:
            aside, skills = (saved.aside, saved.skills) if saved else ((), ())
            conditions = Conditions(filters, preferred, area, aside, skills)
            content = _ranked(profile, conditions, top or TOP, shares)
        brief = _with_brief(content, saved, level, person.for_commands())
        content = replace(brief, full=full)
    _write(replace(content, area=area, title=title[:LONGEST_TITLE]), to)


def _destination(html: str | None, *, force: bool) -> output.Output:
    """Where the page goes; raises `UsageError` before any work is done."""
    if html is None:
        raise UsageError("no file is named for the report", _WHERE)
    return output.wanted(Path(html), force=force, html=True)


def _one_choice(names: Sequence[str], *, chosen: bool) -> None:
    """Raise `UsageError` if careers are both named and chosen by options."""
    if names and chosen:
        raise UsageError(
            "occupations are named, and --top or a condition chooses others",
            "leave out one of the two",
        )
    if len(names) > MOST:
        raise UsageError(
            f"{len(names)} occupations are named", f"a report has {MOST} at most"
        )


def _person(
    who: str | None, answers: str | None, riasec: str | None, *, wanted: bool
) -> AnswerOptions | None:
    """The requested answers, or the saved profile if one exists."""
    is_chosen = any(option is not None for option in (who, answers, riasec))
    if not wanted:
        if is_chosen:
            raise UsageError("--no-profile and a profile are both given", "give one")
        return None
    if not is_chosen:
        from careerfit_cli.storage import paths, profiles

        folder = paths.personal_folder()
        if folder is None or profiles.find_profile(folder, _OWNER) is None:
            return None
    return AnswerOptions(who or _OWNER, answers, riasec)


def _without_person(names: Sequence[str], *, asked: bool) -> Report:
    """A report without a person; `asked` is whether options about a fit were used."""
    if not names:
        raise UsageError(
            "there is nothing to report on: no answers, and no occupation is named",
            _NOTHING,
        )
    if asked:
        raise UsageError(
            "--weights and --prefer need answers, and there are none", _NOTHING
        )
    from careerfit_cli.report import Career

    occupations = _by_slug(names)
    return _report([Career(occupation) for occupation in occupations.values()])


def _by_slug(names: Sequence[str]) -> dict[str, Occupation]:
    return {occupation.slug: occupation for occupation in map(the_occupation, names)}


def _named(
    profile: Profile, names: Sequence[str], weights: Mapping[str, float]
) -> Report:
    """A report of some occupations with their fits, those not ranked at the end."""
    from careerfit_cli.matching.tiers import result

    occupations = _by_slug(names)
    slugs, index = occupations.keys(), open_index()
    ranked = result(
        profile, index.catalogue, len(slugs), weights, slugs, allow_careless=True
    )
    return replace(matched_report(profile, index, ranked, occupations), named=True)


def _ranked(
    profile: Profile, conditions: Conditions, top: int, weights: Mapping[str, float]
) -> Report:
    """A report of the best matches that meet the conditions."""
    index = open_index()
    ranking = rank_filtered(
        profile, index, conditions, top, weights, allow_careless=True
    )
    explain_conditions(profile, ranking, conditions.preferred)
    if not ranking.filtered.kept:
        raise CareerfitError("no career meets every condition", "drop one of them")
    occupations = {
        match.entry.slug: with_area_pay(
            the_occupation(match.entry.slug), conditions.area
        )
        for match in ranking.result.ranking.matches
    }
    report = matched_report(profile, index, ranking.result, occupations)
    return replace(report, hidden=ranking.filtered.hidden)


def matched_report(
    profile: Profile,
    index: Index,
    matched: Result,
    occupations: Mapping[str, Occupation],
) -> Report:
    """A report of occupations, by slug, with their matches."""
    from careerfit_cli import quiz
    from careerfit_cli.report import Brief, Career, Person
    from careerfit_cli.report.drawn import You
    from careerfit_cli.views.next_steps import steps_with_answers

    ranked, sure = matched.ranking, matched.certainty
    checks = met(index, profile.choices)
    fits = {match.entry.slug: match for match in ranked.matches}
    careers = [
        Career(
            occupations[slug], fits.get(slug), sure.get(slug), (*checks.get(slug, ()),)
        )
        for slug in dict.fromkeys([*fits, *occupations])
    ]
    tendencies = quiz.tendencies(profile)
    person = Person(profile, tendencies, ranked, area_names())
    report = _report(careers, person)
    holland = You(person, report.glossary).holland
    steps = steps_with_answers(matched, profile.replay)
    brief = Brief(matched, holland, period=_period(careers), steps=_on_paper(steps))
    return replace(report, brief=brief)


def _on_paper(steps: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The next steps, except making a report."""
    return tuple(step for step in steps if "report" not in step[1].split())


def _with_brief(
    report: Report, saved: Saved | None, level: str, options: ProfileOptions
) -> Report:
    """The report, with the content of its first pages."""
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
    """The careers of a shortlist by title, or by name if unknown, with notes."""
    titles = {entry.slug: entry.title for entry in open_index().catalogue}
    for pick in picks:
        yield titles.get(pick.slug, pick.slug), pick.note


def _period(careers: Sequence[Career]) -> str:
    """The years of pay and growth, if they are the same for all careers."""
    entries = [career.match.entry for career in careers if career.match]
    pay = dict.fromkeys(filter(None, (entry.pay_period for entry in entries)))
    growth = dict.fromkeys(filter(None, (entry.outlook_period for entry in entries)))
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


def _write(content: Report, to: output.Output) -> None:
    from careerfit_cli.report import page

    personal = content.person is not None
    to.write(page(content), private=personal)
    if to.path is not None and personal:
        terminal.note("It holds your answers: share it only with people you trust.")
