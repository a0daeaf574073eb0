"""Runs the program as `python -m careerfit_cli`."""

import sys

from careerfit_cli.cli import main

sys.exit(main())
