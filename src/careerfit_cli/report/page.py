"""The page: templates filled with a report's text and pictures."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from careerfit_cli.matching import BASE
from careerfit_cli.model.attribution import NO_CLAIM, NOTICES
from careerfit_cli.model.text import printable
from careerfit_cli.report import brief, pay, wording
from careerfit_cli.report.content import Report
from careerfit_cli.report.drawn import Drawn

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
            drawn=Drawn(report),
            style=style,
            style_hash=b64encode(sha256(style.encode()).digest()).decode(),
            notices=NOTICES,
            no_claim=NO_CLAIM,
            base=BASE,
        )
    )
    return text.encode("ascii", "xmlcharrefreplace").decode("ascii")


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
    environment.filters.update(sentence=wording.sentence, listed=wording.listed)
    environment.globals.update(
        shown_pay=pay.shown_pay,
        key_figures=wording.key_figures,
        preparation=wording.preparation,
        wider_groups=wording.wider_groups,
        fit_range=wording.fit_range,
        entering=wording.entering,
        preferred=wording.preferred,
        flags=wording.flags,
        facts=brief.facts,
        brief_tiers=brief.tiers,
        interests_alone=brief.by_interests,
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
