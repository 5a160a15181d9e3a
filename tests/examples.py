"""The rule book's examples as sections on disk."""

from pathlib import Path

from gongkai.rules.book import Example
from tests.repositories import Repository
from tests.sections import Section


def section_of(example: Example, root: Path) -> Section:
    """The example below `root`; one with commits is a repository with just these."""
    if example.commits:
        repository = Repository.create(root)
        for day, files in example.commits:
            repository.write(files)
            if day:
                repository.commit(day)
    return Section(root, example.files, example.today, example.settings, bare=example.code == "GK605")
