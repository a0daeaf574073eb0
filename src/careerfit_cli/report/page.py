"""The page: templates filled with a report's text and charts."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from careerfit_cli.matching import BASE
from careerfit_cli.model.attribution import NO_CLAIM, NOTICES
from careerfit_cli.model.text import printable
from careerfit_cli.report import brief, career, charts, pay, person, wording
from careerfit_cli.report.content import Report

TEMPLATES = Path(__file__).with_name("templates")


def page(report: Report) -> str:
    """The whole page as HTML, in ASCII so that it displays correctly in any encoding.

    Every value is escaped, and control and direction marks in it become spaces.
    """
    style = (TEMPLATES / "report.css").read_text(encoding="ascii")
    # The page's policy allows only the style with this hash.
    text = (
        _environment()
        .get_template("page.html")
        .render(
            report=report,
            title=_title(report),
            occupations=[career.occupation for career in report.careers],
            sources=_sources(report),
            style=style,
            style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        )
    )
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _title(report: Report) -> str:
    if report.title:
        return report.title
    if report.person is None:
        only = len(report.careers) == 1
        return report.careers[0].occupation.title if only else "Careers at a glance"
    if report.named:
        return "How these careers match your answers"
    return "Careers that match your answers"


def _sources(report: Report) -> list[str]:
    """The releases the page's figures are from, by publisher."""
    releases: dict[str, set[str]] = {}
    for each in report.careers:
        for source in each.occupation.sources.values():
            releases.setdefault(source.publisher, set()).add(source.release)
    return [
        f"{publisher}: {'; '.join(sorted(names))}"
        for publisher, names in sorted(releases.items())
    ]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_final,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["sentence"] = wording.sentence
    # Templates call the functions of these modules.
    environment.globals.update(
        brief=brief,
        careers=career,
        charts=charts,
        pay=pay,
        people=person,
        wording=wording,
        notices=NOTICES,
        no_claim=NO_CLAIM,
        base=BASE,
    )
    return environment


def _final(value: Any) -> Any:
    """A value formatted for the page: printable text, coordinates without `.0`."""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return printable(value)
    # The output of template macros is already escaped.
    return value
