"""Results as one HTML page that stands by itself: no script, no network, charts in SVG."""

from careerfit_cli.report.content import Brief, Career, Person, Report
from careerfit_cli.report.page import page

__all__ = ["Brief", "Career", "Person", "Report", "page"]
