"""Parts of the frame that many pages share are rendered once.

A template says what a part depends on: `{{ gk_part("partials/header.html", base_url, page.place) }}` is an
include whose output is kept for these arguments. Half of the time of a page was its menu (docs/performance.md).
"""

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup


class Partials:
    """The parts of one build."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], Markup] = {}
        self.used: list[Markup] = []
        """The parts that were asked for since this list was emptied last: those of one page."""

    @jinja2.pass_context
    def part(self, context: Context, template: str, *depends: object, **given: object) -> Markup:
        """The template, rendered with all that the page knows and `given`, or as it was for the same `depends`."""
        key = template, *depends
        if key not in self._kept:
            found = context.environment.get_template(template)
            self._kept[key] = Markup(found.render({**context.get_all(), **given}))  # the theme's own HTML
        self.used.append(self._kept[key])
        return self._kept[key]
