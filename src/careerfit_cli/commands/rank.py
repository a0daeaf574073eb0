"""`careerfit rank`: careers ranked for a person, with filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerfit_cli.model.attribution import NO_CLAIM, SOURCE
from careerfit_cli.ui import terminal
from careerfit_cli.ui.filter_options import FilterOptions
from careerfit_cli.ui.loading import open_index
from careerfit_cli.ui.options import AllowCareless, PagedScreen, WorkbookOptions
from careerfit_cli.ui.profile_options import (
    AnswerOptions,
    Have,
    Prefer,
    Preferred,
    area_names,
    education_level,
    profile_option,
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
    from careerfit_cli.export.document import Releases
    from careerfit_cli.export.table import Cell
    from careerfit_cli.model.profile import Profile
    from careerfit_cli.ui.ranking import FilteredRanking


NoSkills = Annotated[
    bool,
    typer.Option("--no-skills", help="Do not sort by your saved skills."),
]


def rank(
    *,
    person: AnswerOptions,
    weights: Weights = None,
    top: Annotated[int, typer.Option(min=1, help="How many careers.")] = 10,
    narrow: FilterOptions,
    prefer: Prefer = None,
    preferred: Preferred = None,
    have: Have = None,
    no_skills: NoSkills = False,
    allow_careless: AllowCareless = False,
    output: WorkbookOptions,
    screen: PagedScreen,
) -> None:
    """Rank careers for a saved profile, with filters.

    \b
    careerfit rank --pay 70000 --education associate
    careerfit rank --riasec R=31,I=24,A=20,S=18,E=9,C=12
    careerfit rank --weights interests=1
    careerfit rank --prefer outdoors,alone --preferred strong
    """
    destination = output.destination()
    area, filters = narrow.chosen()
    shares = weights_in(weights)
    profile = with_preferences(person.profile(), prefer)
    saved = person.saved()
    aside = saved.aside if saved else ()
    skills = saved.skills if saved and not no_skills else ()
    level = education_level(have or (saved.education if saved else "") or None)
    conditions = Conditions(filters, preferred, area, aside, skills)
    index = open_index()
    ranking = rank_filtered(
        profile, index, conditions, top, shares, allow_careless=allow_careless
    )
    reason = ranking.result.ranking.withheld_reason
    if reason and destination.kind not in ("", "json"):
        terminal.note(f"No careers are ranked. {reason}")
    if destination.kind == "json":
        data = to_dict(profile, ranking, index.releases)
        destination.write_json("ranking", data, private=True)
    elif destination.kind == "xlsx":
        from careerfit_cli.export.workbook import workbook

        sheet = workbook("Ranking", *to_table(ranking), [NO_CLAIM])
        destination.write(sheet, private=True)
    elif destination.kind:
        destination.write_table(*to_table(ranking), private=True)
    else:
        from careerfit_cli.views.ranking import Context, ranked

        options = person.for_commands()
        context = Context(area_names(), ranking.met, level, options, ranking.starts)
        screen.show(ranked(profile, ranking.result, top, screen.display, context))
    explain_conditions(profile, ranking, preferred)
    if aside:
        terminal.note(
            f"{len(aside)} put aside as not for you. To see them:\n"
            f"careerfit shortlist{profile_option(person.who)}"
        )


def to_table(ranking: FilteredRanking) -> tuple[Sequence[str], list[list[Cell]]]:
    """The headings, and a row for each career."""
    from careerfit_cli.export import result as export
    from careerfit_cli.export.document import ENTRY_HEADS, entry_row

    heads = ("rank", "fit", "label", *ENTRY_HEADS)
    rows = [
        [match.rank, match.score, match.label, *entry_row(match.entry).values(), SOURCE,
         *export.preference_cells(ranking.met.get(match.entry.slug, ())),
         "; ".join(match.estimated)]
        for match in ranking.result.ranking
    ]  # fmt: skip
    return (*heads, *export.PREFERENCE_HEADS, "estimated"), rows


def to_dict(
    profile: Profile, ranking: FilteredRanking, releases: Releases
) -> dict[str, Any]:
    """The document: the ranking with every contribution."""
    from careerfit_cli.export import result as export

    slugs = [match.entry.slug for match in ranking.result.ranking]
    ranked = export.ranking(profile, ranking.result, ranking.met, ranking.starts)
    return export.result_document(profile, slugs, releases, {"ranking": ranked})
