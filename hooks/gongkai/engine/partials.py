"""Parts of the frame that many pages share are rendered once.

A template says what a part depends on: `{{ gk_part("partials/header.html", base_url, page.place) }}` is an
include whose output is kept for these arguments. Half of the time of a page was its menu (docs/performance.md).

What a part of ours depends on we know; of one that a section or a plugin has changed nobody does: it is rendered for
every page.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

import jinja2
from jinja2 import meta
from jinja2.runtime import Context
from markupsafe import Markup


class Partials:
    """The parts of one build. `ours`: folders of the templates that say right what they depend on."""

    def __init__(self, ours: Collection[Path] = ()) -> None:
        self._ours = ours
        self._known: dict[str, bool] = {}
        self._kept: dict[tuple[object, ...], Markup] = {}
        self.used: list[Markup] = []
        """The parts that were asked for since this list was emptied last: those of one page."""

    @jinja2.pass_context
    def part(self, context: Context, template: str, *depends: object, **given: object) -> Markup:
        """The template, rendered with all that the page knows and `given`, or as it was for the same `depends`."""
        key = template, *depends
        if key not in self._kept or not self._is_ours(template, context.environment):
            found = context.environment.get_template(template)
            self._kept[key] = Markup(found.render({**context.get_all(), **given}))  # the theme's own HTML
        self.used.append(self._kept[key])
        return self._kept[key]

    def _is_ours(self, template: str, environment: jinja2.Environment) -> bool:
        """Whether a part and all that it includes are as we wrote them."""
        if not template:
            return False
        if template not in self._known:
            self._known[template] = True  # one that includes itself
            self._known[template] = self._found_in_ours(template, environment) and all(
                self._is_ours(one, environment) for one in _included(template, environment)
            )
        return self._known[template]

    def _found_in_ours(self, template: str, environment: jinja2.Environment) -> bool:
        file = environment.get_template(template).filename
        return file is not None and any(Path(file).is_relative_to(folder) for folder in self._ours)


def _included(template: str, environment: jinja2.Environment) -> Iterator[str]:
    if environment.loader:
        source, _file, _fresh = environment.loader.get_source(environment, template)
        for name in meta.find_referenced_templates(environment.parse(source)):
            yield name or ""  # its name is made up on the page
