"""The command line, one command a file."""

from gongkai.cli.command_line import console, main, run

__all__ = ["console", "main", "run"]
