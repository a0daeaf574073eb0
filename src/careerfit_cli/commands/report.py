"""`careerfit report`: a person's result, or some occupations, as one HTML page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    from careerfit_cli.model.catalogue import Catalogue
    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.model.profile import Profile
    from careerfit_cli.report import Career, Person, Report
    from careerfit_cli.storage.index import Index
    from careerfit_cli.storage.profiles import Saved
    from careerfit_cli.views.next_steps import ProfileOptions

    _Matched = tuple[Result, Mapping[str, Occupation], tuple[tuple[str, int], ...]]
    """A result, the occupations by slug, and how many careers filters hid, by filter."""

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
    names = names or []
    chosen = bool(filters) or top is not None or preferred is not None
    _one_choice(names, chosen=chosen)
    if html is None:
        raise UsageError("no file is named for the report", _WHERE)
    to = output.wanted(Path(html), force=force, html=True)
    shares = weights_in(weights)
    level = education_level(have)
    options = _answer_options(who, answers, riasec, wanted=not no_profile)
    if options is None:
        content = _without_person(names, asked=bool(weights or prefer))
    else:
        profile, saved = options.profile(), options.saved()
        refuse_careless(profile, allow_careless=allow_careless)
        profile = with_preferences(profile, prefer)
        index = open_index()
        if names:
            matched, occupations, hidden = _named(profile, index, names, shares)
        else:
            aside, skills = (saved.aside, saved.skills) if saved else ((), ())
            conditions = Conditions(filters, preferred, area, aside, skills)
            matched, occupations, hidden = _ranked(
                profile, index, conditions, top or TOP, shares
            )
        person = _person(profile, matched, saved, level, options.for_commands())
        if saved is not None:
            person = _with_saved(person, saved, index.catalogue)
        content = matched_report(person, index, occupations)
        content = replace(content, named=bool(names), hidden=hidden, full=full)
    _write(replace(content, area=area, title=title[:LONGEST_TITLE]), to)


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


def _answer_options(
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

    return _report([Career(each) for each in _by_slug(names).values()])


def _by_slug(names: Sequence[str]) -> dict[str, Occupation]:
    return {occupation.slug: occupation for occupation in map(the_occupation, names)}


def _named(
    profile: Profile,
    index: Index,
    names: Sequence[str],
    weights: Mapping[str, float],
) -> _Matched:
    """The fits of some occupations."""
    from careerfit_cli.matching.tiers import result

    occupations = _by_slug(names)
    slugs = occupations.keys()
    matched = result(
        profile, index.catalogue, len(slugs), weights, slugs, allow_careless=True
    )
    return matched, occupations, ()


def _ranked(
    profile: Profile,
    index: Index,
    conditions: Conditions,
    top: int,
    weights: Mapping[str, float],
) -> _Matched:
    """The best matches that meet the conditions."""
    ranking = rank_filtered(
        profile, index, conditions, top, weights, allow_careless=True
    )
    explain_conditions(profile, ranking, conditions.preferred)
    if not ranking.filtered.kept:
        raise CareerfitError("no career meets every condition", "drop one of them")
    slugs = [match.entry.slug for match in ranking.result.ranking.matches]
    occupations = {
        slug: with_area_pay(the_occupation(slug), conditions.area) for slug in slugs
    }
    return ranking.result, occupations, ranking.filtered.hidden


def _person(
    profile: Profile,
    matched: Result,
    saved: Saved | None,
    level: str,
    options: ProfileOptions,
) -> Person:
    """The person with next steps and the level of education."""
    from careerfit_cli.report import Person
    from careerfit_cli.views.next_steps import next_steps

    level = level or education_level((saved.education if saved else "") or None)
    _, length, *_ = (*profile.replay.split("."), "")
    steps = tuple(next_steps(matched, length, level, options))
    return Person(profile, matched, area_names(), level, steps)


def _with_saved(person: Person, saved: Saved, catalogue: Catalogue) -> Person:
    """The person with the shortlist and skills they saved."""
    from careerfit_cli.model.skills import skill_names

    titles = {entry.slug: entry.title for entry in catalogue}
    picks = [(titles.get(pick.slug, pick.slug), pick.note) for pick in saved.shortlist]
    return replace(person, shortlist=tuple(picks), skills=skill_names(saved.skills))


def matched_report(
    person: Person, index: Index, occupations: Mapping[str, Occupation]
) -> Report:
    """A report of occupations, by slug, those with a match first."""
    from careerfit_cli.report import Career

    fits = {match.entry.slug: match for match in person.ranking.matches}
    checks = met(index, person.profile.choices)
    careers = [
        Career(
            occupations[slug],
            fits.get(slug),
            person.result.certainty.get(slug),
            tuple(checks.get(slug, ())),
        )
        for slug in dict.fromkeys([*fits, *occupations])
    ]
    return _report(careers, person)


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
