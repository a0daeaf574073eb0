"""Sections of the profile page that people's words fill, with the figures in them."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding

from careerfit_cli.model.glossary import QUALITIES
from careerfit_cli.model.preparation import zone_label
from careerfit_cli.views import figures
from careerfit_cli.views.draft import Draft, explained, more, paragraphs_led
from careerfit_cli.views.look import (
    Whole,
    apart,
    bullets,
    heading,
    labelled,
    led,
    say,
    section,
    table,
)


def summary(draft: Draft) -> RenderableType | None:
    """One sentence on what they do."""
    summary = draft.occupation.words.summary
    return section("What they do", "", say(summary)) if summary else None


def tasks(draft: Draft) -> RenderableType | None:
    """Lead tasks."""
    tasks = draft.occupation.words.tasks
    if not tasks:
        return None
    return section("On the job", "", bullets(tasks, draft.look))


def conditions(draft: Draft) -> RenderableType | None:
    """Where the work is done, when, and what it demands of the body."""
    text = draft.occupation.words.conditions
    return section("Conditions and hours", "", say(text)) if text else None


def qualities(draft: Draft) -> RenderableType | None:
    """Important qualities, each with its sentence or meaning."""
    handbook, sentences = draft.occupation.handbook, draft.occupation.words.qualities
    names = dict.fromkeys((*(handbook.qualities if handbook else ()), *sentences))
    if not names:
        return None
    meanings = {**draft.meanings(QUALITIES), **sentences}
    lines = [
        f"{name}. {meanings[name]}" if name in meanings else name for name in names
    ]
    note = f"BLS handbook on {handbook.title}" if handbook else ""
    return section("Important qualities", note, bullets(lines, draft.look))


def details(draft: Draft) -> RenderableType | None:
    """Many short lines of what is done on the job."""
    details = draft.occupation.words.details
    if not details:
        return None
    shown = details if draft.full else details[:10]
    rest = more(len(shown), len(details), "The first")
    return section("Job details", "", bullets(shown, draft.look), *rest)


def about(draft: Draft) -> RenderableType | None:
    """The work at length: paragraphs, duties, kinds of the job."""
    words = draft.occupation.words
    parts: list[RenderableType] = [say(text) for text in words.about]
    if words.duties:
        listed = bullets(words.duties, draft.look)
        parts.append(Group(say("They typically", "bold"), listed))
    parts += [led(name, text) for name, text in words.kinds.items()]
    return section("More about the work", "", *apart(parts)) if parts else None


def environment(draft: Draft) -> RenderableType | None:
    """Jobs held, largest employers, surroundings and schedules."""
    outlook, words = draft.occupation.outlook, draft.occupation.words
    parts: list[RenderableType] = []
    if outlook and outlook.jobs_start is not None:
        jobs = f"{figures.count(outlook.jobs_start)} jobs in {outlook.period[:4]}."
        parts.append(say(jobs))
        parts += [say(line, "dim") for line in figures.group(outlook.group, "This")]
    if draft.facts is None or not draft.facts.industries:
        parts += _employers(draft)
    parts += paragraphs_led(
        ("Surroundings", words.environment), ("Schedules", words.schedule)
    )
    return section("Work environment", "", *parts) if parts else None


def _employers(draft: Draft) -> list[RenderableType]:
    handbook = draft.occupation.handbook
    if not handbook or not handbook.employers:
        return []
    rows = [(name, f"{share:g}%") for name, share in handbook.employers.items()]
    heads = ("Largest employers", f"Share {handbook.period}")
    source = f"BLS handbook on {handbook.title}."
    return [table(heads, rows, draft.look, right=[1]), say(source, "dim")]


def preparation(draft: Draft) -> RenderableType | None:
    """How to become one."""
    found, zone = draft.occupation.preparation, draft.occupation.job_zone
    rows = [
        ("Education", figures.typical(found.education)),
        ("Related experience", figures.typical(found.experience)),
        ("On-the-job training", figures.typical(found.training)),
        ("Job zone", figures.job_zone(zone)),
    ]
    words = draft.occupation.words
    course = paragraphs_led(("Usual steps", words.steps), ("Next", words.next))
    longer = paragraphs_led(
        ("Education", words.education),
        ("Experience", words.experience),
        ("Licenses and certificates", words.licenses),
        ("Advancement", words.advancement),
    )
    return section(
        "How to become one",
        "what is typical to enter, BLS and O*NET",
        *([say(words.entry)] if words.entry else []),
        *course,
        *([say("")] if course else []),
        labelled(rows, draft.look),
        *(say(line, "dim") for line in figures.group(found.group, "What is typical")),
        *explained(
            draft,
            ("education", found.education),
            ("experience", found.experience),
            ("training", found.training),
            ("job_zones", zone_label(zone) if zone else ""),
        ),
        *longer,
    )


def contacts(draft: Draft) -> RenderableType | None:
    """Organizations to contact, each address whole on its own line."""
    found = draft.occupation.handbook.contacts if draft.occupation.handbook else ()
    names = draft.occupation.words.organizations
    if not names and not found:
        return None
    parts: list[RenderableType] = []
    for name, url in [
        *((name, "") for name in names),
        *((own.name, own.url) for own in found),
    ]:
        parts.append(Padding(bullets([name], draft.look), (0, 0, 0, 2)))
        if url:
            parts.append(Whole(url, 4))
    return Group(heading("Contacts"), *parts, say(""))
