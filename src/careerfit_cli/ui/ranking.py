"""Commands about the match: rank, why, and the saved profiles."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careerfit_cli.errors import BadData, CareerfitError, Problem, UsageError
from careerfit_cli.model.text import quoted
from careerfit_cli.ui import (
    completion,
    filter_options,
    output,
    preference_options,
    terminal,
)
from careerfit_cli.ui.answer_text import answer_text, blaming_file
from careerfit_cli.ui.app import AllowCareless, Json, NoColor, Plain
from careerfit_cli.ui.loading import met, open_index
from careerfit_cli.ui.results import (
    Have,
    area_names,
    education_level,
    profile_option,
    profile_options,
    ranking_context,
    show_ranking,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerfit_cli.matching.skills import Starts
    from careerfit_cli.matching.tiers import Result
    from careerfit_cli.model.profile import Profile
    from careerfit_cli.preferences import Met
    from careerfit_cli.storage.index import Index
    from careerfit_cli.storage.profiles import Saved

Who = Annotated[
    str, typer.Option("--profile", help="A saved profile's name, or its file.")
]
Answers = Annotated[
    str | None, typer.Option(help="An answer string, a file that holds one, or -.")
]
Riasec = Annotated[
    str | None,
    typer.Option(help="Scores of another test: R=31,I=24,A=20,S=18,E=9,C=12"),
]
Weights = Annotated[
    str | None,
    typer.Option(help="Weights, such as interests=1,interest_areas=2,work_styles=1."),
]


_WEIGHT = r"[0-9]{1,4}(\.[0-9]{1,2})?"
"""What a ranking's remarks can show: two decimals, and no more than four digits."""


@filter_options.with_filter_options
def rank(
    who: Who = "me",
    answers: Answers = None,
    riasec: Riasec = None,
    weights: Weights = None,
    top: Annotated[int, typer.Option(min=1, help="How many careers.")] = 10,
    *,
    narrow: filter_options.FilterOptions,
    prefer: preference_options.Prefer = None,
    preferred: preference_options.Preferred = None,
    have: Have = None,
    no_skills: Annotated[
        bool,
        typer.Option("--no-skills", help="Leave your saved skills out of the order."),
    ] = False,
    allow_careless: AllowCareless = False,
    json: Json = False,
    csv: output.Csv = False,
    excel: output.Excel = False,
    markdown: output.Markdown = False,
    out: output.TableOut = None,
    force: output.Force = False,
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """Rank careers for a saved profile, with filters.

    \b
    careerfit rank --pay 70000 --education associate
    careerfit rank --riasec R=31,I=24,A=20,S=18,E=9,C=12
    careerfit rank --weights interests=1
    careerfit rank --prefer outdoors,alone --preferred strong
    """
    from careerfit_cli.filters import apply_filters
    from careerfit_cli.matching.tiers import result
    from careerfit_cli.ui.skill_order import sorted_by_skills

    to = output.wanted(
        out,
        force=force,
        json=json,
        csv=csv,
        excel=excel,
        markdown=markdown,
        xlsx=False,
    )
    area, filters = narrow.chosen()
    shares = weights_in(weights)
    profile = preference_options.preferring(the_profile(who, answers, riasec), prefer)
    index = open_index()
    catalogue = filter_options.paid(index, area)
    matches = met(index, profile.choices)
    filters += preference_options.hiding(profile.choices, matches, preferred)
    found = apply_filters(catalogue, filters)
    saved = saved_person(who, answers, riasec)
    aside = set(saved.aside) if saved else set()
    kept = {entry.slug for entry in found.kept} - aside
    level = education_level(have or (saved.education if saved else "") or None)
    matched = result(
        profile, catalogue, top, shares, kept, allow_careless=allow_careless
    )
    skills = saved.skills if saved and not no_skills else ()
    matched, starts = sorted_by_skills(matched, skills, index)
    if to.kind:
        _export(profile, matched, matches, starts, index, to)
    else:
        options = profile_options(who, answers, riasec)
        context = ranking_context(matches, level, options, starts)
        show_ranking(profile, matched, top, context, plain=plain, no_color=no_color)
    filter_options.explain_filters(found)
    preference_options.tell_not_rated(profile.choices, found, matches, preferred)
    if aside:
        terminal.note(
            f"{len(aside)} put aside as not for you. To see them:\n"
            f"careerfit shortlist{profile_option(who)}"
        )


def _export(
    profile: Profile,
    result: Result,
    met: Met,
    starts: Starts,
    index: Index,
    to: output.Output,
) -> None:
    """Write a ranking as a document."""
    from careerfit_cli.export import result as export

    if result.ranking.withheld_reason and to.kind != "json":
        terminal.note(f"No careers are ranked. {result.ranking.withheld_reason}")
    document = export.ranking(profile, result, index.releases, to.kind, met, starts)
    to.write(document, private=True)


def why(
    name: Annotated[
        str,
        typer.Argument(help="The occupation.", autocompletion=completion.occupations),
    ],
    who: Who = "me",
    answers: Answers = None,
    riasec: Riasec = None,
    weights: Weights = None,
    allow_careless: AllowCareless = False,
    json: Json = False,
    out: output.Out = None,
    force: output.Force = False,
    plain: Plain = False,
    no_color: NoColor = False,
) -> None:
    """Explain exactly why a career matches, or does not.

    \b
    careerfit why registered-nurse
    """
    from careerfit_cli.matching.explain import explain
    from careerfit_cli.ui.skill_order import starts_of
    from careerfit_cli.ui.which_occupation import the_entry

    to = output.wanted(out, force=force, json=json)
    shares = weights_in(weights)
    profile = the_profile(who, answers, riasec)
    refuse_careless(profile, allow_careless=allow_careless)
    index = open_index()
    entry = the_entry(name, index)
    found = explain(profile, index.catalogue, entry.slug, shares)
    if found is None:
        raise CareerfitError(
            f"{entry.title} cannot be ranked: too few of its ratings and your answers "
            "meet",
            "answer more questions, or choose another occupation",
        )
    matches = met(index, profile.choices).get(entry.slug, ())
    saved = saved_person(who, answers, riasec)
    starts = starts_of(saved.skills if saved else (), index, [entry.slug])
    if to.kind:
        from careerfit_cli.export import result as export

        text = export.why(profile, found, index.releases, matches, starts)
        to.write(text, private=True)
        return
    from careerfit_cli.views.why import page

    display = terminal.display(plain=plain)
    terminal.show(
        page(found, display, area_names(), matches, starts), display, no_color=no_color
    )


def refuse_careless(profile: Profile, *, allow_careless: bool) -> None:
    """Raise `CareerfitError` for careless answers, unless they are allowed."""
    if profile.careless_reason and not allow_careless:
        raise CareerfitError(
            f"these answers are not ranked. {profile.careless_reason}",
            "if you meant every answer, add --allow-careless",
        )


def the_profile(who: str, answers: str | None, riasec: str | None) -> Profile:
    """The person asked about: by answers, by other scores, or by a saved profile."""
    from careerfit_cli import quiz as instrument
    from careerfit_cli.storage.bank import load_bank

    if answers is not None and riasec is not None:
        raise UsageError("--answers and --riasec are both given", "give one of them")
    if riasec is not None:
        scores = instrument.interest_scores(riasec)
        return instrument.profile_of_interests(scores)
    if answers is not None:
        text = answer_text(answers)
        with blaming_file(answers):
            bank = load_bank(text)
            return instrument.profile(bank, *instrument.answers_in(bank, text))
    text = saved_profile(who).replay
    try:
        bank = load_bank(text)
        return instrument.profile(bank, *instrument.answers_in(bank, text))
    except UsageError as error:
        hint = "take the quiz again, or give another --profile"
        problem = Problem(f"profile {quoted(who)}", 0, "", error.text, hint)
        raise BadData([problem]) from error


def saved_person(who: str, answers: str | None, riasec: str | None) -> Saved | None:
    """What is saved with a profile besides its answers; `None` for answers given."""
    return saved_profile(who) if answers is None and riasec is None else None


def saved_profile(who: str) -> Saved:
    """The saved profile of a name, or in a file."""
    from careerfit_cli.storage import paths, profiles

    path = Path(who)
    if len(path.parts) > 1 or path.suffix == ".json":
        return profiles.load_profile_file(path)
    return profiles.load_profile(paths.needed_personal_folder(), who)


def weights_in(text: str | None) -> Mapping[str, float]:
    """The weights in `name=number,...`; the published ones when none are given."""
    from careerfit_cli import matching

    if text is None:
        return matching.WEIGHTS
    found = dict.fromkeys(matching.WEIGHTS, 0.0)
    for part in text.split(","):
        name, _, number = part.strip().partition("=")
        known = name.strip() in matching.WEIGHTS
        if not known or not re.fullmatch(_WEIGHT, number.strip()):
            raise UsageError(
                f"{quoted(part.strip())} is not a weight",
                f"write {','.join(f'{own}=1' for own in matching.WEIGHTS)}",
            )
        found[name.strip()] = float(number)
    return found
