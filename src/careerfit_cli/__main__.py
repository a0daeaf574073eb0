"""Runs the program as `python -m careerfit_cli`."""

from careerfit_cli.cli import program

program()
