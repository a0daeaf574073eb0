"""Sections of the profile page made of text, with their figures."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding

from careerfit_cli.commands.show.section_context import (
    SectionContext,
    paragraphs_led,
    remarks,
    text,
)
from careerfit_cli.model.glossary import QUALITIES
from careerfit_cli.model.preparation import zone_label
from careerfit_cli.views import figures
from careerfit_cli.views.display import (
    Whole,
    apart,
    bullets,
    heading,
    led,
    more,
    say,
    section_of,
    table,
)


def summary(context: SectionContext) -> RenderableType | None:
    """One sentence on what they do."""
    return section_of("What they do", "", text(context.occupation.words.summary))


def tasks(context: SectionContext) -> RenderableType | None:
    """The main tasks."""
    return section_of("On the job", "", context.bullets(context.occupation.words.tasks))


def conditions(context: SectionContext) -> RenderableType | None:
    """Where and when the work is done, and its physical demands."""
    words = context.occupation.words
    return section_of("Conditions and hours", "", text(words.conditions))


def qualities(context: SectionContext) -> RenderableType | None:
    """Important qualities, each with its sentence or meaning."""
    handbook, sentences = (
        context.occupation.handbook,
        context.occupation.words.qualities,
    )
    names = dict.fromkeys((*(handbook.qualities if handbook else ()), *sentences))
    meanings = {**context.meanings(QUALITIES), **sentences}
    lines = [
        f"{name}. {meanings[name]}" if name in meanings else name for name in names
    ]
    note = f"BLS handbook on {handbook.title}" if handbook else ""
    return section_of("Important qualities", note, context.bullets(lines))


def details(context: SectionContext) -> RenderableType | None:
    """A detailed list of what people do on the job."""
    details = context.occupation.words.details
    shown = details if context.full else details[:10]
    rest = more(len(shown), len(details), "The first")
    return section_of("Job details", "", context.bullets(shown), *rest)


def about(context: SectionContext) -> RenderableType | None:
    """The work at length: paragraphs, duties, kinds of the job."""
    words = context.occupation.words
    parts: list[RenderableType] = [say(paragraph) for paragraph in words.about]
    if words.duties:
        listed = bullets(words.duties, context.display)
        parts.append(Group(say("They typically", "bold"), listed))
    parts += [led(name, kind) for name, kind in words.kinds.items()]
    return section_of("More about the work", "", *apart(parts))


def environment(context: SectionContext) -> RenderableType | None:
    """Jobs held, largest employers, surroundings and schedules."""
    outlook, words = context.occupation.outlook, context.occupation.words
    parts: list[RenderableType | None] = []
    if outlook and outlook.jobs_start is not None:
        jobs = f"{figures.count(outlook.jobs_start)} jobs in {outlook.period[:4]}."
        parts = [say(jobs), remarks(figures.group(outlook.group, "This"))]
    if not context.facts.industries:
        parts += _employers(context)
    surroundings = paragraphs_led(
        ("Surroundings", words.environment), ("Schedules", words.schedule)
    )
    return section_of("Work environment", "", *parts, surroundings)


def _employers(context: SectionContext) -> list[RenderableType]:
    handbook = context.occupation.handbook
    if not handbook or not handbook.employers:
        return []
    rows = [(name, f"{share:g}%") for name, share in handbook.employers.items()]
    heads = ("Largest employers", f"Share {handbook.period}")
    source = f"BLS handbook on {handbook.title}."
    return [table(heads, rows, context.display, right=[1]), say(source, "dim")]


def preparation(context: SectionContext) -> RenderableType | None:
    """How to become one."""
    entry, zone = context.occupation.preparation, context.occupation.job_zone
    rows = [
        ("Education", figures.typical(entry.education)),
        ("Related experience", figures.typical(entry.experience)),
        ("On-the-job training", figures.typical(entry.training)),
        ("Job zone", figures.job_zone(zone)),
    ]
    words = context.occupation.words
    course = paragraphs_led(("Usual steps", words.steps), ("Next", words.next))
    return section_of(
        "How to become one",
        "what is typical to enter, BLS and O*NET",
        text(words.entry),
        course,
        say("") if course else None,
        context.labelled(rows),
        remarks(figures.group(entry.group, "What is typical")),
        context.explained(
            ("education", entry.education),
            ("experience", entry.experience),
            ("training", entry.training),
            ("job_zones", zone_label(zone) if zone else ""),
        ),
        paragraphs_led(
            ("Education", words.education),
            ("Experience", words.experience),
            ("Licenses and certificates", words.licenses),
            ("Advancement", words.advancement),
        ),
    )


def contacts(context: SectionContext) -> RenderableType | None:
    """Organizations to contact, each address unwrapped on its own line."""
    handbook = context.occupation.handbook
    names = context.occupation.words.organizations
    parts: list[RenderableType] = []
    for name, url in (
        *((name, "") for name in names),
        *((each.name, each.url) for each in (handbook.contacts if handbook else ())),
    ):
        parts.append(Padding(bullets([name], context.display), (0, 0, 0, 2)))
        if url:
            parts.append(Whole(url, 4))
    return Group(heading("Contacts"), *parts, say("")) if parts else None
