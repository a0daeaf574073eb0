"""Loads what commands need: the index, one occupation, the person's matches."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from careerfit_cli.errors import CareerfitError, UnknownOccupation
from careerfit_cli.model.text import quoted
from careerfit_cli.storage import paths
from careerfit_cli.ui import terminal

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from careerfit_cli.compare.norms import Ratings
    from careerfit_cli.matching import Match
    from careerfit_cli.model.catalogue import Entry
    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.model.profile import Choice, Profile
    from careerfit_cli.model.tables import TableFacts
    from careerfit_cli.preferences import Met, PreferenceCheck
    from careerfit_cli.storage.index import Index
    from careerfit_cli.storage.tables import Tables

    SavedMatch = tuple[Match, Sequence[PreferenceCheck], str]
    """A match, how the occupation meets the person's preferences, and why the answers
    look careless, if they do: such a match is not shown.
    """

_MOST_KEYS = 9
"""The most candidates of a name: each can be chosen with one digit."""


def open_index() -> Index:
    """The index of the built-in and the person's own occupations."""
    from careerfit_cli import api

    personal = own_folders()
    folders = [folder for folder in personal if paths.occupations_in(folder)]
    opened = api.Catalogue.load(*folders, progress=reading)
    if folders:
        _tell_of_own(folders)
    for folder in personal:
        from careerfit_cli.storage.ignored import ignored

        for problem in ignored(folder):
            terminal.note(f"Warning: {problem} ({problem.hint})")
    return opened.index


def reading(done: int, total: int) -> None:
    """Show how many occupation files have been read."""
    terminal.progress("Reading occupations", done, total)


def _tell_of_own(folders: Sequence[Path]) -> None:
    built_in = paths.occupations_in(paths.builtin_occupations())
    personal_names = frozenset[str]().union(*map(paths.occupations_in, folders))
    replaced = len(personal_names & built_in)
    instead = f", {replaced} in place of built-in ones" if replaced else ""
    where = ", ".join(map(str, folders))
    noun = "occupation" if len(personal_names) == 1 else "occupations"
    terminal.note(f"With {len(personal_names)} {noun} of your own{instead}: {where}")


def own_folders() -> tuple[Path, ...]:
    """The folders of a person's own occupations; a stopped import is undone first."""
    personal_folders = paths.own_occupations()
    for folder in (*personal_folders, paths.builtin_occupations()):
        finish_import(folder)
    return personal_folders


def finish_import(folder: Path) -> None:
    """Undo a stopped import into a folder, and say so."""
    if not paths.has_journal(folder):
        return
    from careerfit_cli.storage import transaction

    for remark in transaction.recover(folder):
        terminal.note(remark)


def the_occupation(name: str) -> Occupation:
    """The occupation a name means; a slug opens just that occupation."""
    from careerfit_cli.storage import pages

    folders = own_folders()
    for folder in (*reversed(folders), paths.builtin_occupations()):
        page = pages.find(folder, name)
        if page is not None:
            if folder in folders:
                terminal.note(f"Your own occupation: {folder / name}.yaml")
            return page
    return the_occupation(the_entry(name, open_index()).slug)


def the_entry(name: str, index: Index) -> Entry:
    """The occupation a name means; prints its title if the name is a different one.

    Raises `UnknownOccupation` for an ambiguous name, unless a person chooses one of the
    candidates on a terminal.
    """
    from careerfit_cli import search

    try:
        entry = search.find(name, index.catalogue, index.names)
    except UnknownOccupation as error:
        slug = _chosen(error)
        return next(entry for entry in index.catalogue if entry.slug == slug)
    if search.is_guess(name, entry):
        tell = terminal.say if terminal.is_terminal(sys.stdout) else terminal.note
        tell(f"Showing {entry.title} for {quoted(name)}.")
    return entry


def _chosen(error: UnknownOccupation) -> str:
    """The slug of the candidate a person chooses, or the error again."""
    last = len(error.candidates)
    if not 0 < last <= _MOST_KEYS or not terminal.is_terminal(
        sys.stdin, sys.stdout, sys.stderr
    ):
        raise error
    from careerfit_cli.prompts import Menu
    from careerfit_cli.ui import asking
    from careerfit_cli.ui.options import Screen

    menu = Menu(
        text=(error.text[:1].upper() + error.text[1:] + ".",),
        choices=[(str(n), title) for n, (_, title) in enumerate(error.candidates, 1)],
        default="q",
        below=(f"Which one? Press 1 to {last}, or q to quit.",),
        leave="quit",
    )
    choice = asking.choose(menu, Screen())
    if choice == "q":
        raise error
    return error.candidates[int(choice) - 1][0]


@cache
def open_tables() -> Tables:
    """The shipped official tables: areas, industries, programs, AI exposure."""
    from careerfit_cli.storage.tables import Tables

    return Tables()


def pay_soc(occupation: Occupation) -> str:
    """The SOC code of the row that gives the occupation's pay and jobs."""
    group = occupation.pay_group
    return open_tables().pay_soc(occupation.code, group.title if group else "")


def with_area_pay(occupation: Occupation, area: str) -> Occupation:
    """The occupation, with an area's median pay added to those of the states.

    A state, or no area, changes nothing. Hourly pay is not added to yearly pay.
    """
    from careerfit_cli.model.states import STATES

    pay = occupation.pay
    if not area or area in STATES.values() or pay is None:
        return occupation
    from dataclasses import replace

    published = open_tables().area_pay(pay_soc(occupation))
    rows = [row for row in published if row.area.name == area]
    local = [
        row.median_hour if pay.state_unit == "hour" else row.median for row in rows
    ]
    medians = dict(pay.state_median)
    if local and local[0] is not None:
        medians[area] = local[0]
    return replace(occupation, pay=replace(pay, state_median=medians))


def table_facts(occupation: Occupation) -> TableFacts:
    """An occupation's facts from the shipped tables, for its page."""
    from careerfit_cli.compare.exposure import exposures
    from careerfit_cli.model.tables import TableFacts

    tables = open_tables()
    # Three-digit industries add up to the whole occupation.
    rows = [
        row
        for row in tables.industry_jobs(pay_soc(occupation))
        if row.industry.level == 3
    ]
    attainment = tables.attainment(occupation.soc)
    shared = attainment.shared_with if attainment else ()
    titles = (tables.pay_titles.get(other) for other in shared)
    names = ("industry_jobs", "programs", "attainment", "ai_task_exposure",
             "ai_applicability")  # fmt: skip
    return TableFacts(
        industries=tuple(sorted(rows, key=lambda row: -(row.share or 0))),
        programs=tables.programs_for(occupation.soc),
        attainment=attainment,
        shared_titles=tuple(title for title in titles if title),
        exposures=exposures(occupation.code, tables.ai_scores),
        sources={name: tables.source(name) for name in names},
    )


def met(index: Index, choices: Sequence[Choice]) -> Met:
    """How every occupation meets the preferences, if any is clear."""
    if not any(choice.pole for choice in choices):
        from careerfit_cli.model.frozen import frozen

        return frozen()
    from careerfit_cli import preferences
    from careerfit_cli.model.elements import WORK_CONTEXT

    return preferences.met(choices, index.ratings(WORK_CONTEXT))


def all_ratings(index: Index) -> Ratings:
    """Every score of every occupation, by domain key, slug and element."""
    from careerfit_cli.model.elements import DOMAINS

    return {domain.key: index.ratings(domain) for domain in DOMAINS}


def saved_matches(
    slugs: Sequence[str], index: Index | None = None
) -> list[SavedMatch | None]:
    """How occupations fit the saved profile, if there is a readable one.

    The `index` is opened if it is not passed.
    """
    try:
        answered = own_profile()
        if answered is None:
            return [None] * len(slugs)
        from careerfit_cli import matching

        profile, _ = answered
        index = index or open_index()
        matches = met(index, profile.choices)
        fits = [matching.match_of(profile, index.catalogue, slug) for slug in slugs]
    except CareerfitError as error:
        leave_out_profile(error)
        return [None] * len(slugs)
    return [
        None
        if fit is None
        else (fit, matches.get(fit.entry.slug, ()), profile.careless_reason)
        for fit in fits
    ]


def leave_out_profile(error: CareerfitError) -> None:
    """Print to standard error why the saved profile is not used."""
    terminal.note(f"Your saved profile is left out: {error.text}")


def own_profile() -> tuple[Profile, Collection[str]] | None:
    """The saved profile and its skills, if there is one.

    Raises `CareerfitError` if it cannot be read.
    """
    folder = paths.personal_folder()
    if folder is None or not paths.is_folder(folder):
        return None
    from careerfit_cli import api
    from careerfit_cli.storage import profiles

    saved = profiles.find_profile(folder)
    return None if saved is None else (api.profile(saved.replay), saved.skills)
