"""What the preview puts into a page, as templates."""

from functools import cache
from pathlib import Path

import jinja2


def render(template: str, **values: object) -> str:
    """One of the templates of this folder."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
