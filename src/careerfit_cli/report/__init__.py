"""Results as one self-contained HTML page: no scripts, no network, charts in SVG."""

from careerfit_cli.report.content import Brief, Career, Person, Report
from careerfit_cli.report.page import page

__all__ = ["Brief", "Career", "Person", "Report", "page"]
