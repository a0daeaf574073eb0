"""careerfit: careers explored in a terminal, offline and explained."""

__version__ = "0.1.0"
