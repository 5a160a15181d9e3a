"""What the preview puts into a page, as templates."""

from functools import cache
from pathlib import Path

import jinja2

from gongkai.pages import templates_in


def render(template: str, **values: object) -> str:
    """One of the templates of this folder."""
    return _templates().get_template(template).render(**values)


@cache
def _templates() -> jinja2.Environment:
    return templates_in(Path(__file__).parent)
