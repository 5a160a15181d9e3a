"""The command line: what an editor, a pipeline or an operator may ask for, one command a file."""

from gongkai.cli.command_line import console, main, run

__all__ = ["console", "main", "run"]
