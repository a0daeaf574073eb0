"""Results as Rich renderables. Nothing here prints, and data is never read as markup."""

# Figures as words are the model's, since reports say them too.
from careerfit_cli.model import figures

__all__ = ["figures"]
