"""The profile page of one occupation."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rich.console import Group, RenderableType

from careerfit_cli.model.glossary import Glossary
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.views import figures, page_figures, page_ratings, page_words
from careerfit_cli.views.draft import Draft
from careerfit_cli.views.look import (
    Look,
    labelled,
    say,
    section,
)
from careerfit_cli.views.page_ratings import Section


def page(
    occupation: Occupation,
    look: Look,
    chosen: Collection[str] = (),
    *,
    everything: bool = False,
    glossary: Glossary | None = None,
    before: RenderableType | None = None,
) -> RenderableType:
    """The page: all usual sections, or those chosen, shortened unless `everything`.

    With a `glossary`, terms are explained where they stand; `before` stands
    under the header.
    """
    keys = chosen or [key for key in SECTIONS if everything or key not in _ON_REQUEST]
    draft = Draft(occupation, look, everything or bool(chosen), glossary)
    parts = [
        SECTIONS[key](draft) or (_nothing(key) if chosen else None)
        for key in SECTIONS
        if key in keys
    ]
    parts = [_header(occupation, look), before, *parts]
    return Group(*(part for part in parts if part))


def _nothing(key: str) -> RenderableType:
    title = key.replace("-", " ").capitalize()
    return section(title, "", say(figures.NOT_REPORTED, "dim"))


def _whose(occupation: Occupation) -> str:
    """Whose the header's figures are, when not this occupation's alone."""
    pay, outlook = occupation.pay, occupation.outlook
    group = (pay and pay.group) or (outlook and outlook.group)
    if not group:
        return ""
    named = f"all of SOC {group.code}, {group.title}"
    if group.code == occupation.soc and occupation.code.endswith(".00"):
        return f"are for {named}, its specialties included"
    return f"are for {named}, not for this occupation alone"


def _header(occupation: Occupation, look: Look) -> RenderableType:
    pay, zone = occupation.pay, figures.job_zone(occupation.job_zone)
    rows = [
        ("Job outlook", figures.outlook(occupation.outlook)),
        ("Education", figures.typical(occupation.preparation.education)),
        ("Job zone", zone),
        ("Pay", figures.median_pay(pay)),
    ]
    if pay and pay.annual.p90 is not None:
        high = f"10% earn more than {figures.dollars(pay.annual.p90)} a year"
        rows.append(("Pay, high end", f"{high} ({pay.period})"))
    if pay:
        rows.append(("Pay, average", f"{page_figures.mean(pay)} (mean, {pay.period})"))
    whose = _whose(occupation)
    if whose:
        rows.append(("These figures", whose))
    names = occupation.words.also_called or occupation.titles.reported[:3]
    called = f"also called {', '.join(names)}" if names else ""
    return Group(
        say(occupation.title, "bold"),
        say(f"O*NET-SOC {occupation.code}", "dim"),
        *([say(called, "dim")] if called else []),
        say(""),
        labelled(rows, look),
        say(""),
    )


SECTIONS: Mapping[str, Section] = {
    "summary": page_words.summary,
    "tasks": page_words.tasks,
    "qualities": page_words.qualities,
    "work-styles": page_ratings.domain("work_styles"),
    "interests": page_ratings.domain("interests"),
    "work-values": page_ratings.domain("work_values"),
    "abilities": page_ratings.domain("abilities"),
    "skills": page_ratings.domain("skills"),
    "knowledge": page_ratings.domain("knowledge"),
    "details": page_words.details,
    "work-context": page_ratings.domain("work_context"),
    "work-activities": page_ratings.domain("work_activities"),
    "about": page_words.about,
    "technology": page_ratings.technologies,
    "environment": page_words.environment,
    "preparation": page_words.preparation,
    "outlook": page_figures.outlook,
    "pay": page_figures.pay,
    "states": page_figures.states,
    "contacts": page_words.contacts,
    "similar": page_figures.similar,
    "related": page_figures.related,
    "titles": page_figures.titles,
    "history": page_figures.history,
    "sources": page_figures.notices,
}
"""The parts of the page, in order."""

_ON_REQUEST = frozenset({"states"})
