"""The profile page of one occupation."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from rich.console import Group, RenderableType

from careerfit_cli.model.elements import DOMAINS, INTERESTS
from careerfit_cli.model.glossary import Glossary
from careerfit_cli.model.notices import NOTICES
from careerfit_cli.model.occupation import Occupation, PastFigure, Pay, Similar
from careerfit_cli.views import figures
from careerfit_cli.views.look import (
    Look,
    apart,
    bullets,
    labelled,
    led,
    paragraphs,
    say,
    scores,
    section,
    table,
)


@dataclass(frozen=True)
class Draft:
    """What a section is drawn from: the occupation, the look, and whether in full."""

    occupation: Occupation
    look: Look
    full: bool
    glossary: Glossary | None = None

    def meanings(self, group: str) -> Mapping[str, str]:
        """What the terms of a group mean, when that is to be shown."""
        return self.glossary.meanings(group) if self.glossary else {}


Section = Callable[[Draft], RenderableType | None]
"""Draws one part of the page; `None` when there is nothing to say."""

_TOP = {
    "abilities": 11,
    "skills": 10,
    "knowledge": 8,
    "work_activities": 15,
    "work_context": 15,
}
_DOMAIN_TITLES = {
    "interests": "Interests",
    "work_styles": "Personality strengths (work styles)",
    "work_values": "Work values",
    "work_context": "Work attributes (work context)",
}
_BY_KEY = {domain.key: domain for domain in DOMAINS}


def page(
    occupation: Occupation,
    look: Look,
    chosen: Collection[str] = (),
    *,
    everything: bool = False,
    glossary: Glossary | None = None,
) -> RenderableType:
    """The page: all usual sections, or those chosen, shortened unless `everything`.

    With a `glossary`, terms are explained where they stand.
    """
    keys = chosen or [key for key in SECTIONS if everything or key not in _ON_REQUEST]
    draft = Draft(occupation, look, everything or bool(chosen), glossary)
    parts = [SECTIONS[key](draft) for key in SECTIONS if key in keys]
    return Group(_header(occupation, look), *(part for part in parts if part))


def _header(occupation: Occupation, look: Look) -> RenderableType:
    pay, zone = occupation.pay, figures.job_zone(occupation.job_zone)
    rows = [
        ("Job outlook", figures.outlook(occupation.outlook)),
        ("Education", occupation.preparation.education or figures.NOT_REPORTED),
        ("Job zone", zone),
        ("Pay", figures.median_pay(pay)),
    ]
    if pay and pay.annual.p90 is not None:
        high = f"10 % earn more than {figures.dollars(pay.annual.p90)} a year"
        rows.append(("Pay, high end", f"{high} ({pay.period})"))
    if pay:
        rows.append(("Pay, average", f"{_mean(pay)} (mean, {pay.period})"))
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


def _summary(draft: Draft) -> RenderableType | None:
    summary = draft.occupation.words.summary
    return section("What they do", "", say(summary)) if summary else None


def _tasks(draft: Draft) -> RenderableType | None:
    tasks = draft.occupation.words.tasks
    if not tasks:
        return None
    return section(
        "On the job", "", bullets(tasks if draft.full else tasks[:3], draft.look)
    )


def _qualities(draft: Draft) -> RenderableType | None:
    handbook, sentences = draft.occupation.handbook, draft.occupation.words.qualities
    names = dict.fromkeys((*(handbook.qualities if handbook else ()), *sentences))
    if not names:
        return None
    lines = [
        f"{name}. {sentences[name]}" if name in sentences else name for name in names
    ]
    note = f"BLS handbook on {handbook.title}" if handbook else ""
    return section("Important qualities", note, bullets(lines, draft.look))


def _details(draft: Draft) -> RenderableType | None:
    details = draft.occupation.words.details
    if not details:
        return None
    shown = details if draft.full else details[:10]
    rest = _more(len(shown), len(details), "The first")
    return section("Job details", "", bullets(shown, draft.look), *rest)


def _about(draft: Draft) -> RenderableType | None:
    words = draft.occupation.words
    parts: list[RenderableType] = [say(text) for text in words.about]
    if words.duties:
        listed = bullets(words.duties, draft.look)
        parts.append(Group(say("They typically", "bold"), listed))
    parts += [led(name, text) for name, text in words.kinds.items()]
    return section("More about the work", "", *apart(parts)) if parts else None


def _domain(key: str) -> Section:
    def draw(draft: Draft) -> RenderableType:
        domain = _BY_KEY[key]
        title = _DOMAIN_TITLES.get(key, domain.title)
        rated = draft.occupation.ratings.get(key)
        if not rated:
            return section(title, "", say(figures.NOT_REPORTED, "dim"))
        rows = sorted(rated.items(), key=lambda row: -row[1])
        shown = rows if draft.full else rows[: _TOP.get(key, len(rows))]
        weak = set(draft.occupation.low_precision.get(key, ())) & {
            name for name, _ in shown
        }
        return section(
            title,
            f"0-100, {figures.source(draft.occupation.sources.get(key))}",
            *(
                [say(f"Holland code {draft.occupation.holland}")]
                if key == INTERESTS.key
                else []
            ),
            scores(shown, draft.look, weak, draft.meanings(key)),
            *_more(len(shown), len(rows), "The highest"),
            *_gaps(len(rows), len(domain.elements), weak=bool(weak)),
        )

    return draw


def _gaps(rated: int, known: int, *, weak: bool) -> list[RenderableType]:
    remarks = []
    if rated < known:
        remarks.append(f"{rated} of {known} rated; the others are not reported.")
    if weak:
        remarks.append("* low precision: few workers were asked, or they disagreed.")
    return [paragraphs(remarks)] if remarks else []


def _more(shown: int, known: int, which: str) -> list[RenderableType]:
    if shown == known:
        return []
    return [say(f"{which} {shown} of {known}; --all shows every one.", "dim")]


def _technologies(draft: Draft) -> RenderableType | None:
    hot, wanted = (
        draft.occupation.technologies.hot,
        draft.occupation.technologies.in_demand,
    )
    if not hot and not wanted:
        return None
    lines = []
    if wanted:
        lines.append(
            f"In demand in job postings: {', '.join(_few(wanted, 12, full=draft.full))}"
        )
    if hot:
        lines.append(f"Hot technologies: {', '.join(_few(hot, 12, full=draft.full))}")
    note = figures.source(draft.occupation.sources.get("technologies"))
    return section("Technology", note, bullets(lines, draft.look))


def _few(names: tuple[str, ...], most: int, *, full: bool) -> list[str]:
    if full or len(names) <= most:
        return list(names)
    return [*names[:most], f"and {len(names) - most} more (--all)"]


def _environment(draft: Draft) -> RenderableType | None:
    outlook, words = draft.occupation.outlook, draft.occupation.words
    parts: list[RenderableType] = []
    if outlook and outlook.jobs_start is not None:
        jobs = f"{figures.count(outlook.jobs_start)} jobs in {outlook.period[:4]}."
        parts.append(say(jobs))
        parts += [say(line, "dim") for line in figures.group(outlook.group, "This")]
    parts += _employers(draft)
    parts += _led(("Surroundings", words.environment), ("Schedules", words.schedule))
    return section("Work environment", "", *parts) if parts else None


def _explained(draft: Draft, *terms: tuple[str, str]) -> list[RenderableType]:
    """What the words used mean, a line each, when that is to be shown."""
    given = ((group, term, draft.meanings(group).get(term)) for group, term in terms)
    return [
        say(f"{_named(group, term)}: {meaning}", "dim")
        for group, term, meaning in given
        if meaning
    ]


def _named(group: str, term: str) -> str:
    if group == "job_zones":
        return f"Job zone {term}"
    return (
        f"{group.capitalize()}, {term[:1].lower()}{term[1:]}"
        if term == "None"
        else term
    )


def _led(*paragraphs: tuple[str, str]) -> list[RenderableType]:
    """The paragraphs there are, each after a blank line."""
    given = [led(lead, text) for lead, text in paragraphs if text]
    return [say(""), *apart(given)] if given else []


def _employers(draft: Draft) -> list[RenderableType]:
    handbook = draft.occupation.handbook
    if not handbook or not handbook.employers:
        return []
    rows = [(name, f"{share:g} %") for name, share in handbook.employers.items()]
    heads = ("Largest employers", f"Share {handbook.period}")
    source = f"BLS handbook on {handbook.title}."
    return [table(heads, rows, draft.look, right=[1]), say(source, "dim")]


def _preparation(draft: Draft) -> RenderableType | None:
    found = draft.occupation.preparation
    rows = [
        ("Education", found.education or figures.NOT_REPORTED),
        ("Experience", found.experience or figures.NOT_REPORTED),
        ("On-the-job training", found.training or figures.NOT_REPORTED),
        ("Job zone", figures.job_zone(draft.occupation.job_zone)),
    ]
    words = draft.occupation.words
    longer = _led(
        ("Education", words.education),
        ("Experience", words.experience),
        ("Licenses and certificates", words.licenses),
        ("Advancement", words.advancement),
    )
    return section(
        "How to become one",
        "what is typical to enter, BLS and O*NET",
        *([say(words.entry)] if words.entry else []),
        labelled(rows, draft.look),
        *(say(line, "dim") for line in figures.group(found.group, "What is typical")),
        *_explained(
            draft,
            ("education", found.education),
            ("experience", found.experience),
            ("training", found.training),
            ("job_zones", str(draft.occupation.job_zone)),
        ),
        *longer,
    )


def _outlook(draft: Draft) -> RenderableType | None:
    found = draft.occupation.outlook
    if found is None:
        return section("Job outlook", "", say(figures.NOT_REPORTED, "dim"))
    start, end = found.period[:4], found.period[:2] + found.period[-2:]
    before, after = figures.count(found.jobs_start), figures.count(found.jobs_end)
    openings = f"{figures.count(found.openings)} a year on average, {found.period}"
    rows = [
        ("Outlook", found.phrase or figures.NOT_REPORTED),
        ("Growth", f"{figures.percent(found.growth)}, {found.period}"),
        ("Jobs", f"{before} in {start}, {after} in {end}"),
        ("Openings", openings),
    ]
    if found.self_employed is not None:
        rows.append(("Self-employed", f"{found.self_employed:g} % of jobs, {start}"))
    remarks = figures.group(found.group, "The outlook")
    book = draft.occupation.handbook
    if book and book.outlook and book.outlook != found.phrase:
        said = book.outlook.lower()
        remarks.append(
            f'The BLS handbook says "{said}" of a wider group, {book.title}.'
        )
    demand = draft.occupation.words.demand
    return section(
        "Job outlook",
        figures.source(draft.occupation.sources.get("outlook")),
        labelled(rows, draft.look),
        *(say(line, "dim") for line in remarks),
        *_explained(draft, ("outlook", found.phrase)),
        *_led(("What drives it", demand)),
    )


_PERCENTILES = (
    ("p10", "10 % earn less than"),
    ("p25", "25 % earn less than"),
    ("median", "Median: half earn less"),
    ("p75", "25 % earn more than"),
    ("p90", "10 % earn more than"),
)


def _pay(draft: Draft) -> RenderableType | None:
    found = draft.occupation.pay
    note = figures.source(draft.occupation.sources.get("pay"))
    if found is None:
        return section("Pay", note, say(figures.NOT_REPORTED, "dim"))
    rows = [
        (label, figures.dollars(getattr(found.annual, key)),
         figures.dollars(getattr(found.hourly, key), "hour"))
        for key, label in _PERCENTILES
    ]  # fmt: skip
    remarks = [
        f"On average (mean): {_mean(found)}.",
        f"{figures.count(found.jobs)} wage and salary jobs, {found.area}.",
    ]
    return section(
        "Pay",
        note,
        table((found.area, "a year", "an hour"), rows, draft.look, right=[1, 2]),
        *(say(line, "dim") for line in (*remarks, *figures.group(found.group, "Pay"))),
    )


def _mean(pay: Pay) -> str:
    means = ((pay.annual.mean, "year", "a year"), (pay.hourly.mean, "hour", "an hour"))
    given = [
        f"{figures.dollars(mean, unit)} {each}"
        for mean, unit, each in means
        if mean is not None
    ]
    return ", ".join(given) or figures.NOT_REPORTED


def _states(draft: Draft) -> RenderableType | None:
    found = draft.occupation.pay
    if found is None or not found.state_median:
        return None
    unit = "an hour" if found.state_unit == "hour" else "a year"
    ordered = sorted(found.state_median.items(), key=lambda row: (-row[1], row[0]))
    rows = [
        (state, figures.dollars(own_pay, found.state_unit))
        for state, own_pay in ordered
    ]
    remark = "States and territories not listed: not reported."
    return section(
        "Pay by state",
        f"median, {found.period}",
        table(("State", unit), rows, draft.look, right=[1]),
        say(remark, "dim"),
        *(say(line, "dim") for line in figures.group(found.group, "Pay")),
    )


def _contacts(draft: Draft) -> RenderableType | None:
    lines = list(draft.occupation.words.organizations)
    if draft.occupation.handbook:
        lines += [
            f"{found.name}: {found.url}" for found in draft.occupation.handbook.contacts
        ]
    return section("Contacts", "", bullets(lines, draft.look)) if lines else None


def _similar(draft: Draft) -> RenderableType | None:
    book, work = draft.occupation.handbook, draft.occupation.words.similar_work
    if book is None or not book.similar:
        return None
    heads = ["Occupation", "Entry education", f"Median pay {book.period}, a year"]
    rows = [
        [found.title, found.education or figures.NOT_REPORTED, _similar_pay(found)]
        for found in book.similar
    ]
    if work:
        heads.insert(1, "What they do")
        for row in rows:
            row.insert(1, work.get(row[0], ""))
    note = f"BLS handbook on {book.title}"
    return section("Similar occupations", note, table(heads, rows, draft.look))


def _similar_pay(found: Similar) -> str:
    return figures.dollars(found.median) + (" or more" if found.at_least else "")


def _related(draft: Draft) -> RenderableType | None:
    shown = [
        found
        for found in draft.occupation.related
        if draft.full or found.tier == "Primary-Short"
    ]
    if not shown:
        return None
    note = f"closest first, {figures.source(draft.occupation.sources.get('related'))}"
    lines = (f"{found.title} ({found.code})" for found in shown)
    return section("Related occupations", note, bullets(lines, draft.look))


def _titles(draft: Draft) -> RenderableType | None:
    titles = tuple(draft.occupation.titles)
    if not titles:
        return None
    note = figures.source(draft.occupation.sources.get("titles"))
    return section(
        "Job titles", note, say(", ".join(_few(titles, 15, full=draft.full)))
    )


def _history(draft: Draft) -> RenderableType | None:
    if not draft.occupation.history:
        return None
    latest_first = sorted(draft.occupation.history, key=_year, reverse=True)
    rows = [(found.what, found.period, _past(found)) for found in latest_first]
    remark = "Kept to compare with; the figures above are the current ones."
    return section(
        "Earlier figures",
        "",
        table(("Figure", "Of", "Value"), rows, draft.look),
        say(remark, "dim"),
    )


def _year(own: PastFigure) -> str:
    found = re.search(r"\d{4}", own.period)
    return found[0] if found else ""


def _past(own: PastFigure) -> str:
    more = " or more" if own.at_least else ""
    published = f" (for {own.group})" if own.group else ""
    unit = own.unit.removeprefix("dollars ")
    if unit != own.unit:
        amount = figures.dollars(own.value, "hour" if "hour" in unit else "year")
        return f"{amount} {unit}{more}{published}"
    if unit == "score 0-100":
        return f"{own.value:g} of 100"
    return f"{figures.count(own.value)} {unit}{more}{published}"


def _notices(draft: Draft) -> RenderableType | None:
    return section(
        "About these figures", "", _sources(draft.occupation), paragraphs(NOTICES)
    )


def _sources(occupation: Occupation) -> RenderableType:
    by_source: dict[str, list[str]] = {}
    for key, own in occupation.sources.items():
        release = f"{own.publisher} {own.release}"
        by_source.setdefault(release, []).append(key.replace("_", " "))
    meaning = (
        "Scores are O*NET standardized scores: positions on a scale from 0 to 100, not "
        "shares of time or of people."
    )
    lines = (f"{release}: {', '.join(keys)}." for release, keys in by_source.items())
    return paragraphs((meaning, *lines))


SECTIONS: Mapping[str, Section] = {
    "summary": _summary,
    "tasks": _tasks,
    "qualities": _qualities,
    "work-styles": _domain("work_styles"),
    "interests": _domain("interests"),
    "work-values": _domain("work_values"),
    "abilities": _domain("abilities"),
    "skills": _domain("skills"),
    "knowledge": _domain("knowledge"),
    "details": _details,
    "work-context": _domain("work_context"),
    "work-activities": _domain("work_activities"),
    "about": _about,
    "technology": _technologies,
    "environment": _environment,
    "preparation": _preparation,
    "outlook": _outlook,
    "pay": _pay,
    "states": _states,
    "contacts": _contacts,
    "similar": _similar,
    "related": _related,
    "titles": _titles,
    "history": _history,
    "sources": _notices,
}
"""The parts of the page, in order."""

_ON_REQUEST = frozenset({"states"})
