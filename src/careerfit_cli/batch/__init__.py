"""Many respondents at once: read a table of answers, write a table of best fits."""

from careerfit_cli.batch.respondents import Block, Respondents
from careerfit_cli.batch.scoring import HEADS, Scorer
from careerfit_cli.batch.writers import Job

__all__ = ["HEADS", "Block", "Job", "Respondents", "Scorer"]
