"""The way from the home page down to a page, by its path."""

from collections.abc import Mapping

Crumb = tuple[str, str]
"""What a step is called, and its path."""


def crumbs(path: str, titles: Mapping[str, str]) -> tuple[Crumb, ...]:
    """Every page above the one at `path`, the home page first; `titles` names the pages that there are."""
    if not path:
        return ()
    parts = path.strip("/").split("/")
    above = ["/".join(parts[:count]) + "/" for count in range(1, len(parts))]
    steps = ((_name(step, titles[step]), step) for step in above if step in titles)
    return (("首页", ""), *steps)


def _name(path: str, title: str) -> str:
    """A year's list is called by its year: its kind is the step before."""
    last = path.strip("/").rsplit("/", 1)[-1]
    return f"{last} 年" if last.isdecimal() else title
