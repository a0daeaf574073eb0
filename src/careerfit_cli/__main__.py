"""Runs the program as `python -m careerfit_cli`."""

from careerfit_cli.cli import program

if __name__ == "__main__":
    # Processes that share work import this file too.
    program()
