"""The profile page of one occupation."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.padding import Padding

from careerfit_cli.commands.show import (
    brief,
    pay_range,
    prose,
    ratings,
    statistics,
    tables,
)
from careerfit_cli.commands.show.ratings import Section
from careerfit_cli.commands.show.section_context import SectionContext
from careerfit_cli.compare.states import StateMedian
from careerfit_cli.model.glossary import Glossary
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.tables import NO_FACTS, TableFacts
from careerfit_cli.views import figures
from careerfit_cli.views.display import Display, group, labelled, say


@dataclass(frozen=True)
class Part:
    """A part of the page: its name in the list of missing parts, and how to draw it.

    Most occupations have the `published` parts, so a missing one is mentioned.
    """

    name: str
    draw: Section
    published: bool = False


def render(
    occupation: Occupation,
    display: Display,
    chosen: Collection[str] = (),
    *,
    everything: bool = False,
    glossary: Glossary | None = None,
    before: RenderableType | None = None,
    state: StateMedian | None = None,
    facts: TableFacts = NO_FACTS,
) -> RenderableType:
    """The page: brief, the chosen sections, or `everything`.

    With a `glossary`, the usual sections are shown with explained terms. `before` goes
    below the header, which includes the pay of a `state`.
    """
    short = not (chosen or everything or glossary)
    full = everything or bool(chosen)
    context = SectionContext(occupation, display, full, glossary, facts)
    left_out = () if short or everything else _ON_REQUEST
    keys = chosen or [key for key in SECTIONS if key not in left_out]
    drawn = {key: part.draw(context) for key, part in SECTIONS.items() if key in keys}
    missing = [
        SECTIONS[key].name
        for key, section in drawn.items()
        if section is None and (chosen or SECTIONS[key].published)
    ]
    header = _header(occupation, display, state, brief=short)
    if short:
        reported = [key for key, section in drawn.items() if section]
        parts = [header, before, _missing(missing), *brief.page(context, reported)]
    else:
        last = drawn.pop(_LAST, None)
        parts = [header, before, *drawn.values(), _missing(missing), last]
    return group(*parts)


def _missing(names: Sequence[str]) -> RenderableType | None:
    """A line that lists the sections without data."""
    if not names:
        return None
    line = say(f"Not reported for this occupation: {', '.join(names)}.")
    return Padding(line, (0, 0, 1, 0))


def _coverage(occupation: Occupation) -> str:
    """What the header's figures cover, if more than this occupation."""
    pay, outlook = occupation.pay, occupation.outlook
    group = (pay and pay.group) or (outlook and outlook.group)
    if not group:
        return ""
    named = f"all of SOC {group.soc}, {group.title}"
    if group.soc == occupation.soc and occupation.code.endswith(".00"):
        return f"are for {named}, its specialties included"
    return f"are for {named}, not for this occupation alone"


def _header(
    occupation: Occupation,
    display: Display,
    state: StateMedian | None,
    *,
    brief: bool = False,
) -> RenderableType:
    pay = occupation.pay
    drawn = pay_range.picture(pay, display, state) if pay else None
    rows = [
        ("Job outlook", figures.outlook(occupation.outlook)),
        ("Education", figures.typical(occupation.preparation.education)),
        ("Job zone", figures.job_zone(occupation.job_zone)),
        ("Pay", figures.median_pay(pay)),
    ]
    if pay and not (brief and drawn):
        rows += pay_range.in_words(pay, whole=drawn is None)
    if pay and not brief:
        rows.append(("Pay, average", f"{statistics.mean(pay)} (mean, {pay.period})"))
    if state:
        rows.append(pay_range.local_median(pay, state))
    if coverage := _coverage(occupation):
        rows.append(("These figures", coverage))
    names = occupation.words.also_called or occupation.titles.reported[:3]
    return group(
        say(occupation.title, "bold"),
        say(f"O*NET-SOC {occupation.code}", "dim"),
        say(f"also called {', '.join(names)}", "dim") if names else None,
        say(""),
        labelled(rows, display),
        say(""),
        drawn,
    )


def _rated(key: str, name: str) -> Part:
    return Part(name, ratings.domain(key), published=True)


SECTIONS: Mapping[str, Part] = {
    "summary": Part("what they do", prose.summary),
    "tasks": Part("tasks", prose.tasks),
    "conditions": Part("conditions and hours", prose.conditions),
    "qualities": Part("important qualities", prose.qualities),
    "work-styles": Part("work styles", ratings.styles, published=True),
    "former-work-styles": Part("former work styles", ratings.former_styles),
    "interests": _rated("interests", "interests"),
    "interest-areas": _rated("interest_areas", "interest areas"),
    "work-values": _rated("work_values", "work values"),
    "abilities": _rated("abilities", "abilities"),
    "skills": _rated("skills", "skills"),
    "knowledge": _rated("knowledge", "knowledge"),
    "details": Part("job details", prose.details),
    "work-context": _rated("work_context", "work context"),
    "work-activities": _rated("work_activities", "work activities"),
    "about": Part("more about the work", prose.about),
    "technology": Part("technology", ratings.technologies, published=True),
    "environment": Part("work environment", prose.environment),
    "preparation": Part("preparation", prose.preparation),
    "requirements": Part(
        "education and training reported by workers", statistics.requirements
    ),
    "education": Part("education of workers", tables.education),
    "programs": Part("programs of study", tables.programs),
    "employers": Part("industries", tables.employers),
    "outlook": Part("job outlook", statistics.outlook, published=True),
    "ai": Part("AI exposure", tables.ai_exposure),
    "pay": Part("pay", statistics.pay, published=True),
    "states": Part("pay by state", statistics.states, published=True),
    "contacts": Part("contacts", prose.contacts),
    "similar": Part("similar occupations of the BLS handbook", statistics.similar),
    "related": Part("related occupations", statistics.related, published=True),
    "titles": Part("job titles", statistics.titles, published=True),
    "history": Part("earlier figures", statistics.history),
    "sources": Part("sources", statistics.notices),
}
"""The parts of the page in order, by the name used with --section."""

_LAST = "sources"

_ON_REQUEST = frozenset({"states"})
