"""Results as one self-contained HTML page: no scripts, no network, charts in SVG."""

from careerfit_cli.report.content import Career, Person, Report
from careerfit_cli.report.page import page

__all__ = ["Career", "Person", "Report", "page"]
