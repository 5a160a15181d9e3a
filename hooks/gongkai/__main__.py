"""`python -m gongkai`: the command line in the folder of a section."""

from gongkai.cli import console

console()
