"""careerfit: careers explored in a terminal, offline and explained."""
