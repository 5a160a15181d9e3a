"""Why a file was not taken in, beyond that it cannot be read."""

from gongkai.findings import WrongUse


class NoDocument(WrongUse):
    """It is nothing that a section publishes: a list of links, a blank form, an article. Nobody need do anything."""


class AlreadyThere(WrongUse):
    """The document is in the section."""
