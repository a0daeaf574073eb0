"""Results as Rich renderables. Nothing here prints, and data is never read as markup."""

# Formatted figures come from `model`, because reports use them too.
from careerfit_cli.model import figures

__all__ = ["figures"]
